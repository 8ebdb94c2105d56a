"""What becomes of a charge later: a debit is pending until the bank has answered."""

from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.domain.payment_types import DAY
from tests.asking import INVALID
from tests.resources.making import (
    FAILING_SEPA,
    GERMAN,
    SEPA,
    START,
    a_chargeable_ideal,
    a_customer,
    a_source,
    charge,
    detach,
    ids,
    refusal,
    the_charge,
    the_source,
    told,
)

SETTLES = 5 * DAY
AUSTRIAN, FAILING_AUSTRIAN = "AT611904300234573201", "AT861904300235473202"


def test_a_debit_is_pending(sandbox: Sandbox) -> None:
    """A debit is captured and pending, not paid, and its risk is not assessed."""
    debit = charge(sandbox, source=a_source(sandbox, **SEPA))

    assert {
        "status": "pending",
        "paid": False,
        "captured": True,
        "amount_captured": 1099,
        "balance_transaction": None,
        "receipt_url": None,
        "failure_code": None,
    }.items() <= debit.items()
    assert {
        "network_status": "approved_by_network",
        "reason": None,
        "risk_level": "not_assessed",
        "type": "authorized",
    }.items() <= debit["outcome"].items()
    assert "risk_score" not in debit["outcome"]
    assert "charge.pending" == told(sandbox)[-1]


def test_ideal_is_paid_at_once(sandbox: Sandbox) -> None:
    """A payment that its owner has authorised succeeds at once."""
    paid = charge(sandbox, source=a_chargeable_ideal(sandbox))

    assert ("succeeded", True) == (paid["status"], paid["paid"])
    assert ["source.chargeable", "charge.succeeded"] == told(sandbox)


def test_a_debit_succeeds(sandbox: Sandbox) -> None:
    """Days later the debit has succeeded: paid, otherwise as it was, and told."""
    source = a_source(sandbox, **SEPA)
    customer = a_customer(sandbox, source)
    pending = charge(sandbox, customer=customer)

    sandbox.advance(seconds=SETTLES - 1)
    assert pending == the_charge(sandbox, pending["id"])

    moved = sandbox.advance(seconds=1)
    assert [
        {
            "at": START + SETTLES,
            "object_id": pending["id"],
            "trigger": "settled",
            "status": "succeeded",
        }
    ] == moved["happened"]
    settled = the_charge(sandbox, pending["id"])
    moved_money = {"balance_transaction": settled["balance_transaction"]}
    assert pending | {"status": "succeeded", "paid": True} | moved_money == settled
    assert ["charge.pending", "charge.succeeded"] == told(sandbox)[-2:]
    assert "chargeable" == the_source(sandbox, source)["status"]


def test_a_debit_fails(sandbox: Sandbox) -> None:
    """A debit that comes back has failed, and so has its source: both are told.

    Assumed: the failure code.
    """
    source = a_source(sandbox, **FAILING_SEPA)
    customer = a_customer(sandbox, source)
    pending = charge(sandbox, customer=customer)
    before = len(told(sandbox))

    sandbox.advance(seconds=SETTLES)

    failed = the_charge(sandbox, pending["id"])
    assert ("failed", False, "payment_method_not_available") == (
        failed["status"],
        failed["paid"],
        failed["failure_code"],
    )
    assert failed["failure_message"]
    assert ["charge.failed", "source.failed"] == told(sandbox, since=before)
    assert "failed" == the_source(sandbox, source)["status"]
    assert failed == sandbox.objects("events")[before]["data"]["object"]


def test_a_failed_source_stays_with_its_customer(sandbox: Sandbox) -> None:
    """Assumed: a source that failed stays attached, and is not charged again."""
    source = a_source(sandbox, **FAILING_SEPA)
    customer = a_customer(sandbox, source)
    charge(sandbox, customer=customer)

    sandbox.advance(seconds=SETTLES)

    assert customer == the_source(sandbox, source)["customer"]
    assert (400, INVALID, "payment_method_unexpected_state", "source") == refusal(
        sandbox, "charges.create", amount=1099, currency="eur", customer=customer
    )


def test_a_consumed_source_does_not_fail(sandbox: Sandbox) -> None:
    """A source that its debit has consumed stays so when the debit comes back."""
    source = a_source(sandbox, **FAILING_SEPA)
    debit = charge(sandbox, source=source)["id"]

    sandbox.advance(seconds=SETTLES)

    assert "failed" == the_charge(sandbox, debit)["status"]
    assert "consumed" == the_source(sandbox, source)["status"]
    assert "charge.failed" == told(sandbox)[-1]


