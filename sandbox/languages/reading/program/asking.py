"""Calls of the API, as code says them: whom it asks, and with what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sandbox.domain.beyond import is_beyond
from sandbox.errors import ApiError
from sandbox.languages.call import Call, asked, natural
from sandbox.languages.reading.made import Answer, Outside, Place
from sandbox.languages.reading.meaning import speech
from sandbox.languages.reading.problems import Problem, did_you_mean
from sandbox.languages.reading.program.arguments import Given, Taken, Taking
from sandbox.languages.reading.program.drafts import Draft
from sandbox.languages.reading.program.idioms import IDIOMS
from sandbox.languages.reading.program.values import (
    Fields,
    Function,
    Library,
    Member,
    Own,
    Result,
)
from sandbox.operations import BY_NAME
from sandbox.request.forms import decode

CURRENCY = "stripe.Currency"
"""What Go's names of currencies begin with."""

MOST_VALUES = 5000
"""Maps and lists that one call can have. No example comes near."""


class Asking:
    """Finds the operations that code asks for, and keeps its calls and problems."""

    def __init__(self, language: str) -> None:
        """No call yet."""
        self.language = language
        self.speech, self.idioms = speech(language), IDIOMS[language]
        self.drafts: list[Draft] = []
        self.results: list[Result] = []
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self.keyed = self.apart = False
        self.line = self.uncalled = 0
        self.left = MOST_VALUES
        self.handed: set[str] = set()

    def wrong(self, at: Place, kind: str, message: str, hint: str = "") -> None:
        """Keep a problem."""
        self.problems.append(Problem(*at, kind, message, hint))

    def note(self, at: Place, kind: str, message: str) -> None:
        """Keep what is worth a word, and no problem."""
        self.notes.append(Problem(*at, kind, message))

    def named(
        self, library: Library, word: str, at: Place, *, called: bool = False
    ) -> Any:
        """A name inside the SDK, or inside a client of it."""
        if library.client and not library.path and word.lower() == "v1":
            return library
        path = f"{library.path}.{word}" if library.path else word
        if any(f"{name}.".startswith(f"{path}.") for name in self.known(library)):
            asks = path not in self.idioms.others
            return Library(path, library.client) if asks else Outside(path)
        if self.language == "go" and path.startswith(CURRENCY):
            return path.removeprefix(CURRENCY).lower()
        if is_beyond(path):
            self.note(at, "unknown", f"The sandbox does not model {path}.")
        elif called or not self.constant(path):
            self.unknown(library, word, at)
        return Outside(path)

    def constant(self, path: str) -> bool:
        """Whether a name can be an error, or a constant of a class or of a package."""
        owner, _, word = path.rpartition(".")
        constants = {"go": owner == "stripe", "java": bool(owner)}
        told = constants.get(self.language, False) and word[:1].isupper()
        return told or word.endswith(("Error", "Exception"))

    def known(self, library: Library) -> Iterable[str]:
        """Every name of the SDK, or of a client of it."""
        own = self.speech.services if library.client else self.speech.classes
        idioms = self.idioms
        return [*own, *idioms.clients, *idioms.keys, *idioms.others]

    def unknown(self, library: Library, word: str, at: Place) -> None:
        """The problem of a name that is not there, with the one that may be meant."""
        start = f"{library.path}." if library.path else ""
        names = [n for n in self.known(library) if n.startswith(start)]
        siblings = {n.removeprefix(start).partition(".")[0] for n in names}
        whole = {n: n.removeprefix(start).replace(".", "") for n in names}
        hint = did_you_mean(word, siblings | set(whole.values()))
        table = self.speech.services if library.client else self.speech.classes
        same = [n for n in names if table.get(n, "").rpartition(".")[2] == word]
        hint = f"Did you mean {same[0].rpartition('.')[2]}?" if same else hint
        for name, joined in whole.items():
            hint = hint.replace(f" {joined}?", f" {name.removeprefix(start)}?")
        where = library.path or ("a client" if library.client else "the SDK")
        self.wrong(at, "unknown", f"{where} has no {word}.", hint)

    def of_library(
        self, library: Library, word: str, given: Sequence[Given], at: Place
    ) -> Any:
        """What a method of the SDK, or of its client, answers."""
        if self.language == "python":
            word = word.removesuffix("_async")
        path = f"{library.path}.{word}" if library.path else word
        table = self.speech.services if library.client else self.speech.classes
        if path in table:
            service = library.client and (self.language != "go" or path[:2] == "V1")
            return self.ask(table[path], given, at, service=service)
        if path in self.idioms.clients:
            return self.client(given)
        if path in self.idioms.keys:
            self.keyed = True
            return None
        if snake(word) in ("raw_request", "init") and library.client:
            raw = snake(word) == "raw_request"
            return self.raw(given, at) if raw else self.client(given)
        return self.named(library, word, at, called=True)

    def client(self, given: Sequence[Given]) -> Library:
        """A client, which has a key if it was given anything."""
        self.keyed = self.keyed or bool(given)
        return Library("", client=True)

    def raw(self, given: Sequence[Given], at: Place) -> Any:
        """A call by its method and address, with parameters as a map or as a form."""
        self.left = MOST_VALUES
        given = [Given(self.settled(one.value), one.at) for one in given]
        values: list[Any] = [one.value for one in given]
        verb, path = ([*map(named_last, values[:2]), "", ""])[:2]
        address, _, query = path.partition("?")
        taking = Taking(BY_NAME["charges.list"], self.language, at)
        for form in (query, *values[2:]):
            if isinstance(form, str):
                taking.taken.params |= self.decoded(form, at)
        for one in given[2:]:
            if isinstance(one.value, Fields):
                taking.take_more(one, service=self.language != "python")
        self.problems += taking.taken.problems
        params, options = plain(taking.taken.params), plain(taking.taken.options)
        call = asked(verb.removeprefix("Method").upper(), address, params, options)
        if call:
            return self.keep(call, at, taking.taken.places)
        self.wrong(at, "unknown", f"Nothing answers to {verb} {address}.")
        return Outside("answer")

    def decoded(self, form: str, at: Place) -> dict[str, Any]:
        """The parameters of a form."""
        try:
            return dict(decode(form.encode("utf-8", "replace")))
        except ApiError as error:
            self.wrong(at, "parameter", error.message)
            return {}

    def ask(
        self,
        operation: str,
        given: Sequence[Given],
        at: Place,
        *,
        known: dict[str, Given] | None = None,
        service: bool = False,
    ) -> Result:
        """A call of an operation, with what it is given."""
        self.left = MOST_VALUES
        settled = [Given(self.settled(one.value), one.at) for one in given]
        taking = Taking(BY_NAME[operation], self.language, at)
        taken = taking.take(settled, known or {}, service=service)
        self.problems += taken.problems
        result = self.keep(self.made(operation, taken), at, taken.places)
        draft = self.drafts[result.call]
        draft.sound, draft.open = not taken.problems, taken.open
        return result

    def made(self, operation: str, taken: Taken) -> Call:
        """The call, of plain values."""
        ids = {name: plain(value) for name, value in taken.ids.items()}
        params = {name: plain(value) for name, value in taken.params.items()}
        as_form = {name: params[name] for name in taken.forms if name in params}
        params |= natural(BY_NAME[operation], as_form)
        return Call(operation, ids, params, plain(taken.options))

    def keep(self, call: Call, at: Place, places: Mapping[str, Place]) -> Result:
        """Keep a call, and give what it answers."""
        if "api_key" in call.options:
            self.keyed = True
        draft = Draft(call, at, dict(places), since=self.line or at[0])
        draft.uncalled = self.uncalled > 0
        self.drafts.append(draft)
        collection = call.operation.rpartition(".")[0]
        result = Result(len(self.drafts) - 1, collection)
        self.results.append(result)
        return result

    def settled(self, value: Any, inside: tuple[Any, ...] = ()) -> Any:
        """A value of its own, without objects: an object stands for its id.

        A map that holds itself, and what is past all measure, is left out.
        """
        if isinstance(value, Result):
            value.used = True
            return Answer(value.call, ("id",))
        if isinstance(value, Member):
            value.of.used = True
            return Answer(value.of.call, (value.collection.rpartition(".")[2],))
        if not isinstance(value, Fields | list):
            return value
        self.left -= 1
        if self.left < 0 or any(value is one for one in inside):
            return Outside("...")
        inside = (*inside, value)
        if isinstance(value, list):
            return [self.settled(one, inside) for one in value]
        return value.like({n: self.settled(v, inside) for n, v in value.items()})


def plain(value: Any) -> Any:
    """A value as a call holds it."""
    if isinstance(value, Mapping):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, Library):
        return Outside(value.path)
    if isinstance(value, Function | Own):
        return Outside("")
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def named_last(value: Any) -> str:
    """A text; of a name its last part: http.MethodGet is MethodGet."""
    name = getattr(value, "path", getattr(value, "name", value))
    return name if isinstance(value, str) else str(name).rpartition(".")[2]


def snake(word: str) -> str:
    """A word in small letters with underscores.

    >>> snake("rawRequest"), snake("RawRequest"), snake("raw_request")
    ('raw_request', 'raw_request', 'raw_request')
    """
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in word).strip("_")
