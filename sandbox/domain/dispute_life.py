"""The life of a dispute, as a table: from which status to which, and what it moves.

>>> move("needs_response", "submitted").after
'under_review'
>>> move("under_review", "won").money
'back'
"""

from typing import Literal, NamedTuple

from sandbox.domain.payment_types import DAY

Status = Literal[
    "warning_needs_response",
    "warning_under_review",
    "warning_closed",
    "needs_response",
    "under_review",
    "won",
    "lost",
]
Money = Literal["out", "back"]

CLOSED = ("warning_closed", "won", "lost")
UNANSWERED = ("warning_needs_response", "needs_response")
REFUNDABLE = (
    "warning_needs_response",
    "warning_under_review",
    "warning_closed",
    "won",
)
"""Statuses in which the charge can be refunded.

Source: docs.stripe.com/api/disputes/object#dispute_object-is_charge_refundable;
Kiln-AI/stripe_world, src/stripeapi/resources/disputes.py (a dispute that was won)
"""

DAYS_TO_ANSWER = 8
"""Source: Kiln-AI/stripe_world, src/stripeapi/resources/disputes.py (one recording)"""


class Claim(NamedTuple):
    """What a bank says when it disputes a charge: the reason, and how it begins."""

    reason: str
    trigger: str


FRAUD = Claim("fraudulent", "disputed")
NOT_RECEIVED = Claim("product_not_received", "disputed")
INQUIRY = Claim("fraudulent", "inquired")
DEBIT = Claim("debit_not_authorized", "debit disputed")
"""Assumed: the reason. Source: docs.stripe.com/sources/sepa-debit (disputes)"""


class Move(NamedTuple):
    """One way a dispute changes: a row of the table.

    `money` is what moves with it, out of the account or back into it, with the fee.
    `events` are told of it, in this order.
    """

    before: Status | None
    trigger: str
    after: Status
    money: Money | None
    events: tuple[str, ...]
    source: str


GUIDE = "Source: docs.stripe.com/disputes/how-disputes-work"
ANSWER = "Source: docs.stripe.com/api/disputes/update"
CLOSE = "Source: docs.stripe.com/api/disputes/close"
TESTING = "Source: docs.stripe.com/testing#evidence"
SEPA = "Source: docs.stripe.com/sources/sepa-debit (disputes)"

CREATED = "charge.dispute.created"
UPDATED = "charge.dispute.updated"
ENDED = "charge.dispute.closed"
WITHDRAWN = "charge.dispute.funds_withdrawn"
REINSTATED = "charge.dispute.funds_reinstated"

MOVES = [
    Move(None, "disputed", "needs_response", "out", (CREATED, WITHDRAWN), GUIDE),
    Move(None, "inquired", "warning_needs_response", None, (CREATED,), GUIDE),
    Move(None, "debit disputed", "lost", "out", (CREATED, WITHDRAWN, ENDED), SEPA),
    Move("needs_response", "submitted", "under_review", None, (UPDATED,), ANSWER),
    Move("under_review", "submitted", "under_review", None, (UPDATED,),
         "Assumed: until it is decided, more evidence can follow"),
    Move("under_review", "won", "won", "back", (REINSTATED, ENDED), TESTING),
    Move("under_review", "lost", "lost", None, (ENDED,), TESTING),
    Move("needs_response", "accepted", "lost", None, (ENDED,), CLOSE),
    Move("under_review", "accepted", "lost", None, (ENDED,),
         "Assumed: it can be accepted until it is decided"),
    Move("needs_response", "overdue", "lost", None, (ENDED,),
         "Source: docs.stripe.com/disputes/responding"),
    Move("warning_needs_response", "submitted", "warning_under_review", None,
         (UPDATED,), ANSWER),
    Move("warning_under_review", "submitted", "warning_under_review", None,
         (UPDATED,), "Assumed: until it is decided, more evidence can follow"),
    Move("warning_under_review", "won", "warning_closed", None, (ENDED,), TESTING),
    Move("warning_under_review", "escalated", "needs_response", "out",
         (UPDATED, WITHDRAWN), TESTING),
    Move("warning_needs_response", "accepted", "warning_closed", None, (ENDED,),
         "Assumed: an inquiry is closed, as it has taken nothing"),
    Move("warning_under_review", "accepted", "warning_closed", None, (ENDED,),
         "Assumed: an inquiry is closed, as it has taken nothing"),
    Move("warning_needs_response", "overdue", "warning_closed", None, (ENDED,),
         "Assumed: the bank does not come back to it"),
]  # fmt: skip

VERDICTS = {
    "winning_evidence": "won",
    "losing_evidence": "lost",
    "escalate_inquiry_evidence": "escalated",
}
"""How the bank decides, by the evidence text; by any other it takes its time.

Source: docs.stripe.com/testing#evidence
"""


def move(before: Status | None, trigger: str) -> Move | None:
    """The row that applies, if the table has one: nothing else may change a status."""
    rows = possible(before)
    return next((row for row in rows if row.trigger == trigger), None)


def possible(before: Status | None) -> list[Move]:
    """Every row that applies to a dispute with this status."""
    return [row for row in MOVES if row.before == before]


def due_by(created: int) -> int:
    """The last second in which a dispute can be answered, in Unix seconds.

    >>> due_by(1789917555)  # 2026-09-20, answered until 2026-09-28T23:59:59
    1790639999
    """
    return (created // DAY + DAYS_TO_ANSWER + 1) * DAY - 1
