"""Functions of the program's own: what they do, when they are called.

A function is followed with what it is given, as often as it is called. One that nothing
calls is read once, with all that it takes from outside.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sandbox.languages.reading.made import Outside
from sandbox.languages.reading.program import texts
from sandbox.languages.reading.program.arguments import Given
from sandbox.languages.reading.program.filling import merged, pour
from sandbox.languages.reading.program.idioms import CLIENT
from sandbox.languages.reading.program.statements import Statements
from sandbox.languages.reading.program.values import (
    Bench,
    Fields,
    Function,
    Library,
    Own,
    Result,
)
from sandbox.languages.reading.syntax.form import Form

CONSTRUCTORS = ("__init__", "initialize", "__construct", "constructor")
"""What the function is called that makes one of a class."""

PAIRS = "**"
"""The name of what takes all that is given by names of its own."""

IN_NO_ORDER = {"go", "java"}
"""Languages in which nothing is done before all is defined."""

ADDS = ("add", "append", "push")
"""Methods that put something at the end of a list."""

PROMISED = ("then", "catch", "finally")
"""Methods of a promise that take functions."""

CALLS = ("", "call", "apply", "accept", "invoke")
"""Methods that call a function."""

TOGETHER = ("all", "allSettled")
"""Methods that make one promise of several."""

MOST_RUNS, MOST_INSIDE = 100, 8
"""Calls of functions that are followed, and how many inside one another."""


class Functions(Statements):
    """Follows functions."""

    def __init__(self, language: str) -> None:
        """None is known."""
        super().__init__(language)
        self.functions: dict[str, Function] = {}
        self.waiting: list[Function] = []
        self.done: set[int] = set()
        self.runs = 0
        self.wanted: set[str] = set()

    def follow(self, form: Form, clients: Iterable[str] = ()) -> None:
        """A whole program: functions are known before and behind where they stand.

        Whoever hands it `clients` has given them a key.
        """
        self.handed = {*clients}
        self.keyed = bool(self.handed)
        roots = dict.fromkeys(self.handed, CLIENT)
        self.idioms = self.idioms._replace(roots={**roots, **self.idioms.roots})
        forms = list(every(form))
        self.wanted = {*CONSTRUCTORS, *self.called_in(forms)}
        for one in forms:
            if one.kind == "fn" and one.name:
                self.functions[one.name] = self.names[one.name] = function(one)
        self.value(form)
        for called in (False, True):
            for made in self.waiting:
                new = id(made.body) not in self.done
                if new and (made.name in self.wanted) == called:
                    self.line = made.body.at[0]
                    self.run(made, None)

    def called_in(self, forms: Sequence[Form]) -> Iterator[str]:
        """Names that something calls, or hands on to be called."""
        bare = self.language == "ruby"
        for form in forms:
            handed = form.kind == "referred"
            if handed or (form.kind == "send" and not self.is_of_library(form)):
                yield form.name
            if form.kind == "name" and bare:
                yield form.name
            elif form.kind in ("call", "send", "new"):
                inside = form.parts[form.kind == "send" :]
                yield from (part.name for part in inside if part.kind == "name")

    def is_of_library(self, form: Form) -> bool:
        """Whether a method is one of the SDK, as far as names tell."""
        while form.parts and form.kind in ("send", "attr", "call"):
            form = form.parts[0]
        return form.name in self.idioms.roots or form.name in self.classes

    def _name(self, form: Form) -> Any:
        value = super()._name(form)
        bare = self.language == "ruby" and isinstance(value, Function)
        return self.run(value, ()) if bare and value.name else value

    def _fn(self, form: Form) -> Any:
        made = function(form, self.home)
        if made.name:
            self.functions[made.name] = self.names[made.name] = made
        self.waiting.append(made)
        waits = made.name in self.wanted or self.language in IN_NO_ORDER
        if made.name and not waits:
            self.run(made, None)
        return made

    def listen(self, given: Sequence[Given], value: Any) -> None:
        """Run the functions that a call was given, with what it answers at last."""
        for one in given:
            if isinstance(one.value, Function) and id(one.value.body) not in self.done:
                known = isinstance(value, Result)
                before = [None] * (len(one.value.takes) - 1)
                self.run(one.value, [*before, value] if known else None)

    def run(
        self, made: Function, given: Sequence[Any] | None, owner: Any = None
    ) -> Any:
        """What a function does with what it is given; None where nobody calls it."""
        body, names, home = id(made.body), self.names, self.home
        inside = len(self.running)
        if body in self.running or inside >= MOST_INSIDE or self.runs >= MOST_RUNS:
            return None
        uncalled = given is None and made.name != "main"
        self.uncalled += uncalled
        self.runs += 1
        self.done.add(body)
        self.running.append(body)
        self.names, self.home = dict(names), made.home or home
        self.bind(made, given, owner or made.home)
        value = self.value(made.body)
        self.running.pop()
        self.uncalled -= uncalled
        taken = {name.name for take in made.takes for name in every(take)}
        self.names |= {
            name: held
            for name, held in names.items()
            if name in taken or (made.name and is_kept(name, held))
        }
        self.home = home
        return value

    def bind(self, made: Function, given: Sequence[Any] | None, owner: Any) -> None:
        """Give what a function takes the values that it is given.

        What it makes of a method of the SDK, which it is handed, is not followed.
        """
        values, named = in_order(made, given or ())
        if made.first:
            values.insert(0, owner)
        for take in made.takes:
            value = self.taken(take, values, named, called=given is not None)
            target = take.parts[0] if take.kind == "set" else take
            handed = isinstance(value, Library) and value.path in self.speech.classes
            falls = take.kind == "set" and given is not None
            unknown = handed or (value is None and not falls)
            held = Outside(take.name) if unknown else value
            self.put(target, held)
            self.keep_sdk(take)
            if take.value and made.home:
                made.home.members[take.name.lstrip("$")] = self.names.get(take.name)

    def keep_sdk(self, take: Form) -> None:
        """A name that the SDK itself goes by stands for it, whoever hands it in."""
        for one in every(take):
            root = self.idioms.roots.get(one.name)
            unknown = isinstance(self.names.get(one.name), Outside)
            told = one.name in self.handed or "stripe" in one.name.lower()
            if unknown and told and isinstance(root, Library):
                self.names[one.name] = root

    def taken(
        self, take: Form, values: list[Any], named: Fields, *, called: bool
    ) -> Any:
        """What is given for a name, or what it falls to; None where nobody says."""
        name = take.name.lstrip("$")
        if take.kind == "splat" and called and name != PAIRS:
            rest = list(values)
            values.clear()
            return rest
        if take.kind == "splat":
            return merged([named]) if called else None
        if name in named:
            return named.pop(name)
        value = values.pop(0) if values else None
        if value is None and called and take.kind == "set":
            value = self.value(take.parts[1])
        if value is None and isinstance(self.idioms.roots.get(name), Bench):
            value = self.opened()  # the fixture of pytest
        return value

    def promised(self, owner: Any, word: str, functions: Sequence[Function]) -> Any:
        """What a promise gives at last, with functions for what it gives, or fails."""
        split = {"then": 1, "catch": 0}.get(word, len(functions))
        with self.aside():
            for made in functions[split:]:
                self.run(made, None)
        for made in functions[:split]:
            value = self.run(made, [owner] if word == "then" else [])
            owner = owner if value is None else value
        return owner

    def of_language(self, owner: Any, word: str, values: list[Any]) -> Any:
        """What a method gives that the language itself has."""
        first = values[0] if values else None
        match owner:
            case list():
                owner += values if word in ADDS else []
                return owner
            case Function() if word in CALLS:
                return self.run(owner, values)
            case Outside("Object") if word == "assign" and isinstance(first, Fields):
                pour(values[1:], into=first)
                return first
            case Outside("Object") if word == "freeze":
                return first
            case Outside("Promise") if word in TOGETHER:
                return first
        return texts.sent(owner, word, values)


def every(form: Form) -> Iterator[Form]:
    """A form, and all that is inside it."""
    waiting = [form]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += reversed(one.parts)


def function(form: Form, home: Own | None = None) -> Function:
    """The function that a form defines."""
    body, *takes = form.parts
    return Function(form.name, tuple(takes), body, home, first=bool(form.value))


def in_order(made: Function | None, given: Sequence[Any]) -> tuple[list[Any], Fields]:
    """What a function is given in its order, and what by name; where none is, all."""
    takes = (take.name.lstrip("$") for take in made.takes) if made else [PAIRS]
    names = set(takes)
    *values, last = [*given] or [None]
    if isinstance(last, Fields) and last.named and names & {*last, PAIRS}:
        return values, last.like(dict(last))
    return [*given], Fields(named=True)


def is_kept(name: str, held: Any) -> bool:
    """Whether a name means the same after a function, which may have one like it."""
    return held is not None and not isinstance(held, Outside) and name[0] != "@"
