"""Exercises on single-use sources."""

from sandbox.lessons.exercises.exercise import NO_CARD, Exercise, Miss, Seen
from sandbox.wire import StripeObject

TWICE = 2


def made(seen: Seen, **state: str) -> list[StripeObject]:
    """The sources in a state."""
    return [
        one
        for one in seen.objects("sources")
        if all(one.get(name) == value for name, value in state.items())
    ]


def ideal(seen: Seen, status: str) -> list[StripeObject]:
    """The ideal sources with a status."""
    return made(seen, type="ideal", status=status)


def consumed(seen: Seen) -> list[StripeObject]:
    """The single-use cards that have paid."""
    paid = [one["source"]["id"] for one in seen.charges]
    once = made(seen, type="card", usage="single_use", status="consumed")
    return [one for one in once if one["id"] in paid]


EXERCISES = [
    Exercise(
        "6.1",
        "Create a single-use card source, and have a charge consume it.",
        lambda seen: bool(consumed(seen)),
        "Charged once, a single-use source is consumed.",
        (
            Miss(
                lambda seen: bool(made(seen, usage="reusable")),
                "The source is reusable.",
                'say usage="single_use".',
            ),
            Miss(
                lambda seen: bool(made(seen, status="chargeable")),
                "The source is chargeable still.",
                "charge it.",
            ),
            NO_CARD,
        ),
    ),
    Exercise(
        "6.2",
        "Take two payments with single-use card sources.",
        lambda seen: len(consumed(seen)) == TWICE,
        "Each payment needs a source of its own.",
        (
            Miss(
                lambda seen: bool(seen.asked("charges.create", status=400)),
                "A source was charged that was consumed already.",
                "create a second source for the second payment.",
            ),
            Miss(
                lambda seen: bool(made(seen, usage="reusable")),
                "A reusable source is among them.",
                'say usage="single_use" both times.',
            ),
            Miss(
                lambda seen: len(seen.charges) < TWICE,
                "There is no second payment.",
                "create another source, and charge it.",
            ),
            NO_CARD,
        ),
        refusal=True,
    ),
    Exercise(
        "6.3",
        "Create an ideal source over 10.99 euros, and have its owner authorise it.",
        lambda seen: any(one["amount"] == 1099 for one in ideal(seen, "chargeable")),
        "What its owner has authorised is chargeable, and waits for your charge.",
        (
            Miss(
                lambda seen: bool(ideal(seen, "pending")),
                "The source is pending: nobody has authorised it.",
                "call sandbox.authorise(source).",
            ),
            Miss(
                lambda seen: bool(ideal(seen, "failed")),
                "The source has failed: its owner refused.",
                "authorise it without an outcome of your own.",
            ),
            Miss(
                lambda seen: bool(ideal(seen, "consumed")),
                "The source is charged already.",
                "stop when it is chargeable.",
            ),
            Miss(
                lambda seen: bool(ideal(seen, "chargeable")),
                "The amount is not 10.99 euros.",
                "that is 1099 cents.",
            ),
        ),
    ),
]
