"""A story as a picture: one dot below the other, each with what happened then.

>>> picture = timeline("The story of src_1", [])
>>> picture.tells
'Nothing has happened yet.'
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sandbox.widgets.panels import COLOURS, WRONG
from sandbox.widgets.pictures import svg
from sandbox.widgets.pictures.picture import Picture
from sandbox.widgets.pictures.svg import INK, PALE, Shape

if TYPE_CHECKING:
    from sandbox.widgets.story import Chapter

MOST = 20
"""Chapters that a picture has room for: the latest ones."""

STEP, TOP = 46, 20
LINE_X, TEXT_X, TIME_X = 170, 190, 152
ROOM = 600
"""Pixels for what is said beside a dot."""


def timeline(title: str, chapters: Sequence["Chapter"]) -> Picture:
    """The latest chapters of a story, one below the other."""
    latest = chapters[-MOST:]
    left_out = len(chapters) - len(latest)
    tells = [in_words(one) for one in latest]
    rest = [f"{left_out} earlier ones are not drawn."] if left_out else []
    if not latest:
        return Picture(title, "Nothing has happened yet.", [nothing()])
    end = TOP + STEP * (len(latest) - 1) + 1
    line = svg.arrow((LINE_X, TOP), (LINE_X, end), strong=False, head=False)
    shapes = [line, *(one for n, c in enumerate(latest) for one in chapter(n, c))]
    return Picture(title, " ".join([*rest, *tells]), shapes)


def nothing() -> Shape:
    """What is drawn of no story at all."""
    return svg.text(TEXT_X, TOP, "Nothing has happened yet.")


def chapter(place: int, told: "Chapter") -> list[Shape]:
    """A dot with its time on the left, and what happened on the right."""
    y = TOP + STEP * place
    refused = told.answer[:1] in ("4", "5")
    colour = WRONG if refused else COLOURS.get(told.status, PALE)
    what = f"{told.what} {'refused: ' + told.answer if refused else ''}".strip()
    below = " · ".join(filter(None, [told.status, told.events]))
    return [
        svg.text(TIME_X, y + 4, told.when, anchor="end", size=svg.SMALL, colour=PALE),
        svg.dot(LINE_X, y, colour=colour),
        svg.text(TEXT_X, y + 4, svg.shortened(what, ROOM), colour=INK, bold=True),
        svg.text(
            TEXT_X, y + 21, svg.shortened(below, ROOM, svg.SMALL), size=svg.SMALL,
            colour=PALE,
        ),
    ]  # fmt: skip


def in_words(told: "Chapter") -> str:
    """A chapter in a sentence."""
    status = f", then {told.status}" if told.status else ""
    answer = f" ({told.answer})" if told.answer else ""
    return f"{told.when}: {told.what}{answer}{status}."
