"""How fast the sandbox is over HTTP: the part of `python -m tests.bench --http`.

The floor is an empty Starlette endpoint on the same uvicorn; beside it stands
localstripe, where the extra `bench` has installed it. Every server runs in a process of
its own; one connection is kept to each, without an SDK, and they are asked in turn,
round after round, of which the best of each counts.
"""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from importlib.util import find_spec
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

import psutil
from pydantic_core import from_json
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

LIMITS = {"retrieve": 2, "list ten": 3.5, "charge": 3, "customer": 3}
"""The most that each may cost, as a multiple of the empty endpoint."""

KEY = {"Authorization": "Bearer sk_test_123"}
FORM = KEY | {"Content-Type": "application/x-www-form-urlencoded"}
SANDBOX = (sys.executable, "-m", "sandbox", "serve", "--port", "0")
EMPTY = (sys.executable, "-m", "tests.bench_http")
CARD = {
    "card[number]": "4242424242424242",
    "card[exp_month]": 1,
    "card[exp_year]": 2030,
    "card[cvc]": "123",
}
PEER = "localstripe"
MOST_BESIDE = 10_000
"""Charges up to which the peer comes along: each one costs it all those before."""

LEAST, MOST_SECONDS = 2, 30
"""Rounds of a task, and how long it goes on with more: the peer is slow."""

BOUND_SECONDS = 20
PRICE = {"amount": 1099, "currency": "eur"}
REPEATED = 25

Line = Callable[[str, float, float, str, str], None]


class Asker:
    """One connection to a server, kept."""

    def __init__(self, url: str) -> None:
        """Connect when something is asked."""
        parts = urlsplit(url)
        self.connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)

    def get(self, path: str) -> bytes:
        """Read something."""
        self.connection.request("GET", path, headers=KEY)
        return self.read()

    def post(self, path: str, **sent: object) -> bytes:
        """Send a form."""
        self.connection.request("POST", path, urlencode(sent), FORM)
        return self.read()

    def read(self) -> bytes:
        """The body of an answer that is good."""
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise ValueError(answer.status, body)
        return body


class Subject(NamedTuple):
    """A server that answers like the API, and a customer there with a source."""

    ask: Asker
    customer: str

    @classmethod
    def prepared(cls, url: str) -> "Subject":
        """Make the customer."""
        ask = Asker(url)
        token = from_json(ask.post("/v1/tokens", **CARD))["id"]
        made = ask.post("/v1/customers", source=token, email="a@example.com")
        return cls(ask, from_json(made)["id"])

    def tasks(self) -> dict[str, Callable[[], bytes]]:
        """What is measured."""
        path = f"/v1/customers/{self.customer}"
        return {
            "retrieve": lambda: self.ask.get(path),
            "list ten": lambda: self.ask.get("/v1/charges?limit=10"),
            "charge": self.charge,
            "customer": lambda: self.ask.post("/v1/customers", email="a@example.com"),
        }

    def charge(self) -> bytes:
        """Charge the customer."""
        return self.ask.post("/v1/charges", customer=self.customer, **PRICE)

    def fill(self, number: int) -> None:
        """Make so many charges more."""
        for _ in range(number):
            self.charge()


@contextmanager
def running(command: tuple[str, ...]) -> Iterator[tuple[str, psutil.Process]]:
    """A server that says where it is in its first line, until it is not needed."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            url = process.stdout.readline().split()[-1]
            yield url, psutil.Process(process.pid)
        finally:
            process.terminate()


@contextmanager
def peer(charges: int) -> Iterator[list[str]]:
    """The address of a localstripe with so many charges, if it is installed."""
    if charges > MOST_BESIDE or not find_spec(PEER):
        print(f"no {PEER} beside it: the extra bench installs it, for small sizes")
        yield []
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = (sys.executable, "-m", "tests.bench_peer", str(port), str(charges))
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            wait_for(port)
            yield [f"http://127.0.0.1:{port}"]
        finally:
            process.terminate()


def wait_for(port: int) -> None:
    """Wait until a server takes connections.

    Raises: OSError when it does not in time.
    """
    until = time.monotonic() + BOUND_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def empty() -> None:
    """Serve nothing, in the same way as the sandbox is served."""
    from uvicorn import Server

    from sandbox.transport.http import Limits
    from sandbox.transport.server import Settings, listen

    async def nothing(_: Request) -> Response:
        return Response(b"{}", media_type="application/json")

    app = Starlette(routes=[Route("/", nothing, methods=["GET", "POST"])])
    with listen("127.0.0.1", 0) as listener:
        print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
        Server(Settings(app, Limits())).run(sockets=[listener])


def seconds(do: Callable[[], bytes]) -> float:
    """One round: seconds for each time it was done."""
    begin = time.perf_counter()
    for _ in range(REPEATED):
        do()
    return (time.perf_counter() - begin) / REPEATED


def megabytes(process: psutil.Process) -> float:
    """The memory that a process holds for itself."""
    return float(process.memory_info().rss) / 1e6


def measure(line: Line, sizes: list[int], rounds: int) -> None:
    """Measure at each number of stored charges, beside the peer if it is there."""
    with ExitStack() as stack:
        nowhere, _ = stack.enter_context(running(EMPTY))
        url, process = stack.enter_context(running(SANDBOX))
        floor, ours = Asker(nowhere), Subject.prepared(url)
        for kept in (floor, ours.ask):
            stack.callback(kept.connection.close)
        print(f"\nthe server of the sandbox, at its start: {megabytes(process):.0f} MB")
        held = 0
        for size in sorted(sizes):
            ours.fill(size - held)
            print(f"\n{size} charges stored, over HTTP: {megabytes(process):.0f} MB")
            with peer(size) as peers:
                beside = [Subject.prepared(address) for address in peers]
                for one in (floor, ours.ask):
                    one.connection.close()  # it was left alone for long: it opens again
                held = size + compare(line, floor, [ours, *beside], rounds)
                for other in beside:
                    other.ask.connection.close()


def compare(line: Line, floor: Asker, subjects: list[Subject], rounds: int) -> int:
    """Measure each task on every server in turn; how many charges that made."""
    made = 0
    for name, limit in LIMITS.items():
        posted = name in {"charge", "customer"}
        bare = (
            (lambda: floor.post("/", **PRICE)) if posted else (lambda: floor.get("/"))
        )
        does = [bare, *(subject.tasks()[name] for subject in subjects)]
        times: list[list[float]] = []
        until = time.monotonic() + MOST_SECONDS
        while len(times) < rounds and (len(times) < LEAST or time.monotonic() < until):
            times.append([seconds(do) for do in does])
        made += REPEATED * len(times) * (name == "charge")
        best, ours, *theirs = (
            min(column) * 1000 for column in zip(*times, strict=True)
        )
        line(name, ours / best, limit, "x", f"  {ours:.3f} ms against {best:.3f}")
        for one in theirs:
            note = f"  {ours:.3f} ms against {one:.3f}: {one / ours:.1f} times as fast"
            line(f"  beside {PEER}", ours / one, 1, "x", note)
    return made


if __name__ == "__main__":
    empty()
