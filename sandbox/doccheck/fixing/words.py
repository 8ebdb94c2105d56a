"""Words that may be misspelled, and the names that may have been meant.

>>> sorted(near("craete", {"create", "Create", "retrieve"}))
['Create', 'create']
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from sandbox.languages import STYLES, Call, write
from sandbox.languages.reading.known import FIELDS
from sandbox.languages.reading.slips.layout import tokens
from sandbox.languages.reading.slips.slip import Mend, place_of
from sandbox.languages.spelling import camel, pascal
from sandbox.operations import CATALOGUE

WORD = re.compile(r"(?<!\S)--?[a-zA-Z][\w-]*|\w+")
"""A word of code, or an option of curl."""

SHORT, LITTLE, FAR = 4, 1, 2
"""In words up to this length one letter may be wrong, in longer ones two.

Two letters exchanged are one that is wrong, and so are capitals, however many.
"""


def distance(word: str, other: str) -> int:
    """How many letters are wrong: left out, too much, another one, or two exchanged.

    >>> distance("craete", "create"), distance("Upate", "update"), distance("a", "a")
    (1, 2, 0)
    """
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(word, 1):
        rows.append([i])
        for j, its in enumerate(other, 1):
            steps = [
                rows[i - 1][j] + 1,
                rows[i][j - 1] + 1,
                rows[i - 1][j - 1] + (letter != its),
            ]
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == its:
                steps.append(rows[i - 2][j - 2] + 1)
            rows[i].append(min(steps))
    return rows[-1][-1]


def near(word: str, names: Collection[str]) -> Iterator[str]:
    """The names that a word can be a misspelling of."""
    far = LITTLE if len(word) <= SHORT else FAR
    for name in names:
        unlike = len({*word.lower()} ^ {*name.lower()})
        likely = abs(len(word) - len(name)) <= far and unlike <= 2 * far
        if likely and name != word and distance(word.lower(), name.lower()) <= far:
            yield name


@lru_cache
def vocabulary(language: str) -> frozenset[str]:
    """The names that code in a language says when it uses the SDK, in both styles."""
    said = {style(name) for name in FIELDS for style in (str, camel, pascal)}
    said |= {f"{verb}{pascal(name)}" for name in FIELDS for verb in ("Set", "set")}
    for operation in CATALOGUE:
        if operation.modelled:
            params = {"x": "y"} if operation.method == "POST" else {}
            call = Call(operation.name, dict.fromkeys(operation.ids, "x"), params)
            for style in STYLES:
                said |= {*WORD.findall(write(call, language, style))}
    return frozenset(said)


def respelled(code: str, language: str, names: Collection[str]) -> Iterator[Mend]:
    """Each way to write one word of code as a name that it is like.

    What the code says elsewhere is a name too: a variable has no other.
    """
    parts = [one for one in tokens(code, language) if one.kind != "comment"]
    own = {one.text for one in parts if one.kind == "word"}
    for part in parts:
        for found in WORD.finditer(part.text):
            place = place_of(code, part.start + found.start())
            for name in near(found[0], {*names, *own}):
                yield Mend(*place, name, found[0])
