"""What becomes of a refund by itself: some cards send it back."""

import pytest

from sandbox import Sandbox
from sandbox.wire import StripeObject
from tests.asking import INVALID
from tests.resources.making import (
    SEPA,
    a_source,
    charge,
    ids,
    refusal,
    the_charge,
    told,
)


@pytest.fixture
def paid(sandbox: Sandbox) -> str:
    """The id of a charge of 10.99 eur, by a card that sends refunds back."""
    source = a_source(sandbox, token="tok_refundFail")
    made: str = charge(sandbox, source=source)["id"]
    return made


def the_refund(sandbox: Sandbox, refund: str, **params: list[str]) -> StripeObject:
    """A refund as it is now."""
    return sandbox.call("refunds.retrieve", refund=refund, **params)


def test_a_refund_is_sent_back(sandbox: Sandbox, paid: str) -> None:
    """A refund succeeds, and has failed right after: it says why, and names the money.

    Source: docs.stripe.com/testing#refunds
    """
    answer = sandbox.call("refunds.create", charge=paid)
    assert "succeeded" == answer["status"]
    assert "failure_reason" not in answer

    failed = the_refund(sandbox, answer["id"], expand=["failure_balance_transaction"])

    assert ("failed", "expired_or_canceled_card") == (
        failed["status"],
        failed["failure_reason"],
    )
    assert answer["balance_transaction"] == failed["balance_transaction"]
    back = failed["failure_balance_transaction"]
    assert ("refund_failure", 1099, 0, answer["id"]) == tuple(
        back[name] for name in ("type", "amount", "fee", "source")
    )


def test_a_refund_that_is_sent_back_is_told(sandbox: Sandbox, paid: str) -> None:
    """What a refund was before it failed is told with what it is now."""
    sandbox.call("refunds.create", charge=paid)

    assert ["charge.refunded", "charge.refund.updated"] == told(sandbox)[-2:]
    event = sandbox.objects("events")[-1]
    assert {
        "failure_balance_transaction": None,
        "failure_reason": None,
        "status": "succeeded",
    } == event["data"]["previous_attributes"]
    assert "failed" == event["data"]["object"]["status"]
    assert event["request"]["id"] is None


def test_a_refund_that_is_sent_back_stays_counted(sandbox: Sandbox, paid: str) -> None:
    """Assumed: the charge counts a refund that failed; it is made up for elsewhere."""
    refund = sandbox.call("refunds.create", charge=paid)["id"]

    after = the_charge(sandbox, paid)

    assert (1099, True, [refund]) == (
        after["amount_refunded"],
        after["refunded"],
        ids(after["refunds"]),
    )
    assert (400, INVALID, "charge_already_refunded", None) == refusal(
        sandbox, "refunds.create", charge=paid
    )


def test_what_was_reserved_is_not_sent_back(sandbox: Sandbox) -> None:
    """Letting go of what was reserved sends nothing, so nothing comes back."""
    source = a_source(sandbox, token="tok_refundFail")
    held = charge(sandbox, source=source, capture=False)["id"]

    refund = sandbox.call("refunds.create", charge=held)["id"]

    assert "succeeded" == the_refund(sandbox, refund)["status"]


def test_a_refund_that_waited_is_told(sandbox: Sandbox) -> None:
    """The refund of a pending debit is told of when it is made."""
    debit = charge(sandbox, source=a_source(sandbox, **SEPA))["id"]
    sandbox.call("refunds.create", charge=debit, amount=500)

    sandbox.advance(days=30)

    assert ["charge.refund.updated", "charge.succeeded"] == told(sandbox)[-2:]
    event = sandbox.objects("events")[-2]
    assert {"balance_transaction": None, "status": "pending"} == event["data"][
        "previous_attributes"
    ]
