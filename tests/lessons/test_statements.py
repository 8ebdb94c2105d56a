"""What the code says of where its rules are known from is found, all of it."""

from pathlib import Path

import pytest

from sandbox.lessons.statements import (
    PACKAGE,
    Rule,
    place,
    rules,
    statements,
    unfounded,
)
from sandbox.operations import BY_NAME, Operation
from sandbox.request.params import Params
from sandbox.resources import customers
from sandbox.resources.exchange import Exchange
from sandbox.wire import StripeObject
from tests.rules import PUBLISHED

MODULE = '''"""Money.

Source: example.com/money
"""

from typing import NamedTuple

MOST, LEAST = 9, 1
"""Source: example.com/limits"""

OTHER = 5
"""A guess. Assumed: nobody knows."""


class Row(NamedTuple):
    """A row; nothing is said of it."""

    name: str
    kind: str
    source: str

    def shown(self) -> str:
        """How it looks.

        Raises: ValueError for none. Source: example.com/looks,
        and more of it
        """
        return self.name


ROWS = [
    Row("one", "a", "Source: example.com/one"),
    Row("two", "b", "Assumed: like one"),
]
BY_NAME = {row.name: row for row in ROWS}
NAMED = {
    "three":
        Row("3", "c", "Source: example.com/three"),
}
MADE = [Row(f"{n}", "d", "Assumed: made") for n in range(2)]
OTHERS = [Row("four", "e", "Source: example.com/four"), 4]
SILENT = [
    Row("five", "f", ""),
    Row("six", "g", "see above"),
]


def plain(number: int) -> int:
    """Nothing is said of it."""
    return number


def both() -> None:
    """A rule of two.

    Assumed: the first half.
    Source: example.com/half
    """
'''
FILE = "planted/domain/money.py"
FOUND = [
    Rule(FILE, 1, "", "Money.", "Source", "example.com/money"),
    Rule(FILE, 8, "MOST, LEAST", "", "Source", "example.com/limits"),
    Rule(FILE, 11, "OTHER", "A guess.", "Assumed", "nobody knows."),
    Rule(
        FILE,
        22,
        "Row.shown",
        "How it looks.",
        "Source",
        "example.com/looks, and more of it",
    ),
    Rule(FILE, 32, "ROWS, one a", "", "Source", "example.com/one"),
    Rule(FILE, 33, "ROWS, two b", "", "Assumed", "like one"),
    Rule(FILE, 38, "NAMED, three", "", "Source", "example.com/three"),
    Rule(FILE, 40, "MADE, 0 d", "", "Assumed", "made"),
    Rule(FILE, 40, "MADE, 1 d", "", "Assumed", "made"),
    Rule(FILE, 53, "both", "A rule of two.", "Assumed", "the first half."),
    Rule(FILE, 53, "both", "A rule of two.", "Source", "example.com/half"),
]


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with one module of rules, and one outside of the rooms for tables."""
    package = tmp_path / "planted"
    (package / "domain").mkdir(parents="Assumed")
    (package / "domain" / "money.py").write_text(MODULE, "utf-8")
    (package / "store.py").write_text('X = 1\n"""Source: example.com/x"""\n', "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return package


def test_every_statement_is_found(planted: Path) -> None:
    """Docstrings of all kinds and rows of tables are found once each, in order."""
    outside = Rule("planted/store.py", 1, "X", "", "Source", "example.com/x")

    assert [*FOUND, outside] == rules(planted)


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("A charge.", []),
        ("Says `Source:` and no more.", []),
        ("A.\n\nSource: a.com\nand b.com", [("Source", "a.com and b.com")]),
        ("A.\n\nSource: a.com\n\nMore text.", [("Source", "a.com")]),
        ("A.\n\nAssumed: b.\nSource: a.com", [("Assumed", "b."), ("Source", "a.com")]),
        ("A.\n\nRaises: E. Source: a.com\nRaises: F.", [("Source", "a.com")]),
        ("Source: a.com", [("Source", "a.com")]),
        ("Resource: a.com", []),
        ('A.\n\n>>> f("Source: a.com")\n1', []),
    ],
)
def test_what_a_text_says(text: str, sources: list[tuple[str, str]]) -> None:
    """A statement ends with its paragraph, or where another one begins."""
    assert sources == [tuple(found[1:]) for found in statements(text)]


def test_the_package_has_rules() -> None:
    """The rules of the sandbox are found, the published ones and the assumed ones."""
    found = rules()

    assert {"Assumed", "Source"} == {rule.kind for rule in found}
    assert {"domain", "request", "resources"} <= {
        rule.file.split("/")[1] for rule in found
    }
    assert all((PACKAGE.parent / rule.file).is_file() for rule in found)


def test_every_row_that_names_a_source_says_which() -> None:
    """What is said of a source in the package begins like a rule that can be listed."""
    known = [f"{rule.kind}: {rule.source}" for rule in rules()]

    assert known
    assert all(map(PUBLISHED.fullmatch, known))


def plainly(exchange: Exchange, _: Params) -> StripeObject:
    """Something, of which nobody says where it is known from."""
    return {"now": exchange.now}


def test_every_operation_is_known_from_somewhere() -> None:
    """What does an operation of the real API says where that is known from."""
    assert [] == unfounded()


def test_an_operation_without_a_source_is_found() -> None:
    """A handler that names no source is found, unless it is the sandbox's own."""
    planted = Operation("x.create", "POST", "/v1/x", Params, plainly)
    own = Operation("workbench.x", "POST", "/_sandbox/x", Params, plainly)

    [found] = unfounded(operations=[BY_NAME["charges.create"], planted, own])

    assert ("x.create (POST /v1/x)", planted.summary) == (found.name, found.says)
    assert found[:2] == place(plainly)


def test_a_row_without_a_source_is_found(planted: Path) -> None:
    """A row whose column for the source says none is found, and counted as no rule."""
    silent = [
        Rule(FILE, 43, "SILENT, five f", "", "", ""),
        Rule(FILE, 44, "SILENT, six g", "", "", ""),
    ]

    assert silent == unfounded(planted, operations=[])
    assert not set(silent) & set(rules(planted))


def test_the_place_of_a_handler() -> None:
    """A handler is found by its file and its line."""
    file, line = place(customers.create)
    text = (PACKAGE.parent / file).read_text("utf-8").splitlines()

    assert "sandbox/resources/customers.py" == file
    assert text[line - 1].startswith("def create(")
