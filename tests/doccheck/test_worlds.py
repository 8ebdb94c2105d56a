"""The worlds in which an example may work, in a fixed order."""

from typing import Any, NamedTuple

import pytest

from sandbox.doccheck.worlds import MOST_NAMED, SOMEBODY, World, Worlds, named
from sandbox.languages import Call
from tests.doccheck.hand import made


def told(operation: str, heading: str = "", **given: Any) -> list[str]:
    """Every world that is thought of for a call, in words."""
    return [world.told for world in Worlds([made(operation, **given).call], heading)]


class Case(NamedTuple):
    """What a call names, and the first worlds thought of; `{s}` is its source."""

    given: dict[str, Any]
    first: list[str]


CASES = {
    "a customer and a source": Case(
        {"customer": "cus_1", "source": "src_1"},
        [
            "src_1 is reusable and attached to cus_1",
            "src_1 is reusable and attached to nobody",
            "src_1 is single_use and attached to nobody",
            "src_1 is single_use and attached to cus_1",
            "src_1 is ideal and pending and attached to nobody",
        ],
    ),
    "a source": Case(
        {"source": "src_1"},
        [
            "src_1 is reusable and attached to nobody",
            "src_1 is single_use and attached to nobody",
        ],
    ),
    "a customer": Case(
        {"customer": "cus_1"},
        ["cus_1 exists", "card_of_1 is attached to cus_1"],
    ),
    "a card": Case(
        {"source": "card_1"},
        [f"card_1 is attached to {SOMEBODY}"],
    ),
    "a customer's card": Case(
        {"customer": "cus_1", "source": "card_1"},
        ["card_1 is attached to cus_1"],
    ),
    "no id": Case({"amount": 1099}, ["nothing exists"]),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_worlds(case: Case) -> None:
    """The likely world comes first: reusable, and attached to the named customer."""
    assert case.first == told("charges.create", **case.given)[: len(case.first)]


def test_heading_about_single_use() -> None:
    """Under a heading that speaks of single-use sources they come first."""
    found = told("charges.create", "Single-use Sources", source="src_1")

    assert "src_1 is single_use and attached to nobody" == found[0]


def test_customers_come_first() -> None:
    """A customer is given before what is attached to it."""
    world = World({"src_1": ({"id": "src_1", "customer": "cus_1"},)} | {
        "cus_1": ({"id": "cus_1"},)
    })  # fmt: skip

    assert ["cus_1", "src_1"] == [state["id"] for state in world.states]


def test_ids_are_found_wherever_they_stand() -> None:
    """Ids of the address, of parameters and below them are named, each once."""
    nested = {"metadata": {"of": "cus_2"}, "sources": ["src_1", "cus_1"]}
    call = Call("customers.update", {"customer": "cus_1"}, nested)

    assert ["cus_1", "cus_2", "src_1"] == named([call])


NO_IDS = ["cus_", "CUS_1", "tok_visa", "src_1 and more", "src_ä", "src_" + "x" * 61, 7]


@pytest.mark.parametrize("value", NO_IDS, ids=str)
def test_what_is_no_id(value: object) -> None:
    """What cannot be given names nothing that could exist."""
    assert [] == named([Call("charges.create", {}, {"source": value})])


def test_many_ids() -> None:
    """However many ids an example names, only the first of them are made to exist."""
    many = [Call("sources.retrieve", {"source": f"src_{n}"}, {}) for n in range(1000)]

    assert MOST_NAMED == len(next(iter(Worlds(many))).ways)


def test_giving_up() -> None:
    """Worlds like the last one in the ids that were given up on are left out."""
    calls = [made("sources.retrieve", source=f"src_{n}").call for n in (1, 2)]
    worlds = Worlds(calls)
    found = []

    for world in worlds:
        found.append(world.told.replace(" and attached to nobody", ""))
        worlds.give_up(["src_1"])

    assert [
        "src_1 is reusable, src_2 is reusable",
        "src_1 is single_use, src_2 is reusable",
        "src_1 is ideal and pending, src_2 is reusable",
    ] == found
