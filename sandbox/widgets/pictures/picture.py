"""A picture as a whole: its drawing, its title, and the same in words.

>>> from sandbox.widgets.pictures import svg
>>> said = Picture("Jenny", "She has nothing.", [svg.text(8, 20, "Jenny")])
>>> said
Jenny
She has nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from zlib import crc32

from sandbox.widgets.pictures.svg import INK, SIZE, THEMED, Area, Shape, named

MARGIN = 8
LEAST = 0.8
"""How small a picture gets in a narrow window, by its own size; then it is scrolled."""

UNTRUSTED = (
    f'<desc><span style="font-size:{SIZE}px">Run this cell to see the picture.</span>'
    "</desc>"
)
"""What is seen where a notebook is not trusted, and loses the tags of its drawings."""


@dataclass(frozen=True)
class Picture:
    """Shapes with a title, and the same in words.

    `tells` says what the picture shows, for who does not see it. `under` is HTML that
    stands below it, and `lines` are what that says in plain text.
    """

    title: str
    tells: str
    shapes: Sequence[Shape]
    under: str = ""
    lines: Sequence[str] = ()

    def __repr__(self) -> str:
        return "\n".join([self.title, self.tells, *self.lines])

    def _repr_mimebundle_(
        self,
        include: object = None,
        exclude: object = None,
    ) -> dict[str, str]:
        """The picture for a notebook, and its words for a terminal."""
        del include, exclude
        return {"text/html": self.html(), "text/plain": repr(self)}

    def svg(self) -> str:
        """The drawing. It shrinks with the page, and what it tells is read aloud."""
        places = [place for shape in self.shapes for place in shape.places]
        left, top, right, bottom = Area.around(places)
        wide, high = right - left + 2 * MARGIN, bottom - top + 2 * MARGIN
        drawn = "".join(shape.markup for shape in self.shapes)
        name = f"picture-{crc32((self.title + self.tells + drawn).encode()):08x}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" '
            f'aria-labelledby="{name}-title {name}-desc" '
            f'viewBox="{left - MARGIN:g} {top - MARGIN:g} {wide:g} {high:g}" '
            f'style="display:block;width:{wide:g}px;max-width:100%;'
            f'min-width:{wide * LEAST:g}px;height:auto">'
            f'<title id="{name}-title">{escape(self.title)}</title>'
            f'<desc id="{name}-desc">{escape(self.tells)}</desc>'
            f"{UNTRUSTED}{drawn}</svg>"
        )

    def html(self) -> str:
        """The drawing under its title, and above what is to be said of it.

        Nothing is written in size 0 but what is left of a drawing without its tags.
        """
        style = (
            f"{named(THEMED)};margin:0;color:{INK};line-height:1.5;"
            "overflow-wrap:anywhere"
        )
        return (
            f'<figure style="{style}"><figcaption style="font-weight:600;'
            f'margin-bottom:4px">{escape(self.title)}</figcaption>'
            '<div tabindex="0" role="group" aria-label="Picture" '
            f'style="overflow-x:auto;font-size:0">{self.svg()}</div>{self.under}</figure>'
        )
