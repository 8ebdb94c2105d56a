"""Who pays: what each combination of a source and a customer comes to."""

import pytest

from sandbox import Sandbox
from tests.asking import CARD, INVALID
from tests.resources.making import (
    PRICE,
    Refusal,
    charge,
    refusal,
    refused,
    saved,
    the_source,
)


@pytest.fixture
def shop(sandbox: Sandbox) -> Sandbox:
    """A sandbox with two customers, one of them without sources, and every source."""
    for customer in ("cus_rich", "cus_poor", "cus_spent", "cus_failed", "cus_gone"):
        sandbox.given(customer)
    sandbox.given("src_default", customer="cus_rich")
    sandbox.given("src_saved", customer="cus_rich")
    sandbox.given("src_saved_debit", customer="cus_rich", type="sepa_debit")
    sandbox.given("src_saved_once", customer="cus_rich", usage="single_use")
    sandbox.given(
        "src_saved_spent", customer="cus_spent", usage="single_use", status="consumed"
    )
    sandbox.given(
        "src_came_back", customer="cus_failed", type="sepa_debit", status="failed"
    )
    sandbox.given("src_free")
    sandbox.given("src_debit", type="sepa_debit")
    sandbox.given("src_once", usage="single_use")
    sandbox.given("src_ideal", type="ideal")
    sandbox.given("src_used", status="consumed")
    sandbox.given("src_spent", usage="single_use", status="consumed")
    sandbox.given("src_pending", type="ideal", status="pending")
    sandbox.given("src_failed", type="ideal", status="failed")
    sandbox.given("src_canceled", type="ideal", status="canceled")
    sandbox.call("customers.delete", customer="cus_gone")
    return sandbox


NOBODY = None
PAYS: dict[str, tuple[str | None, str | None, str, str]] = {
    # source, customer: the source that pays, and what becomes of it
    "reusable, alone": ("src_free", NOBODY, "src_free", "consumed"),
    "debit, alone": ("src_debit", NOBODY, "src_debit", "consumed"),
    "single-use, alone": ("src_once", NOBODY, "src_once", "consumed"),
    "ideal, alone": ("src_ideal", NOBODY, "src_ideal", "consumed"),
    "single-use, for anybody": ("src_once", "cus_poor", "src_once", "consumed"),
    "ideal, for anybody": ("src_ideal", "cus_rich", "src_ideal", "consumed"),
    "saved, with its customer": (
        "src_saved",
        "cus_rich",
        "src_saved",
        "chargeable",
    ),
    "saved debit, with its customer": (
        "src_saved_debit",
        "cus_rich",
        "src_saved_debit",
        "chargeable",
    ),
    "saved single-use, with its customer": (
        "src_saved_once",
        "cus_rich",
        "src_saved_once",
        "consumed",
    ),
    "the customer alone": (None, "cus_rich", "src_default", "chargeable"),
    "the default, with its customer": (
        "src_default",
        "cus_rich",
        "src_default",
        "chargeable",
    ),
}


@pytest.mark.parametrize(
    ("source", "customer", "payer", "status"), PAYS.values(), ids=PAYS
)
def test_what_pays(
    shop: Sandbox, source: str | None, customer: str | None, payer: str, status: str
) -> None:
    """A source pays alone, or with its customer; a customer pays with the default.

    A single-use source pays for any customer. The charge refers to what was given.
    """
    paid = charge(shop, source=source, customer=customer)

    assert (payer, payer, customer) == (
        paid["source"]["id"],
        paid["payment_method"],
        paid["customer"],
    )
    assert status == paid["source"]["status"] == the_source(shop, payer)["status"]


def test_a_reusable_source_for_anybody(shop: Sandbox) -> None:
    """Assumed: nobody's reusable source pays for any customer, and is consumed."""
    before = saved(shop, "cus_rich")

    paid = charge(shop, source="src_free", customer="cus_rich")

    assert ("cus_rich", "consumed") == (paid["customer"], paid["source"]["status"])
    assert "customer" not in the_source(shop, "src_free")
    assert before == saved(shop, "cus_rich")


def test_a_consumed_source_stays_with_its_customer(shop: Sandbox) -> None:
    """Assumed: an attached single-use source that has paid stays in its list."""
    paid = charge(shop, source="src_saved_once", customer="cus_rich")

    assert "cus_rich" == paid["source"]["customer"]
    assert "src_saved_once" in saved(shop, "cus_rich")


