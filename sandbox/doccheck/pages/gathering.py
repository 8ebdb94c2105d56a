"""Pieces of a page as snippets: which are tabs of one example, and what is said of it.

Blocks in one set of tabs are tabs of one example: the first ones in each language, then
the second ones. Elsewhere blocks that follow one another with nothing between, each in
another language, are. What is set aside neither belongs to an example nor ends one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sandbox.doccheck.pages import (
    NOTHING,
    Anchor,
    Snippet,
    Unsound,
    directives,
    pieces,
)
from sandbox.doccheck.pages.detect import Kind, identify, mentions
from sandbox.doccheck.pages.pieces import Between, Piece, Place, Row
from sandbox.languages.reading.problems import Problem

SHELL = r"(?:\[?[\w.-]+@[\w.-]+[^$#%>]*[$#%]|[$%]) "
IRB = r"(?:irb\([^)]*\)[\d:]*[>*\"']|\[\d+\] pry\([^)]*\)[>*]|php >) ?"
PROMPTS = tuple(
    (re.compile(first), re.compile(more))
    for first, more in {
        ">>> ": r"(?:>>>|\.\.\.) ?",
        SHELL: "> ",
        IRB: IRB,
        "> ": r"(?:>|\.\.\.) ?",
    }.items()
)
"""What stands before what is typed, at first and later: in Python, in a shell, in Ruby
or PHP, in Node.
"""


class Gathering:
    """A page that is read piece by piece, and what is known of it so far."""

    def __init__(self, path: str) -> None:
        """Begin a page."""
        self.path = path
        self.heading = self.label = ""
        self.depth = 0
        self.program = False
        self.last = 0
        self.waiting: tuple[Place, Mapping[str, Any]] | None = None
        self.close()

    def close(self) -> None:
        """The open example is whole: what comes next is another one."""
        self.first = self.last + 1
        self.seen: Counter[str] = Counter()
        self.said: dict[int, Mapping[str, Any]] = {}

    def snippets(self, found: Iterable[Piece]) -> Iterator[Snippet | Unsound]:
        """The snippets of the page, and what in it cannot be read."""
        for piece in found:
            match piece:
                case pieces.Code():
                    yield from self.code(piece)
                case pieces.Remark():
                    yield from self.remark(piece.rows)
                case pieces.Fault():
                    yield self.unsound(*piece)
                case _:
                    self.between(piece)
        if self.waiting:
            yield self.unsound(
                self.waiting[0],
                "This remark is about the example behind it, and there is none.",
                "Put it before the example.",
            )

    def between(self, piece: Piece) -> None:
        """What stands between examples ends one, except inside a set of tabs."""
        match piece:
            case pieces.Tab(label):
                self.label = label
                return
            case Between.TABS_END:
                self.depth = max(0, self.depth - 1)
                self.label = ""
            case pieces.Heading(told):
                self.heading = told
        if not self.depth:
            self.label = ""
            self.close()
        if piece is Between.TABS:
            self.depth += 1

    def remark(self, rows: Sequence[Row]) -> Iterator[Unsound]:
        """A comment may say something about the example behind it."""
        said = directives.parse(rows)
        if said is None:
            return
        for fault in said.faults:
            yield self.unsound(*fault)
        if not self.depth:
            self.close()
        if self.waiting:
            yield self.unsound(
                said.place,
                "There are two remarks before one example.",
                "Put everything into one: clauses are separated by semicolons.",
            )
        self.waiting = said.place, said.directive

    def code(self, piece: pieces.Code) -> Iterator[Snippet | Unsound]:
        """A block of code: an example, a tab of one, or nothing of the API's."""
        written = pieces.trimmed(piece.rows)
        rows = pieces.trimmed(typed(written))
        if not rows:
            return
        code = pieces.texts(rows)
        if piece.cell and self.program and not self.depth:
            self.close()
        self.program = self.program or (piece.cell and mentions(code))
        sure = bool(self.waiting or self.seen or (piece.cell and self.program))
        kind = identify(code, piece.named, tab=self.label, sure=sure)
        if kind.aside:
            yield self.snippet(rows, kind)
            return
        if not self.depth and self.seen[kind.language or kind.named]:
            self.close()
        example = self.first + self.seen[kind.language or kind.named]
        self.seen[kind.language or kind.named] += 1
        if self.waiting:
            yield from self.tell(example)
        continues = {"continues": True} if piece.cell and example > 1 else {}
        self.last = max(self.last, example)
        said = {**continues, **self.said.get(example, NOTHING)}
        left = pieces.without(rows, everywhere=kind.language != "python")
        yield self.snippet(left, kind)._replace(
            example=example,
            directive=said,
            shown=pieces.texts(rows) != pieces.texts(written),
            elided=pieces.is_elided(rows),
        )

    def tell(self, example: int) -> Iterator[Unsound]:
        """The remark that waits is about this example, if this is its first tab."""
        if self.waiting and example > self.last:
            self.said[example] = self.waiting[1]
        elif self.waiting:
            yield self.unsound(
                self.waiting[0],
                "This remark stands between the tabs of one example.",
                "Put it before the first of them.",
            )
        self.waiting = None

    def snippet(self, rows: Sequence[Row], kind: Kind) -> Snippet:
        """A block with its place in the file."""
        first = rows[0][0]
        return Snippet(
            self.path,
            first.line,
            max(run.line for row in rows for run in row),
            first.column - 1,
            pieces.texts(rows),
            kind.language,
            kind.named,
            self.heading,
            0,
            aside=kind.aside,
            anchors=tuple(anchors(rows)),
        )

    def unsound(self, at: Place, message: str, hint: str = "") -> Unsound:
        """A place in this page that cannot be read."""
        return Unsound(self.path, Problem(*at, "file", message, hint))


def typed(rows: Sequence[Row]) -> Sequence[Row]:
    """Of what was typed at a prompt, what was typed."""
    for first, more in PROMPTS:
        rows = pieces.unprompted(rows, first, more)
    return rows


def anchors(rows: Sequence[Row]) -> Iterator[Anchor]:
    """Where rows do not simply stand below one another, as far in as the first one."""
    first = rows[0][0]
    for number, row in enumerate(rows):
        is_below = row[0].line == first.line + number
        is_even = row[0].column == first.column or not pieces.text(row)
        if len(row) == 1 and is_below and is_even:
            continue
        column = 1
        for run in row:
            yield Anchor(number + 1, column, run.line, run.column - column)
            column += len(run.text)
