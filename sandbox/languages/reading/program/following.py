"""Values, followed: what maps, lists, fields and texts come to."""

from collections.abc import Sequence
from typing import Any

from sandbox.languages.reading.made import Answer, Outside, Place
from sandbox.languages.reading.problems import did_you_mean
from sandbox.languages.reading.program.filling import merged, pour
from sandbox.languages.reading.program.idioms import CLIENT
from sandbox.languages.reading.program.naming import OF_API, Naming
from sandbox.languages.reading.program.texts import joined
from sandbox.languages.reading.program.values import (
    SOURCE,
    Fields,
    Library,
    Member,
    Own,
    Result,
)
from sandbox.languages.reading.syntax.form import Form

CERTAIN = 0.9
"""How like a struct's name has to be, for there are more of them than are known."""

FALLS = ("||", "??", "or", "||=", "??=")
"""Operators that give their left side, or else their right one."""

FILTERS = "Filters"
"""The field of Go's structs of parameters that adds to them."""

EMBEDDED = ("Params", "ListParams")
"""Structs of Go that stand inside those of parameters, and have fields of all calls."""

UNSENT = ("Context", "Single", "Headers")
"""Fields of those that say how to ask, and send no parameter.

Source: github.com/stripe/stripe-go 82.0, params.go
"""

OBJECTS = (Result, Member, Answer)


