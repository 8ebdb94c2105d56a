"""Which source, card or token pays, for each combination of source and customer."""

from typing import NamedTuple

import pytest

from sandbox import Sandbox
from tests.asking import CARD, INVALID
from tests.resources.making import (
    PRICE,
    TYPED,
    Refusal,
    an_account,
    charge,
    refusal,
    saved,
    verify,
)


class Rule(NamedTuple):
    """What is charged, with which customer; what pays, and what it is afterwards.

    `pays` is the id of what pays, or the last four digits of a card that is not saved.
    """

    charged: str | None
    customer: str | None
    pays: str | None
    after: str | None
    source: str
    refused: Refusal | None = None


PAGE = "Source: docs.stripe.com/sources/customers"
CHARGES = "Source: docs.stripe.com/api/charges/create"
LINKED = "Source: docs.stripe.com/error-codes#missing"
TOKENS = "Source: github.com/stripe/stripe-go/issues/490"
NOT_LINKED = (404, INVALID, "missing", "source")
BARE = (400, INVALID, None, None)
NONE = None
CUSTOMERS = ("cus_rich", "cus_card", "cus_bank", "cus_poor")

RULES = {
    "a token": Rule("tok_visa", NONE, "4242", NONE, CHARGES),
    "a token and a customer": Rule(
        "tok_visa", "cus_rich", NONE, NONE, TOKENS, NOT_LINKED
    ),
    "a typed card": Rule("typed", NONE, "4242", NONE, CHARGES),
    "a typed card and a customer": Rule(
        "typed", "cus_rich", NONE, NONE, "Assumed: as its token would be", NOT_LINKED
    ),
    "a card and its customer": Rule(
        "card_rich", "cus_rich", "card_rich", NONE, CHARGES
    ),
    "a card alone": Rule("card_rich", NONE, NONE, NONE, CHARGES, BARE),
    "a card and another customer": Rule(
        "card_rich", "cus_poor", NONE, NONE, LINKED, NOT_LINKED
    ),
    "a bank account and its customer": Rule(
        "account", "cus_bank", "6789", "verified", "Source: docs.stripe.com/ach"
    ),
    "a bank account alone": Rule("account", NONE, NONE, NONE, CHARGES, BARE),
    "a customer whose default is a bank account": Rule(
        NONE, "cus_bank", "6789", "verified", "Source: docs.stripe.com/ach"
    ),
    "a reusable source alone": Rule("src_free", NONE, "src_free", "consumed", PAGE),
    "a debit alone": Rule("src_debit", NONE, "src_debit", "consumed", PAGE),
    "a single-use source alone": Rule("src_once", NONE, "src_once", "consumed", PAGE),
    "a single-use source and any customer": Rule(
        "src_once", "cus_poor", "src_once", "consumed", PAGE
    ),
    "an authorised payment and any customer": Rule(
        "src_ideal", "cus_rich", "src_ideal", "consumed", PAGE
    ),
    "a reusable source and any customer": Rule(
        "src_free",
        "cus_poor",
        "src_free",
        "consumed",
        "Assumed: it pays and is consumed; the page says it of single-use sources",
    ),
    "an attached source and its customer": Rule(
        "src_rich", "cus_rich", "src_rich", "chargeable", PAGE
    ),
    "an attached debit and its customer": Rule(
        "src_rich_debit", "cus_rich", "src_rich_debit", "chargeable", PAGE
    ),
    "an attached single-use source and its customer": Rule(
        "src_rich_once",
        "cus_rich",
        "src_rich_once",
        "consumed",
        "Source: liberapay/liberapay.com, tests/py/fixtures/TestPayinsStripe.yml",
    ),
    "an attached source alone": Rule("src_rich", NONE, NONE, NONE, PAGE, BARE),
    "an attached source and another customer": Rule(
        "src_rich", "cus_poor", NONE, NONE, LINKED, NOT_LINKED
    ),
    "a customer whose default is a source": Rule(
        NONE, "cus_rich", "src_rich", "chargeable", PAGE
    ),
    "a customer whose default is a card": Rule(
        NONE, "cus_card", "card_default", NONE, CHARGES
    ),
    "a customer who has nothing": Rule(
        NONE,
        "cus_poor",
        NONE,
        NONE,
        "Source: github.com/stripe/stripe-android/issues/475",
        (402, CARD, "missing", "card"),
    ),
    "neither": Rule(
        NONE,
        NONE,
        NONE,
        NONE,
        "Source: docs.stripe.com/error-codes#parameter-missing",
        (400, INVALID, "parameter_missing", None),
    ),
}


@pytest.fixture
def shop(sandbox: Sandbox) -> Sandbox:
    """A sandbox with a customer who has everything, and some who have one thing."""
    for customer in CUSTOMERS:
        sandbox.given(customer)
    sandbox.given("src_rich", customer="cus_rich")
    sandbox.given("src_rich_debit", customer="cus_rich", type="sepa_debit")
    sandbox.given("src_rich_once", customer="cus_rich", usage="single_use")
    sandbox.given("card_rich", customer="cus_rich")
    sandbox.given("card_default", customer="cus_card")
    verify(sandbox, "cus_bank", an_account(sandbox, "cus_bank"))
    sandbox.given("src_free")
    sandbox.given("src_debit", type="sepa_debit")
    sandbox.given("src_once", usage="single_use")
    sandbox.given("src_ideal", type="ideal")
    return sandbox


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_what_is_charged(shop: Sandbox, rule: Rule) -> None:
    """A charge names what paid and for whom; nothing is saved that was not before."""
    typed = TYPED | {"object": "card"}
    [account] = saved(shop, "cus_bank")
    known = {"typed": typed, "account": account}
    sent = {
        "source": known.get(rule.charged or "", rule.charged),
        "customer": rule.customer,
        "currency": "usd" if "cus_bank" == rule.customer else "eur",
    }
    if rule.refused:
        assert rule.refused == refusal(shop, "charges.create", **PRICE | sent)
        return
    before = [saved(shop, customer) for customer in CUSTOMERS]

    paid = charge(shop, **sent)

    by = paid["source"]
    assert rule.pays in {by["id"], by.get("last4")}
    assert (rule.customer, by["id"]) == (paid["customer"], paid["payment_method"])
    assert rule.after == by.get("status")
    assert before == [saved(shop, customer) for customer in CUSTOMERS]
