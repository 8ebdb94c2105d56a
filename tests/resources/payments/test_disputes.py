"""Disputes: read, answered with evidence, accepted."""

import re
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.wire import StripeObject
from tests.asking import INVALID, ask
from tests.resources.making import (
    START,
    a_source,
    charge,
    ids,
    refusal,
    the_charge,
    told,
)

KEYS = set(
    "id object amount balance_transactions charge created currency evidence"
    " evidence_details is_charge_refundable livemode metadata payment_intent reason"
    " status".split()
)
WORDS = {"uncategorized_text": "The parcel arrived.", "customer_name": "Jenny Rosen"}


def disputed(sandbox: Sandbox) -> str:
    """The id of a charge that the bank of its card disputes."""
    source = a_source(sandbox, token="tok_createDispute")
    made: str = charge(sandbox, source=source)["id"]
    return made


@pytest.fixture
def dispute(sandbox: Sandbox) -> str:
    """The id of a dispute."""
    found: str = the_charge(sandbox, disputed(sandbox))["dispute"]
    return found


def retrieved(sandbox: Sandbox, dispute: str) -> StripeObject:
    """A dispute as it is now."""
    return sandbox.call("disputes.retrieve", dispute=dispute)


def test_the_keys_of_a_dispute(sandbox: Sandbox, dispute: str) -> None:
    """A dispute has its documented keys, and nothing is said to it yet."""
    found = retrieved(sandbox, dispute)

    assert set(found) == KEYS
    assert ["id", "object"] == list(found)[:2]
    assert re.fullmatch("dp_[A-Za-z0-9]{24}", found["id"])
    assert (27, {None}) == (len(found["evidence"]), set(found["evidence"].values()))
    details = found["evidence_details"]
    assert (False, False, 0) == tuple(
        details[name] for name in ("has_evidence", "past_due", "submission_count")
    )


def test_a_charge_leads_to_its_dispute(sandbox: Sandbox, dispute: str) -> None:
    """The dispute of a charge and the charge of a dispute can be expanded."""
    made = retrieved(sandbox, dispute)["charge"]

    one = sandbox.call("charges.retrieve", charge=made, expand=["dispute"])
    back = sandbox.call("disputes.retrieve", dispute=dispute, expand=["charge"])

    assert retrieved(sandbox, dispute) == one["dispute"]
    assert (made, dispute) == (back["charge"]["id"], back["charge"]["dispute"])


def test_older_versions_showed_the_whole_dispute(
    sandbox: Sandbox, dispute: str
) -> None:
    """Before 2017-02-14 a charge carried its dispute in full; since then its id."""
    path = f"/v1/charges/{retrieved(sandbox, dispute)['charge']}"

    older = ask(sandbox, "GET", path, Stripe_Version="2017-01-27")
    newer = ask(sandbox, "GET", path, Stripe_Version="2017-02-14")

    assert retrieved(sandbox, dispute) == older["dispute"]
    assert dispute == newer["dispute"]


def test_disputes_are_listed(sandbox: Sandbox) -> None:
    """Disputes are listed with the newest first: all, or the one of a charge."""
    charges = []
    for _ in range(2):
        charges.append(disputed(sandbox))
        sandbox.advance(hours=1)
    first, second = (the_charge(sandbox, made)["dispute"] for made in charges)

    def listed(**query: Any) -> list[str]:
        return ids(sandbox.call("disputes.list", **query))

    assert [second, first] == listed()
    assert [first] == listed(charge=charges[0])
    assert [first] == listed(created=START)
    assert [first] == listed(starting_after=second)
    assert [] == listed(payment_intent="pi_1")
    assert "/v1/disputes" == sandbox.call("disputes.list")["url"]


BAD_LISTS: dict[str, tuple[dict[str, str], str, str]] = {
    "an unknown charge": ({"charge": "ch_none"}, "resource_missing", "charge"),
    "an unknown cursor": (
        {"starting_after": "dp_none"},
        "resource_missing",
        "starting_after",
    ),
    "a filter there is not": ({"status": "won"}, "parameter_unknown", "status"),
}


@pytest.mark.parametrize(("query", "code", "param"), BAD_LISTS.values(), ids=BAD_LISTS)
def test_what_is_not_listed(
    sandbox: Sandbox, query: dict[str, str], code: str, param: str
) -> None:
    """Disputes are listed of a charge that is there."""
    assert (400, INVALID, code, param) == refusal(sandbox, "disputes.list", **query)


UNKNOWN: dict[str, dict[str, Any]] = {
    "disputes.retrieve": {},
    "disputes.update": {"evidence": WORDS},
    "disputes.close": {},
}


@pytest.mark.parametrize(("operation", "sent"), UNKNOWN.items(), ids=UNKNOWN)
def test_an_unknown_dispute(
    sandbox: Sandbox, operation: str, sent: dict[str, Any]
) -> None:
    """A dispute that is not there is a 404 for the id."""
    assert (404, INVALID, "resource_missing", "id") == refusal(
        sandbox, operation, dispute="dp_none", **sent
    )


