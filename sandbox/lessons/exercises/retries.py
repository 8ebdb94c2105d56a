"""Exercises on asking again: after an accident, a decline, too many requests."""

from sandbox.lessons.exercises.exercise import (
    ATTACHED,
    CUSTOMER,
    JENNY,
    NOT_IN_EUROS,
    VISA,
    Exercise,
    Miss,
    Seen,
    card,
    not_the_amount,
)

EMPTY = "src_empty"
DECLINED, TOO_FAST = 402, 429


def tried(seen: Seen, status: int) -> bool:
    """Whether a charge was answered so."""
    return bool(seen.asked("charges.create", status=status))


TWICE = Miss(
    lambda seen: len(seen.charges) > 1,
    "Jenny paid twice.",
    "ask again with the key of the first request.",
)

EXERCISES = [
    Exercise(
        "11.1",
        "Lose the answer of a charge of Jenny, ask again, and have her pay once.",
        lambda seen: (
            "answer_lost" in seen.planted
            and len(seen.charges) == 1
            and len(seen.asked("charges.create")) > 1
            and not seen.error
        ),
        "The key brought back the answer that was lost, and no money moved again.",
        (
            Miss(
                lambda seen: "answer_lost" not in seen.planted,
                "No answer was lost.",
                'call sandbox.fail_next("answer_lost") first.',
            ),
            TWICE,
            Miss(
                lambda seen: len(seen.charges) == 1,
                "Jenny has paid, and your program does not know it.",
                "send the same request again, with the same idempotency_key.",
            ),
        ),
        ATTACHED,
        refusal=True,
    ),
    Exercise(
        "11.2",
        "Jenny's default is declined: catch that, and charge src_visa 10.99 euros.",
        lambda seen: (
            tried(seen, DECLINED)
            and seen.paid == [(1099, "eur", VISA, CUSTOMER)]
            and not seen.error
        ),
        "A decline is an answer for the person: another card, and a new request.",
        (
            Miss(
                lambda seen: seen.refused == "IdempotencyError",
                "The second card came with the key of the first, and was refused.",
                "another card is another request: give it a key of its own.",
            ),
            Miss(
                lambda seen: seen.error is not None,
                "The refusal came out, and the program ended there.",
                "put the first charge into try, and go on in except stripe.CardError.",
            ),
            Miss(
                lambda seen: not tried(seen, DECLINED),
                "src_empty was never tried.",
                "charge cus_jenny without a source first.",
            ),
            not_the_amount(1099, "10.99 euros"),
            NOT_IN_EUROS,
            Miss(
                lambda seen: not seen.charges,
                "The decline was caught, and nobody paid.",
                "charge cus_jenny again, with source src_visa.",
            ),
        ),
        (
            JENNY,
            card(EMPTY, token="tok_chargeCustomerFail", customer=CUSTOMER),  # noqa: S106
            card(customer=CUSTOMER),
        ),
        refusal=True,
    ),
    Exercise(
        "11.3",
        "Have a charge of Jenny refused with 429, ask again, and have her pay once.",
        lambda seen: (
            tried(seen, TOO_FAST) and len(seen.charges) == 1 and not seen.error
        ),
        "The SDK leaves this one to you: your program waited, and asked again.",
        (
            Miss(
                lambda seen: not tried(seen, TOO_FAST),
                "No charge came too fast.",
                'call sandbox.fail_next("rate_limit") before you charge.',
            ),
            Miss(
                lambda seen: seen.error is not None,
                "The refusal came out, and the program ended there.",
                "catch stripe.RateLimitError, and charge again.",
            ),
            TWICE,
            Miss(
                lambda seen: not seen.charges,
                "The refusal was caught, and nobody paid.",
                "charge again in the except.",
            ),
        ),
        ATTACHED,
        refusal=True,
    ),
]