MISSING = (404, INVALID, "missing", "source")
UNEXPECTED = (400, INVALID, "payment_method_unexpected_state", "source")
USED_UP = (400, INVALID, None, None)
REFUSED: dict[str, tuple[str | None, str | None, Refusal]] = {
    "neither": (None, NOBODY, (400, INVALID, "parameter_missing", None)),
    "an empty source": (
        "",
        NOBODY,
        (400, INVALID, "parameter_invalid_empty", "source"),
    ),
    "an empty customer": (
        None,
        "",
        (400, INVALID, "parameter_invalid_empty", "customer"),
    ),
    "nothing to charge": (None, "cus_poor", (402, CARD, "missing", "card")),
    "an unknown customer": (
        None,
        "cus_none",
        (400, INVALID, "resource_missing", "customer"),
    ),
    "a source as the customer": (
        None,
        "src_free",
        (400, INVALID, "resource_missing", "customer"),
    ),
    "a source for an unknown customer": (
        "src_once",
        "cus_none",
        (400, INVALID, "resource_missing", "customer"),
    ),
    "a source for a deleted customer": (
        "src_once",
        "cus_gone",
        (400, INVALID, "resource_missing", "customer"),
    ),
    "an unknown source": (
        "src_none",
        NOBODY,
        (400, INVALID, "resource_missing", "source"),
    ),
    "a customer as the source": (
        "cus_rich",
        NOBODY,
        (400, INVALID, "resource_missing", "source"),
    ),
    "a card": ("card_1", NOBODY, (400, INVALID, "resource_missing", "source")),
    "a token": ("tok_visa", NOBODY, (400, INVALID, None, "source")),
    "a token and a customer": ("tok_visa", "cus_rich", MISSING),
    "an unknown source and a customer": ("src_none", "cus_rich", MISSING),
    "a card and a customer": ("card_1", "cus_rich", MISSING),
    "saved, alone": ("src_saved", NOBODY, USED_UP),
    "saved by somebody else": ("src_saved", "cus_poor", MISSING),
    "consumed, alone": ("src_used", NOBODY, USED_UP),
    "consumed, for anybody": ("src_used", "cus_poor", USED_UP),
    "single-use and consumed, alone": ("src_spent", NOBODY, USED_UP),
    "single-use and consumed, for anybody": ("src_spent", "cus_poor", USED_UP),
    "saved, single-use and consumed": ("src_saved_spent", "cus_spent", USED_UP),
    "a default that is consumed": (None, "cus_spent", USED_UP),
    "pending": ("src_pending", NOBODY, UNEXPECTED),
    "failed": ("src_failed", NOBODY, UNEXPECTED),
    "canceled": ("src_canceled", NOBODY, UNEXPECTED),
    "pending, for anybody": ("src_pending", "cus_poor", UNEXPECTED),
    "a debit that came back": ("src_came_back", "cus_failed", UNEXPECTED),
    "a default that came back": (None, "cus_failed", UNEXPECTED),
}


@pytest.mark.parametrize(
    ("source", "customer", "expected"), REFUSED.values(), ids=REFUSED
)
def test_what_does_not_pay(
    shop: Sandbox, source: str | None, customer: str | None, expected: Refusal
) -> None:
    """What is used up, not there, somebody else's, or nothing at all does not pay.

    Assumed: the code for a source that is not chargeable yet, or no more.
    """
    assert expected == refusal(
        shop, "charges.create", **PRICE, source=source, customer=customer
    )


REASONS: dict[str, tuple[str, str | None, str]] = {
    "saved, alone": ("src_saved", NOBODY, "customer=cus_rich"),
    "reusable and consumed": ("src_used", NOBODY, "attach it before"),
    "single-use and consumed": ("src_spent", NOBODY, "single_use"),
    "pending": ("src_pending", NOBODY, "sandbox.authorise"),
    "canceled": ("src_canceled", NOBODY, "not used in time"),
    "refused by its owner": ("src_failed", NOBODY, "did not authorise"),
    "a debit that came back": ("src_came_back", "cus_failed", "sent a debit back"),
    "a token": ("tok_visa", NOBODY, "token=tok_visa"),
    "somebody else's": ("src_saved", "cus_poor", "/v1/customers/cus_poor/sources"),
}


@pytest.mark.parametrize(
    ("source", "customer", "reason"), REASONS.values(), ids=REASONS
)
def test_a_refusal_says_what_to_do(
    shop: Sandbox, source: str, customer: str | None, reason: str
) -> None:
    """A refusal says what is the matter with this source, or what to give instead."""
    error = refused(shop, "charges.create", **PRICE, source=source, customer=customer)

    assert source in error.message
    assert reason in error.message
