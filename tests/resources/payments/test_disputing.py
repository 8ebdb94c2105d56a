"""What becomes of a dispute: begun by a bank, answered in time or not, won or lost."""

from typing import Any

from sandbox import Sandbox
from sandbox.domain.payment_types import DAY
from sandbox.wire import StripeObject
from tests.asking import INVALID
from tests.resources.making import (
    SEPA,
    START,
    a_source,
    charge,
    refusal,
    the_charge,
    told,
)

MIDNIGHT = START - START % DAY
LAST_SECOND = MIDNIGHT + 9 * DAY - 1


DISPUTED, INQUIRED = "tok_createDispute", "tok_createDisputeInquiry"


def disputed(sandbox: Sandbox, card: str = DISPUTED, **params: Any) -> str:
    """The id of a charge of 10.99 eur that the bank of its card disputes."""
    source = a_source(sandbox, token=card)
    made: str = charge(sandbox, source=source, **params)["id"]
    return made


def inquired(sandbox: Sandbox) -> str:
    """The id of a charge that the bank of its card only inquires about."""
    return disputed(sandbox, INQUIRED)


def the_dispute(sandbox: Sandbox, made: str) -> StripeObject:
    """The dispute of a charge, as it is now."""
    dispute = the_charge(sandbox, made)["dispute"]
    return sandbox.call("disputes.retrieve", dispute=dispute)


def say(sandbox: Sandbox, made: str, text: str) -> None:
    """Answer the dispute of a charge with a text."""
    dispute = the_charge(sandbox, made)["dispute"]
    evidence = {"uncategorized_text": text}
    sandbox.call("disputes.update", dispute=dispute, evidence=evidence)


def of_disputes(sandbox: Sandbox) -> list[str]:
    """The events of disputes so far, without what they have in common."""
    names = [name for name in told(sandbox) if name.startswith("charge.dispute.")]
    return [name.removeprefix("charge.dispute.") for name in names]


def test_a_dispute_takes_the_money(sandbox: Sandbox) -> None:
    """A dispute begins right after the charge: the money goes, and a fee with it."""
    made = disputed(sandbox)

    dispute = the_dispute(sandbox, made)

    assert ("needs_response", 1099, "eur", made, START) == tuple(
        dispute[name] for name in ("status", "amount", "currency", "charge", "created")
    )
    [out] = dispute["balance_transactions"]
    assert ("adjustment", "dispute", -1099, 1500, -2599, dispute["id"]) == tuple(
        out[name]
        for name in ("type", "reporting_category", "amount", "fee", "net", "source")
    )
    assert "Dispute fee" == out["fee_details"][0]["description"]
    assert made in out["description"]


def test_a_dispute_is_told(sandbox: Sandbox) -> None:
    """What the bank did by itself is told: the dispute, and the money it took."""
    disputed(sandbox)

    events = sandbox.objects("events")[-3:]

    assert [
        "charge.succeeded",
        "charge.dispute.created",
        "charge.dispute.funds_withdrawn",
    ] == [event["type"] for event in events]
    assert [1, 1] == [
        len(event["data"]["object"]["balance_transactions"]) for event in events[1:]
    ]
    assert events[1]["request"]["id"] is None


def test_an_inquiry_takes_nothing(sandbox: Sandbox) -> None:
    """A bank that only inquires has taken nothing, and tells of no money."""
    made = inquired(sandbox)

    dispute = the_dispute(sandbox, made)

    assert ("warning_needs_response", []) == (
        dispute["status"],
        dispute["balance_transactions"],
    )
    assert ["created"] == of_disputes(sandbox)


def test_what_is_reserved_is_not_disputed(sandbox: Sandbox) -> None:
    """A charge is disputed once it is captured, over what was captured."""
    held = disputed(sandbox, capture=False)
    assert the_charge(sandbox, held)["disputed"] is False

    sandbox.call("charges.capture", charge=held, amount=600)

    assert 600 == the_dispute(sandbox, held)["amount"]


