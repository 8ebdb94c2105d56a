"""What the sandbox covers, as the README shows it: read off the catalogue.

>>> print(table().splitlines()[2])
| tokens | create, retrieve |
"""

import inspect
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from sandbox.lessons.rules import wrapped
from sandbox.lessons.statements import statements
from sandbox.operations import CATALOGUE

BEGIN, END = "<!-- covered: python -m sandbox covered -->", "<!-- end of covered -->"


def add_arguments(parser: ArgumentParser) -> None:
    """Say what `covered` can be told."""
    parser.add_argument(
        "--long",
        action="store_true",
        help="say of each operation what it does, and where that is known from",
    )
    parser.add_argument(
        "--write",
        type=Path,
        metavar="README",
        help="put the table between its marks in this file",
    )


def main(arguments: Namespace) -> int:
    """Print the table, or bring the one in a README up to date."""
    if arguments.write is None:
        print("\n".join(at_length()) if arguments.long else table())
        return 0
    try:
        text = arguments.write.read_text("utf-8")
        arguments.write.write_text(renewed(text), "utf-8", newline="\n")
    except (OSError, ValueError) as problem:
        raise SystemExit(f"{arguments.write}: {problem}") from None
    return 0


def table() -> str:
    """The operations of the catalogue as a Markdown table, one row an object."""
    rows = ["| Object | Operations |", "|---|---|"]
    parted = [operation.name.rpartition(".") for operation in CATALOGUE]
    for owner, group in groupby(parted, key=lambda parts: parts[0]):
        names = ", ".join(name for _, _, name in group)
        shown = "the sandbox itself" if owner == "workbench" else owner
        rows.append(f"| {shown} | {names} |")
    return "\n".join(rows)


def at_length() -> Iterator[str]:
    """Each operation with its address, what it does, and where that is known from."""
    for operation in CATALOGUE:
        yield str(operation)
        yield wrapped("    ", operation.summary)
        for _, kind, source in statements(inspect.getdoc(operation.handler) or ""):
            yield wrapped("    ", f"{kind}: {source}")


def renewed(readme: str) -> str:
    """A README with the table between its two marks made anew.

    Raises: ValueError when the marks are not there.
    """
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        message = f"The README has no place for the table: put {BEGIN} and {END} in it."
        raise ValueError(message)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"
