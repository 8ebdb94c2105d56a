"""Texts that are put together, and sums of whole numbers.

>>> joined("+", ["cus_", 42]), joined("", ["Order ", 42]), joined("*", [20, 100])
('cus_42', 'Order 42', 2000)
>>> formatted("Order %d of %s", [42, "Acme"]), sent("{} of {1}", "format", [42, "Acme"])
('Order 42 of Acme', '42 of Acme')
"""

import operator
import re
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

from sandbox.languages.reading.made import Outside

JOINS = ("", "+", ".")
"""Operators that put texts together; none stands between the parts of a template."""

SUMS: dict[str, Callable[[int, int], int]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}
MOST, LONGEST = 10**12, 10_000
"""How large numbers, and how long texts, are made. No example comes near."""

PERCENT = re.compile(r"%(?P<how>[-+ #.0-9]*[a-zA-Z%])(?P<place>)")
BRACES = re.compile(r"\{(?P<place>[^{}]*)\}(?P<how>)")
"""Where a value goes into a text."""

AS_IT_IS = ("", "s", "d", "v", "i")
"""Letters behind a percent sign that change nothing of a text or a whole number."""

FORMATS = frozenset("sprintf Sprintf format".split())
"""Functions, and methods, that put values into a text."""

SAME = frozenset("freeze to_s toString dup strip trim to_sym intern".split())
"""Methods that give a text back as it is."""


def joined(name: str, values: Sequence[Any]) -> Any:
    """What an operator makes of its sides, as far as they are known."""
    first = values[0] if values else ""
    if name == "%" and isinstance(first, str):
        given = values[1] if isinstance(values[1], list) else list(values[1:])
        return formatted(first, given)
    if name in SUMS and all(type(value) is int for value in values):
        total = reduce(SUMS[name], values)
        return total if abs(total) < MOST else Outside("number")
    texts = any(isinstance(value, str) for value in values) or not name
    known = texts and name in JOINS and all(map(is_plain, values))
    return short("".join(map(str, values))) if known else Outside("text")


def short(text: str) -> Any:
    """A text that is not past all measure."""
    return text if len(text) <= LONGEST else Outside("text")


def is_plain(value: Any) -> bool:
    """Whether a value is written the same in all languages."""
    return isinstance(value, str) or type(value) is int


def sent(owner: Any, word: str, values: Sequence[Any]) -> Any:
    """What a method of a text gives, or a function of the language's own."""
    if word in FORMATS and isinstance(owner, str):
        return formatted(owner, values, slot=BRACES)
    if word in FORMATS and values and isinstance(values[0], str):
        return formatted(values[0], values[1:])
    return owner if word in SAME and is_plain(owner) else Outside(word)


def formatted(
    text: str, values: Sequence[Any], *, slot: re.Pattern[str] = PERCENT
) -> Any:
    """A text with values where it has slots for them, if they go in as they are."""
    waiting = list(values)

    def value(found: re.Match[str]) -> str:
        if found["how"] == "%":
            return "%"
        given = values[int(found["place"])] if found["place"] else waiting.pop(0)
        if found["how"] not in AS_IT_IS or not is_plain(given):
            raise LookupError
        return str(given)

    try:
        return short(slot.sub(value, text))
    except (LookupError, ValueError):
        return Outside("text")
