"""What `python -m sandbox check` can be told."""

from argparse import ArgumentParser, ArgumentTypeError, RawTextHelpFormatter
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sandbox.doccheck.execute.jobs import SECONDS
from sandbox.doccheck.reports import covered
from sandbox.doccheck.reports.rows import plain
from sandbox.languages import LANGUAGES
from sandbox.languages.reading.problems import KINDS

FORMATS = {
    "text": "for people and editors: path:line:column language kind: message",
    "json": "everything, with each call that was read",
    "junit": "XML for servers that show test results",
    "markdown": "a table for a comment on a pull request",
    "github": "annotations in GitHub Actions",
}

LONGEST = 3600
"""Seconds that a snippet may take at most."""

EPILOG = """\
--fix mends what has one answer: a sign that is missing, a misspelled name, a value for
which at least three other tabs say another, all the same. Each change is made, read,
compared and run before it is shown; one that leaves its problem, or makes a new one, is
not. The diff of a page stands before the report, which tells what is left; it is on
standard output, or on standard error with another format than text. Nothing is written
without a yes: on a terminal it asks for each page, elsewhere, as in CI, --yes says it.

kinds of problems, as --fail-on takes them:
{kinds}

exit status: 0 nothing of what --fail-on names, 1 something of it, 2 a PATH that cannot
be used or written, or no example at all. What was mended and written is not counted;
what was only shown is."""


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


class Option(NamedTuple):
    """An option in words, and as `argparse` takes it; as it stands, a flag."""

    words: str
    taken: Mapping[str, Any] = {"action": "store_true"}


OPTIONS = {
    "paths": Option(
        "a page, or a folder of pages",
        {"nargs": "+", "type": Path, "metavar": "PATH"},
    ),
    "--format": Option(
        "\n".join(f"{name}: {what}" for name, what in FORMATS.items()),
        {"choices": list(FORMATS), "default": "text"},
    ),
    "--languages": Option(
        f"look at these alone: {','.join(LANGUAGES)}",
        {"type": some_of(LANGUAGES), "default": LANGUAGES, "metavar": "NAME,..."},
    ),
    "--fail-on": Option(
        "what makes the exit status 1: kinds, unsupported (a snippet in another\n"
        "language), any kind (the default), or nothing",
        {
            "type": some_of([*KINDS, "unsupported", "any", "nothing"]),
            "default": ("any",),
            "metavar": "KIND,...",
        },
    ),
    "--covered": Option(
        "instead of problems, show which operations have an example that is\n"
        f"right in which languages, as {' or '.join(covered.FORMATS)}",
    ),
    "--execute": Option(
        "really run snippets too, as they stand, where what runs their language\n"
        "and its SDK are there, and compare what they send with what they read as;\n"
        "without a network and with your files shut where the machine can do that,\n"
        "but with your rights: only for pages that you trust",
    ),
    "--time-limit": Option(
        f"stop a snippet that is really run after so long (default: {SECONDS:g})",
        {"type": seconds, "default": SECONDS, "metavar": "SECONDS"},
    ),
    "--fix": Option("show what can be mended as a diff, and write it after a yes"),
    "--yes": Option("say yes to all that --fix shows"),
}
"""What `check` can be told."""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what `check` can be told."""
    kinds = "\n".join(f"  {kind:10} {what}" for kind, what in KINDS.items())
    parser.formatter_class = RawTextHelpFormatter
    parser.epilog = EPILOG.format(kinds=kinds)
    for name, option in OPTIONS.items():
        parser.add_argument(name, help=option.words, **option.taken)
