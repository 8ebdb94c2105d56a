"""What a page names and nobody can give: it is made, and goes by the page's id.

>>> from sandbox.session import Sandbox
>>> sandbox = Sandbox()
>>> charge = make(sandbox, {"id": "ch_1", "how": "a charge that was paid"}, {})
>>> sandbox.call("charges.retrieve", charge=charge)["paid"]
True
"""

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.door import Door

Made = Mapping[str, str]
"""The ids that were made before, by those of the page."""

PLENTY = 100_000
"""What charges are over, in cents: more than a page captures or pays back."""

CARD = {"number": "4242424242424242", "exp_month": "12", "exp_year": "2030"}
ACCOUNT = {
    "country": "US",
    "currency": "usd",
    "routing_number": "110000000",
    "account_number": "000123456789",
}
HOOK = {"url": "http://127.0.0.1:4242/hook", "enabled_events": ["*"]}


def charge(
    door: Door, *, capture: bool = True, card: str = "tok_visa"
) -> Mapping[str, Any]:
    """A charge of a card."""
    asked = {"amount": PLENTY, "currency": "eur", "capture": capture, "source": card}
    return door.call("charges.create", **asked)


def card_token(door: Door, _: Made) -> str:
    """A token that was not used yet."""
    return str(door.call("tokens.create", card=CARD)["id"])


def account_token(door: Door, _: Made) -> str:
    """A token of a bank account."""
    return str(door.call("tokens.create", bank_account=ACCOUNT)["id"])


def paid(door: Door, _: Made) -> str:
    """A charge that was paid."""
    return str(charge(door)["id"])


def held(door: Door, _: Made) -> str:
    """A charge whose money is only held."""
    return str(charge(door, capture=False)["id"])


def refund(door: Door, made: Made) -> str:
    """A refund of the charge that the page names, or of one of its own."""
    named = [real for name, real in made.items() if name.startswith("ch_")]
    of = named[0] if named else paid(door, made)
    return str(door.call("refunds.create", charge=of, amount=100)["id"])


def dispute(door: Door, _: Made) -> str:
    """A dispute that waits for an answer."""
    charge(door, card="tok_createDispute")
    return str(door.call("disputes.list")["data"][0]["id"])


def event(door: Door, _: Made) -> str:
    """What was told of a charge."""
    charge(door)
    return str(door.call("events.list", type="charge.succeeded")["data"][0]["id"])


def transaction(door: Door, _: Made) -> str:
    """What a charge was to the balance."""
    return str(charge(door)["balance_transaction"])


def endpoint(door: Door, _: Made) -> str:
    """Where events are sent to."""
    return str(door.call("webhook_endpoints.create", **HOOK)["id"])


Maker = Callable[[Door, Made], str]

CHARGES: dict[str, Maker] = {
    "a charge that was paid": paid,
    "a charge that is only held": held,
}
REFUNDS: dict[str, Maker] = {"a refund": refund}
WAYS: dict[str, dict[str, Maker]] = {
    "btok": {"a token of a bank account": account_token},
    "ch": CHARGES,
    "dp": {"a dispute": dispute},
    "evt": {"an event": event},
    "py": CHARGES,
    "pyr": REFUNDS,
    "re": REFUNDS,
    "tok": {"a token of a card": card_token},
    "txn": {"a balance transaction": transaction},
    "we": {"a webhook endpoint": endpoint},
}
"""How each kind of object is made, by the beginning of its id, likely ways first."""

BEGINNINGS = ("cus", "src", "card", *WAYS)
"""How the ids of all begin that can be given, or made."""


def ways(object_id: str) -> list[str]:
    """What an id may be of.

    >>> ways("ch_1")
    ['a charge that was paid', 'a charge that is only held']
    """
    return [*WAYS[object_id.partition("_")[0]]]


def make(door: Door, state: Mapping[str, Any], made: Made) -> str:
    """Make what a page names, and give the id that it really has."""
    prefix = state["id"].partition("_")[0]
    return WAYS[prefix][state["how"]](door, made)
