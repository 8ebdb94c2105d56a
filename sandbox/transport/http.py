"""The door over HTTP: Starlette around `handle`, and what it refuses.

The API is not routed here: what is no page is handed on as it came, and answered as it
would be in process. Only what `handle` never gets to see is decided here: who is asked
for (the Host field), how large a request is, and how long it takes to come.
"""

import asyncio
import logging
import traceback
from collections.abc import Collection
from typing import NamedTuple

from pydantic_core import to_json
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.requests import ClientDisconnect
from starlette.requests import Request as Asked
from starlette.responses import Response as Reply
from starlette.routing import request_response
from starlette.types import ASGIApp, Scope

from sandbox.app import App
from sandbox.errors import ApiError, echo
from sandbox.request.forms import LARGEST_BODY
from sandbox.response_headers import JSON
from sandbox.transport import pages
from sandbox.wire import Headers, Request, Response

LOG = logging.getLogger("sandbox")
OURSELVES = ("localhost", "127.0.0.1", "[::1]")
HANG_UP = JSON | {"connection": "close"}
MOST_DIGITS = 15
"""Of a Content-Length. More is no size of anything."""


class Limits(NamedTuple):
    """How large a request may be, in bytes, and how slow, in seconds."""

    head_seconds: float = 10
    body_seconds: float = 30
    idle_seconds: int = 75
    head_bytes: int = 16_384
    head_fields: int = 100
    body_bytes: int = LARGEST_BODY


class Gate:
    """Turns HTTP into requests, and answers into HTTP."""

    def __init__(self, app: App, *, hosts: Collection[str], limits: Limits) -> None:
        """Answer with this application, under these names only."""
        self.app, self.limits = app, limits
        self.hosts = {*OURSELVES, *map(str.lower, hosts)}

    async def answer(self, asked: Asked) -> Reply:
        """Answer one request."""
        try:
            request = await self.read(asked)
        except ApiError as refusal:
            return Reply(to_json(refusal.body()), refusal.status, HANG_UP)
        except ClientDisconnect:
            return Reply()  # to nobody
        response = self.handled(request)
        return Reply(response.body, response.status, response.headers)

    def handled(self, request: Request) -> Response:
        """What the sandbox answers; a 500 when its file cannot be written, say."""
        try:
            return pages.answer(self.app, request) or self.app.handle(request)
        except OSError as problem:
            LOG.error("%s", problem)  # noqa: TRY400 - our own lines say nothing of it
            message = (
                f"{problem.strerror}. Your request is not to blame: see to the file of "
                "the sandbox, then ask again with the same key."
            )
            refusal = ApiError(500, message, kind="api_error")
            return Response(refusal.status, to_json(refusal.body()), JSON)

    async def read(self, asked: Asked) -> Request:
        """The request, whole.

        Raises: ApiError: too large, too slow, or meant for somebody else.
        """
        scope = asked.scope
        self.check_head(scope)
        headers = Headers(
            {k.decode("latin-1"): v.decode("latin-1") for k, v in scope["headers"]}
        )
        authority, path = target(scope["raw_path"].decode("latin-1"))
        self.check_host(authority or headers.get("Host"), scope)
        return Request(
            asked.method,
            path,
            scope["query_string"].decode("latin-1"),
            headers,
            await self.body(asked, headers),
        )

    def check_head(self, scope: Scope) -> None:
        """Refuse what is longer than any client's request line and header fields.

        Raises: ApiError 431.
        """
        fields, limits = scope["headers"], self.limits
        size = len(scope["raw_path"]) + len(scope["query_string"])
        size += sum(len(name) + len(value) for name, value in fields)
        if size > limits.head_bytes or len(fields) > limits.head_fields:
            message = (
                f"The head of this request has {size} bytes in {len(fields)} fields; "
                f"the sandbox reads {limits.head_bytes} bytes in {limits.head_fields} "
                "fields. Send parameters in the body."
            )
            raise ApiError(431, message)

    def check_host(self, host: str | None, scope: Scope) -> None:
        """Refuse a name that is not ours: a web page elsewhere made it lead here.

        The address that a connection was made to is ours, whichever it is. A request
        without a name (HTTP/1.0) comes from no browser.
        Raises: ApiError 403.
        """
        server = scope.get("server")
        reached = bracketed(server[0]) if server else None
        if host is None or named(host) in self.hosts or named(host) == reached:
            return
        message = (
            f"This server does not go by the name '{echo(named(host))}'. Use its base "
            "URL, or start it with --allow-host and that name."
        )
        raise ApiError(403, message)

    async def body(self, asked: Asked, headers: Headers) -> bytes:
        """The body of a request, if it says that it has one.

        Raises: ApiError 413 for too large a one, 408 when it does not come to an end.
        """
        declared, body = headers.get("Content-Length"), bytearray()
        if declared is None and "Transfer-Encoding" not in headers:
            return b""
        declared = declared or "0"
        if len(declared) > MOST_DIGITS or int(declared) > self.limits.body_bytes:
            raise self.too_large()
        try:
            async with asyncio.timeout(self.limits.body_seconds):
                async for chunk in asked.stream():
                    body += chunk
                    if len(body) > self.limits.body_bytes:
                        raise self.too_large()
        except TimeoutError:
            message = (
                f"The body of this request did not come to its end within "
                f"{self.limits.body_seconds:g} seconds. Nothing was done."
            )
            raise ApiError(408, message) from None
        return bytes(body)

    def too_large(self) -> ApiError:
        """The refusal of a body that is too large."""
        most = self.limits.body_bytes
        return ApiError(413, f"The sandbox reads at most {most} bytes. Send less.")


def application(
    app: App, *, hosts: Collection[str] = (), limits: Limits | None = None
) -> ASGIApp:
    """The ASGI application that answers with `app`, and goes by these host names too.

    Host names are as a Host field has them, without a port.
    """
    gate = Gate(app, hosts=hosts, limits=limits or Limits())
    return ServerErrorMiddleware(request_response(gate.answer), handler=fault)


async def fault(asked: Asked, error: Exception) -> Reply:
    """A fault of the sandbox: the request was rolled back, and is told so.

    What is logged says where it happened, and nothing of what was sent.
    """
    places = "".join(traceback.format_tb(error.__traceback__))
    kind = type(error).__name__
    LOG.error("A fault of the sandbox: %s %s\n%s", asked.method, kind, places)
    message = (
        "The sandbox has a fault. Your request is not to blame, and changed nothing. "
        "Report it, with what the server has printed."
    )
    refusal = ApiError(500, message, kind="api_error")
    return Reply(to_json(refusal.body()), refusal.status, JSON)


def target(raw: str) -> tuple[str | None, str]:
    """The authority and the path that a request line names.

    >>> target("/v1/customers"), target("http://localhost:12111/v1/customers")
    ((None, '/v1/customers'), ('localhost:12111', '/v1/customers'))
    """
    scheme, mark, rest = raw.partition("://")
    if not mark or "/" in scheme:
        return None, raw
    authority, _, path = rest.partition("/")
    return authority, f"/{path}"


def named(host: str) -> str:
    """The name in a Host field, without its port.

    >>> named("LocalHost:12111"), named("[::1]:12111"), named("[::1]")
    ('localhost', '[::1]', '[::1]')
    """
    name, colon, port = host.rpartition(":")
    return (name if colon and not port.endswith("]") else host).lower()


def bracketed(address: str) -> str:
    """An address as it stands in a URL.

    >>> bracketed("127.0.0.1"), bracketed("::1")
    ('127.0.0.1', '[::1]')
    """
    return f"[{address}]" if ":" in address else address
