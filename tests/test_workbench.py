"""What only a sandbox can do: say what exists, move time, plant failures."""

import pytest
import stripe

from sandbox import Sandbox
from sandbox.errors import ApiError

PAGE_SOURCE = "src_18eYalAHEMiOZZp1l9ZTjSU0"


def refusal(sandbox: Sandbox, name: str, /, **params: object) -> tuple[object, ...]:
    """The status, code and param with which an operation is refused."""
    with pytest.raises(ApiError) as caught:
        sandbox.call(name, **params)
    return caught.value.status, caught.value.code, caught.value.param


def test_given_exists(sandbox: Sandbox) -> None:
    """What is given exists, with the id and in the state that was said."""
    sandbox.given("cus_AFGbOSiITuJVDs", email="paying.user@example.com")
    sandbox.given(PAGE_SOURCE, customer="cus_AFGbOSiITuJVDs", token="tok_amex")

    customer = stripe.Customer.retrieve("cus_AFGbOSiITuJVDs")
    source = stripe.Source.retrieve(PAGE_SOURCE)

    assert ("paying.user@example.com", PAGE_SOURCE) == (
        customer.email,
        customer.default_source,
    )
    assert ("chargeable", "reusable", "American Express") == (
        source.status,
        source.usage,
        source.card.brand,
    )


def test_given_tells_nothing(sandbox: Sandbox) -> None:
    """What is given was always so: it causes no event."""
    sandbox.given("cus_1")
    sandbox.given("src_1", customer="cus_1")

    assert [] == sandbox.objects("events")


GIVEN = {
    "card": ({}, "chargeable"),
    "consumed card": ({"status": "consumed"}, "consumed"),
    "single use": ({"usage": "single_use", "status": "consumed"}, "consumed"),
    "sepa": ({"type": "sepa_debit", "status": "failed"}, "failed"),
    "pending ideal": ({"type": "ideal", "status": "pending"}, "pending"),
    "canceled ideal": ({"type": "ideal", "status": "canceled"}, "canceled"),
    "an amount": ({"usage": "single_use", "amount": 500}, "chargeable"),
}


@pytest.mark.parametrize(("state", "status"), GIVEN.values(), ids=GIVEN)
def test_given_states(sandbox: Sandbox, state: dict[str, object], status: str) -> None:
    """Every state that the life of a source leads to can be given."""
    sandbox.given(PAGE_SOURCE, **state)

    assert status == stripe.Source.retrieve(PAGE_SOURCE).status


IMPOSSIBLE = {
    "a card that waits": ({"status": "pending"}, "status"),
    "a card that timed out": ({"status": "canceled"}, "status"),
    "attached, reusable and consumed": (
        {"status": "consumed", "customer": "cus_1"},
        "status",
    ),
    "an unknown status": ({"status": "happy"}, "status"),
    "a reusable ideal": ({"type": "ideal", "usage": "reusable"}, "usage"),
    "a type that is not modelled": ({"type": "klarna"}, "type"),
    "a customer who is not there": ({"customer": "cus_nobody"}, "customer"),
    "a token that is not there": ({"token": "tok_none"}, "token"),
    "an email": ({"email": "jenny@example.com"}, "email"),
    "dollars for ideal": ({"type": "ideal", "currency": "usd"}, "currency"),
}


