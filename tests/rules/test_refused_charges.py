"""Why a charge is refused: the status, the type, the code and the param of each."""

from typing import Any, NamedTuple

import pytest

from sandbox import Sandbox
from tests.asking import CARD, INVALID, ask
from tests.resources.making import TYPED, Refusal, an_account, told, verify

CODES = "Source: docs.stripe.com/error-codes"
DECLINES = "Source: docs.stripe.com/declines/codes"
AMOUNTS = "Source: docs.stripe.com/currencies#minimum-and-maximum-charge-amounts"
UNEXPECTED = (400, INVALID, "payment_method_unexpected_state", "source")
NOT_LINKED = (404, INVALID, "missing", "source")
BARE = (400, INVALID, None, None)


class Rule(NamedTuple):
    """What is sent, beside 10.99 eur and `src_1`, and the refusal."""

    sent: dict[str, Any]
    refused: Refusal
    source: str


def missing(name: str) -> Refusal:
    """The refusal for want of a parameter."""
    return 400, INVALID, "parameter_missing", name


def no_integer(name: str) -> Refusal:
    """The refusal of what is no whole number, or not above zero."""
    return 400, INVALID, "parameter_invalid_integer", name


RULES = {
    "an attached source without its customer": Rule(
        {"source": "src_attached"},
        BARE,
        "Source: docs.stripe.com/sources/customers"
        "#charging-a-source-attached-to-a-customer",
    ),
    "an attached card without its customer": Rule(
        {"source": "card_1"}, BARE, "Source: docs.stripe.com/api/charges/create"
    ),
    "somebody else's source": Rule(
        {"source": "src_attached", "customer": "cus_poor"},
        NOT_LINKED,
        f"{CODES}#missing",
    ),
    "somebody else's card": Rule(
        {"source": "card_1", "customer": "cus_poor"}, NOT_LINKED, f"{CODES}#missing"
    ),
    "an unknown source with a customer": Rule(
        {"source": "src_none", "customer": "cus_1"}, NOT_LINKED, f"{CODES}#missing"
    ),
    "a token with a customer": Rule(
        {"source": "tok_visa", "customer": "cus_1"},
        NOT_LINKED,
        "Source: github.com/stripe/stripe-dotnet/issues/693",
    ),
    "a pending source": Rule(
        {"source": "src_pending"},
        UNEXPECTED,
        "Assumed: the code; github.com/mage2pro/stripe/issues/55 shows the refusal",
    ),
    "a failed source": Rule(
        {"source": "src_failed"},
        UNEXPECTED,
        "Assumed: the code; github.com/mage2pro/stripe/issues/59 shows the refusal",
    ),
    "a canceled source": Rule(
        {"source": "src_canceled"}, UNEXPECTED, "Assumed: as a failed one"
    ),
    "a consumed reusable source": Rule(
        {"source": "src_used"}, BARE, "Source: github.com/stripe/stripe-php/issues/669"
    ),
    "a consumed single-use source": Rule(
        {"source": "src_spent"},
        BARE,
        "Source: github.com/woocommerce/woocommerce-gateway-stripe/issues/1126",
    ),
    "a consumed source, for anybody": Rule(
        {"source": "src_used", "customer": "cus_poor"},
        BARE,
        "Assumed: a customer beside it changes nothing",
    ),
    "a consumed single-use source, for anybody": Rule(
        {"source": "src_spent", "customer": "cus_poor"},
        BARE,
        "Assumed: a customer beside it changes nothing",
    ),
    "an attached single-use source that has paid": Rule(
        {"source": "src_saved_spent", "customer": "cus_spent"},
        BARE,
        "Source: docs.stripe.com/sources/customers#single-use-sources",
    ),
    "a default that has paid": Rule(
        {"source": None, "customer": "cus_spent"},
        BARE,
        "Source: docs.stripe.com/sources/customers#single-use-sources",
    ),
    "a pending source, for anybody": Rule(
        {"source": "src_pending", "customer": "cus_poor"},
        UNEXPECTED,
        "Assumed: a customer beside it changes nothing",
    ),
    "a debit that came back": Rule(
        {"source": "src_came_back", "customer": "cus_failed"},
        UNEXPECTED,
        "Assumed: as another source that failed",
    ),
    "a default that came back": Rule(
        {"source": None, "customer": "cus_failed"},
        UNEXPECTED,
        "Assumed: as another source that failed",
    ),
    "another currency than the source's": Rule(
        {"source": "src_debit", "customer": "cus_1", "currency": "gbp"},
        (400, INVALID, "payment_method_currency_mismatch", "currency"),
        f"{CODES}#payment-method-currency-mismatch",
    ),
    "another amount than a single-use source's": Rule(
        {"source": "src_ideal", "amount": 1100},
        (400, INVALID, None, "amount"),
        "Assumed: it pays exactly what it was made for",
    ),
    "a customer who has nothing": Rule(
        {"source": None, "customer": "cus_poor"},
        (402, CARD, "missing", "card"),
        "Source: github.com/stripe/stripe-android/issues/475",
    ),
    "neither source nor customer": Rule(
        {"source": None},
        (400, INVALID, "parameter_missing", None),
        f"{CODES}#parameter-missing",
    ),
    "no amount": Rule(
        {"amount": None}, missing("amount"), f"{CODES}#parameter-missing"
    ),
    "no currency": Rule(
        {"currency": None}, missing("currency"), f"{CODES}#parameter-missing"
    ),
    "a fraction": Rule(
        {"amount": "20.0"}, no_integer("amount"), f"{CODES}#parameter-invalid-integer"
    ),
    "an amount of nothing": Rule(
        {"amount": 0}, no_integer("amount"), f"{CODES}#parameter-invalid-integer"
    ),
    "too little": Rule(
        {"amount": 49}, (400, INVALID, "amount_too_small", "amount"), AMOUNTS
    ),
    "too little in kroner": Rule(
        {"amount": 249, "currency": "dkk"},
        (400, INVALID, "amount_too_small", "amount"),
        AMOUNTS,
    ),
    "too much": Rule(
        {"amount": 100_000_000},
        (400, INVALID, "amount_too_large", "amount"),
        AMOUNTS,
    ),
    "an unknown currency": Rule(
        {"currency": "xyz"},
        (400, INVALID, None, "currency"),
        "Source: docs.stripe.com/currencies",
    ),
    "an unknown token": Rule(
        {"source": "tok_none"},
        (400, INVALID, "resource_missing", "source"),
        f"{CODES}#resource-missing",
    ),
    "an unknown source": Rule(
        {"source": "src_none"},
        (400, INVALID, "resource_missing", "source"),
        f"{CODES}#resource-missing",
    ),
    "an unknown customer": Rule(
        {"source": None, "customer": "cus_none"},
        (400, INVALID, "resource_missing", "customer"),
        f"{CODES}#resource-missing",
    ),
    "a source for an unknown customer": Rule(
        {"customer": "cus_none"},
        (400, INVALID, "resource_missing", "customer"),
        f"{CODES}#resource-missing",
    ),
    "a source for a deleted customer": Rule(
        {"customer": "cus_gone"},
        (400, INVALID, "resource_missing", "customer"),
        "Assumed: as for one who never was there",
    ),
    "a source as the customer": Rule(
        {"customer": "src_1"},
        (400, INVALID, "resource_missing", "customer"),
        f"{CODES}#resource-missing",
    ),
    "a customer as the source": Rule(
        {"source": "cus_1"},
        (400, INVALID, "resource_missing", "source"),
        f"{CODES}#resource-missing",
    ),
    "an unknown card": Rule(
        {"source": "card_none"},
        (400, INVALID, "resource_missing", "source"),
        f"{CODES}#resource-missing",
    ),
    "an unknown card with a customer": Rule(
        {"source": "card_none", "customer": "cus_1"}, NOT_LINKED, f"{CODES}#missing"
    ),
    "an unknown token with a customer": Rule(
        {"source": "tok_none", "customer": "cus_1"}, NOT_LINKED, f"{CODES}#missing"
    ),
    "an empty source": Rule(
        {"source": ""},
        (400, INVALID, "parameter_invalid_empty", "source"),
        f"{CODES}#parameter-invalid-empty",
    ),
    "an empty customer": Rule(
        {"source": None, "customer": ""},
        (400, INVALID, "parameter_invalid_empty", "customer"),
        f"{CODES}#parameter-invalid-empty",
    ),
    "a token that is used": Rule(
        {"source": "used"},
        (400, INVALID, "token_already_used", None),
        f"{CODES}#token-already-used",
    ),
    "a card that is declined": Rule(
        {"source": "tok_chargeDeclined"},
        (402, CARD, "card_declined", None),
        DECLINES,
    ),
    "a bank account that is not verified": Rule(
        {"source": "new", "customer": "cus_bank", "currency": "usd"},
        (400, INVALID, None, "source"),
        "Assumed: status and param; docs.stripe.com/ach shows the refusal",
    ),
    "a bank account that only reserves": Rule(
        {"source": "verified", "customer": "cus_bank", "currency": "usd"}
        | {"capture": False},
        (400, INVALID, None, "capture"),
        "Source: github.com/activemerchant/active_merchant,"
        " test/remote/gateways/remote_stripe_test.rb",
    ),
    "a debit that only reserves": Rule(
        {"source": "src_debit", "customer": "cus_1", "capture": False},
        (400, INVALID, None, "capture"),
        "Assumed: as of a bank account",
    ),
    "metadata that is too long": Rule(
        {"metadata": {"a": "x" * 501}},
        (400, INVALID, None, "metadata"),
        "Source: docs.stripe.com/api/metadata",
    ),
}


