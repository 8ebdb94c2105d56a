"""A process of its own that works on a sandbox file, as it is told: `Clerk()`.

It reads lines of JSON: the name of a file, which it opens; then a list of requests,
which it sends at the same time, each from a thread of its own. It answers each line
with one.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from typing import Any, NamedTuple, Self

from sandbox import Sandbox
from sandbox.wire import Headers, Params
from tests.asking import Answer, ask
from tests.tree import PROJECT

PATIENCE = 60
"""Seconds after which a test that waits has failed."""


class Post(NamedTuple):
    """A request: where it goes, what it says, and its idempotency key, if any."""

    path: str
    sent: Params
    key: str | None = None

    def send(self, sandbox: Sandbox) -> Answer:
        """Send it to a sandbox of this process."""
        return ask(sandbox, "POST", self.path, self.sent, Idempotency_Key=self.key)


def at_once(sandbox: Sandbox, posts: list[Post]) -> list[Answer]:
    """Send requests at the same time, each from a thread of its own."""
    together = threading.Barrier(len(posts))

    def one(post: Post) -> Answer:
        together.wait(timeout=PATIENCE)
        return post.send(sandbox)

    with ThreadPoolExecutor(len(posts)) as threads:
        return list(threads.map(one, posts, timeout=PATIENCE))


class Clerk:
    """Another process, and the pipe to it."""

    def __init__(self) -> None:
        """Start it."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.clerk"],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=PATIENCE)

    def tell(self, line: object) -> None:
        """Tell it something, without waiting for the answer."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(line) + "\n")
        self._process.stdin.flush()

    def hear(self) -> Any:
        """Its answer to the first line that is not answered yet."""
        assert self._process.stdout
        return json.loads(self._process.stdout.readline())


@contextmanager
def clerks(number: int) -> Iterator[list[Clerk]]:
    """So many clerks, who end when nobody needs them any more."""
    with ExitStack() as stack:
        yield [stack.enter_context(Clerk()) for _ in range(number)]


def work(lines: Iterable[str]) -> None:
    """Do what the lines say: the life of a clerk."""
    for line in lines:
        told = json.loads(line)
        try:
            sandbox = Sandbox(told)
        except ValueError as error:
            say(str(error))
            continue
        with closing(sandbox):
            say("open")
            posts = [Post(*post) for post in json.loads(next(iter(lines)))]
            say(
                [(one.status, one.body, one.headers) for one in at_once(sandbox, posts)]
            )


def say(answer: object) -> None:
    """Answer a line."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def understood(answers: list[Any]) -> list[Answer]:
    """The answers to requests, as a clerk says them."""
    return [Answer(status, body, Headers(fields)) for status, body, fields in answers]


if __name__ == "__main__":
    work(sys.stdin)
