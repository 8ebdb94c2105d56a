"""Exercises on the default source: moving it, and paying past it."""

from sandbox.lessons.exercises.exercise import (
    AMEX,
    CUSTOMER,
    NOT_IN_EUROS,
    TWO,
    VISA,
    Exercise,
    Miss,
    Seen,
    not_the_amount,
)


def default(seen: Seen) -> str | None:
    """Jenny's default source."""
    found: str | None = seen.find(CUSTOMER)["default_source"]
    return found


def gone(seen: Seen, source: str) -> bool:
    """Whether a source was detached."""
    return bool(seen.find(source)["status"] == "consumed")


EXERCISES = [
    Exercise(
        "4.1",
        "Make src_amex Jenny's default; src_visa stays attached.",
        lambda seen: default(seen) == AMEX and set(seen.owned()) == {VISA, AMEX},
        "The default moved, and nothing was detached.",
        (
            Miss(
                lambda seen: gone(seen, VISA) or gone(seen, AMEX),
                "A source was detached on the way.",
                "set default_source: source= would replace the old default.",
            ),
            Miss(
                lambda seen: default(seen) == VISA,
                "src_visa is the default still.",
                "set customer.default_source, and save.",
            ),
        ),
        TWO,
    ),
    Exercise(
        "4.2",
        "Make src_amex the default without naming it: take src_visa away.",
        lambda seen: (
            default(seen) == AMEX
            and gone(seen, VISA)
            and not seen.asked("customers.update")
        ),
        "When the default is detached, the one added last takes its place.",
        (
            Miss(
                lambda seen: bool(seen.asked("customers.update")),
                "The default was set by an update.",
                "detach src_visa, and look who takes its place.",
            ),
            Miss(
                lambda seen: gone(seen, AMEX),
                "src_amex is detached.",
                "the default is to go, and that is src_visa.",
            ),
        ),
        TWO,
    ),
    Exercise(
        "4.3",
        "Charge Jenny 5 euros with src_amex, and leave src_visa as her default.",
        lambda seen: (
            seen.paid == [(500, "eur", AMEX, CUSTOMER)] and default(seen) == VISA
        ),
        "A charge that names its source pays past the default.",
        (
            Miss(
                lambda seen: default(seen) == AMEX,
                "The default has moved to src_amex.",
                "name the source in the charge; the default can stay.",
            ),
            Miss(
                lambda seen: any(one["source"]["id"] == VISA for one in seen.charges),
                "src_visa paid, since it is the default.",
                "say source= as well as customer=.",
            ),
            not_the_amount(500, "5 euros"),
            NOT_IN_EUROS,
        ),
        TWO,
    ),
]
