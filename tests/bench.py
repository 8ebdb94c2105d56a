"""How fast the sandbox is, against the SDK's own floor: `python -m tests.bench`.

The floor is the SDK with a canned answer: the same body and header fields, given back
by a client that does nothing. Both are measured in turn, call by call, so that the SDK
finds as little of its own code in the processor's caches before the one as before the
other: as in a program that does something between its calls. The best round of each
counts: a ratio says more than a time on a machine that others use too. A figure is
disturbed, and says nothing, where one half of the rounds holds the limit and the other
does not, or where it does not hold and the rounds scatter. The exit status is 1 when a
figure is missed, 2 when none is but some were disturbed.
"""

import argparse
import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from operator import truediv
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import stripe

from sandbox.session import Sandbox
from sandbox.storage.file import MEMORY
from sandbox.transport.sdk import InProcess
from sandbox.wire import Headers
from tests.bench_http import measure as measure_http
from tests.measuring import Pairs, Report

SIZES = (100, 10_000, 100_000)
LIMITS = {"retrieve": 1.2, "list ten": 1.15, "charge": 1.6, "customer": 1.8}
"""The most that each may cost, as a multiple of the floor."""

MOST_GROWTH, MOST_IN_A_FILE = 1.2, 1.6
MOST_BYTES = 9_000
MOST_IMPORT_MS, MOST_FIRST_ANSWER_MS = 20, 120


class Canned(InProcess):
    """Gives back one answer, whatever is asked: the SDK's own share of the time."""

    def __init__(self, body: str, headers: Headers) -> None:
        """Keep the answer."""
        super().__init__(Sandbox())
        self.answer = (body, 200, headers)

    def request(self, *_: Any, **__: Any) -> tuple[str, int, Headers]:
        """Give it back."""
        return self.answer


class Task(NamedTuple):
    """Something done through a client, and how often in a round."""

    name: str
    do: Callable[[stripe.StripeClient], Any]
    times: int


def tasks(customer: str) -> list[Task]:
    """What is measured, for a customer that has a source."""
    charge = {"amount": 1099, "currency": "eur", "customer": customer}
    return [
        Task("retrieve", lambda c: c.v1.customers.retrieve(customer), 15),
        Task("list ten", lambda c: c.v1.charges.list({"limit": 10}), 2),
        Task("charge", lambda c: c.v1.charges.create(charge), 10),  # type: ignore[arg-type]
        Task(
            "customer", lambda c: c.v1.customers.create({"email": "a@example.com"}), 10
        ),
    ]


def timed(task: Task, client: stripe.StripeClient) -> Callable[[], float]:
    """What does the task once, and says how many seconds that took."""

    def once() -> float:
        begin = time.perf_counter()
        task.do(client)
        return time.perf_counter() - begin

    return once


def measure(task: Task, client: stripe.StripeClient, rounds: int) -> Pairs:
    """The sandbox and the floor, in seconds."""
    answer = task.do(client).last_response
    canned = Canned(answer.body, answer.headers)
    floor = stripe.StripeClient("sk_test_floor", http_client=canned)
    pairs = Pairs(timed(task, client), timed(task, floor))
    return pairs.run(rounds, times=task.times)


def prepared(path: str | Path = MEMORY) -> tuple[Sandbox, str]:
    """A sandbox with one customer, who has one source."""
    sandbox = Sandbox(path, seed=1)
    source = sandbox.call("sources.create", type="card", token="tok_visa")
    customer = sandbox.call(
        "customers.create", source=source["id"], email="a@example.com"
    )
    return sandbox, customer["id"]


def in_a_file(rounds: int) -> Pairs:
    """A charge kept in a file, and in memory, in seconds."""
    with TemporaryDirectory() as folder:
        (filed, one), (held, other) = (
            prepared(Path(folder) / "bench.sandbox"),
            prepared(),
        )
        kept, noted = charging(filed, one), charging(held, other)
        pairs = Pairs(kept, noted).run(rounds, times=10)
        filed.close()
    return pairs


def charging(sandbox: Sandbox, customer: str) -> Callable[[], float]:
    """What charges this customer, and says how many seconds that took."""
    [task] = [task for task in tasks(customer) if task.name == "charge"]
    return timed(task, sandbox.client())


