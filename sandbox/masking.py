"""What may be written down of what was sent, and said of it: no card, no secret.

>>> masked({"note": "Paid with 4242 4242 4242 4242, as agreed", "cvc": "123"})
{'note': 'Paid with ****, as agreed', 'cvc': '****'}
"""

import re
from itertools import accumulate
from typing import Any
from urllib.parse import unquote

from pydantic_core import from_json, to_json

MASK = "****"
SECRET = {"number", "account_number", "cvc", "client_secret", "secret"}
"""Names whose value is hidden, whatever it looks like."""

SHORTEST, LONGEST = 13, 19
"""Digits of a card number that somebody may carry. Source: ISO/IEC 7812-1"""

DIGITS = re.compile(
    r"\d(?=[\d\s.+_-]{12})"  # almost every text is through here
    r"(?<!\d\d)(?<!\b[A-Z]{2}\d)"  # where a run begins, and no IBAN does
    r"(?:[\s.+_-]{0,3}\d){12,}"
)
"""Digits enough for a card number, in groups or not; behind two letters, an IBAN's."""


def hidden(text: str) -> str:
    """A text without the card numbers in it, whatever they were sent as.

    >>> hidden("card-4242-4242-4242-4242"), hidden("DE89370400440532013000")
    ('card-****', 'DE89370400440532013000')
    """
    return text if len(text) < SHORTEST else DIGITS.sub(_hide, text)


def _hide(run: re.Match[str]) -> str:
    """A run of groups, or the mask when some of them, side by side, are a number.

    Sums are taken once for all of it, since a text may be one long run.
    """
    groups = re.findall(r"\d+", run[0])
    borders = [0, *accumulate(map(len, groups))]
    sums = _check_sums("".join(groups))
    for first, start in enumerate(borders, 1):
        for end in borders[first : first + LONGEST]:
            if end - start > LONGEST:
                break
            whole = sums[end % 2]
            if end - start >= SHORTEST and (whole[end] - whole[start]) % 10 == 0:
                return MASK
    return run[0]


DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
"""What the double of each digit adds to a check sum: the sum of its own digits."""


def _check_sums(digits: str) -> tuple[list[int], list[int]]:
    """The check sums up to each digit: of a number of even length, and of odd length.

    The last digit counts as it is, and backwards from it every second one doubled.
    """
    plain = [int(digit) for digit in digits]
    even, odd = plain.copy(), plain.copy()
    even[::2] = [DOUBLED[digit] for digit in plain[::2]]
    odd[1::2] = [DOUBLED[digit] for digit in plain[1::2]]
    return [0, *accumulate(even)], [0, *accumulate(odd)]


def check_digit_fits(digits: str) -> bool:
    """Whether the last digit fits the rest, as on every real card.

    Source: ISO/IEC 7812-1, the check digit
    """
    return _check_sums(digits)[len(digits) % 2][-1] % 10 == 0


def hidden_path(path: str) -> str:
    """The same for a path: when it hides a card number, without its percent escapes.

    >>> hidden_path("/v1/charges/4242%204242%204242%204242")
    '/v1/charges/****'
    """
    plain = unquote(path) if "%" in path else path
    shown = hidden(plain)
    return path if shown == plain else shown


def masked(sent: dict[str, Any]) -> dict[str, Any]:
    """Parameters as they may be kept."""
    return {hidden(name): shown(value, name) for name, value in sent.items()}


def shown(value: Any, name: str = "") -> Any:
    """A value as it may be kept: no card number, and nothing of a secret."""
    if value and name in SECRET:
        return MASK
    if isinstance(value, dict):
        return masked(value)
    if isinstance(value, list):
        return [shown(one) for one in value]
    if isinstance(value, str | int) and hidden(str(value)) != str(value):
        return hidden(str(value))
    return value


ESCAPED = re.compile(r"\\(?:[fnrt]|u00[01][0-9a-f])")
"""How JSON writes line breaks, tabs and the like."""


def hidden_json(text: str) -> str:
    """The same for a JSON text, which stays one.

    >>> hidden_json('{"balance": 4242424242424242}')
    '{"balance":"****"}'
    """
    read = ESCAPED.sub(" ", text) if "\\" in text else text
    if hidden(read) == read:
        return text
    return to_json(shown(from_json(text))).decode()
