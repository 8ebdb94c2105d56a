"""`python -m sandbox check`: the examples of pages, and what is wrong with them."""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawTextHelpFormatter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from sandbox.doccheck import Unreadable
from sandbox.doccheck.checking import Checker
from sandbox.doccheck.examples import Checked
from sandbox.doccheck.pages import Unsound, pages
from sandbox.doccheck.progress import Progress
from sandbox.doccheck.reports import covered
from sandbox.doccheck.reports.rows import plain
from sandbox.doccheck.reports.tally import Tally
from sandbox.languages import LANGUAGES
from sandbox.languages.reading.problems import KINDS, Problem

if TYPE_CHECKING:
    from sandbox.doccheck.execute import Executor

FORMATS = {
    "text": "for people and editors: path:line:column language kind: message",
    "json": "everything, with each call that was read",
    "junit": "XML for servers that show test results",
    "markdown": "a table for a comment on a pull request",
    "github": "annotations in GitHub Actions",
}
MODULES = {"json": "data"}
"""Which module of `reports/` writes a format, where it is not called like it."""

LONGEST = 3600
"""Seconds that a snippet may take at most."""

CLEAN, PROBLEMS, UNUSABLE, INTERRUPTED = 0, 1, 2, 130

EPILOG = """kinds of problems, as --fail-on takes them:
{kinds}

exit status: 0 nothing of what --fail-on names, 1 something of it, 2 a PATH that cannot
be used, or no example at all."""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what `check` can be told."""
    kinds = "\n".join(f"  {kind:10} {what}" for kind, what in KINDS.items())
    parser.formatter_class = RawTextHelpFormatter
    parser.epilog = EPILOG.format(kinds=kinds)
    parser.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        help="a page, or a folder of pages",
    )
    parser.add_argument(
        "--format",
        choices=list(FORMATS),
        default="text",
        help="\n".join(f"{name}: {what}" for name, what in FORMATS.items()),
    )
    parser.add_argument(
        "--languages",
        type=some_of(LANGUAGES),
        default=LANGUAGES,
        metavar="NAME,...",
        help=f"look at these alone: {','.join(LANGUAGES)}",
    )
    parser.add_argument(
        "--fail-on",
        type=some_of([*KINDS, "unsupported", "any", "nothing"]),
        default=("any",),
        metavar="KIND,...",
        help="what makes the exit status 1: kinds, unsupported (a snippet in another\n"
        "language), any kind (the default), or nothing",
    )
    parser.add_argument(
        "--covered",
        action="store_true",
        help="instead of problems, show which operations have an example that is\n"
        f"right in which languages, as {' or '.join(covered.FORMATS)}",
    )
    parser.add_argument(
        "--execute",
        action="store_true",
        help="really run curl, Python and Node snippets too, as they stand, and\n"
        "compare what they send with what they read as; without a network where the\n"
        "machine can do that, but with your rights: only for pages that you trust",
    )
    parser.add_argument(
        "--time-limit",
        type=seconds,
        default=10.0,
        metavar="SECONDS",
        help="stop a snippet that is really run after so long (default: 10)",
    )


def some_of(known: Collection[str]) -> Callable[[str], tuple[str, ...]]:
    """What reads names with commas between them."""

    def names(text: str) -> tuple[str, ...]:
        given = tuple(name.strip().lower() for name in text.split(",") if name.strip())
        strange = [name for name in given if name not in known]
        if strange or not given:
            message = f"{', '.join(strange) or 'nothing'} is none of {', '.join(known)}"
            raise ArgumentTypeError(plain(message))
        return given

    return names


def main(arguments: Namespace) -> int:
    """Check each page and report what was found as it is found."""
    if arguments.covered and arguments.format not in covered.FORMATS:
        ways = " or ".join(covered.FORMATS)
        told = f"--covered is shown as {ways}, not as {arguments.format}."
        print(told, file=sys.stderr)
        return UNUSABLE
    if not arguments.execute:
        return checked(arguments)
    try:
        executor = execute(arguments)
    except ModuleNotFoundError as absent:
        print(absent, file=sys.stderr)
        return UNUSABLE
    with executor:
        return checked(arguments, executor)


def seconds(text: str) -> float:
    """A time, in seconds.

    >>> seconds("2.5")
    2.5
    """
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= LONGEST:
        raise ArgumentTypeError(f"give seconds, more than 0 and up to {LONGEST}")
    return value


def execute(arguments: Namespace) -> "Executor":
    """What really runs snippets; what it cannot do here is said.

    Raises: ModuleNotFoundError without the packages of `[execute]`.
    """
    from sandbox.doccheck.execute import Executor

    executor = Executor(arguments.time_limit)
    for why in dict.fromkeys(executor.absent.values()):
        names = [name for name, own in executor.absent.items() if own == why]
        print(f"Not really run: {', '.join(names)}, since {why}.", file=sys.stderr)
    if not executor.offline:
        told = "The network cannot be cut off on this machine: curl, Python and Node"
        print(f"{told} snippets are kept from it one by one.", file=sys.stderr)
    return executor


def checked(arguments: Namespace, executor: "Executor | None" = None) -> int:
    """Check and report; with which status the command ends."""
    run = Checking(arguments.paths, arguments.languages, executor)
    name = arguments.format
    module = import_module(f"sandbox.doccheck.reports.{MODULES.get(name, name)}")
    lines = partial(covered.lines, name=name) if arguments.covered else module.lines
    try:
        for line in lines(run.found(), run.tally):
            run.progress.clear()
            write(line)
        sys.stdout.flush()
    except BrokenPipeError:  # as with `| head`: who reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return run.status(arguments.fail_on)


def write(line: str) -> None:
    """Print a line, whatever characters the output can carry."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    print(line.encode(encoding, "backslashreplace").decode(encoding))


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
        self._checker = Checker(languages, executor)
        self._unusable: list[str] = []
        self._named = set(paths)
        self.progress = Progress(0, sys.stderr)
        self._paths = [*self._pages(paths)]
        self.progress = Progress(len(self._paths), sys.stderr)

    def _pages(self, paths: Iterable[Path]) -> Iterator[Path]:
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
                self.progress.step(str(path))
                self.tally.pages += 1
                yield from self._of_page(path)
        except KeyboardInterrupt:
            self.tally.interrupted = True
        finally:
            self.progress.clear()

    def _of_page(self, path: Path) -> Iterator[Checked | Unsound]:
        try:
            for one in self._checker.check(path):
                self.tally.add(one)
                yield one
        except Unreadable as error:
            if path in self._named:
                self.tally.pages -= 1
                self._refuse(error)
            else:
                unsound = Unsound(str(path), Problem(1, 1, "file", f"It {error.why}"))
                self.tally.add(unsound)
                yield unsound

    def status(self, fail_on: Collection[str]) -> int:
        """With which status the command ends."""
        if self.tally.interrupted:
            return INTERRUPTED
        if self._unusable or not (self.tally.snippets or self.tally.problems):
            return UNUSABLE
        found = {kind for kind, number in self.tally.kinds.items() if number}
        if found:
            found.add("any")
        if self.tally.unsupported:
            found.add("unsupported")
        return PROBLEMS if found & set(fail_on) else CLEAN
