"""What a customer pays with, what was paid with it, and that in words.

>>> price({"amount": 1099, "currency": "eur", "status": "succeeded"})
'10.99 EUR, succeeded'
"""

from typing import NamedTuple

from sandbox.domain.money import spelt
from sandbox.errors import ApiError
from sandbox.masking import masked, shown
from sandbox.session import Sandbox
from sandbox.widgets.pictures import svg
from sandbox.widgets.tables import field
from sandbox.wire import StripeObject

ROOM = 232
"""Pixels that a line in a box has."""

MOST_ATTACHED, MOST_OTHERS, MOST_CHARGES = 5, 3, 2
"""Sources drawn of those that are attached and of the others; charges of each."""


class Purse(NamedTuple):
    """A source or a card, and the charges of the customer that it paid for."""

    body: StripeObject
    charges: list[StripeObject]
    attached: bool
    default: bool


class Holdings(NamedTuple):
    """What there is of a customer, and what of it is drawn."""

    customer: StripeObject
    attached: list[Purse]
    others: list[Purse]

    @property
    def shown(self) -> list[Purse]:
        """The purses that are drawn."""
        return self.attached[:MOST_ATTACHED] + self.others[:MOST_OTHERS]

    @property
    def rest(self) -> str:
        """What is not drawn, counted in words."""
        shown = sum(len(purse.charges[:MOST_CHARGES]) for purse in self.shown)
        charges = sum(len(purse.charges) for purse in self.attached + self.others)
        sources = len(self.attached + self.others) - len(self.shown)
        left = [(sources, "source"), (charges - shown, "charge")]
        named = [counted(number, f"more {name}") for number, name in left if number]
        return f"And {' and '.join(named)}." if named else ""


def purses(sandbox: Sandbox, customer: StripeObject) -> tuple[list[Purse], list[Purse]]:
    """What is attached, the default first; and what else paid, the latest first.

    The charges of each are in order, the latest first. No card number is in them.
    """
    default = customer["default_source"]
    held = shown(sandbox.objects("sources", customer=customer["id"]))
    held.sort(key=lambda body: body["id"] != default)
    paid: dict[str, list[StripeObject]] = {body["id"]: [] for body in held}
    made = shown(sandbox.objects("charges", customer=customer["id"]))
    for charge in reversed(made):
        paid.setdefault(charge["source"]["id"], []).append(charge)
    attached = [
        Purse(body, paid.pop(body["id"]), True, body["id"] == default)  # noqa: FBT003
        for body in held
    ]
    others = [
        Purse(as_it_is(sandbox, charges[0]["source"]), charges, False, False)  # noqa: FBT003
        for charges in paid.values()
    ]
    return attached, others


def as_it_is(sandbox: Sandbox, source: StripeObject) -> StripeObject:
    """What paid for a charge, as it is now; a card that nobody keeps, as it was."""
    try:
        now = sandbox.call("workbench.object", object_id=source["id"])
    except ApiError:
        return source
    return source | masked(now)


def counted(number: int, name: str) -> str:
    """A number of things.

    >>> counted(1, "charge"), counted(0, "more source")
    ('1 charge', '0 more sources')
    """
    return f"{number} {name}{'' if number == 1 else 's'}"


def state(purse: Purse) -> str:
    """How a source is, if it has a status, and whether it is the default."""
    body = purse.body
    status = "deleted" if body.get("deleted") else body.get("status")
    said = [status, "default" if purse.default else None]
    return ", ".join(filter(None, said))


def face(body: StripeObject) -> str:
    """The type of a source, its brand and its last four, as far as it has them."""
    parts = [body.get("type", body["object"]), field(body, "*.brand")]
    return " ".join(str(p) for p in [*parts, field(body, "*.last4")] if p)


def holder(body: StripeObject) -> str | None:
    """The name of its owner, as far as there is room for it."""
    name = field(body, "owner.name") or field(body, "name")
    return svg.shortened(name, ROOM) if name else None


def price(charge: StripeObject) -> str:
    """The amount of a charge, and its status."""
    return f"{spelt(charge['amount'], charge['currency'])}, {charge['status']}"


def in_words(purse: Purse, customer: str) -> str:
    """A source and the charges that refer to it, in a sentence or two."""
    where = "attached" if purse.attached else "not attached"
    said = [face(purse.body), holder(purse.body), state(purse), where]
    line = f"{purse.body['id']}: {', '.join(filter(None, said))}."
    named = [f"{one['id']} ({price(one)})" for one in purse.charges[:MOST_CHARGES]]
    if not named:
        return line
    verb = "refers" if len(named) == 1 else "refer"
    return f"{line} {' and '.join(named)} {verb} to it, and to {customer} as well."
