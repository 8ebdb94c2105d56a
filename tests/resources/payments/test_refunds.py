"""Refunds: money of a charge goes back, all or a part, never more than there is."""

import re
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.wire import StripeObject
from tests.asking import INVALID, ask
from tests.resources.making import (
    PRICE,
    START,
    Refusal,
    a_source,
    charge,
    ids,
    refusal,
    the_charge,
    the_source,
    told,
)

KEYS = set(
    "id object amount balance_transaction charge created currency metadata"
    " payment_intent reason receipt_number source_transfer_reversal status"
    " transfer_reversal".split()
)
WAYS = ["refunds.create", "charges.refunds.create"]


@pytest.fixture
def paid(sandbox: Sandbox) -> str:
    """The id of a charge of 10.99 eur."""
    made: str = charge(sandbox, source=a_source(sandbox))["id"]
    return made


@pytest.fixture
def held(sandbox: Sandbox) -> str:
    """The id of a charge that only reserved 10.99 eur."""
    made: str = charge(sandbox, source=a_source(sandbox), capture=False)["id"]
    return made


def counted(sandbox: Sandbox, made: str) -> tuple[int, bool]:
    """How much of a charge has gone back, and whether that is all of it."""
    found = the_charge(sandbox, made)
    return found["amount_refunded"], found["refunded"]


def failed(sandbox: Sandbox) -> str:
    """The id of a charge that was declined."""
    source = a_source(sandbox, token="tok_chargeDeclined")
    answer = ask(sandbox, "POST", "/v1/charges", PRICE | {"source": source})
    declined: str = answer.error["charge"]
    return declined


@pytest.mark.parametrize("way", WAYS)
def test_a_charge_is_refunded(sandbox: Sandbox, paid: str, way: str) -> None:
    """Without an amount all of a charge goes back, at either address."""
    refund = sandbox.call(way, charge=paid)

    assert (1099, "eur", paid, "succeeded") == tuple(
        refund[name] for name in ("amount", "currency", "charge", "status")
    )
    assert (1099, True) == counted(sandbox, paid)


@pytest.mark.parametrize("way", WAYS)
def test_a_part_is_refunded(sandbox: Sandbox, paid: str, way: str) -> None:
    """Parts of a charge go back until there is nothing left; then it is refunded."""
    sandbox.call(way, charge=paid, amount=600)
    assert (600, False) == counted(sandbox, paid)

    sandbox.call(way, charge=paid, amount=400)
    assert (1000, False) == counted(sandbox, paid)

    rest = sandbox.call(way, charge=paid)
    assert 99 == rest["amount"]
    assert (1099, True) == counted(sandbox, paid)


def test_the_keys_of_a_refund(sandbox: Sandbox, paid: str) -> None:
    """A refund has its recorded keys, and null for what is not modelled."""
    refund = sandbox.call("refunds.create", charge=paid)

    assert set(refund) == KEYS
    assert ["id", "object"] == list(refund)[:2]
    assert re.fullmatch("re_[A-Za-z0-9]{24}", refund["id"])
    assert {
        "object": "refund",
        "created": START,
        "metadata": {},
        "reason": None,
    }.items() <= refund.items()
    assert refund == sandbox.call("refunds.retrieve", refund=refund["id"])


REASONS = ["duplicate", "fraudulent", "requested_by_customer"]


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("way", WAYS)
def test_a_refund_may_have_a_reason(
    sandbox: Sandbox, paid: str, way: str, reason: str
) -> None:
    """A refund shows its reason and its metadata, without what is empty."""
    said = {"reason": reason, "metadata": {"order": "6735", "note": ""}}

    refund = sandbox.call(way, charge=paid, **said)

    assert (reason, {"order": "6735"}) == (refund["reason"], refund["metadata"])


