"""How the pages ask: at the door, like everybody."""

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from pydantic_core import from_json

from sandbox.app import App
from sandbox.request.forms import encode
from sandbox.wire import Headers, Request, StripeObject

HEADERS = Headers({"Authorization": "Bearer sk_test_pages"})


def listed(app: App, collection: str, **filters: Any) -> StripeObject:
    """The newest of a kind, as a list."""
    query = {"collection": collection, "newest_first": True, **filters}
    return look(app, "/_sandbox/objects", **query)


def found(app: App, object_id: str) -> StripeObject | None:
    """An object by its id, given as it stands in an address."""
    body = look(app, f"/_sandbox/objects/{object_id}")
    return None if "error" in body else body


def look(app: App, path: str, **query: Any) -> StripeObject:
    """Read something, without a trace."""
    response = app.handle(Request("GET", path, encode(query), HEADERS))
    body: StripeObject = from_json(response.body)
    return body


def decide(app: App, source_id: str, outcome: str) -> bool:
    """Authorise a payment, or let it fail; False when somebody was faster."""
    path = f"/_sandbox/sources/{quote(source_id, safe='')}/authorise"
    form = encode({"outcome": outcome}).encode()
    return app.handle(Request("POST", path, "", HEADERS, form)).status == HTTPStatus.OK
