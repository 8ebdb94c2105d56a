"""Pages as snippets: each example in them, where it stands, and what is said of it.

`snippets(path)` reads Markdown, HTML, notebooks, reStructuredText and plain text; what
its author can say about an example is told in `directives.py`.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from sandbox.languages.reading.problems import Problem

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Anchor(NamedTuple):
    """From a place in the code on: its line in the file, and how far columns differ."""

    line: int
    column: int
    file_line: int
    shift: int


class Snippet(NamedTuple):
    """A block of code in a page.

    `line` and `end_line` are its first and its last one in the file, from 1; `indent`
    characters were taken off in front of its lines. `language` is one of `LANGUAGES`,
    or "" for what is not covered, which the page calls `named`. Snippets with the same
    `example`, counted from 1 in each page, are tabs of one example. `directive` is what
    the author said about it.

    `aside` tells why a block is no example of the API at all, such as an answer in
    JSON: it has no language and the example 0, and there is nothing to check or to
    count as missing. `shown` tells that it was typed at a prompt, which shows what each
    line comes to; `elided` that a line `...` stands for arguments, which are blank.
    """

    path: str
    line: int
    end_line: int
    indent: int
    code: str
    language: str
    named: str
    heading: str
    example: int
    directive: Mapping[str, Any] = NOTHING
    aside: str = ""
    anchors: tuple[Anchor, ...] = ()
    shown: bool = False
    elided: bool = False

    def at(self, line: int, column: int) -> tuple[int, int]:
        """The line and the column of the file for a place in its code."""
        before = [a for a in self.anchors if a.line == line and a.column <= column]
        if before:
            return before[-1].file_line, column + before[-1].shift
        return min(self.line + line - 1, self.end_line), self.indent + column


class Unsound(NamedTuple):
    """A place in a page, or a page, that cannot be read; the others can."""

    path: str
    problem: Problem


def snippets(path: Path) -> Iterator[Snippet | Unsound]:
    """Every block of code of a page, or of all pages below a folder, as they stand.

    One page is held in memory at a time. In a folder a page that cannot be read is an
    `Unsound`, and the next one follows.
    Raises: Unreadable for a path that is none of both, or a page that cannot be read;
    ModuleNotFoundError without the packages of `[check]`.
    """
    from sandbox.doccheck.pages import found

    return found.snippets(path)


def pages(path: Path) -> Iterator[Path | Unsound]:
    """The pages below a folder, in order of their names; a file is its own.

    A folder among them that nobody may see is an `Unsound`.
    Left out are hidden files and folders, what tools made, and links to folders.
    Raises: Unreadable for a path that is none of both, or a folder that nobody may see.
    """
    from sandbox.doccheck.pages import found

    return found.pages(path)


def is_page(path: Path) -> bool:
    """Whether a file has the suffix of a page.

    >>> is_page(Path("docs/sources.MD")), is_page(Path("docs/sources.py"))
    (True, False)
    """
    from sandbox.doccheck.pages import found

    return path.suffix.lower() in found.FORMATS
