"""A small program, followed: what its names hold, and which calls it makes.

>>> from sandbox.languages.reading.syntax.form import Form
>>> at = (1, 1)
>>> program = Program("python")
>>> set_ = Form("set", at, "", (Form("name", at, "a"), Form("text", at, "cus_1")))
>>> program.value(set_), program.value(Form("name", at, "a"))
('cus_1', 'cus_1')
"""

from collections.abc import Sequence
from typing import Any

from sandbox.languages.reading.made import Made, Outside, Reading
from sandbox.languages.reading.parameters import faults
from sandbox.languages.reading.problems import MISSPELLED, Problem, did_you_mean
from sandbox.languages.reading.program.arguments import Given
from sandbox.languages.reading.program.filling import (
    LISTS,
    MAPS,
    METHODS,
    POINTERS,
    SETTERS,
    collected,
    container,
    fill,
    knows,
)
from sandbox.languages.reading.program.following import OBJECTS, is_params
from sandbox.languages.reading.program.statements import Statements
from sandbox.languages.reading.program.values import (
    Bench,
    Fields,
    Function,
    Library,
    Result,
)
from sandbox.languages.reading.syntax.form import Form


class Program(Statements):
    """Follows names through a program."""

    def __init__(self, language: str) -> None:
        """Nothing was read yet."""
        super().__init__(language)
        self.done: set[int] = set()

    def reading(self) -> Reading:
        """All that was read."""
        calls = self.calls()
        problems = list(self.problems)
        for made, draft in zip(calls, self.drafts, strict=True):
            problems += faults(made) if draft.sound and not draft.caught else []
        if not problems:
            problems += self.unsaved()
        if calls and not self.keyed:
            message = "The API is asked, and no API key was set."
            problems.append(Problem(*calls[0][1:3], "key", message, "Set it before."))
        return Reading(calls, tuple(sorted(set(problems))), tuple(self.notes))

    def unsaved(self) -> list[Problem]:
        """What is set on objects, and never saved."""
        return [
            Problem(*at, "no-effect", f"{name} is set, and never saved.", "Save it.")
            for result in self.results
            for name, at in result.fields.places.items()
        ]

    def calls(self) -> tuple[Made, ...]:
        """The calls that were made."""
        return tuple(
            Made(
                draft.call, *draft.at, draft.places, self.fetched(result), draft.caught
            )
            for draft, result in zip(self.drafts, self.results, strict=True)
        )

    def fetched(self, result: Result) -> bool:
        """Whether it is not compared: an object retrieved only to do something with it.

        Nor is what is said to a sandbox, which other languages say in other ways.
        """
        call = self.drafts[result.call].call
        if not call.known.modelled:
            return True
        verb = call.operation.rpartition(".")[2]
        return verb == "retrieve" and result.asked and not result.used

    # -- calls

    def given(self, forms: Sequence[Form]) -> list[Given]:
        """Arguments; those by name are one map, behind the others."""
        named = [form for form in forms if form.kind in ("pair", "splat")]
        plain = [form for form in forms if form.kind not in ("pair", "splat")]
        given = [Given(self.value(form), form.at) for form in plain]
        if named:
            given.append(Given(self.filled(Fields(named=True), named), named[0].at))
        return given

    def _send(self, form: Form) -> Any:
        owner_form, *forms = form.parts
        if form.name == "builder" and is_params(owner_form):
            self.struct(owner_form.name, owner_form)
            return Fields(owner_form.name)
        if owner_form.name == "stripe" and form.name in POINTERS and forms:
            return self.value(forms[0])
        if (
            made := collected(owner_form.name, form.name, self.given, forms)
        ) is not None:
            return made
        owner, given = self.value(owner_form), self.given(forms)
        if isinstance(owner, Bench):
            value = self.of_bench(form.name, given, form.at)
        elif isinstance(owner, Library):
            value = self.of_library(owner, form.name, given, form.at)
        elif isinstance(owner, OBJECTS):
            value = self.of_object(owner, form.name, given, form.at)
        elif isinstance(owner, Fields):
            return self.fill(owner, form, given)
        elif isinstance(owner, list):
            adds = form.name in ("add", "append", "push")
            owner += [one.value for one in given if adds]
            return owner
        else:
            value = Outside(form.name)
        self.listen(given, value)
        return value

    def fill(self, owner: Fields, form: Form, given: list[Given]) -> Any:
        """What a method of a map does."""
        if not knows(owner, form.name, self.language):
            known = METHODS if not owner.kind else self.setters()
            message = f"{owner.kind or 'A map'} has no method {form.name}."
            self.wrong(form.at, "unknown", message, did_you_mean(form.name, known))
            return owner
        return fill(owner, form.name, given, form.at, self.language)

    def setters(self) -> list[str]:
        """What a builder, or a struct, has for each parameter."""
        verb = SETTERS[self.language][0]
        return [f"{verb}{word}" for word in (*self.speech.words, "Metadata")]

    def _call(self, form: Form) -> Any:
        function, *forms = form.parts
        given = self.given(forms)
        if (made := container(function, given)) is not None:
            return made
        if (function.name, [one.value for one in given]) == ("require", ["stripe"]):
            return Library("require.stripe", client=True)
        called = self.called(function)
        if isinstance(called, Bench):
            return self.opened()
        if isinstance(called, Library):
            path, _, word = called.path.rpartition(".")
            library = Library(path, called.client)
            return self.of_library(library, word, given, function.at)
        if isinstance(called, Function):
            return self.run(called, [one.value for one in given])
        value = Outside(function.name)
        self.listen(given, value)
        return value

    def called(self, function: Form) -> Any:
        """What is called; a function from elsewhere is only worth a word."""
        name = function.name
        idioms = self.idioms
        if function.kind != "name" or name in {
            *self.names,
            *idioms.roots,
            *idioms.outside,
        }:
            return self.value(function)
        joined = {known.replace(".", ""): known for known in self.speech.classes}
        names = {*self.names, *idioms.roots, *idioms.outside, *joined}
        hint = did_you_mean(name, names, like=MISSPELLED)
        for one, known in joined.items():
            hint = hint.replace(f" {one}?", f" {known}?")
        if hint:
            self.wrong(function.at, "unknown", f"Nothing here defines {name}.", hint)
        else:
            self.note(function.at, "undefined", f"{name} is defined elsewhere.")
        return Outside(name)

    def _new(self, form: Form) -> Any:
        kind, *forms = form.parts
        given = self.given(forms)
        if (made := container(kind, given)) is not None:
            return made
        if kind.kind == "name" and kind.name in self.idioms.clients:
            return self.client(given)
        if kind.kind != "name" or kind.name in self.idioms.roots:
            called = self.value(kind)
            return self.client(given) if isinstance(called, Library) else called
        known = {*self.idioms.clients, *MAPS, *LISTS}
        if hint := did_you_mean(kind.name, known, like=MISSPELLED):
            self.wrong(kind.at, "unknown", f"There is no {kind.name}.", hint)
            return self.client(given) if given else Fields()
        return Outside(kind.name)

    # -- functions

    def _fn(self, form: Form) -> Any:
        body = form.parts[0] if form.parts else Form("other", form.at)
        function = Function(form.value or [], body)
        if form.name:
            self.names[form.name] = Outside(form.name)
            self.run(function, [])
        return function

    def listen(self, given: list[Given], value: Any) -> None:
        """Run the functions that a call was given, with what it answers at last."""
        for one in given:
            if isinstance(one.value, Function):
                takes = len(one.value.takes)
                known = value if isinstance(value, Result) else None
                self.run(one.value, [None] * (takes - 1) + [known] if known else [])

    def run(self, function: Function, given: Sequence[Any]) -> Any:
        """What a function does, once, with what it is given."""
        if id(function.body) in self.done:
            return None
        self.done.add(id(function.body))
        for place, name in enumerate(function.takes):
            known = given[place] if place < len(given) else None
            if known is None and isinstance(self.idioms.roots.get(name), Bench):
                known = self.opened()  # the fixture of pytest
            self.names[name] = Outside(name) if known is None else known
        self.inside += 1
        value = self.value(function.body)
        self.inside -= 1
        return value
