"""The life of an object as a picture, drawn from the very table that moves it.

>>> from sandbox import Sandbox
>>> sandbox = Sandbox(seed=2)
>>> print(life(sandbox, sandbox.given("src_1", usage="single_use")))
src_1: single_use source of type card, not attached. Status: chargeable.
Possible now: charged. Thick arrows are possible now, dashed ones are not.
charged, to consumed: It pays for a charge. \
stripe.Charge.create(amount=1099, currency="eur", source="src_1")
A single_use source pays once, attached or not.
"""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any, NamedTuple, Protocol

from sandbox.domain import charge_life, dispute_life, lifecycle, refund_life
from sandbox.errors import ApiError, echo, invalid, no_such
from sandbox.session import Sandbox
from sandbox.widgets.controls import as_text
from sandbox.widgets.panels import CODE, COLOURS
from sandbox.widgets.pictures import causes, happening, places, svg
from sandbox.widgets.pictures.causes import Cause
from sandbox.widgets.pictures.picture import Picture
from sandbox.widgets.pictures.places import Plan
from sandbox.widgets.pictures.svg import INK, PALE, Shape
from sandbox.wire import StripeObject

KINDS = "source (src_...), charge (ch_...), refund (re_...) or dispute (dp_...)"
STEP = 15
"""Pixels from one name of an arrow to the next."""

LEGEND = "Thick arrows are possible now, dashed ones are not."

ADVICE = {
    ("single_use", False): "A single_use source pays once, attached or not.",
    ("single_use", True): "A single_use source pays once, attached or not.",
    ("reusable", False): "Attached to a customer, it would outlast its charges.",
}
"""What a chargeable source is told of its future, by usage and whether it is attached.

Source: docs.stripe.com/sources/customers
"""


class Move(Protocol):
    """What the tables of all lives have in common."""

    @property
    def before(self) -> str | None:
        """The status that it leaves; None when the object is made."""

    @property
    def trigger(self) -> str:
        """What happens."""

    @property
    def after(self) -> str:
        """The status that it leads to."""


class Life(NamedTuple):
    """How the objects of a kind live: their table, its picture, and what is possible.

    `said` are words for the causes, `words` what such an object is.
    """

    moves: Sequence[Move]
    plan: Plan
    causes: dict[str, Cause]
    possible: Callable[[Sandbox, StripeObject], Sequence[Move]]
    said: Callable[[Sandbox, StripeObject], dict[str, Any]]
    words: Callable[[StripeObject], str]


LIVES = {
    "source": Life(
        lifecycle.MOVES,
        places.SOURCE,
        causes.SOURCE,
        happening.of_a_source,
        happening.said_of_a_source,
        happening.source_in_words,
    ),
    "charge": Life(
        charge_life.MOVES,
        places.CHARGE,
        causes.PAID,
        happening.of_a_charge,
        happening.said_of_a_charge,
        happening.charge_in_words,
    ),
    "refund": Life(
        refund_life.MOVES,
        places.REFUND,
        causes.REFUND,
        happening.of_a_refund,
        happening.said_of_a_refund,
        happening.part_of_a_charge,
    ),
    "dispute": Life(
        dispute_life.MOVES,
        places.DISPUTE,
        causes.DISPUTE,
        happening.of_a_dispute,
        happening.said_of_a_dispute,
        happening.part_of_a_charge,
    ),
}


def life(sandbox: Sandbox, given: Any) -> Picture:
    """The life of a source, charge, refund or dispute, and where it stands in it.

    Takes the object or its id. Raises: ApiError for what has no such life.
    """
    body = living(sandbox, as_text(given))
    kind = LIVES[body["object"]]
    rows = kind.possible(sandbox, body)
    said = kind.said(sandbox, body) | {"id": body["id"], "status": body["status"]}
    chances = [(row, filled(kind.causes[row.trigger], row, said)) for row in rows]
    names = ", ".join(row.trigger for row in rows) or "nothing more"
    advice = advised(body)
    return Picture(
        f"{body['id']}: {kind.words(body)}. Status: {body['status']}.",
        f"Possible now: {names}. {LEGEND}",
        drawn(kind.plan, kind.moves, body["status"], rows),
        under=under(chances, advice),
        lines=[*(in_a_line(*chance) for chance in chances), *advice],
    )


