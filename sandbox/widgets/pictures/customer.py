"""A customer as a picture: what it pays with, and the charges that refer to it.

>>> from sandbox import Sandbox
>>> sandbox = Sandbox(seed=2)
>>> customer, source = sandbox.given("cus_1"), sandbox.given("src_1")
>>> paid = {"customer": "cus_1", "source": "src_1", "amount": 1099, "currency": "eur"}
>>> charge = sandbox.call("charges.create", **paid)
>>> print(picture(sandbox, "cus_1").tells.replace(charge["id"], "ch_1"))
src_1: card Visa 4242, consumed, not attached. ch_1 (10.99 EUR, succeeded) refers \
to it, and to cus_1 as well.
"""

from collections.abc import Sequence
from html import escape
from typing import Any

from sandbox.errors import ApiError, echo, invalid, no_such
from sandbox.masking import masked
from sandbox.session import Sandbox
from sandbox.widgets.controls import as_text
from sandbox.widgets.panels import COLOURS
from sandbox.widgets.pictures import svg
from sandbox.widgets.pictures.picture import Picture
from sandbox.widgets.pictures.purses import (
    MOST_ATTACHED,
    MOST_CHARGES,
    MOST_OTHERS,
    ROOM,
    Holdings,
    Purse,
    counted,
    face,
    holder,
    in_words,
    price,
    purses,
    state,
)
from sandbox.widgets.pictures.svg import INK, PALE, Area, Shape
from sandbox.wire import StripeObject

PAD, GAP, LINE = 16, 10, 18
WIDE = ROOM + GAP
KIND = "customer (cus_...)"
FRAME = 2 * PAD + WIDE
CHARGES = FRAME + 112
TRUNK = CHARGES + WIDE + 28
CUSTOMER_Y = 20

LEGEND = (
    "The frame holds what is attached; a thick edge marks the default. Each charge "
    "points to its source, and to its customer."
)


def picture(sandbox: Sandbox, given: Any) -> Picture:
    """A customer, its sources, and the charges that refer to it, also by others.

    Takes the object or its id. Raises: ApiError for what is no customer.
    """
    customer = known(sandbox, as_text(given))
    held = Holdings(customer, *purses(sandbox, customer))
    who = svg.shortened(customer["email"] or customer["description"] or "", WIDE)
    paid = sum(len(purse.charges) for purse in held.attached + held.others)
    title = customer["id"] + (f" ({who})" if who else "")
    default = customer["default_source"] or "none"
    rest = [held.rest] if held.rest else []
    said = [*(in_words(purse, customer["id"]) for purse in held.shown), *rest]
    said = said or ["Nothing is attached, and nothing was charged."]
    return Picture(
        f"{title}: {counted(len(held.attached), 'attached source')}, "
        f"default {default}, {counted(paid, 'charge')}.",
        "\n".join(said),
        shapes(held),
        under=under(said),
    )


def known(sandbox: Sandbox, object_id: str) -> StripeObject:
    """The customer of an id, as it may be shown, unless it was deleted."""
    try:
        body = sandbox.call("workbench.object", object_id=object_id)
    except ApiError as error:
        raise no_such(KIND, object_id, param="id", status=404) from error
    if body["object"] != "customer":
        message = (
            f"'{echo(object_id)}' is a {body['object']}, and no customer. Give the id "
            "of one (cus_...)."
        )
        raise invalid(message, param="id")
    if body.get("deleted"):
        raise no_such(KIND, object_id, param="id", status=404)
    return masked(body)


def under(said: Sequence[str]) -> str:
    """What stands below the picture: how to read it, and the same in words."""
    lines = "".join(f"<li>{escape(one)}</li>" for one in said)
    return (
        f'<p style="margin:4px 0;color:{PALE}">{LEGEND}</p>'
        "<details><summary>In words</summary>"
        f'<ul style="margin:0;padding-left:24px">{lines}</ul></details>'
    )


