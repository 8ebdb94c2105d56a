"""Balance transactions: one for each movement of money, and what they add up to."""

import re
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.domain.payment_types import DAY
from sandbox.wire import StripeObject
from tests.asking import INVALID, ask
from tests.resources.making import (
    FAILING_SEPA,
    SEPA,
    START,
    Refusal,
    a_chargeable_ideal,
    a_source,
    charge,
    ids,
    refusal,
    the_charge,
)

MIDNIGHT = START - START % DAY
WEEK = 7 * DAY
NOW = "2026-10-28.endive"


def paid(sandbox: Sandbox, **params: Any) -> StripeObject:
    """A charge of 10.99 eur that a card has paid."""
    return charge(sandbox, source=a_source(sandbox), **params)


def the_transaction(sandbox: Sandbox, body: StripeObject) -> StripeObject:
    """The balance transaction of a charge or a refund."""
    made = body["balance_transaction"]
    return sandbox.call("balance_transactions.retrieve", transaction=made)


def moved(sandbox: Sandbox) -> list[tuple[str, int, int]]:
    """All that moved, the oldest first: the type, the amount, and the fee."""
    return [
        (one["type"], one["amount"], one["fee"])
        for one in sandbox.objects("balance_transactions")
    ]


def test_a_charge_has_a_transaction(sandbox: Sandbox) -> None:
    """A captured charge has a balance transaction: its amount, its fee, the net."""
    made = paid(sandbox)

    transaction = the_transaction(sandbox, made)

    assert re.fullmatch("txn_[A-Za-z0-9]{24}", transaction["id"])
    assert {
        "id": made["balance_transaction"],
        "object": "balance_transaction",
        "amount": 1099,
        "available_on": MIDNIGHT + WEEK,
        "created": START,
        "currency": "eur",
        "description": None,
        "exchange_rate": None,
        "fee": 57,
        "fee_details": [
            {
                "amount": 57,
                "application": None,
                "currency": "eur",
                "description": "Stripe processing fees",
                "type": "stripe_fee",
            }
        ],
        "net": 1042,
        "reporting_category": "charge",
        "source": made["id"],
        "status": "pending",
        "type": "charge",
    } == transaction


def test_a_transaction_repeats_the_description(sandbox: Sandbox) -> None:
    """A balance transaction says what its charge said when the money came."""
    made = paid(sandbox, description="Order 6735")
    sandbox.call("charges.update", charge=made["id"], description="Order 6736")

    assert "Order 6735" == the_transaction(sandbox, made)["description"]


def test_money_is_available_after_a_week(sandbox: Sandbox) -> None:
    """The status follows the clock: pending until the day, available from then on."""
    made = paid(sandbox)

    sandbox.advance(seconds=MIDNIGHT + WEEK - START - 1)
    assert "pending" == the_transaction(sandbox, made)["status"]

    moved = sandbox.advance(seconds=1)
    assert "available" == the_transaction(sandbox, made)["status"]
    assert [] == moved["happened"]


def test_what_is_reserved_has_not_moved(sandbox: Sandbox) -> None:
    """A charge that only reserves has no transaction until it is captured."""
    held = paid(sandbox, capture=False)
    assert held["balance_transaction"] is None
    sandbox.advance(days=1)

    taken = sandbox.call("charges.capture", charge=held["id"], amount=600)

    transaction = the_transaction(sandbox, taken)
    assert (600, 42, START + DAY) == tuple(
        transaction[name] for name in ("amount", "fee", "created")
    )
    assert [("charge", 600, 42)] == moved(sandbox)


def test_what_is_let_go_never_moved(sandbox: Sandbox) -> None:
    """Refunding what was only reserved moves no money: the refund names none."""
    held = paid(sandbox, capture=False)

    refund = sandbox.call("refunds.create", charge=held["id"])

    assert ("succeeded", None) == (refund["status"], refund["balance_transaction"])
    assert [] == moved(sandbox)


