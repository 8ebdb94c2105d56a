"""The tabs of one example make the same calls, with the same parameters."""

from typing import Any, NamedTuple

import pytest

from sandbox.doccheck.compare import ALIKE, differences
from sandbox.doccheck.tabs import Tab
from sandbox.languages.reading.made import Answer, Made
from tests.doccheck.hand import CHARGE, CUSTOMER, PAGE_LINES, SOURCE, made, tab


def charges(**changed: Any) -> list[Tab]:
    """The charge in six tabs; Java's has something changed, or left out for None."""
    java = {k: v for k, v in (CHARGE | changed).items() if v is not None}
    return [
        tab(
            language, made("charges.create", **(java if language == "java" else CHARGE))
        )
        for language in PAGE_LINES
    ]


ALIKE_ON_THE_WIRE = {
    "the same": CHARGE,
    "a number as text": CHARGE | {"amount": "1099"},
    "another order": dict(reversed(CHARGE.items())),
    "a customer known only by running": CHARGE | {"customer": Answer(0, ("id",))},
    "metadata in another order": CHARGE | {"metadata": {"b": [2, True], "a": "1"}},
    "nothing where null is given": CHARGE | {"description": None},
}


@pytest.mark.parametrize("java", ALIKE_ON_THE_WIRE.values(), ids=ALIKE_ON_THE_WIRE)
def test_alike_on_the_wire(java: dict[str, Any]) -> None:
    """Tabs that say the same in another way do not differ."""
    both = {"metadata": {"a": 1, "b": ["2", "true"]}} if "metadata" in java else {}
    tabs = [
        tab("curl", made("charges.create", **CHARGE | both)),
        tab("java", made("charges.create", **java)),
    ]

    assert [] == list(differences(tabs))


class Drift(NamedTuple):
    """What is changed in one of six tabs, and what is said of it there."""

    changed: dict[str, Any]
    line: int
    message: str
    hint: str


DRIFTS = {
    "amount": Drift(
        {"amount": 1090},
        2,
        "charges.create: amount is 1090 here, 1099 in curl (line 11), Ruby (line 21), "
        "Python (line 31), PHP (line 41), Node (line 61).",
        "Write 1099.",
    ),
    "id": Drift(
        {"source": "src_other"},
        5,
        f"charges.create: source is src_other here, {SOURCE} in curl (line 14), Ruby "
        "(line 24), Python (line 34), PHP (line 44), Node (line 64).",
        f"Write {SOURCE}.",
    ),
    "left out": Drift(
        {"currency": None},
        1,
        "charges.create: currency is left out here, eur in curl (line 12), Ruby (line "
        "22), Python (line 32), PHP (line 42), Node (line 62).",
        "Write eur.",
    ),
    "nobody else has it": Drift(
        {"metadata": {"order": 7}},
        6,
        "charges.create: metadata[order] is 7 here, left out in curl (line 10), Ruby "
        "(line 20), Python (line 30), PHP (line 40), Node (line 60).",
        "Leave metadata[order] out.",
    ),
    "another name": Drift(
        {"currency": None, "curency": "eur"},
        5,
        "charges.create: curency here, currency in curl (line 12), Ruby (line 22), "
        "Python (line 32), PHP (line 42), Node (line 62).",
        "Write currency.",
    ),
}


@pytest.mark.parametrize("drift", DRIFTS.values(), ids=DRIFTS)
def test_one_tab_drifts(drift: Drift) -> None:
    """Where most agree, the problem is at the odd one's line, beside the others'."""
    [(which, problem)] = differences(charges(**drift.changed))

    assert 4 == which
    assert ("differs", drift.line) == (problem.kind, problem.line)
    assert drift.message == problem.message
    assert drift.hint == problem.hint


def test_no_majority() -> None:
    """Where no majority agrees, the problem is at each: nobody knows who is right."""
    tabs = [
        tab("curl", made("charges.create", amount=1099)),
        tab("ruby", made("charges.create", amount=1090)),
    ]

    found = list(differences(tabs))

    assert [(0, 2, ALIKE), (1, 2, ALIKE)] == [(n, p.line, p.hint) for n, p in found]
    assert "amount is 1099 here, 1090 in Ruby (line 21)." in found[0][1].message


