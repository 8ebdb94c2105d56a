"""Kill the server under load, again and again: `python -m tests.crash`.

Clients charge customers, each request under a key of its own, and keep what they were
answered, by one server or by two on one file. After each kill the file has to hold
every request that was answered, whole and once, and no part of any other; and the key
of each has to bring the same bytes.
"""

import argparse
import http.client
import random
import re
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pydantic_core import from_json

from sandbox import Sandbox
from sandbox.request.forms import encode
from sandbox.wire import Headers, Request, Response
from tests.asking import KEY
from tests.tree import PROJECT
from tests.wholeness import whole

CLIENTS = 4
PATIENCE = 60
"""Seconds after which something that waits has failed."""

MOST_ANSWERS, MOST_DELAY = 120, 0.01
"""When the kill comes: after so many answers, and so many seconds, at most."""

KILLS_PER_FILE = 10


class Asked(NamedTuple):
    """A request to create something, and its idempotency key."""

    path: str
    form: str
    key: str


class Answered(NamedTuple):
    """What came back: the status, the bytes and the id of the request."""

    status: int
    body: bytes
    request: str


@contextmanager
def server(path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server on this file, and its base URL; it does not outlive its block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "sandbox", "serve", "--port", "0", "--db", str(path)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    with process.stdout:
        try:
            found = re.search(r"http://[\w.:]+", process.stdout.readline())
            assert found, "the server does not start"
            yield process, found[0]
        finally:
            process.kill()
            process.wait(timeout=PATIENCE)


@dataclass
class Load:
    """What all the clients asked and were answered."""

    kill_after: int
    """Answers after which the server is killed."""

    enough: threading.Event = field(default_factory=threading.Event)
    answered: dict[Asked, Answered] = field(default_factory=dict)
    open: list[Asked] = field(default_factory=list)
    """Asked, and cut off by the kill."""

    def keep(self, asked: Asked, answered: Answered) -> None:
        """Keep an answer."""
        self.answered[asked] = answered
        if len(self.answered) >= self.kill_after:
            self.enough.set()


class Client:
    """Someone who makes customers, sources and charges, one after the other."""

    def __init__(self, url: str, load: Load, *, name: str) -> None:
        """Ask the server at this address."""
        self.load, self.name, self.random = load, name, random.Random(name)
        place = urlsplit(url)
        self.connection = http.client.HTTPConnection(
            place.hostname or "", place.port, timeout=PATIENCE
        )
        self.number = 0
        self.customers: list[str] = []
        self.payers: list[str] = []
        self.sources: list[str] = []

    def run(self) -> None:
        """Go on until the server is gone."""
        with closing(self.connection):
            while self.ask(self.next()):
                pass

    def next(self) -> Asked:
        """The next thing to ask for, of what is possible by now."""
        self.number += 1
        key = f"{self.name}-{self.number}"
        path, sent = self.random.choice(list(self.choices()))
        return Asked(path, encode(sent), key)

    def choices(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """What can be asked for: mostly charges, once somebody can pay."""
        yield "/v1/customers", {"email": f"{self.name}@example.com"}
        for token in ("tok_visa", "tok_visa", "tok_chargeCustomerFail"):
            sent = {"type": "card", "token": token, "usage": "reusable"}
            yield "/v1/sources", sent
        if self.customers and self.sources:
            customer, source = self.random.choice(self.customers), self.sources[-1]
            yield f"/v1/customers/{customer}/sources", {"source": source}
        for _ in range(5 if self.payers else 0):
            payer = self.random.choice(self.payers)
            yield "/v1/charges", {"amount": 1099, "currency": "eur", "customer": payer}

    def ask(self, asked: Asked) -> bool:
        """Ask, and keep the answer; False when none comes any more."""
        fields = {"Authorization": f"Bearer {KEY}", "Idempotency-Key": asked.key}
        try:
            self.connection.request("POST", asked.path, asked.form, fields | FORM)
            response = self.connection.getresponse()
            answered = Answered(
                response.status, response.read(), response.headers["Request-Id"]
            )
        except (OSError, http.client.HTTPException):
            self.load.open.append(asked)
            return False
        self.load.keep(asked, answered)
        self.learn(asked, from_json(answered.body))
        return True

    def learn(self, asked: Asked, made: dict[str, Any]) -> None:
        """Go on with what was made."""
        if made.get("object") == "customer":
            self.customers.append(made["id"])
        elif asked.path == "/v1/sources":
            self.sources.append(made["id"])
        elif asked.path.endswith("/sources"):
            self.sources.pop()
            if made.get("customer"):
                self.payers.append(made["customer"])


FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def crash(path: Path, name: str) -> Load:
    """Serve the file from one process or from two, load them, and kill them."""
    dice = random.Random(name)
    load = Load(dice.randint(1, MOST_ANSWERS))
    with ExitStack() as stack:
        number = dice.choice([1, 2])
        servers = [stack.enter_context(server(path)) for _ in range(number)]
        clients = [
            Client(servers[n % number][1], load, name=f"{name}-{n}")
            for n in range(CLIENTS)
        ]
        threads = [threading.Thread(target=client.run) for client in clients]
        for thread in threads:
            thread.start()
        assert load.enough.wait(PATIENCE), "the server does not answer"
        for process, _ in servers:
            time.sleep(dice.uniform(0, MOST_DELAY))
            process.kill()
        for thread in threads:
            thread.join(PATIENCE)
            assert not thread.is_alive(), "a client waits for ever"
    return load


def examine(path: Path, load: Load) -> Counter[str]:
    """Look at the file that a killed server left: counts of what is there."""
    with closing(Sandbox(path)) as sandbox, closing(sqlite3.connect(path)) as db:
        [health] = db.execute("PRAGMA integrity_check").fetchone()
        assert health == "ok", health
        whole(db)
        kept = {key for (key,) in db.execute("SELECT idempotency_key FROM journal")}
        for asked, answered in load.answered.items():
            again(sandbox, asked, answered)
        for asked in load.open:
            replayed = "Idempotent-Replayed" in ask(sandbox, asked).headers
            assert replayed == (asked.key in kept), f"{asked} is there in part"
        whole(db)
    open_and_kept = sum(asked.key in kept for asked in load.open)
    return Counter(
        {
            "kills": 1,
            "acknowledged requests": len(load.answered),
            "found, to the byte": len(load.answered),
            "requests in flight at a kill": len(load.open),
            "found whole": open_and_kept,
            "found absent, then done once": len(load.open) - open_and_kept,
        }
    )


def again(sandbox: Sandbox, asked: Asked, answered: Answered) -> None:
    """Ask the same thing with the same key: the same bytes come."""
    assert answered.status in (200, 402), f"{asked} was answered {answered}"
    answer = ask(sandbox, asked)
    found = Answered(answer.status, answer.body, answer.headers["Original-Request"])
    assert found == answered, f"{asked} was answered {answered}, and now {found}"


def ask(sandbox: Sandbox, asked: Asked) -> Response:
    """Ask in this process."""
    fields = {"Authorization": f"Bearer {KEY}", "Idempotency-Key": asked.key}
    head = Headers(fields | FORM)
    return sandbox.handle(Request("POST", asked.path, "", head, asked.form.encode()))


def run(kills: int, seed: int) -> Counter[str]:
    """Kill a server so many times: counts of what was found."""
    counts: Counter[str] = Counter()
    for first in range(0, kills, KILLS_PER_FILE):
        with TemporaryDirectory() as folder:
            path = Path(folder) / "shop.sandbox"
            for number in range(first, min(first + KILLS_PER_FILE, kills)):
                counts += examine(path, crash(path, f"{seed}-{number}"))
    return counts


def main(words: list[str] | None = None) -> int:
    """Do it, and print the counts."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=20, help="how often")
    parser.add_argument("--seed", type=int, default=1, help="for another load")
    options = parser.parse_args(words)
    for name, count in run(options.kills, options.seed).items():
        print(f"{count:>7} {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
