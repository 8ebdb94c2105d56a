"""Statements, one after another: what they set, import and go through, or leave."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sandbox.languages.reading.made import Answer, Outside, Place
from sandbox.languages.reading.problems import did_you_mean
from sandbox.languages.reading.program.bench import OPENERS
from sandbox.languages.reading.program.following import UNSENT, Following
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

IDLE = {"name", "attr", "index", "value", "joined"}
"""Kinds of forms that do nothing on their own."""

ANY_ERROR = frozenset(
    "StripeError Exception BaseException StandardError StripeException Error "
    "ApiErrorException RuntimeException".split()
)
"""What is caught where nobody expects anything in particular."""


class Statements(Following):
    """What a program does, but for what it calls."""

    def __init__(self, language: str) -> None:
        """No function is read yet."""
        super().__init__(language)
        self.running: list[int] = []
        self.idled: set[Place] = set()

    def _seq(self, form: Form) -> Any:
        value = None
        for part in form.parts:
            self.line = self.line if self.running else part.at[0]
            known = len(self.problems)
            value = self.value(part)
            told = any(problem[:2] == part.at for problem in self.problems[known:])
            if self.does_nothing(part, value) and not told:
                self.idle(part, value, last=part is form.parts[-1])
        return value

    def does_nothing(self, part: Form, value: Any) -> bool:
        """Whether a statement has no effect; a function of Ruby's gives its last."""
        if self.language != "ruby":
            return is_idle(part)
        called = isinstance(self.names.get(part.name), Function)
        if part.kind == "name" and (called or part.name in self.idioms.outside):
            return False
        return not self.running and (is_idle(part) or reads(part, value))

    def idle(self, part: Form, value: Any, *, last: bool) -> None:
        """The problem of a statement that does nothing; a notebook shows its last."""
        if part.at in self.idled:
            return
        self.idled.add(part.at)
        hint = self.call_it(value)
        what = part.name or "This value"
        if last and not hint and self.idioms.shows:
            self.note(part.at, "no-effect", f"{what} alone is only shown.")
        elif hint.startswith("Did"):
            self.wrong(part.at, "unknown", f"There is nothing called {what}.", hint)
        else:
            self.wrong(part.at, "no-effect", f"{what} alone does nothing.", hint)

    def call_it(self, value: Any) -> str:
        """A hint at the method that a value is, or that it may be meant to be."""
        if isinstance(value, Library) and value.path in self.known(value):
            return f"Call it: {value.path.rpartition('.')[2]}()."
        if not isinstance(value, Answer) or len(value.field) > 1:
            return ""
        of, word = self.results[value.of].collection, value.field[0]
        words = [name for (place, name) in self.speech.objects if place == of]
        return f"Call it: {word}()." if word in words else did_you_mean(word, words)

    def _set(self, form: Form) -> Any:
        target, *given = form.parts or (form,)
        value = self.value(given[0]) if given else None
        self.put(target, value)
        return value

    def put(self, target: Form, value: Any) -> None:
        """Give a name, a field or an entry a value, or each name of a pattern its."""
        match target.kind:
            case "name":
                self.names[target.name] = value
            case "list":
                self.put_each(target.parts, value)
            case "map":
                for pair in target.parts:
                    self.put(pair.parts[0], self.entry(value, pair.name, pair.at))
            case "splat":
                (rest,) = target.parts
                known = isinstance(value, Fields | list)
                self.put(rest, value if known else Outside(rest.name))
            case "set":
                to, fallen = target.parts
                self.put(to, self.value(fallen) if value is None else value)
            case "attr" | "index" | "send":
                self.put_into(target, value)

    def put_each(self, targets: Sequence[Form], value: Any) -> None:
        """Give several targets a value each; Go's first of several is what counts."""
        if self.language == "go" and not isinstance(value, list):
            value = [value]
        for place, one in enumerate(targets):
            rest = one.kind == "splat"
            inner = None if rest else self.entry(value, place, one.at)
            self.put(one, Outside(one.name) if inner is None else inner)

    def put_into(self, target: Form, value: Any) -> None:
        """Give a field or an entry a value."""
        owner = self.holder(target.parts[0])
        word = self.key(target)
        if isinstance(owner, Fields) and word in self.speech.options:
            owner.options[self.speech.options[word]] = value
        elif isinstance(owner, Fields) and owner.kind and word in UNSENT:
            pass
        elif isinstance(owner, Fields):
            word = self.speech.words.get(word, word)
            owner.put(word, value, target.at)
        elif isinstance(owner, Result):
            owner.asked = True
            owner.fields.put(word, value, target.at)
        elif isinstance(owner, Own):
            owner.members[word] = value
        elif isinstance(owner, Library):
            self.setting(owner, word, target)

    def key(self, form: Form) -> str:
        """The name of a field, or of an entry."""
        if form.kind != "index":
            return form.name
        return str(self.value(form.parts[-1]))

    def holder(self, form: Form) -> Any:
        """What a field is set on: an object, or a hash inside it."""
        asks = form.kind == "send" and len(form.parts) > 1
        if asks or form.kind not in ("attr", "index", "send"):
            return self.owner(form)
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
        if one.kind == "list":
            first = self.language == "go" and isinstance(value, Result)
            counter, one = one.parts[-1 if first else 0], one.parts[0 if first else -1]
            self.put(counter, Outside(counter.name))
        of_answer = isinstance(value, Result | Member | Answer)
        self.put(one, self.element(value) if of_answer else Outside(one.name))
        for part in body:
            self.value(part)
        return None

    def _try(self, form: Form) -> Any:
        kinds = [part.kind for part in form.parts]
        place, before = kinds.index("except"), len(self.drafts)
        value = self._seq(form._replace(parts=form.parts[:place]))
        if form.name not in ANY_ERROR:
            for draft in self.drafts[before:]:
                draft.caught = draft.caught or form.name
        for part in form.parts[place:]:
            self.value(part)
        return value

    def _except(self, form: Form) -> Any:
        with self.aside():
            self._other(form)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is done only where something failed: looked at, and nothing comes of it.

        Its calls are not made, and names hold afterwards what they held before.
        """
        names, before = self.names, len(self.drafts)
        self.names = dict(names)
        yield
        for draft in self.drafts[before:]:
            draft.made = False
        self.names = {n: names.get(n, Outside(n)) for n in self.names}

    def _import(self, form: Form) -> Any:
        if form.name.startswith("from sandbox import"):
            self.names |= dict.fromkeys(OPENERS, Bench())
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


def is_idle(form: Form) -> bool:
    """Whether a form does nothing on its own."""
    asks = {"send", "call", "new", "set"}
    if form.kind == "joined":
        return form.name not in ("<<", "&&", "||", "and", "or") and not any(
            part.kind in asks for part in form.parts
        )
    return form.kind in IDLE


def reads(form: Form, value: Any) -> bool:
    """Whether a method without arguments, as Ruby has them, only reads a field."""
    alone = form.kind == "send" and len(form.parts) == 1
    return alone and isinstance(value, Answer) and value.field[-1:] == (form.name,)
