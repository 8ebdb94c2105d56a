"""Drawing: text that stays text, places that are known, and a picture in words."""

import re
from xml.etree import ElementTree as ET

import pytest

from sandbox.widgets.pictures import svg
from sandbox.widgets.pictures.svg import Area, Picture
from tests.widgets.hands import Reader

EVIL = "<img src=x onerror=alert(1)>"


def picture(said: str = "pending") -> Picture:
    """A picture of everything there is, with a text in each place."""
    shapes = [
        svg.box(Area(0, 0, 120, 40), said, said, strong=True),
        svg.frame(Area(200, 0, 300, 40)),
        svg.arrow((120, 20), (200, 20)),
        svg.arrow((120, 30), (160, 30), (160, 60), strong=False, head=False),
        svg.label(160, 12, said),
        svg.text(200, 80, said, anchor="end", code=True),
    ]
    return Picture(said, said, shapes, under="<p>below</p>", lines=["below"])


@pytest.mark.parametrize(
    ("other", "expected"),
    {
        Area(5, 5, 15, 15): True,
        Area(10, 0, 20, 10): False,
        Area(0, 10, 10, 20): False,
        Area(2, 2, 3, 3): True,
    }.items(),
)
def test_meeting(other: Area, expected: bool) -> None:
    """Two places meet when they have more than an edge in common."""
    place = Area(0, 0, 10, 10)

    assert expected is place.meets(other)
    assert expected is other.meets(place)


def test_holding() -> None:
    """A place holds what lies within it, to the edge."""
    assert Area(0, 0, 10, 10).holds(Area(0, 2, 10, 8))
    assert not Area(0, 0, 10, 10).holds(Area(0, 2, 11, 8))


@pytest.mark.parametrize(
    ("said", "expected"),
    {
        "short": "short",
        "a\n b\t c": "a b c",
        "jenny.rosen@example.com": "jenny.ros…",
        "日本語日本語": "日本語日…",
        "": "",
    }.items(),
)
def test_shortened(said: str, expected: str) -> None:
    """A text that is too long ends in dots, and stands in one line."""
    assert expected == svg.shortened(said, 78, 13)


@pytest.mark.parametrize(
    ("anchor", "expected"), {"start": 100, "middle": 70, "end": 40}.items()
)
def test_anchor(anchor: str, expected: float) -> None:
    """A text begins, ends, or has its middle, where it is put."""
    (place,) = svg.text(100, 20, "0123456789", anchor=anchor, size=10).places

    assert (expected, expected + 60) == (round(place.left), round(place.right))


def test_arrow_covers_its_pieces() -> None:
    """An arrow with a corner covers its two pieces, and not what lies between them."""
    shape = svg.arrow((0, 0), (50, 0), (50, 50))

    assert (Area(-1, -1, 51, 1), Area(49, -1, 51, 51)) == shape.places
    assert not any(place.meets(Area(10, 10, 40, 40)) for place in shape.places)
    assert 'points="50,50 46,44 54,44"' in shape.markup


def test_strong_and_weak() -> None:
    """A weak arrow is thin and dashed, so that its weakness is more than a colour."""
    strong, weak = svg.arrow((0, 0), (9, 0)), svg.arrow((0, 0), (9, 0), strong=False)

    assert "stroke-width:2" in strong.markup
    assert "dasharray" not in strong.markup
    assert "stroke-width:1;stroke-dasharray" in weak.markup


def test_markup_is_sound() -> None:
    """A picture is well-formed, an image with a title and a description."""
    root = ET.fromstring(picture().svg())  # noqa: S314 - it is our own
    names = root.attrib["aria-labelledby"].split()

    assert "img" == root.attrib["role"]
    assert names == [child.attrib["id"] for child in list(root)[:2]]
    assert ["pending", "pending"] == [child.text for child in list(root)[:2]]
    assert "max-width:100%" in root.attrib["style"]
    assert "-8 -8 316 99" == root.attrib["viewBox"]


def test_text_stays_text() -> None:
    """Markup in a text is shown as it was typed, wherever it stands."""
    reader = Reader(picture(EVIL).html())

    assert "img" not in reader.tags
    assert 7 == reader.words.count(EVIL)


def test_nothing_is_smaller() -> None:
    """No text is smaller than twelve pixels."""
    sizes = [int(size) for size in re.findall(r"(\d+)px var", picture().svg())]

    assert sizes
    assert min(sizes) >= 12


def test_same_again() -> None:
    """The same picture is the same text; another one has other names inside."""
    assert picture().html() == picture().html()
    assert re.findall("picture-.{8}", picture("a").svg()) != re.findall(
        "picture-.{8}", picture("b").svg()
    )


def test_not_trusted() -> None:
    """Without its tags a drawing says only that it can be seen when the cell is run."""
    drawing = picture().html().partition("overflow-x:auto;font-size:0")[2]
    seen = re.findall(r'<span style="font-size:13px">([^<]+)</span>', drawing)

    assert ["Run this cell to see the picture."] == seen
    assert drawing.count("<text") == len(re.findall(r'style="font:\d+ 1\dpx', drawing))


def test_told_in_words() -> None:
    """A terminal, and whoever cannot see it, gets the same in words."""
    bundle = picture()._repr_mimebundle_()

    assert "pending\npending\nbelow" == bundle["text/plain"] == repr(picture())
    assert bundle["text/html"].endswith("<p>below</p></figure>")
