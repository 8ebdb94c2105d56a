"""Exercises on payments that are authorised later, and on those who hear of it."""

from sandbox.lessons.exercises.exercise import (
    CUSTOMER,
    JENNY,
    Exercise,
    Miss,
    Seen,
    not_the_amount,
)

IDEAL, DEBIT, NEXT = "src_ideal", "src_debit", "src_next"
WAITING = {"type": "ideal", "status": "pending"}
REFUSED = 400


def charges_the_next(seen: Seen) -> bool:
    """Whether a payment that is authorised after the attempt is charged by itself."""
    seen.sandbox.given(NEXT, **WAITING)
    seen.sandbox.authorise(NEXT)
    return bool(seen.find(NEXT)["status"] == "consumed")


def asked_twice(seen: Seen) -> bool:
    """Whether two places asked for a charge, and both were given one."""
    return len(seen.asked("charges.create")) > 1


NOT_HEARD = Miss(
    lambda seen: "source.chargeable" not in seen.heard,
    "No handler heard that a source can be charged.",
    'write @sandbox.on("source.chargeable") above your function, then authorise.',
)

EXERCISES = [
    Exercise(
        "10.1",
        "Write a handler that charges what becomes chargeable; authorise src_ideal.",
        lambda seen: (
            seen.find(IDEAL)["status"] == "consumed"
            and len(seen.charges) == 1
            and not seen.asked("charges.create", status=REFUSED)
            and charges_the_next(seen)
        ),
        "The handler charged it, and another payment that came after you as well.",
        (
            Miss(
                lambda seen: seen.find(IDEAL)["status"] == "pending",
                "src_ideal is pending: its owner has not authorised it.",
                "call sandbox.authorise when the handler is there.",
            ),
            Miss(
                lambda seen: len(seen.asked("charges.create", status=REFUSED)) > 0,
                "A charge was refused: the handler asked for one at the wrong moment.",
                "charge on source.chargeable alone, and nowhere else.",
            ),
            NOT_HEARD,
            Miss(
                lambda seen: seen.find(NEXT)["status"] == "chargeable",
                "src_ideal was charged, but the next payment was not.",
                "charge event.data.object inside the handler, and leave it on.",
            ),
            Miss(
                lambda seen: not seen.charges,
                "The handler heard of it, and charged nothing.",
                "call stripe.Charge.create with the id of event.data.object.",
            ),
        ),
        ({"id": IDEAL, **WAITING},),
    ),
    Exercise(
        "10.2",
        "Take 10.99 euros from src_debit, and wait until the money is there.",
        lambda seen: seen.paid == [(1099, "eur", DEBIT, CUSTOMER)] and not seen.pending,
        "The charge has succeeded: now the goods may be sent.",
        (
            Miss(
                lambda seen: bool(seen.pending),
                "The charge is pending: the bank has not answered yet.",
                "let two weeks go by with sandbox.advance(days=14).",
            ),
            not_the_amount(1099, "10.99 euros"),
            Miss(
                lambda seen: not seen.charges,
                "Nothing was charged.",
                "charge cus_jenny first; her default is src_debit.",
            ),
        ),
        (JENNY, {"id": DEBIT, "type": "sepa_debit", "customer": CUSTOMER}),
    ),
    Exercise(
        "10.3",
        "Charge src_ideal in a handler and again by hand: both get the same charge.",
        lambda seen: (
            asked_twice(seen)
            and len(seen.charges) == 1
            and not seen.asked("charges.create", status=REFUSED)
            and "source.chargeable" in seen.heard
        ),
        "One key for one order: the second place was given the charge of the first.",
        (
            Miss(
                lambda seen: bool(seen.asked("charges.create", status=REFUSED)),
                "One of the two places was refused.",
                "send the very same request from both, with one idempotency_key.",
            ),
            NOT_HEARD,
            Miss(
                lambda seen: not asked_twice(seen),
                "Only one place asked for the charge.",
                "charge in the handler, and once more below, as a return page would.",
            ),
        ),
        ({"id": IDEAL, **WAITING},),
        refusal=True,
    ),
]
