"""Exercises on reusable sources, and on what their usage means."""

from sandbox.lessons.exercises.exercise import (
    JENNY,
    NO_CARD,
    NOT_IN_EUROS,
    VISA,
    Exercise,
    Miss,
    Seen,
    card,
    not_the_amount,
)
from sandbox.wire import StripeObject


def made(seen: Seen) -> list[StripeObject]:
    """The sources there are."""
    return seen.objects("sources")


def ids(charges: list[StripeObject]) -> set[str]:
    """The sources that paid."""
    return {one["source"]["id"] for one in charges}


EXERCISES = [
    Exercise(
        "1.1",
        "Create a reusable card source, and leave it chargeable.",
        lambda seen: any(
            (one["type"], one["usage"], one["status"])
            == ("card", "reusable", "chargeable")
            and not one.get("customer")
            for one in made(seen)
        ),
        "A reusable source, chargeable, and attached to nobody yet.",
        (
            Miss(
                lambda seen: any(one["status"] == "consumed" for one in made(seen)),
                "The source is consumed: it was charged before anybody attached it.",
                "creating it is all there is to do.",
            ),
            Miss(
                lambda seen: any(one["usage"] == "single_use" for one in made(seen)),
                "The source can be charged once: its usage is single_use.",
                'say usage="reusable" when you create it.',
            ),
            Miss(
                lambda seen: any(one.get("customer") for one in made(seen)),
                "The source is attached to a customer.",
                "creating it is all there is to do.",
            ),
            NO_CARD,
        ),
    ),
    Exercise(
        "1.2",
        "Have src_visa consumed: one charge of 10.99 euros, to no customer.",
        lambda seen: (
            seen.find(VISA)["status"] == "consumed"
            and [one["amount"] for one in seen.charges] == [1099]
            and seen.charges[0]["currency"] == "eur"
        ),
        "Charged while nobody had it, even a reusable source is consumed.",
        (
            Miss(
                lambda seen: (
                    bool(seen.find(VISA)["customer"])
                    or any(one["customer"] for one in seen.charges)
                ),
                "The source has a customer now, so no charge consumes it.",
                "charge the source alone, without attaching it.",
            ),
            Miss(
                lambda seen: any(one["amount"] != 1099 for one in seen.charges),
                "The amount is not 10.99 euros.",
                "amounts are whole numbers of cents.",
            ),
            NOT_IN_EUROS,
        ),
        (card(),),
    ),
    Exercise(
        "1.3",
        "Charge src_visa 5 euros twice; Jenny is cus_jenny.",
        lambda seen: [one[:3] for one in seen.paid] == [(500, "eur", VISA)] * 2,
        "Attached, a reusable source pays as often as it is asked.",
        (
            Miss(
                lambda seen: len(seen.charges) > 1 and ids(seen.charges) != {VISA},
                "Two charges, but not of one source.",
                "attach src_visa, then charge it both times.",
            ),
            Miss(
                lambda seen: len(seen.charges) < 2,
                "There is no second charge.",
                "attach the source to Jenny first, and name both in each charge.",
            ),
            not_the_amount(500, "5 euros"),
            NOT_IN_EUROS,
            Miss(
                lambda seen: len(seen.charges) > 2,
                "That were more than two charges.",
                "two are asked for.",
            ),
        ),
        (JENNY, card()),
    ),
]
