"""Charges and refunds in lists: all, or those of a filter, the newest first."""

from typing import Any, NamedTuple

import pytest

from sandbox import Sandbox
from tests.asking import INVALID
from tests.resources.making import START, a_source, ids, refusal

HOUR = 3600


@pytest.fixture
def shop(sandbox: Sandbox) -> dict[str, str]:
    """Four charges, then three refunds, an hour apart: what each is called, by id."""
    sandbox.given("cus_1")
    sandbox.given("src_1", customer="cus_1")
    single = a_source(sandbox, usage="single_use")
    names: dict[str, str] = {}

    def make(name: str, operation: str, **sent: Any) -> str:
        made: str = sandbox.call(operation, **sent)["id"]
        names[made] = name
        sandbox.advance(hours=1)
        return made

    price = {"amount": 1099, "currency": "eur"}
    first = make("own", "charges.create", **price, customer="cus_1")
    other = make("nobody's", "charges.create", **price, source=a_source(sandbox))
    group = {"source": a_source(sandbox), "transfer_group": "g"}
    make("grouped", "charges.create", **price, **group)
    make("single", "charges.create", **price, source=single, customer="cus_1")
    for name, of in {"early": first, "others": other, "late": first}.items():
        make(name, "refunds.create", charge=of, amount=100)
    return names


class Listed(NamedTuple):
    """A list that is asked for, and what stands in it; values are names or literal."""

    operation: str
    query: dict[str, Any]
    expected: list[str]


LISTS = {
    "all charges": Listed("charges.list", {}, ["single", "grouped", "nobody's", "own"]),
    "charges of a customer": Listed(
        "charges.list", {"customer": "cus_1"}, ["single", "own"]
    ),
    "charges of a group": Listed("charges.list", {"transfer_group": "g"}, ["grouped"]),
    "charges of an intent": Listed("charges.list", {"payment_intent": "pi_1"}, []),
    "charges of a time": Listed(
        "charges.list",
        {"created": {"gte": START + HOUR, "lt": START + 2 * HOUR}},
        ["nobody's"],
    ),
    "charges of a customer and a group": Listed(
        "charges.list", {"customer": "cus_1", "transfer_group": "g"}, []
    ),
    "the newest charge": Listed("charges.list", {"limit": 1}, ["single"]),
    "charges before one": Listed(
        "charges.list", {"starting_after": "nobody's"}, ["own"]
    ),
    "all refunds": Listed("refunds.list", {}, ["late", "others", "early"]),
    "refunds of a charge": Listed("refunds.list", {"charge": "own"}, ["late", "early"]),
    "refunds of a moment": Listed(
        "refunds.list", {"created": START + 5 * HOUR}, ["others"]
    ),
    "the newest refund": Listed("refunds.list", {"limit": 1}, ["late"]),
    "refunds before one": Listed(
        "refunds.list", {"starting_after": "late"}, ["others", "early"]
    ),
    "refunds at their charge": Listed(
        "charges.refunds.list", {"charge": "own"}, ["late", "early"]
    ),
    "the newest refund at a charge": Listed(
        "charges.refunds.list", {"charge": "own", "limit": 1}, ["late"]
    ),
}


@pytest.mark.parametrize("asked", LISTS.values(), ids=LISTS)
def test_what_is_listed(sandbox: Sandbox, shop: dict[str, str], asked: Listed) -> None:
    """A list holds what its filter says, the newest first."""
    by_name = {name: object_id for object_id, name in shop.items()}
    query = {
        name: by_name.get(str(value), value) for name, value in asked.query.items()
    }

    listed = sandbox.call(asked.operation, **query)

    assert asked.expected == [shop[one] for one in ids(listed)]


@pytest.mark.parametrize("kind", ["charges", "refunds"])
def test_a_list_says_where_it_is(sandbox: Sandbox, kind: str) -> None:
    """A list names its own address, and how many there are in all it does not say."""
    listed = sandbox.call(f"{kind}.list")

    assert f"/v1/{kind}" == listed["url"]
    assert "total_count" not in listed


def test_refunds_stand_inside_their_charge(
    sandbox: Sandbox, shop: dict[str, str]
) -> None:
    """Inside a charge stand the refunds of its own list, and how many there are."""
    own = next(one for one, name in shop.items() if name == "own")
    inside = sandbox.call("charges.retrieve", charge=own)["refunds"]
    alone = sandbox.call("charges.refunds.list", charge=own)

    assert alone["data"] == inside["data"] != []
    assert f"/v1/charges/{own}/refunds" == alone["url"] == inside["url"]
    assert (2, False) == (inside["total_count"], "total_count" in alone)


class Wrong(NamedTuple):
    """A list that cannot be asked for like this: the code and the param."""

    operation: str
    query: dict[str, Any]
    code: str
    param: str


MISSING, EMPTY = "resource_missing", "parameter_invalid_empty"
WRONG = {
    "charges of an unknown customer": Wrong(
        "charges.list", {"customer": "cus_none"}, MISSING, "customer"
    ),
    "charges of a source": Wrong(
        "charges.list", {"customer": "src_1"}, MISSING, "customer"
    ),
    "charges of nobody": Wrong("charges.list", {"customer": ""}, EMPTY, "customer"),
    "charges from an unknown one on": Wrong(
        "charges.list", {"ending_before": "ch_none"}, MISSING, "ending_before"
    ),
    "charges by their status": Wrong(
        "charges.list", {"status": "failed"}, "parameter_unknown", "status"
    ),
    "refunds of an unknown charge": Wrong(
        "refunds.list", {"charge": "ch_none"}, MISSING, "charge"
    ),
    "refunds of a source": Wrong(
        "refunds.list", {"charge": "src_1"}, MISSING, "charge"
    ),
    "refunds of no charge": Wrong("refunds.list", {"charge": ""}, EMPTY, "charge"),
    "refunds from an unknown one on": Wrong(
        "refunds.list", {"starting_after": "re_none"}, MISSING, "starting_after"
    ),
    "refunds by their reason": Wrong(
        "refunds.list", {"reason": "duplicate"}, "parameter_unknown", "reason"
    ),
}


@pytest.mark.parametrize("asked", WRONG.values(), ids=WRONG)
def test_what_is_not_listed(sandbox: Sandbox, asked: Wrong) -> None:
    """A list is asked for by what is there, and by the filters that it has."""
    sandbox.given("src_1")

    assert (400, INVALID, asked.code, asked.param) == refusal(
        sandbox, asked.operation, **asked.query
    )
