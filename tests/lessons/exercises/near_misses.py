"""Answers that come close: by exercise, what one may write, and the reason it gets.

The reasons are the beginnings of what the verdict says.
"""

CHARGE = 'stripe.Charge.create(amount={}, currency="eur"{})'
JENNY = ', customer="cus_jenny"'
LISTED = 'stripe.Customer.retrieve("cus_jenny").sources.'


def charge(amount: object = 500, **names: str) -> str:
    """A charge in euros, with what it names."""
    return CHARGE.format(amount, "".join(f", {n}={v!r}" for n, v in names.items()))


def source(usage: str = "reusable", made_of: str = "tok_visa") -> str:
    """A source that is made, and kept by its name."""
    made = f'type="card", token="{made_of}", usage="{usage}"'
    return f"source = stripe.Source.create({made})\n"


OF_IT = "stripe.Charge.create(amount=500, currency='eur', source=source.id)"
IDEAL = (
    'source = stripe.Source.create(type="ideal", amount={}, currency="eur",'
    ' redirect={{"return_url": "https://example.com"}})\n'
)
IDEAL_PAID = (
    f"{IDEAL.format(500)}sandbox.authorise(source)\n{OF_IT}"  # as a card would be
)
ANOTHER_PAYS = source("single_use") + OF_IT.replace(")", ", customer='cus_jenny')")
BOTH = {"customer": "cus_jenny", "source": "src_visa"}
ATTACH_VISA = f'{LISTED}create(source="src_visa")'
NOBODY = 'stripe.Customer.create(email="other@example.com")\n'


def twice(amount: int = 500) -> str:
    """A source that is attached, and then charged twice."""
    return "\n".join([ATTACH_VISA, *[charge(amount, **BOTH)] * 2])


