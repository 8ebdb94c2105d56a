"""Mending code by trying what parses: that tells where it broke, and what is missing.

>>> code = 'customer = create("a"'
>>> [slip.hint for slip in broken(code, "python", parse(code, "python"))]
['Put ) after create("a".']
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from sandbox.languages.reading.slips.edits import MARKS, Edit, edits, suspects
from sandbox.languages.reading.slips.ends import End, given_up
from sandbox.languages.reading.slips.layout import OPENERS, shape, shapes, tokens
from sandbox.languages.reading.slips.oddness import awkward, crooked
from sandbox.languages.reading.slips.slip import Mend, Slip, place_of, short
from sandbox.languages.reading.slips.tolerated import tolerated
from sandbox.languages.reading.syntax.grammars import parse

if TYPE_CHECKING:
    from tree_sitter import Tree

TRIES = 1000
"""How many texts are parsed at most to mend one."""

CHARACTERS = 250_000
"""How much text is parsed at most to mend one: the longer it is, the fewer tries."""

EFFORT = 10**8
"""How much a grammar does at most to mend one.

Where it gets lost it looks back to the beginning at every token, in every try.
"""

LONG = 20_000
"""Longer code is not mended: no example is as long."""

ERRORS = 12
"""Where a grammar gives up more often, it is not for the sake of one token.

