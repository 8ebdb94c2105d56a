"""The process in which snippets run: begun at once, and again when it dies."""

import subprocess
import sys
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

from pydantic_core import from_json, to_json

from sandbox.doccheck.execute.jobs import SECONDS, Job, Ran, Sent
from sandbox.doccheck.execute.offline import alone
from sandbox.transport import serve

NEEDS = (*serve.NEEDS, "trustme")
INSTALL = 'pip install "sources-sandbox[execute]"'
WORKER = (sys.executable, "-m", "sandbox.doccheck.execute.worker")


class Executor:
    """Runs snippets, one after another, until its block ends.

    `offline` tells whether no snippet can reach the network, and `sealed` whether none
    can change a file that is not its own; `absent` the languages that cannot be run on
    this machine, with the reason.
    Raises: ModuleNotFoundError when a package is missing, which says what to install.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        """Begin the process; a snippet may take so long if its job says no other."""
        serve.demand(NEEDS, to="Running snippets", install=INSTALL)
        self.seconds = seconds
        self._folder = TemporaryDirectory(prefix="sandbox-", ignore_cleanup_errors=True)
        self._begin()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process, and what it runs."""
        self._process.kill()
        self._process.communicate()
        self._folder.cleanup()

    def run(self, job: Job) -> Ran:
        """Run a snippet, and say which requests it sent.

        Raises: LookupError for a language of which `absent` says why not.
        """
        if why := self.absent.get(job.language):
            raise LookupError(why)
        answer = self._ask(job)
        if answer is None:
            self._process.communicate()
            self._begin()
            return Ran((), "took the whole process down with it", "")
        return Ran(
            tuple(Sent(*one) for one in answer["requests"]),
            answer["ended"],
            answer["said"],
        )

    def _begin(self) -> None:
        """Begin the process, cut off from the network where that can be done."""
        self._process = subprocess.Popen(  # noqa: S603 - a module of ours
            [*alone(), *WORKER, self._folder.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is ours to answer
        )
        greeting = self._heard()
        if greeting is None:
            message = "Snippets cannot be run: their process did not begin."
            raise OSError(message)
        self.offline: bool = greeting["offline"]
        self.sealed: bool = greeting["sealed"]
        self.absent: dict[str, str] = greeting["absent"]

    def _ask(self, job: Job) -> dict[str, Any] | None:
        """What the process answers; None where it is gone."""
        assert self._process.stdin is not None  # noqa: S101 - it was asked for
        try:
            self._process.stdin.write(to_json(job._asdict()) + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            return None
        return self._heard()

    def _heard(self) -> dict[str, Any] | None:
        assert self._process.stdout is not None  # noqa: S101 - it was asked for
        line = self._process.stdout.readline()
        return from_json(line) if line.endswith(b"\n") else None
