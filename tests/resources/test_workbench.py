"""The workbench: what only a sandbox can do, asked like everything else."""

from typing import Any

import pytest

from sandbox import Sandbox
from tests.asking import INVALID, ask
from tests.resources.making import (
    IDEAL,
    SEPA,
    START,
    Refusal,
    a_customer,
    a_source,
    attach,
    charge,
    ids,
    refusal,
    the_customer,
    the_source,
    told,
)

# -- given


def test_what_is_given_looks_like_what_was_made(sandbox: Sandbox) -> None:
    """What is given, source or customer, has the shape of what was made."""
    kinds: dict[str, dict[str, Any]] = {
        "card": {"type": "card", "token": "tok_visa"},
        "sepa_debit": SEPA,
        "ideal": IDEAL,
    }
    for kind, sent in kinds.items():
        made = the_source(sandbox, a_source(sandbox, **sent))
        given = sandbox.given(f"src_{kind}", type=kind, status=made["status"])
        assert list(made) == list(given)
        assert list(made[kind]) == list(given[kind])

    assert list(the_customer(sandbox, a_customer(sandbox))) == list(
        the_customer(sandbox, sandbox.given("cus_1")["id"])
    )


SAID: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "nothing": ({}, {"type": "card", "usage": "reusable", "status": "chargeable"}),
    "an amount": (
        {"usage": "single_use", "amount": 500, "currency": "usd"},
        {"amount": 500, "currency": "usd"},
    ),
    "metadata": ({"metadata": {"a": "1", "b": ""}}, {"metadata": {"a": "1"}}),
    "a debit": ({"type": "sepa_debit"}, {"type": "sepa_debit", "currency": "eur"}),
    "another amount": ({"type": "ideal", "amount": 500}, {"amount": 500}),
}


@pytest.mark.parametrize(("state", "shown"), SAID.values(), ids=SAID)
def test_what_is_said_of_a_given_source(
    sandbox: Sandbox, state: dict[str, Any], shown: dict[str, Any]
) -> None:
    """A given source is as was said, and an ordinary one for the rest."""
    given = sandbox.given("src_1", **state)

    assert shown.items() <= given.items()
    assert given == the_source(sandbox, "src_1")


def test_a_given_card_is_that_of_its_token(sandbox: Sandbox) -> None:
    """A given source has the card of the token that was named, and behaves like it."""
    given = sandbox.given("src_1", token="tok_chargeDeclined")

    assert "0002" == given["card"]["last4"]
    assert (402, "card_error", "card_declined", None) == refusal(
        sandbox, "customers.create", source="src_1"
    )


BANK_SAYS: dict[str, tuple[str, str | None, str | None]] = {
    # status: redirect[status], redirect[failure_reason], owner[verified_name]
    "pending": ("pending", None, None),
    "chargeable": ("succeeded", None, "Jenny Rosen"),
    "consumed": ("succeeded", None, "Jenny Rosen"),
    "failed": ("failed", "declined", None),
    "canceled": ("pending", None, None),
}


@pytest.mark.parametrize(("status", "expected"), BANK_SAYS.items(), ids=BANK_SAYS)
def test_a_given_source_was_at_the_bank(
    sandbox: Sandbox, status: str, expected: tuple[str, str | None, str | None]
) -> None:
    """A given source that waits for nobody shows what its owner did at the bank."""
    given = sandbox.given("src_1", type="ideal", status=status)

    assert (status, *expected) == (
        given["status"],
        given["redirect"]["status"],
        given["redirect"]["failure_reason"],
        given["owner"]["verified_name"],
    )


def test_the_first_given_source_is_the_default(sandbox: Sandbox) -> None:
    """The first source that is given to a customer is the default."""
    sandbox.given("cus_1", metadata={"a": "1", "b": ""})
    sandbox.given("src_1", customer="cus_1")
    sandbox.given("src_2", customer="cus_1")

    customer = the_customer(sandbox, "cus_1")

    assert ("src_1", ["src_1", "src_2"]) == (
        customer["default_source"],
        ids(customer["sources"]),
    )
    assert {"a": "1"} == customer["metadata"]


GIVEN: dict[str, tuple[dict[str, Any], Refusal]] = {
    "no id": ({}, (400, INVALID, "parameter_missing", "id")),
    "a charge": ({"id": "ch_1"}, (400, INVALID, None, "id")),
    "a long id": ({"id": "src_" + "x" * 61}, (400, INVALID, None, "id")),
    "a customer with a usage": (
        {"id": "cus_1", "usage": "reusable"},
        (400, INVALID, "parameter_unknown", "usage"),
    ),
    "a source with an email": (
        {"id": "src_1", "email": "x"},
        (400, INVALID, "parameter_unknown", "email"),
    ),
    "a status there is not": (
        {"id": "src_1", "status": "happy"},
        (400, INVALID, None, "status"),
    ),
    "a status it cannot have": (
        {"id": "src_1", "status": "canceled"},
        (400, INVALID, None, "status"),
    ),
    "a type there is not": (
        {"id": "src_1", "type": "cheque"},
        (400, INVALID, None, "type"),
    ),
    "an amount of nothing": (
        {"id": "src_1", "amount": 0},
        (400, INVALID, "parameter_invalid_integer", "amount"),
    ),
    "an unknown customer": (
        {"id": "src_1", "customer": "cus_none"},
        (400, INVALID, "resource_missing", "customer"),
    ),
    "an unknown token": (
        {"id": "src_1", "token": "tok_none"},
        (400, INVALID, "resource_missing", "token"),
    ),
    "an unknown word": (
        {"id": "src_1", "colour": "blue"},
        (400, INVALID, "parameter_unknown", "colour"),
    ),
}