def test_a_declined_charge_moves_nothing(sandbox: Sandbox) -> None:
    """A charge that failed has no balance transaction."""
    source = a_source(sandbox, token="tok_chargeDeclined")
    answer = ask(
        sandbox,
        "POST",
        "/v1/charges",
        {"amount": 1099, "currency": "eur", "source": source},
    )

    failed = the_charge(sandbox, answer.error["charge"])
    assert ("failed", None) == (failed["status"], failed["balance_transaction"])
    assert [] == moved(sandbox)


def test_ideal_is_a_payment(sandbox: Sandbox) -> None:
    """What is no card moves money of type payment."""
    made = charge(sandbox, source=a_chargeable_ideal(sandbox))

    assert "payment" == the_transaction(sandbox, made)["type"]


def test_a_debit_moves_money_when_it_succeeds(sandbox: Sandbox) -> None:
    """A pending debit has no transaction; the one it gets is of the day it settles."""
    debit = charge(sandbox, source=a_source(sandbox, **SEPA))
    assert [] == moved(sandbox)

    sandbox.advance(days=5)

    transaction = the_transaction(sandbox, the_charge(sandbox, debit["id"]))
    assert ("payment", "charge", START + 5 * DAY) == tuple(
        transaction[name] for name in ("type", "reporting_category", "created")
    )


def test_a_debit_that_comes_back_moves_nothing(sandbox: Sandbox) -> None:
    """A debit that failed never moved money, nor did the refund that waited for it."""
    debit = charge(sandbox, source=a_source(sandbox, **FAILING_SEPA))
    sandbox.call("refunds.create", charge=debit["id"])

    sandbox.advance(days=5)

    assert the_charge(sandbox, debit["id"])["balance_transaction"] is None
    assert [] == moved(sandbox)


def test_a_refund_moves_money_out(sandbox: Sandbox) -> None:
    """A refund moves the whole amount back: what the charge had cost stays paid."""
    made = paid(sandbox)

    refund = sandbox.call("refunds.create", charge=made["id"], amount=500)

    transaction = the_transaction(sandbox, refund)
    assert (-500, 0, [], -500, "refund", refund["id"]) == tuple(
        transaction[name]
        for name in ("amount", "fee", "fee_details", "net", "type", "source")
    )


def test_the_refund_of_a_debit_moves_money_after_it(sandbox: Sandbox) -> None:
    """The refund of a pending debit moves money once the debit has brought it."""
    debit = charge(sandbox, source=a_source(sandbox, **SEPA))
    waits = sandbox.call("refunds.create", charge=debit["id"], amount=99)
    assert waits["balance_transaction"] is None

    sandbox.advance(days=5)

    assert [("payment", 1099, 57), ("payment_refund", -99, 0)] == moved(sandbox)


def test_a_transaction_is_expanded(sandbox: Sandbox) -> None:
    """A charge and a refund are answered with the whole transaction when asked."""
    made = paid(sandbox)["id"]

    one = sandbox.call("charges.retrieve", charge=made, expand=["balance_transaction"])
    back = sandbox.call("refunds.create", charge=made, expand=["balance_transaction"])

    assert (1042, "pending") == tuple(
        one["balance_transaction"][name] for name in ("net", "status")
    )
    assert -1099 == back["balance_transaction"]["net"]


def test_a_transaction_leads_back(sandbox: Sandbox) -> None:
    """The source of a balance transaction is the charge or the refund it came of."""
    made = paid(sandbox)["id"]
    refund = sandbox.call("refunds.create", charge=made)["id"]

    listed = sandbox.call("balance_transactions.list", expand=["data.source"])

    assert [("refund", refund), ("charge", made)] == [
        (one["source"]["object"], one["source"]["id"]) for one in listed["data"]
    ]


@pytest.fixture
def three(sandbox: Sandbox) -> list[str]:
    """A charge in eur, one in usd an hour later, and the refund of the first."""
    first = paid(sandbox)
    sandbox.advance(hours=1)
    second = paid(sandbox, currency="usd")
    sandbox.call("refunds.create", charge=first["id"])
    found = ids({"data": sandbox.objects("balance_transactions")})
    assert first["balance_transaction"] == found[0]
    assert second["balance_transaction"] == found[1]
    return found


