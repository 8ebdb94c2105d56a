"""A picture as a whole: its drawing, its title, and the same in words.

>>> from sandbox.widgets.pictures import svg
>>> said = Picture("Jenny", "She has nothing.", [svg.text(8, 20, "Jenny")])
>>> said
Jenny
She has nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from urllib.parse import quote

from sandbox.widgets.pictures.svg import INK, THEMED, Area, Shape, named

MARGIN = 8
LEAST = 0.8
"""How small a picture gets in a narrow window, by its own size; then it is scrolled."""

PRINTED = {
    "ink": "#212121",
    "pale": "#616161",
    "paper": "#f5f5f5",
    "code": "ui-monospace, monospace",
    "words": "system-ui, sans-serif",
}
"""Colours and fonts of an image, which knows nothing of the page around it."""

AS_IT_IS = " !()*,-./:;=?@_~'+"
"""What needs no other spelling in the address of an image, beside letters."""

NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What an image must not hold: one such character, and nothing of it is drawn."""


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
        """The drawing. It shrinks with the page, and what it tells is read aloud.

        Where a notebook is not trusted, it loses its tags and so the drawing: then the
        image is seen, which is hidden in a drawing as part of its description.
        """
        wide = self._wide
        return (
            f'<svg {self._space} role="img" aria-label="{self._said}" '
            f'style="display:block;width:{wide:g}px;max-width:100%;'
            f'min-width:{wide * LEAST:g}px;height:auto">'
            f"<desc>{self.image()}</desc>{self._drawn}</svg>"
        )

    def image(self) -> str:
        """The same on white paper, in one tag that is left to every notebook.

        A quotation mark in what is said is escaped: those that are left are ours.
        """
        style = f"{named(PRINTED)};background:white"
        drawn = f'<svg {self._space} style="{style}">{self._drawn}</svg>'
        sound = NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", drawn.replace('"', "'"))
        address = quote(sound, safe=AS_IT_IS)
        return (
            f'<img alt="{self._said}" width="{self._wide:g}" '
            f'src="data:image/svg+xml,{address}"/>'
        )

    @property
    def _said(self) -> str:
        """What is heard in place of the drawing: an id would not be the only one."""
        return escape(f"{self.title} {self.tells}")

    @cached_property
    def _drawn(self) -> str:
        """The markup of all shapes."""
        return "".join(shape.markup for shape in self.shapes)

    @cached_property
    def _area(self) -> Area:
        """What the drawing covers, with a margin."""
        places = [place for shape in self.shapes for place in shape.places]
        left, top, right, bottom = Area.around(places)
        return Area(left - MARGIN, top - MARGIN, right + MARGIN, bottom + MARGIN)

    @property
    def _wide(self) -> float:
        """How wide it is at most."""
        return self._area.right - self._area.left

    @property
    def _space(self) -> str:
        """What the tag of a drawing says of its place."""
        left, top, _, bottom = self._area
        box = f"{left:g} {top:g} {self._wide:g} {bottom - top:g}"
        return f'xmlns="http://www.w3.org/2000/svg" viewBox="{box}"'

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
