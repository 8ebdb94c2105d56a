"""The worlds in which an example may work: which ids exist, and in which state.

>>> from itertools import islice
>>> from sandbox.languages import Call
>>> charge = Call("charges.create", {}, {"customer": "cus_1", "source": "src_1"})
>>> for world in islice(Worlds([charge]), 3):
...     print(world.told)
src_1 is reusable and attached to cus_1
src_1 is reusable and attached to nobody
src_1 is single_use and attached to nobody
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sandbox.doccheck import making
from sandbox.doccheck.tabs import leaves
from sandbox.domain.card_numbers import CARDS
from sandbox.languages import Call

State = Mapping[str, Any]
"""What `given` is told of an object: its id, and the state in which it is."""

Way = tuple[State, ...]
"""One way in which a named id may exist: it, and what it needs beside it."""

NAMED = re.compile(rf"(?:{'|'.join(making.BEGINNINGS)})_[A-Za-z0-9_]{{1,60}}")
"""Ids of what can be given, or made."""

GIVEN = "workbench.given"
"""How code says that something exists."""

MOST_NAMED = 12
"""Ids of one example that are made to exist; no documented example comes near."""

SOMEBODY = "cus_somebody"
"""Who owns the cards of an example that names no customer."""

SINGLE_USE = re.compile(r"\bsingle[ _-]use\b", re.IGNORECASE)
"""How a heading says that the sources of its section are of this kind."""


class World(NamedTuple):
    """One way for each id that an example names."""

    ways: Mapping[str, Way]

    @property
    def states(self) -> list[State]:
        """What is given, customers first, to whom others belong; then what is made.

        Refunds are made last, of the charges that are there.
        """
        states = [state for way in self.ways.values() for state in way]
        return sorted(states, key=rank)

    @property
    def told(self) -> str:
        """The world in words; of a customer that merely exists only where it is all."""
        lines = [in_words(state) for state in self.states]
        more = [line for line in lines if not line.endswith(" exists")]
        return ", ".join(more or lines) or "nothing exists"


def only(given: Sequence[State]) -> World:
    """The world in which nothing exists but what is given, and whom it belongs to.

    >>> only([]).told, only([{"id": "card_1", "customer": "cus_1"}]).told
    ('nothing exists', 'card_1 is attached to cus_1')
    """
    owners = [state["customer"] for state in given if state.get("customer")]
    ways: dict[str, Way] = {one: ({"id": one},) for one in owners}
    return World(ways | {state["id"]: (state,) for state in given})


def rank(state: State) -> int:
    """When a state is given: what others belong to comes before them."""
    if state["id"].startswith("cus_"):
        return 0
    if "how" not in state:
        return 1
    return 3 if state["how"] in making.REFUNDS else 2


def in_words(state: State) -> str:
    """A state in words.

    >>> in_words({"id": "card_1", "customer": "cus_1"}), in_words({"id": "cus_1"})
    ('card_1 is attached to cus_1', 'cus_1 exists')
    """
    if state["id"].startswith("cus_"):
        return f"{state['id']} exists"
    if "how" in state:
        return f"{state['id']} is {state['how']}"
    traits = [state[name] for name in ("type", "status", "usage") if name in state]
    owner = state.get("customer") or "nobody"
    return f"{state['id']} is {' and '.join([*traits, f'attached to {owner}'])}"


class Worlds:
    """Every world that may be meant, the likely ones first, always in the same order.

    A heading that speaks of single-use sources is believed first; what is given is in
    no other state than that.
    """

    def __init__(
        self, calls: Sequence[Call], heading: str = "", given: Sequence[State] = ()
    ) -> None:
        """Think of the ways of each id that the calls name."""
        known = {state["id"]: [(state,)] for state in given}
        owned = [state["customer"] for state in given if state.get("customer")]
        ids = [*dict.fromkeys([*known, *owned, *named(calls)[:MOST_NAMED]])]
        owners = [one for one in ids if one.startswith("cus_")]
        once = bool(SINGLE_USE.search(heading))
        self._ids = ids
        self._ways = [known.get(one) or ways(one, owners, once=once) for one in ids]
        self._chosen = [0] * len(self._ids)
        self._change = len(self._ids)

    def __iter__(self) -> Iterator[World]:
        """Each in turn, the ways of the last id changing first."""
        more = True
        while more:
            self._change = len(self._ids)
            chosen = zip(self._ways, self._chosen, strict=True)
            picked = [ways[choice] for ways, choice in chosen]
            yield World(dict(zip(self._ids, picked, strict=True)))
            more = self._turn()

    def give_up(self, ids: Collection[str]) -> None:
        """Leave out the worlds that are like the last one in these ids.

        They are those that a number of calls name, so they stand before all others.
        """
        places = [place for place, one in enumerate(self._ids, 1) if one in ids]
        self._change = max(places, default=0)

    def _turn(self) -> bool:
        for position in reversed(range(self._change)):
            self._chosen[position + 1 :] = [0] * (len(self._ids) - position - 1)
            self._chosen[position] += 1
            if self._chosen[position] < len(self._ways[position]):
                return True
        return False


def named(calls: Sequence[Call]) -> list[str]:
    """The ids that calls name, of what can be given or made, in their order.

    What the code itself gives to its sandbox is none of them.


    >>> named([Call("customers.retrieve", {"customer": "cus_1"}, {})])
    ['cus_1']
    """
    given = {call.params.get("id") for call in calls if call.operation == GIVEN}
    texts = (
        value
        for call in calls
        for _, value in leaves([dict(call.ids), dict(call.params)], "")
        if isinstance(value, str) and NAMED.fullmatch(value) and value not in given
    )
    return [one for one in dict.fromkeys(texts) if one not in CARDS]


def ways(object_id: str, customers: Sequence[str], *, once: bool) -> list[Way]:
    """How an object may exist: as that of a named customer, or of nobody."""
    match object_id.partition("_")[0]:
        case "cus":
            return ways_of_a_customer(object_id)
        case "card":
            owners = customers or [SOMEBODY]
            return [owned_card(object_id, owner, customers) for owner in owners]
        case prefix if prefix != "src":
            return [({"id": object_id, "how": how},) for how in making.ways(object_id)]
    found = ways_of_a_source(object_id, customers)
    return sorted(found, key=lambda way: once and way[0].get("usage") != "single_use")


def ways_of_a_customer(customer: str) -> list[Way]:
    """A customer that merely exists, and one that has a card to pay with."""
    card = {"id": f"card_of_{customer[4:44]}", "customer": customer}
    return [({"id": customer},), ({"id": customer}, card)]


def owned_card(card: str, owner: str, customers: Sequence[str]) -> Way:
    """A card with its owner, whom somebody has to be."""
    owned = {"id": card, "customer": owner}
    return (owned,) if owner in customers else ({"id": owner}, owned)


def ways_of_a_source(source: str, customers: Sequence[str]) -> list[Way]:
    """A source of either usage, attached or not; at last one that is pending."""
    often, once = ({"id": source, "usage": use} for use in ("reusable", "single_use"))
    waiting = {"id": source, "type": "ideal", "status": "pending"}
    return [
        *((often | {"customer": customer},) for customer in customers),
        (often,),
        (once,),
        *((once | {"customer": customer},) for customer in customers),
        (waiting,),
    ]
