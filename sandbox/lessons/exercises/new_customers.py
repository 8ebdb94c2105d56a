"""Exercises on attaching a source to a new customer."""

from sandbox.lessons.exercises.exercise import (
    AMEX,
    VISA,
    Exercise,
    Miss,
    Seen,
    card,
    not_in,
    not_the_amount,
)
from sandbox.wire import StripeObject

EMAIL = "jenny@example.com"


def customers(seen: Seen) -> list[StripeObject]:
    """The customers there are."""
    return seen.objects("customers")


def default(seen: Seen) -> str | None:
    """The default source of the only customer."""
    return customers(seen)[0]["default_source"] if customers(seen) else None


EXERCISES = [
    Exercise(
        "2.1",
        "In one call: a customer with the e-mail jenny@example.com and src_visa.",
        lambda seen: (
            [(one["email"], one["default_source"]) for one in customers(seen)]
            == [(EMAIL, VISA)]
            and not seen.asked("customers.sources.create", "customers.update")
        ),
        "One call, a customer and an attached source, which is the default.",
        (
            Miss(
                lambda seen: bool(
                    seen.asked("customers.sources.create", "customers.update")
                ),
                "It took two calls.",
                "the call that creates a customer takes a source as well.",
            ),
            Miss(
                lambda seen: any(one["email"] != EMAIL for one in customers(seen)),
                "The customer has another e-mail, or none.",
                f'say email="{EMAIL}".',
            ),
            Miss(
                lambda seen: bool(customers(seen)) and default(seen) is None,
                "The customer has nothing to pay with.",
                'say source="src_visa" in the same call.',
            ),
        ),
        (card(),),
    ),
    Exercise(
        "2.2",
        "Create a customer with src_visa, and charge 25 dollars to the customer alone.",
        lambda seen: (
            [one["amount"] for one in seen.charges] == [2500]
            and seen.charges[0]["currency"] == "usd"
            and seen.charges[0]["source"]["id"] == VISA
            and seen.charges[0]["customer"] is not None
            and "source" not in seen.asked("charges.create")[0]["params"]
        ),
        "Without a source in the charge, the customer's default pays.",
        (
            Miss(
                lambda seen: any(
                    "source" in one["params"] for one in seen.asked("charges.create")
                ),
                "The charge names its source.",
                "name the customer, and nothing else that pays.",
            ),
            not_the_amount(2500, "25 dollars"),
            not_in("usd", "dollar"),
            Miss(
                lambda seen: not seen.charges,
                "Nothing was charged.",
                "charge with customer=, an amount and a currency.",
            ),
        ),
        (card(),),
    ),
    Exercise(
        "2.3",
        "Create a customer who has src_visa and src_amex; src_amex is the default.",
        lambda seen: (
            default(seen) == AMEX
            and len(customers(seen)) == 1
            and {VISA, AMEX} == set(seen.owned(customers(seen)[0]["id"]))
        ),
        "The first one that is attached becomes the default; the second does not.",
        (
            Miss(
                lambda seen: len(customers(seen)) > 1,
                "There are two customers.",
                "attach the second source to the customer that there is already.",
            ),
            Miss(
                lambda seen: default(seen) == VISA,
                "src_visa is the default.",
                "begin with the one that is to be the default.",
            ),
            Miss(
                lambda seen: (
                    bool(customers(seen))
                    and len(seen.owned(customers(seen)[0]["id"])) < 2
                ),
                "One of the two is not attached.",
                "attach it with customer.sources.create(source=...).",
            ),
        ),
        (card(), card(AMEX)),
    ),
]
