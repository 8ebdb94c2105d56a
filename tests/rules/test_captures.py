"""What can be captured, and what the charge is afterwards."""

from typing import Any, NamedTuple

import pytest

from sandbox import Sandbox
from tests.asking import INVALID
from tests.resources.making import (
    IDEAL,
    PRICE,
    SEPA,
    Refusal,
    a_source,
    charge,
    refusal,
    the_charge,
)

Made = dict[str, Any]


class Rule(NamedTuple):
    """A capture, of a charge of 10.99 eur that reserved its money: what comes of it.

    `outcome` is the refusal, or what the charge shows; `before` is a capture before
    it, `days` how long after the charge it comes.
    """

    sent: Made
    outcome: Refusal | Made
    source: str
    before: Made | None = None
    days: int = 0


ERRORS = "Source: docs.stripe.com/error-codes"
API = "Source: docs.stripe.com/api/charges/capture"
ALL = {"captured": True, "amount_captured": 1099, "amount_refunded": 0}
PART = {"captured": True, "amount_captured": 600, "amount_refunded": 499}

RULES = {
    "all of it": Rule({}, ALL | {"status": "succeeded", "refunded": False}, API),
    "its whole amount": Rule({"amount": 1099}, ALL, API),
    "a part": Rule({"amount": 600}, PART | {"refunded": False}, API),
    "the least there is": Rule({"amount": 50}, {"amount_captured": 50}, API),
    "on the last day": Rule({}, ALL, API, days=6),
    "a second capture": Rule(
        {},
        (400, INVALID, "charge_already_captured", None),
        f"{ERRORS}#charge-already-captured",
        before={},
    ),
    "a second capture after a part": Rule(
        {"amount": 499},
        (400, INVALID, "charge_already_captured", None),
        f"{ERRORS}#charge-already-captured",
        before={"amount": 600},
    ),
    "less than can be charged": Rule(
        {"amount": 49},
        (400, INVALID, "amount_too_small", None),
        f"{ERRORS}#amount-too-small",
    ),
    "more than was reserved": Rule(
        {"amount": 1100},
        (400, INVALID, None, "amount"),
        "Source: activemerchant/active_merchant, test/remote/gateways",
    ),
    "after a week": Rule(
        {},
        (400, INVALID, "charge_expired_for_capture", None),
        f"{ERRORS}#charge-expired-for-capture",
        days=7,
    ),
}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_what_comes_of_a_capture(sandbox: Sandbox, rule: Rule) -> None:
    """A capture takes all or a part, once, within a week; more it does not take."""
    made = charge(sandbox, source=a_source(sandbox), capture=False)["id"]
    if rule.before is not None:
        sandbox.call("charges.capture", charge=made, **rule.before)
    sandbox.advance(days=rule.days)

    if isinstance(rule.outcome, tuple):
        refused = refusal(sandbox, "charges.capture", charge=made, **rule.sent)
        assert rule.outcome == refused
    else:
        sandbox.call("charges.capture", charge=made, **rule.sent)
        assert rule.outcome.items() <= the_charge(sandbox, made).items()


RESERVED = {
    "captured": False,
    "amount_captured": 0,
    "balance_transaction": None,
    "paid": True,
    "refunded": False,
    "status": "succeeded",
}


def test_what_is_reserved(sandbox: Sandbox) -> None:
    """A charge that only reserves has succeeded, and taken nothing yet."""
    made = charge(sandbox, source=a_source(sandbox), capture=False)

    assert RESERVED.items() <= made.items()


@pytest.mark.parametrize("made", [SEPA, IDEAL], ids=["a debit", "ideal"])
def test_who_cannot_reserve(sandbox: Sandbox, made: Made) -> None:
    """Assumed: only a card can reserve money."""
    source = a_source(sandbox, **made)
    if made is IDEAL:
        sandbox.authorise(source)

    assert (400, INVALID, None, "capture") == refusal(
        sandbox, "charges.create", **PRICE, source=source, capture=False
    )


def test_an_unknown_charge(sandbox: Sandbox) -> None:
    """A capture of a charge that is not there is a 404 for the charge."""
    assert (404, INVALID, "resource_missing", "charge") == refusal(
        sandbox, "charges.capture", charge="ch_none"
    )
