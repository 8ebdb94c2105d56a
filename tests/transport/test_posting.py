"""One delivery over HTTP: it stays on this machine, and comes to an end."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from typing import Any

import pytest

from sandbox.transport.posting import addresses, post
from tests.receiving import LONGEST_WAIT, receiving

FIELDS = {"Content-Type": "application/json", "X-Field": "1"}
SHORT = 0.2
"""Seconds that a test waits for what never comes."""


@contextmanager
def saying(*chunks: bytes, endless: bool = False) -> Iterator[str]:
    """The URL of a server that says just this, whatever it is asked."""
    over = threading.Event()

    def answer() -> None:
        connection, _ = server.accept()
        with connection, suppress(OSError):
            connection.recv(65_536)
            for chunk in chunks:
                connection.sendall(chunk)
            while endless and not over.wait(SHORT / 10):
                connection.sendall(b"a")

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=answer)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/webhook"
        finally:
            over.set()
            thread.join(timeout=LONGEST_WAIT)


def posted(url: str, seconds: float = LONGEST_WAIT) -> int:
    """The status of the answer to a small body."""
    return post(url, b"{}", FIELDS, seconds=seconds)


def test_post() -> None:
    """A body arrives with its header fields, at its path."""
    with receiving(202) as receiver:
        status = posted(f"{receiver.url}?shop=1")
        [received] = receiver.take()

    assert 202 == status
    assert ("/webhook?shop=1", b"{}") == (received.path, received.body)
    assert {"x-field": "1", "connection": "close"}.items() <= received.headers.items()
    assert f"127.0.0.1:{receiver.server_port}" == received.headers["Host"]


def test_localhost() -> None:
    """`localhost` is found, wherever of its addresses the server listens."""
    with receiving() as receiver:
        assert 200 == posted(f"http://localhost:{receiver.server_port}/")


def test_a_redirect_is_not_followed() -> None:
    """A redirect is an answer: nobody is asked where it leads."""
    with receiving(302) as receiver:
        assert 302 == posted(receiver.url)
        receiver.take()

        assert receiver.arrived.empty()


def found(*hosts: str) -> Any:
    """A resolver that finds these addresses."""
    return lambda *_, **__: [
        (socket.AF_INET6 if ":" in host else socket.AF_INET, 1, 6, "", (host, 80))
        for host in hosts
    ]


def test_a_name_that_leads_elsewhere() -> None:
    """A name that stands for another machine by now is not connected to."""
    with pytest.raises(OSError, match="is no address of this machine"):
        addresses("localhost", 80, resolve=found("93.184.216.34", "fe80::1", "0.0.0.0"))  # noqa: S104


def test_a_name_that_leads_here_and_elsewhere() -> None:
    """Of what a name stands for, only addresses of this machine are connected to."""
    here = addresses("localhost", 80, resolve=found("10.0.0.1", "::1", "127.0.0.1"))

    assert ["::1", "127.0.0.1"] == [address[0] for _, address in here]


def test_nobody_listens() -> None:
    """Where nobody listens the system's refusal is raised."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        with pytest.raises(ConnectionRefusedError):
            posted(f"http://127.0.0.1:{port}/")


def test_https_to_a_server_without_it() -> None:
    """Where TLS is asked for and not spoken there is no answer."""
    with saying(b"HTTP/1.1 200 OK\r\n\r\n") as url, pytest.raises(ssl.SSLError):
        posted(url.replace("http:", "https:"))


HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"


def test_a_body_that_is_too_long() -> None:
    """Of a long answer the status counts, and no more than its beginning is read."""
    with saying(HEAD + b"a" * 200_000) as url:
        assert 200 == posted(url)


def test_a_body_without_end() -> None:
    """Of an answer that goes on too long the status counts."""
    with saying(HEAD, endless=True) as url:
        assert 200 == posted(url, 5 * SHORT)


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 200 O"], ids=["silence", "a start"])
def test_no_answer_in_time(said: bytes) -> None:
    """An answer whose head does not come to its end in time is none."""
    with saying(said, endless=True) as url, pytest.raises(TimeoutError) as caught:
        posted(url, SHORT)

    assert "no answer within 0.2 seconds" in str(caught.value)


SAID = {
    "nothing": b"",
    "no HTTP": b"hello\r\n\r\n",
    "no status": b"HTTP/1.1 OK\r\n\r\n",
    "a head without end": b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 1000,
    "a line without end": b"HTTP/1.1 200 OK\r\na: " + b"b" * 100_000,
}


@pytest.mark.parametrize("said", SAID.values(), ids=SAID)
def test_what_is_no_answer(said: bytes) -> None:
    """What is no answer is raised as that."""
    with saying(said) as url, pytest.raises((HTTPException, OSError)):
        posted(url)
