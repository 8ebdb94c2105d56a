"""Exercises on charging a source that is attached."""

from sandbox.lessons.exercises.exercise import (
    AMEX,
    ATTACHED,
    CUSTOMER,
    NOT_IN_EUROS,
    TWO,
    VISA,
    Exercise,
    Miss,
    Seen,
    not_the_amount,
)

THRICE = 3


def unnamed(seen: Seen) -> int:
    """How many charges named no source."""
    return sum("source" not in one["params"] for one in seen.asked("charges.create"))


EXERCISES = [
    Exercise(
        "5.1",
        "Charge Jenny 10.99 euros with src_amex; her default is src_visa.",
        lambda seen: seen.paid == [(1099, "eur", AMEX, CUSTOMER)],
        "The charge names both, the customer and the source.",
        (
            Miss(
                lambda seen: any(one["source"]["id"] == VISA for one in seen.charges),
                "src_visa paid.",
                "without source=, a charge takes the default.",
            ),
            not_the_amount(1099, "10.99 euros"),
            NOT_IN_EUROS,
        ),
        TWO,
    ),
    Exercise(
        "5.2",
        "Have the sandbox refuse a charge of src_visa that leaves its customer out.",
        lambda seen: (
            any(
                one["rule"] == "attached" and one["params"]["source"] == VISA
                for one in seen.asked("charges.create", status=400)
            )
            and not seen.charges
        ),
        "The refusal names the customer that was left out.",
        (
            Miss(
                lambda seen: bool(seen.charges),
                "The charge succeeded.",
                "leave customer= out.",
            ),
            Miss(
                lambda seen: "source" not in seen.last,
                "No source was named in the charge.",
                "charge src_visa, which Jenny has.",
            ),
            Miss(
                lambda seen: seen.error is not None,
                "It was refused for another reason.",
                "leave customer= out, and nothing else.",
            ),
        ),
        ATTACHED,
        refusal=True,
    ),
    Exercise(
        "5.3",
        "Charge Jenny three times without naming a source.",
        lambda seen: (
            unnamed(seen) == len(seen.charges) == THRICE
            and seen.find(VISA)["status"] == "chargeable"
        ),
        "Her default paid three times, and is chargeable as before.",
        (
            Miss(
                lambda seen: unnamed(seen) < len(seen.asked("charges.create")),
                "A charge names its source.",
                "customer=, amount= and currency= are enough.",
            ),
            Miss(
                lambda seen: len(seen.charges) < THRICE,
                "That were fewer than three charges.",
                "repeat the charge; the source is not consumed.",
            ),
            Miss(
                lambda seen: len(seen.charges) > THRICE,
                "That were more than three charges.",
                "three are asked for.",
            ),
        ),
        ATTACHED,
    ),
]