def test_a_debit_outlives_its_customer_list(sandbox: Sandbox) -> None:
    """A debit settles although its source was detached meanwhile, and stays so."""
    source = a_source(sandbox, **FAILING_SEPA)
    customer = a_customer(sandbox, source)
    debit = charge(sandbox, customer=customer)["id"]
    detach(sandbox, customer, source)

    sandbox.advance(seconds=SETTLES)

    assert "failed" == the_charge(sandbox, debit)["status"]
    assert "consumed" == the_source(sandbox, source)["status"]


ENDS = {
    GERMAN: ("succeeded", SETTLES),
    AUSTRIAN: ("succeeded", SETTLES),
    "FR1420041010050500013M02606": ("succeeded", SETTLES),
    "DE62370400440532013001": ("failed", SETTLES),
    "de62 3704 0044 0532 0130 01": ("failed", SETTLES),
    FAILING_AUSTRIAN: ("failed", SETTLES),
    "DE08370400440532013003": ("succeeded", 180),
    "DE78370400440532013004": ("failed", 180),
}


@pytest.mark.parametrize(("iban", "end"), ENDS.items(), ids=ENDS)
def test_an_account_tells_how_a_debit_ends(
    sandbox: Sandbox, iban: str, end: tuple[str, int]
) -> None:
    """Some accounts send every debit back, some answer soon, however it is written."""
    status, seconds = end
    source = a_source(sandbox, **SEPA | {"sepa_debit": {"iban": iban}})
    debit = charge(sandbox, source=source)["id"]

    sandbox.advance(seconds=seconds - 1)
    assert "pending" == the_charge(sandbox, debit)["status"]

    sandbox.advance(seconds=1)
    assert status == the_charge(sandbox, debit)["status"]


def test_debits_settle_one_by_one(sandbox: Sandbox) -> None:
    """Every debit settles in its own time; the first that fails fails the source."""
    source = a_source(sandbox, **FAILING_SEPA)
    customer = a_customer(sandbox, source)
    first = charge(sandbox, customer=customer)["id"]
    sandbox.advance(days=1)
    second = charge(sandbox, customer=customer)["id"]

    sandbox.advance(days=4)
    assert ("failed", "pending") == statuses(sandbox, first, second)

    sandbox.advance(days=1)
    assert ("failed", "failed") == statuses(sandbox, first, second)
    assert 1 == told(sandbox).count("source.failed")


def statuses(sandbox: Sandbox, *charges: str) -> tuple[str, ...]:
    """What has become of charges."""
    return tuple(the_charge(sandbox, made)["status"] for made in charges)


def refunded(sandbox: Sandbox, sent: dict[str, Any], **params: Any) -> tuple[str, str]:
    """The ids of a pending debit and of its refund."""
    debit = charge(sandbox, source=a_source(sandbox, **sent))["id"]
    refund = sandbox.call("refunds.create", charge=debit, **params)
    assert "pending" == refund["status"]
    return debit, refund["id"]


def test_a_refund_waits_for_the_money(sandbox: Sandbox) -> None:
    """The refund of a pending debit is pending, and made when the debit succeeds."""
    debit, refund = refunded(sandbox, SEPA)
    assert the_charge(sandbox, debit)["refunded"] is True

    sandbox.advance(seconds=SETTLES)

    assert "succeeded" == sandbox.call("refunds.retrieve", refund=refund)["status"]
    settled = the_charge(sandbox, debit)
    assert ("succeeded", 1099, True) == tuple(
        settled[name] for name in ("status", "amount_refunded", "refunded")
    )
    assert [refund] == ids(settled["refunds"])


def test_a_refund_of_money_that_never_came(sandbox: Sandbox) -> None:
    """The refund of a debit that comes back is canceled: nothing was given back.

    Assumed: the charge then counts nothing as refunded.
    """
    debit, refund = refunded(sandbox, FAILING_SEPA, amount=500)
    assert 500 == the_charge(sandbox, debit)["amount_refunded"]

    sandbox.advance(seconds=SETTLES)

    assert "canceled" == sandbox.call("refunds.retrieve", refund=refund)["status"]
    settled = the_charge(sandbox, debit)
    assert ("failed", 0, False) == tuple(
        settled[name] for name in ("status", "amount_refunded", "refunded")
    )
    assert ["canceled"] == [one["status"] for one in settled["refunds"]["data"]]


def test_a_failed_debit_is_not_refunded(sandbox: Sandbox) -> None:
    """What came back cannot be given back."""
    debit = charge(sandbox, source=a_source(sandbox, **FAILING_SEPA))["id"]
    sandbox.advance(seconds=SETTLES)

    assert (400, INVALID, None, "charge") == refusal(
        sandbox, "refunds.create", charge=debit
    )
