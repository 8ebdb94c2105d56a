"""What can be refunded, and what refund and charge are afterwards."""

from typing import Any, NamedTuple

import pytest

from sandbox import Sandbox
from sandbox.domain.payment_types import DAY
from tests.asking import INVALID
from tests.resources.making import (
    FAILING_SEPA,
    SEPA,
    Refusal,
    a_source,
    charge,
    refusal,
    the_charge,
)

Made = dict[str, Any]


class Rule(NamedTuple):
    """A refund of a charge of 10.99 eur: what comes of it.

    `outcome` is the refusal, or what the refund shows in the end; `counted` is what
    the charge then says of amount_refunded and refunded. `before` are amounts that
    went back earlier, `aged` the seconds before the refund, `days` those after it.
    """

    sent: Made
    outcome: Refusal | Made
    source: str
    counted: tuple[int, bool] = (1099, True)
    paying: Made | None = None
    held: bool = False
    before: tuple[int, ...] = ()
    aged: int = 0
    days: int = 0


ERRORS = "Source: docs.stripe.com/error-codes"
API = "Source: docs.stripe.com/api/refunds/create"
DEBITS = "Source: docs.stripe.com/sources/sepa-debit (refunds)"
DONE = {"status": "succeeded", "amount": 1099}
FAILED = {"status": "failed", "failure_reason": "expired_or_canceled_card"}
RETURNED = {"token": "tok_refundFail"}
NOT_IN_PART = "Source: docs.stripe.com/refunds (uncaptured payments)"

RULES = {
    "all of it": Rule({}, DONE, API),
    "a part": Rule({"amount": 500}, {"amount": 500}, API, (500, False)),
    "a second part": Rule(
        {"amount": 100}, {"amount": 100}, API, (600, False), before=(500,)
    ),
    "the rest": Rule({}, {"amount": 399}, API, before=(500, 200)),
    "with a reason": Rule(
        {"reason": "duplicate", "metadata": {"order": "6735"}},
        DONE | {"reason": "duplicate", "metadata": {"order": "6735"}},
        API,
    ),
    "without receipts": Rule(
        {},
        dict.fromkeys(
            ("receipt_number", "source_transfer_reversal", "transfer_reversal")
        ),
        "Source: liberapay/liberapay.com, tests/py/fixtures/TestPayinsStripe.yml",
    ),
    "more than was paid": Rule({"amount": 1100}, (400, INVALID, None, "amount"), API),
    "more than is left": Rule(
        {"amount": 600}, (400, INVALID, None, "amount"), API, before=(500,)
    ),
    "all again": Rule(
        {},
        (400, INVALID, "charge_already_refunded", None),
        f"{ERRORS}#charge-already-refunded",
        before=(1099,),
    ),
    "what was reserved": Rule({}, DONE | {"balance_transaction": None}, API, held=True),
    "a part of what was reserved": Rule(
        {"amount": 500}, (400, INVALID, None, "amount"), NOT_IN_PART, held=True
    ),
    "a pending debit": Rule({}, {"status": "pending"}, DEBITS, paying=SEPA),
    "a debit that succeeds": Rule({}, DONE, DEBITS, paying=SEPA, days=30),
    "a debit that fails": Rule(
        {}, {"status": "canceled"}, DEBITS, (0, False), paying=FAILING_SEPA, days=30
    ),
    "a debit on the last day": Rule({}, DONE, DEBITS, paying=SEPA, aged=180 * DAY),
    "a debit a second later": Rule(
        {},
        (400, INVALID, None, "charge"),
        DEBITS,
        paying=SEPA,
        aged=180 * DAY + 1,
    ),
    "a card years later": Rule({}, DONE, API, aged=1000 * DAY),
    "what is disputed": Rule(
        {},
        (400, INVALID, "charge_disputed", None),
        f"{ERRORS}#charge-disputed",
        paying={"token": "tok_createDispute"},
    ),
    "what a bank inquires about": Rule(
        {},
        DONE,
        "Source: docs.stripe.com/api/disputes/object (is_charge_refundable)",
        paying={"token": "tok_createDisputeInquiry"},
    ),
    "a card that sends it back": Rule(
        {}, FAILED, "Source: docs.stripe.com/testing#refunds", paying=RETURNED
    ),
}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_what_comes_of_a_refund(sandbox: Sandbox, rule: Rule) -> None:
    """Money goes back once it has come, all or in parts, and never more than came."""
    source = a_source(sandbox, **rule.paying or {})
    made = charge(sandbox, source=source, capture=not rule.held)["id"]
    sandbox.advance(seconds=rule.aged)
    for amount in rule.before:
        sandbox.call("refunds.create", charge=made, amount=amount)

    if isinstance(rule.outcome, tuple):
        sent = {"charge": made, **rule.sent}
        assert rule.outcome == refusal(sandbox, "refunds.create", **sent)
        return
    refund = sandbox.call("refunds.create", charge=made, **rule.sent)["id"]
    sandbox.advance(days=rule.days)

    found, after = (
        sandbox.call("refunds.retrieve", refund=refund),
        the_charge(sandbox, made),
    )
    assert rule.outcome.items() <= found.items()
    assert rule.counted == (after["amount_refunded"], after["refunded"])


def test_an_unknown_charge(sandbox: Sandbox) -> None:
    """A charge that is not there is a 404 in the address, a 400 as a parameter."""
    assert (404, INVALID, "resource_missing", "id") == refusal(
        sandbox, "charges.refunds.create", charge="ch_none"
    )
    assert (400, INVALID, "resource_missing", "charge") == refusal(
        sandbox, "refunds.create", charge="ch_none"
    )
