"""What becomes of one defect at a time, in a page without any, when it is mended.

`python -m tests.doccheck.fixing.mended` prints how many become exactly what stood
there, by kind and language; `--other` lists those that became something else, `--left`
those that were left alone, `--all` tries every place instead of a few.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from sandbox.doccheck.checking import Checker
from sandbox.doccheck.continuing import Past
from sandbox.doccheck.fixing.proving import Mending
from sandbox.doccheck.pages import Snippet, snippets
from sandbox.doccheck.running import Runner
from sandbox.languages import LANGUAGES
from tests.doccheck.defects import (
    A_FEW,
    AROUND,
    Defect,
    corrected,
    defects,
    injected,
    written,
)


class Outcome(NamedTuple):
    """A defect, and whether it became what stood there, something else, or stayed."""

    defect: Defect
    became: str
    lines: tuple[str, ...] = ()


def examples(lines: Sequence[str]) -> Iterator[list[Snippet]]:
    """The examples of a page."""
    with tempfile.TemporaryDirectory() as folder:
        for tabs in Checker().examples([*snippets(written(folder, lines))]):
            yield [tab for tab in tabs if isinstance(tab, Snippet) and tab.language]


def outcome(right: Sequence[Snippet], defect: Defect, runner: Runner) -> Outcome:
    """What the example with a defect in it becomes; no other is looked at."""
    before: list[Snippet] = []
    after: list[Snippet] = []
    for tabs in examples(injected(corrected(), defect)):
        before += tabs
        near = any(abs(tab.line - defect.first) < AROUND for tab in tabs)
        after += Mending(tabs, Past(), runner).mend() if near else tabs
    if after == before:
        return Outcome(defect, "left")
    strange = [*differing(after, right)]
    return Outcome(defect, "other" if strange else "exact", tuple(strange))


def differing(ones: Sequence[Snippet], others: Sequence[Snippet]) -> Iterator[str]:
    """The lines of code that are not as they are to be."""
    for one, other in zip(ones, others, strict=True):
        lines = zip_longest(one.code.split("\n"), other.code.split("\n"))
        yield from (f"{is_now}" for is_now, was in lines if is_now != was)


def outcomes(*, few: int | None = A_FEW) -> Iterator[Outcome]:
    """The outcome of every defect."""
    right = [tab for tabs in examples(corrected()) for tab in tabs]
    runner = Runner()
    for defect in defects(corrected(), few=few):
        yield outcome(right, defect, runner)


def table(found: Sequence[Outcome]) -> Iterator[str]:
    """By kind and language: mended exactly, to something else, left, of all."""
    kinds = dict.fromkeys(one.defect.kind for one in found)
    yield line("exact/other/left", [*LANGUAGES, "all"])
    for kind in kinds:
        own = [one for one in found if one.defect.kind == kind]
        yield line(kind, [*cells(own)])
    yield line("all", [*cells(found)])


def line(name: str, cells: Sequence[str]) -> str:
    """A row of the table."""
    return f"{name:24}" + "".join(f"{cell:>11}" for cell in cells)


def cells(found: Sequence[Outcome]) -> Iterator[str]:
    """The counts in each language, and in all."""
    for language in LANGUAGES:
        yield counts(one for one in found if one.defect.language == language)
    yield counts(found)


def counts(found: Iterable[Outcome]) -> str:
    """How many became what stood there, something else, or were left alone."""
    all_of_them = [one.became for one in found]
    if not all_of_them:
        return "-"
    return "/".join(str(all_of_them.count(name)) for name in ("exact", "other", "left"))


def in_words(one: Outcome) -> str:
    """A defect that did not become what stood there, and what it became."""
    changes = {at: (text or "").strip() for at, text in one.defect.changes.items()}
    became = " ".join([one.became, *one.lines])
    return f"{one.defect.kind}, {one.defect.language}, {changes}: {became}"


def main(words: Sequence[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--all", action="store_true", help="every place of each kind")
    parser.add_argument("--other", action="store_true", help="list what became strange")
    parser.add_argument("--left", action="store_true", help="list what was left")
    arguments = parser.parse_args(words)
    found = list(outcomes(few=None if arguments.all else A_FEW))
    print("\n".join(table(found)))
    listed = {name for name in ("other", "left") if getattr(arguments, name)}
    print(*(in_words(one) for one in found if one.became in listed), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
