"""What the sandbox covers, as the README shows it: its operations, and their rules.

>>> table().splitlines()[2].startswith("tokens | create, retrieve | ")
True
"""

import inspect
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from itertools import groupby
from pathlib import Path

from sandbox.lessons.rules import wrapped
from sandbox.lessons.statements import Rule, place, rules, statements
from sandbox.operations import CATALOGUE

HEADING = "Object | Operations | Rules (published+assumed)"
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
    except OSError as problem:
        told = f"{arguments.write} cannot be brought up to date: {problem.strerror}."
        raise SystemExit(told) from None
    except ValueError as problem:
        raise SystemExit(f"{arguments.write}: {problem}") from None
    return 0


def table() -> str:
    """The operations and the rules of each object, as a Markdown table.

    Rules are counted in the files that answer for an object, and in the last row those
    of all other files.
    """
    lines, found = [HEADING, "---|---|---"], rules()
    others = {rule.file for rule in found}
    for owner, group in groupby(CATALOGUE, key=lambda one: one.name.rpartition(".")[0]):
        operations = list(group)
        names = ", ".join(one.name.rpartition(".")[2] for one in operations)
        files = {place(one.handler)[0] for one in operations}
        shown = "the sandbox itself" if owner == "workbench" else owner
        lines.append(f"{shown} | {names} | {tally(found, files)}")
        others -= files
    return "\n".join([*lines, f"what they share | | {tally(found, others)}"])


def tally(found: Iterable[Rule], files: Container[str]) -> str:
    """How many rules of these files have a public source, and how many are assumed.

    >>> tally(rules(), {"sandbox/masking.py"})
    '2+0'
    """
    kinds = Counter(rule.kind for rule in found if rule.file in files)
    return f"{kinds['Source']}+{kinds['Assumed']}"


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
