"""Names, followed: what each holds, and what is wrong with one that holds nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from sandbox.domain.beyond import is_beyond
from sandbox.languages.reading.made import Outside, Place
from sandbox.languages.reading.problems import MISSPELLED, did_you_mean
from sandbox.languages.reading.program.filling import LISTS, MAPS
from sandbox.languages.reading.program.objects import Objects
from sandbox.languages.reading.program.values import Library, Own
from sandbox.languages.reading.syntax.form import Form
from sandbox.languages.spelling import spelled
from sandbox.operations import MODELLED

DEEPEST = 150
"""Forms inside one another that are followed, where functions call functions too."""

TYPES = frozenset(
    "Map List String Object Integer Long Boolean PaymentSource StripeCollection var "
    "RequestOptions StripeResponse ExternalAccount Card BankAccount int long "
    "boolean".split()
)
"""Classes that a variable can be of, beside those of parameters and answers."""

CLASSES = {"java", "php", "ruby"}
"""Languages in which what begins with a capital is a class, or a constant."""

SELVES = frozenset("self cls this $this static".split())
"""What a class's own methods call the class, or one of it."""

OF_API = {
    word
    for name in MODELLED
    for word in (spelled(name).kind.lower(), name.partition(".")[0])
} | {"params", "options", "stripe"}
"""What examples call the objects of the API, and what they ask with."""


class Naming(Objects):
    """Finds what names hold."""

    def __init__(self, language: str) -> None:
        """No name holds anything."""
        super().__init__(language)
        self.names: dict[str, Any] = {}
        self.depth = 0
        self.home: Own | None = None
        self.told: set[str] = set()

    def value(self, form: Form) -> Any:
        """What a form comes to."""
        if self.depth >= DEEPEST:
            return Outside(form.name)
        self.depth += 1
        value = getattr(self, f"_{form.kind}")(form)
        self.depth -= 1
        return value

    def _name(self, form: Form) -> Any:
        name, home = form.name, self.home
        if home and name in SELVES:
            return home
        own = home.members if home and self.language == "java" else {}
        for known in (self.names, own, self.idioms.roots):
            if known.get(name) is not None:
                return known[name]
        if name in self.names:
            return None
        if name in self.idioms.outside:
            return Outside(name)
        if self.language in ("go", "java") and any(
            known.startswith(f"{name}.") for known in self.speech.classes
        ):
            return Library(name)
        return self.undefined(form)

    def undefined(self, form: Form) -> Any:
        """A name that nothing gave a value."""
        name = form.name
        if is_beyond(name):
            self.note(form.at, "unknown", f"The sandbox does not model {name}.")
            return Outside(name)
        if self.language == "ruby" and self.home and self.home.inherits:
            self.note(form.at, "undefined", f"{name} is defined elsewhere.")
            return Outside(name)
        hint = did_you_mean(name, [*self.names, *self.idioms.roots])
        meant = did_you_mean(name, self.classes, like=MISSPELLED)
        named = {"go": name[-2:] != "ID", "java": name[:1].isupper()}.get(
            self.language, False
        )
        if meant and named:
            self.misspelled(form.at, name, meant)
        elif name[:1].isupper() and self.is_class_elsewhere(name):
            self.note(form.at, "unknown", f"{name} is a class from elsewhere.")
        elif self.is_elsewhere(name):
            self.note(form.at, "undefined", f"{name} comes from elsewhere.")
        else:
            message = f"{name} is used, and nothing before gives it a value."
            self.wrong(form.at, "undefined", message, hint)
        return Outside(name)

    def is_elsewhere(self, name: str) -> bool:
        """Whether an application defines a name, as far as anybody can tell.

        It does where the API is not asked with it (`user.id`, `log(total)`), and a
        constant; unless the name is a slip for another, or that of an object.
        """
        bare = name.strip("$@")
        known = {one.strip("$@") for one in (*self.names, *self.idioms.roots)}
        if did_you_mean(bare, known, like=MISSPELLED) or bare.lower() in OF_API:
            return False
        return self.apart or (bare.isupper() and len(bare) > 1)

    @contextmanager
    def beside(self, *, apart: bool) -> Iterator[None]:
        """What is read here may have nothing to do with the API."""
        before, self.apart = self.apart, apart
        yield
        self.apart = before

    def owner(self, form: Form) -> Any:
        """What something is read from, or asked of: a name may be an application's."""
        with self.beside(apart=form.kind == "name"):
            return self.value(form)

    def is_apart(self, owner: Any, word: str) -> bool:
        """Whether a method of something has nothing to do with the API."""
        if isinstance(owner, Library):
            path = f"{owner.path}.{word}" if owner.path else word
            return owner.path in self.idioms.others or path in self.idioms.others
        return isinstance(owner, Outside)

    def is_foreign(self, function: Form) -> bool:
        """Whether a function is neither the SDK's nor the code's own."""
        own = {*self.names, *self.idioms.roots, *self.idioms.clients, *MAPS, *LISTS}
        return function.kind == "name" and function.name not in own

    def is_class_elsewhere(self, name: str) -> bool:
        """Whether a class can be one of somebody else's, and not the SDK's, misspelled.

        Java has told of those that are like one of the SDK's.
        """
        if self.language not in CLASSES:
            return False
        known = [*self.names, *self.idioms.roots]
        like = did_you_mean(name, known, like=MISSPELLED)
        return self.language == "java" or not like

    @cached_property
    def classes(self) -> set[str]:
        """Classes and packages that code can name without the SDK before them."""
        first = {name.partition(".")[0] for name in self.speech.classes}
        if self.language == "go":
            return first
        return first | self.speech.structs | self.idioms.clients

    def _type(self, form: Form) -> Any:
        kinds = {spelled(name).kind for name in MODELLED}
        known = self.classes | kinds | MAPS | LISTS | {f"{k}Collection" for k in kinds}
        if form.name not in known | TYPES:
            hint = did_you_mean(form.name, known | TYPES, like=MISSPELLED)
            if hint:
                self.misspelled(form.at, form.name, hint)
        return None

    def misspelled(self, at: Place, name: str, hint: str) -> None:
        """The problem of a class or package that there is not: once for each name."""
        if name not in self.told:
            self.wrong(at, "unknown", f"The SDK has no {name}.", hint)
        self.told.add(name)
