"""A story as a picture: a dot for each chapter, legible, and the same in words."""

from itertools import combinations

import pytest

from sandbox.widgets import panels
from sandbox.widgets.pictures import svg
from sandbox.widgets.pictures.picture import Picture
from sandbox.widgets.pictures.svg import Shape
from sandbox.widgets.pictures.timeline import MOST, timeline
from sandbox.widgets.story import Chapter
from tests.widgets.hands import Reader
from tests.widgets.pictures.meeting import meet

EVIL = "<img src=x onerror=alert(1)>"
CHARGED = Chapter(
    "2017-06-05 12:00:00",
    "POST /v1/charges",
    "amount=1099",
    "200",
    "consumed",
    "charge.succeeded",
)


def drawn(*chapters: Chapter) -> Picture:
    """A story of these chapters."""
    return timeline("The story of src_1", chapters)


def of(picture: Picture, kind: str) -> list[Shape]:
    """The shapes of a kind."""
    return [shape for shape in picture.shapes if shape.kind == kind]


def said(picture: Picture) -> list[str]:
    """All that is written, from above."""
    return [shape.said for shape in of(picture, "text")]


def test_a_chapter_is_a_dot_with_words() -> None:
    """On the left is when it was, on the right what was asked and what came of it."""
    picture = drawn(CHARGED)
    ((dot,), (when, what, below)) = of(picture, "dot"), of(picture, "text")

    assert (CHARGED.when, CHARGED.what, "consumed · charge.succeeded") == (
        when.said,
        what.said,
        below.said,
    )
    assert when.places[0].right < dot.places[0].left
    assert dot.places[0].right < what.places[0].left == below.places[0].left


def test_chapters_stand_in_their_order() -> None:
    """The first is at the top, the last at the bottom, and a line joins them."""
    whats = [f"POST /v1/customers/cus_{n}" for n in range(3)]
    picture = drawn(*(CHARGED._replace(what=what) for what in whats))
    (line,) = of(picture, "arrow")
    dots = [dot.places[0] for dot in of(picture, "dot")]

    assert whats == said(picture)[1::3]
    assert sorted(dots, key=lambda place: place.top) == dots
    assert all(meet(line.places[0], dot) for dot in dots)
    assert "<polygon" not in line.markup


COLOURS = {
    "a status with a colour": (CHARGED._replace(status="pending"), panels.CAREFUL),
    "a status without one": (CHARGED, svg.PALE),
    "no status": (CHARGED._replace(status=""), svg.PALE),
    "refused": (CHARGED._replace(answer="402 card_declined"), panels.WRONG),
    "failed on the way": (CHARGED._replace(answer="500 api_error"), panels.WRONG),
    "refused, and chargeable all the same": (
        CHARGED._replace(answer="400 missing", status="chargeable"),
        panels.WRONG,
    ),
}


@pytest.mark.parametrize(("chapter", "expected"), COLOURS.values(), ids=COLOURS)
def test_the_colour_of_a_dot(chapter: Chapter, expected: str) -> None:
    """A dot has the colour of its status, or that of a refusal."""
    (dot,) = of(drawn(chapter), "dot")

    assert f"fill:{expected}" in dot.markup


def test_a_refusal_is_told_by_a_word() -> None:
    """Whoever sees no colours reads that it was refused, and with which code."""
    chapter = CHARGED._replace(answer="402 card_declined", status="")

    assert "POST /v1/charges refused: 402 card_declined" in said(drawn(chapter))


def test_the_latest_are_drawn() -> None:
    """Of a long story the end is drawn, and the rest counted."""
    story = [CHARGED._replace(status=f"n{number}") for number in range(MOST + 3)]
    picture = drawn(*story)

    assert MOST == len(of(picture, "dot"))
    assert "n3 · charge.succeeded" == said(picture)[2]
    assert picture.tells.startswith("3 earlier ones are not drawn. ")


def test_as_many_as_there_is_room_for() -> None:
    """A story that fits is drawn whole, and nothing is said of a rest."""
    picture = drawn(*[CHARGED] * MOST)

    assert MOST == len(of(picture, "dot"))
    assert "earlier" not in picture.tells


def test_no_story() -> None:
    """Of what nothing happened to, the picture says so."""
    picture = drawn()

    assert ["Nothing has happened yet."] == said(picture)
    assert "Nothing has happened yet." == picture.tells


def test_nothing_hides_another() -> None:
    """However long the words are, none lies upon another, or upon a dot."""
    long = CHARGED._replace(what="w" * 500, status="s" * 500, answer="400 a_code")
    found = of(picture := drawn(*[long] * MOST), "text") + of(picture, "dot")

    assert len(found) == 4 * MOST
    assert [] == [
        (one.said, other.said)
        for one, other in combinations(found, 2)
        if meet(one.places[0], other.places[0])
    ]


def test_markup_is_text() -> None:
    """What was sent is shown as it was written."""
    reader = Reader(drawn(CHARGED._replace(what=EVIL, status=EVIL)).html())

    assert "onerror" not in reader.attributes
    assert EVIL in reader.words


def test_told_in_words() -> None:
    """Each chapter is a sentence, for who does not see the picture."""
    alone = Chapter("2017-06-06 12:00:00", "by itself", "", "", "", "source.canceled")

    assert (
        "2017-06-05 12:00:00: POST /v1/charges (200), then consumed. "
        "2017-06-06 12:00:00: by itself."
    ) == drawn(CHARGED, alone).tells
