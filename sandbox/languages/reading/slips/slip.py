"""Slips and the changes that mend them.

>>> mended("f(a", [Mend(1, 4, ")")])
'f(a)'
"""

from collections.abc import Iterable
from typing import NamedTuple


class Mend(NamedTuple):
    """A change that makes code parse: what to insert at a place, and what to remove.

    Lines and columns begin with 1; columns are counted in characters.
    """

    line: int
    column: int
    insert: str
    remove: str = ""


class Slip(NamedTuple):
    """A slip: where it is, what to do about it, and the changes that do it.

    Without changes nobody can be sure of what was meant.
    """

    line: int
    column: int
    message: str
    hint: str = ""
    mends: tuple[Mend, ...] = ()


def place_of(code: str, index: int) -> tuple[int, int]:
    r"""The line and the column of an index, both from 1.

    >>> place_of("a\nbc", 3)
    (2, 2)
    """
    return code.count("\n", 0, index) + 1, index - code.rfind("\n", 0, index)


SHORT = 40
"""How many characters of code a sentence quotes."""


def short(code: str) -> str:
    r"""Some code, short enough for a sentence.

    >>> short("f(1,\n  2)"), short("x" * 50)
    ('2)', 'xxxxxxxxxxxxxxxxxx...xxxxxxxxxxxxxxxxxx')
    """
    text = code.rstrip().split("\n")[-1].strip()
    return text if len(text) <= SHORT else text[:18] + "..." + text[-18:]


def mended(code: str, mends: Iterable[Mend]) -> str:
    """Code after some changes, each of which names a place in the code as it was."""
    lines = code.split("\n")
    for line, column, insert, remove in sorted(mends, reverse=True):
        before, after = lines[line - 1][: column - 1], lines[line - 1][column - 1 :]
        lines[line - 1] = before + insert + after.removeprefix(remove)
    return "\n".join(lines)