def test_evidence_is_submitted(sandbox: Sandbox, dispute: str) -> None:
    """Evidence is merged with what is there, goes to the bank, and is counted."""
    answer = sandbox.call("disputes.update", dispute=dispute, evidence=WORDS)

    assert WORDS.items() <= answer["evidence"].items()
    details = answer["evidence_details"]
    assert ("under_review", True, 1) == (
        answer["status"],
        details["has_evidence"],
        details["submission_count"],
    )
    assert answer == retrieved(sandbox, dispute)
    event = sandbox.objects("events")[-1]
    assert {"evidence", "evidence_details", "status"} == set(
        event["data"]["previous_attributes"]
    )


def test_evidence_is_kept_for_later(sandbox: Sandbox, dispute: str) -> None:
    """With submit=false evidence is only kept; a later request submits it."""
    kept = sandbox.call(
        "disputes.update", dispute=dispute, evidence=WORDS, submit=False
    )
    assert ("needs_response", True, 0) == (
        kept["status"],
        kept["evidence_details"]["has_evidence"],
        kept["evidence_details"]["submission_count"],
    )
    assert "charge.dispute.updated" == told(sandbox)[-1]

    sent = sandbox.call("disputes.update", dispute=dispute, submit=True)

    assert "under_review" == sent["status"]
    assert WORDS.items() <= sent["evidence"].items()


def test_evidence_is_taken_away(sandbox: Sandbox, dispute: str) -> None:
    """An empty text takes a piece of evidence away."""
    sandbox.call("disputes.update", dispute=dispute, evidence=WORDS, submit=False)

    left = sandbox.call(
        "disputes.update",
        dispute=dispute,
        evidence=dict.fromkeys(WORDS, ""),
        submit=False,
    )

    assert {None} == set(left["evidence"].values())
    assert left["evidence_details"]["has_evidence"] is False


def test_nothing_is_not_submitted(sandbox: Sandbox, dispute: str) -> None:
    """Assumed: without any evidence there is nothing to submit, and nothing to tell."""
    before, events = retrieved(sandbox, dispute), len(told(sandbox))

    assert before == sandbox.call("disputes.update", dispute=dispute, submit=True)
    assert before == sandbox.call("disputes.update", dispute=dispute)
    assert events == len(told(sandbox))


def test_metadata_is_no_answer(sandbox: Sandbox, dispute: str) -> None:
    """Metadata is merged and told, and submits nothing, not even when it is over."""
    noted = sandbox.call("disputes.update", dispute=dispute, metadata={"order": "6735"})
    assert ("needs_response", {"order": "6735"}) == (
        noted["status"],
        noted["metadata"],
    )
    assert "charge.dispute.updated" == told(sandbox)[-1]

    sandbox.call("disputes.close", dispute=dispute)
    noted = sandbox.call("disputes.update", dispute=dispute, metadata={"order": ""})
    assert ("lost", {}) == (noted["status"], noted["metadata"])


BAD_ANSWERS: dict[str, tuple[dict[str, Any], str | None, str]] = {
    "evidence there is not": (
        {"evidence": {"mood": "bad"}},
        "parameter_unknown",
        "evidence[mood]",
    ),
    "evidence that is a text": ({"evidence": "x"}, None, "evidence"),
    "a submission in words": ({"submit": "later"}, None, "submit"),
    "another amount": ({"amount": 1}, "parameter_unknown", "amount"),
}


@pytest.mark.parametrize(
    ("sent", "code", "param"), BAD_ANSWERS.values(), ids=BAD_ANSWERS
)
def test_what_is_no_answer(
    sandbox: Sandbox, dispute: str, sent: dict[str, Any], code: str | None, param: str
) -> None:
    """An answer has evidence of the documented kinds."""
    assert (400, INVALID, code, param) == refusal(
        sandbox, "disputes.update", dispute=dispute, **sent
    )


def test_a_dispute_is_accepted(sandbox: Sandbox, dispute: str) -> None:
    """Closing a dispute accepts it: it is lost, and that is told."""
    answer = sandbox.call("disputes.close", dispute=dispute)

    assert ("lost", False) == (answer["status"], answer["is_charge_refundable"])
    assert answer == retrieved(sandbox, dispute)
    assert "charge.dispute.closed" == told(sandbox)[-1]


@pytest.mark.parametrize(
    ("operation", "sent"),
    [
        pytest.param("disputes.close", {}, id="accepting"),
        pytest.param("disputes.update", {"evidence": WORDS}, id="evidence"),
        pytest.param("disputes.update", {"submit": "true"}, id="submitting"),
    ],
)
def test_what_is_closed_is_not_answered(
    sandbox: Sandbox, dispute: str, operation: str, sent: dict[str, Any]
) -> None:
    """A dispute that is decided takes no answer any more."""
    sandbox.call("disputes.close", dispute=dispute)

    assert (400, INVALID, None, None) == refusal(
        sandbox, operation, dispute=dispute, **sent
    )
