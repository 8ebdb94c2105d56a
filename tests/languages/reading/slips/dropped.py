"""Sound code with one token dropped: what the placing of slips is measured with.

>>> [(drop.token, drop.line, drop.code) for drop in drops("f(a)", "python")]
[('(', 1, 'fa)'), (')', 1, 'f(a')]
"""

from collections.abc import Iterator
from typing import NamedTuple

from sandbox.languages.reading.slips.layout import tokens
from tests.languages.reading.snippets import SNIPPETS, Snippet

MARKS = {
    "curl": "\\ = \" ' -d -u :",
    "ruby": "( ) { } [ ] \" ' , : :: => = .",
    "python": "( ) { } [ ] \" ' , : = .",
    "php": "( ) { } [ ] \" ' ; , $ = -> :: =>",
    "java": "( ) { } [ ] \" ' ; , = . new",
    "node": "( ) { } [ ] \" ' ; , : = . var function",
    "go": "( ) { } [ ] \" ' , : := = & .",
}
"""The tokens that are dropped in each language."""


CORRECTED = {
    ("A source for an existing customer", "ruby"): ('SU0")', 'SU0"})'),
    ("Another default source", "php"): ("save()", "save();"),
    ("Another default source", "go"): ("Upate", "Update"),
}
"""The slips of the page: what stands there, and what is meant."""


class Drop(NamedTuple):
    """Code that lost one token: which, and at which line it stood."""

    token: str
    line: int
    code: str

    @property
    def left(self) -> str:
        """What is left of the line."""
        return self.code.split("\n")[self.line - 1]


def sound_code() -> list[Snippet]:
    """The page's thirty-five snippets, without the slips that they came with."""
    return [
        one._replace(code=one.code.replace(*CORRECTED.get(one[:2], ("", ""))) + "\n")
        for one in SNIPPETS
    ]


def drops(code: str, language: str) -> Iterator[Drop]:
    """The code without each of its tokens in turn, where the token stands for itself.

    A pair of quotes gives two: without the opening one, and without the closing one.
    """
    for start, end in places(code, language):
        line = code.count("\n", 0, start) + 1
        yield Drop(code[start:end], line, code[:start] + code[end:])


def places(code: str, language: str) -> Iterator[tuple[int, int]]:
    """Where the tokens that can be dropped start and end."""
    marks = MARKS[language].split(" ")
    for token in tokens(code, language):
        if token.kind == "string":
            yield token.start, token.start + 1
            yield token.end - 1, token.end
        elif token.text in marks:
            yield token.start, token.end
