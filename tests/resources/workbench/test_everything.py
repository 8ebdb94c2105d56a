"""Everything of one kind, and nothing any more."""

import pytest

from sandbox import Sandbox
from tests.asking import INVALID, ask, journal
from tests.resources.making import (
    IDEAL,
    START,
    a_customer,
    a_source,
    attach,
    charge,
    detach,
    ids,
    refusal,
)


def test_reset_over_http(sandbox: Sandbox) -> None:
    """After a reset nothing is left, and nothing is due."""
    a_source(sandbox, **IDEAL)
    sandbox.fail_next("rate_limit", operation="customers.create")

    answer = ask(sandbox, "POST", "/_sandbox/reset")

    assert {"object": "sandbox.clock", "now": START, "happened": []} == answer.body
    assert [] == sandbox.advance(days=1)["happened"]
    assert 200 == ask(sandbox, "POST", "/v1/customers").status


@pytest.fixture
def shop(sandbox: Sandbox) -> dict[str, list[str]]:
    """What a shop has made, by kind, the oldest first."""
    token = sandbox.call(
        "tokens.create",
        card={"number": "4242424242424242", "exp_month": 1, "exp_year": 2030},
    )["id"]
    source = a_source(sandbox, token=token)
    customers = [a_customer(sandbox), a_customer(sandbox)]
    attach(sandbox, customers[0], source)
    charges = [charge(sandbox, customer=customers[0])["id"] for _ in range(2)]
    refunds = [sandbox.call("refunds.create", charge=one)["id"] for one in charges]
    return {
        "tokens": [token],
        "sources": [source],
        "customers": customers,
        "charges": charges,
        "refunds": refunds,
    }


@pytest.mark.parametrize(
    "kind", ["tokens", "sources", "customers", "charges", "refunds"]
)
def test_everything_of_a_kind(
    sandbox: Sandbox, shop: dict[str, list[str]], kind: str
) -> None:
    """Everything of one kind is listed, what came first at the beginning."""
    listed = sandbox.call("workbench.objects", collection=kind)

    assert shop[kind] == ids(listed)
    assert ("list", False, "/_sandbox/objects") == tuple(
        listed[name] for name in ("object", "has_more", "url")
    )


def test_everything_that_happened(sandbox: Sandbox, shop: dict[str, list[str]]) -> None:
    """The events are listed as they came, unlike at their own address."""
    listed = ids(sandbox.call("workbench.objects", collection="events"))

    assert shop
    assert listed == ids(sandbox.call("events.list"))[::-1]


@pytest.mark.parametrize("kind", ["sources", "charges"])
def test_everything_of_a_customer(
    sandbox: Sandbox, shop: dict[str, list[str]], kind: str
) -> None:
    """What belongs to a customer is listed alone."""
    first, second = shop["customers"]
    a_source(sandbox)

    mine = sandbox.call("workbench.objects", collection=kind, customer=first)
    others = sandbox.call("workbench.objects", collection=kind, customer=second)

    assert (shop[kind], []) == (ids(mine), ids(others))


def test_a_source_comes_anew(sandbox: Sandbox) -> None:
    """A source stands last when it is attached, and again when it is detached."""
    first, second = a_source(sandbox), a_source(sandbox)

    customer = a_customer(sandbox, first)
    assert [second, first] == [one["id"] for one in sandbox.objects("sources")]

    attach(sandbox, customer, second)
    detach(sandbox, customer, first)
    assert [second, first] == [one["id"] for one in sandbox.objects("sources")]


def test_the_newest_first(sandbox: Sandbox, shop: dict[str, list[str]]) -> None:
    """Turned round, the list begins with what was made last."""
    listed = sandbox.call(
        "workbench.objects", collection="charges", newest_first=True, limit=1
    )

    assert (shop["charges"][-1:], True) == (ids(listed), listed["has_more"])


def test_any_object(sandbox: Sandbox, shop: dict[str, list[str]]) -> None:
    """An object of any kind is found by its id, without a trace in the journal."""
    asked = len(journal(sandbox))
    found = [
        sandbox.call("workbench.object", object_id=kind[0]) for kind in shop.values()
    ]

    assert [kind[0] for kind in shop.values()] == [one["id"] for one in found]
    assert asked == len(journal(sandbox))


def test_no_object(sandbox: Sandbox) -> None:
    """An id that nothing answers to is refused by that name."""
    assert (404, INVALID, "resource_missing", "id") == refusal(
        sandbox, "workbench.object", object_id="src_nope"
    )


NO_KIND: dict[str, tuple[dict[str, str], str | None]] = {
    "no kind": ({}, "parameter_missing"),
    "an unknown kind": ({"collection": "payouts"}, None),
    "a table": ({"collection": "journal"}, None),
}


@pytest.mark.parametrize(("sent", "code"), NO_KIND.values(), ids=NO_KIND)
def test_what_is_no_kind(
    sandbox: Sandbox, sent: dict[str, str], code: str | None
) -> None:
    """A list is of one of the kinds there are."""
    assert (400, INVALID, code, "collection") == refusal(
        sandbox, "workbench.objects", **sent
    )
