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

from sandbox.languages.reading.made import Answer, Outside, Reading
from sandbox.languages.reading.parameters import faults
from sandbox.languages.reading.problems import MISSPELLED, Problem, did_you_mean
from sandbox.languages.reading.program import texts
from sandbox.languages.reading.program.arguments import Given
from sandbox.languages.reading.program.classes import Classes
from sandbox.languages.reading.program.drafts import made
from sandbox.languages.reading.program.filling import (
    LISTS,
    MAPS,
    METHODS,
    POINTERS,
    collected,
    container,
    fill,
    knows,
    pour,
    setters,
)
from sandbox.languages.reading.program.following import is_params
from sandbox.languages.reading.program.functions import PROMISED
from sandbox.languages.reading.program.naming import SELVES
from sandbox.languages.reading.program.values import (
    Bench,
    Fields,
    Function,
    Library,
    Member,
    Own,
    Result,
)
from sandbox.languages.reading.syntax.form import Form


class Program(Classes):
    """Follows names through a program."""

    def reading(self) -> Reading:
        """All that was read."""
        problems = list(self.problems)
        for draft, result in zip(self.drafts, self.results, strict=True):
            expected = "InvalidRequest" in draft.caught
            told = draft.sound and not expected
            problems += faults(draft.said(result)) if told else []
        if not problems:
            problems += self.unsaved()
        calls = made(self.drafts, self.results)
        if calls and not self.keyed:
            message = "The API is asked, and no API key was set."
            problems.append(Problem(*calls[0][1:3], "key", message, "Set it before."))
        notes = dict.fromkeys(self.notes)
        return Reading(
            calls, tuple(sorted(set(problems))), tuple(notes), bool(self.handed)
        )

    def unsaved(self) -> list[Problem]:
        """What is set on objects, and never saved."""
        return [
            Problem(*at, "no-effect", f"{name} is set, and never saved.", "Save it.")
            for result in self.results
            for name, at in result.fields.places.items()
        ]

    def given(self, forms: Sequence[Form]) -> list[Given]:
        """Arguments; those by name are one map, behind the others."""
        given: list[Given] = []
        named = Fields(named=True)
        for form in forms:
            value = None if form.kind == "pair" else self.value(inside(form))
            if form.kind == "pair":
                self.filled(named, [form])
            elif form.kind != "splat":
                given.append(Given(value, form.at))
            elif isinstance(value, list):
                given += [Given(one, form.at) for one in value]
            else:
                pour([value], into=named)
        if named or named.open:
            at = next(form.at for form in forms if form.kind in ("pair", "splat"))
            given.append(Given(named, at))
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
        owner = self.owner(owner_form)
        form = form._replace(name=form.name.removesuffix("_async"))  # Python awaits it
        with self.beside(apart=self.is_apart(owner, form.name)):
            given = self.given(forms)
        value = self.sent(owner, form, given)
        self.listen(given, value)
        return value

    def sent(self, owner: Any, form: Form, given: list[Given]) -> Any:
        """What a method of something gives."""
        values = [one.value for one in given]
        functions = [value for value in values if isinstance(value, Function)]
        if form.name in PROMISED and functions and self.language == "node":
            return self.promised(owner, form.name, functions)
        match owner:
            case Own():
                value = self.of_own(owner, form.name, values)
            case Bench():
                value = self.of_bench(form.name, given, form.at)
            case Library():
                value = self.of_library(owner, form.name, given, form.at)
            case Result() | Member() | Answer():
                value = self.of_object(owner, form.name, given, form.at)
            case Fields():
                value = self.fill(owner, form, given)
            case _:
                value = self.of_language(owner, form.name, values)
        return value

    def fill(self, owner: Fields, form: Form, given: list[Given]) -> Any:
        """What a method of a map does; it may be a function that is in it."""
        if isinstance(inside := owner.get(form.name), Function):
            return self.run(inside, [one.value for one in given])
        if not knows(owner, form.name, self.language):
            known = setters(self.language) if owner.kind else METHODS
            message = f"{owner.kind or 'A map'} has no method {form.name}."
            self.wrong(form.at, "unknown", message, did_you_mean(form.name, known))
            return owner
        return fill(owner, form.name, given, form.at, self.language)

    def _call(self, form: Form) -> Any:
        function, *forms = form.parts
        with self.beside(apart=self.is_foreign(function)):
            given = self.given(forms)
        if (made := container(function, given)) is not None:
            return made
        values = [one.value for one in given]
        if (function.name, values) == ("require", ["stripe"]):
            return Library("require.stripe", client=True)
        called = self.called(function)
        match called:
            case Bench():
                value: Any = self.opened()
            case Library(path, client):
                path, _, word = path.rpartition(".")
                library = Library(path, client)
                value = self.of_library(library, word, given, function.at)
            case Own():
                value = self.construct(called, values)
            case Function():
                value = self.run(called, values)
            case _:
                value = self.outside(function.name, given)
        return value

    def outside(self, word: str, given: list[Given]) -> Any:
        """What a function of the language gives, or one from elsewhere."""
        values = [one.value for one in given]
        if word == "define" and len(values) > 1:
            self.names[str(values[0])] = values[1]
        value = texts.sent(None, word, values)
        self.listen(given, value)
        return value

    def called(self, function: Form) -> Any:
        """What is called; a function from elsewhere is only worth a word."""
        name = function.name
        idioms = self.idioms
        if name in self.functions and not isinstance(self.names[name], Own):
            return self.functions[name]
        if function.kind != "name" or name in {
            *self.names,
            *idioms.roots,
            *idioms.outside,
        }:
            return self.value(function)
        joined = {known.replace(".", ""): known for known in self.speech.classes}
        known = {*self.names, *idioms.roots, *idioms.outside, *joined}
        own = {n for n in known if not isinstance(self.names.get(n), Outside)}
        names = {one for one in own if one[:1] != "$"}
        hint = did_you_mean(name, names, like=MISSPELLED)
        for one, whole in joined.items():
            hint = hint.replace(f" {one}?", f" {whole}?")
        if hint:
            self.wrong(function.at, "unknown", f"Nothing here defines {name}.", hint)
        else:
            self.note(function.at, "undefined", f"{name} is defined elsewhere.")
        return Outside(name)

    def _new(self, form: Form) -> Any:
        kind, *forms = form.parts
        given = self.given(forms)
        own = self.home if kind.name in SELVES else self.names.get(kind.name)
        if isinstance(own, Own):
            return self.construct(own, [one.value for one in given])
        if (made := container(kind, given)) is not None:
            if isinstance(made, Fields):
                made.open = made.open or bool(form.value)
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


def inside(form: Form) -> Form:
    """What a splat is of; any other form itself."""
    return form.parts[0] if form.kind == "splat" and form.parts else form
