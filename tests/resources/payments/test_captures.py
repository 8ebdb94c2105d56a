"""Captures: what a card reserved is taken, all or a part, or let go in time."""

from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.resources.payments.charging import HOLDS
from tests.asking import INVALID, ask
from tests.resources.making import (
    PRICE,
    SEPA,
    a_source,
    charge,
    refusal,
    the_charge,
    told,
)


def reserved(sandbox: Sandbox, **params: Any) -> str:
    """The id of a charge that only reserved its money: 10.99 eur."""
    source = a_source(sandbox)
    made: str = charge(sandbox, source=source, capture=False, **params)["id"]
    return made


def test_a_charge_may_only_reserve(sandbox: Sandbox) -> None:
    """With capture=false a charge succeeds, and nothing of it is captured yet."""
    held = the_charge(sandbox, reserved(sandbox))

    assert ("succeeded", True, False, 0, False) == tuple(
        held[name]
        for name in ("status", "paid", "captured", "amount_captured", "refunded")
    )
    assert "consumed" == held["source"]["status"]


def test_a_charge_is_captured(sandbox: Sandbox) -> None:
    """Capturing takes all that was reserved, and that is told."""
    held = reserved(sandbox)

    answer = sandbox.call("charges.capture", charge=held)

    assert answer == the_charge(sandbox, held)
    assert (True, 1099, 0, []) == (
        answer["captured"],
        answer["amount_captured"],
        answer["amount_refunded"],
        answer["refunds"]["data"],
    )
    assert ["source.chargeable", "charge.succeeded", "charge.captured"] == told(sandbox)


def test_a_part_is_captured(sandbox: Sandbox) -> None:
    """Capturing a part gives the rest back, as a refund of the charge."""
    held = reserved(sandbox)

    answer = sandbox.call("charges.capture", charge=held, amount=600)

    assert (True, 1099, 600, 499, False) == tuple(
        answer[name]
        for name in (
            "captured",
            "amount",
            "amount_captured",
            "amount_refunded",
            "refunded",
        )
    )
    [rest] = answer["refunds"]["data"]
    assert (499, held, "succeeded") == (rest["amount"], rest["charge"], rest["status"])


def test_what_is_said_with_a_capture(sandbox: Sandbox) -> None:
    """A capture may say who gets the receipt, and what the statement reads."""
    held = reserved(sandbox, receipt_email="old@example.com")

    answer = sandbox.call(
        "charges.capture",
        charge=held,
        receipt_email="jenny@example.com",
        statement_descriptor="ORDER 6735",
    )

    assert ("jenny@example.com", "ORDER 6735") == (
        answer["receipt_email"],
        answer["statement_descriptor"],
    )


def test_a_capture_leaves_what_was_said(sandbox: Sandbox) -> None:
    """A capture that says nothing leaves receipt and statement as they were."""
    said = {"receipt_email": "jenny@example.com", "statement_descriptor": "ORDER"}
    held = reserved(sandbox, **said)

    assert said.items() <= sandbox.call("charges.capture", charge=held).items()


TAKES: dict[str, tuple[dict[str, Any], str | None, str | None]] = {
    "more than was reserved": ({"amount": 1100}, None, "amount"),
    "less than can be charged": ({"amount": 49}, "amount_too_small", None),
    "nothing": ({"amount": 0}, "parameter_invalid_integer", "amount"),
    "less than nothing": ({"amount": -1}, "parameter_invalid_integer", "amount"),
    "a word": ({"amount": "all"}, "parameter_invalid_integer", "amount"),
    "an unknown parameter": ({"currency": "eur"}, "parameter_unknown", "currency"),
}


@pytest.mark.parametrize(("sent", "code", "param"), TAKES.values(), ids=TAKES)
def test_a_capture_takes_what_is_there(
    sandbox: Sandbox, sent: dict[str, Any], code: str | None, param: str | None
) -> None:
    """A capture takes no more than was reserved, and no less than can be charged."""
    held = reserved(sandbox)

    assert (400, INVALID, code, param) == refusal(
        sandbox, "charges.capture", charge=held, **sent
    )


