"""Lines of code: what the languages have in common in writing them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from keyword import iskeyword
from typing import Any

ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
"""What stands for what between double quotes, in most languages."""


def indented(text: str, by: str = "  ") -> str:
    r"""Every line further in.

    >>> indented("a\nb")
    '  a\n  b'
    """
    return "\n".join(f"{by}{line}" if line else line for line in text.split("\n"))


def block(opening: str, rows: Iterable[str], closing: str, *, by: str = "  ") -> str:
    """Rows between brackets, one a line, with a comma after each.

    >>> print(block("{", ["a: 1", "b: 2"], "}"))
    {
      a: 1,
      b: 2,
    }
    """
    rows = list(rows)
    if not rows:
        return opening + closing
    inner = "\n".join(f"{row}," for row in rows)
    return f"{opening}\n{indented(inner, by)}\n{closing}"


def comma(*parts: str) -> str:
    """Arguments side by side, without those that are empty."""
    return ", ".join(part for part in parts if part)


def pairs(
    params: Mapping[str, Any],
    quoted: Callable[[str], str],
    literal: Callable[[Any], str],
) -> Iterator[str]:
    """Names and values with a colon between them; a name is quoted if it has to be.

    >>> list(pairs({"amount": 1, "a note": 2}, repr, str))
    ['amount: 1', "'a note': 2"]
    """
    for name, value in params.items():
        yield f"{name if is_name(name) else quoted(name)}: {literal(value)}"


def is_name(text: str) -> bool:
    """Whether a text can be the name of something, in any of the languages.

    >>> is_name("default_source"), is_name("a note"), is_name("class")
    (True, False, False)
    """
    return text.isascii() and text.isidentifier() and not iskeyword(text)


def plain(value: Any, *, nothing: str) -> str:
    """A number, true, false, or nothing by the language's word for it.

    >>> plain(1, nothing="nil"), plain(True, nothing="nil"), plain(None, nothing="nil")
    ('1', 'true', 'nil')
    """
    if value is None:
        return nothing
    return str(value).lower() if isinstance(value, bool) else str(value)


def escaped(
    text: str, escapes: dict[str, str], *, unicode: Callable[[int], str]
) -> str:
    """A text with these characters escaped, and all that cannot be printed.

    `unicode` is how the language writes any other character by its number.
    """
    table = {ord(one): other for one, other in escapes.items()}
    if not text.isprintable():
        odd = {ord(c) for c in set(text) if not c.isprintable()}
        table = {number: unicode(number) for number in odd} | table
    return text.translate(table)


def quoted(text: str) -> str:
    r"""A text between quotes, as Go and Python write it.

    >>> print(quoted("a\x07"))
    "a\U00000007"
    """
    inner = escaped(text, ESCAPES, unicode="\\U{:08x}".format)
    return f'"{inner}"'


def braced(text: str, escapes: dict[str, str]) -> str:
    r"""A text between quotes, with the number of an odd character in braces.

    >>> print(braced("a\x07", ESCAPES))
    "a\u{7}"
    """
    inner = escaped(text, escapes, unicode="\\u{{{:x}}}".format)
    return f'"{inner}"'


def units(number: int) -> str:
    r"""A character by its one or two units of UTF-16.

    >>> print(units(0x07), units(0xE0001))
    \u0007 \udb40\udc01
    """
    encoded = chr(number).encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{encoded[i : i + 4]}" for i in range(0, len(encoded), 4))


def nests(value: Any) -> bool:
    """Whether a value is a list that holds more than plain values."""
    return isinstance(value, list | tuple) and any(
        isinstance(one, Mapping) for one in value
    )
