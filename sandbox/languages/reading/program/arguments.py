"""What a call is given: ids in their order, then parameters, then options.

Every SDK takes them so; Python's classes take the last two by name, and in Go a struct
holds what an object is inside of.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from sandbox.languages.reading.made import Answer, Outside, Place
from sandbox.languages.reading.meaning import speech
from sandbox.languages.reading.problems import Problem, did_you_mean
from sandbox.languages.reading.program.values import Fields, Function, Library
from sandbox.operations import Operation

BY_NAME = {
    "python": ("params", "options"),
    "ruby": ("params", "opts"),
    "php": ("params", "opts", "options"),
}
"""What the arguments of today's services are called, where they can be named."""


class Given(NamedTuple):
    """One argument, and where it stands."""

    value: Any
    at: Place


@dataclass
class Taken:
    """What was taken for a call, and what was wrong with it.

    It is `open` where more comes from outside.
    """

    ids: dict[str, Any]
    places: dict[str, Place]
    params: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    forms: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    open: bool = False


class Taking:
    """Takes the arguments of one call."""

    def __init__(self, operation: Operation, language: str, at: Place) -> None:
        """Nothing is taken yet."""
        self.operation, self.language, self.at = operation, language, at
        self.options = speech(language).options
        self.taken = Taken({}, {})

    def wrong(self, at: Place, kind: str, message: str, hint: str = "") -> None:
        """Keep a problem."""
        self.taken.problems.append(Problem(*at, kind, message, hint))

    def take(
        self, given: Sequence[Given], known: dict[str, Given], *, service: bool
    ) -> Taken:
        """Everything, in the order in which it is expected."""
        rest = [one for one in given if not isinstance(one.value, Function)]
        if self.language == "go" and service:
            rest = self.after_context(rest)
        inside = self.language == "go" and self.operation.name.count(".") > 1
        for name in self.operation.ids:
            if name in known:
                self.taken.ids[name], self.taken.places[name] = known[name]
            elif not (inside and name == self.operation.ids[0]):
                self.take_id(name, rest)
        self.taken.problems += self.swapped(rest)
        for one in rest:
            self.take_more(one, service=service)
        if inside:
            self.take_owner()
        self.taken.ids = {n: self.taken.ids.get(n, "") for n in self.operation.ids}
        return self.taken

    def swapped(self, rest: Sequence[Given]) -> Iterator[Problem]:
        """The problem of options that stand before parameters."""
        maps = [one for one in rest if isinstance(one.value, Fields)]
        for one, other in pairwise(maps):
            first, last = map(self.is_options, (one.value, other.value))
            if first and not last and not other.value.named:
                message = "Options stand where parameters are expected."
                hint = "Give parameters first, then options."
                yield Problem(*one.at, "arguments", message, hint)

    def is_options(self, value: Fields) -> bool:
        """Whether a map is one of options."""
        return value.kind == "RequestOptions" or self.only_options(value)

    def after_context(self, rest: list[Given]) -> list[Given]:
        """What follows the context, which every service of Go's client takes first."""
        if rest and isinstance(rest[0].value, Outside):
            return rest[1:]
        hint = "Give a context first: ctx, or context.TODO()."
        self.wrong(self.at, "arguments", "The context is missing.", hint)
        return rest

    def take_id(self, name: str, rest: list[Given]) -> None:
        """The next argument, which is to be an id, or a hash that has it."""
        first = rest[0] if rest else None
        if first and isinstance(first.value, str | Answer | Outside | Library):
            self.taken.ids[name], self.taken.places[name] = rest.pop(0)
            return
        if first and isinstance(first.value, Fields):
            last = name == self.operation.ids[-1]
            for word in ("id", name) if last else (name, "parentId"):
                if word in first.value:
                    self.taken.places[name] = first.value.places[word]
                    self.taken.ids[name] = first.value.pop(word)
                    return
        found = (
            f"{shown(first.value)} stands there" if first else "nothing stands there"
        )
        kind = name.replace("_", " ")
        message = f"The id of a {kind} is expected first, and {found}."
        at = first.at if first else self.at
        self.wrong(at, "arguments", message, "Give ids first, then parameters.")
        if first and not isinstance(first.value, Fields):
            rest.pop(0)
        elif len(rest) > 1 and isinstance(rest[1].value, str):  # the other way round
            self.taken.ids[name], self.taken.places[name] = rest.pop(1)

    def take_more(self, one: Given, *, service: bool) -> None:
        """An argument behind the ids: parameters, then options."""
        value = one.value
        if isinstance(value, list) and not value:
            value = Fields()  # PHP's array() is both
        sends = self.operation.method == "POST" and not self.taken.params
        self.taken.open = self.taken.open or (sends and isinstance(value, Outside))
        if value is None or isinstance(value, Outside | Library):
            return
        if not isinstance(value, Fields):
            message = f"{shown(value)} stands where only parameters can."
            hint = "Give parameters as a map of names and values."
            self.wrong(one.at, "arguments", message, hint)
        elif value.named:
            self.take_named(value, service=service)
        elif self.language == "python" and not service:
            message = "Parameters in a dict stand where they are expected by name."
            self.wrong(
                one.at, "arguments", message, "Write name=value, or ** before it."
            )
            self.take_params(value)
        elif self.is_options(value):
            self.take_options(value)
        elif not self.taken.params:
            self.take_params(value, at=one.at)
        else:
            self.take_options(value)

    def only_options(self, value: Fields) -> bool:
        """Whether a map holds options, and nothing else."""
        return bool(value) and value.keys() <= self.options.keys()

    def take_named(self, value: Fields, *, service: bool) -> None:
        """Arguments by name."""
        slots = BY_NAME.get(self.language, ())
        named = service or self.language == "php"  # whose classes call them so too
        if named and value.keys() & set(slots):
            for slot in value.keys() & set(slots):
                if isinstance(inner := value[slot], Fields):
                    take = self.take_params if slot == "params" else self.take_options
                    take(inner)
        elif service and value and self.language == "python":
            name = next(iter(value))
            message = f"{name} stands by its name; parameters are expected in a dict."
            self.wrong(
                value.places[name], "arguments", message, 'Write {"name": value}.'
            )
            self.take_params(value)
        elif self.language == "python":
            for name in value.keys() & self.options.keys():
                self.taken.options[self.options[name]] = value.pop(name)
            self.take_params(value)
        elif self.taken.params or self.only_options(value):
            self.take_options(value)
        else:
            self.take_params(value)

    def take_params(self, value: Fields, *, at: Place | None = None) -> None:
        """Parameters, and the options that a struct holds with them."""
        if self.language == "go" and value.kind and not value.pointer:
            hint = f"Write &stripe.{value.kind}{{...}}."
            message = f"A {value.kind} is given where a pointer to one is expected."
            self.wrong(at or self.at, "arguments", message, hint)
        self.taken.open = self.taken.open or value.open
        self.taken.options |= value.options
        self.taken.params |= value
        self.taken.forms |= value.forms
        self.taken.places |= dict(deep(value))

    def take_options(self, value: Fields) -> None:
        """Options: each has a name that the SDK knows."""
        self.taken.options |= value.options
        for name, given in value.items():
            if name in self.options:
                self.taken.options[self.options[name]] = given
            else:
                message = f"{name} is no option of a call."
                hint = did_you_mean(name, self.options)
                self.wrong(value.places[name], "unknown", message, hint)

    def take_owner(self) -> None:
        """The id of what an object is inside of, which a struct holds."""
        name = self.operation.ids[0]
        if name in self.taken.params:
            self.taken.ids[name] = self.taken.params.pop(name)
            return
        for other, at in self.taken.places.items():
            if other in self.taken.params and did_you_mean(other, [name]):
                message = f"{other} stands where the {name} is expected."
                self.wrong(at, "unknown", message, f"Did you mean {name.title()}?")
                return
        message = f"The parameters do not say which {name} it is about."
        self.wrong(
            self.at, "arguments", message, f"Set {name.title()} in the parameters."
        )


def deep(value: Fields, path: str = "") -> Iterator[tuple[str, Place]]:
    """Where each name stands, also those inside maps: metadata[order]."""
    for name, place in value.places.items():
        whole = f"{path}[{name}]" if path else name
        yield whole, place
        if isinstance(inner := value.get(name), Fields):
            yield from deep(inner, whole)


def shown(value: Any) -> str:
    """A value, as a message names it."""
    if isinstance(value, Fields):
        return "a map of parameters"
    if value is None:
        return "nothing"
    if isinstance(value, Answer):
        return f"the field {value.field[-1]} of an answer"
    if isinstance(value, Function):
        return "a function"
    return "a list" if isinstance(value, list) else repr(value)
