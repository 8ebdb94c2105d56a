"""Charges that are not over at once: what they show until a bank has answered."""

from typing import Any, NamedTuple

import pytest

from sandbox import Sandbox
from tests.resources.making import (
    FAILING,
    SEPA,
    a_customer,
    a_source,
    charge,
    the_charge,
    the_source,
    told,
)

RECORDED = (
    "Source: github.com/liberapay/liberapay.com, tests/py/fixtures/TestPayinsStripe.yml"
)
SOFORT = "Source: docs.stripe.com/sources/sofort"
OUTCOME = {
    "network_status": "approved_by_network",
    "reason": None,
    "risk_level": "not_assessed",
    "seller_message": "Payment complete.",
    "type": "authorized",
}


class Field(NamedTuple):
    """A field of such a charge: while it is pending, once it succeeded, or failed."""

    values: tuple[object, object, object]
    source: str


RULES = {
    "status": Field(("pending", "succeeded", "failed"), RECORDED),
    "paid": Field((False, True, False), RECORDED),
    "captured": Field((True, True, True), RECORDED),
    "amount_captured": Field((1099, 1099, 1099), RECORDED),
    "outcome": Field((OUTCOME, OUTCOME, OUTCOME), RECORDED),
    "failure_code": Field(
        (None, None, "payment_method_not_available"),
        "Assumed: the code of a debit that comes back",
    ),
    "receipt_url": Field((None, None, None), "Assumed: receipts are not modelled"),
    "calculated_statement_descriptor": Field((None, None, None), RECORDED),
    "customer": Field(("cus_1", "cus_1", "cus_1"), RECORDED),
}
ACCOUNTS = {"succeeded": "DE89370400440532013000", "failed": FAILING}


def a_debit(sandbox: Sandbox, outcome: str) -> dict[str, Any]:
    """A pending charge of an attached account, whose debits end like this."""
    sent = SEPA | {"sepa_debit": {"iban": ACCOUNTS[outcome]}}
    customer = a_customer(sandbox, a_source(sandbox, **sent), id="cus_1")
    return charge(sandbox, customer=customer)


@pytest.mark.parametrize("outcome", ACCOUNTS)
@pytest.mark.parametrize(("name", "rule"), RULES.items(), ids=RULES)
def test_a_field_of_a_pending_charge(
    sandbox: Sandbox, name: str, rule: Field, outcome: str
) -> None:
    """A field of a debit's charge has one value at first, and another at the end."""
    pending, succeeded, failed = rule.values
    made = a_debit(sandbox, outcome)
    assert pending == made[name]

    sandbox.advance(days=5)

    expected = succeeded if outcome == "succeeded" else failed
    assert expected == the_charge(sandbox, made["id"])[name]


def test_a_pending_charge_has_moved_no_money(sandbox: Sandbox) -> None:
    """The balance transaction of a debit is there once it has succeeded."""
    made = a_debit(sandbox, "succeeded")
    assert made["balance_transaction"] is None

    sandbox.advance(days=5)

    moved = the_charge(sandbox, made["id"])["balance_transaction"]
    assert moved
    read = sandbox.call("balance_transactions.retrieve", transaction=moved)
    assert "payment" == read["type"]


@pytest.mark.parametrize("outcome", ACCOUNTS)
def test_a_pending_charge_shows_what_pays(sandbox: Sandbox, outcome: str) -> None:
    """A charge shows its whole source, as it is after the charge, and how it paid."""
    made = a_debit(sandbox, outcome)
    source = the_source(sandbox, made["source"]["id"])

    assert source | {"created": made["created"]} == made["source"]
    assert ("py_", source["id"]) == (made["id"][:3], made["payment_method"])
    debit = source["sepa_debit"]
    shown = ("bank_code", "branch_code", "country", "fingerprint", "last4")
    assert {
        "sepa_debit": {name: debit[name] for name in shown} | {"mandate": None},
        "type": "sepa_debit",
    } == made["payment_method_details"]


def test_a_sofort_payment_is_pending_for_days(sandbox: Sandbox) -> None:
    """Assumed: five days, of the two to fourteen that a Sofort payment takes."""
    sandbox.given("src_1", type="sofort")
    made = charge(sandbox, source="src_1")
    assert ("pending", "consumed") == (made["status"], made["source"]["status"])

    sandbox.advance(days=4, hours=23)
    assert "pending" == the_charge(sandbox, made["id"])["status"]
    sandbox.advance(hours=1)

    assert "succeeded" == the_charge(sandbox, made["id"])["status"]
    assert ["charge.pending", "charge.succeeded"] == told(sandbox)
