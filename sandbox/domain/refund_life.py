"""The life of a refund, as a table: from which status to which, and what it moves.

>>> begin(status="pending", captured=True).after
'pending'
>>> begin(status="succeeded", captured=False).money is None
True
"""

from typing import Literal, NamedTuple

Status = Literal["pending", "succeeded", "failed", "canceled"]
Money = Literal["out", "back"]


class Move(NamedTuple):
    """One way a refund changes: a row of the table.

    `money` is what moves with it: out of the account, back into it, or none. `event`
    is what is told of the refund itself, beside what is told of its charge.
    """

    before: Status | None
    trigger: str
    after: Status
    money: Money | None
    event: str | None
    source: str


UPDATED = "charge.refund.updated"
API = "Source: docs.stripe.com/api/refunds/create"
DEBITS = "Source: docs.stripe.com/sources/sepa-debit (refunds)"
FAILED = "Source: docs.stripe.com/refunds#failed-refunds, docs.stripe.com/testing"

MOVES = [
    Move(None, "given back", "succeeded", "out", None, API),
    Move(None, "released", "succeeded", None, None, API),
    Move(None, "promised", "pending", None, None, DEBITS),
    Move("pending", "charge succeeded", "succeeded", "out", UPDATED, DEBITS),
    Move("pending", "charge failed", "canceled", None, UPDATED, DEBITS),
    Move("succeeded", "returned", "failed", "back", UPDATED, FAILED),
]
"""A hold that was never captured is released: no money had come, so none goes."""


def move(before: Status | None, trigger: str) -> Move | None:
    """The row that applies, if the table has one: nothing else may change a status."""
    rows = possible(before)
    return next((row for row in rows if row.trigger == trigger), None)


def possible(before: Status | None) -> list[Move]:
    """Every row that applies to a refund with this status."""
    return [row for row in MOVES if row.before == before]


def begin(*, status: str, captured: bool) -> Move:
    """How a refund begins, by the status of its charge and whether it was captured."""
    trigger = "given back" if captured else "released"
    row = move(None, "promised" if status == "pending" else trigger)
    assert row  # noqa: S101 - the table has a row for each beginning
    return row
