"""Answers that come close in the lessons beyond the page, as in `near_misses`."""

from textwrap import dedent

ASKED = 'amount=1099, currency="eur"'
AUTHORISED = 'sandbox.authorise("src_ideal")'
BY_HAND = f'stripe.Charge.create({ASKED}, source="src_ideal")'
HANDLER = f"""
def charge_it(event):
    stripe.Charge.create({ASKED}, source=event.data.object.id)
"""
JENNY_PAYS = 'stripe.Charge.create(amount=500, currency="eur", customer="cus_jenny"{})'
ONCE = JENNY_PAYS.format(', idempotency_key="1", max_network_retries=0')
DEBITED = 'stripe.Charge.create(amount={}, currency="eur", customer="cus_jenny"{})'
ATTACHED = 'stripe.Customer.create_source("cus_jenny", source="{}")\n'
MARKED = 'stripe.Customer.modify("{}", metadata={{"move": "convert"}})\n'
LOST = 'sandbox.fail_next("answer_lost")\n'
TOO_FAST = 'sandbox.fail_next("rate_limit")\n'
WITH_KEY = ', idempotency_key="order"'


def on(pattern: str, *after: str, handler: str = HANDLER) -> str:
    """A handler for a type of event, and what is done when it is there."""
    return "\n".join((f'{handler}\nsandbox.on("{pattern}", charge_it)', *after))


def caught(code: str, error: str, then: str) -> str:
    """Code whose refusal is caught, and what is done about it."""
    return f"try:\n    {code}\nexcept stripe.{error}:\n    {then}"


BEYOND: dict[str, list[tuple[str, str]]] = {
    "10.1": [
        (on("source.chargeable"), "src_ideal is pending"),
        (f"{AUTHORISED}\n{BY_HAND}", "No handler heard that a source can be charged."),
        (on("source.failed", AUTHORISED, BY_HAND), "No handler heard"),
        (on("*", AUTHORISED), "A charge was refused"),
        (
            on(
                "source.chargeable",
                AUTHORISED,
                handler=dedent(
                    f"""
                    def charge_it(event):
                        if event.data.object.id == "src_ideal":
                            {BY_HAND}
                    """
                ),
            ),
            "src_ideal was charged, but the next payment was not.",
        ),
        (
            on("source.chargeable", AUTHORISED, handler="charge_it = print"),
            "The handler heard of it, and charged nothing.",
        ),
    ],
    "10.2": [
        (DEBITED.format(1099, ""), "The charge is pending"),
        (DEBITED.format(1099, "") + "\nsandbox.advance(days=1)", "The charge is"),
        (
            DEBITED.format(10_99_00, "") + "\nsandbox.advance(days=14)",
            "The amount is not 10.99 euros.",
        ),
        ("sandbox.advance(days=14)", "Nothing was charged."),
        (
            f'stripe.Charge.create({ASKED}, source="src_debit")',
            "It stopped: InvalidRequestError: src_debit is attached",
        ),
    ],
    "10.3": [
        (on("source.chargeable", AUTHORISED, BY_HAND), "One of the two places was"),
        (on("source.chargeable", AUTHORISED), "Only one place asked for the charge."),
        (
            f"{AUTHORISED}\n"
            + "\n".join([BY_HAND.replace(")", ', idempotency_key="1")')] * 2),
            "No handler heard that a source can be charged.",
        ),
    ],
    "11.1": [
        ("\n".join([JENNY_PAYS.format(WITH_KEY)] * 2), "No answer was lost."),
        (
            LOST + caught(ONCE, "APIError", JENNY_PAYS.format(', idempotency_key="2"')),
            "Jenny paid twice.",
        ),
        (LOST + ONCE, "Jenny has paid, and your program does not know it."),
        (LOST + caught(ONCE, "APIError", "pass"), "Jenny has paid, and your program"),
    ],
    "11.2": [
        (DEBITED.format(1099, ""), "The refusal came out"),
        (DEBITED.format(1099, ', source="src_visa"'), "src_empty was never tried."),
        (
            caught(DEBITED.format(1099, ""), "CardError", "pass"),
            "The decline was caught, and nobody paid.",
        ),
        (
            caught(
                DEBITED.format(1099, ""),
                "CardError",
                DEBITED.format(1100, ', source="src_visa"'),
            ),
            "The amount is not 10.99 euros.",
        ),
        (
            caught(
                DEBITED.format(1099, ""),
                "CardError",
                DEBITED.format(1099, ', source="src_visa"').replace("eur", "usd"),
            ),
            "The currency is not the euro.",
        ),
        (
            caught(
                DEBITED.format(1099, WITH_KEY),
                "CardError",
                DEBITED.format(1099, WITH_KEY + ', source="src_visa"'),
            ),
            "The second card came with the key of the first",
        ),
    ],
    "11.3": [
        (JENNY_PAYS.format(""), "No charge came too fast."),
        (TOO_FAST + JENNY_PAYS.format(""), "The refusal came out"),
        (
            TOO_FAST + caught(JENNY_PAYS.format(""), "RateLimitError", "pass"),
            "The refusal was caught, and nobody paid.",
        ),
        (
            TOO_FAST
            + caught(JENNY_PAYS.format(""), "RateLimitError", JENNY_PAYS.format(""))
            + "\n"
            + JENNY_PAYS.format(""),
            "Jenny paid twice.",
        ),
    ],
    "12.1": [
        (ATTACHED.format("src_amex"), "A reusable card is nobody's still"),
        (
            "".join(
                ATTACHED.format(one)
                for one in ("src_amex", "src_mastercard", "src_ideal")
            ),
            "src_ideal is attached",
        ),
        (
            f'stripe.Charge.create({ASKED}, source="src_amex")',
            "A card was charged before it was attached",
        ),
        (
            'stripe.Customer.modify("cus_jenny", source="src_amex")',
            "src_visa is gone from Jenny's list.",
        ),
    ],
    "12.2": [
        (
            "".join(map(MARKED.format, ("cus_jenny", "cus_robin", "cus_kim"))),
            "Jenny is marked, who has a card alone.",
        ),
        (MARKED.format("cus_robin"), "One of the two is not marked."),
        (
            'stripe.Customer.modify("cus_robin", metadata={"convert": "yes"})',
            "Something is marked, but not as was asked.",
        ),
        (
            'stripe.Source.modify("src_debit_kim", metadata={"move": "convert"})',
            "Something is marked, but not as was asked.",
        ),
    ],
    "12.3": [
        (ATTACHED.format("tok_visa"), "Something was attached."),
        (ATTACHED.format("src_none"), "It was refused for another reason."),
        (
            'stripe.Customer.modify("cus_jenny", source="pm_card_visa")',
            "It was refused, but in another request.",
        ),
    ],
}
