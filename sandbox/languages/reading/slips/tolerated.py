r"""What a grammar takes in silence, and the language itself does not.

>>> from sandbox.languages.reading.syntax.grammars import parse
>>> code = "curl https://api.stripe.com/v1/charges\n  -d amount=1099"
>>> [(slip.line, slip.hint) for slip in tolerated(code, "curl", parse(code, "curl"))]
[(1, 'Put \\ at the end of the line.')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from sandbox.languages.reading.slips import own
from sandbox.languages.reading.slips.slip import Mend, Slip, place_of
from sandbox.languages.reading.slips.text import TEXTS, Rule, Text
from sandbox.languages.reading.syntax.nodes import word

if TYPE_CHECKING:
    from tree_sitter import Tree

STRAIGHT = dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb\u2033", '"') | dict.fromkeys(
    "\u2018\u2019\u201a\u2032", "'"
)
BLANKS = dict.fromkeys("\u00a0\u2007\u2009\u202f\u3000", " ") | dict.fromkeys(
    "\u200b\u200c\u200d\u2060\ufeff", ""
)

SLASHED = re.compile(r"\\\s*$")
"""The end of a line that the next one goes on with."""


def foreign(text: Text) -> Iterator[Slip]:
    """Quotes and blanks of a word processor: code reads them as parts of names.

    Within strings and comments they are text like any other.
    """
    for index, letter in enumerate(text.code):
        plain = STRAIGHT.get(letter, BLANKS.get(letter))
        if plain is None or index in text.spoken:
            continue
        place = place_of(text.code, index)
        mend = (Mend(*place, plain, letter),)
        if letter in STRAIGHT:
            message = f"The quote {letter} is none that code is written with."
            yield Slip(*place, message, f"Write {plain} instead.", mend)
        else:
            message = f"A blank of another kind (U+{ord(letter):04X}) stands here."
            yield Slip(*place, message, "Write a plain blank, or none.", mend)


def blank_behind(text: Text) -> Iterator[Slip]:
    r"""A blank behind the last `\` of a line of curl: the command ends there."""
    for found in re.finditer(r"\\([ \t]+)\n(?=[ \t]*\S)", text.code):
        if found.start() not in text.spoken:
            place = place_of(text.code, found.start(1))
            message = "A blank behind the \\ ends the command in this line."
            hint = "Take the blank behind \\ away."
            yield Slip(*place, message, hint, (Mend(*place, "", found[1]),))


def unjoined(text: Text) -> Iterator[Slip]:
    r"""An option or an address that begins a command: the line before lost its `\`."""
    for node in text.nodes("command_name"):
        if not word(node).startswith(("-", "http://", "https://")):
            continue
        row = node.start_point[0]
        above = (f"{text.lines[at]} " for at in range(row - 1, -1, -1))
        blank = sum(1 for _ in takewhile(str.isspace, above))
        line = text.lines[row - blank - 1] if row > blank else "\\"
        if SLASHED.search(line):
            continue
        place = row - blank, len(line) + 1
        lost = "\\" if line.endswith((" ", "\t")) else " \\"
        message = "The command ends in this line: a \\ is missing."
        hint = "Put \\ at the end of the line."
        mends = () if blank else (Mend(*place, lost),)
        yield Slip(*place, message, hint, mends)


CODE = {
    "curl": re.compile(r"^\s*-\w\b.*[=:\\]"),
    "ruby": re.compile(r"=>|^\s+\w+: |[({;]$|^\s*[)}\]]"),
    "php": re.compile(r"=>|->|::|^\s*\$\w+ =|[({;]$|^\s*[)}\]]"),
}
"""What a line looks like that is code, and no part of a string over several lines."""


def torn(text: Text) -> Iterator[Slip]:
    """A string that goes on over lines of code: one of its quotes is lost."""
    for node in text.nodes(*TEXTS):
        first, *rest = word(node).split("\n")
        if first[:1] in ("'", '"') and any(map(CODE[text.language].search, rest)):
            message = f"The string that {first[0]} begins here ends in another line."
            hint = f"Put the other {first[0]} into this line."
            yield Slip(*text.start(node), message, hint)


LOOKS: dict[str, tuple[Rule, ...]] = {"curl": (foreign, blank_behind)}
"""What is looked for in code that is broken, too: it needs no tree."""

RULES: dict[str, tuple[Rule, ...]] = {
    "curl": (unjoined, torn),
    "ruby": (torn, own.key_twice),
    "python": (own.refused, own.key_twice),
    "php": (torn,),
    "java": (own.long_character,),
    "node": (own.declared_twice, own.plain_await, own.comma_twice),
    "go": (own.no_comma, own.late_operator, own.late_brace, own.key_twice),
}
"""What is looked for in each language beyond its grammar, where that is content."""


def tolerated(code: str, language: str, tree: Tree) -> list[Slip]:
    """The slips in code that its grammar takes in silence, in their order."""
    text = Text(code, language, tree)
    rules = LOOKS.get(language, (foreign,))
    if not tree.root_node.has_error:
        rules += RULES[language]
    return sorted(slip for rule in rules for slip in rule(text))
