"""What a name can hold while code is read: what is known of it without running it."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sandbox.languages.reading.made import Place
from sandbox.languages.reading.syntax.form import Form

SOURCE = "SourceParams"
"""Go's struct of a source, which may hold an id alone."""


class Library(NamedTuple):
    """A name of the SDK, or of a client of it, so far: "Customer", "v1.customers"."""

    path: str = ""
    client: bool = False


@dataclass(frozen=True)
class Bench:
    """A sandbox of ours, or what makes one: code says with it what exists."""


class Member(NamedTuple):
    """A list inside an object that was answered: the sources of a customer."""

    of: "Result"
    collection: str


@dataclass(eq=False)
class Own:
    """A class of the program's own, and what is made of it: what they have, by name.

    An example makes one of each, so what is set on one is set on the class. One that
    inherits may have more than is known.
    """

    members: dict[str, Any] = field(default_factory=dict)
    inherits: bool = False


class Function(NamedTuple):
    """What is done later, with what it is given.

    `takes` are targets: names, or patterns of them. A method has a `home`, and `first`
    says that its first target is what it is a method of.
    """

    name: str
    takes: tuple[Form, ...]
    body: Form
    home: Own | None = None
    first: bool = False


@dataclass(eq=False)
class Result:
    """What a call answers, and what was set on it since; the call counts from 0."""

    call: int
    collection: str
    fields: "Fields" = field(default_factory=lambda: Fields(named=True))
    asked: bool = False
    used: bool = False


class Fields(dict[str, Any]):
    """A map that knows where each name stands.

    `kind` is the class of a struct, `named` says that they are arguments by name,
    `pointer` that a struct was taken by its address. `forms` are the names that were
    sent as a form sends them, with all their values as texts. It is `open` where there
    is more in it, from outside.
    """

    def __init__(self, kind: str = "", *, named: bool = False) -> None:
        """An empty one."""
        super().__init__()
        self.places: dict[str, Place] = {}
        self.options: dict[str, Any] = {}
        self.forms: set[str] = set()
        self.kind, self.named, self.pointer = kind, named, False
        self.open = False

    def like(self, values: dict[str, Any]) -> "Fields":
        """The same, with other values."""
        made = Fields(self.kind, named=self.named)
        made.update(values)
        made.places, made.options = dict(self.places), dict(self.options)
        made.forms, made.pointer = set(self.forms), self.pointer
        made.open = self.open
        return made

    def put(self, name: str, value: Any, at: Place) -> None:
        """Give a name a value: in a struct, of a source its token where that is all."""
        held = isinstance(value, Fields) and value.kind.endswith(SOURCE)
        if self.kind and held and value.keys() == {"token"}:
            value = value["token"]
        self[name] = value
        if isinstance(value, Fields) and value.forms:
            self.forms.add(name)
        self.places[name] = at
