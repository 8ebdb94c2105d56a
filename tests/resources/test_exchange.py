"""An exchange: what a handler may look at, change and tell while it answers."""

from collections.abc import Iterator

import pytest

from sandbox.clock import START
from sandbox.errors import ApiError
from sandbox.request.paging import Page
from sandbox.request.params import read
from sandbox.resources.exchange import Exchange, changes
from sandbox.store import Store
from tests.asking import INVALID
from tests.resources.making import ids

TODAY = "2026-10-28.endive"
CUSTOMER = {
    "id": "cus_1",
    "object": "customer",
    "balance": 0,
    "currency": None,
    "default_source": "src_0",
}


@pytest.fixture
def exchange() -> Iterator[Exchange]:
    """An exchange inside a transaction, on a store with a customer and its sources."""
    store = Store()
    with store.transaction():
        store.add("customers", CUSTOMER)
        for number in range(12):
            source = {"id": f"src_{number}", "object": "source", "customer": "cus_1"}
            store.add("sources", source, owner="cus_1")
        yield Exchange(store, request_id="req_1", idempotency_key="k1")


def test_an_exchange_tells_the_time(exchange: Exchange) -> None:
    """The time of an exchange is that of its store."""
    exchange.store.advance_to(START + 60)

    assert START + 60 == exchange.now


@pytest.mark.parametrize(("seconds", "pressing"), [(0, True), (1, False)])
def test_what_is_planned(exchange: Exchange, seconds: int, pressing: bool) -> None:
    """What happens by itself is on the agenda; at once is right after the answer."""
    exchange.plan(seconds, "src_1", "timed out")

    assert pressing is exchange.pressing
    due = exchange.store.agenda.take(START + seconds)
    assert (START + seconds, "src_1", "timed out") == due


def test_what_is_needed_is_there(exchange: Exchange) -> None:
    """An object is found by its id, when it is of the kind that is needed."""
    assert "cus_1" == exchange.need("customer", "cus_1")["id"]


@pytest.mark.parametrize("needed", ["cus_none", "src_1", ""])
@pytest.mark.parametrize(("param", "status"), [("id", 404), ("customer", 400)])
def test_what_is_needed_and_not_there(
    exchange: Exchange, needed: str, param: str, status: int
) -> None:
    """What is not there, or of another kind, is missing, by the name it came in."""
    with pytest.raises(ApiError) as caught:
        exchange.need("customer", needed, param=param, status=status)

    error = caught.value
    assert (status, INVALID, "resource_missing", param) == (
        error.status,
        error.kind,
        error.code,
        error.param,
    )


def test_what_was_deleted_is_not_there(exchange: Exchange) -> None:
    """What is left of a deleted object does not count as it, unless that is enough."""
    exchange.store.retire({"id": "cus_1", "object": "customer", "deleted": True})

    with pytest.raises(ApiError):
        exchange.need("customer", "cus_1")
    assert exchange.need("customer", "cus_1", deleted=True)["deleted"] is True


WALKS = {
    "newest first": ({"limit": "2"}, True, ["src_11", "src_10"], True),
    "oldest first": ({"limit": "2"}, False, ["src_0", "src_1"], True),
    "after the newest": (
        {"limit": "2", "starting_after": "src_11"},
        True,
        ["src_10", "src_9"],
        True,
    ),
    "after the oldest": (
        {"limit": "2", "starting_after": "src_0"},
        False,
        ["src_1", "src_2"],
        True,
    ),
    "before the oldest": (
        {"limit": "2", "ending_before": "src_0"},
        True,
        ["src_2", "src_1"],
        True,
    ),
    "before the third": (
        {"ending_before": "src_2"},
        False,
        ["src_0", "src_1"],
        False,
    ),
}


@pytest.mark.parametrize(
    ("sent", "newest_first", "expected", "more"), WALKS.values(), ids=WALKS
)
def test_a_list_is_walked_both_ways(
    exchange: Exchange,
    sent: dict[str, str],
    expected: list[str],
    *,
    newest_first: bool,
    more: bool,
) -> None:
    """A list has an order, and is walked along it or against it."""
    page = exchange.page(
        "sources", read(Page, sent), "/v1/here", newest_first=newest_first
    )

    assert (expected, more, "/v1/here") == (ids(page), page["has_more"], page["url"])


def test_a_cursor_is_of_the_list(exchange: Exchange) -> None:
    """A cursor that is in another list is missing in this one."""
    with pytest.raises(ApiError, match="source") as caught:
        exchange.page("sources", read(Page, {"starting_after": "cus_1"}), "/v1/here")

    error = caught.value
    assert (400, "resource_missing", "starting_after") == (
        error.status,
        error.code,
        error.param,
    )


