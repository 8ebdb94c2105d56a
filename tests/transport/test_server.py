"""The server at a real socket: bad input, slow input, and an end in good order."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.app import App
from sandbox.store import Store
from sandbox.transport.http import Limits
from sandbox.transport.server import Background, Server, listen
from tests.asking import INVALID
from tests.transport.calling import Line, listening, post

HURRIED = Limits(head_seconds=0.2, body_seconds=0.2, idle_seconds=1)
BROKEN = (400, INVALID, None, None)


@contextmanager
def running(limits: Limits | None = None, host: str = "127.0.0.1") -> Iterator[Server]:
    """A server, until it is stopped."""
    server = Server(App(Store()), listen(host, 0), limits=limits)
    background = Background(server)
    try:
        yield server
    finally:
        background.stop()


@pytest.fixture(scope="module")
def shared() -> Iterator[Server]:
    """A server for all tests that leave it running."""
    with running() as server:
        yield server


@pytest.fixture(scope="module")
def hurried() -> Iterator[Server]:
    """One that waits only a moment."""
    with running(HURRIED) as server:
        yield server


def survives(server: Server) -> Iterator[str]:
    """The base URL of a server; whatever a test sends there, the server goes on."""
    yield server.url
    with Line(server.url) as line:
        line.send(line.request("GET", "/v1/customers"))
        assert 200 == line.read().status


@pytest.fixture
def url(shared: Server) -> Iterator[str]:
    """Where the server is."""
    yield from survives(shared)


@pytest.fixture
def hurried_url(hurried: Server) -> Iterator[str]:
    """Where the hurried one is."""
    yield from survives(hurried)


@pytest.fixture
def line(url: str) -> Iterator[Line]:
    """A connection to the server."""
    with Line(url) as line:
        yield line


@pytest.fixture
def short_line(hurried_url: str) -> Iterator[Line]:
    """A connection to the hurried one."""
    with Line(hurried_url) as line:
        yield line


def test_a_connection_is_kept(line: Line) -> None:
    """One connection serves many requests, and no answer tells the day."""
    answers = []
    for _ in range(2):
        line.send(post(line, "/v1/customers", "name=A"))
        answers.append(line.read())

    assert [200, 200] == [one.status for one in answers]
    assert ["sources-sandbox"] * 2 == [one.headers["Server"] for one in answers]
    assert not any("Date" in one.headers for one in answers)


def test_an_answer_leaves_at_once(shared: Server, line: Line) -> None:
    """The body of an answer does not wait until its head has been acknowledged."""
    line.send(line.request("GET", "/v1/customers"))
    assert 200 == line.read().status

    options = [
        connection.transport.get_extra_info("socket").getsockopt(
            socket.IPPROTO_TCP, socket.TCP_NODELAY
        )
        for connection in shared.server_state.connections
    ]
    assert options
    assert all(options)


def test_requests_in_a_row(line: Line) -> None:
    """Requests that are sent without waiting are answered in their order."""
    line.send(
        post(line, "/v1/customers", "name=A") + line.request("GET", "/v1/customers/")
    )

    assert [200, 404] == [line.read().status, line.read().status]


def test_a_body_in_chunks(line: Line) -> None:
    """A body may come in chunks, without its length said before."""
    line.send(line.request("POST", "/v1/customers", "Transfer-Encoding: chunked"))
    for chunk in (b"name=", b"Jenny"):
        line.send(b"%x\r\n%b\r\n" % (len(chunk), chunk))
    line.send(b"0\r\n\r\n")

    assert "Jenny" == line.read().json["name"]


def test_expect_continue(line: Line) -> None:
    """Who waits to be told to go on is told, and then answered."""
    length = ("Content-Length: 6", "Expect: 100-continue")
    line.send(line.request("POST", "/v1/customers", *length))
    told = line.read().status
    line.send(b"name=A")

    assert 100 == told
    assert "A" == line.read().json["name"]


def test_expect_too_much(line: Line) -> None:
    """Who waits to be told to go on with too large a body is refused instead."""
    length = ("Content-Length: 1000001", "Expect: 100-continue")
    line.send(line.request("POST", "/v1/customers", *length))

    assert (413, INVALID, None, None) == line.read().refusal
    assert line.ended()


def test_head_has_no_body(line: Line) -> None:
    """HEAD is no method of the API; the answer says so without a body."""
    line.send(line.request("HEAD", "/v1/customers"))
    refused = line.read("HEAD")

    assert (404, b"") == (refused.status, refused.body)
    assert int(refused.headers["Content-Length"]) > 0


def test_an_address_of_the_other_kind() -> None:
    """A server at an IPv6 address has it in brackets in its base URL."""
    with running(host="::1") as server, Line(server.url) as line:
        line.send(line.request("GET", "/v1/customers"))

        assert f"http://[::1]:{server.port}" == server.url
        assert 200 == line.read().status


GARBAGE = {
    "garbage": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "no method": b"/v1/customers HTTP/1.1\r\n\r\n",
    "no name": b"GET /v1/customers HTTP/1.1\r\n\r\n",
    "two names": b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
    "a space in the address": b"GET /v1/a b HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "bytes in the address": b"GET /v1/\xff HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "NUL in a field": b"GET / HTTP/1.1\r\nHost: localhost\r\nA: \x00\r\n\r\n",
    "a folded field": b"GET / HTTP/1.1\r\n Host: localhost\r\n\r\n",
    "another protocol": b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
    "a length that is none": b"POST / HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Length: -1\r\n\r\n",
    "two lengths": b"POST / HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
    "an unknown encoding": b"POST / HTTP/1.1\r\nHost: localhost\r\n"
    b"Transfer-Encoding: gzip\r\n\r\n",
}


@pytest.mark.parametrize("sent", GARBAGE.values(), ids=GARBAGE)
def test_what_is_no_http(line: Line, sent: bytes) -> None:
    """What is no HTTP is refused in the shape of the API, and the connection ends."""
    line.send(sent)
    refused = line.read()

    assert BROKEN == refused.refusal
    assert "sources-sandbox" == refused.headers["Server"]
    assert line.ended()


def test_garbage_behind_a_request(line: Line) -> None:
    """A request with garbage behind it is answered, and the connection ends."""
    line.send(line.request("GET", "/v1/customers") + GARBAGE["garbage"])

    assert [200, 400] == [line.read().status, line.read().status]
    assert line.ended()


def test_a_broken_chunk(line: Line) -> None:
    """A body whose chunks are broken is refused, and the connection ends."""
    line.send(line.request("POST", "/v1/customers", "Transfer-Encoding: chunked"))
    line.send(b"5\r\nname=\r\nwat\r\n")

    assert BROKEN == line.read().refusal
    assert line.ended()


def test_a_broken_chunk_behind_the_answer(line: Line) -> None:
    """A body that was refused already may go on as it likes."""
    line.send(line.request("POST", "/v1/customers", "Transfer-Encoding: chunked"))
    line.send(b"f4241\r\n" + b"a" * 1_000_001)
    refused = line.read()
    line.send(b"wat\r\n")

    assert (413, INVALID, None, None) == refused.refusal
    assert line.ended()


def test_a_head_without_end(line: Line) -> None:
    """A head that grows beyond the limit is refused before it ends."""
    line.send(line.request("GET", "/v1/customers")[:-2] + b"X: " + b"a" * 20_000)

    assert (431, INVALID, None, None) == line.read().refusal
    assert line.ended()


def test_a_large_head_at_once(line: Line) -> None:
    """A whole head beyond the limit is refused as well."""
    line.send(line.request("GET", "/v1/customers", "X: " + "a" * 20_000))

    assert (431, INVALID, None, None) == line.read().refusal
    assert line.ended()


def test_an_upgrade_is_no_upgrade(line: Line) -> None:
    """Who asks for another protocol gets an answer in this one."""
    upgrade = ("Connection: Upgrade", "Upgrade: websocket")
    line.send(line.request("GET", "/v1/customers", *upgrade))

    assert 200 == line.read().status


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.binary(min_size=1, max_size=60), st.booleans())
def test_any_bytes(hurried_url: str, sent: bytes, behind: bool) -> None:
    """Whatever bytes come, alone or behind a request, the connection ends."""
    with Line(hurried_url) as line:
        good = line.request("GET", "/v1/customers")
        line.send((good if behind else b"") + sent + b"\r\n\r\n")
        if behind:
            assert 200 == line.read().status
        answer = line.file.readline()
        assert answer == b"" or 400 <= int(answer.split()[1]) < 500


def test_half_a_head(short_line: Line) -> None:
    """A head that does not come to its end is waited for only so long."""
    short_line.send(short_line.request("GET", "/v1/customers")[:-2])

    assert (408, INVALID, None, None) == short_line.read().refusal
    assert short_line.ended()


def test_half_a_head_on_a_kept_connection(short_line: Line) -> None:
    """That holds for the second request of a connection as for the first."""
    short_line.send(short_line.request("GET", "/v1/customers"))
    assert 200 == short_line.read().status

    short_line.send(b"G")

    assert 408 == short_line.read().status
    assert short_line.ended()


def test_half_a_body(short_line: Line) -> None:
    """A body that does not come to its end is waited for only so long."""
    short_line.send(
        short_line.request("POST", "/v1/customers", "Content-Length: 9", body=b"name")
    )

    assert (408, INVALID, None, None) == short_line.read().refusal
    assert short_line.ended()


def test_nothing_at_all(short_line: Line) -> None:
    """A connection on which nothing is ever said ends without a word."""
    assert short_line.ended()


def test_hanging_up(url: str) -> None:
    """Whoever hangs up in the middle of a request leaves the server as it was."""
    for sent in (
        b"GET",
        b"POST /v1/customers HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nn",
    ):
        with Line(url) as line:
            line.send(sent)


def test_a_kept_connection_ends() -> None:
    """A connection on which nothing more is asked is given up in the end."""
    with running(Limits(idle_seconds=0)) as server, Line(server.url) as line:
        line.send(line.request("GET", "/v1/customers"))

        assert 200 == line.read().status
        assert line.ended()


def test_what_is_under_way_is_answered() -> None:
    """A server that stops still answers a request that has begun, and then is gone."""
    server = Server(App(Store()), listen("127.0.0.1", 0))
    background = Background(server)
    with Line(server.url) as idle, Line(server.url) as line:
        idle.send(idle.request("GET", "/v1/customers"))
        assert 200 == idle.read().status
        begun = ("Content-Length: 6", "Expect: 100-continue")
        line.send(line.request("POST", "/v1/customers", *begun))
        assert 100 == line.read().status
        with ThreadPoolExecutor(1) as others:
            stopped = others.submit(background.stop)
            assert idle.ended()  # the server has heard of it
            line.send(b"name=A")
            assert "A" == line.read().json["name"]
            stopped.result()
        assert line.ended()

    assert not listening(server.url)