One token that is dropped from the snippets of the page makes five errors at most.
"""

PARTS = 4
"""How many parts of code are mended one by one at most."""


class Cure(NamedTuple):
    """A change that makes code sound, below what tells how likely it was meant.

    The less, the likelier: lines that stand askew, oddities in the line; whether it
    takes something away, gives a line that is like no other, how far it is from where
    the grammar gave up; then by the order of the tokens, and of the code.
    """

    crooked: int
    awkward: int
    removes: bool
    unlike: bool
    distance: int
    order: int
    edit: Edit


def sound(code: str, language: str) -> bool:
    """Whether neither the grammar nor a rule beyond it finds a slip."""
    tree = parse(code, language)
    return not tree.root_node.has_error and not tolerated(code, language, tree)


def broken(code: str, language: str, tree: Tree) -> list[Slip]:
    """The slips in code that does not parse: the one that mends it all, or each.

    Where no change of one token mends it, the parts between blank lines are looked at
    one by one; where that does not help either, it says where the grammar gave up.
    """
    end = given_up(code, tree)
    if found := one(code, language, end):
        return [found]
    parts = (part for part in paragraphs(code) if part.code != code.strip("\n"))
    wrong = (part for part in parts if not sound(part.code, language))
    each = [(part, ending(part.code, language)) for part in islice(wrong, PARTS)]
    tried = ((part.above, one(part.code, language, its)) for part, its in each)
    return [moved(slip, above) for above, slip in tried if slip] or [refusal(end)]


def ending(code: str, language: str) -> End:
    """Where the grammar gives up on some code."""
    return given_up(code, parse(code, language))


def one(code: str, language: str, end: End) -> Slip | None:
    """The one slip in code that a change of one token mends."""
    if len(code) > LONG or end.times > ERRORS:
        return None
    cures = ranked(code, language, end)
    return tell(code, cures) if cures else None


class Part(NamedTuple):
    """A part of code between blank lines, and how many lines there are above it."""

    above: int
    code: str


def paragraphs(code: str) -> Iterator[Part]:
    """The parts of code between blank lines."""
    lines = code.split("\n")
    start = 0
    for row, line in enumerate([*lines, ""]):
        if not line.strip():
            if row > start:
                yield Part(start, "\n".join(lines[start:row]))
            start = row + 1


def moved(slip: Slip, lines: int) -> Slip:
    """A slip, some lines further down."""
    mends = [mend._replace(line=mend.line + lines) for mend in slip.mends]
    return slip._replace(line=slip.line + lines, mends=tuple(mends))


def ranked(code: str, language: str, end: End) -> list[Cure]:
    """The changes of one token that make code sound, the likeliest first."""
    here = end.line
    found = {edit.of(code): edit for edit in reversed(healing(code, language, here))}
    return sorted(cure(code, edit, language, here=here) for edit in found.values())


def healing(code: str, language: str, line: int) -> list[Edit]:
    """The changes that make code sound, within the tries that it is worth.

    Those near a line come first, and of these the ones of which something is amiss.
    """
    size, length = len(tokens(code, language)) + 1, len(code) + 1
    left = min(TRIES, CHARACTERS // length, EFFORT // size**2)
    if not left:
        return []
    likely = suspects(code, language)
    groups: tuple[list[Edit], list[Edit]] = [], []
    for edit in edits(code, language):
        groups[edit.mark(code) not in likely].append(edit)
    rows = rows_of(code)
    for group in groups:
        near = sorted(group, key=lambda edit: abs(rows[edit.start] - line))[:left]
        if found := [edit for edit in near if sound(edit.of(code), language)]:
            return found
        left -= len(near)
    return []


def rows_of(code: str) -> list[int]:
    """The line of each index, and of the end."""
    rows, row = [], 1
    for letter in code:
        rows.append(row)
        row += letter == "\n"
    return [*rows, row]


def cure(code: str, edit: Edit, language: str, *, here: int) -> Cure:
    """A change, with what tells how likely it was meant."""
    mended = edit.of(code)
    row = code.count("\n", 0, edit.start)
    line = mended.split("\n")[row]
    marks = MARKS[language].split()
    return Cure(
        crooked(mended, language),
        awkward(line, language),
        not edit.insert,
        shapes(mended, language)[shape(line, language)] == 1,
        abs(row + 1 - here),
        marks.index(edit.insert.strip()) if edit.insert else len(marks),
        edit,
    )


def sure(code: str, best: Cure, others: list[Cure]) -> bool:
    """Whether a change is the only one that looks as if somebody had meant it.

    A token is only sure to be too much where it stands twice.
    """
    start, end, insert = best.edit
    twice = code[start:end] in (
        code[end : 2 * end - start],
        code[2 * start - end : start],
    )
    return (bool(insert) or twice) and all(best[:4] < cure[:4] for cure in others[:1])


def tell(code: str, cures: list[Cure]) -> Slip:
    """A slip as its likeliest mend tells it; the mend only where that one is sure."""
    best, *others = cures
    edit = best.edit
    place = place_of(code, edit.start)
    removed = code[edit.start : edit.end]
    mend = (Mend(*place, edit.insert, removed),) if sure(code, best, others) else ()
    if removed:
        message = f"{removed} is too much here."
        return Slip(*place, message, f"Take {removed} away.", mend)
    mark = edit.insert.strip()
    where = beside(code, edit.start)
    if mark in OPENERS and any(rivals(best, other) for other in others):
        message = f"{mark} is missing, or {OPENERS[mark]} is too much."
        hint = f"Put {mark} {where}, or take {OPENERS[mark]} away."
        return Slip(*place, message, hint)
    return Slip(*place, f"{mark} is missing.", f"Put {mark} {where}.", mend)


def rivals(best: Cure, other: Cure) -> bool:
    """Whether a change that takes something away looks as good as an insertion."""
    return other.removes and best[:2] == other[:2] and best.distance == other.distance


def beside(code: str, index: int) -> str:
    """Which place an index is, told by what stands beside it in its line.

    >>> beside("customer.save() # it", 15), beside("  )", 2), beside("", 0)
    ('after customer.save()', 'before )', 'in this line')
    """
    before = code[:index].rsplit("\n", maxsplit=1)[-1].split()
    after = code[index:].split("\n", maxsplit=1)[0].split()
    if before:
        return f"after {short(before[-1])}"
    return f"before {short(after[0])}" if after else "in this line"


def refusal(end: End) -> Slip:
    """Where the grammar gave up, if nothing better is known."""
    line, column, said, _ = end
    what = f"{short(said)} was not expected" if said else "the code ends too early"
    return Slip(line, column, f"The grammar ends here: {what}.")
