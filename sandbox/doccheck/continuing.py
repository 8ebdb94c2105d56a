"""Examples of a page that go on where earlier ones ended, as cells of a notebook do.

A snippet goes on from those before it in its language when its author says so, or when
it uses a name that one of them gave a value.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from sandbox.doccheck.blanks import blanked
from sandbox.doccheck.pages import Snippet
from sandbox.doccheck.tabs import from_outside, leaves
from sandbox.languages.reading import Answer, Made, Problem, Reading, read
from sandbox.languages.reading.made import picked

LONGEST = 40
"""Snippets of a page, in one language, that a later one may go on from."""

NAME = re.compile(r"\w+")

UNREADABLE = {"file", "syntax"}
"""Kinds of problems after which nothing of some code was read."""

CHARACTERS = 50_000
"""How much of the code of a page, in one language, is read as one program."""

State = Mapping[str, Any]


class Continued(NamedTuple):
    """What a snippet says, and the calls and givens of earlier ones that it needs.

    An `Answer` counts the calls before it and its own as one list.
    """

    reading: Reading
    before: tuple[Made, ...] = ()
    given: tuple[State, ...] = ()

    @property
    def calls(self) -> tuple[Made, ...]:
        """All that has to be run."""
        return self.before + self.reading.calls


class Earlier(NamedTuple):
    """A snippet that a later one may go on from; `fails` tells that it ends refused."""

    code: str
    given: tuple[State, ...]
    continues: bool
    fails: bool


class Past:
    """What a page said so far, in each language."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._said: dict[str, list[Earlier]] = {}

    def read(self, snippet: Snippet) -> Continued:
        """What a snippet says, with what it goes on from; it is kept for later ones."""
        found = self.look(snippet)
        said = self._said.setdefault(snippet.language, [])
        continues = bool(snippet.directive.get("continues"))
        fails = bool(snippet.directive.get("expect", {}).get("error"))
        code = "" if is_broken(found.reading) else snippet.code
        said.append(Earlier(code, givens(snippet), continues, fails))
        del said[:-LONGEST]
        return found

    def look(self, snippet: Snippet) -> Continued:
        """The same, and nothing is kept."""
        room = CHARACTERS - len(snippet.code)
        said = lately(self._said.get(snippet.language, []), room)
        continues = bool(snippet.directive.get("continues"))
        reading = blanked(read(snippet.code, snippet.language))
        found = Continued(reading, given=givens(snippet))
        if is_broken(found.reading):
            return found
        lacks = sought(snippet.code, found.reading)
        if said and (continues or any(has(lacks, earlier.code) for earlier in said)):
            return went_on(snippet, chain(said) if continues else said, found)
        return found


def givens(snippet: Snippet) -> tuple[State, ...]:
    """What its author says exists."""
    return tuple(snippet.directive.get("given", ()))


def lately(said: Sequence[Earlier], room: int) -> Sequence[Earlier]:
    """The last snippets, as many of them as there is room for, in characters."""
    sizes = accumulate(len(earlier.code) + 1 for earlier in reversed(said))
    fitting = sum(1 for size in sizes if size <= room)
    return said[len(said) - fitting :]


def chain(said: Sequence[Earlier]) -> Sequence[Earlier]:
    """The last snippet, and those that it goes on from itself."""
    first = len(said) - 1
    while first and said[first].continues:
        first -= 1
    return said[first:]


def is_broken(reading: Reading) -> bool:
    """Whether its code cannot be read, and so none can be that it is a part of."""
    return any(problem.kind in UNREADABLE for problem in reading.problems)


def undefined(reading: Reading) -> list[Problem]:
    """What is told of names that have no value in it, or call what is not there."""
    told = (*reading.problems, *reading.notes)
    return [problem for problem in told if problem.kind == "undefined"]


def sought(code: str, reading: Reading) -> set[str]:
    """The names in some code that have no value in it, or call what is not there."""
    lines = code.split("\n")
    found = (
        NAME.search(lines[one.line - 1], one.column - 1) for one in undefined(reading)
    )
    return {name[0] for name in found if name}


def has(names: set[str], code: str) -> bool:
    """Whether any of some names stands in code, in whatever it is a part of."""
    return any(name in code for name in names)