def test_who_only_knows_by_running_does_not_vote() -> None:
    """A value known only by running agrees with either side where two differ."""
    answer = Answer(0, ("id",))
    tabs = [
        tab(language, made("charges.create", amount=1099, customer=customer))
        for language, customer in zip(
            PAGE_LINES, ["cus_1", "cus_2", answer], strict=False
        )
    ]

    assert [0, 1] == [which for which, _ in differences(tabs)]


def test_a_retrieve_before_is_no_difference() -> None:
    """A retrieve that only older SDKs need is not compared; its id is."""
    attach = "customers.sources.create"
    retrieve = made("customers.retrieve", customer=CUSTOMER, fetched=True)
    by_answer = made(attach, line=3, customer=Answer(0, ("id",)), source=SOURCE)
    tabs = [
        tab("curl", made(attach, customer=CUSTOMER, source=SOURCE)),
        tab("ruby", retrieve, by_answer),
    ]

    assert [] == list(differences(tabs))
    assert ["customers.sources.create"] == list(tabs[1].operations)


class Other(NamedTuple):
    """What one tab calls where two call customers.update, and what is said of it."""

    calls: list[Made]
    line: int
    told: str
    hint: str


OTHERS = {
    "another one": Other(
        [made("customers.retrieve", line=4, customer=CUSTOMER)],
        4,
        "customers.retrieve is called here, customers.update in",
        "Call customers.update.",
    ),
    "none": Other(
        [],
        1,
        "nothing more is called here, customers.update in",
        "Call customers.update.",
    ),
    "one more": Other(
        [
            made("customers.update", customer=CUSTOMER),
            made("customers.delete", line=5, customer=CUSTOMER),
        ],
        5,
        "customers.delete is called here, nothing more in",
        "Leave customers.delete out.",
    ),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_other_calls(other: Other) -> None:
    """A tab that makes other calls than most is told so at the first of them."""
    update = made("customers.update", customer=CUSTOMER)
    tabs = [tab("curl", update), tab("ruby", update), tab("python", *other.calls)]

    [(which, problem)] = differences(tabs)

    assert (2, other.line, other.hint) == (which, problem.line, problem.hint)
    assert f"{other.told} curl (line 10), Ruby (line 20)." == problem.message


def test_other_calls_without_a_majority() -> None:
    """Two tabs that make other calls are both told."""
    tabs = [
        tab("curl", made("customers.update", customer=CUSTOMER)),
        tab("ruby", made("customers.retrieve", customer=CUSTOMER)),
    ]

    assert [(0, ALIKE), (1, ALIKE)] == [(n, p.hint) for n, p in differences(tabs)]


@pytest.mark.parametrize("languages", [[], ["curl"]], ids=["none", "one"])
def test_nothing_to_compare(languages: list[str]) -> None:
    """An example in a single language differs from nothing."""
    tabs = [tab(language, made("charges.create", amount=1)) for language in languages]

    assert [] == list(differences(tabs))


def test_a_card_number_is_not_repeated() -> None:
    """A message does not show a card number, though it names the parameter."""
    tabs = [
        tab(language, made("charges.create", amount=1, description=number))
        for language, number in [("curl", "4242424242424242"), ("ruby", "none")]
    ]

    _, problem = next(differences(tabs))

    assert "4242" not in problem.message
    assert "description is **** here" in problem.message


def test_parameters_from_outside_are_held_against_none() -> None:
    """A tab whose function takes its parameters does not differ from one that says."""
    known = made("charges.create", **CHARGE)
    whole = made("charges.create", amount=1)
    more = whole._replace(open=True)

    assert [] != list(differences([tab("ruby", known), tab("node", whole)]))
    assert [] == list(differences([tab("ruby", known), tab("node", more)]))
