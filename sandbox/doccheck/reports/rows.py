r"""What every format shows of a problem: where, in which language, and what.

>>> plain("a\x1b[31mb\nc")
'a?[31mb c'
"""

from collections.abc import Iterator
from typing import NamedTuple

from sandbox.doccheck.examples import Checked
from sandbox.doccheck.pages import Unsound
from sandbox.languages.reading.problems import Problem

PAGE = "page"
"""In place of a language, for what is wrong with a file."""


class Row(NamedTuple):
    """One problem: in which file, in which language, and what."""

    path: str
    language: str
    problem: Problem

    @property
    def place(self) -> str:
        """Where it is, as editors read it: path:line:column."""
        return f"{plain(self.path)}:{self.problem.line}:{self.problem.column}"

    @property
    def told(self) -> str:
        """What it is, and what to do."""
        return plain(f"{self.problem.message} {self.problem.hint}".strip())


def rows(one: Checked | Unsound) -> Iterator[Row]:
    """The problems of a snippet, or of a file."""
    if isinstance(one, Unsound):
        yield Row(one.path, PAGE, one.problem)
        return
    for problem in one.problems:
        yield Row(one.snippet.path, one.snippet.language, problem)


def plain(text: str) -> str:
    """A text as it may be shown: in one line, and nothing in it that acts.

    What comes from a page, or is the name of a file, never moves a terminal's cursor.
    """
    return "".join(c if c.isprintable() else " " if c in "\n\t" else "?" for c in text)
