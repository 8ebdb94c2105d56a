"""A request and a response, as they cross the door.

>>> Headers({"Request-Id": "req_1"})["request-id"]
'req_1'
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sandbox.page import Broken

StripeObject = dict[str, Any]
Params = dict[str, Any]


class Headers(dict[str, str]):
    """Header fields by name, whatever the case of its letters.

    The SDK asks for `request-id` in one place and for `Request-Id` in another. A field
    is set by its lower-case name.
    """

    __slots__ = ()

    def __init__(self, fields: Mapping[str, str]) -> None:
        """Keep each field under its lower-case name."""
        for name, value in fields.items():
            self[name.lower()] = value

    def __getitem__(self, name: str) -> str:
        return dict.__getitem__(self, name.lower())

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and dict.__contains__(self, name.lower())

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a field, or the default where there is none."""
        return dict.get(self, name.lower(), default)


NO_HEADERS = Headers({})


class Request(NamedTuple):
    """What a caller sends: `path` and `query` still percent-encoded, `body` raw."""

    method: str
    path: str
    query: str = ""
    headers: Headers = NO_HEADERS
    body: bytes = b""


class Response(NamedTuple):
    """What the caller gets: an HTTP status, header fields and a JSON body.

    `rule` is the rule of the page that a refusal belongs to: it never leaves the
    process.
    """

    status: int
    body: bytes
    headers: Headers = NO_HEADERS
    rule: Broken | None = None
