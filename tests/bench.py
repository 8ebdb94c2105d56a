"""How fast the sandbox is, against the SDK's own floor: `python -m tests.bench`.

The floor is the SDK with a canned answer: the same body, given back by a client that
does nothing. Both are measured in turn, round after round, and the best round of each
counts: a ratio says more than a time on a machine that others use too.
"""

import argparse
import gc
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import stripe

from sandbox.file import MEMORY
from sandbox.session import Sandbox
from sandbox.transport.sdk import InProcess
from sandbox.wire import Headers
from tests.bench_http import measure as measure_http

SIZES = (100, 10_000, 100_000)
LIMITS = {"retrieve": 1.2, "list ten": 1.15, "charge": 1.6, "customer": 1.8}
"""The most that each may cost, as a multiple of the floor."""

MOST_GROWTH, MOST_IN_A_FILE = 1.2, 1.6
MOST_BYTES = 9_000
MOST_IMPORT_MS, MOST_FIRST_ANSWER_MS = 20, 120


class Canned(InProcess):
    """Gives back one answer, whatever is asked: the SDK's own share of the time."""

    def __init__(self, body: str) -> None:
        """Keep the answer."""
        super().__init__(Sandbox().handle)
        self.answer = (body, 200, Headers({"Request-Id": "req_1"}))

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


def seconds(task: Task, client: stripe.StripeClient) -> float:
    """One round: seconds for each time it was done."""
    begin = time.perf_counter()
    for _ in range(task.times):
        task.do(client)
    return (time.perf_counter() - begin) / task.times


def measure(
    task: Task, client: stripe.StripeClient, rounds: int
) -> tuple[float, float]:
    """The best round of the sandbox, and of the floor, in seconds."""
    answer = task.do(client).last_response.body
    floor = stripe.StripeClient("sk_test_floor", http_client=Canned(answer))
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(seconds(task, client))
        theirs.append(seconds(task, floor))
    return min(ours), min(theirs)


def prepared(path: str | Path = MEMORY) -> tuple[Sandbox, str]:
    """A sandbox with one customer, who has one source."""
    sandbox = Sandbox(path, seed=1)
    source = sandbox.call("sources.create", type="card", token="tok_visa")
    customer = sandbox.call(
        "customers.create", source=source["id"], email="a@example.com"
    )
    return sandbox, customer["id"]


def in_a_file(rounds: int) -> tuple[float, float]:
    """The best round of a charge kept in a file, and in memory, in seconds."""
    with TemporaryDirectory() as folder:
        places = [prepared(Path(folder) / "bench.sandbox"), prepared()]
        charges = [
            (next(task for task in tasks(customer) if task.name == "charge"), sandbox)
            for sandbox, customer in places
        ]
        best = [float("inf")] * 2
        for _ in range(rounds):
            for index, (charge, sandbox) in enumerate(charges):
                best[index] = min(best[index], seconds(charge, sandbox.client()))
        places[0][0].close()
    return best[0], best[1]


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


def import_ms(code: str, rounds: int) -> float:
    """The least milliseconds that some code takes in a fresh interpreter."""
    timed = (
        f"import time; t = time.perf_counter(); {code}; "
        "print((time.perf_counter() - t) * 1000)"
    )
    command = [sys.executable, "-c", timed]
    runs = [subprocess.run(command, capture_output=True, text=True, check=True)
            for _ in range(rounds)]  # fmt: skip
    return min(float(run.stdout) for run in runs)


class Report:
    """Lines of figures, each held to its limit."""

    def __init__(self) -> None:
        """Nothing missed yet."""
        self.missed = 0

    def line(
        self, name: str, figure: float, limit: float, unit: str, note: str = ""
    ) -> None:
        """Print a figure and whether it holds."""
        verdict = "ok" if figure <= limit else "MISSED"
        self.missed += figure > limit
        print(
            f"{name:<28}{figure:>9.2f} {unit:<4} (at most {limit:g}) {verdict:<7}{note}"
        )


def main(arguments: list[str] | None = None) -> int:
    """Measure all of it; the exit status is 1 when a figure misses its limit."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=60, help="rounds of each task")
    parser.add_argument(
        "--sizes",
        type=int,
        nargs="+",
        default=SIZES,
        help="charges stored when measured",
    )
    parser.add_argument("--http", action="store_true", help="measure over HTTP instead")
    parser.add_argument(
        "--against",
        nargs="+",
        default=[],
        metavar="URL",
        help="over HTTP: other servers that answer like the API, to compare with",
    )
    options = parser.parse_args(arguments)
    report, ratios = Report(), {}
    if options.http:
        measure_http(report.line, options.sizes, options.rounds, options.against)
        return 1 if report.missed else 0
    sandbox, customer = prepared()
    for size in sorted(options.sizes):
        fill(sandbox, customer, size)
        print(f"\n{size} charges stored")
        gc.collect()
        for task in tasks(customer):
            ours, floor = measure(task, sandbox.client(), options.rounds)
            ratios[task.name, size] = ours / floor
            note = f"  {ours * 1000:.3f} ms against {floor * 1000:.3f}"
            report.line(task.name, ours / floor, LIMITS[task.name], "x", note)
    print("\ngrowth from the smallest to the largest, each against its floor")
    for name in ("retrieve", "list ten"):
        growth = ratios[name, max(options.sizes)] / ratios[name, min(options.sizes)]
        report.line(name, growth, MOST_GROWTH, "x")
    print("\na file")
    filed, held = in_a_file(options.rounds)
    note = f"  {filed * 1000:.3f} ms against {held * 1000:.3f} in memory"
    report.line("charge, kept in a file", filed / held, MOST_IN_A_FILE, "x", note)
    print("\nmemory and imports")
    report.line("a charge, all its records", bytes_per_charge(), MOST_BYTES, "B")
    rounds = max(options.rounds // 4, 3)
    report.line(
        "import sandbox", import_ms("import sandbox", rounds), MOST_IMPORT_MS, "ms"
    )
    first = (
        "import stripe; from sandbox import connect; connect(); "
        "stripe.Customer.create(email='a@example.com')"
    )
    alone = import_ms("import stripe", rounds)
    whole = import_ms(first, rounds)
    note = f"  {whole:.0f} ms against {alone:.0f} for stripe alone"
    report.line("first answer, on top", whole - alone, MOST_FIRST_ANSWER_MS, "ms", note)
    return 1 if report.missed else 0


if __name__ == "__main__":
    sys.exit(main())