@pytest.mark.parametrize(("newest_first", "step"), [(True, 1), (False, -1)])
def test_a_list_inside_holds_the_latest_ten(
    exchange: Exchange, newest_first: bool, step: int
) -> None:
    """A list inside an object holds the ten that came last, and counts them all."""
    inside = exchange.inside("sources", CUSTOMER, newest_first=newest_first)

    assert [f"src_{number}" for number in range(11, 1, -1)][::step] == ids(inside)
    assert (12, True) == (inside["total_count"], inside["has_more"])


def test_a_list_inside_of_nobody(exchange: Exchange) -> None:
    """A list of what nobody has is empty."""
    inside = exchange.inside("sources", CUSTOMER | {"id": "cus_2"})

    assert ([], 0, False) == (inside["data"], inside["total_count"], inside["has_more"])


FETCHED = {
    "an object": ({"id": "src_1", "customer": "cus_1"}, "customer", "cus_1"),
    "nothing": ({"id": "src_1", "customer": None}, "customer", None),
    "not even a name": ({"id": "src_1"}, "customer", None),
    "an object that is gone": ({"id": "src_1", "charge": "ch_1"}, "charge", None),
}


@pytest.mark.parametrize(("body", "name", "expected"), FETCHED.values(), ids=FETCHED)
def test_what_stands_behind_an_id(
    exchange: Exchange, body: dict[str, str | None], name: str, expected: str | None
) -> None:
    """An id is fetched as the object it names, and nothing as nothing."""
    found = exchange.fetch(dict(body), name)

    assert expected == (found and found["id"])


LISTS = {
    "sources": ("/v1/customers/cus_1/sources", 12),
    "subscriptions": ("/v1/customers/cus_1/subscriptions", 0),
    "tax_ids": ("/v1/customers/cus_1/tax_ids", 0),
}


@pytest.mark.parametrize(("name", "expected"), LISTS.items(), ids=LISTS)
def test_a_list_is_fetched(
    exchange: Exchange, name: str, expected: tuple[str, int]
) -> None:
    """A list of an object is fetched with its address and its total."""
    found = exchange.fetch(dict(CUSTOMER), name)

    assert found
    assert expected == (found["url"], found["total_count"])


GIVEN_BACK = {
    "nothing yet": ({"amount_refunded": 0, "paid": True}, 0),
    "something": ({"amount_refunded": 5, "paid": True}, 1),
    "something that never came": ({"amount_refunded": 0, "paid": False}, 1),
}


@pytest.mark.parametrize(("state", "total"), GIVEN_BACK.values(), ids=GIVEN_BACK)
def test_refunds_are_fetched(
    exchange: Exchange, state: dict[str, object], total: int
) -> None:
    """The refunds of a charge are looked for where there can be any."""
    exchange.store.add("refunds", {"id": "re_1", "object": "refund"}, owner="ch_1")

    found = exchange.fetch({"id": "ch_1", "object": "charge"} | state, "refunds")

    assert found
    assert ("/v1/charges/ch_1/refunds", total) == (found["url"], found["total_count"])


def test_what_is_told_names_the_request(exchange: Exchange) -> None:
    """An event knows who asked, and in which version the account reads."""
    exchange.version = TODAY
    exchange.emit("source.chargeable", {"id": "src_1", "object": "source"})

    [event] = exchange.store.select("events")
    assert {"id": "req_1", "idempotency_key": "k1"} == event["request"]
    assert ("2017-06-05", {"object": {"id": "src_1", "object": "source"}}) == (
        event["api_version"],
        event["data"],
    )


def test_telling_changes_nothing(exchange: Exchange) -> None:
    """What is told of is left as it is, though an event shows more of it."""
    customer = dict(CUSTOMER)

    exchange.emit("customer.updated", customer, {"balance": 5})

    [event] = exchange.store.select("events")
    assert CUSTOMER == customer
    assert {"balance": 5, "account_balance": 5} == event["data"]["previous_attributes"]
    assert 12 == event["data"]["object"]["sources"]["total_count"]


REPLACED: dict[str, tuple[dict[str, object], dict[str, object], dict[str, object]]] = {
    "nothing": ({"a": 1}, {"a": 1}, {}),
    "a value": ({"a": 1, "b": 2}, {"a": 1, "b": 3}, {"b": 2}),
    "null": ({"a": None}, {"a": 1}, {"a": None}),
    "by null": ({"a": 1}, {"a": None}, {"a": 1}),
    "what was not there": ({}, {"a": 1}, {"a": None}),
    "a hash": ({"a": {"b": 1}}, {"a": {"b": 2}}, {"a": {"b": 1}}),
}


@pytest.mark.parametrize(
    ("before", "after", "expected"), REPLACED.values(), ids=REPLACED
)
def test_the_values_that_an_update_replaced(
    before: dict[str, object], after: dict[str, object], expected: dict[str, object]
) -> None:
    """Only the values that differ count as replaced, as they were before."""
    assert expected == changes(before, after)