@pytest.mark.parametrize(("state", "param"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_given_impossible(
    sandbox: Sandbox, state: dict[str, object], param: str
) -> None:
    """A state that a source can never be in is refused, and nothing is there."""
    if state.get("customer") != "cus_nobody":
        sandbox.given("cus_1")

    status, _, named = refusal(sandbox, "workbench.given", id="src_1", **state)

    assert (400, param) == (status, named)
    assert [] == sandbox.objects("sources")


def test_given_twice(sandbox: Sandbox) -> None:
    """An id is given once."""
    sandbox.given("cus_1")

    assert (400, "resource_already_exists", "id") == refusal(
        sandbox, "workbench.given", id="cus_1"
    )


@pytest.mark.parametrize("odd", ["ch_1", "src_", "src_a b", "cus_<b>", "jenny"])
def test_given_odd_ids(sandbox: Sandbox, odd: str) -> None:
    """Only customers and sources are given, with plain ids."""
    assert (400, None, "id") == refusal(sandbox, "workbench.given", id=odd)


def test_given_customer_takes_no_usage(sandbox: Sandbox) -> None:
    """What says nothing of a customer is refused for one."""
    assert (400, "parameter_unknown", "usage") == refusal(
        sandbox, "workbench.given", id="cus_1", usage="reusable"
    )


def test_given_takes_the_first_that_is_wrong(sandbox: Sandbox) -> None:
    """Of several that say nothing of a customer the first that was sent is told."""
    assert (400, "parameter_unknown", "usage") == refusal(
        sandbox, "workbench.given", id="cus_1", usage="reusable", amount=1, token="x"
    )


def test_given_times_out(sandbox: Sandbox) -> None:
    """A pending source that was given times out like any other."""
    sandbox.given(PAGE_SOURCE, type="ideal", status="pending")

    sandbox.advance(hours=1)

    assert "canceled" == stripe.Source.retrieve(PAGE_SOURCE).status


def test_time_stands_still(sandbox: Sandbox) -> None:
    """Time moves by `advance` alone, from noon of the page's day, in Unix seconds."""
    first = stripe.Customer.create()

    sandbox.advance(days=1, hours=1, minutes=1, seconds=1)

    assert 1496664000 == first.created
    assert 1496664000 + 86400 + 3600 + 60 + 1 == stripe.Customer.create().created


@pytest.mark.parametrize("move", [{"hours": -1}, {"days": 4000}, {"days": 10**17}])
def test_time_never_goes_back(sandbox: Sandbox, move: dict[str, int]) -> None:
    """The clock goes forward, and at most ten years at once."""
    assert 400 == refusal(sandbox, "workbench.advance", **move)[0]


def test_things_happen_in_order(sandbox: Sandbox) -> None:
    """What is due on the way happens in order, each at its own time."""
    sandbox.given("src_late", type="ideal")
    sandbox.given("src_early", type="ideal", status="pending")

    moved = sandbox.advance(days=1)

    assert [("src_early", 3600), ("src_late", 6 * 3600)] == [
        (due["object_id"], due["at"] - 1496664000) for due in moved["happened"]
    ]
    events = sandbox.objects("events")
    assert [due["at"] for due in moved["happened"]] == [e["created"] for e in events]
    assert {None} == {event["request"]["id"] for event in events}


FAILURES = {
    "api_error": (500, "api_error", None),
    "answer_lost": (500, "api_error", None),
    "rate_limit": (429, "invalid_request_error", "rate_limit"),
    "lock_timeout": (429, "invalid_request_error", "lock_timeout"),
}


@pytest.mark.parametrize(("name", "answer"), FAILURES.items(), ids=FAILURES)
def test_planted_failures(
    sandbox: Sandbox, name: str, answer: tuple[int, str, str | None]
) -> None:
    """A planted failure comes once; behind a lost answer the work is done."""
    sandbox.fail_next(name)

    with pytest.raises(ApiError) as caught:
        sandbox.call("customers.create")

    error = caught.value
    assert answer == (error.status, error.kind, error.code)
    assert (1 if name == "answer_lost" else 0) == len(sandbox.objects("customers"))
    sandbox.call("customers.create")


def test_planted_for_one_operation(sandbox: Sandbox) -> None:
    """A failure planted for an operation waits for it."""
    sandbox.fail_next("rate_limit", operation="customers.delete")

    made = sandbox.call("customers.create")

    assert (429, "rate_limit", None) == refusal(
        sandbox, "customers.delete", customer=made["id"]
    )


def test_planted_spares_the_sandbox(sandbox: Sandbox) -> None:
    """What only a sandbox can do goes on: the failure waits for a real request."""
    sandbox.fail_next()

    sandbox.advance(hours=1)
    sandbox.given("cus_1")
    sandbox.objects("customers")

    assert 500 == refusal(sandbox, "customers.retrieve", customer="cus_1")[0]


def test_planted_for_an_unknown_operation(sandbox: Sandbox) -> None:
    """A failure for an operation that does not exist would never come: refused."""
    assert (400, None, "operation") == refusal(
        sandbox, "workbench.fail_next", operation="customers.greet"
    )
