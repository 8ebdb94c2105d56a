"""A shop's own server, on this machine: what events are delivered to."""

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

import stripe
from pydantic_core import from_json

from sandbox.wire import Headers

LONGEST_WAIT = 10
"""Seconds, after which what was to come has not come."""


class Received(NamedTuple):
    """One request that arrived: where, with which header fields and body."""

    path: str
    headers: Headers
    body: bytes

    @property
    def event(self) -> dict[str, Any]:
        """The event that was delivered."""
        event: dict[str, Any] = from_json(self.body)
        return event

    def verified(self, secret: str) -> stripe.Event:
        """The event, as the SDK takes it: signed by this secret, a moment ago.

        Raises: stripe.SignatureVerificationError.
        """
        event: stripe.Event = stripe.Webhook.construct_event(
            self.body, self.headers["Stripe-Signature"], secret
        )
        return event


class Receiver(ThreadingHTTPServer):
    """Keeps what arrives, and answers with these statuses, then with 200."""

    daemon_threads = True
    block_on_close = False

    def __init__(
        self, statuses: Iterable[int], then: Callable[[Received], None] | None
    ) -> None:
        """Listen on a free port of this machine."""
        super().__init__(("127.0.0.1", 0), Answering)
        self.statuses, self.then = iter(statuses), then
        self.arrived: queue.Queue[Received] = queue.Queue()
        self.url = f"http://127.0.0.1:{self.server_port}/webhook"

    def take(self, number: int = 1) -> list[Received]:
        """The next requests that arrive; raises `queue.Empty` when they do not come."""
        return [self.arrived.get(timeout=LONGEST_WAIT) for _ in range(number)]

    def types(self, number: int) -> list[str]:
        """The types of the next events that arrive."""
        return [received.event["type"] for received in self.take(number)]


class Answering(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Receiver

    def do_POST(self) -> None:
        """Take in an event."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        received = Received(self.path, Headers(dict(self.headers)), body)
        if self.server.then:
            self.server.then(received)
        self.send_response(next(self.server.statuses, 200))
        self.send_header("Location", self.server.url)
        self.end_headers()
        self.server.arrived.put(received)

    def log_message(self, *_: Any) -> None:
        """Say nothing of it."""


@contextmanager
def receiving(
    *statuses: int, then: Callable[[Received], None] | None = None
) -> Iterator[Receiver]:
    """A server that receives events; `then` is done with each before the answer."""
    with Receiver(statuses, then) as receiver:
        thread = threading.Thread(target=receiver.serve_forever, args=[0.01])
        thread.start()
        try:
            yield receiver
        finally:
            receiver.shutdown()
            thread.join(timeout=LONGEST_WAIT)
