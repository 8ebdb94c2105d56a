"""What code looks like to somebody who does not know its grammar: its tokens.

This reads code that no grammar takes, and so a string ends in its line or not at all.

>>> [token.text for token in tokens("create(array('a' => 1)); // so", "php")]
['create', '(', 'array', '(', "'a'", '=>', '1', ')', ')', ';', '// so']
"""

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

SLASHED = r"//.*|/\*[\s\S]*?\*/"
COMMENTS = {
    "curl": r"(?<!\S)#.*",
    "ruby": r"#.*",
    "python": r"#.*",
    "php": SLASHED + r"|(?<!\S)#.*",
}
"""What a comment is where it is more or other than `SLASHED`."""

LONG_STRINGS = {
    "python": r'"""[\s\S]*?"""|' + r"'''[\s\S]*?'''",
    "java": r'"""[\s\S]*?"""',
    "node": r"`(?:\\.|[^`\\])*`",
    "go": r"`[^`]*`",
}
"""Strings that may go over several lines."""

STRINGS = r'"(?:\\.|[^"\\\n])*"' + r"|'(?:\\.|[^'\\\n])*'"
OPERATORS = r"[=!<>]==?|->|=>|::|:=|\$(?=\w)|&&|\|\||\?->|\?\."
CURL_WORDS = r"-[A-Za-z](?!\w)|https?://[^\s\\\"']+"

OPENERS = {"(": ")", "[": "]", "{": "}"}
QUOTES = "\"'`"
CLOSERS = {closer: opener for opener, closer in OPENERS.items()}


class Token(NamedTuple):
    """A token, where it starts, and what it is: comment, string, word or mark."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends: the index behind its last character."""
        return self.start + len(self.text)


@lru_cache(maxsize=8)
def lexer(language: str) -> re.Pattern[str]:
    """What tells the tokens of a language; blanks are none."""
    long = LONG_STRINGS.get(language)
    curl = CURL_WORDS + "|" if language == "curl" else ""
    return re.compile(
        rf"(?P<comment>{COMMENTS.get(language, SLASHED)})"
        rf"|(?P<string>{long + '|' if long else ''}{STRINGS})"
        rf"|(?P<word>{curl}\w+)|(?P<mark>{OPERATORS}|\S)"
    )


def tokens(code: str, language: str) -> list[Token]:
    """The tokens of some code; a quote without its other half is a mark."""
    return [
        Token(found.lastgroup or "mark", found[0], found.start())
        for found in lexer(language).finditer(code)
    ]


def shape(line: str, language: str) -> str:
    """What a line looks like: its marks, with each word and each string as one letter.

    >>> shape("  email: 'a@b.c',", "ruby")
    'w:s,'
    """
    letters = {"word": "w", "string": "s", "comment": ""}
    return "".join(letters.get(t.kind, t.text) for t in tokens(line, language))


def shapes(code: str, language: str) -> Counter[str]:
    """How many lines of some code have each shape."""
    return Counter(shape(line, language) for line in code.split("\n"))