def went_on(snippet: Snippet, said: Sequence[Earlier], alone: Continued) -> Continued:
    """What a snippet says behind earlier ones, or alone if it says no more there."""
    code = "\n".join(earlier.code for earlier in said)
    lines = code.count("\n") + 1
    together = f"{code}\n{snippet.code}"
    whole = blanked(read(together, snippet.language, longest=CHARACTERS))
    elsewhere = [n for n, made in enumerate(whole.calls) if made.since <= lines]
    here = [n for n, made in enumerate(whole.calls) if made.since > lines]
    calls = picked(whole.calls, [*elsewhere, *here])
    own = Reading(
        tuple(moved(made, lines) for made in calls[len(elsewhere) :]),
        tuple(below(whole.problems, lines)),
        tuple(below(whole.notes, lines)),
    )
    says_more = len(undefined(own)) < len(undefined(alone.reading))
    if is_broken(whole) or not (says_more or snippet.directive.get("continues")):
        return alone
    before = [*past(calls[: len(elsewhere)], said)]
    given = {one["id"]: one for earlier in said for one in earlier.given}
    given |= {one["id"]: one for one in alone.given}
    every = bool(snippet.directive.get("continues"))
    return kept(before, own, tuple(given.values()), every=every)


def past(before: Sequence[Made], said: Sequence[Earlier]) -> Iterator[Made]:
    """Calls of earlier snippets, of which some may be refused, and the rest goes on.

    They are those that are meant to be, and those of which nobody knows, for they rest
    on values from outside.
    """
    ends = [*accumulate(earlier.code.count("\n") + 1 for earlier in said)]
    homes = [bisect_left(ends, made.since) for made in before]
    last = {home: position for position, home in enumerate(homes)}
    for position, (made, home) in enumerate(zip(before, homes, strict=True)):
        meant = said[home].fails and last[home] == position
        yield made._replace(caught=made.caught or meant or bool(from_outside(made)))


def is_over(made: Made) -> bool:
    """Whether a call of an earlier snippet is none any more: a failure that struck."""
    return made.call.operation == "workbench.fail_next"


def below(problems: Iterable[Problem], lines: int) -> Iterator[Problem]:
    """The problems behind so many lines, as counted from there."""
    for problem in problems:
        if problem.line > lines:
            yield problem._replace(line=problem.line - lines)


def moved(made: Made, lines: int) -> Made:
    """A call behind so many lines; what it names that stands before is at its own.

    One in a function that stands before is where the function is called.
    """
    own = made.line > lines
    line, column = (made.line, made.column) if own else (made.since, 1)
    places = {
        name: (at - lines, beside) if at > lines else (line - lines, column)
        for name, (at, beside) in made.places.items()
    }
    since = made.since - lines
    return made._replace(line=line - lines, column=column, places=places, since=since)


def kept(
    before: Sequence[Made], own: Reading, given: tuple[State, ...], *, every: bool
) -> Continued:
    """Every call before, or those alone that have to do with what a snippet names."""
    calls = [*before, *own.calls]
    first = len(before)
    numbers = range(len(calls)) if every else sorted(needed(calls, first))
    numbers = [one for one in numbers if one >= first or not is_over(calls[one])]
    behind = picked(calls, numbers)
    ahead = len(numbers) - len(own.calls)
    elsewhere = [
        made._replace(line=1, column=1, places={}, fetched=True)
        for made in behind[:ahead]
    ]
    reading = own._replace(calls=tuple(behind[ahead:]))
    return Continued(reading, tuple(elsewhere), given)


def needed(calls: Sequence[Made], first: int) -> set[int]:
    """The calls from this number on, and all before that deal with the same objects."""
    asks = [{answer.of for answer in answers(made)} for made in calls]
    wanted = set(range(first, len(calls)))
    while True:
        asked = {of for number in wanted for of in asks[number]}
        alike = {number for number, of in enumerate(asks) if of & asked}
        more = (asked | alike) - wanted
        if not more:
            return wanted
        wanted |= more


def answers(made: Made) -> Iterator[Answer]:
    """What a call takes from earlier ones."""
    call = made.call
    for _, value in leaves([dict(call.ids), dict(call.params), dict(call.options)], ""):
        if isinstance(value, Answer):
            yield value
