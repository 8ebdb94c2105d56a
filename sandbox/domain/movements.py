"""Movements of money: what each kind is called, what it costs, and when it is there.

>>> record = {
...     "id": "txn_1", "object": "balance_transaction", "amount": 1099, "fee": 57,
...     "created": 1496664000, "currency": "eur", "source": "ch_1", "type": "charge",
... }
>>> shown = whole(record, now=1496664000)
>>> shown["net"], shown["status"], shown["available_on"]
(1042, 'pending', 1497225600)
"""

from typing import Literal, NamedTuple

from sandbox.domain import fees
from sandbox.wire import StripeObject

DAY = 86400
WAIT = 7
"""Days until money that moved is available: at midnight UTC.

Assumed: for refunds as for charges and disputes.
Source: liberapay/liberapay.com, tests/py/fixtures/TestPayinsStripe.yml
"""

IN, OUT = 1, -1


class Movement(NamedTuple):
    """A kind of movement: into the account or out of it, and what it costs."""

    type: str
    reporting_category: str
    direction: int
    fee: Literal["payment", "dispute"] | None
    source: str


TYPES = "Source: docs.stripe.com/reports/balance-transaction-types"

MOVEMENTS = {
    "charge": Movement("charge", "charge", IN, "payment", TYPES),
    "payment": Movement(
        "payment", "charge", IN, "payment",
        "Source: liberapay/liberapay.com, tests/py/fixtures/TestPayinsStripe.yml",
    ),
    "refund": Movement("refund", "refund", OUT, None, TYPES),
    "payment_refund": Movement("payment_refund", "refund", OUT, None, TYPES),
    "refund_failure": Movement("refund_failure", "refund_failure", IN, None, TYPES),
    "dispute": Movement("adjustment", "dispute", OUT, "dispute", TYPES),
    "dispute_reversal": Movement(
        "adjustment", "dispute_reversal", IN, "dispute", TYPES
    ),
}  # fmt: skip
"""What a refund gives back is the whole amount: the fee of its charge stays paid."""

BY_TYPE = {(row.type, row.direction): row for row in MOVEMENTS.values()}

FEE_NAMES = {"payment": "Stripe processing fees", "dispute": "Dispute fee"}
"""Source: liberapay/liberapay.com, tests/py/fixtures/TestPayinsStripe.yml;
dj-stripe/dj-stripe, tests/__init__.py
"""


def fee(row: Movement, amount: int, currency: str) -> int:
    """What a movement costs, in the minor unit; less than nothing when a fee is back.

    >>> fee(MOVEMENTS["dispute_reversal"], 1099, "eur")
    -1500
    """
    if row.fee == "payment":
        return fees.of_payment(amount, currency)
    return -row.direction * fees.of_dispute(currency) if row.fee else 0


def available(created: int) -> int:
    """When money that moved can be paid out, in Unix seconds."""
    return (created // DAY + WAIT) * DAY


def since(now: int) -> int:
    """What moved before this is available by now, in Unix seconds.

    >>> available(since(1497225600) - 1) <= 1497225600 < available(since(1497225600))
    True
    """
    return (now // DAY - WAIT + 1) * DAY


def whole(record: StripeObject, *, now: int) -> StripeObject:
    """A balance transaction as it is shown: with all that follows from what is kept.

    The status follows from the time: nothing has to happen for money to be available.
    Source: docs.stripe.com/api/balance_transactions/object
    """
    amount, paid, currency = record["amount"], record["fee"], record["currency"]
    row = BY_TYPE[record["type"], IN if amount > 0 else OUT]
    detail = {
        "amount": paid,
        "application": None,
        "currency": currency,
        "description": FEE_NAMES.get(row.fee or ""),
        "type": "stripe_fee",
    }
    opens = available(record["created"])
    return {
        "id": record["id"],
        "object": "balance_transaction",
        "amount": amount,
        "available_on": opens,
        "created": record["created"],
        "currency": currency,
        "description": record.get("description"),
        "exchange_rate": None,
        "fee": paid,
        "fee_details": [detail] if paid else [],
        "net": amount - paid,
        "reporting_category": row.reporting_category,
        "source": record["source"],
        "status": "available" if now >= opens else "pending",
        "type": row.type,
    }
