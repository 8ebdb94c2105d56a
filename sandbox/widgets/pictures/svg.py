"""What pictures are drawn of: text, boxes, lines and dots.

Every shape knows which place it covers, so that a test can say that none hides another.
Places are in pixels from the upper left corner. Whatever is said is escaped.

>>> said = text(8, 20, "<b>")
>>> "&lt;b&gt;" in said.markup, said.places[0].left
(True, 8.0)
"""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple, Self
from unicodedata import combining, east_asian_width

INK, PALE, PAPER = "var(--ink)", "var(--pale)", "var(--paper)"
CODE, WORDS = "var(--code)", "var(--words)"
"""Colours and fonts by short names, since a drawing has them a hundred times."""

THEMED = {
    "ink": "var(--jp-ui-font-color1, currentColor)",
    "pale": "var(--jp-ui-font-color2, currentColor)",
    "paper": "var(--jp-layout-color2, transparent)",
    "code": "var(--jp-code-font-family, monospace)",
    "words": "var(--jp-ui-font-family, system-ui, sans-serif)",
}
"""What the names stand for, said once around a drawing. Without a theme of JupyterLab
the colours are those of the page around, be it light or dark; the colours of `panels`
are for edges, beside a word.
"""

SMALL, SIZE = 12, 13
"""Sizes of text in pixels; nothing is smaller than the first."""

CHARACTER, BOLD = 0.6, 0.66
"""The width of a character by the size of its text: that of a monospaced font."""

LINE_HEIGHT = 1.35
HEAD = 6
"""Length of the head of an arrow, and the width of one half of it is half of that."""

DOT = 6
"""From the middle of a dot to its edge."""

ANCHORS = {"start": 0, "middle": 0.5, "end": 1}

Point = tuple[float, float]


class Area(NamedTuple):
    """A rectangle in a picture."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> Point:
        """The point in the middle of it."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, other: "Area") -> bool:
        """Whether the other lies within this one."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    @classmethod
    def around(cls, areas: Sequence["Area"]) -> Self:
        """The smallest one that holds them all."""
        left, top, right, bottom = zip(*areas, strict=True)
        return cls(min(left), min(top), max(right), max(bottom))


class Shape(NamedTuple):
    """Something drawn: its kind, its markup, what it says, and where it is."""

    kind: str
    markup: str
    said: str
    places: tuple[Area, ...]


def named(meanings: Mapping[str, str]) -> str:
    """The names of colours and fonts with what they stand for, as a style.

    >>> named({"ink": "black", "paper": "white"})
    '--ink:black;--paper:white'
    """
    return ";".join(f"--{name}:{value}" for name, value in meanings.items())


def width(said: str, size: int = SIZE, *, bold: bool = False) -> float:
    """About how wide a text is: what is written in wide characters counts twice.

    >>> width("src_1", size=10), width("日本", size=10)
    (30.0, 24.0)
    """
    wide = sum(east_asian_width(one) in "WF" for one in said)
    marks = sum(combining(one) > 0 for one in said)
    return (len(said) + wide - marks) * size * (BOLD if bold else CHARACTER)


def shortened(said: str, most: float, size: int = SIZE) -> str:
    """A text in one line that is not wider than this; what is left out shows as dots.

    >>> shortened("jenny.rosen@example.com", most=78, size=13)
    'jenny.ros…'
    """
    said = " ".join(said.split())
    if width(said, size) <= most:
        return said
    while said and width(f"{said}…", size) > most:
        said = said[:-1]
    return f"{said}…"


def text(  # noqa: PLR0913 - a text has these sides
    x: float,
    y: float,
    said: str,
    *,
    anchor: str = "start",
    size: int = SIZE,
    colour: str = INK,
    bold: bool = False,
    code: bool = False,
) -> Shape:
    """One line of text; `y` is where its letters stand."""
    wide = width(said, size, bold=bold and not code)
    left = x - wide * ANCHORS[anchor]
    style = f"font:{600 if bold else 400} {size}px {CODE if code else WORDS}"
    markup = (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" '
        f'style="{style};fill:{colour}">{escape(said)}</text>'
    )
    return Shape("text", markup, said, (Area(left, y - size, left + wide, y + 3),))


def label(
    x: float, y: float, said: str, *, anchor: str = "middle", strong: bool = True
) -> Shape:
    """What an arrow stands for, beside it."""
    colour = INK if strong else PALE
    shape = text(x, y, said, anchor=anchor, size=SMALL, colour=colour, bold=strong)
    return shape._replace(kind="label")


def box(area: Area, *said: str, colour: str = PALE, strong: bool = False) -> Shape:
    """A frame with lines of text in its middle; a strong one has a thick edge."""
    x, y = area.middle
    step = SIZE * LINE_HEIGHT
    first = y + SIZE * 0.35 - step * (len(said) - 1) / 2
    texts = [
        text(x, first + step * n, one, anchor="middle", bold=strong, code=True)
        for n, one in enumerate(said)
    ]
    markup = frame(area, colour=colour, ground=PAPER, strong=strong).markup
    markup += "".join(one.markup for one in texts)
    return Shape("box", markup, " ".join(said), (area,))


def frame(
    area: Area, *, colour: str = PALE, ground: str = "none", strong: bool = False
) -> Shape:
    """A frame without a word, for what stands inside it."""
    left, top, right, bottom = area
    markup = (
        f'<rect x="{left:g}" y="{top:g}" width="{right - left:g}" '
        f'height="{bottom - top:g}" rx="6" style="fill:{ground};stroke:{colour};'
        f'stroke-width:{3 if strong else 1}"/>'
    )
    return Shape("frame", markup, "", (area,))


def dot(x: float, y: float, *, colour: str = INK) -> Shape:
    """A full circle around a point."""
    markup = f'<circle cx="{x:g}" cy="{y:g}" r="{DOT}" style="fill:{colour}"/>'
    return Shape("dot", markup, "", (Area(x - DOT, y - DOT, x + DOT, y + DOT),))


def arrow(*points: Point, strong: bool = True, head: bool = True) -> Shape:
    """A line from point to point with a head at its end; a weak one is dashed.

    It covers the place of each of its pieces, so let them be level or upright.
    """
    colour = INK if strong else PALE
    path = " ".join(f"{x:g},{y:g}" for x, y in points)
    dashes = "" if strong else ";stroke-dasharray:4 3"
    markup = (
        f'<polyline points="{path}" style="fill:none;stroke:{colour};'
        f'stroke-width:{2 if strong else 1}{dashes}"/>'
    )
    if head:
        markup += point_at(*points[-2:], colour=colour)
    pieces = [Area.around([Area(*a, *a), Area(*b, *b)]) for a, b in pairwise(points)]
    thick = tuple(Area(p[0] - 1, p[1] - 1, p[2] + 1, p[3] + 1) for p in pieces)
    return Shape("arrow", markup, "", thick)


def point_at(before: Point, tip: Point, *, colour: str) -> str:
    """The head of an arrow that comes from a point to its tip."""
    (x0, y0), (x, y) = before, tip
    length = ((x - x0) ** 2 + (y - y0) ** 2) ** 0.5 or 1
    ahead, aside = (x - x0) / length, (y - y0) / length
    back, half = (x - ahead * HEAD, y - aside * HEAD), HEAD / 2 + 1
    one = (back[0] - aside * half, back[1] + ahead * half)
    two = (back[0] + aside * half, back[1] - ahead * half)
    corners = " ".join(f"{a:.4g},{b:.4g}" for a, b in (tip, one, two))
    return f'<polygon points="{corners}" style="fill:{colour}"/>'
