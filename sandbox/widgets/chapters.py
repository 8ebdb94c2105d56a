"""A story as a table in HTML, which scrolls where there is no room for it.

>>> kept("/v1/customers/cus_bUaThqPRI00AKV/sources")
'/v1/customers/<wbr>cus_bUaThqPRI00AKV/sources'
"""

from collections.abc import Iterable, Sequence
from html import escape

from sandbox.widgets import panels

AN_ID = 12
"""Characters that a part of an address has more of, when it is an id."""

LONG_WORD = 60
"""Characters of a word that is broken where there is no room: no id has as many."""

BORDER = f"border-top:1px solid {panels.LINE};vertical-align:top"


def as_table(columns: Iterable[str], chapters: Iterable[Sequence[str]]) -> str:
    """The chapters of a story, a row for each."""
    heads = "".join(panels.head(name, "col") for name in columns)
    rows = "".join(map(as_row, chapters))
    return (
        '<div tabindex="0" role="group" aria-label="Story" style="overflow-x:auto">'
        f'<table style="{panels.TABLE}">{panels.ROW}{heads}</tr>{rows}</table></div>'
    )


def as_row(chapter: Sequence[str]) -> str:
    """A chapter as a row of the table."""
    style = f"{panels.CELL};{panels.CODE};{BORDER}"
    cells = (f'<td style="{style}">{in_lines(text)}</td>' for text in chapter)
    return f"{panels.ROW}{''.join(cells)}</tr>"


def in_lines(text: str) -> str:
    """A text whose lines end between words, or before an id; all of these stay whole.

    >>> in_lines("source=src_1, a<b")
    'source=src_1, a&lt;b'
    """
    return " ".join(map(kept, text.split(" ")))


def kept(word: str) -> str:
    """A word that is not broken, not even at a hyphen, unless it has no end."""
    if max(map(len, word.split("/"))) > LONG_WORD:
        return f'<span style="overflow-wrap:anywhere">{escape(word)}</span>'
    if "-" in word:
        return f'<span style="white-space:nowrap">{escape(word)}</span>'
    first, *rest = word.split("/")
    ends = (f"/{'<wbr>' * (len(part) > AN_ID)}{escape(part)}" for part in rest)
    return escape(first) + "".join(ends)
