"""Names, followed: what each holds, and what is wrong with one that holds nothing."""

from functools import cached_property
from typing import Any

from sandbox.languages.reading.made import Outside, Place
from sandbox.languages.reading.problems import MISSPELLED, did_you_mean
from sandbox.languages.reading.program.filling import LISTS, MAPS
from sandbox.languages.reading.program.idioms import BEYOND
from sandbox.languages.reading.program.objects import Objects
from sandbox.languages.reading.program.values import Library, Own
from sandbox.languages.reading.syntax.form import Form
from sandbox.languages.spelling import spelled
from sandbox.operations import MODELLED

DEEPEST = 150
"""Forms inside one another that are followed, where functions call functions too."""

BEYOND_PACKAGES = {name.lower() for name in BEYOND}

TYPES = frozenset(
    "Map List String Object Integer Long Boolean PaymentSource StripeCollection var "
    "RequestOptions StripeResponse ExternalAccount Card BankAccount int long "
    "boolean".split()
)
"""Classes that a variable can be of, beside those of parameters and answers."""

SELVES = frozenset("self cls this $this static".split())
"""What a class's own methods call the class, or one of it."""


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
        if name in BEYOND or name.lower() in BEYOND_PACKAGES:
            self.note(form.at, "unknown", f"The sandbox does not model {name}.")
            return Outside(name)
        if self.language == "ruby" and self.home and self.home.inherits:
            self.note(form.at, "undefined", f"{name} is defined elsewhere.")
            return Outside(name)
        hint = did_you_mean(name, [*self.names, *self.idioms.roots])
        meant = did_you_mean(name, self.classes, like=MISSPELLED)
        named = {"go": True, "java": name[:1].isupper()}.get(self.language, False)
        if meant and named:
            self.misspelled(form.at, name, meant)
        elif self.language == "java" and name[:1].isupper():
            self.note(form.at, "unknown", f"{name} is a class from elsewhere.")
        else:
            message = f"{name} is used, and nothing before gives it a value."
            self.wrong(form.at, "undefined", message, hint)
        return Outside(name)

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
