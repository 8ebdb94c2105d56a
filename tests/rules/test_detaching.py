"""What becomes of a source or a card that leaves its customer, and what is answered."""

from typing import Any, NamedTuple

import pytest

from sandbox import Sandbox
from sandbox.wire import StripeObject
from tests.asking import INVALID
from tests.resources.making import Refusal, an_account, charge, refusal, saved, told

DETACH = "Source: docs.stripe.com/api/sources/detach"
CARDS = "Source: docs.stripe.com/api/cards/delete"
OMNIPAY = (
    "Source: github.com/thephpleague/omnipay-stripe, tests/Mock/DetachSourceFailure.txt"
)
MISSING = (404, INVALID, "resource_missing", "id")


class Rule(NamedTuple):
    """Something of cus_1, which leaves it: what is answered, and told.

    `answer` is the whole answer for a card; of a source, its status. None is refused.
    """

    given: str
    state: dict[str, Any]
    customer: str
    answer: StripeObject | str | None
    source: str
    refused: Refusal | None = None


RULES = {
    "a reusable source": Rule("src_1", {}, "cus_1", "consumed", DETACH),
    "a debit": Rule("src_1", {"type": "sepa_debit"}, "cus_1", "consumed", DETACH),
    "a single-use source": Rule(
        "src_1", {"usage": "single_use"}, "cus_1", "consumed", DETACH
    ),
    "a pending source": Rule(
        "src_1",
        {"type": "ideal", "status": "pending"},
        "cus_1",
        "consumed",
        "Assumed: as a chargeable one",
    ),
    "a source that has paid": Rule(
        "src_1",
        {"usage": "single_use", "status": "consumed"},
        "cus_1",
        "consumed",
        "Assumed: it can leave, and stays consumed",
    ),
    "a payment that was authorised": Rule(
        "src_1", {"type": "ideal"}, "cus_1", "consumed", DETACH
    ),
    "a payment that timed out": Rule(
        "src_1",
        {"type": "ideal", "status": "canceled"},
        "cus_1",
        "canceled",
        "Assumed: a source that is past it keeps its status",
    ),
    "a source that failed": Rule(
        "src_1",
        {"type": "sepa_debit", "status": "failed"},
        "cus_1",
        "failed",
        "Assumed: a source that is past it keeps its status",
    ),
    "a card": Rule(
        "card_1",
        {},
        "cus_1",
        {"id": "card_1", "object": "card", "deleted": True},
        CARDS,
    ),
    "a source that nobody has": Rule("src_1", {}, "", None, OMNIPAY, MISSING),
    "a source of somebody else": Rule("src_1", {}, "cus_2", None, OMNIPAY, MISSING),
    "a card of somebody else": Rule(
        "card_1", {}, "cus_2", None, "Assumed: as somebody else's source", MISSING
    ),
}


@pytest.fixture
def shop(sandbox: Sandbox) -> Sandbox:
    """A sandbox with two customers, each with a default source."""
    for number in (1, 2):
        sandbox.given(f"cus_{number}")
        sandbox.given(f"src_default_{number}", customer=f"cus_{number}")
    return sandbox


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_what_leaves(shop: Sandbox, rule: Rule) -> None:
    """A source that leaves is consumed, and answered; a card is deleted."""
    state = {"customer": rule.customer} if rule.customer else {}
    before = shop.given(rule.given, **state, **rule.state)
    ids = {"customer": "cus_1", "source": rule.given}
    if rule.refused:
        assert rule.refused == refusal(shop, "customers.sources.detach", **ids)
        return

    answer = shop.call("customers.sources.detach", **ids)

    gone = {k: v for k, v in before.items() if k != "customer"}
    expected = gone | {"status": rule.answer} if "status" in before else rule.answer
    assert expected == answer
    assert ["src_default_1"] == saved(shop, "cus_1")
    assert [] == shop.advance(days=1)["happened"]
    assert ["customer.source.deleted"] == told(shop)
    shown = shop.objects("events")[-1]["data"]["object"]
    assert shown == (answer if "status" in before else before)


NOBODY = {"unknown": "cus_none", "a source": "src_1"}


@pytest.mark.parametrize("customer", NOBODY.values(), ids=NOBODY)
def test_an_unknown_customer_loses_nothing(shop: Sandbox, customer: str) -> None:
    """A customer who is not there is a 404 for the id in the address.

    Source: docs.stripe.com/error-codes#resource-missing
    """
    shop.given("src_1")

    assert MISSING == refusal(
        shop, "customers.sources.detach", customer=customer, source="src_1"
    )


def test_a_bank_account_leaves_as_a_card_does(shop: Sandbox) -> None:
    """A bank account that leaves is deleted, and its event shows it as it was.

    Source: docs.stripe.com/api/customer_bank_accounts/delete
    """
    account = an_account(shop, "cus_1")
    ids = {"customer": "cus_1", "source": account}
    before = shop.call("customers.sources.retrieve", **ids)

    answer = shop.call("customers.sources.detach", **ids)

    assert {"id": account, "object": "bank_account", "deleted": True} == answer
    last = shop.objects("events")[-1]
    assert ("customer.source.deleted", before) == (last["type"], last["data"]["object"])


@pytest.mark.parametrize("operation", ["retrieve", "update", "detach"])
@pytest.mark.parametrize("given", ["src_1", "card_1"])
def test_what_left_is_not_there(shop: Sandbox, given: str, operation: str) -> None:
    """What left a customer is neither read, changed nor detached there again."""
    shop.given(given, customer="cus_1")
    ids = {"customer": "cus_1", "source": given}
    shop.call("customers.sources.detach", **ids)

    assert MISSING == refusal(shop, f"customers.sources.{operation}", **ids)


@pytest.mark.parametrize("given", ["src_1", "card_1"])
def test_what_left_stays_in_its_charges(shop: Sandbox, given: str) -> None:
    """A charge keeps what paid it as it was, also when that is gone."""
    shop.given(given, customer="cus_1")
    paid = charge(shop, source=given, customer="cus_1")

    shop.call("customers.sources.detach", customer="cus_1", source=given)

    kept = shop.call("charges.retrieve", charge=paid["id"])["source"]
    assert paid["source"] == kept
    assert "cus_1" == kept["customer"]
