"""The life of an object as a picture: whole, legible, and true to the sandbox."""

from collections.abc import Sequence
from itertools import combinations

import pytest
import stripe

from sandbox import Sandbox
from sandbox.errors import ApiError
from sandbox.widgets.pictures.life import LIVES, Life, drawn, life
from sandbox.widgets.pictures.svg import Area, Shape
from tests.resources.making import EXAMPLES
from tests.widgets.hands import Reader
from tests.widgets.pictures.living import INQUIRY, charge, refunded, source
from tests.widgets.pictures.meeting import meet

KINDS = pytest.mark.parametrize("kind", LIVES.values(), ids=LIVES)


def shapes(kind: Life, status: str = "", *, possible: bool = False) -> list[Shape]:
    """The picture of a life of which everything is possible, or nothing."""
    return drawn(kind.plan, kind.moves, status, kind.moves if possible else [])


def of(found: Sequence[Shape], *kinds: str) -> list[Shape]:
    """The shapes of these kinds."""
    return [shape for shape in found if shape.kind in kinds]


def inner(shape: Shape) -> list[Area]:
    """What a shape covers, without the edge where an arrow may end."""
    edge = 2 if shape.kind == "box" else 0
    return [
        Area(left + edge, top + edge, right - edge, bottom - edge)
        for left, top, right, bottom in shape.places
    ]


@KINDS
def test_every_status_has_its_place(kind: Life) -> None:
    """Every status of the table is drawn once, and no other."""
    statuses = {row.after for row in kind.moves}

    assert statuses == set(kind.plan.boxes)
    assert statuses == {shape.said for shape in of(shapes(kind), "box")}


@KINDS
def test_every_move_is_drawn(kind: Life) -> None:
    """Every move of the table has its arrow, and the arrow its name."""
    moves = {(row.before, row.trigger, row.after) for row in kind.moves}
    ways = {(before, after) for before, _, after in moves}

    assert ways == set(kind.plan.ways)
    assert len(ways) == len(of(shapes(kind), "arrow"))
    assert sorted(trigger for _, trigger, _ in moves) == sorted(
        shape.said for shape in of(shapes(kind), "label")
    )


@KINDS
@pytest.mark.parametrize("possible", [True, False], ids=["strong", "pale"])
def test_nothing_hides_another(kind: Life, possible: bool) -> None:
    """No label, status or arrow lies upon another one, and no two arrows cross."""
    found = of(shapes(kind, possible=possible), "box", "label", "arrow")

    assert len(found) > 10
    assert [] == [
        (one.said or one.places, other.said or other.places)
        for one, other in combinations(found, 2)
        if any(meet(a, b) for a in inner(one) for b in inner(other))
    ]


@KINDS
def test_every_arrow_joins_its_statuses(kind: Life) -> None:
    """An arrow begins at the status it leaves, and ends at the one it leads to."""
    boxes = kind.plan.boxes
    x, y = kind.plan.start
    ends = boxes | {None: Area(x - 6, y - 6, x + 6, y + 6)}

    for (before, after), way in kind.plan.ways.items():
        for name, (x, y) in ((before, way.points[0]), (after, way.points[-1])):
            assert ends[name].holds(Area(x, y, x, y))
            assert x in ends[name][::2] or y in ends[name][1::2]


@KINDS
def test_arrows_are_level_or_upright(kind: Life) -> None:
    """Every piece of an arrow is level or upright, so that its place is known."""
    pieces = [place for shape in of(shapes(kind), "arrow") for place in shape.places]

    assert pieces
    assert all(2 in (p.right - p.left, p.bottom - p.top) for p in pieces)


@KINDS
def test_status_is_lit(kind: Life) -> None:
    """The status that an object has is lit, and told by a word as well."""
    for status in kind.plan.boxes:
        strong = [s for s in of(shapes(kind, status), "box") if "width:3" in s.markup]

        assert [f"{status} now"] == [shape.said for shape in strong]


def test_told_in_words(sandbox: Sandbox) -> None:
    """A terminal is told the status, what is possible, and what causes it."""
    assert str(life(sandbox, source(type="ideal", status="pending")(sandbox))) == (
        "src_1: single_use source of type ideal, not attached. Status: pending.\n"
        "Possible now: authorised, refused, timed out. "
        "Thick arrows are possible now, dashed ones are not.\n"
        "authorised, to chargeable: Its owner authorises the payment at the bank. "
        'sandbox.authorise("src_1")\n'
        "refused, to failed: Its owner does not authorise the payment. "
        'sandbox.authorise("src_1", outcome="failed")\n'
        "timed out, to canceled: It stays pending for 1 hour, and time goes by. "
        "sandbox.advance(hours=1)"
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    {
        "reusable": "Attached to a customer, it would outlast its charges.",
        "single_use": "A single_use source pays once, attached or not.",
    }.items(),
)
def test_advice(sandbox: Sandbox, name: str, expected: str) -> None:
    """A chargeable source is told what the page says of its future."""
    picture = life(sandbox, source(usage=name)(sandbox))

    assert expected == picture.lines[-1]
    assert expected in Reader(picture.html()).words


def test_nothing_more(sandbox: Sandbox) -> None:
    """Of an object at its end it is said that nothing moves it."""
    picture = sandbox.life(source(status="consumed")(sandbox))

    assert "Possible now: nothing more." in str(picture)
    assert "Nothing moves it any more." in Reader(picture.html()).words


def test_a_charge_in_words(sandbox: Sandbox) -> None:
    """The title of a charge tells what became of its money."""
    charged = refunded(charge(INQUIRY), amount=300)(sandbox)

    assert (
        f"{charged}: charge of 10.99 EUR, captured, 3.00 EUR refunded, disputed. "
        "Status: succeeded."
    ) == sandbox.life(charged).title


def test_an_object_of_the_sdk(sandbox: Sandbox) -> None:
    """An object of the SDK is taken for its id; the picture shows what is so now."""
    made = stripe.Source.create(type="card", token="tok_visa")
    stripe.Charge.create(source=made.id, amount=1099, currency="eur")

    assert "Status: consumed." in sandbox.life(made).title


def test_examples_of_all_types(sandbox: Sandbox) -> None:
    """Sources of every type have a life."""
    for name in EXAMPLES:
        given = sandbox.given(f"src_{name.replace('_', '')}", type=name)

        assert f"source of type {name}," in sandbox.life(given).title


@pytest.mark.parametrize("given", ["src_nobody", "", "<b>", None, "src_1" * 999])
def test_unknown_id(sandbox: Sandbox, given: object) -> None:
    """For an id that nothing has, it is said what to give."""
    with pytest.raises(ApiError, match=r"no source \(src_\.\.\.\), charge") as caught:
        sandbox.life(given)

    refused = (caught.value.status, caught.value.code, caught.value.param)
    assert (404, "resource_missing", "id") == refused


def test_an_object_without_such_a_life(sandbox: Sandbox) -> None:
    """For an object without a status, it is said what has one."""
    with pytest.raises(ApiError, match=r"'cus_1' is a customer, whose") as caught:
        sandbox.life(sandbox.given("cus_1"))

    refused = (caught.value.status, caught.value.code, caught.value.param)
    assert (400, None, "id") == refused
