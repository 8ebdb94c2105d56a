"""The requests so far: what was asked, the newest first, without a trace."""

from contextlib import suppress
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.errors import ApiError
from sandbox.storage.journal import MOST_NOTED
from tests.asking import INVALID, ask, journal
from tests.resources.making import START, ids, refusal

IDEAL: dict[str, Any] = {
    "type": "ideal",
    "amount": 1099,
    "currency": "eur",
    "redirect": {"return_url": "https://example.com/return"},
}


def test_what_was_asked_and_answered(sandbox: Sandbox) -> None:
    """A request is listed with its parameters, its status and its answer."""
    made = ask(sandbox, "POST", "/v1/customers", {"name": "A"}, Idempotency_Key="k1")

    [listed] = sandbox.call("workbench.requests")["data"]

    assert {
        "id": made.headers["Request-Id"],
        "object": "sandbox.request",
        "created": START,
        "events": [event["id"] for event in sandbox.objects("events")],
        "idempotency_key": "k1",
        "method": "POST",
        "operation": "customers.create",
        "params": {"name": "A"},
        "path": "/v1/customers",
        "response": made.body,
        "rule": None,
        "status": 200,
        "version": "2017-06-05",
    } == listed


def test_what_only_read_has_no_answer(sandbox: Sandbox) -> None:
    """Of a request that only read, the answer is not kept."""
    ask(sandbox, "GET", "/v1/customers", {"limit": 3})

    [listed] = sandbox.call("workbench.requests")["data"]

    assert ({"limit": "3"}, None) == (listed["params"], listed["response"])


def test_looking_leaves_no_trace(sandbox: Sandbox) -> None:
    """Looking at the requests is none of them."""
    for _ in range(2):
        assert [] == sandbox.call("workbench.requests")["data"]


@pytest.mark.parametrize("size", [1, 3, 100])
@pytest.mark.parametrize("written", [0, 4, 5, MOST_NOTED + 5])
def test_pages_of_requests(sandbox: Sandbox, size: int, written: int) -> None:
    """Page after page leads to the first request, whether it is written down or not."""
    for number in range(MOST_NOTED + 10):
        method = "POST" if number + 1 == written else "GET"
        ask(sandbox, method, "/v1/customers")

    found: list[str] = []
    while True:
        after = {"starting_after": found[-1]} if found else {}
        page = sandbox.call("workbench.requests", limit=size, **after)
        found += ids(page)
        if not page["has_more"]:
            break

    assert [row["request"] for row in reversed(journal(sandbox))] == found


def test_after_no_request(sandbox: Sandbox) -> None:
    """A page that begins after a request there was not is refused."""
    assert (400, INVALID, "resource_missing", "starting_after") == refusal(
        sandbox, "workbench.requests", starting_after="req_nope"
    )


def test_a_request_names_the_events_it_caused(sandbox: Sandbox) -> None:
    """What an owner does names no request in its event; the journal knows all the same.

    What a refusal took back was never told.
    """
    source = sandbox.call("sources.create", **IDEAL)["id"]
    sandbox.authorise(source)
    with suppress(ApiError):
        sandbox.authorise(source)
    [told] = sandbox.objects("events", customer=source)

    causes = [one["events"] for one in sandbox.call("workbench.requests")["data"]]

    assert None is told["request"]["id"]
    assert [[], [told["id"]], []] == causes
