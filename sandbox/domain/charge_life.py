"""The life of a charge, as a table: from which status to which, and what comes of it.

>>> begin(waits=True, captured=True).after
'pending'
>>> move("succeeded", "captured", captured=False).money
'in'
>>> move("succeeded", "captured", captured=True) is None
True
"""

from typing import Literal, NamedTuple

Status = Literal["pending", "succeeded", "failed"]
Money = Literal["in"]


class Move(NamedTuple):
    """One way a charge changes: a row of the table.

    `captured` narrows the row to charges that were captured before, or not; None is
    either. `money` says that what was captured comes in with it; what goes back moves
    with a refund or a dispute, by their own tables. `event` is what is told of the
    charge itself; of a dispute, nothing.
    """

    before: Status | None
    trigger: str
    after: Status
    captured: bool | None
    money: Money | None
    event: str
    source: str


API = "Source: docs.stripe.com/api/charges/create"
CAPTURE = "Source: docs.stripe.com/api/charges/capture"
DEBITS = "Source: docs.stripe.com/sources/sepa-debit (testing)"
REFUND = "Source: docs.stripe.com/api/refunds/create"

CAPTURED, HELD, ANY = True, False, None
SUCCEEDED, FAILED = "charge.succeeded", "charge.failed"

MOVES = [
    Move(None, "paid", "succeeded", ANY, "in", SUCCEEDED, API),
    Move(None, "reserved", "succeeded", ANY, None, SUCCEEDED, CAPTURE),
    Move(None, "debited", "pending", ANY, None, "charge.pending", DEBITS),
    Move(None, "declined", "failed", ANY, None, FAILED,
         "Source: docs.stripe.com/declines"),
    Move("pending", "settled", "succeeded", CAPTURED, "in", SUCCEEDED, DEBITS),
    Move("pending", "sent back", "failed", CAPTURED, None, FAILED, DEBITS),
    Move("pending", "refunded", "pending", CAPTURED, None, "charge.refunded",
         "Source: docs.stripe.com/sources/sepa-debit (refunds)"),
    Move("succeeded", "captured", "succeeded", HELD, "in", "charge.captured", CAPTURE),
    Move("succeeded", "hold expired", "succeeded", HELD, None, "charge.expired",
         CAPTURE),
    Move("succeeded", "refunded", "succeeded", ANY, None, "charge.refunded", REFUND),
    Move("succeeded", "disputed", "succeeded", CAPTURED, None, "",
         "Source: docs.stripe.com/disputes/how-disputes-work"),
]  # fmt: skip


def move(before: str | None, trigger: str, *, captured: bool) -> Move | None:
    """The row that applies, if the table has one: nothing else may change a status."""
    rows = possible(before, captured=captured)
    return next((row for row in rows if row.trigger == trigger), None)


def possible(before: str | None, *, captured: bool) -> list[Move]:
    """Every row that applies to a charge with this status, captured or not."""
    return [
        row
        for row in MOVES
        if row.before == before and row.captured in (None, captured)
    ]


def due(before: str | None, trigger: str, *, captured: bool) -> Move:
    """The row for what happens only where it can."""
    row = move(before, trigger, captured=captured)
    assert row, (before, trigger, captured)  # noqa: S101 - the caller made sure
    return row


def begin(*, waits: bool, captured: bool) -> Move:
    """How a charge begins that was not declined.

    `waits` says that its bank answers later, `captured` that it did not only reserve.
    """
    trigger = "debited" if waits else "paid" if captured else "reserved"
    return due(None, trigger, captured=captured)