@pytest.mark.parametrize(("sent", "expected"), GIVEN.values(), ids=GIVEN)
def test_what_cannot_be_given(
    sandbox: Sandbox, sent: dict[str, Any], expected: Refusal
) -> None:
    """What cannot be is refused like a request to the real API, and is not there."""
    assert expected == refusal(sandbox, "workbench.given", **sent)


def test_given_over_http(sandbox: Sandbox) -> None:
    """What is given can be asked for by programs in any language, as a form."""
    form = "id=src_1&usage=single_use&metadata[order]=6735"

    answer = ask(sandbox, "POST", "/_sandbox/given", form)

    assert (200, "src_1", "single_use", {"order": "6735"}) == (
        answer.status,
        answer["id"],
        answer["usage"],
        answer["metadata"],
    )


# -- time

MOVES = {
    "not at all": ({}, 0),
    "a second": ({"seconds": 1}, 1),
    "a bit of each": ({"days": 1, "hours": 1, "minutes": 1, "seconds": 1}, 90061),
    "more than an hour of minutes": ({"minutes": 90}, 5400),
    "ten years": ({"days": 3650}, 3650 * 86400),
}


@pytest.mark.parametrize(("sent", "seconds"), MOVES.values(), ids=MOVES)
def test_time_moves(sandbox: Sandbox, sent: dict[str, int], seconds: int) -> None:
    """The clock moves by days, hours, minutes and seconds, all counted together."""
    expected = {"object": "sandbox.clock", "now": START + seconds, "happened": []}

    assert expected == sandbox.advance(**sent)
    assert START + seconds == the_source(sandbox, a_source(sandbox))["created"]


STANDS: dict[str, tuple[dict[str, Any], str | None, str | None]] = {
    "back": ({"hours": -1}, None, None),
    "back and forth": ({"days": 1, "seconds": -1}, None, None),
    "more than ten years": ({"days": 3650, "seconds": 1}, None, None),
    "half an hour": ({"hours": "0.5"}, "parameter_invalid_integer", "hours"),
    "in weeks": ({"weeks": 1}, "parameter_unknown", "weeks"),
}


@pytest.mark.parametrize(("sent", "code", "param"), STANDS.values(), ids=STANDS)
def test_time_stands_still(
    sandbox: Sandbox, sent: dict[str, Any], code: str | None, param: str | None
) -> None:
    """The clock goes forward, in whole units, at most ten years at once."""
    assert (400, INVALID, code, param) == refusal(sandbox, "workbench.advance", **sent)


def test_what_follows_happens_in_one_move(sandbox: Sandbox) -> None:
    """What is due on the way happens in its order: times first, then who came first."""
    debit = charge(sandbox, source=a_source(sandbox, **SEPA))["id"]
    first, second = (a_source(sandbox, **IDEAL) for _ in range(2))

    moved = sandbox.advance(days=10)

    assert [first, second, debit] == [due["object_id"] for due in moved["happened"]]
    assert ["canceled", "canceled", "succeeded"] == [
        due["status"] for due in moved["happened"]
    ]
    assert [] == sandbox.advance(days=10)["happened"]


# -- banks


def test_authorising_over_http(sandbox: Sandbox) -> None:
    """A pending source is authorised at an address of its own."""
    source = a_source(sandbox, **IDEAL)

    answer = ask(sandbox, "POST", f"/_sandbox/sources/{source}/authorise")

    assert (200, "chargeable") == (answer.status, answer["status"])
    assert ["source.chargeable"] == told(sandbox)


# -- planted failures


def test_a_failure_is_planted(sandbox: Sandbox) -> None:
    """Planting a failure answers with what will fail, and how."""
    assert {
        "object": "sandbox.failure",
        "failure": "rate_limit",
        "operation": "charges.create",
    } == sandbox.fail_next("rate_limit", operation="charges.create")


UNPLANTED = {
    "an unknown failure": ({"failure": "fire"}, "failure"),
    "an unknown operation": ({"operation": "charges.burn"}, "operation"),
}


@pytest.mark.parametrize(("sent", "param"), UNPLANTED.values(), ids=UNPLANTED)
def test_what_is_not_planted(
    sandbox: Sandbox, sent: dict[str, str], param: str
) -> None:
    """A failure that could never come is refused."""
    assert (400, INVALID, None, param) == refusal(
        sandbox, "workbench.fail_next", **sent
    )


def test_planted_failures_come_in_order(sandbox: Sandbox) -> None:
    """Two failures come one after the other, and then no more."""
    sandbox.fail_next("rate_limit")
    sandbox.fail_next("lock_timeout")

    codes = [ask(sandbox, "POST", "/v1/customers").body for _ in range(3)]

    assert ["rate_limit", "lock_timeout"] == [one["error"]["code"] for one in codes[:2]]
    assert "customer" == codes[2]["object"]


# -- reset


def test_reset_over_http(sandbox: Sandbox) -> None:
    """After a reset nothing is left, and nothing is due."""
    a_source(sandbox, **IDEAL)
    sandbox.fail_next("rate_limit", operation="customers.create")

    answer = ask(sandbox, "POST", "/_sandbox/reset")

    assert {"object": "sandbox.clock", "now": START, "happened": []} == answer.body
    assert [] == sandbox.advance(days=1)["happened"]
    assert 200 == ask(sandbox, "POST", "/v1/customers").status


# -- everything of one kind


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
    """Everything of one kind is listed, the oldest first."""
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


NO_KIND: dict[str, tuple[dict[str, str], str | None]] = {
    "no kind": ({}, "parameter_missing"),
    "an unknown kind": ({"collection": "disputes"}, None),
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
