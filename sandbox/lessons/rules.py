"""Where each rule is known from: every public source, and every assumption, by file.

>>> counted([rule for rule in rules() if rule.name == "check_digit_fits"])
'1 with a public source, as read on 2026-11-23; 0 assumed.'
"""

import json
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import fill

from sandbox.lessons.statements import Rule, rules, unfounded

WIDTH = 88
READ = "2026-11-23"
"""When the public sources were read, where a source has no date of its own."""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what `rules` can be told."""
    parser.add_argument(
        "--assumed", action="store_true", help="only what is assumed, and not published"
    )
    parser.add_argument(
        "--json", action="store_true", help="the same for a program to read"
    )


def main(arguments: Namespace) -> int:
    """Print the rules; 1 when something names no source that has to."""
    found, without = rules(), unfounded()
    chosen = [rule for rule in found if not arguments.assumed or rule.kind == "Assumed"]
    if arguments.json:
        print(as_json(chosen, without))
    else:
        print("\n".join([*listed(chosen), *named(without), counted(found)]))
    return 1 if without else 0


def listed(found: Iterable[Rule]) -> Iterator[str]:
    """The rules, file by file; one that is known from two places stands once."""
    for file, group in groupby(found, key=lambda rule: rule.file):
        yield file
        for (line, name, says), one in groupby(group, key=lambda rule: rule[1:4]):
            yield wrapped(f"{line:>6}  ", ": ".join(filter(None, [name, says])))
            for rule in one:
                yield wrapped(" " * 8, f"{rule.kind}: {rule.source}")
        yield ""


def wrapped(before: str, text: str) -> str:
    """A text in lines that a terminal has room for."""
    return fill(text, WIDTH, initial_indent=before, subsequent_indent=" " * 10)


def named(without: Iterable[Rule]) -> Iterator[str]:
    """What names no source, and where it stands."""
    for rule in without:
        yield f"{rule.file}:{rule.line}: {rule.name} names no source."


def counted(found: list[Rule]) -> str:
    """How many rules there are of either kind."""
    kinds = Counter(rule.kind for rule in found)
    public = f"{kinds['Source']} with a public source, as read on {READ}"
    return f"{public}; {kinds['Assumed']} assumed."


def as_json(found: list[Rule], without: list[Rule]) -> str:
    """The rules as one JSON object."""
    body = {
        "rules": [rule._asdict() for rule in found],
        "count": Counter(rule.kind for rule in found),
        "without": [rule._asdict() for rule in without],
    }
    return json.dumps(body, indent=2)
