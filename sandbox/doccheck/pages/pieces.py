"""What a page is made of, in the order in which it stands there, whatever its format.

Each format gives its pages as these pieces; `gathering.py` makes snippets of them.
"""

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from itertools import takewhile
from typing import NamedTuple

Place = tuple[int, int]
"""A line and a column of the file, both from 1, the column in characters."""


class Run(NamedTuple):
    """Characters that stand side by side in the file, and where the first one is."""

    line: int
    column: int
    text: str

    def cut(self, start: int, end: int | None = None) -> "Run":
        """A part of it, as a slice counts."""
        return Run(self.line, self.column + start, self.text[start:end])


LEFT_OUT = re.compile(r"\s*(?:(?:#|//|/\*)\s*)?(?:\.\.\.|\u2026)\s*(?:\*/)?,?\s*$")
"""A line that stands for others, which a page leaves out."""

AMID, LAST = re.compile(r".*[,(\[]\s*$"), re.compile(r"\s*(?:\}?[)\]])")
"""Lines above and below of one that is left out among arguments."""

Prompt = re.Pattern[str]
"""What stands before what is typed."""

Row = tuple[Run, ...]
"""A line of a text: one run, or more where the file writes it with escapes or tags."""


class Heading(NamedTuple):
    """A heading, as text."""

    text: str


class Between(Enum):
    """What stands between blocks of code, and needs no more said than that."""

    PROSE = "something to read"
    TABS = "a set of tabs begins"
    TABS_END = "the set of tabs that began last ends"


class Code(NamedTuple):
    """A block of code, and what the page calls its language.

    `cell` marks the cells of a notebook, which are one program.
    """

    rows: Sequence[Row]
    named: str = ""
    cell: bool = False


class Remark(NamedTuple):
    """A comment that the readers of the page do not see."""

    rows: Sequence[Row]


class Tab(NamedTuple):
    """One tab of a set begins, with its label."""

    label: str


class Fault(NamedTuple):
    """A place that cannot be read."""

    place: Place
    message: str
    hint: str = ""


Piece = Heading | Code | Remark | Tab | Fault | Between


def rows(lines: Iterable[str], *, first: int = 1) -> list[Row]:
    """Lines of a file as rows, from the line with this number on."""
    return [(Run(number, 1, line),) for number, line in enumerate(lines, first)]


def text(row: Row) -> str:
    """What a row says.

    >>> text((Run(1, 1, "a "), Run(1, 9, "b")))
    'a b'
    """
    return row[0].text if len(row) == 1 else "".join(run.text for run in row)


def texts(block: Iterable[Row]) -> str:
    """What rows say, as lines."""
    return "\n".join(map(text, block))


def cut(row: Row, start: int, end: int | None = None) -> Row:
    """A part of a row, as a slice counts; an empty one still knows its place.

    >>> cut((Run(1, 1, "ab"), Run(1, 9, "cd")), 1, 3)
    (Run(line=1, column=2, text='b'), Run(line=1, column=9, text='c'))
    """
    if len(row) == 1:
        return (row[0].cut(start, end),)
    kept: list[Run] = []
    for run in row:
        size = len(run.text)
        if start < size and (end is None or end > 0):
            kept.append(run.cut(max(start, 0), end))
        start, end = start - size, None if end is None else end - size
    last = row[-1]
    return tuple(kept) or (last.cut(len(last.text)),)


def place(row: Row, offset: int) -> Place:
    """Where the character of a row with this number, from 0, stands in the file."""
    for run in row[:-1]:
        if offset < len(run.text):
            return run.line, run.column + offset
        offset -= len(run.text)
    return row[-1].line, row[-1].column + offset


def spaced(row: Row, written: str) -> Row:
    """The end of a row that a parser gives as this text, without what was before it.

    Where the parser made blanks of tabs, they are counted from the first character.
    """
    whole = text(row)
    if whole.endswith(written):
        return cut(row, len(whole) - len(written))
    blanks = len(written) - len(written.lstrip())
    line, column = place(row, len(whole) - len(whole.lstrip()))
    return (Run(line, column - blanks, written),)


