"""What the bank of a test card says of a charge, and what comes of the answer."""

from typing import Any, NamedTuple

import pytest

from sandbox import Sandbox
from tests.resources.making import a_source, charge, the_charge


class Rule(NamedTuple):
    """A dispute by a test card: its reason, how it begins, and how it ends.

    `text` is the evidence, None to accept; `moved` are the amounts that moved for it.
    """

    token: str
    reason: str
    begins: str
    refundable: bool
    text: str | None
    ends: str
    moved: list[int]
    source: str


TESTING = "Source: docs.stripe.com/testing#disputes, #evidence"
CLOSE = "Source: docs.stripe.com/api/disputes/close"
INQUIRY = ("tok_createDisputeInquiry", "fraudulent", "warning_needs_response", True)
FRAUD = ("tok_createDispute", "fraudulent", "needs_response", False)
NOT_RECEIVED = (
    "tok_createDisputeProductNotReceived",
    "product_not_received",
    "needs_response",
    False,
)

RULES = {
    "fraud, won": Rule(*FRAUD, "winning_evidence", "won", [-1099, 1099], TESTING),
    "fraud, lost": Rule(*FRAUD, "losing_evidence", "lost", [-1099], TESTING),
    "fraud, reviewed": Rule(
        *FRAUD, "The parcel arrived.", "under_review", [-1099],
        "Source: docs.stripe.com/api/disputes/update",
    ),
    "fraud, accepted": Rule(*FRAUD, None, "lost", [-1099], CLOSE),
    "not received, won": Rule(
        *NOT_RECEIVED, "winning_evidence", "won", [-1099, 1099], TESTING
    ),
    "not received, lost": Rule(
        *NOT_RECEIVED, "losing_evidence", "lost", [-1099], TESTING
    ),
    "an inquiry, won": Rule(
        *INQUIRY, "winning_evidence", "warning_closed", [], TESTING
    ),
    "an inquiry, escalated": Rule(
        *INQUIRY, "escalate_inquiry_evidence", "needs_response", [-1099], TESTING
    ),
    "an inquiry, reviewed": Rule(
        *INQUIRY, "The parcel arrived.", "warning_under_review", [],
        "Source: docs.stripe.com/api/disputes/update",
    ),
    "an inquiry, accepted": Rule(
        *INQUIRY, None, "warning_closed", [],
        "Assumed: an inquiry is closed, as it has taken nothing",
    ),
}  # fmt: skip


def answer(sandbox: Sandbox, dispute: str, text: str | None) -> None:
    """Answer a dispute with a text, or accept it."""
    if text is None:
        sandbox.call("disputes.close", dispute=dispute)
        return
    evidence: dict[str, Any] = {"uncategorized_text": text}
    sandbox.call("disputes.update", dispute=dispute, evidence=evidence)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_what_comes_of_a_dispute(sandbox: Sandbox, rule: Rule) -> None:
    """A test card disputes its charge; the evidence text decides what comes of it."""
    made = charge(sandbox, source=a_source(sandbox, token=rule.token))
    assert (None, False) == (made["dispute"], made["disputed"])

    found = the_charge(sandbox, made["id"])
    assert found["disputed"] is True
    dispute = sandbox.call("disputes.retrieve", dispute=found["dispute"])
    assert (rule.reason, rule.begins, rule.refundable) == tuple(
        dispute[name] for name in ("reason", "status", "is_charge_refundable")
    )

    answer(sandbox, dispute["id"], rule.text)

    ended = sandbox.call("disputes.retrieve", dispute=dispute["id"])
    assert rule.ends == ended["status"]
    assert rule.moved == [one["amount"] for one in ended["balance_transactions"]]
