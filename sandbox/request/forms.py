"""Form encoding: text -> pairs -> nested hashes, and back.

>>> decode(b"email=a%40b.c&metadata[order]=7&expand[]=sources")
{'email': 'a@b.c', 'metadata': {'order': '7'}, 'expand': ['sources']}
>>> encode({"email": "a@b.c", "metadata": {"order": 7}, "expand": ["sources"]})
'email=a%40b.c&metadata[order]=7&expand[0]=sources'
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, quote_plus

from sandbox.errors import echo, invalid
from sandbox.request.text import halved
from sandbox.wire import Params

LARGEST_BODY = 1_000_000
"""Bytes. Assumed: the real limit is not published; no documented call comes near."""

MOST_FIELDS = 1000
DEEPEST = 8
"""Levels of brackets. Assumed: the deepest documented parameter has four."""

NAME = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")
BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2}).{0,4}")


def decode(text: bytes) -> Params:
    """The parameters of a body or a query, nested as their brackets say.

    Values are strings. `a[]` makes a list; `a[0]` makes a hash with the key "0", which
    a model that expects a list reads as one.
    Raises: ApiError 400 for what is not form encoding, or goes past a limit.
    Source: docs.stripe.com/api (request bodies are form-encoded)
    """
    nested: Params = {}
    if not text:
        return nested
    for name, value in pairs(text):
        put(nested, name, value)
    return nested


def pairs(text: bytes) -> list[tuple[str, str]]:
    """Names and values in the order they were sent, percent-decoded."""
    if len(text) > LARGEST_BODY:
        message = (
            f"The request has {len(text)} bytes of parameters; the sandbox reads at "
            f"most {LARGEST_BODY}. Send less."
        )
        raise invalid(message)
    if broken := BROKEN_ESCAPE.search(text):
        message = (
            f"'{echo(broken[0].decode('ascii', 'replace'))}' is not a percent escape: "
            "two hexadecimal digits follow the sign. Write %25 for a percent sign."
        )
        raise invalid(message)
    try:
        return parse_qsl(
            text.decode(),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except UnicodeDecodeError as error:
        message = "The parameters are not UTF-8 text. Send UTF-8, percent-encoded."
        raise invalid(message) from error
    except ValueError as error:
        message = (
            f"The parameters cannot be read as a form ({echo(error)}). Send "
            f"name=value pairs joined by '&', at most {MOST_FIELDS} of them."
        )
        raise invalid(message) from error


def put(nested: Params, name: str, value: str) -> None:
    """Set one decoded value where the brackets of its name say.

    >>> nested = {}
    >>> put(nested, "owner[address][city]", "Ghent")
    >>> nested
    {'owner': {'address': {'city': 'Ghent'}}}
    """
    if "[" not in name and "]" not in name:
        if isinstance(nested.get(name), dict | list):
            raise two_shapes(name)
        nested[name] = value
        return
    place: Any = nested
    *path, last = keys(name)
    for key, following in zip(path, [*path[1:], last], strict=True):
        fresh: Any = [] if following == "" else {}
        if isinstance(place, list):
            place.append(fresh)
            place = fresh
        else:
            place = place.setdefault(key, fresh)
        if not isinstance(place, type(fresh)):
            raise two_shapes(name)
    if isinstance(place, list):
        place.append(value)
    elif isinstance(place.get(last), dict | list):
        raise two_shapes(name)
    else:
        place[last] = value


def keys(name: str) -> list[str]:
    """The keys of a bracketed name, outermost first; "" stands for `[]`.

    >>> keys("items[0][price]"), keys("expand[]")
    (['items', '0', 'price'], ['expand', ''])
    """
    match = NAME.fullmatch(name)
    if not match:
        message = (
            f"The parameter name '{echo(name)}' has brackets that do not pair up. "
            "Write names like owner[address][city]."
        )
        raise invalid(message, param=echo(name))
    inner = match[2][1:-1].split("][") if match[2] else []
    if len(inner) > DEEPEST:
        message = (
            f"The parameter '{echo(name)}' is nested {len(inner)} levels deep; the "
            f"sandbox reads at most {DEEPEST}."
        )
        raise invalid(message, param=echo(name))
    return [match[1], *inner]


def two_shapes(name: str) -> Exception:
    """The refusal of one name that is sent as a value and as a hash or list."""
    message = (
        f"The parameter '{echo(name)}' is sent in two shapes: as a value, as a hash or "
        "as a list. Send one of them."
    )
    return invalid(message, param=echo(name))


def encode(params: Params) -> str:
    """The same parameters as a form: the inverse of `decode`, for our own callers.

    None is left out; True and False are written in lower case.
    Raises: ApiError 400 for half a character, which no form has a place for.
    """
    try:
        return "&".join(f"{quote(k)}={quote_plus(v)}" for k, v in flatten(params))
    except UnicodeEncodeError as error:
        raise halved(error.object) from error


def quote(name: str) -> str:
    """A name with its brackets left readable."""
    return quote_plus(name, safe="[]")


def flatten(value: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Names with brackets, and the texts they stand for."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from flatten(inner, f"{prefix}[{key}]" if prefix else str(key))
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from flatten(inner, f"{prefix}[{index}]")
    elif isinstance(value, bool):
        yield prefix, str(value).lower()
    elif value is not None:
        yield prefix, str(value)
