r"""Texts between quotes, read as each language reads them: escapes and all.

>>> unquoted('"it\\u0027s"', "node"), unquoted("'a\\n'", "php")
("it's", 'a\\n')
"""

import re

OPENING = re.compile(
    r"""(?P<prefix>[a-zA-Z]{0,2})(?P<quote>\"{3}|'{3}|["'`])|%[qQwWiI]?[^\w\s]|:["']"""
)
SINGLE = re.compile(r"\\([\\'])")
DOUBLE = re.compile(
    r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u+([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})"
    r"|x([0-9a-fA-F]{1,2})|([0-7]{1,3})|(\n)|(.))",
    re.DOTALL,
)
LETTERS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v"}
MORE = {
    "python": {"a": "\a", "b": "\b"},
    "go": {"a": "\a", "b": "\b"},
    "ruby": {"a": "\a", "b": "\b", "e": "\x1b", "s": " "},
    "php": {"e": "\x1b"},
    "java": {"b": "\b", "s": " "},
    "node": {"b": "\b"},
}
"""Letters that stand for a character behind a backslash; in these languages too."""

KEPT = {"python", "php"}
"""Languages that keep the backslash before any other letter."""

LARGEST = 0x10FFFF
PLAIN_QUOTES = {("php", "'"), ("ruby", "'")}
"""Quotes between which only a quote and a backslash are escaped."""


def unquoted(written: str, language: str) -> str:
    """The text that a literal stands for."""
    found = OPENING.match(written)
    if not found:
        return unescaped(written, language, "")
    quote = found["quote"] or ""
    raw = "r" in (found["prefix"] or "").lower()
    inner = written[found.end() : -len(quote or " ") or None]
    return inner if raw else unescaped(inner, language, quote)


def unescaped(inner: str, language: str, quote: str) -> str:
    """What stands between these quotes, without its escapes."""
    if (language, quote) == ("go", "`"):
        return inner
    if (language, quote) in PLAIN_QUOTES:
        return SINGLE.sub(r"\1", inner)
    text = DOUBLE.sub(lambda found: character(found, language), inner)
    return text if text.isascii() else whole(text)


def character(found: re.Match[str], language: str) -> str:
    """The character that an escape stands for; nothing for the end of a line."""
    braced, short, long, byte, octal, ended, other = found.groups()
    if digits := braced or short or long or byte:
        number = int(digits, 16)
        return chr(number) if number <= LARGEST else found[0]
    if octal:
        return chr(int(octal, 8))
    letters = LETTERS | MORE[language]
    if ended or other in letters:
        return letters.get(other, "")
    return found[0] if language in KEPT and other.isalpha() else other


def whole(text: str) -> str:
    """Characters that were written as two halves, put together."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units.decode("utf-16-le", "replace")
