"""Every change of one token that somebody may have meant.

>>> {edit.of("f(a") for edit in edits("f(a", "python")} >= {"f(a)", "f(a,", "fa"}
True
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sandbox.languages.reading.slips.layout import (
    CLOSERS,
    OPENERS,
    QUOTES,
    Token,
    tokens,
)

MARKS = {
    "curl": "\" '",
    "ruby": ") } ] ( { [ : , \" ' => = . ::",
    "python": ") } ] ( { [ = , \" ' : .",
    "php": "; ) ] } ( [ { => , \" ' -> :: = $",
    "java": '; ) } ] ( { [ , " . = new',
    "node": ") } ] ( { [ : , \" ' ` . = => ; function",
    "go": ') } ] ( { [ : , " ` = := . &',
}
"""The tokens that code may have lost; of two that do equally, the first is meant."""

SPACED = ("=", "=>", ":=", "new", "function")
"""What has a blank on both sides: where two blanks are left, it stood in between."""

BEFORE = {"new": "[A-Z]", "function": r"\("}
"""What stands behind the words among the tokens."""

AHEAD = ("$", "&", "new", "function", *OPENERS)
"""What stands close to the token behind it; others stand close to the one before."""


WORDS = {"array", "function"}
"""What may hide in a word, though the code has it nowhere else."""

LONGEST = 60
"""No name of an API is longer: a longer word is none, and not taken apart."""


class Edit(NamedTuple):
    """A change of one token: what is put in the place of what, by index."""

    start: int
    end: int
    insert: str

    def of(self, code: str) -> str:
        """The code after the change."""
        return code[: self.start] + self.insert + code[self.end :]

    def mark(self, code: str) -> str:
        """The token that the change is about."""
        return self.insert.strip() or code[self.start : self.end]


def edits(code: str, language: str) -> Iterator[Edit]:
    """The insertions of a token at each place, and the removals of each token."""
    marks = MARKS[language].split()
    found = tokens(code, language)
    for start, end in gaps(code, [t for t in found if t.kind != "comment"]):
        for mark in marks:
            if mark not in QUOTES and re.match(
                BEFORE.get(mark, ""), code[end : end + 1]
            ):
                yield inserted(code, start, end, mark)
    for index in edges(code, found):
        for mark in marks:
            if mark in QUOTES:
                yield Edit(index, index, mark)
    for token in found:
        if token.kind == "mark":
            yield Edit(token.start, token.end, "")


def inserted(code: str, start: int, end: int, mark: str) -> Edit:
    """A mark, put into a gap where it is usually written."""
    if mark in SPACED and code[start:end] == "  ":
        return Edit(start + 1, start + 1, mark)
    if mark not in AHEAD:
        return Edit(start, start, mark)
    index = start + len(code[start:end].split("\n", maxsplit=1)[0])
    return Edit(index, index, mark + " " if mark.isalpha() else mark)


def gaps(code: str, found: list[Token]) -> Iterator[tuple[int, int]]:
    """Where a token may stand: between two others, or where one parts two words."""
    before = 0
    names = {token.text for token in found if token.kind == "word"} | WORDS
    for token in found:
        yield from gap(code, before, token.start)
        if token.kind == "word":
            for at in seams(token.text, names):
                yield token.start + at, token.start + at
        before = token.end
    yield from gap(code, before, max(len(code.removesuffix("\n")), before))


def seams(word: str, names: set[str]) -> list[int]:
    """Where a word falls into two, one of which the code has elsewhere too.

    >>> seams("createparams", {"params"})
    [6]
    """
    inside = range(3, len(word) - 2) if len(word) <= LONGEST else range(0)
    return [at for at in inside if word[at:] in names or word[:at] in names]


def gap(code: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    r"""The places between two tokens: behind one, on blank lines, before the next.

    >>> list(gap("f(\n\n)", 2, 4)), list(gap("f  = 1", 1, 3))
    ([(2, 2), (3, 3), (4, 4)], [(1, 3)])
    """
    first, *lines = code[start:end].split("\n")
    if not lines:
        yield start, end
        return
    yield start, start
    at = start + len(first) + 1
    for line in lines[:-1]:
        if not line.strip():
            yield at, at
        at += len(line) + 1
    yield end, end


def edges(code: str, found: list[Token]) -> Iterator[int]:
    """Where a quote may stand: on the border of a word, and not in a comment."""
    comments = [token for token in found if token.kind == "comment"]
    hidden = {i for token in comments for i in range(token.start + 1, token.end + 1)}
    for index in range(len(code) + 1):
        around = code[max(index - 1, 0) : index + 1]
        if index not in hidden and not re.fullmatch(r"\w\w|\s\s", around):
            yield index


def suspects(code: str, language: str) -> set[str]:
    """The tokens of which code has too few or too many, as it looks.

    A quote without its other half tells of nothing but quotes; else a bracket without
    one tells of such brackets, and of no other.

    >>> sorted(suspects("f([1)", "python")), sorted(suspects("f('a)", "python"))
    (['[', ']'], ['"', "'"])
    """
    marks = [token.text for token in tokens(code, language) if token.kind == "mark"]
    known = set(MARKS[language].split())
    if any(mark in QUOTES for mark in marks):
        return known & set(QUOTES)
    uneven = [(o, c) for o, c in OPENERS.items() if marks.count(o) != marks.count(c)]
    odd = {bracket for pair in uneven for bracket in pair}
    return odd or known - {*OPENERS, *CLOSERS, *QUOTES}
