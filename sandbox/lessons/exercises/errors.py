"""Exercises on the errors you will meet, and on asking again."""

from sandbox.lessons.exercises.exercise import (
    ATTACHED,
    JENNY,
    Exercise,
    Miss,
    Seen,
)

DECLINED = 402


def charged(seen: Seen) -> int:
    """How many charges were asked for, and answered: those of a replay too."""
    return len(seen.asked("charges.create"))


def declined(seen: Seen) -> bool:
    """Whether a charge was answered with 402."""
    return bool(seen.asked("charges.create", status=DECLINED))


EXERCISES = [
    Exercise(
        "8.1",
        "Have the bank decline a charge: the code is card_declined.",
        lambda seen: seen.refused == "card_declined" and declined(seen),
        "Status 402 and a code: business as usual, for your program to catch.",
        (
            Miss(
                lambda seen: seen.error is None and bool(seen.charges),
                "The charge succeeded.",
                "make the source of the token tok_chargeDeclined.",
            ),
            Miss(
                lambda seen: seen.refused == "card_declined",
                "The bank declined when the card was attached, before any charge.",
                "charge the source alone, and attach it to nobody.",
            ),
            Miss(
                lambda seen: declined(seen) and seen.refused not in (None, "missing"),
                "The bank declined, but the code is another one.",
                "make the source of the token tok_chargeDeclined.",
            ),
            Miss(
                lambda seen: seen.error is not None,
                "It was refused, but not by the bank.",
                "charge a source of tok_chargeDeclined, with an amount and a currency.",
            ),
            Miss(
                declined,
                "The bank declined, and your code caught it.",
                "here the error is to come out: leave the except away.",
            ),
        ),
        refusal=True,
    ),
    Exercise(
        "8.2",
        "Charge Jenny, who has nothing to pay with: the code is missing.",
        lambda seen: seen.refused == "missing" and "source" not in seen.last,
        "A customer without a source cannot be charged.",
        (
            Miss(
                lambda seen: bool(seen.charges),
                "Somebody paid.",
                "attach nothing, and charge cus_jenny.",
            ),
            Miss(
                lambda seen: seen.error is not None,
                "It was refused for another reason.",
                "say customer=, an amount and a currency, and nothing else.",
            ),
            Miss(
                declined,
                "It was refused, and your code caught it.",
                "here the error is to come out: leave the except away.",
            ),
        ),
        (JENNY,),
        refusal=True,
    ),
    Exercise(
        "8.3",
        "Ask twice for one charge of Jenny, with one idempotency key: she pays once.",
        lambda seen: len(seen.charges) == 1 and charged(seen) > 1 and not seen.error,
        "The second request got the first one's answer, and charged nothing.",
        (
            Miss(
                lambda seen: len(seen.charges) > 1,
                "Jenny paid twice: the requests had different keys.",
                'give both the same, idempotency_key="order-1".',
            ),
            Miss(
                lambda seen: seen.refused == "IdempotencyError",
                "The key came again with other parameters, and was refused.",
                "repeat the request exactly, the amount too.",
            ),
            Miss(
                lambda seen: seen.error is not None,
                "It was refused for another reason.",
                "say customer=, an amount, a currency and the key, and nothing else.",
            ),
            Miss(
                lambda seen: charged(seen) == 1,
                "There was one request.",
                "send it again, with the same key.",
            ),
        ),
        ATTACHED,
        refusal=True,
    ),
]
