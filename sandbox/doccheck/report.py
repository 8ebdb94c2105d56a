"""`python -m sandbox check`: the examples of pages, and what is wrong with them."""

import os
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from sandbox.doccheck import Unreadable
from sandbox.doccheck.checking import Checker
from sandbox.doccheck.examples import Checked
from sandbox.doccheck.fixing.offering import Offer
from sandbox.doccheck.options import FORMATS, add_arguments
from sandbox.doccheck.pages import Unsound, pages
from sandbox.doccheck.pages.found import passed_over, unsound
from sandbox.doccheck.progress import Progress
from sandbox.doccheck.reports import covered
from sandbox.doccheck.reports.rows import plain
from sandbox.doccheck.reports.tally import Tally, counted
from sandbox.errors import NotInstalled

if TYPE_CHECKING:
    from sandbox.doccheck.execute import Executor

__all__ = ["FORMATS", "add_arguments", "main"]

MODULES = {"json": "data"}
"""Which module of `reports/` writes a format, where it is not called like it."""

CLEAN, PROBLEMS, UNUSABLE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Namespace) -> int:
    """Check each page and report what was found as it is found."""
    if arguments.yes and not arguments.fix:
        print("--yes says yes to what --fix shows: add --fix.", file=sys.stderr)
        return UNUSABLE
    if arguments.covered and arguments.format not in covered.FORMATS:
        ways = " or ".join(covered.FORMATS)
        told = f"--covered is shown as {ways}, not as {arguments.format}."
        print(told, file=sys.stderr)
        return UNUSABLE
    if not arguments.execute:
        return checked(arguments)
    try:
        executor = execute(arguments)
    except NotInstalled as absent:
        print(absent, file=sys.stderr)
        return UNUSABLE
    with executor:
        return checked(arguments, executor)


def execute(arguments: Namespace) -> "Executor":
    """What really runs snippets; what it cannot do here is said.

    Raises: NotInstalled without the packages of `[execute]`.
    """
    from sandbox.doccheck.execute import Executor

    executor = Executor(arguments.time_limit)
    for why in dict.fromkeys(executor.absent.values()):
        names = [name for name, own in executor.absent.items() if own == why]
        print(f"Not really run: {', '.join(names)}, since {why}.", file=sys.stderr)
    if not executor.offline:
        told = "The network cannot be cut off on this machine: snippets are kept from"
        print(f"{told} it one by one.", file=sys.stderr)
    if not executor.sealed:
        told = "Files cannot be shut away on this machine: a snippet can change yours."
        print(told, file=sys.stderr)
    return executor


def checked(arguments: Namespace, executor: "Executor | None" = None) -> int:
    """Check and report; with which status the command ends."""
    run = Checking(arguments.paths, arguments.languages, executor)
    run.offer = offer(arguments, run.progress) if arguments.fix else None
    name = arguments.format
    module = import_module(f"sandbox.doccheck.reports.{MODULES.get(name, name)}")
    lines = partial(covered.lines, name=name) if arguments.covered else module.lines
    try:
        for line in lines(run.found(), run.tally):
            run.progress.clear()
            write(line)
        if run.offer:
            run.offer.say(run.offer.in_words)
        sys.stdout.flush()
    except NotInstalled as absent:
        print(absent, file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:  # as with `| head`: who reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return run.status(arguments.fail_on)


def offer(arguments: Namespace, progress: Progress) -> Offer:
    """What `--fix` does: it asks on a terminal, and elsewhere only --yes writes."""
    stream = sys.stdout if arguments.format == "text" else sys.stderr

    def say(line: str) -> None:
        progress.clear()
        write(line, stream)

    def ask(question: str) -> str:
        print(question, end="", file=stream, flush=True)
        return sys.stdin.readline()

    asks = not arguments.yes and sys.stdin.isatty() and stream.isatty()
    answer = "y" if arguments.yes else "n"
    return Offer(arguments.languages, say, answer=answer, ask=ask if asks else None)


def write(line: str, stream: TextIO | None = None) -> None:
    """Print a line, whatever characters the output can carry."""
    stream = stream or sys.stdout
    encoding = getattr(stream, "encoding", None) or "utf-8"
    print(line.encode(encoding, "backslashreplace").decode(encoding), file=stream)


class Checking:
    """One run of the command: which pages, what was counted, and how it ended."""

    def __init__(
        self,
        paths: Sequence[Path],
        languages: Collection[str],
        executor: "Executor | None" = None,
    ) -> None:
        """Find the pages."""
        self.tally = Tally()
        self.offer: Offer | None = None
        self._checker = Checker(languages, executor)
        self._unusable: list[str] = []
        self._named = set(paths)
        self.progress = Progress(0, sys.stderr)
        self._paths = [*self._pages(paths)]
        others = sum(map(passed_over, paths), Counter[str]())
        for suffix, number in sorted(others.items()):
            told = f"Not read, since no page ends in {suffix}"
            print(f"{told}: {counted(number, 'file')}.", file=sys.stderr)
        self.progress = Progress(len(self._paths), sys.stderr)

    def _pages(self, paths: Iterable[Path]) -> Iterator[Path | Unsound]:
        for path in paths:
            try:
                yield from pages(path)
            except Unreadable as error:
                self._refuse(error)

    def _refuse(self, error: Unreadable) -> None:
        self.progress.clear()
        self._unusable.append(str(error))
        print(plain(str(error)), file=sys.stderr)

    def found(self) -> Iterator[Checked | Unsound]:
        """Everything, page by page; after Ctrl-C, what was found until then."""
        try:
            for path in self._paths:
                if isinstance(path, Unsound):
                    self.tally.add(path)
                    yield path
                    continue
                self.progress.step(str(path))
                yield from self._of_page(path)
        except KeyboardInterrupt:
            self.tally.interrupted = True
        finally:
            self.progress.clear()

    def _of_page(self, path: Path) -> Iterator[Checked | Unsound]:
        self.tally.pages += 1
        if self.offer:
            self.offer.of(path)
        try:
            for one in self._checker.check(path):
                self.tally.add(one)
                yield one
        except Unreadable as error:
            if path in self._named:
                self.tally.pages -= 1
                self._refuse(error)
            else:
                self.tally.add(untold := unsound(error))
                yield untold

    def status(self, fail_on: Collection[str]) -> int:
        """With which status the command ends."""
        if self.tally.interrupted:
            return INTERRUPTED
        unwritten = self.offer.refused if self.offer else ()
        nothing = not (self.tally.snippets or self.tally.problems)
        if self._unusable or unwritten or nothing:
            return UNUSABLE
        found = {kind for kind, number in self.tally.kinds.items() if number}
        if found:
            found.add("any")
        if self.tally.unsupported:
            found.add("unsupported")
        return PROBLEMS if found & set(fail_on) else CLEAN
