r"""How odd code looks: what tells a likely mend from one that merely parses.

>>> crooked("create(\\n  1,\\n)", "php"), crooked("create(\\n  1,\\n", "php")
(0, 1)
"""

import re
from itertools import takewhile
from typing import NamedTuple

from sandbox.languages.reading.slips.layout import (
    CLOSERS,
    OPENERS,
    QUOTES,
    Token,
    tokens,
)


class Open(NamedTuple):
    """A bracket that is open: the indentation of its line, and if nothing follows."""

    bracket: str
    indent: int
    last: bool


def crooked(code: str, language: str) -> int:
    """How many lines stand at a depth that the brackets before them do not explain.

    Each bracket without its other half, and each quote without one, counts too.
    """
    stack: list[Open] = []
    wrong = 0
    for line in code.split("\n"):
        if line.strip():
            marks = [t for t in tokens(line, language) if t.kind != "comment"]
            wrong += misplaced(line, marks, stack)
    return wrong + len(stack)


def misplaced(line: str, marks: list[Token], stack: list[Open]) -> int:
    """What is wrong with one line, below the brackets that are open; it changes those.

    A bracket that opens at the end of a line is closed at the start of one.
    """
    indent = len(line) - len(line.lstrip())
    depth = stack[-1].indent if stack else -1
    texts = [token.text for token in marks]
    leading = len(list(takewhile(CLOSERS.__contains__, texts)))
    trailing = len(list(takewhile(OPENERS.__contains__, reversed(texts))))
    wrong = sum(t.kind == "mark" and t.text in QUOTES for t in marks)
    if leading:
        wrong += bool(stack) and indent != depth
    else:
        wrong += indent <= depth if stack else indent > 0
    for index, text in enumerate(texts):
        if text in OPENERS:
            stack.append(Open(text, indent, index >= len(texts) - trailing))
        elif text in CLOSERS:
            opened = stack.pop() if stack else Open("", indent, last=False)
            wrong += opened.bracket != CLOSERS[text]
            wrong += opened.last and index >= leading
    return wrong


ODD = [
    re.compile(pattern)
    for pattern in (
        r"[\w.>:]\x01|\x01[\w\x01(]",  # a string that touches a name or another
        r",\s*[)\]}]|[(\[{]\s*,|,[^\s)\]}]|,\s*=",
        r"(?:^\s*|[=,.(]\s*)\(|[)\]}]\s*\(?\w",  # nothing is called
        r"(?:\.|->|::)(?:[^\w\s.]|\s|$)",
        r"^\s*[({\[].*\S|^\s*\.|^\s*\}\}",
        r"\S  +\S",
        r";\s*\S",
        r"&[\x01\d]|\.\w+ :=",
    )
]
"""What hardly anyone writes in a line, its strings left out."""

ODD_STRING = re.compile(r".[\s,]|.-|.$|.*([\s,:;({\[=]|\W\W).$|.*[=(){}\\]|..$")


def awkward(line: str, language: str) -> int:
    """How many things in a line are as hardly anyone writes them.

    >>> [awkward(line, "node") for line in ('f("a", b)', 'f("a, "b)', '(f)("a")')]
    [0, 2, 2]
    """
    found = tokens(line, language)
    strings = [token.text for token in found if token.kind == "string"]
    for token in reversed(found):
        hidden = {"string": "\x01", "comment": ""}.get(token.kind)
        if hidden is not None:
            line = line[: token.start] + hidden + line[token.end :]
    odd = sum(len(pattern.findall(line.rstrip())) for pattern in ODD)
    return odd + sum(bool(ODD_STRING.match(text)) for text in strings)