def living(sandbox: Sandbox, object_id: str) -> StripeObject:
    """The object of an id, when it has a life that can be drawn."""
    try:
        body = sandbox.call("workbench.object", object_id=object_id)
    except ApiError as error:
        raise no_such(KINDS, object_id, param="id", status=404) from error
    if body["object"] not in LIVES:
        message = (
            f"'{echo(object_id)}' is a {body['object']}, whose life is no table here. "
            f"Give a {KINDS}."
        )
        raise invalid(message, param="id")
    return body


def filled(cause: Cause, row: Move, said: dict[str, Any]) -> Cause:
    """A cause with what is said of the object; no line where it would do nothing."""
    if row.trigger in said.get("otherwise", ()):
        return Cause(f"{cause.says} {causes.OTHERWISE}")
    return Cause(cause.says.format_map(said), cause.call.format_map(said))


def advised(body: StripeObject) -> list[str]:
    """What is to be said of the future of a chargeable source, if anything."""
    if body["object"] != "source" or body["status"] != "chargeable":
        return []
    advice = ADVICE.get((body["usage"], "customer" in body))
    return [advice] if advice else []


def drawn(
    plan: Plan, moves: Sequence[Move], status: str, rows: Sequence[Move]
) -> list[Shape]:
    """All that a table has: its statuses, one of them lit, and every move."""
    shapes = [svg.dot(*plan.start)]
    shapes += [
        svg.box(
            place,
            *([name, "now"] if name == status else [name]),
            colour=COLOURS.get(name, INK) if name == status else PALE,
            strong=name == status,
        )
        for name, place in plan.boxes.items()
    ]
    for ends in dict.fromkeys((row.before, row.after) for row in moves):
        shapes += way(plan, moves, ends, rows)
    return shapes


def way(
    plan: Plan,
    moves: Sequence[Move],
    ends: tuple[str | None, str],
    rows: Sequence[Move],
) -> list[Shape]:
    """The arrow of all moves between two statuses, and what each of them is called."""
    points, (x, y), anchor = plan.ways[ends]
    now = {row.trigger for row in rows if (row.before, row.after) == ends}
    names = dict.fromkeys(
        row.trigger for row in moves if (row.before, row.after) == ends
    )
    labels = [
        svg.label(x, y + STEP * n, name, anchor=anchor, strong=name in now)
        for n, name in enumerate(names)
    ]
    return [svg.arrow(*points, strong=bool(now)), *labels]


def leads(row: Move) -> str:
    """Where a move leads, in words."""
    return f"stays {row.after}" if row.after == row.before else f"to {row.after}"


def in_a_line(row: Move, cause: Cause) -> str:
    """A move and its cause, as plain text."""
    return f"{row.trigger}, {leads(row)}: {cause.says} {cause.call}".rstrip()


def under(chances: Sequence[tuple[Move, Cause]], advice: Sequence[str]) -> str:
    """What is possible and what causes it, as a list."""
    items = "".join(
        f"<li><strong>{escape(row.trigger)}</strong>, {escape(leads(row))}: "
        f"{escape(cause.says)}{code(cause.call)}</li>"
        for row, cause in chances
    )
    head = "Possible now:" if chances else "Nothing moves it any more."
    said = "".join(f'<p style="margin:4px 0">{escape(one)}</p>' for one in advice)
    listed = f'<ul style="margin:0 0 4px;padding-left:24px">{items}</ul>'
    return (
        f'<p style="margin:4px 0;color:{PALE}">{LEGEND}</p>'
        f'<p style="margin:4px 0">{head}</p>{listed if chances else ""}{said}'
    )


def code(call: str) -> str:
    """A line of Python on a line of its own, if there is one."""
    return f'<br><code style="{CODE}">{escape(call)}</code>' if call else ""