class Following(Naming):
    """What forms come to that are no statements."""

    def _value(self, form: Form) -> Any:
        return form.value

    def _text(self, form: Form) -> Any:
        return form.name

    def _joined(self, form: Form) -> Any:
        if form.name in FALLS:
            return self.fallen(form)
        values = [self.value(part) for part in form.parts]
        if form.name in ("|", "+") and any(isinstance(one, Fields) for one in values):
            return merged(values if form.name == "|" else values[::-1])
        return joined(form.name, values)

    def fallen(self, form: Form) -> Any:
        """The first of two values that is one; nobody minds if the first is not set."""
        known = self.problems
        self.problems = []
        first = self.value(form.parts[0])
        told = [one for one in self.problems if one.kind != "undefined"]
        name = form.parts[0].name
        kept = name[:1] == "@" and name not in self.names
        unset = kept or len(told) < len(self.problems)
        self.problems = known + told
        others = [self.value(part) for part in form.parts[1:]]
        return others[-1] if others and (unset or first is None) else first

    def _list(self, form: Form) -> Any:
        return [self.value(part) for part in form.parts]

    def _map(self, form: Form) -> Any:
        return self.filled(Fields(), form.parts)

    def _struct(self, form: Form) -> Any:
        package, _, kind = form.name.rpartition(".")
        if package and package not in self.idioms.roots:
            return self.filled(Fields(), form.parts)
        own = self.names.get(form.name)
        if isinstance(own, Own):
            own.members |= self.filled(Fields(), form.parts)
            return own
        if not form.parts and kind.lower() in OF_API:
            return Outside(kind)  # what is written into it comes from elsewhere
        self.struct(kind, form)
        fields = self.filled(Fields(kind), form.parts)
        if form.name in self.idioms.clients:
            return Library("", client=True)
        return fields

    def struct(self, kind: str, form: Form) -> None:
        """Whether a class of parameters is one that the SDK has, as far as is known."""
        structs = self.speech.structs
        if kind in structs or kind in self.idioms.others:
            return
        if hint := did_you_mean(kind, structs, like=CERTAIN):
            self.misspelled(form.at, kind, hint)

    def filled(self, fields: Fields, parts: Sequence[Form]) -> Fields:
        """A map with all its pairs."""
        for part in parts:
            if part.kind == "fn":
                fields.put(part.name, self.value(part), part.at)
                continue
            value = self.value(part.parts[0]) if part.parts else None
            if part.kind == "pair":
                name = part.name
                if len(part.parts) > 1:
                    name = str(self.value(part.parts[1]))
                self.fill_in(fields, name, value, part)
            elif part.kind == "splat":
                pour([value], into=fields)
        return fields

    def fill_in(self, fields: Fields, name: str, value: Any, part: Form) -> None:
        """A pair of a map, or of a struct, which may stand inside it without a name."""
        if not fields.kind:
            fields.put(name, value, self.token(part))
        elif name in EMBEDDED:
            pour([value], into=fields)
        elif name in self.speech.options:
            fields.options[self.speech.options[name]] = value
        elif name not in UNSENT:
            word = self.field_of(fields, name, part)
            fields.put(word, value, self.token(part))

    def field_of(self, fields: Fields, name: str, part: Form) -> str:
        """The parameter that a field of a struct is: it begins with a capital."""
        words = self.speech.words
        if name[:1].islower():
            message = f"{fields.kind} has no field {name}."
            self.wrong(part.at, "unknown", message, did_you_mean(name, words))
        return words.get(name, name)

    def token(self, part: Form) -> Place:
        """Where a pair stands; a source that is a struct, where its token does."""
        inner = part.parts[0] if part.parts else part
        while inner.kind == "address" and inner.parts:
            inner = inner.parts[0]
        alone = inner.kind == "struct" and len(inner.parts) == 1
        told = alone and is_token(inner) and part.name in self.speech.words
        return inner.parts[0].at if told else part.at

    def _pair(self, form: Form) -> Any:
        return self.filled(Fields(named=True), [form])

    _splat = _pair

    def _address(self, form: Form) -> Any:
        value = self.value(form.parts[0]) if form.parts else None
        if isinstance(value, Fields):
            value.pointer = True
        return value

    def _attr(self, form: Form) -> Any:
        if form.parts and is_params(form.parts[0]):
            return form.name.lower()
        owner = self.owner(form.parts[0]) if form.parts else None
        return self.entry(owner, form.name, form.at)

    def _referred(self, form: Form) -> Any:
        """A method that is handed on: one of the program's own is followed."""
        owner = self.owner(form.parts[0]) if form.parts else None
        own = isinstance(owner, Own)
        return self.entry(owner, form.name, form.at) if own else Outside(form.name)

    def _index(self, form: Form) -> Any:
        first, *rest = form.parts or (Form("other", form.at),)
        owner, key = (self.owner(first), *map(self.value, rest), None)[:2]
        return self.entry(owner, key, form.at)

    def entry(self, owner: Any, key: Any, at: Place) -> Any:
        """What an object, a map or a list has under a name or a number."""
        if isinstance(owner, OBJECTS):
            return self.field(owner, str(key))
        if isinstance(owner, Fields):
            unset = Outside(str(key)) if owner.kind else None
            return owner if key == FILTERS else owner.get(str(key), unset)
        if isinstance(owner, Own):
            return owner.members.get(str(key), self.handed_in(str(key)))
        if isinstance(owner, Library):
            return self.named(owner, str(key), at)
        if isinstance(owner, list) and isinstance(key, int):
            return owner[key] if -len(owner) <= key < len(owner) else None
        return self.handed_in(str(key))

    def handed_in(self, name: str) -> Any:
        """What something has that nobody sees: a client, where its type says so."""
        return CLIENT if name in self.handed else Outside(name)

    def _either(self, form: Form) -> Any:
        one, other = [self.value(part) for part in form.parts][-2:]
        if one is None or one == other:
            return other
        return one if other is None else Outside(form.name)

    def _other(self, form: Form) -> Any:
        values = [self.value(part) for part in form.parts]
        return values[0] if len(values) == 1 else Outside(form.name)


def is_params(form: Form) -> bool:
    """Whether a name is that of a class of parameters, or of one inside it."""
    if form.kind == "attr" and form.parts:
        return is_params(form.parts[0])
    return form.kind == "name" and form.name.endswith(("Params", "RequestOptions"))


def is_token(form: Form) -> bool:
    """Whether a struct can stand for the token inside it."""
    return form.name.endswith(SOURCE)
