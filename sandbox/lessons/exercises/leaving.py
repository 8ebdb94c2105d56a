"""Exercises on leaving Sources behind: what goes along, and what has to be found."""

from typing import Any

from sandbox.lessons.exercises.exercise import (
    AMEX,
    CUSTOMER,
    JENNY,
    VISA,
    Exercise,
    Miss,
    Seen,
    card,
)

MASTERCARD, IDEAL = "src_mastercard", "src_ideal"
ROBIN, KIM = "cus_robin", "cus_kim"
REFUSED = 400
LOOSE = (AMEX, MASTERCARD)


def marked(seen: Seen) -> set[str]:
    """The customers who are marked to be converted."""
    return {
        one["id"]
        for one in seen.objects("customers")
        if one["metadata"].get("move") == "convert"
    }


def named(seen: Seen, status: int) -> list[str]:
    """What was named as a source in the requests that were answered so."""
    return [
        str(one["params"]["source"])
        for one in seen.requests
        if one["status"] == status and "source" in one["params"]
    ]


def debit(source_id: str, customer: str) -> dict[str, Any]:
    """A SEPA debit that is saved when the exercise begins."""
    return {"id": source_id, "type": "sepa_debit", "customer": customer}


EXERCISES = [
    Exercise(
        "12.1",
        "Attach to Jenny every reusable card that nobody has; leave src_ideal alone.",
        lambda seen: (
            set(seen.owned()) == {VISA, *LOOSE}
            and seen.find(IDEAL)["status"] == "chargeable"
        ),
        "What is attached goes along under its id; the iDEAL payment ends here.",
        (
            Miss(
                lambda seen: any(
                    seen.find(one)["status"] == "consumed" for one in LOOSE
                ),
                "A card was charged before it was attached, and is consumed.",
                "attach only: nobody is to pay.",
            ),
            Miss(
                lambda seen: VISA not in seen.owned(),
                "src_visa is gone from Jenny's list.",
                "an update with source= replaces: attach with create_source.",
            ),
            Miss(
                lambda seen: seen.find(IDEAL)["customer"] is not None,
                "src_ideal is attached: it pays once, and there is nothing to keep.",
                "attach what is reusable, and nothing else.",
            ),
            Miss(
                lambda seen: not {*LOOSE} <= set(seen.owned()),
                "A reusable card is nobody's still, and would stay behind.",
                "attach src_amex and src_mastercard both.",
            ),
        ),
        (
            JENNY,
            card(customer=CUSTOMER),
            card(AMEX),
            card(MASTERCARD, token="tok_mastercard"),  # noqa: S106
            {"id": IDEAL, "type": "ideal"},
        ),
    ),
    Exercise(
        "12.2",
        "Mark who has a SEPA debit saved: metadata move=convert on the customer.",
        lambda seen: marked(seen) == {ROBIN, KIM},
        "Those two need the conversion; Jenny's card goes along by itself.",
        (
            Miss(
                lambda seen: CUSTOMER in marked(seen),
                "Jenny is marked, who has a card alone.",
                "look at the type of each source of a customer.",
            ),
            Miss(
                lambda seen: bool(marked(seen)),
                "One of the two is not marked.",
                "look at all sources of a customer, not at the default alone.",
            ),
            Miss(
                lambda seen: any(
                    one["metadata"]
                    for name in ("customers", "sources")
                    for one in seen.objects(name)
                ),
                "Something is marked, but not as was asked.",
                'modify the customers, with metadata={"move": "convert"}.',
            ),
        ),
        (
            JENNY,
            card(customer=CUSTOMER),
            {"id": ROBIN, "email": "robin@example.com"},
            debit("src_debit_robin", ROBIN),
            {"id": KIM, "email": "kim@example.com"},
            card(AMEX, customer=KIM),
            debit("src_debit_kim", KIM),
        ),
    ),
    Exercise(
        "12.3",
        "Have the sandbox refuse pm_card_visa where Jenny's next source is attached.",
        lambda seen: (
            any(one.startswith("pm_") for one in named(seen, REFUSED))
            and seen.asked("customers.sources.create", status=REFUSED) != []
            and not seen.owned()
        ),
        "There is no road back: what is a PaymentMethod is no source.",
        (
            Miss(
                lambda seen: bool(seen.owned()),
                "Something was attached.",
                "give source='pm_card_visa', the id of a PaymentMethod.",
            ),
            Miss(
                lambda seen: any(one.startswith("pm_") for one in named(seen, REFUSED)),
                "It was refused, but in another request.",
                "call stripe.Customer.create_source with cus_jenny.",
            ),
            Miss(
                lambda seen: seen.error is not None,
                "It was refused for another reason.",
                "give source='pm_card_visa', the id of a PaymentMethod.",
            ),
        ),
        (JENNY,),
        refusal=True,
    ),
]
