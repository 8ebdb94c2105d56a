"""A picture: markup that is sound, text that stays text, and the same in words."""

import re
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from sandbox.widgets.pictures import svg
from sandbox.widgets.pictures.picture import Picture
from sandbox.widgets.pictures.svg import Area
from tests.widgets.hands import Reader

TEXT = "{http://www.w3.org/2000/svg}text"
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


def test_markup_is_sound() -> None:
    """A picture is well-formed, an image that is called what it shows and tells."""
    root = ET.fromstring(picture().svg())  # noqa: S314 - it is our own

    assert "img" == root.attrib["role"]
    assert "pending pending" == root.attrib["aria-label"]
    assert "max-width:100%" in root.attrib["style"]
    assert "-8 -8 316 99" == root.attrib["viewBox"]


def test_text_stays_text() -> None:
    """Markup in a text is shown as it was typed, wherever it stands."""
    reader = Reader(picture(EVIL).html())

    assert "onerror" not in reader.attributes
    assert 5 == reader.words.count(EVIL)


def test_nothing_is_smaller() -> None:
    """No text is smaller than twelve pixels."""
    sizes = [int(size) for size in re.findall(r"(\d+)px var", picture().svg())]

    assert sizes
    assert min(sizes) >= 12


def test_same_again() -> None:
    """The same picture is the same text; no id in it would be there twice."""
    assert picture().html() == picture().html()
    assert "id" not in Reader(picture().html()).attributes


def image(said: str) -> ET.Element:
    """What the image in a drawing holds."""
    root = ET.fromstring(picture(said).svg())  # noqa: S314 - it is our own
    (found,) = root.iter("{http://www.w3.org/2000/svg}img")
    kind, address = found.attrib["src"].split(",", 1)

    assert "data:image/svg+xml" == kind
    assert f"{said} {said}" == found.attrib["alt"]
    return ET.fromstring(unquote(address))  # noqa: S314 - it is our own


def test_not_trusted() -> None:
    """A drawing that loses its tags leaves an image of the same, and no word."""
    html = picture().html()
    drawing = html.partition("overflow-x:auto;font-size:0")[2]
    drawn = [one.text for one in image("pending").iter(TEXT)]

    assert ["pending"] * 4 == drawn
    assert 1 == drawing.count("<img ")
    assert drawing.count("<text") == len(re.findall(r'style="font:\d+ 1\dpx', drawing))


@pytest.mark.parametrize("said", [EVIL, "\"a\" 'b' & #%", "日本 🦊"])
def test_text_stays_text_in_an_image(said: str) -> None:
    """What is said is no markup of the image and no end of its address."""
    assert [said] * 4 == [one.text for one in image(said).iter(TEXT)]


def test_an_image_is_sound_whatever_is_said() -> None:
    """What must not stand in one is drawn as the mark of an unknown character."""
    markup = picture("a\b\ud800c").image()

    assert "a%EF%BF%BD%EF%BF%BDc" in markup


def test_told_in_words() -> None:
    """A terminal, and whoever cannot see it, gets the same in words."""
    bundle = picture()._repr_mimebundle_()

    assert "pending\npending\nbelow" == bundle["text/plain"] == repr(picture())
    assert bundle["text/html"].endswith("<p>below</p></figure>")
