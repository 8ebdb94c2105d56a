"""The server: uvicorn, with an end to its patience; alone, or in a thread."""

import asyncio
import os
import socket
import sys
import threading
from collections.abc import Callable, Collection
from ipaddress import ip_address
from pathlib import Path
from typing import Any, ClassVar

import h11
import uvicorn
from pydantic_core import to_json
from uvicorn.protocols.http.h11_impl import H11Protocol

from sandbox.app import App
from sandbox.errors import ApiError
from sandbox.resources.exchange import HOOKS
from sandbox.transport.http import HANG_UP, Limits, application, bracketed
from sandbox.transport.webhooks import Webhooks

VARIABLE = "SANDBOX_URL"
"""Holds the base URL, for what a notebook runs: `%%bash curl $SANDBOX_URL/...`."""

ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - only if asked for
"""What stands for every address of this machine, and the one of them to show."""

BACKLOG = 2048
"""Connections that wait to be accepted."""

LONGEST_GOODBYE = 5
"""Seconds that requests under way have when the server stops."""


class Settings(uvicorn.Config):
    """How uvicorn runs: nothing logged, and no header that changes with the day."""

    def __init__(
        self, app: Any, limits: Limits, certificate: Path | None = None
    ) -> None:
        """Serve this application within these limits, over TLS with a certificate."""
        super().__init__(
            app,
            ssl_certfile=certificate,
            loop="asyncio",
            http=Patient,
            ws="none",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            log_level="critical",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            date_header=False,
            headers=[("Server", "sources-sandbox")],
            timeout_keep_alive=limits.idle_seconds,
            timeout_graceful_shutdown=LONGEST_GOODBYE,
            h11_max_incomplete_event_size=limits.head_bytes,
        )
        self.limits = limits


class Patient(H11Protocol):
    """uvicorn's side of a connection, which waits for a request only so long.

    uvicorn would wait for the rest of a head for ever, and would answer what is no HTTP
    in plain text.
    """

    config: Settings
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request.

        Answers leave at once: held back until the caller has acknowledged the head, a
        body would wait for 40 ms. asyncio does not see to that for our kind of socket.
        """
        super().connection_made(transport)
        own = transport.get_extra_info("socket")
        own.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take in some bytes, and wait for the rest of a head where one began."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._unwatch()
        super().connection_lost(exc)

    def _watch(self) -> None:
        """Have the timer run from the first byte of a head to its last."""
        if self.conn.their_state is not h11.IDLE:
            self._unwatch()
        elif self._timer is None:
            seconds = self.config.limits.head_seconds
            self._timer = self.loop.call_later(seconds, self._give_up)

    def _unwatch(self) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = None

    def _give_up(self) -> None:
        """Hang up on a head that does not end; say why if it ever began."""
        if not self.conn.trailing_data[0]:
            self.transport.close()
            return
        message = (
            "The head of this request did not come to its end within "
            f"{self.config.limits.head_seconds:g} seconds. Nothing was done."
        )
        self._refuse(ApiError(408, message))

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's words
        """Refuse what is no HTTP, in the shape of the API, and hang up."""
        problem = sys.exc_info()[1]
        if getattr(problem, "error_status_hint", 400) == 431:  # noqa: PLR2004 - h11 says so
            most = self.config.limits.head_bytes
            refusal = ApiError(431, f"The sandbox reads a head of {most} bytes.")
        else:
            message = (
                "This is not HTTP/1.1 as it is written down. Send what curl or one of "
                "the SDKs sends; this connection ends here."
            )
            refusal = ApiError(400, message)
        self._refuse(refusal)

    def _refuse(self, refusal: ApiError) -> None:
        """Answer, unless an answer has begun, and hang up."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            body = to_json(refusal.body())
            fields = {**HANG_UP, "content-length": str(len(body))}
            head = h11.Response(
                status_code=refusal.status,
                headers=[
                    *self.server_state.default_headers,
                    *((name.encode(), text.encode()) for name, text in fields.items()),
                ],
            )
            for event in (head, h11.Data(data=body), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 is a free one. What comes in waits for a server.

    Raises: OSError when nothing can listen there.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=BACKLOG)


class Server(uvicorn.Server):
    """A sandbox at an address of its own, where its pages are found as well."""

    def __init__(
        self,
        app: App,
        listener: socket.socket,
        *,
        hosts: Collection[str] = (),
        limits: Limits | None = None,
        certificate: Path | None = None,
    ) -> None:
        """Get ready to answer at this socket, and to these host names.

        With a certificate, a file of its key and its chain, it speaks TLS.
        """
        limits = limits or Limits()
        asgi = application(app, hosts=hosts, limits=limits)
        super().__init__(Settings(asgi, limits, certificate))
        self.app, self.listener = app, listener
        self.on_ready: Callable[[], None] = lambda: None
        address, self.port = listener.getsockname()[:2]
        self.reached_from_elsewhere = not ip_address(address).is_loopback
        scheme = "https" if certificate else "http"
        host = bracketed(ANYWHERE.get(address, address))
        self.url = f"{scheme}://{host}:{self.port}"
        app.base_url = self.url

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, and say so."""
        await super().startup(sockets=sockets)
        self.on_ready()

    def serve_forever(self) -> None:
        """Answer, and deliver events, until a signal or `should_exit` says to stop.

        Then requests under way are answered, and the signal is sent once more.
        """
        webhooks = Webhooks(self.app.store)
        webhooks.start()
        try:
            self.run(sockets=[self.listener])
        finally:
            webhooks.stop(LONGEST_GOODBYE)
            self.app.base_url = HOOKS
            self.listener.close()


class Background:
    """A server in a thread, beside the program that started it.

    While it runs, programs that are started from here find its base URL in their
    environment: that of the server which was started last, where there are several.
    """

    running: ClassVar[list["Background"]] = []
    before: ClassVar[str | None] = None
    gate: ClassVar[threading.Lock] = threading.Lock()

    def __init__(self, server: Server) -> None:
        """Start it."""
        self.server, self.url = server, server.url
        with self.gate:
            if not self.running:
                Background.before = os.environ.get(VARIABLE)
            self.running.append(self)
            os.environ[VARIABLE] = self.url
        self._thread = threading.Thread(
            target=server.serve_forever, name=f"sandbox at {self.url}", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Answer what is under way, and stop."""
        self.server.should_exit = True
        self._thread.join(timeout=2 * LONGEST_GOODBYE)
        with self.gate:
            self.running.remove(self)
            left = self.running[-1].url if self.running else self.before
            os.environ.pop(VARIABLE, None)
            if left is not None:
                os.environ[VARIABLE] = left