NEAR_MISSES: dict[str, list[tuple[str, str]]] = {
    "1.1": [
        (source("single_use"), "The source can be charged once"),
        (source() + OF_IT, "The source is consumed"),
        (
            source() + "stripe.Customer.create(source=source.id)",
            "The source is attached to a customer.",
        ),
        (
            (
                'stripe.Source.create(type="sepa_debit", currency="eur",'
                ' sepa_debit={"iban": "DE89370400440532013000"},'
                ' owner={"name": "Jenny Rosen"})'
            ),
            "The source is no card.",
        ),
    ],
    "1.2": [
        (charge(10.99, source="src_visa"), "It stopped: InvalidRequestError"),
        (charge(1100, source="src_visa"), "The amount is not 10.99 euros."),
        (
            'stripe.Charge.create(amount=1099, currency="usd", source="src_visa")',
            "The currency is not the euro.",
        ),
        (
            (
                'stripe.Customer.create(source="src_visa")\n'
                'stripe.Charge.create(amount=1099, currency="eur",'
                " customer=stripe.Customer.list().data[0].id)"
            ),
            "The source has a customer now",
        ),
        ('stripe.Customer.create(source="src_visa")', "The source has a customer now"),
    ],
    "1.3": [
        (charge(source="src_visa"), "There is no second charge."),
        (charge(source="src_visa") + "\n" + source() + OF_IT, "Two charges, but not"),
        (twice(1099), "The amount is not 5 euros."),
        (twice().replace("eur", "usd"), "The currency is not the euro."),
        (f"{twice()}\n{charge(**BOTH)}", "That were more than two charges."),
    ],
    "2.1": [
        (
            (
                'stripe.Customer.create(email="jenny@example.com")'
                '.sources.create(source="src_visa")'
            ),
            "It took two calls.",
        ),
        (
            'stripe.Customer.create(source="src_visa")',
            "The customer has another e-mail",
        ),
        (
            'stripe.Customer.create(email="jenny@example.com")',
            "The customer has nothing to pay with.",
        ),
    ],
    "2.2": [
        (
            (
                'c = stripe.Customer.create(source="src_visa")\n'
                'stripe.Charge.create(amount=2500, currency="usd", customer=c.id,'
                ' source="src_visa")'
            ),
            "The charge names its source.",
        ),
        (
            (
                'c = stripe.Customer.create(source="src_visa")\n'
                'stripe.Charge.create(amount=25_000, currency="usd", customer=c.id)'
            ),
            "The amount is not 25 dollars.",
        ),
        (
            (
                'c = stripe.Customer.create(source="src_visa")\n'
                'stripe.Charge.create(amount=2500, currency="eur", customer=c.id)'
            ),
            "The currency is not the dollar.",
        ),
        ('stripe.Customer.create(source="src_visa")', "Nothing was charged."),
    ],
    "2.3": [
        (
            (
                'c = stripe.Customer.create(source="src_visa")\n'
                'c.sources.create(source="src_amex")'
            ),
            "src_visa is the default.",
        ),
        (
            (
                'stripe.Customer.create(source="src_visa")\n'
                'stripe.Customer.create(source="src_amex")'
            ),
            "There are two customers.",
        ),
        (
            'stripe.Customer.create(source="src_amex")',
            "One of the two is not",
        ),
    ],
    "3.1": [
        ('stripe.Customer.create(source="src_visa")', "There is a second customer now"),
        (
            'stripe.Customer.modify("cus_jenny", source="src_visa")',
            "An update with source= would replace",
        ),
    ],
    "3.2": [
        ('stripe.Customer.modify("cus_jenny", source="src_amex")', "src_visa is gone"),
        (
            (
                f'{LISTED}create(source="src_amex")\n'
                'stripe.Customer.modify("cus_jenny", default_source="src_amex")'
            ),
            "src_amex is the default now.",
        ),
    ],
    "3.3": [
        ('stripe.Customer.delete("cus_jenny")', "Jenny is deleted"),
        (f'{LISTED}retrieve("src_visa").detach()', "src_visa is detached."),
    ],
    "4.1": [
        (f'{LISTED}retrieve("src_visa").detach()', "A source was detached"),
        (
            'stripe.Customer.modify("cus_jenny", email="j@example.com")',
            "src_visa is the default still.",
        ),
    ],
    "4.2": [
        (
            'stripe.Customer.modify("cus_jenny", default_source="src_amex")',
            "The default was set by an update.",
        ),
        (f'{LISTED}retrieve("src_amex").detach()', "src_amex is detached."),
    ],
    "4.3": [
        (
            'stripe.Customer.modify("cus_jenny", default_source="src_amex")\n'
            + charge(customer="cus_jenny"),
            "The default has moved",
        ),
        (charge(customer="cus_jenny"), "src_visa paid, since it is the default."),
        (
            charge(5000, customer="cus_jenny", source="src_amex"),
            "The amount is not 5 euros.",
        ),
        (
            charge(customer="cus_jenny", source="src_amex").replace("eur", "usd"),
            "The currency is not the euro.",
        ),
    ],
    "5.1": [
        (charge(1099, customer="cus_jenny"), "src_visa paid."),
        (
            charge(1100, customer="cus_jenny", source="src_amex"),
            "The amount is not 10.99 euros.",
        ),
        (
            charge(1099, customer="cus_jenny", source="src_amex").replace("eur", "usd"),
            "The currency is not the euro.",
        ),
    ],
    "5.2": [
        (charge(**BOTH), "The charge succeeded."),
        (charge(), "No source was named"),
        (charge(0, **BOTH), "It was refused for another reason."),
        (charge(1, source="src_visa"), "It was refused for another reason."),
        (
            'stripe.Charge.create(currency="eur", source="src_visa")',
            "It was refused for another reason.",
        ),
    ],
    "5.3": [
        ("\n".join([charge(customer="cus_jenny")] * 2), "That were fewer than three"),
        ("\n".join([charge(customer="cus_jenny")] * 4), "That were more than three"),
        ("\n".join([charge(**BOTH)] * 3), "A charge names its source."),
    ],
    "6.1": [
        (source() + OF_IT, "The source is reusable."),
        (source("single_use"), "The source is chargeable still."),
        (IDEAL_PAID, "The source is no card."),
    ],
    "6.2": [
        (source("single_use") + OF_IT + "\n" + OF_IT, "A source was charged that was"),
        (
            source() + OF_IT + "\n" + source() + OF_IT,
            "A reusable source is among",
        ),
        (source("single_use") + OF_IT, "There is no second payment."),
        (f"{IDEAL_PAID}\n{IDEAL_PAID}", "The source is no card."),
    ],
    "6.3": [
        (IDEAL.format(1099), "The source is pending"),
        (
            IDEAL.format(1099) + 'sandbox.authorise(source, outcome="failed")',
            "The source has failed",
        ),
        (
            IDEAL.format(1099)
            + "sandbox.authorise(source)\n"
            + OF_IT.replace("500", "1099"),
            "The source is charged already.",
        ),
        (IDEAL.format(1100) + "sandbox.authorise(source)", "The amount is not 10.99"),
    ],
    "7.1": [
        (ATTACH_VISA + "\n" + charge(**BOTH), "The source was attached"),
        (charge(source="src_visa"), "The payment refers to nobody."),
        (
            ANOTHER_PAYS,
            "Another source paid.",
        ),
    ],
    "7.2": [
        (
            charge(**BOTH)
            + f"\nother = {NOBODY}"
            + 'stripe.Charge.create(amount=500, currency="eur", source="src_amex",'
            " customer=other.id)",
            "There is a second customer.",
        ),
        (charge(**BOTH), "One payment refers to Jenny, the other does not."),
        (ATTACH_VISA, "The source was attached"),
        (f"{ANOTHER_PAYS}\n{charge(**BOTH)}", "Another source paid."),
    ],
    "7.3": [
        (ATTACH_VISA, "The source was attached"),
        (charge(**BOTH) + "\nstripe.Charge.list()", "All charges were listed"),
        (charge(**BOTH), "The charges were not listed."),
        ('stripe.Charge.list(customer="cus_jenny")', "No payment refers to Jenny"),
        (
            f"{ANOTHER_PAYS}\nstripe.Charge.list(customer='cus_jenny')",
            "Another source paid.",
        ),
    ],
    "8.1": [
        (source() + OF_IT, "The charge succeeded."),
        (charge(), "It was refused, but not by the bank."),
        (
            source(made_of="tok_chargeDeclined")
            + f"try:\n    {OF_IT}\nexcept stripe.CardError:\n    pass",
            "The bank declined, and your code caught it.",
        ),
        (
            source(made_of="tok_chargeDeclinedExpiredCard") + OF_IT,
            "The bank declined, but the code is another one.",
        ),
        (
            source(made_of="tok_chargeDeclined")
            + "stripe.Customer.create(source=source.id)",
            "The bank declined when the card was attached",
        ),
        (
            (
                f"customer = {NOBODY}"
                'stripe.Charge.create(amount=500, currency="eur", customer=customer.id)'
            ),
            "It was refused, but not by the bank.",
        ),
    ],
    "8.2": [
        (source() + OF_IT, "Somebody paid."),
        (charge(**BOTH), "It was refused for another reason."),
        (
            (
                f"try:\n    {charge(customer='cus_jenny')}\n"
                "except stripe.CardError as error:\n    print(error.code)"
            ),
            "It was refused, and your code caught it.",
        ),
    ],
    "8.3": [
        ("\n".join([charge(customer="cus_jenny")] * 2), "Jenny paid twice"),
        (
            charge(customer="cus_jenny", idempotency_key="order-1")
            + "\n"
            + charge(600, customer="cus_jenny", idempotency_key="order-1"),
            "The key came again with other parameters",
        ),
        (charge(customer="cus_jenny", idempotency_key="1"), "There was one request."),
        (charge(1, **BOTH, idempotency_key="1"), "It was refused for another reason."),
        (
            "raise stripe.APIConnectionError('no network')",
            "It asked over the network, not this sandbox. Hint: The sandbox answers",
        ),
    ],
}
