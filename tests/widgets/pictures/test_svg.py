"""Drawing: text that fits, and places that are known."""

import pytest

from sandbox.widgets.pictures import svg
from sandbox.widgets.pictures.svg import Area
from tests.widgets.pictures.meeting import meet


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

    assert expected is meet(place, other)
    assert expected is meet(other, place)


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
    assert not any(meet(place, Area(10, 10, 40, 40)) for place in shape.places)
    assert 'points="50,50 46,44 54,44"' in shape.markup


def test_strong_and_weak() -> None:
    """A weak arrow is thin and dashed, so that its weakness is more than a colour."""
    strong, weak = svg.arrow((0, 0), (9, 0)), svg.arrow((0, 0), (9, 0), strong=False)

    assert "stroke-width:2" in strong.markup
    assert "dasharray" not in strong.markup
    assert "stroke-width:1;stroke-dasharray" in weak.markup
