"""What an author may say about an example, and what is told of a slip in it."""

from typing import Any

import pytest

from sandbox.app import App
from sandbox.doccheck.pages.directives import CLAUSES, parse
from sandbox.doccheck.pages.pieces import rows
from sandbox.door import Door
from sandbox.store import Store

SAYS: dict[str, tuple[str, dict[str, Any]]] = {
    "a source exists": (
        "sources: given src_1 usage=reusable status=chargeable",
        {"given": [{"id": "src_1", "usage": "reusable", "status": "chargeable"}]},
    ),
    "numbers and texts": (
        'sources: given src_1 amount=1099 currency=eur metadata.order="7; 8"',
        {
            "given": [
                {
                    "id": "src_1",
                    "amount": 1099,
                    "currency": "eur",
                    "metadata": {"order": "7; 8"},
                }
            ]
        },
    ),
    "several of them": (
        "sources: given cus_1;given src_1 customer=cus_1 ;; given src_2",
        {
            "given": [
                {"id": "cus_1"},
                {"id": "src_1", "customer": "cus_1"},
                {"id": "src_2"},
            ]
        },
    ),
    "the call is refused": (
        "sources: expect 402 card_declined decline_code=lost_card",
        {
            "expect": {
                "status": 402,
                "code": "card_declined",
                "decline_code": "lost_card",
                "error": True,
            }
        },
    ),
    "a code alone": (
        "sources: expect resource_missing param=source",
        {"expect": {"code": "resource_missing", "param": "source", "error": True}},
    ),
    "any refusal": ("sources: expect error", {"expect": {"error": True}}),
    "any refusal with its status": (
        "sources: expect 404 error",
        {"expect": {"status": 404, "error": True}},
    ),
    "a status of refusal": (
        "sources: expect 400",
        {"expect": {"status": 400, "error": True}},
    ),
    "what is answered": (
        "sources: expect status=failed paid=false source.id=src_1 customer=null",
        {
            "expect": {
                "error": False,
                "fields": {
                    "status": "failed",
                    "paid": False,
                    "source": {"id": "src_1"},
                    "customer": None,
                },
            }
        },
    ),
    "a status of success": (
        "sources: expect 200",
        {"expect": {"status": 200, "error": False, "fields": {}}},
    ),
    "a text that looks like a number": (
        'sources: expect receipt_number="1099"',
        {"expect": {"error": False, "fields": {"receipt_number": "1099"}}},
    ),
    "what is there in the end": (
        "sources: after src_1 status=consumed; after cus_1 default_source=null",
        {
            "after": [
                {"id": "src_1", "fields": {"status": "consumed"}},
                {"id": "cus_1", "fields": {"default_source": None}},
            ]
        },
    ),
    "it goes on": ("sources: continues", {"continues": True}),
    "it is not run": (
        "sources: skip, since it needs a webhook",
        {"skip": "since it needs a webhook"},
    ),
    "it is not run, without a reason": ("sources: skip", {"skip": ""}),
    "on several lines": (
        "  sources:\n    given src_1\n\n    expect error\n",
        {"given": [{"id": "src_1"}], "expect": {"error": True}},
    ),
    "each line by itself": (
        "sources: given src_1\nsources: continues",
        {"given": [{"id": "src_1"}], "continues": True},
    ),
}


@pytest.mark.parametrize(("remark", "expected"), SAYS.values(), ids=SAYS)
def test_what_a_remark_says(remark: str, expected: dict[str, Any]) -> None:
    """A remark is read as what it means."""
    said = parse(rows(remark.split("\n")))

    assert said is not None
    assert () == said.faults
    assert expected == said.directive


def test_each_clause_is_tried() -> None:
    """There is no clause that is not among these."""
    assert CLAUSES.keys() == {name for _, said in SAYS.values() for name in said}


@pytest.mark.parametrize(
    "remark", ["", "prettier-ignore", "sources are kept", "data sources: given src_1"]
)
def test_a_remark_for_others(remark: str) -> None:
    """A remark that does not begin with `sources:` is none of ours."""
    assert parse(rows([remark])) is None


SLIPS = {
    "nothing said": ("sources:", 1, "This remark says nothing."),
    "an unknown clause": ("sources: givn src_1", 10, "No remark says 'givn'."),
    "no id": ("sources: given", 10, "'given' names no object."),
    "no id but a state": ("sources: given usage=reusable", 10, "names no object"),
    "no id that can be": ("sources: given ch_1", 16, "'ch_1' cannot be given."),
    "an unknown state": ("sources: given src_1 usagee=x", 22, "no parameter usagee"),
    "a state that cannot be": ("sources: given src_1 usage=twice", 22, "usage"),
    "a value without a name": ("sources: given src_1 reusable", 22, "not NAME=VALUE"),
    "a name without a value": ("sources: expect =1", 17, "not NAME=VALUE"),
    "a name said twice": ("sources: after src_1 a=1 a=2", 26, "'a' is said twice."),
    "a name with two meanings": ("sources: expect a=1 a.b=2", 21, "two meanings"),
    "an open text": ('sources: given src_1; skip "why', 28, "does not end"),
    "expecting nothing": ("sources: expect", 10, "'expect' says not what."),
    "two codes": ("sources: expect card_declined lost", 31, "'lost' is no status"),
    "no status that can be": ("sources: expect 999", 17, "never answers 999"),
    "no number Python reads": ("sources: expect " + "4" * 4999, 17, "never answers 44"),
    "success with a code": ("sources: expect 200 card_declined", 10, "has no error"),
    "a refusal with a field": ("sources: expect 402 paid=false", 10, "has no paid"),
    "no state in the end": ("sources: after src_1", 10, "'after' names no state."),
    "no object in the end": ("sources: after a=1", 10, "'after' names no object."),
    "said twice": ("sources: skip; skip", 16, "'skip' is said twice."),
    "more than that it goes on": ("sources: continues here", 20, "stands alone"),
}


@pytest.mark.parametrize(("remark", "column", "message"), SLIPS.values(), ids=SLIPS)
def test_a_slip_in_a_remark(remark: str, column: int, message: str) -> None:
    """A clause that nobody understands is told, with the place of the word."""
    said = parse(rows([remark]))

    assert said is not None
    ((place, told, _),) = said.faults
    assert (1, column) == place
    assert message in told


def test_the_clause_that_was_meant() -> None:
    """For a misspelt clause there is a hint; the other clauses count."""
    said = parse(rows(["sources: given src_1", "         expct error"]))

    assert said is not None
    assert {"given": [{"id": "src_1"}]} == said.directive
    assert [((2, 10), "Did you mean expect?")] == [
        (fault.place, fault.hint) for fault in said.faults
    ]


def test_givens_can_be_given() -> None:
    """What is given is what a sandbox takes, by the same names."""
    remark = "given cus_1; given src_1 customer=cus_1 usage=reusable metadata.order=7"
    said = parse(rows([f"sources: {remark}"]))
    door = Door(App(Store()))

    assert said is not None
    for one in said.directive["given"]:
        door.call("workbench.given", **one)
    source = door.call("sources.retrieve", source="src_1")
    assert ("cus_1", "7") == (source["customer"], source["metadata"]["order"])