DISPUTED_SEPA = SEPA | {"sepa_debit": {"iban": "DE35370400440532013002"}}


def test_a_disputed_debit_is_lost(sandbox: Sandbox) -> None:
    """A debit that its owner disputes is lost at once: there is no appeal.

    Assumed: the reason that the bank gives.
    """
    debit = charge(sandbox, source=a_source(sandbox, **DISPUTED_SEPA))["id"]
    assert the_charge(sandbox, debit)["dispute"] is None

    sandbox.advance(days=5)

    dispute = the_dispute(sandbox, debit)
    assert ("lost", "debit_not_authorized", 0) == (
        dispute["status"],
        dispute["reason"],
        dispute["evidence_details"]["due_by"],
    )
    assert [-1099] == [one["amount"] for one in dispute["balance_transactions"]]
    assert [
        "charge.succeeded",
        "charge.dispute.created",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.closed",
    ] == told(sandbox)[-4:]
    assert (400, INVALID, None, None) == refusal(
        sandbox, "disputes.close", dispute=dispute["id"]
    )


def test_a_refunded_debit_is_not_disputed(sandbox: Sandbox) -> None:
    """What had been refunded as a whole leaves nothing to dispute."""
    debit = charge(sandbox, source=a_source(sandbox, **DISPUTED_SEPA))["id"]
    sandbox.call("refunds.create", charge=debit)

    sandbox.advance(days=5)

    assert the_charge(sandbox, debit)["disputed"] is False
    assert [] == sandbox.objects("disputes")


def test_a_dispute_is_answered_in_time(sandbox: Sandbox) -> None:
    """A dispute can be answered until the last second of the eighth day."""
    made = disputed(sandbox)
    assert LAST_SECOND == the_dispute(sandbox, made)["evidence_details"]["due_by"]

    sandbox.advance(seconds=LAST_SECOND - START)
    assert "needs_response" == the_dispute(sandbox, made)["status"]

    sandbox.advance(seconds=1)
    assert "lost" == the_dispute(sandbox, made)["status"]
    assert "closed" == of_disputes(sandbox)[-1]


def test_an_inquiry_nobody_answers_is_closed(sandbox: Sandbox) -> None:
    """Assumed: a bank does not come back to an inquiry that nobody answers."""
    made = inquired(sandbox)

    sandbox.advance(days=9)

    assert "warning_closed" == the_dispute(sandbox, made)["status"]


def test_an_answer_ends_the_wait(sandbox: Sandbox) -> None:
    """A dispute that was answered, or accepted, is not lost by waiting."""
    first, second = disputed(sandbox), disputed(sandbox)
    say(sandbox, first, "The parcel arrived.")
    sandbox.call("disputes.close", dispute=the_dispute(sandbox, second)["id"])

    assert [] == sandbox.advance(days=30)["happened"]
    assert ("under_review", "lost") == tuple(
        the_dispute(sandbox, made)["status"] for made in (first, second)
    )


def test_a_dispute_is_won(sandbox: Sandbox) -> None:
    """With the winning text the money comes back, and the fee with it.

    Assumed: the fee, which is kept since 2025.
    """
    made = disputed(sandbox)
    dispute = the_dispute(sandbox, made)["id"]

    answer = sandbox.call(
        "disputes.update",
        dispute=dispute,
        evidence={"uncategorized_text": "winning_evidence"},
    )
    assert "under_review" == answer["status"]

    won = the_dispute(sandbox, made)
    assert ("won", True) == (won["status"], won["is_charge_refundable"])
    out, back = won["balance_transactions"]
    assert ("dispute_reversal", 1099, -1500, 2599) == tuple(
        back[name] for name in ("reporting_category", "amount", "fee", "net")
    )
    assert 0 == out["net"] + back["net"]
    assert [
        "created",
        "funds_withdrawn",
        "updated",
        "funds_reinstated",
        "closed",
    ] == of_disputes(sandbox)


