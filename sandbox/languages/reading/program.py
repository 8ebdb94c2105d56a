"""A small program, followed: what its names hold, and which calls it makes.

>>> from sandbox.languages.reading.form import Form
>>> at = (1, 1)
>>> program = Program("python")
>>> set_ = Form("set", at, "", (Form("name", at, "a"), Form("text", at, "cus_1")))
>>> program.value(set_), program.value(Form("name", at, "a"))
('cus_1', 'cus_1')
"""

from collections.abc import Sequence
from typing import Any

from sandbox.languages.reading.arguments import Given
from sandbox.languages.reading.filling import POINTERS, collected, container, fill
from sandbox.languages.reading.following import OBJECTS, Following, is_params
from sandbox.languages.reading.form import Form
from sandbox.languages.reading.made import Answer, Made, Outside, Reading
from sandbox.languages.reading.problems import Problem, did_you_mean
from sandbox.languages.reading.values import Fields, Function, Library, Result

IDLE = {"name", "attr", "index", "value"}


class Program(Following):
    """Follows names through a program."""

    def __init__(self, language: str) -> None:
        """Nothing was read yet."""
        super().__init__(language)
        self.done: set[int] = set()
        self.inside = 0

    def reading(self) -> Reading:
        """All that was read."""
        calls = self.calls()
        problems = list(self.problems)
        if calls and not self.keyed:
            message = "The API is asked, and no API key was set."
            problems.append(Problem(*calls[0][1:3], "key", message, "Set it before."))
        return Reading(calls, tuple(sorted(problems)), tuple(self.notes))

    def calls(self) -> tuple[Made, ...]:
        """The calls that were made."""
        return tuple(
            Made(draft.call, *draft.at, draft.places, self.fetched(result))
            for draft, result in zip(self.drafts, self.results, strict=True)
        )

    def fetched(self, result: Result) -> bool:
        """Whether an object was retrieved only to do something with it."""
        verb = self.drafts[result.call].call.operation.rpartition(".")[2]
        return verb == "retrieve" and result.asked and not result.used

    # -- statements

    def _seq(self, form: Form) -> Any:
        value = None
        for part in form.parts:
            value = self.value(part)
            if part.kind in IDLE and not self.shows(part, form):
                self.idle(part, value)
        return value

    def shows(self, part: Form, form: Form) -> bool:
        """Whether a value on its own is what a function or a notebook's cell gives."""
        last = part is form.parts[-1]
        return last and (self.inside > 0 if self.language == "ruby" else False)

    def idle(self, part: Form, value: Any) -> None:
        """The problem of a statement that does nothing."""
        hint = ""
        if isinstance(value, Answer) and len(value.field) == 1:
            collection = self.results[value.of].collection
            if (collection, value.field[0]) in self.speech.objects:
                hint = f"Call it: {value.field[0]}()."
        if isinstance(value, Outside) and any(p[:2] == part.at for p in self.problems):
            return
        what = part.name or "This value"
        self.wrong(part.at, "no-effect", f"{what} alone does nothing.", hint)

    def _set(self, form: Form) -> Any:
        target, *given = form.parts or (form,)
        value = self.value(given[0]) if given else None
        if target.kind == "name":
            self.names[target.name] = value
        elif target.kind == "list":
            values = value if isinstance(value, list) else [value]
            for place, one in enumerate(target.parts):
                known = place < len(values)
                self.put(one, values[place] if known else Outside(one.name))
        else:
            self.put(target, value)
        return value

    def put(self, target: Form, value: Any) -> None:
        """Give a name, a field or an entry a value."""
        if target.kind == "name":
            self.names[target.name] = value
            return
        if target.kind not in ("attr", "index", "send"):
            return
        owner = self.holder(target.parts[0])
        word = self.key(target)
        if isinstance(owner, Fields):
            owner.put(self.speech.words.get(word, word), value, target.at)
        elif isinstance(owner, Result):
            owner.asked = True
            owner.fields.put(word, value, target.at)
        elif isinstance(owner, Library):
            self.setting(owner, word, target)

    def key(self, form: Form) -> str:
        """The name of a field, or of an entry."""
        if form.kind != "index":
            return form.name
        return str(self.value(form.parts[-1]))

    def holder(self, form: Form) -> Any:
        """What a field is set on: an object, or a hash inside it."""
        if form.kind not in ("attr", "index", "send"):
            return self.value(form)
        owner = self.holder(form.parts[0])
        if not isinstance(owner, Result | Fields):
            return self.value(form)
        owner = owner.fields if isinstance(owner, Result) else owner
        word = self.key(form)
        if not isinstance(owner.get(word), Fields):
            owner.put(word, Fields(), form.at)
        return owner[word]

    def setting(self, owner: Library, word: str, target: Form) -> None:
        """A setting of the SDK: the key, mostly."""
        path = f"{owner.path}.{word}" if owner.path else word
        if path in self.idioms.keys:
            self.keyed = True
        elif path not in self.idioms.others:
            self.unknown(owner, word, target.at)

    def _each(self, form: Form) -> Any:
        one, *rest = form.parts
        if not rest:
            return self._other(form)
        many, *body = rest
        value = self.value(many)
        each = isinstance(value, Result)
        self.put(one, self.answered(value, "data") if each else Outside(one.name))
        for part in body:
            self.value(part)
        return None

    def _import(self, form: Form) -> Any:
        for name in form.name.replace(",", " ").replace(";", " ").split():
            word = name.strip("\"'`{}()")
            last = word.rpartition("/")[2].rpartition("\\")[2].rpartition(".")[2]
            if last.isidentifier() and last not in self.names:
                self.imported(last)
        return None

    def imported(self, word: str) -> None:
        """A name from elsewhere, unless it is one of the SDK's."""
        first = {name.partition(".")[0] for name in self.known(Library())}
        if word in first:
            self.names[word] = Library(word)
        elif word not in self.idioms.roots:
            self.names[word] = Outside(word)

    # -- calls

    def given(self, forms: Sequence[Form]) -> list[Given]:
        """Arguments; those by name are one map, behind the others."""
        named = [form for form in forms if form.kind in ("pair", "splat")]
        given = [
            Given(self.value(form), form.at) for form in forms if form not in named
        ]
        if named:
            given.append(Given(self.filled(Fields(named=True), named), named[0].at))
        return given

    def _send(self, form: Form) -> Any:
        owner_form, *forms = form.parts
        given = self.given(forms)
        if form.name == "builder" and is_params(owner_form):
            return Fields(owner_form.name)
        if owner_form.name == "stripe" and form.name in POINTERS and given:
            return given[0].value
        made = collected(owner_form.name, form.name, given)
        if made is not None:
            return made
        owner = self.value(owner_form)
        if isinstance(owner, Library):
            value = self.of_library(owner, form.name, given, form.at)
        elif isinstance(owner, OBJECTS):
            value = self.of_object(owner, form.name, given, form.at)
        elif isinstance(owner, Fields):
            return fill(owner, form.name, given, form.at, self.language)
        elif isinstance(owner, list):
            owner += [
                one.value for one in given if form.name in ("add", "append", "push")
            ]
            return owner
        else:
            value = Outside(form.name)
        self.listen(given, value)
        return value

    def _call(self, form: Form) -> Any:
        function, *forms = form.parts
        given = self.given(forms)
        made = container(function.name, given) if function.kind == "name" else None
        if made is not None:
            return made
        if (function.name, [one.value for one in given]) == ("require", ["stripe"]):
            return Library("require.stripe", client=True)
        called = self.called(function)
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
        """What is called: a function that nothing defines asks nothing."""
        return self.value(function)

    def _new(self, form: Form) -> Any:
        kind, *forms = form.parts
        given = self.given(forms)
        made = container(kind.name, given)
        if made is not None:
            return made
        if kind.kind == "name" and kind.name in self.idioms.clients:
            return self.client(given)
        if kind.kind != "name" or kind.name in self.idioms.roots:
            called = self.value(kind)
            return self.client(given) if isinstance(called, Library) else called
        if hint := did_you_mean(kind.name, self.idioms.clients):
            self.wrong(kind.at, "unknown", f"The SDK has no {kind.name}.", hint)
            return self.client(given)
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
            self.names[name] = Outside(name) if known is None else known
        self.inside += 1
        value = self.value(function.body)
        self.inside -= 1
        return value
