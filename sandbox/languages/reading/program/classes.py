"""Classes of the program's own: what they have, and what is asked of them."""

from collections.abc import Sequence
from typing import Any

from sandbox.languages.reading.made import Outside
from sandbox.languages.reading.program.functions import (
    CONSTRUCTORS,
    Functions,
    in_order,
)
from sandbox.languages.reading.program.values import Function, Own
from sandbox.languages.reading.syntax.form import Form


class Classes(Functions):
    """Follows classes."""

    def _class(self, form: Form) -> Any:
        above = self.names.get(form.value)
        known = dict(above.members) if isinstance(above, Own) else {}
        own = Own(known, inherits=bool(form.value) and not known)
        home, before = self.home, dict(self.names)
        self.names[form.name], self.home = own, own
        for part in form.parts:
            self.value(part)
        for name, held in self.names.items():
            if before.get(name, own) is not held:
                own.members[name.lstrip("$")] = own.members[name] = held
        self.home = home

    def construct(self, own: Own, given: Sequence[Any]) -> Own:
        """One of a class, made with what its constructor is given.

        Where it has none, it is given what it has, in order or by name.
        """
        for name in CONSTRUCTORS:
            if isinstance(made := own.members.get(name), Function):
                self.run(made, given, own)
                return own
        values, named = in_order(None, given)
        fields = [n for n, v in own.members.items() if not isinstance(v, Function)]
        own.members |= {**dict(zip(fields, values, strict=False)), **named}
        return own

    def of_own(self, own: Own, word: str, values: Sequence[Any]) -> Any:
        """What a method of the program's own class gives."""
        if word == "new":
            return self.construct(own, values)
        made = own.members.get(word, self.functions.get(word))
        if isinstance(made, Function):
            return self.run(made, values, own)
        return Outside(word) if made is None else made