@pytest.mark.parametrize("amount", [None, 600])
def test_a_charge_is_captured_once(sandbox: Sandbox, amount: int | None) -> None:
    """A charge that was captured, or never only reserved, is not captured again."""
    held, whole = reserved(sandbox), charge(sandbox, source=a_source(sandbox))["id"]
    sandbox.call("charges.capture", charge=held, amount=amount)

    for captured in (held, whole):
        assert (400, INVALID, "charge_already_captured", None) == refusal(
            sandbox, "charges.capture", charge=captured
        )


def test_what_was_given_back_is_not_captured(sandbox: Sandbox) -> None:
    """Refunding a charge before its capture leaves nothing to take."""
    held = reserved(sandbox)
    sandbox.call("refunds.create", charge=held)

    assert (400, INVALID, "charge_already_refunded", None) == refusal(
        sandbox, "charges.capture", charge=held
    )


def test_a_pending_charge_is_not_captured(sandbox: Sandbox) -> None:
    """A debit that is pending is captured already."""
    debit = charge(sandbox, source=a_source(sandbox, **SEPA))["id"]

    assert (400, INVALID, "charge_already_captured", None) == refusal(
        sandbox, "charges.capture", charge=debit
    )


@pytest.mark.parametrize("capture", [True, False])
def test_a_failed_charge_is_not_captured(sandbox: Sandbox, *, capture: bool) -> None:
    """Assumed: a failed charge has reserved nothing, and is refused without a code."""
    source = a_source(sandbox, token="tok_chargeDeclined")
    sent = PRICE | {"source": source, "capture": capture}
    failed = ask(sandbox, "POST", "/v1/charges", sent).error["charge"]

    assert (400, INVALID, None, None) == refusal(
        sandbox, "charges.capture", charge=failed
    )


def test_a_hold_expires(sandbox: Sandbox) -> None:
    """After a week the card lets go of what was reserved: the charge is refunded.

    Assumed: that is told as charge.expired alone.
    """
    held = reserved(sandbox)

    sandbox.advance(seconds=HOLDS - 1)
    assert the_charge(sandbox, held)["refunded"] is False

    [moved] = sandbox.advance(seconds=1)["happened"]
    assert ("hold expired", held) == (moved["trigger"], moved["object_id"])
    expired = the_charge(sandbox, held)
    assert ("succeeded", False, 1099, True) == tuple(
        expired[name] for name in ("status", "captured", "amount_refunded", "refunded")
    )
    [rest] = expired["refunds"]["data"]
    assert (1099, "succeeded", None) == tuple(
        rest[name] for name in ("amount", "status", "balance_transaction")
    )
    assert ["charge.succeeded", "charge.expired"] == told(sandbox)[-2:]
    assert [] == sandbox.objects("balance_transactions")


def test_what_expired_is_not_captured(sandbox: Sandbox) -> None:
    """A capture that comes too late is refused, and says that it does."""
    held = reserved(sandbox)
    sandbox.advance(seconds=HOLDS)

    assert (400, INVALID, "charge_expired_for_capture", None) == refusal(
        sandbox, "charges.capture", charge=held
    )
    assert (400, INVALID, "charge_already_refunded", None) == refusal(
        sandbox, "refunds.create", charge=held
    )


ENDED = {
    "captured": ("charges.capture", {}),
    "captured in part": ("charges.capture", {"amount": 600}),
    "refunded": ("refunds.create", {}),
}


@pytest.mark.parametrize(("operation", "sent"), ENDED.values(), ids=ENDED)
def test_a_hold_that_ended_does_not_expire(
    sandbox: Sandbox, operation: str, sent: dict[str, Any]
) -> None:
    """What was taken or let go in time has nothing left to expire."""
    held = reserved(sandbox)
    sandbox.call(operation, charge=held, **sent)
    before = the_charge(sandbox, held)

    assert [] == sandbox.advance(seconds=HOLDS)["happened"]
    assert before == the_charge(sandbox, held)
