"""What was read from a piece of code: the calls it makes, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sandbox.languages.call import Call
from sandbox.languages.reading.problems import Problem

Place = tuple[int, int]
"""A line and a column, both from 1, the column in characters."""


class Answer(NamedTuple):
    """A value that is known only by running: a field of what an earlier call answered.

    `of` counts the calls that were read before, from 0.
    """

    of: int
    field: tuple[str, ...]


class Outside(NamedTuple):
    """A value that comes from outside of the code, by what the code calls it.

    A parameter of a web request is one: `request.form["stripeToken"]`.
    """

    name: str


class Made(NamedTuple):
    """A call that a piece of code makes, and where.

    `places` tells where each id and each parameter of the first level stands; a value
    may be an `Answer`, or come from `Outside`. `fetched` marks a retrieve whose answer
    only serves to make another call, as older SDKs need it: other languages do without.
    `caught` tells that a refusal does not end the program: the code deals with it.
    `since` is the line of the statement that makes it: of a call in a function, the one
    that calls the function. `open` tells that it may have more parameters, which come
    from outside. `uncalled` tells that it stands in a function that nothing calls.
    """

    call: Call
    line: int
    column: int
    places: Mapping[str, Place]
    fetched: bool = False
    caught: bool = False
    since: int = 0
    open: bool = False
    uncalled: bool = False


def picked(calls: Sequence[Made], numbers: Sequence[int]) -> list[Made]:
    """Some calls, by their numbers, whose answers are counted among them alone."""
    places = {number: place for place, number in enumerate(numbers)}

    def count(value: Any, _: str) -> Any:
        if not isinstance(value, Answer):
            return value
        known = value.of in places
        return value._replace(of=places[value.of]) if known else Outside("answer")

    return [
        calls[number]._replace(call=calls[number].call.changed(count))
        for number in numbers
    ]


class Reading(NamedTuple):
    """Everything that was read: calls in their order, problems, and mere notes.

    It is `handed` a client where a type says so: nobody sees who sets the key.
    """

    calls: tuple[Made, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()
    handed: bool = False
