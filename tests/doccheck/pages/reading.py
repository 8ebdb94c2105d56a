"""A page written for one test, and what is found in it."""

from pathlib import Path

from sandbox.doccheck.pages import Snippet, Unsound, snippets
from tests.tree import PROJECT

FORMATS = PROJECT / "tests" / "pages" / "formats"
"""The same example in each format; all tabs of it name src_kept once."""

Tab = tuple[int, str]
"""An example's number, and what it is written in: a language, or what it is named."""


def found(path: Path) -> tuple[list[Snippet], list[Unsound]]:
    """What a page has: its snippets, and what in it cannot be read."""
    everything = list(snippets(path))
    return (
        [one for one in everything if isinstance(one, Snippet)],
        [one for one in everything if isinstance(one, Unsound)],
    )


def read(folder: Path, name: str, page: str) -> list[Snippet]:
    """The snippets of a page in which everything can be read."""
    path = folder / name
    path.write_text(page, encoding="utf-8", newline="")
    shown, unsound = found(path)
    assert [] == unsound
    return shown


def tabs(shown: list[Snippet]) -> list[Tab]:
    """The examples among them; what was set aside is left out."""
    return [(one.example, one.language or one.named) for one in shown if not one.aside]


def faults(folder: Path, name: str, page: str) -> list[tuple[int, int, str]]:
    """Line, column and sentence of each thing in a page that cannot be read."""
    path = folder / name
    path.write_text(page, encoding="utf-8", newline="")
    _, unsound = found(path)
    assert all(one.problem.kind == "file" for one in unsound)
    return [(p.line, p.column, p.message) for _, p in unsound]