def shapes(held: Holdings) -> list[Shape]:
    """The frame with what is attached, and below it what is not; charges beside."""
    inside = held.attached[:MOST_ATTACHED]
    top, found = header(held.customer)
    rows, bottom = stacked(inside, top)
    if not inside:
        rows.append(svg.label(PAD, bottom + 12, "nothing is attached", anchor="start"))
        bottom += 12 + GAP
    if more := len(held.attached) - len(inside):
        said = f"and {counted(more, 'more source')}"
        rows.append(svg.label(PAD, bottom + 12, said, anchor="start"))
        bottom += 12 + GAP
    found.append(svg.frame(Area(0, 0, FRAME, bottom + PAD - GAP)))
    if others := held.others[:MOST_OTHERS]:
        y = bottom + PAD + 22
        found.append(svg.label(PAD, y, "not attached", anchor="start"))
        more_rows, bottom = stacked(others, y + GAP)
        rows += more_rows
    return found + rows + trunk([one for one in rows if one.kind == "charge"])


def header(customer: StripeObject) -> tuple[float, list[Shape]]:
    """The name of the frame, and where it ends."""
    said = [customer["email"], customer["description"]]
    lines = [svg.shortened(one, WIDE) for one in said if one]
    found = [
        svg.text(PAD, CUSTOMER_Y + 5, customer_name(customer), bold=True, code=True),
        *(
            svg.text(PAD, CUSTOMER_Y + 5 + LINE * n, line)
            for n, line in enumerate(lines, 1)
        ),
    ]
    return CUSTOMER_Y + 5 + LINE * len(lines) + PAD, found


def customer_name(customer: StripeObject) -> str:
    """The id of a customer, as far as there is room for it."""
    return svg.shortened(customer["id"], WIDE)


def stacked(purses: Sequence[Purse], top: float) -> tuple[list[Shape], float]:
    """Purses below one another, and where the next one would begin."""
    found: list[Shape] = []
    for purse in purses:
        drawn, top = row(purse, top)
        found += drawn
    return found, top


def row(purse: Purse, top: float) -> tuple[list[Shape], float]:
    """A source, and the charges that point to it; it is as high as they are."""
    body = purse.body
    said = [body["id"], face(body), holder(body), state(purse)]
    lines = [svg.shortened(one, ROOM) for one in said if one]
    found, bottom = charges(purse.charges, top)
    bottom = max(bottom, top + LINE * len(lines) + GAP)
    found.insert(
        0,
        svg.box(
            Area(PAD, top, PAD + WIDE, bottom),
            *lines,
            colour=COLOURS.get(body.get("status", ""), INK if purse.default else PALE),
            strong=purse.default,
        ),
    )
    return found, bottom + GAP


def charges(paid: Sequence[StripeObject], top: float) -> tuple[list[Shape], float]:
    """Charges below one another, each with an arrow to the source beside them."""
    found: list[Shape] = []
    bottom = top
    for charge in paid[:MOST_CHARGES]:
        said = [charge["id"], price(charge), charge["description"]]
        lines = [svg.shortened(one, ROOM) for one in said if one]
        place = Area(CHARGES, top, CHARGES + WIDE, top + LINE * len(lines) + GAP)
        edge = COLOURS.get(charge["status"], PALE)
        y = place.middle[1]
        found += [
            svg.box(place, *lines, colour=edge)._replace(kind="charge"),
            svg.arrow((CHARGES, y), (PAD + WIDE, y)),
            svg.label((FRAME + CHARGES) / 2, y - 6, "source"),
        ]
        top, bottom = place.bottom + GAP, place.bottom
    if more := len(paid) - len(paid[:MOST_CHARGES]):
        said_of = f"and {counted(more, 'more charge')}"
        found.append(svg.label(CHARGES, bottom + 16, said_of, anchor="start"))
        bottom += 16 + GAP / 2
    return found, bottom


def trunk(drawn: Sequence[Shape]) -> list[Shape]:
    """The lines of all charges to the customer, which meet on their way."""
    if not drawn:
        return []
    ys = [shape.places[0].middle[1] for shape in drawn]
    right = CHARGES + WIDE
    return [
        *(svg.arrow((right, y), (TRUNK, y), head=False) for y in ys[:-1]),
        svg.arrow(
            (right, ys[-1]), (TRUNK, ys[-1]), (TRUNK, CUSTOMER_Y), (FRAME, CUSTOMER_Y)
        ),
        svg.label((FRAME + TRUNK) / 2, CUSTOMER_Y - 6, "customer"),
    ]
