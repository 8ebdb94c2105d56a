"""One delivery over HTTP: to this machine, in a bounded time, and nowhere further."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from threading import Event, Timer
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

from sandbox.domain.loopback import is_loopback

MOST_READ = 65_536
"""Bytes of an answer that are read; what comes after its head says nothing anyway."""

Resolve = Callable[..., list[Any]]


class Address(NamedTuple):
    """Where to connect: an address family of sockets, and an address in it."""

    family: int
    address: Any


def addresses(
    host: str, port: int, *, resolve: Resolve = socket.getaddrinfo
) -> list[Address]:
    """What a name stands for now, so far as it leads back to this machine.

    Raises: OSError when nothing of it does.
    """
    found = resolve(host, port, type=socket.SOCK_STREAM)
    here = [Address(row[0], row[4]) for row in found if is_loopback(row[4][0])]
    if not here:
        raise OSError(f"{host} is no address of this machine")
    return here


def reach(parts: SplitResult, *, seconds: float) -> socket.socket:
    """A connection to the first address of this machine that takes one.

    What was looked up is what is connected to: the name is not asked again.
    Raises: OSError.
    """
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    problem = OSError()
    for family, address in addresses(host, port):
        reached = socket.socket(family, socket.SOCK_STREAM)
        reached.settimeout(seconds)
        try:
            reached.connect(address)
        except OSError as error:
            reached.close()
            problem = error
        else:
            return secured(reached, host) if parts.scheme == "https" else reached
    raise problem


def secured(reached: socket.socket, host: str) -> socket.socket:
    """The same connection under TLS, before any word of it."""
    return ssl.create_default_context().wrap_socket(
        reached, server_hostname=host, do_handshake_on_connect=False
    )


@contextmanager
def ended_after(seconds: float, connection: socket.socket) -> Iterator[Event]:
    """End a connection when its time is over, whatever the other side sends until then.

    A timeout of the socket alone begins anew with every byte. The event is set then.
    Raises: TimeoutError for what fails because of that.
    """
    over = Event()

    def end() -> None:
        over.set()
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)

    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield over
    except (OSError, HTTPException) as error:
        if not over.is_set():
            raise
        raise TimeoutError(f"no answer within {seconds:g} seconds") from error
    finally:
        timer.cancel()


def post(url: str, body: bytes, fields: dict[str, str], *, seconds: float) -> int:
    """Post to a URL of this machine, and read the status of the answer.

    A redirect is an answer like any other: it is not followed.
    Raises: OSError, http.client.HTTPException when there is no answer in that time.
    """
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc)
    with (
        reach(parts, seconds=seconds) as reached,
        ended_after(seconds, reached) as over,
    ):
        if isinstance(reached, ssl.SSLSocket):
            reached.do_handshake()
        connection.sock = reached
        connection.request("POST", target(parts), body, {**fields, **LAST})
        with connection.getresponse() as response:
            if over.is_set():
                raise HTTPException("the head did not come to its end")
            response.read(MOST_READ)
            return response.status


PORTS = {"http": 80, "https": 443}
LAST = {"Connection": "close"}


def target(parts: SplitResult) -> str:
    """What of a URL is asked of its server.

    >>> target(urlsplit("http://localhost:4242/webhook?shop=1#top"))
    '/webhook?shop=1'
    """
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
