"""Call the sandbox over HTTP: the ASGI application in process, or a socket."""

import asyncio
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from http.client import parse_headers
from typing import Any, Self, cast
from urllib.parse import urlsplit

from pydantic_core import from_json
from starlette.types import ASGIApp, Message

from sandbox.wire import Headers
from tests.asking import KEY

PATIENCE = 20
"""Seconds that a test waits for what has to come at once."""


@dataclass(frozen=True)
class Reply:
    """What came back over HTTP: an HTTP status, header fields, a body."""

    status: int
    headers: Headers
    body: bytes

    @property
    def json(self) -> Any:
        """The body, read."""
        return from_json(self.body)

    @property
    def refusal(self) -> tuple[int, str, str | None, str | None]:
        """The status, type, code and param of a refusal: what programs look at."""
        error = self.json["error"]
        return self.status, error["type"], error.get("code"), error.get("param")


def call(  # noqa: PLR0913 - the parts of a request
    app: ASGIApp,
    method: str,
    target: str,
    body: Iterable[bytes] = (),
    *,
    host: str | None = "localhost",
    ends: str = "well",
    **fields: str,
) -> Reply:
    """Ask the application in process; a test key comes along.

    `body` arrives in these pieces, and then `ends` well, or with the caller gone
    ("gone"), or not at all ("never"). Header fields are written with underscores.
    """
    path, _, query = target.partition("?")
    pieces = list(body)
    named = {"authorization": f"Bearer {KEY}", "host": host, **fields}
    if pieces:
        named["transfer-encoding"] = "chunked"
    headers = [
        (name.replace("_", "-").lower().encode(), value.encode("latin-1"))
        for name, value in named.items()
        if value is not None
    ]
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode("latin-1"),
        "query_string": query.encode("latin-1"),
        "headers": headers,
        "server": ("192.0.2.7", 12111),
    }
    return asyncio.run(answer(app, scope, pieces, ends))


async def answer(
    app: ASGIApp, scope: dict[str, Any], pieces: list[bytes], ends: str
) -> Reply:
    """Let the application answer, and put its messages together."""
    sent: list[Message] = []

    async def receive() -> Message:
        if pieces:
            piece, more = pieces.pop(0), bool(pieces) or ends != "well"
            return {"type": "http.request", "body": piece, "more_body": more}
        if ends == "never":
            await asyncio.sleep(PATIENCE)
        if ends == "gone":
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    fields = {k.decode(): v.decode("latin-1") for k, v in sent[0]["headers"]}
    return Reply(sent[0]["status"], Headers(fields), sent[1]["body"])


class Line:
    """A connection to a server, with every byte under control."""

    def __init__(self, url: str) -> None:
        """Connect."""
        parts = urlsplit(url)
        self.socket = socket.create_connection(
            (parts.hostname, parts.port or 80), timeout=PATIENCE
        )
        self.file = self.socket.makefile("rb")
        self.host = parts.netloc

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()
        self.socket.close()

    def send(self, data: bytes) -> None:
        """Send some bytes; a server that hung up takes none, and that is its right."""
        try:
            self.socket.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            return

    def request(self, method: str, path: str, *more: str, body: bytes = b"") -> bytes:
        """The bytes of a request with a test key; `more` are header lines."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}", *more]
        lines.append(f"Authorization: Bearer {KEY}")
        return "\r\n".join([*lines, "", ""]).encode() + body

    def read(self, method: str = "GET") -> Reply:
        """The next answer."""
        status = int(self.file.readline().split(b" ")[1])
        fields = Headers(dict(parse_headers(self.file)))
        length = 0 if method == "HEAD" or status < 200 else fields["Content-Length"]
        return Reply(status, fields, self.file.read(int(length)))

    def ended(self) -> bool:
        """Whether nothing more comes, because the server has hung up."""
        try:
            return self.file.read(1) == b""
        except ConnectionResetError:
            return True


def post(line: Line, path: str, form: str) -> bytes:
    """The bytes of a POST with its body."""
    length = f"Content-Length: {len(form)}"
    return line.request("POST", path, length, body=form.encode())


def listening(url: str) -> bool:
    """Whether a server listens there."""
    parts = urlsplit(url)
    try:
        socket.create_connection(
            cast("tuple[str, int]", (parts.hostname, parts.port)), timeout=PATIENCE
        ).close()
    except ConnectionRefusedError:
        return False
    return True
