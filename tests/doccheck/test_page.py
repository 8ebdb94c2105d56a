"""Our own page: seven languages in tabs without labels, with its three real defects."""

from pathlib import Path

import pytest

from sandbox.doccheck.checking import Checker
from sandbox.doccheck.examples import Checked
from sandbox.languages import LANGUAGES
from tests.doccheck.defects import GENUINE, PAGE, corrected, written

HEADINGS = [
    "Attaching a Source to a new Customer",
    "Attaching a Source to an existing Customer",
    "Attaching a Source to an existing Customer",
    "Charging a Source attached to a Customer",
    "Attributing single-use Sources payments to Customers",
]
OPERATIONS = [
    "customers.create",
    "customers.sources.create",
    "customers.update",
    "charges.create",
    "charges.create",
]


def found(path: Path) -> list[Checked]:
    """Every snippet of a page."""
    return [one for one in Checker().check(path) if isinstance(one, Checked)]


@pytest.fixture(scope="module")
def snippets() -> list[Checked]:
    """Those of our page."""
    return found(PAGE)


def test_all_are_found(snippets: list[Checked]) -> None:
    """Its 35 snippets are found, in five examples of seven languages each."""
    assert [
        (example, language) for example in range(1, 6) for language in LANGUAGES
    ] == [(one.snippet.example, one.snippet.language) for one in snippets]
    assert HEADINGS == [one.snippet.heading for one in snippets[::7]]


def test_each_is_read(snippets: list[Checked]) -> None:
    """Each makes its call, save those whose defect hides it."""
    right = [one for one in snippets if one.status == "ok"]

    assert len(snippets) - len(GENUINE) == len(right)
    for one in right:
        operation = OPERATIONS[one.snippet.example - 1]
        assert operation == one.calls[-1].call.operation, one.snippet


def test_genuine_defects(snippets: list[Checked]) -> None:
    """Exactly its three defects are told, each at its line."""
    told = [(p.line, one.snippet.language) for one in snippets for p in one.problems]

    assert [(line, defect[0]) for line, defect in GENUINE.items()] == told


def test_corrected(tmp_path: Path) -> None:
    """With those mended nothing is wrong, and nothing is left out."""
    snippets = found(written(str(tmp_path), corrected()))

    assert [] == [problem for one in snippets for problem in one.problems]
    assert 35 == len(snippets)
    assert all(one.calls for one in snippets)
