"""The types of events, and what a pattern means among them."""

import ast
from pathlib import Path

import pytest

from sandbox.domain.event_types import EVENT_TYPES, TABLE, covers, known, meant
from tests.tree import PROJECT

NONE_OF_THESE = ["source.created", "source.updated", "source.consumed"]


def test_every_type_is_there_once() -> None:
    """Each type of event has one row, which says what it tells."""
    assert len(TABLE) == len(EVENT_TYPES) > 30
    assert all(row.tells for row in TABLE)


@pytest.mark.parametrize("name", NONE_OF_THESE)
def test_what_no_event_tells(name: str) -> None:
    """That a source was made, updated or consumed is told by no event."""
    assert not known(name)


def texts(package: Path) -> set[str]:
    """Every text in the code of a package, this table's own apart."""
    return {
        node.value
        for path in package.rglob("*.py")
        if path.name != "event_types.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_what_the_sandbox_tells() -> None:
    """The table says of each type whether there is code that tells it."""
    of_a_status = {f"charge.{status}" for status in ("succeeded", "pending", "failed")}
    named = (texts(PROJECT / "sandbox") & EVENT_TYPES.keys()) | of_a_status

    assert named == {name for name, row in EVENT_TYPES.items() if row.told}


PATTERNS = {
    "itself": ("charge.failed", "charge.failed", True),
    "another one": ("charge.failed", "charge.succeeded", False),
    "a group": ("charge.*", "charge.failed", True),
    "a group in a group": ("charge.*", "charge.dispute.created", True),
    "another group": ("charge.*", "source.failed", False),
    "everything": ("*", "source.failed", True),
}


@pytest.mark.parametrize(
    ("pattern", "kind", "expected"), PATTERNS.values(), ids=PATTERNS
)
def test_covers(pattern: str, kind: str, *, expected: bool) -> None:
    """A type means itself, `charge.*` all that begins like this, `*` everything."""
    assert expected == covers(pattern, kind)


KNOWN = {
    "a type": ("source.failed", True, True),
    "everything": ("*", True, True),
    "a group": ("charge.*", False, True),
    "a group of nothing": ("invoice.*", False, False),
    "half a name": ("charge.f*", False, False),
    "an unknown type": ("charge.paid", False, False),
    "nothing": ("", False, False),
}


@pytest.mark.parametrize(("pattern", "alone", "grouped"), KNOWN.values(), ids=KNOWN)
def test_known(pattern: str, *, alone: bool, grouped: bool) -> None:
    """A type of the table and `*` are known; a group only where groups are taken."""
    assert (alone, grouped) == (known(pattern), known(pattern, groups=True))


def test_what_may_have_been_meant() -> None:
    """A type that is misspelt is corrected; for anything else the types are listed."""
    assert "Is it charge.succeeded?" == meant("charge.suceeded")
    assert "source.chargeable" in meant("zzz")
