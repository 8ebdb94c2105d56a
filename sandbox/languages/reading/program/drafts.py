"""Calls as they are read, until the whole program is: which of them are made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sandbox.languages.call import Call
from sandbox.languages.reading.made import Made, Place, picked
from sandbox.languages.reading.program.values import Result


@dataclass
class Draft:
    """A call that was read.

    `sound` says that its arguments have the right shape. `caught` is the error that the
    program deals with. What is done only where something failed is not `made`. For the
    others see `Made`.
    """

    call: Call
    at: Place
    places: Mapping[str, Place]
    sound: bool = True
    caught: str = ""
    made: bool = True
    since: int = 0
    open: bool = False
    uncalled: bool = False

    def said(self, result: Result) -> Made:
        """The call, with what became of its answer."""
        return Made(
            self.call,
            *self.at,
            self.places,
            fetched=self.fetched(result),
            caught=bool(self.caught) or self.open,
            since=self.since,
            open=self.open,
            uncalled=self.uncalled,
        )

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
    calls = [one.said(result) for one, result in zip(drafts, results, strict=True)]
    kept = [number for number, draft in enumerate(drafts) if draft.made]
    return tuple(picked(calls, kept))
