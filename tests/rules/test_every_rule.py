"""Every table of rules is there, and every row says where its rule comes from."""

from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.rules import PUBLISHED

HERE = Path(__file__)
TABLES = sorted(path.stem for path in HERE.parent.glob("test_*.py") if path != HERE)


def unfounded(rows: dict[str, Any]) -> list[str]:
    """The names of the rows that do not say where their rule comes from."""
    return [
        name for name, row in rows.items() if not PUBLISHED.fullmatch(str(row.source))
    ]


def test_there_are_tables() -> None:
    """There is a table to look at: no table at all would show nothing."""
    assert TABLES


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_its_source(table: str) -> None:
    """A table `RULES` has rows, and each of them names the source of its rule."""
    rows = import_module(f"tests.rules.{table}").RULES

    assert rows
    assert [] == unfounded(rows)


def test_a_row_without_a_source_is_found() -> None:
    """A row that only claims to have a source is found."""

    class Row(NamedTuple):
        source: str

    rows = {"a": Row("Source: docs.stripe.com"), "b": Row("Source:"), "c": Row("see b")}

    assert ["b", "c"] == unfounded(rows)
