"""What is wrong with a piece of code: where, of which kind, and what to do.

>>> did_you_mean("Upate", ["New", "Get", "Update", "Del"])
'Did you mean Update?'
"""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

KINDS = {
    "syntax": "the language's own grammar refuses it",
    "unknown": "a class, a method, a package or an option that nobody has",
    "undefined": "a name that nothing before it has given a value",
    "arguments": "arguments in another order or shape than the SDK takes",
    "no-effect": "a statement that does nothing",
    "key": "the line with the API key is left out",
    "parameter": "a parameter that is unknown, missing, or has a value that cannot be",
    "differs": "the tabs of one example do not say the same",
    "refused": "the sandbox refuses the call",
    "expected": "what the page says will happen did not happen",
    "executed": "really run, it sent other requests than it reads as",
    "file": "a file, or a part of one, that cannot be read",
}
"""The kinds of problems, by the names that reports and `--fail-on` use."""


class Problem(NamedTuple):
    """A problem, at a line and a column of the code; both begin with 1.

    Columns are counted in characters. `message` names what was found and what was
    expected, `hint` what to do about it.
    """

    line: int
    column: int
    kind: str
    message: str
    hint: str = ""


ALIKE, MISSPELLED = 0.6, 0.8
"""How like two words are that may be meant, and that surely are, between 0 and 1."""


def did_you_mean(word: str, known: Iterable[str], *, like: float = ALIKE) -> str:
    """A hint at the known word that is most like another; "" where none is like it.

    Capitals do not make words unlike.
    """
    by_lower = {name.lower(): name for name in sorted(known)}
    near = get_close_matches(word.lower(), list(by_lower), n=1, cutoff=like)
    return f"Did you mean {by_lower[near[0]]}?" if near else ""
