"""What most say, and who says otherwise: a row of the side by side.

>>> row = Row("currency", {0: Said("eur", (1, 1)), 1: Said("eur", (2, 3)), 2: None})
>>> row.agreed, row.is_odd(1), row.is_odd(2)
(('eur',), False, True)
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from sandbox.doccheck.tabs import Said
from sandbox.errors import echo

Ballot = tuple[str | None, ...]
"""A value, or nothing at all where a tab leaves it out."""

LEFT_OUT: Ballot = ()
UNKNOWN: Ballot = (None,)

Vote = TypeVar("Vote", bound=Hashable)


def majority(votes: Sequence[Vote]) -> Vote | None:
    """What more than half say, if they do.

    >>> majority(["eur", "eur", "usd"]), majority(["eur", "usd"])
    ('eur', None)
    """
    for vote, times in Counter(votes).most_common(1):
        return vote if 2 * times > len(votes) else None
    return None


class Row:
    """One value of a call, as each tab has it; the tabs go by their numbers."""

    def __init__(self, name: str, said: Mapping[int, Said | None]) -> None:
        """Keep who says what, None for who leaves it out."""
        self.name, self.said = name, said

    @cached_property
    def ballots(self) -> dict[int, Ballot]:
        """Who says what; who says a thing that only a run tells agrees with all."""
        cast = {
            tab: (said.value,) if said else LEFT_OUT for tab, said in self.said.items()
        }
        known = {tab: one for tab, one in cast.items() if one != UNKNOWN}
        return known if any(known.values()) else cast

    @cached_property
    def agreed(self) -> Ballot | None:
        """What more than half say; None where there is no majority."""
        return majority([*self.ballots.values()])

    def is_odd(self, tab: int) -> bool:
        """Whether a tab says otherwise than most, or than any where none are most."""
        if self.agreed is None:
            return tab in self.ballots
        return self.ballots.get(tab, self.agreed) != self.agreed

    def camps(self) -> dict[Ballot, list[int]]:
        """The tabs by what they say."""
        camps: dict[Ballot, list[int]] = {}
        for tab, ballot in self.ballots.items():
            camps.setdefault(ballot, []).append(tab)
        return camps


def shown(ballot: Ballot) -> str:
    """A value as a message names it.

    >>> shown(("1099",)), shown(LEFT_OUT)
    ('1099', 'left out')
    """
    if ballot == LEFT_OUT:
        return "left out"
    return "known only by running" if ballot == UNKNOWN else echo(ballot[0])
