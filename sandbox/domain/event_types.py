"""The types of events: which there are, and what each of them tells.

>>> covers("charge.*", "charge.dispute.created"), covers("charge.*", "source.failed")
(True, False)
"""

from typing import NamedTuple

EVERYTHING = "*"


class EventType(NamedTuple):
    """A type of event: what it tells, and whether the sandbox ever tells it."""

    name: str
    tells: str
    told: bool = True


T = EventType  # one letter keeps the table a table

TABLE = [
    T("source.chargeable", "a source can be charged"),
    T("source.failed", "its owner did not authorise a source"),
    T("source.canceled", "a source was not charged in time"),
    T("source.mandate_notification", "its owner is to hear of a debit"),
    T("source.refund_attributes_required", "a refund has no account"),
    T("source.transaction.created", "money came in for a source"),
    T("source.transaction.updated", "what came in has changed", told=False),
    T("customer.created", "there is a new customer"),
    T("customer.updated", "a customer has changed"),
    T("customer.deleted", "a customer is gone"),
    T("customer.source.created", "a customer has another source"),
    T("customer.source.updated", "a card of a customer has changed"),
    T("customer.source.deleted", "a source has left its customer"),
    T("customer.source.expiring", "a card ends with this month", told=False),
    T("charge.succeeded", "the money is there, or is reserved"),
    T("charge.pending", "the money is on its way"),
    T("charge.failed", "there will be no money"),
    T("charge.captured", "reserved money was taken"),
    T("charge.updated", "a charge has changed"),
    T("charge.refunded", "money was given back"),
    T("charge.expired", "reserved money was not taken in time"),
    T("charge.refund.updated", "a refund has changed"),
    T("charge.dispute.created", "a customer disputes a charge"),
    T("charge.dispute.updated", "a dispute has changed"),
    T("charge.dispute.closed", "a dispute is over"),
    T("charge.dispute.funds_withdrawn", "a dispute took money"),
    T("charge.dispute.funds_reinstated", "a dispute gave it back"),
    T("refund.created", "there is a new refund", told=False),
    T("refund.updated", "a refund has changed", told=False),
    T("refund.failed", "a refund did not arrive", told=False),
    T("payment_method.attached", "a customer has another one", told=False),
    T("payment_method.detached", "it has left its customer", told=False),
    T("payment_method.updated", "its owner has changed it", told=False),
    T("payment_method.automatically_updated", "its bank has changed it", told=False),
]
"""The types that are about Sources, and what they pay for.

There is none for a source that is made, updated or consumed. Those of payment methods
and of refunds came after the page's version.
Source: docs.stripe.com/api/events/types
"""

EVENT_TYPES = {row.name: row for row in TABLE}


def covers(pattern: str, kind: str) -> bool:
    """Whether a pattern (a type, `charge.*` or `*`) means a type as well."""
    if pattern.endswith("*"):
        return kind.startswith(pattern[:-1])
    return pattern == kind


def known(pattern: str, *, groups: bool = False) -> bool:
    """Whether a pattern is a known type, `*` or, among groups, one like `charge.*`.

    >>> known("charge.*", groups=True), known("charge.*"), known("charge.paid")
    (True, False, False)
    """
    if pattern == EVERYTHING or pattern in EVENT_TYPES:
        return True
    group = groups and pattern.endswith(".*")
    return group and any(covers(pattern, name) for name in EVENT_TYPES)


def meant(pattern: str) -> str:
    """What may have been meant by a type that is not known, as a sentence.

    >>> meant("source.chargable")
    'Is it source.chargeable?'
    """
    from difflib import get_close_matches

    near = get_close_matches(pattern[:80], EVENT_TYPES, n=1)
    return f"Is it {near[0]}?" if near else f"There are {', '.join(EVENT_TYPES)}."
