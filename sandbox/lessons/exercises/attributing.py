"""Exercises on attributing single-use payments to customers."""

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

ONCE: dict[str, Any] = card() | {"usage": "single_use"}
ONCE_MORE: dict[str, Any] = card(AMEX) | {"usage": "single_use"}


def attributed(seen: Seen) -> list[str]:
    """The sources of the payments that refer to Jenny."""
    hers = [one for one in seen.charges if one["customer"] == CUSTOMER]
    return sorted(one["source"]["id"] for one in hers)


def attached(seen: Seen) -> bool:
    """Whether a source was attached on the way."""
    asked = seen.asked("customers.sources.create", "customers.update")
    return any("source" in one["params"] for one in asked)


KEPT = Miss(
    attached,
    "The source was attached, which a single-use source gains nothing from.",
    "name both in the charge; they need not belong together.",
)

ANOTHER = Miss(
    lambda seen: bool({*attributed(seen)} - {VISA, AMEX}),
    "Another source paid.",
    "nothing is to be made: charge what is there.",
)

EXERCISES = [
    Exercise(
        "7.1",
        "Charge the single-use src_visa, and attribute the payment to Jenny.",
        lambda seen: attributed(seen) == [VISA] and not attached(seen),
        "The charge refers to both, and her list is as empty as before.",
        (
            KEPT,
            ANOTHER,
            Miss(
                lambda seen: bool(seen.charges) and not attributed(seen),
                "The payment refers to nobody.",
                'say customer="cus_jenny" as well.',
            ),
        ),
        (JENNY, ONCE),
    ),
    Exercise(
        "7.2",
        "Attribute a payment with src_visa and one with src_amex to Jenny.",
        lambda seen: attributed(seen) == [AMEX, VISA] and not attached(seen),
        "Two payments of one customer, with two sources that nobody has.",
        (
            KEPT,
            ANOTHER,
            Miss(
                lambda seen: len(seen.objects("customers")) > 1,
                "There is a second customer.",
                "Jenny is cus_jenny: name her in both charges.",
            ),
            Miss(
                lambda seen: len(attributed(seen)) == 1,
                "One payment refers to Jenny, the other does not.",
                "name customer= and source= in both charges.",
            ),
        ),
        (JENNY, ONCE, ONCE_MORE),
    ),
    Exercise(
        "7.3",
        "Charge src_visa for Jenny, then list her charges, and nobody else's.",
        lambda seen: (
            attributed(seen) == [VISA]
            and not attached(seen)
            and any(
                one["params"].get("customer") == CUSTOMER
                for one in seen.asked("charges.list")
            )
        ),
        "What was attributed can be found by its customer.",
        (
            KEPT,
            ANOTHER,
            Miss(
                lambda seen: not attributed(seen),
                "No payment refers to Jenny, so there is none to find.",
                "charge with customer= and source= first.",
            ),
            Miss(
                lambda seen: bool(seen.asked("charges.list")),
                "All charges were listed, whoever they belong to.",
                'give the list customer="cus_jenny".',
            ),
            Miss(
                lambda seen: not seen.asked("charges.list"),
                "The charges were not listed.",
                "call Charge.list with customer=.",
            ),
        ),
        (JENNY, ONCE),
    ),
]