def fill(sandbox: Sandbox, customer: str, upto: int) -> None:
    """Charge the customer through the SDK until so many charges are stored."""
    client = sandbox.client()
    charge = {"amount": 1099, "currency": "eur", "customer": customer}
    held = sandbox._store.count("charges")  # noqa: SLF001 - the bench looks inside
    for number in range(held, upto):
        client.v1.charges.create(charge)  # type: ignore[arg-type]
        if number % 500 == 0 and sys.stderr.isatty():
            print(f"\rcharges stored: {number} of {upto}", end="", file=sys.stderr)


def bytes_held(sandbox: Sandbox) -> int:
    """What the store takes, all its tables and indexes counted."""
    run = sandbox._store._db.execute  # noqa: SLF001 - the bench looks inside
    [pages], [size] = (
        run("PRAGMA page_count").fetchone(),
        run("PRAGMA page_size").fetchone(),
    )
    return int(pages * size)


def bytes_per_charge(number: int = 5_000) -> float:
    """What one charge adds to the store: itself, its event and its journal row."""
    sandbox, customer = prepared()
    before = bytes_held(sandbox)
    fill(sandbox, customer, number)
    return (bytes_held(sandbox) - before) / number


def fresh(code: str) -> float:
    """The milliseconds that some code takes in a fresh interpreter."""
    timed = (
        f"import time; t = time.perf_counter(); {code}; "
        "print((time.perf_counter() - t) * 1000)"
    )
    command = [sys.executable, "-c", timed]
    compiled = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    run = subprocess.run(
        command, capture_output=True, text=True, check=True, env=compiled
    )
    return float(run.stdout)


def compare(report: Report, sizes: Sequence[int], rounds: int) -> None:
    """Each task against its floor, at each size, and how that grows."""
    ratios: dict[tuple[str, int], list[float]] = {}
    sandbox, customer = prepared()
    for size in sorted(sizes):
        fill(sandbox, customer, size)
        print(f"\n{size} charges stored")
        gc.collect()
        for task in tasks(customer):
            ratios[task.name, size] = report.compare(
                task.name,
                measure(task, sandbox.client(), rounds),
                LIMITS[task.name],
                beside="of the floor",
            )
    print("\ngrowth from the smallest to the largest, each against its floor")
    for name in ("retrieve", "list ten"):
        ends = ratios[name, max(sizes)], ratios[name, min(sizes)]
        figure, *halves = map(truediv, *ends)
        report.line(name, figure, MOST_GROWTH, "x", halves=halves)


def starts(report: Report, rounds: int) -> None:
    """How long it takes to import the sandbox, and to get the first answer."""
    first = (
        "import stripe; from sandbox import connect; connect(); "
        "stripe.Customer.create(email='a@example.com')"
    )
    fresh(first)  # what is compiled now is compiled no more
    alone = Pairs(lambda: fresh("import sandbox"), lambda: fresh("pass")).run(rounds)
    report.compare("import sandbox", alone, MOST_IMPORT_MS, unit="ms")
    pairs = Pairs(lambda: fresh(first), lambda: fresh("import stripe")).run(rounds)
    report.compare(
        "first answer, on top",
        pairs,
        MOST_FIRST_ANSWER_MS,
        unit="ms",
        beside="for stripe alone",
    )


def main(arguments: list[str] | None = None) -> int:
    """Measure all of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--rounds", type=int, default=60, help="rounds of each task (60)"
    )
    parser.add_argument(
        "--sizes",
        type=int,
        nargs="+",
        default=SIZES,
        help="charges stored when measured (100, 10000 and 100000)",
    )
    parser.add_argument("--http", action="store_true", help="measure over HTTP instead")
    options = parser.parse_args(arguments)
    report, rounds = Report(), max(options.rounds, 2)
    if options.http:
        measure_http(report.line, options.sizes, options.rounds)
        return report.status
    compare(report, options.sizes, rounds)
    print("\na file")
    report.compare(
        "charge, kept in a file", in_a_file(rounds), MOST_IN_A_FILE, beside="in memory"
    )
    print("\nmemory and imports")
    report.line("a charge, all its records", bytes_per_charge(), MOST_BYTES, "B")
    starts(report, max(rounds // 4, 4))
    return report.status


if __name__ == "__main__":
    sys.exit(main())