def test_a_dispute_is_lost(sandbox: Sandbox) -> None:
    """With the losing text the money stays away, and the charge stays disputed."""
    made = disputed(sandbox)

    say(sandbox, made, "losing_evidence")

    lost = the_dispute(sandbox, made)
    assert ("lost", False, 1) == (
        lost["status"],
        lost["is_charge_refundable"],
        len(lost["balance_transactions"]),
    )
    assert ["updated", "closed"] == of_disputes(sandbox)[-2:]
    assert the_charge(sandbox, made)["disputed"] is True


def test_a_later_text_decides(sandbox: Sandbox) -> None:
    """Assumed: until the bank has decided, more evidence can follow."""
    made = disputed(sandbox)
    say(sandbox, made, "The parcel arrived.")
    say(sandbox, made, "winning_evidence")

    won = the_dispute(sandbox, made)

    assert ("won", 2) == (won["status"], won["evidence_details"]["submission_count"])


def test_an_inquiry_is_escalated(sandbox: Sandbox) -> None:
    """An inquiry that is escalated takes the money, and can be answered once more."""
    made = inquired(sandbox)
    sandbox.advance(days=2)

    say(sandbox, made, "escalate_inquiry_evidence")

    dispute = the_dispute(sandbox, made)
    assert ("needs_response", False, LAST_SECOND + 2 * DAY) == (
        dispute["status"],
        dispute["is_charge_refundable"],
        dispute["evidence_details"]["due_by"],
    )
    assert ["created", "updated", "updated", "funds_withdrawn"] == of_disputes(sandbox)
    say(sandbox, made, "winning_evidence")
    assert "won" == the_dispute(sandbox, made)["status"]


def test_a_text_for_another_case_decides_nothing(sandbox: Sandbox) -> None:
    """What decides an inquiry leaves a dispute under review, and the other way."""
    made, asked = disputed(sandbox), inquired(sandbox)

    say(sandbox, made, "escalate_inquiry_evidence")
    say(sandbox, asked, "losing_evidence")

    assert ("under_review", "warning_under_review") == tuple(
        the_dispute(sandbox, one)["status"] for one in (made, asked)
    )


def test_what_is_disputed_is_not_refunded(sandbox: Sandbox) -> None:
    """While a dispute has the money, and when it is lost, nothing can be refunded."""
    made = disputed(sandbox)
    expected = (400, INVALID, "charge_disputed", None)

    for text in ("The parcel arrived.", "losing_evidence"):
        assert expected == refusal(sandbox, "refunds.create", charge=made, amount=1)
        say(sandbox, made, text)
    assert expected == refusal(sandbox, "charges.refunds.create", charge=made)


def test_what_was_won_can_be_refunded(sandbox: Sandbox) -> None:
    """The money of a dispute that was won can be given back all the same."""
    made = disputed(sandbox)
    say(sandbox, made, "winning_evidence")

    refund = sandbox.call("refunds.create", charge=made)

    assert ("succeeded", 1099) == (refund["status"], refund["amount"])


def test_an_inquiry_is_settled_by_a_refund(sandbox: Sandbox) -> None:
    """A charge that was refunded in time has nothing left to be taken by a dispute."""
    made = inquired(sandbox)
    sandbox.call("refunds.create", charge=made)

    say(sandbox, made, "escalate_inquiry_evidence")

    assert ("warning_closed", []) == tuple(
        the_dispute(sandbox, made)[name] for name in ("status", "balance_transactions")
    )


def test_a_dispute_takes_what_is_left(sandbox: Sandbox) -> None:
    """Of a charge that was refunded in part the rest is taken, and no more."""
    made = inquired(sandbox)
    sandbox.call("refunds.create", charge=made, amount=400)

    say(sandbox, made, "escalate_inquiry_evidence")

    dispute = the_dispute(sandbox, made)
    assert (699, -699) == (
        dispute["amount"],
        dispute["balance_transactions"][0]["amount"],
    )