@pytest.fixture
def shop(sandbox: Sandbox) -> Sandbox:
    """A sandbox with sources in every state, and a customer who has some of them."""
    for customer in ("1", "bank", "poor", "spent", "failed", "gone"):
        sandbox.given(f"cus_{customer}")
    sandbox.call("customers.delete", customer="cus_gone")
    sandbox.given("src_attached", customer="cus_1")
    sandbox.given("src_debit", customer="cus_1", type="sepa_debit")
    sandbox.given("card_1", customer="cus_1")
    sandbox.given("src_1")
    sandbox.given("src_used", status="consumed")
    sandbox.given("src_spent", usage="single_use", status="consumed")
    sandbox.given("src_ideal", type="ideal")
    spent = {"usage": "single_use", "status": "consumed"}
    sandbox.given("src_saved_spent", customer="cus_spent", **spent)
    back = {"type": "sepa_debit", "status": "failed"}
    sandbox.given("src_came_back", customer="cus_failed", **back)
    for status in ("pending", "failed", "canceled"):
        sandbox.given(f"src_{status}", type="ideal", status=status)
    return sandbox


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_why_a_charge_is_refused(shop: Sandbox, rule: Rule) -> None:
    """A charge that cannot be made is refused; only a declined one leaves a trace."""
    sent = {"amount": 1099, "currency": "eur", "source": "src_1"} | rule.sent
    if sent["source"] in {"new", "verified"}:
        account = an_account(shop, "cus_bank")
        if sent["source"] == "verified":
            verify(shop, "cus_bank", account)
        sent["source"] = account
    if sent["source"] == "used":
        sent["source"] = shop.call("tokens.create", card=TYPED)["id"]
        shop.call("charges.create", **sent)
    form = {name: value for name, value in sent.items() if value is not None}
    charges, since = shop.objects("charges"), len(told(shop))

    answer = ask(shop, "POST", "/v1/charges", form)

    assert rule.refused == answer.refusal
    declined = "charge" in answer.error
    assert declined is (answer.refusal[2] == "card_declined")
    assert ["charge.failed"] * declined == told(shop, since=since)
    assert len(charges) + declined == len(shop.objects("charges"))