def test_transactions_are_listed(sandbox: Sandbox, three: list[str]) -> None:
    """Balance transactions are listed with the newest first, all or some of them."""
    first, second, third = three
    [charge_id] = [
        one["source"]
        for one in sandbox.objects("balance_transactions")
        if one["id"] == first
    ]

    def listed(**query: Any) -> list[str]:
        return ids(sandbox.call("balance_transactions.list", **query))

    assert [third, second, first] == listed()
    assert [second, first] == listed(type="charge")
    assert [third] == listed(type="refund")
    assert [] == listed(type="payout")
    assert [second] == listed(currency="USD")
    assert [first] == listed(source=charge_id)
    assert [third, second] == listed(created={"gt": START})
    assert [second, first] == listed(starting_after=third)
    assert [third] == listed(limit=1)


@pytest.mark.parametrize(
    "url", ["/v1/balance_transactions", "/v1/balance/history"], ids=["today", "older"]
)
def test_both_addresses_know_them(sandbox: Sandbox, three: list[str], url: str) -> None:
    """The older address lists and shows the same balance transactions."""
    listed = ask(sandbox, "GET", url)
    one = ask(sandbox, "GET", f"{url}/{three[0]}")

    assert three[::-1] == ids(listed.body)
    assert url == listed["url"]
    assert listed["data"][-1] == one.body


BAD_LISTS: dict[str, tuple[dict[str, str], str | None, str]] = {
    "an unknown source": ({"source": "ch_none"}, "resource_missing", "source"),
    "an unknown currency": ({"currency": "xyz"}, None, "currency"),
    "an unknown cursor": (
        {"ending_before": "txn_none"},
        "resource_missing",
        "ending_before",
    ),
    "a payout": ({"payout": "po_1"}, "parameter_unknown", "payout"),
}


@pytest.mark.parametrize(("query", "code", "param"), BAD_LISTS.values(), ids=BAD_LISTS)
def test_what_is_not_listed(
    sandbox: Sandbox, query: dict[str, str], code: str | None, param: str
) -> None:
    """Balance transactions are listed of something that is there."""
    expected: Refusal = (400, INVALID, code, param)

    assert expected == refusal(sandbox, "balance_transactions.list", **query)


@pytest.mark.parametrize("unknown", ["txn_none", "src_1"])
def test_an_unknown_transaction(sandbox: Sandbox, unknown: str) -> None:
    """A balance transaction that is not there is a 404 for the id."""
    sandbox.given("src_1")

    assert (404, INVALID, "resource_missing", "id") == refusal(
        sandbox, "balance_transactions.retrieve", transaction=unknown
    )


def balance(sandbox: Sandbox) -> tuple[dict[str, int], dict[str, int]]:
    """What is available and what is pending, by currency."""
    shown = sandbox.call("balance.retrieve")
    available, pending = (
        {one["currency"]: one["amount"] for one in shown[name]}
        for name in ("available", "pending")
    )
    return available, pending


def test_an_empty_balance(sandbox: Sandbox) -> None:
    """Assumed: before any payment the account holds nothing, in eur."""
    nothing = [{"amount": 0, "currency": "eur", "source_types": {"card": 0}}]

    assert {
        "object": "balance",
        "available": nothing,
        "livemode": False,
        "pending": nothing,
    } == sandbox.call("balance.retrieve")


def test_the_balance_is_the_sum_of_what_moved(sandbox: Sandbox) -> None:
    """What came less what went and what it cost is pending, and then available."""
    first = paid(sandbox)["id"]
    paid(sandbox, currency="usd")
    sandbox.call("refunds.create", charge=first, amount=100)
    assert ({"eur": 0}, {"eur": 942, "usd": 1037}) == balance(sandbox)

    sandbox.advance(days=7)
    paid(sandbox)

    assert ({"eur": 942, "usd": 1037}, {"eur": 1042}) == balance(sandbox)
