"""The list of what a customer pays with: which of it, in which order and shape."""

from typing import Any, NamedTuple

import pytest

from sandbox import Sandbox
from sandbox.wire import StripeObject
from tests.asking import INVALID, ask
from tests.resources.making import Refusal, an_account, ids, refusal

LIST = "Source: docs.stripe.com/api/cards/list"
DOTNET = (
    "Source: github.com/stripe/stripe-dotnet, src/Stripe.Tests.XUnit/sources (2018)"
)
PAGING = "Source: docs.stripe.com/api/pagination"


class Rule(NamedTuple):
    """A question for the list, and what is in the answer; or the refusal."""

    query: dict[str, Any]
    listed: str
    source: str
    refused: Refusal | None = None


RULES = {
    "everything": Rule({}, "src_a card_b src_c src_d card_e account", LIST),
    "all": Rule(
        {"object": "all"},
        "src_a card_b src_c src_d card_e account",
        "Assumed: the older word for everything",
    ),
    "cards": Rule({"object": "card"}, "card_b card_e", DOTNET),
    "sources": Rule({"object": "source"}, "src_a src_c src_d", LIST),
    "bank accounts": Rule({"object": "bank_account"}, "account", DOTNET),
    "sources of a type": Rule(
        {"object": "source", "type": "sepa_debit"}, "src_c", DOTNET
    ),
    "sources of cards": Rule({"object": "source", "type": "card"}, "src_a", DOTNET),
    "a type that nothing has": Rule({"type": "giropay"}, "", DOTNET),
    "cards of a type": Rule(
        {"object": "card", "type": "card"}, "", "Assumed: only sources have a type"
    ),
    "a type alone": Rule(
        {"type": "ideal"}, "src_d", "Assumed: only sources have a type"
    ),
    "the oldest": Rule(
        {"limit": 1}, "src_a", "Assumed: the oldest first, which is the default"
    ),
    "after the second": Rule(
        {"starting_after": "card_b", "limit": 2}, "src_c src_d", PAGING
    ),
    "before the third": Rule({"ending_before": "src_c"}, "src_a card_b", PAGING),
    "one before the third": Rule(
        {"ending_before": "src_c", "limit": 1}, "card_b", PAGING
    ),
    "cards after a card": Rule(
        {"object": "card", "starting_after": "card_b"}, "card_e", PAGING
    ),
    "another object": Rule(
        {"object": "bitcoin_receiver"},
        "",
        "Assumed: receivers and Alipay accounts are refused, as none can be made",
        (400, INVALID, None, "object"),
    ),
}


@pytest.fixture
def shop(sandbox: Sandbox) -> Sandbox:
    """A sandbox whose cus_1 has sources and cards in this order, then an account."""
    sandbox.given("cus_1")
    for given, more in {
        "src_a": {},
        "card_b": {},
        "src_c": {"type": "sepa_debit"},
        "src_d": {"type": "ideal"},
        "card_e": {"token": "tok_amex"},
    }.items():
        sandbox.given(given, customer="cus_1", **more)
    an_account(sandbox, "cus_1")
    return sandbox


def names(listed: StripeObject) -> list[str]:
    """The ids of a list; the bank account, which has one of its own, by its kind."""
    return ["account" if one[:3] == "ba_" else one for one in ids(listed)]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_what_is_listed(shop: Sandbox, rule: Rule) -> None:
    """Sources and cards are in one list, and each filter leaves some of them."""
    sent = {"customer": "cus_1"} | rule.query
    if rule.refused:
        assert rule.refused == refusal(shop, "customers.sources.list", **sent)
        return

    assert rule.listed.split() == names(shop.call("customers.sources.list", **sent))


INLINED = {"2017-06-05": True, "2019-12-03": True, "2020-08-27": False}


@pytest.mark.parametrize(("version", "inlined"), INLINED.items(), ids=INLINED)
def test_the_list_inside_a_customer(
    shop: Sandbox, version: str, *, inlined: bool
) -> None:
    """Until 2020-08-27 a customer carries the list, with a total; later, when asked.

    Source: docs.stripe.com/upgrades#2020-08-27
    """
    path = "/v1/customers/cus_1"
    plain = ask(shop, "GET", path, Stripe_Version=version)
    asked = ask(shop, "GET", path, "expand[]=sources", Stripe_Version=version)

    assert inlined is ("sources" in plain.body)
    sources = asked["sources"]
    assert "src_a card_b src_c src_d card_e account".split() == names(sources)
    assert {
        "object": "list",
        "has_more": False,
        "total_count": 6,
        "url": "/v1/customers/cus_1/sources",
    } == {name: sources[name] for name in sources if name != "data"}


def test_the_list_itself_has_no_total(shop: Sandbox) -> None:
    """At its own address the list has no total.

    Source: github.com/openfoodfoundation/openfoodnetwork,
    spec/fixtures/vcr_cassettes/Stripe-v19.3.1
    """
    listed = shop.call("customers.sources.list", customer="cus_1", limit=2)

    assert {
        "object": "list",
        "has_more": True,
        "url": "/v1/customers/cus_1/sources",
    } == {name: listed[name] for name in listed if name != "data"}
