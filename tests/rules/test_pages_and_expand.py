"""How a list is paged through, and what an answer shows in full."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from sandbox import Sandbox
from tests.asking import INVALID, ask, contents
from tests.resources.making import a_customer, a_source, charge, ids

PAGING = "Source: docs.stripe.com/api/pagination"
EXPANDING = "Source: docs.stripe.com/api/expanding_objects"
WORLD = "Source: github.com/Kiln-AI/stripe_world, tests/conformance/cassettes"


class Page(NamedTuple):
    """A query of a list of 120 customers: which of them are answered, newest first.

    Customers are numbered as they were made. `more` says whether there are others in
    the direction of the walk.
    """

    query: dict[str, Any]
    numbers: range
    more: bool
    source: str


MORE, NO_MORE = True, False
PAGES = {
    "ten, the newest first": Page({}, range(120, 110, -1), MORE, PAGING),
    "as many as asked for": Page({"limit": 3}, range(120, 117, -1), MORE, PAGING),
    "a hundred": Page({"limit": 100}, range(120, 20, -1), MORE, PAGING),
    "no more than a hundred": Page({"limit": 101}, range(120, 20, -1), MORE, WORLD),
    "one at least": Page({"limit": 0}, range(120, 119, -1), MORE, WORLD),
    "one, for less than none": Page(
        {"limit": -5}, range(120, 119, -1), MORE, "Assumed: like limit=0"
    ),
    "after an object": Page(
        {"starting_after": "cus_13"}, range(12, 2, -1), MORE, PAGING
    ),
    "the last page": Page(
        {"starting_after": "cus_5"}, range(4, 0, -1), NO_MORE, PAGING
    ),
    "exactly the rest": Page(
        {"starting_after": "cus_11"}, range(10, 0, -1), NO_MORE, PAGING
    ),
    "after the last": Page({"starting_after": "cus_1"}, range(0), NO_MORE, PAGING),
    "before an object": Page(
        {"ending_before": "cus_50"}, range(60, 50, -1), MORE, PAGING
    ),
    "the first page, from below": Page(
        {"ending_before": "cus_117"}, range(120, 117, -1), NO_MORE, PAGING
    ),
    "before the first": Page({"ending_before": "cus_120"}, range(0), NO_MORE, PAGING),
}


@pytest.fixture(scope="module")
def crowd() -> Sandbox:
    """A sandbox with 120 customers."""
    sandbox = Sandbox()
    for number in range(1, 121):
        sandbox.given(f"cus_{number}")
    return sandbox


@pytest.mark.parametrize("rule", PAGES.values(), ids=PAGES)
def test_a_page(crowd: Sandbox, rule: Page) -> None:
    """A page holds what was asked for, the newest first, and says if there is more."""
    listed = ask(crowd, "GET", "/v1/customers", rule.query)

    assert [f"cus_{number}" for number in rule.numbers] == ids(listed.body)
    assert rule.more is listed["has_more"]
    assert ["object", "data", "has_more", "url"] == list(listed.body)


class Rule(NamedTuple):
    """A request that asks for the wrong page, or expands what it cannot."""

    method: str
    path: str
    sent: dict[str, Any]
    refused: tuple[int, str | None, str | None]
    source: str


TOO_DEEP = "customer.default_source.customer.default_source.customer"

REFUSED = {
    "an unknown object to start after": Rule(
        "GET",
        "/v1/customers",
        {"starting_after": "cus_none"},
        (400, "resource_missing", "starting_after"),
        WORLD,
    ),
    "an unknown object to end before": Rule(
        "GET",
        "/v1/charges",
        {"ending_before": "ch_none"},
        (400, "resource_missing", "ending_before"),
        WORLD,
    ),
    "both directions": Rule(
        "GET",
        "/v1/customers",
        {"starting_after": "cus_1", "ending_before": "cus_1"},
        (400, None, None),
        WORLD,
    ),
    "a limit that is no number": Rule(
        "GET",
        "/v1/customers",
        {"limit": "abc"},
        (400, "parameter_invalid_integer", "limit"),
        WORLD,
    ),
    "what holds no object": Rule(
        "GET", "/v1/customers/cus_1", {"expand": ["email"]}, (400, None, None), WORLD
    ),
    "a property that does not exist": Rule(
        "GET", "/v1/customers/cus_1", {"expand": ["wat"]}, (400, None, None), WORLD
    ),
    "a list, without data": Rule(
        "GET",
        "/v1/customers",
        {"expand": ["default_source"]},
        (400, None, None),
        "Source: github.com/stripe/stripe-python/issues/316",
    ),
    "five levels": Rule(
        "GET", "/v1/charges/ch_1", {"expand": [TOO_DEEP]}, (400, None, None), EXPANDING
    ),
    "at the address of nothing": Rule(
        "GET", "/v1/customers/cus_none", {"expand": ["wat"]}, (400, None, None), WORLD
    ),
    "in a call that changes something": Rule(
        "POST",
        "/v1/customers",
        {"email": "jenny@example.com", "expand": ["wat"]},
        (400, None, None),
        EXPANDING,
    ),
}


@pytest.mark.parametrize("rule", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_answered(sandbox: Sandbox, rule: Rule) -> None:
    """A wrong cursor or a wrong expand is a 400, looked at before anything else."""
    sandbox.given("cus_1")
    before = contents(sandbox)

    answer = ask(sandbox, rule.method, rule.path, rule.sent)

    status, code, param = rule.refused
    assert (status, INVALID, code, param) == answer.refusal
    assert before == contents(sandbox)


class Expanded(NamedTuple):
    """A property to expand in a charge, and what the answer shows where it leads."""

    expand: str
    shows: Callable[[dict[str, Any]], Any]
    expected: Any
    source: str


EXPANDED = {
    "an id": Expanded(
        "customer", lambda charge: charge["customer"]["object"], "customer", EXPANDING
    ),
    "an id inside of it": Expanded(
        "customer.default_source",
        lambda charge: charge["customer"]["default_source"]["type"],
        "card",
        EXPANDING,
    ),
    "a list inside of it": Expanded(
        "customer.sources",
        lambda charge: charge["customer"]["sources"]["object"],
        "list",
        "Source: docs.stripe.com/upgrades (2020-08-27)",
    ),
    "a list": Expanded(
        "refunds",
        lambda charge: charge["refunds"]["object"],
        "list",
        "Source: docs.stripe.com/upgrades (2022-11-15)",
    ),
    "what is null": Expanded(
        "dispute",
        lambda charge: charge["dispute"],
        None,
        "Assumed: it stays null",
    ),
}

RULES = PAGES | REFUSED | EXPANDED


@pytest.mark.parametrize("rule", EXPANDED.values(), ids=EXPANDED)
@pytest.mark.parametrize("listed", [False, True], ids=["alone", "in a list"])
def test_what_is_shown_in_full(
    sandbox: Sandbox, rule: Expanded, *, listed: bool
) -> None:
    """An id that is expanded is answered as the object; in a list under `data`."""
    made = charge(sandbox, customer=a_customer(sandbox, a_source(sandbox)))["id"]
    path = "/v1/charges" if listed else f"/v1/charges/{made}"
    sent = {"expand": [f"data.{rule.expand}" if listed else rule.expand]}

    answer = ask(sandbox, "GET", path, sent, Stripe_Version="2026-10-28.endive")

    shown = answer["data"][0] if listed else answer.body
    assert rule.expected == rule.shows(shown)


def test_a_list_inside_an_object_counts(sandbox: Sandbox) -> None:
    """Only a list inside an object says how many there are in all.

    Source: github.com/openfoodfoundation/openfoodnetwork,
    spec/fixtures/vcr_cassettes
    """
    customer = a_customer(sandbox, a_source(sandbox))
    path = f"/v1/customers/{customer}"

    assert 1 == ask(sandbox, "GET", path)["sources"]["total_count"]
    assert "total_count" not in ask(sandbox, "GET", f"{path}/sources").body