def trimmed(block: Sequence[Row]) -> Sequence[Row]:
    """Rows without blank ones at either end, and without what indents them all."""
    shown = [number for number, row in enumerate(block) if text(row).strip()]
    if not shown:
        return ()
    block = block[shown[0] : shown[-1] + 1]
    said = [text(row) for row in block]
    fronts = [line[: len(line) - len(line.lstrip())] for line in said if line.strip()]
    columns = zip(*fronts, strict=False)
    width = sum(1 for _ in takewhile(lambda column: len({*column}) == 1, columns))
    return [cut(row, width) for row in block] if width else block


def unprompted(block: Sequence[Row], first: Prompt, more: Prompt) -> Sequence[Row]:
    """Of what was typed at a prompt, what was typed; its output becomes blank rows.

    What does not begin with the first prompt, below comments, is left as it is. A line
    that ends with a backslash goes on in the next one, which needs no prompt.
    """
    begun = next((text(row) for row in block if not COMMENT.match(text(row))), "")
    if not first.match(begun):
        return block
    typed: list[Row] = []
    for row in block:
        line = text(row)
        goes_on = bool(typed) and text(typed[-1]).endswith("\\")
        prompt = more.match(line) or first.match(line)
        size = prompt.end() if prompt else 0 if goes_on else len(line)
        typed.append(cut(row, size))
    return typed


def without(block: Sequence[Row], *, everywhere: bool) -> Sequence[Row]:
    r"""Rows, blank where one stands for others among arguments, or anywhere.

    >>> block = rows(["f(1,", "  ...", ")", "..."])
    >>> texts(without(block, everywhere=False)), texts(without(block, everywhere=True))
    ('f(1,\n\n)\n...', 'f(1,\n\n)\n')
    """
    kept = list(block)
    for number in [n for n, row in enumerate(block) if LEFT_OUT.match(text(row))]:
        if everywhere or is_amid(block, number):
            kept[number] = cut(block[number], len(text(block[number])))
    return kept


def is_elided(block: Sequence[Row]) -> bool:
    """Whether arguments are left out."""
    return any(
        is_amid(block, number)
        for number, row in enumerate(block)
        if LEFT_OUT.match(text(row))
    )


def is_amid(block: Sequence[Row], number: int) -> bool:
    """Whether a row stands among arguments."""
    above = text(block[number - 1]) if number else ""
    below = text(block[number + 1]) if number + 1 < len(block) else ""
    return bool(AMID.match(above) or LAST.match(below))


COMMENT = re.compile(r"\s*(?:#|//|$)")
"""A line that has no code in it."""

COMMENTS = {
    re.compile(r"\s*<!--"): "-->",
    re.compile(r"\s*\{/\*"): "*/}",
    re.compile(r"\s*\.\.(?=\s+sources:)"): "",
    re.compile(r"\s*%(?=\s*sources:)"): "",
    re.compile(r"\s*(?:#|//)(?=\s*sources:)"): "",
}
"""How the formats write what readers do not see: how it begins, and how it ends."""

SIGN = re.compile(r"\s*(?:%|#|//)")
"""What the lines of some comments begin with, each of them."""


def remark(block: Sequence[Row]) -> Remark | None:
    """The comment that a block begins with, without what makes it one."""
    for opening, closing in COMMENTS.items():
        if not (begins := opening.match(text(block[0]))):
            continue
        inside = [cut(block[0], begins.end()), *block[1:]]
        if not closing:
            return Remark([inside[0], *map(unsigned, inside[1:])])
        for number, row in enumerate(inside):
            if (end := text(row).find(closing)) >= 0:
                return Remark([*inside[:number], cut(row, 0, end)])
        return Remark(inside)
    return None


def unsigned(row: Row) -> Row:
    """A line of a comment without the sign that makes it one."""
    sign = SIGN.match(text(row))
    return cut(row, sign.end()) if sign else row
