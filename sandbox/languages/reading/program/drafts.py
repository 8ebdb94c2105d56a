"""Calls as they are read, until the whole program is: which of them are made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.languages.call import Call
from sandbox.languages.reading.made import Answer, Made, Outside, Place
from sandbox.languages.reading.program.values import Result


@dataclass
class Draft:
    """A call that was read.

    `sound` says that its arguments have the right shape. `caught` is the error that the
    program deals with. What is done only where something failed is not `made`.
    """

    call: Call
    at: Place
    places: Mapping[str, Place]
    sound: bool = True
    caught: str = ""
    made: bool = True

    def said(self, result: Result) -> Made:
        """The call, with what became of its answer."""
        fetched = self.fetched(result)
        return Made(self.call, *self.at, self.places, fetched, bool(self.caught))

    def fetched(self, result: Result) -> bool:
        """Whether it is not compared: an object retrieved only to do something with it.

        Nor is what is said to a sandbox, which other languages say in other ways.
        """
        if not self.call.known.modelled:
            return True
        verb = self.call.operation.rpartition(".")[2]
        return verb == "retrieve" and result.asked and not result.used


def made(drafts: Sequence[Draft], results: Sequence[Result]) -> tuple[Made, ...]:
    """The calls that are made; answers are counted without those of the others."""
    kept = [place for place, draft in enumerate(drafts) if draft.made]
    places = {old: new for new, old in enumerate(kept)}

    def count(value: Any, _: str) -> Any:
        if not isinstance(value, Answer):
            return value
        if value.of not in places:
            return Outside("answer")
        return value._replace(of=places[value.of])

    calls = [drafts[place].said(results[place]) for place in kept]
    if len(kept) == len(drafts):
        return tuple(calls)
    return tuple(one._replace(call=one.call.changed(count)) for one in calls)