def test_a_refund_leaves_the_source(sandbox: Sandbox) -> None:
    """Assumed: a consumed source stays consumed when its charge is refunded."""
    source = a_source(sandbox)
    made = charge(sandbox, source=source)["id"]
    before = the_source(sandbox, source)

    sandbox.call("refunds.create", charge=made)

    assert "consumed" == before["status"]
    assert before == the_source(sandbox, source)


def test_refunding_what_was_reserved_lets_it_go(sandbox: Sandbox, held: str) -> None:
    """Before the capture all of a charge can go back: nothing was ever taken."""
    sandbox.call("refunds.create", charge=held)

    assert (1099, True) == counted(sandbox, held)
    assert the_charge(sandbox, held)["captured"] is False


def test_what_was_captured_is_refunded(sandbox: Sandbox, held: str) -> None:
    """After a partial capture what was taken can go back, and no more."""
    sandbox.call("charges.capture", charge=held, amount=600)

    assert (400, INVALID, None, "amount") == refusal(
        sandbox, "refunds.create", charge=held, amount=601
    )
    assert 600 == sandbox.call("refunds.create", charge=held)["amount"]
    assert (1099, True) == counted(sandbox, held)


TOO_MUCH: dict[str, tuple[dict[str, Any], str | None, str]] = {
    "more than was paid": ({"amount": 1100}, None, "amount"),
    "nothing": ({"amount": 0}, "parameter_invalid_integer", "amount"),
    "less than nothing": ({"amount": -1}, "parameter_invalid_integer", "amount"),
    "a fraction": ({"amount": "10.99"}, "parameter_invalid_integer", "amount"),
    "an empty amount": ({"amount": ""}, "parameter_invalid_empty", "amount"),
    "an unknown reason": ({"reason": "regret"}, None, "reason"),
    "metadata that is a text": ({"metadata": "x"}, None, "metadata"),
    "a currency": ({"currency": "eur"}, "parameter_unknown", "currency"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("sent", "code", "param"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_what_is_no_refund(  # noqa: PLR0913 - two tables
    sandbox: Sandbox,
    paid: str,
    sent: dict[str, Any],
    code: str | None,
    param: str,
    way: str,
) -> None:
    """A refund gives back a whole amount, for a reason there is."""
    assert (400, INVALID, code, param) == refusal(sandbox, way, charge=paid, **sent)


@pytest.mark.parametrize("way", WAYS)
def test_no_more_than_is_left_goes_back(sandbox: Sandbox, paid: str, way: str) -> None:
    """After a refund only the rest can go back."""
    sandbox.call(way, charge=paid, amount=1000)

    assert (400, INVALID, None, "amount") == refusal(
        sandbox, way, charge=paid, amount=100
    )


@pytest.mark.parametrize("amount", [None, 1])
@pytest.mark.parametrize("way", WAYS)
def test_a_charge_is_refunded_once(
    sandbox: Sandbox, paid: str, way: str, amount: int | None
) -> None:
    """A charge that was refunded is not refunded again, not even a cent of it."""
    sandbox.call(way, charge=paid)

    assert (400, INVALID, "charge_already_refunded", None) == refusal(
        sandbox, way, charge=paid, amount=amount
    )


def test_what_is_reserved_goes_back_as_a_whole(sandbox: Sandbox, held: str) -> None:
    """A part of what was only reserved does not go back: capture the rest instead."""
    assert (400, INVALID, None, "amount") == refusal(
        sandbox, "refunds.create", charge=held, amount=1
    )


@pytest.mark.parametrize("amount", [None, 500])
def test_a_declined_charge_is_not_refunded(
    sandbox: Sandbox, amount: int | None
) -> None:
    """Assumed: of a charge that failed nothing goes back, refused without a code."""
    assert (400, INVALID, None, "charge") == refusal(
        sandbox, "refunds.create", charge=failed(sandbox), amount=amount
    )


NO_CHARGE: dict[str, tuple[str | None, Refusal]] = {
    "an unknown charge": ("ch_none", (400, INVALID, "resource_missing", "charge")),
    "a source": ("src_1", (400, INVALID, "resource_missing", "charge")),
    "none": (None, (400, INVALID, "parameter_missing", "charge")),
    "an empty id": ("", (400, INVALID, "parameter_invalid_empty", "charge")),
}


@pytest.mark.parametrize(("sent", "expected"), NO_CHARGE.values(), ids=NO_CHARGE)
def test_a_refund_needs_a_charge(
    sandbox: Sandbox, sent: str | None, expected: Refusal
) -> None:
    """A refund is of a charge that is there."""
    sandbox.given("src_1")

    assert expected == refusal(sandbox, "refunds.create", charge=sent)


def test_a_charge_shows_its_latest_refunds(sandbox: Sandbox, paid: str) -> None:
    """A charge shows the ten refunds made last, the newest first, and counts all."""
    made = [
        sandbox.call("refunds.create", charge=paid, amount=50)["id"] for _ in range(12)
    ]

    inside = the_charge(sandbox, paid)["refunds"]

    assert made[:1:-1] == ids(inside)
    assert (12, True) == (inside["total_count"], inside["has_more"])


CHANGES = ["refunds.update", "charges.refunds.update"]


def at(operation: str, made: StripeObject) -> dict[str, str]:
    """The ids that stand in the address of a refund, at either of them."""
    ids = {"charge": made["charge"], "refund": made["id"]}
    return ids if operation.startswith("charges.") else {"refund": made["id"]}


@pytest.mark.parametrize("way", CHANGES)
def test_the_metadata_of_a_refund_changes(
    sandbox: Sandbox, paid: str, way: str
) -> None:
    """Metadata of a refund is merged and taken away, and that is told."""
    said = {"metadata": {"order": "6735", "note": "late"}}
    made = sandbox.call("refunds.create", charge=paid, **said)
    where = at(way, made)

    changed = sandbox.call(way, **where, metadata={"note": "", "by": "jenny"})

    assert {"order": "6735", "by": "jenny"} == changed["metadata"]
    assert changed == sandbox.call(way.replace("update", "retrieve"), **where)
    assert ["charge.refunded", "charge.refund.updated"] == told(sandbox)[-2:]
    assert {} == sandbox.call(way, **where, metadata="")["metadata"]


@pytest.mark.parametrize("way", CHANGES)
@pytest.mark.parametrize("sent", [{}, {"metadata": {"order": ""}}])
def test_nothing_new_is_not_told(
    sandbox: Sandbox, paid: str, way: str, sent: dict[str, Any]
) -> None:
    """A change that changes nothing is answered, and told to nobody."""
    made = sandbox.call("refunds.create", charge=paid)

    assert made == sandbox.call(way, **at(way, made), **sent)
    assert "charge.refunded" == told(sandbox)[-1]


@pytest.mark.parametrize("way", CHANGES)
def test_only_metadata_changes(sandbox: Sandbox, paid: str, way: str) -> None:
    """The amount of a refund, like all else of it, stays."""
    made = sandbox.call("refunds.create", charge=paid)

    assert (400, INVALID, "parameter_unknown", "amount") == refusal(
        sandbox, way, **at(way, made), amount=1
    )


@pytest.mark.parametrize("way", ["charges.refunds.retrieve", "charges.refunds.update"])
def test_a_refund_of_another_charge(sandbox: Sandbox, paid: str, way: str) -> None:
    """At the address of a charge there are only its own refunds."""
    other = charge(sandbox, source=a_source(sandbox))["id"]
    refund = sandbox.call("refunds.create", charge=other)["id"]

    assert (404, INVALID, "resource_missing", "id") == refusal(
        sandbox, way, charge=paid, refund=refund
    )
    assert (404, INVALID, "resource_missing", "id") == refusal(
        sandbox, way, charge="ch_none", refund=refund
    )
