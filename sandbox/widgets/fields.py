"""What a form can ask for, read off the parameters of an operation.

>>> list(askable(find("customers.sources.create")))
['customer', 'source']
>>> askable(find("sources.create"))["redirect.return_url"].label
'Redirect return URL'
"""

import re
from collections.abc import Iterable, Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from sandbox.domain.creation import RULES
from sandbox.domain.payment_types import TYPES
from sandbox.operations import BY_NAME, Operation
from sandbox.request.params import Hash, bracket
from sandbox.wire import Params

COLLECTIONS = {
    "charge": "charges",
    "customer": "customers",
    "default_source": "sources",
    "event": "events",
    "refund": "refunds",
    "source": "sources",
    "three_d_secure.card": "sources",
    "three_d_secure.customer": "customers",
    "token": "tokens",
}
"""Names whose value is the id of an object, and where such objects are."""


def dots(parameter: str) -> str:
    """The name of a field, for that of its parameter.

    >>> dots("redirect[return_url]")
    'redirect.return_url'
    """
    return parameter.replace("]", "").replace("[", ".")


CLOSED = {"type": tuple(TYPES)} | {
    dots(rule.param): rule.choices for rule in RULES if rule.choices
}
"""Texts of which only these are right."""

SPELLED = {
    "cvc": "CVC",
    "exp": "expiry",
    "gt": "after",
    "gte": "from",
    "iban": "IBAN",
    "id": "id",
    "ideal": "iDEAL",
    "lt": "before",
    "lte": "until",
    "sepa": "SEPA",
    "url": "URL",
    "zip": "postal code",
}


def in_full(name: str) -> str:
    """A name of the API in full words.

    >>> in_full("three_d_secure.card"), in_full("sepa_debit"), in_full("ideal")
    ('3D Secure card', 'SEPA debit', 'iDEAL')
    """
    words = re.split(r"[._]", name.replace("three_d_secure", "3D Secure"))
    first, *rest = (SPELLED.get(word, word) for word in words)
    return " ".join([first[0].upper() + first[1:] if first.islower() else first, *rest])


class Field(NamedTuple):
    """One thing to ask for: a parameter, or an id in the address.

    `kind` is str, int, bool or a Literal; `needed` whether its hash needs it, and
    `required` whether every request does.
    """

    name: str
    kind: Any
    needed: bool
    required: bool
    default: Any
    meaning: str

    @property
    def label(self) -> str:
        """The name in full words."""
        return in_full(self.name)

    @property
    def parameter(self) -> str:
        """The name as it is sent: `owner[name]`."""
        return bracket(tuple(self.name.split(".")))

    @property
    def choices(self) -> tuple[str, ...]:
        """The only values there are; for what may be left out, nothing is one."""
        closed = get_args(self.kind) or CLOSED.get(self.name, ())
        optional = closed and not self.needed and self.default is None
        return ("", *closed) if optional else closed


def find(name: str) -> Operation:
    """An operation of the catalogue.

    Raises: ValueError that names the known ones.
    """
    if name not in BY_NAME:
        known = ", ".join(BY_NAME)
        raise ValueError(f"There is no operation {name!r}. Give one of {known}.")
    return BY_NAME[name]


def spoken(operation: Operation) -> str:
    """The name of an operation as one says it.

    >>> spoken(find("customers.create")), spoken(find("charges.list"))
    ('Create customer', 'List charges')
    """
    *_, noun, verb = operation.name.split(".")
    noun = noun if operation.listed else noun[:-1]
    said = verb if operation.name.startswith("workbench.") else f"{verb} {noun}"
    return said.replace("_", " ").capitalize()


def chosen(
    operation: Operation, names: Iterable[str] | None, values: Iterable[str]
) -> dict[str, Field]:
    """The fields to draw: those that are named, or required, and those with a value.

    Raises: ValueError that names the known ones.
    """
    known = askable(operation)
    if names is None:
        names = [name for name, field in known.items() if field.required]
    names = list(dict.fromkeys([*names, *values]))
    for name in names:
        if name not in known:
            raise ValueError(
                f"{operation.name} has no field {name!r}. "
                f"It has: {', '.join(known) or 'none'}."
            )
    return {name: known[name] for name in names}


def askable(operation: Operation) -> dict[str, Field]:
    """Everything that can be asked for an operation, by its dotted name.

    Lists, and hashes without fixed names such as metadata, have no place in a form.
    """
    ids = {name: identified(name) for name in operation.ids}
    return ids | {field.name: field for field in inside(operation.params)}


def identified(name: str) -> Field:
    """The field for an id in the address of an operation."""
    meaning = f"The id of a {name}."
    return Field(name, str, needed=True, required=True, default=None, meaning=meaning)


def inside(
    model: type[Hash], prefix: str = "", *, required: bool = True
) -> Iterator[Field]:
    """The fields of a model and of the hashes in it, in their order."""
    for name, info in model.model_fields.items():
        kind, needed = bare(info.annotation), info.is_required()
        path, always = prefix + name, required and needed
        if isinstance(kind, type) and issubclass(kind, Hash):
            yield from inside(kind, f"{path}.", required=always)
        elif kind in (str, int, bool) or get_origin(kind) is Literal:
            default = None if needed else info.default
            yield Field(path, kind, needed, always, default, info.description or "")


def bare(annotation: Any) -> Any:
    """A type without None, and without what checks it; of several, the first.

    >>> bare(Annotated[str | None, "checked"])
    <class 'str'>
    """
    if get_origin(annotation) in (Annotated, Union, UnionType):
        kinds = (kind for kind in get_args(annotation) if kind is not NoneType)
        return bare(next(kinds))
    return annotation


def nested(flat: dict[str, Any]) -> Params:
    """Dotted names as hashes.

    >>> nested({"type": "sepa_debit", "owner.name": "Jenny"})
    {'type': 'sepa_debit', 'owner': {'name': 'Jenny'}}
    """
    tree: Params = {}
    for name, value in flat.items():
        *path, last = name.split(".")
        place = tree
        for key in path:
            place = place.setdefault(key, {})
        place[last] = value
    return tree


def dotted(tree: Params, prefix: str = "") -> dict[str, Any]:
    """The inverse of `nested`.

    >>> dotted({"type": "sepa_debit", "owner": {"name": "Jenny"}})
    {'type': 'sepa_debit', 'owner.name': 'Jenny'}
    """
    flat: dict[str, Any] = {}
    for name, value in tree.items():
        inner = isinstance(value, dict)
        flat |= dotted(value, f"{prefix}{name}.") if inner else {prefix + name: value}
    return flat
