"""A call: which operation, of which objects, with which parameters and options.

>>> call = asked("POST", "/v1/customers/cus_1/sources", {"source": "src_1"})
>>> call.operation, call.ids, call.params
('customers.sources.create', {'customer': 'cus_1'}, {'source': 'src_1'})
>>> call.path
'/v1/customers/cus_1/sources'
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from pydantic import BaseModel, TypeAdapter, ValidationError

from sandbox.errors import ApiError
from sandbox.operations import BY_NAME, Operation
from sandbox.request.forms import flatten
from sandbox.request.params import Params
from sandbox.routes import route

NOTHING: Mapping[str, str] = MappingProxyType({})


class Call(NamedTuple):
    """One call of the API.

    `ids` are those in its address, by name; `params` are nested, with whole numbers and
    flags as such; `options` go beside the parameters: `idempotency_key`.
    """

    operation: str
    ids: Mapping[str, str]
    params: Mapping[str, Any]
    options: Mapping[str, str] = NOTHING

    @property
    def known(self) -> Operation:
        """The operation as the catalogue has it.

        Raises: LookupError for one that there is not.
        """
        return BY_NAME[self.operation]

    @property
    def path(self) -> str:
        """Its address, percent-encoded."""
        ids = {
            name: quote(given, safe="", errors="surrogatepass")
            for name, given in self.ids.items()
        }
        return self.known.url(ids)

    @property
    def form(self) -> str:
        """Its parameters, form-encoded; half a character too, which no form has."""
        pairs = flatten(dict(self.params))
        return urlencode(list(pairs), safe="[]", errors="surrogatepass")

    @property
    def address(self) -> str:
        """Its path, behind which what is no POST carries its parameters."""
        posted = self.known.method == "POST"
        return self.path if posted or not self.form else f"{self.path}?{self.form}"

    def changed(self, change: "Change") -> "Call":
        """The same with each of its values changed, however deep it is inside."""
        kept = (self.ids, self.params, self.options)
        return Call(self.operation, *(changed(values, change) for values in kept))


def asked(
    method: str,
    path: str,
    params: Mapping[str, Any],
    options: Mapping[str, str] = NOTHING,
) -> Call | None:
    """The call that a request makes; None where nothing answers to its address.

    The texts of a form become numbers and flags where the operation has such.
    """
    try:
        operation, ids = route(method, path)
    except ApiError:
        return None
    return Call(operation.name, ids, natural(operation, params), options)


Change = Callable[[Any, str], Any]
"""What a value becomes; the name is that of the parameter which it stands in."""


def changed(value: Any, change: Change, name: str = "") -> Any:
    """A value with all below it changed.

    >>> changed({"a": [1, {"b": 2}]}, lambda value, name: (name, value))
    {'a': [('a', 1), {'b': ('a', 2)}]}
    """
    if isinstance(value, Mapping):
        return {k: changed(one, change, name or k) for k, one in value.items()}
    if isinstance(value, list):
        return [changed(one, change, name) for one in value]
    return change(value, name)


def natural(operation: Operation, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters as a person would write them; as they were sent when they are wrong.

    >>> natural(BY_NAME["charges.create"], {"amount": "1099", "currency": "eur"})
    {'amount': 1099, 'currency': 'eur'}
    """
    given: dict[str, Any] = {}
    for name, value in sent.items():
        try:
            typed = reader(operation.params, name).validate_python(as_texts(value))
        except (ValidationError, KeyError):
            typed = value
        given[name] = meant(value, typed)
    return given


@lru_cache(maxsize=512)
def reader(model: type[Params], name: str) -> TypeAdapter[Any]:
    """What reads a single parameter, whatever the others are.

    Raises: KeyError for one that the operation does not take.
    """
    return TypeAdapter(model.model_fields[name].rebuild_annotation())


def as_texts(value: Any) -> Any:
    """A value with the texts that a form would carry."""
    if isinstance(value, Mapping):
        return {name: as_texts(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [as_texts(inner) for inner in value]
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int) else value


def meant(sent: Any, typed: Any) -> Any:
    """What was sent, with the types that were read from it.

    >>> meant({"0": "32", "1": "45"}, [32, 45]), meant({"a": "1"}, {"a": "1"})
    ([32, 45], {'a': '1'})
    """
    if isinstance(typed, BaseModel):
        typed = {name: getattr(typed, name) for name in typed.model_fields_set}
    if isinstance(sent, Mapping) and isinstance(typed, list):
        sent = [sent[key] for key in sorted(sent, key=int)]
    if isinstance(sent, Mapping) and isinstance(typed, dict):
        return {name: meant(inner, typed.get(name)) for name, inner in sent.items()}
    if isinstance(sent, list | tuple) and isinstance(typed, list):
        return [meant(*pair) for pair in zip(sent, typed, strict=False)]
    return typed if isinstance(typed, bool | int) and isinstance(sent, str) else sent
