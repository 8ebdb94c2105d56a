"""Ids and times that repeat: two sandboxes with one seed answer alike.

>>> identifier(2, "cus_", 1) == identifier(2, "cus_", 1)
True
>>> len(identifier(2, "src_", 1))
28
"""

import hashlib
import string
import time
from typing import Literal, get_args

START = 1496664000
"""2017-06-05T12:00:00Z, in Unix seconds: the day of the page, at noon."""

LATEST = 253402300799
"""The last second of the year 9999, in Unix seconds: the clock goes no further."""

ALPHABET = (string.digits + string.ascii_uppercase + string.ascii_lowercase).encode()
BASE_62 = bytes(ALPHABET[byte % len(ALPHABET)] for byte in range(256))
"""A character for every byte."""

Prefix = Literal[
    "ba_", "btok_", "card_", "ch_", "cus_", "dp_", "evt_", "py_", "re_", "src_",
    "srcmn_", "srctxn_", "tok_", "txn_", "we_", "src_client_secret_",
]  # fmt: skip
PREFIXES: tuple[str, ...] = get_args(Prefix)
"""How everything begins that a number is drawn for. Source: docs.stripe.com/api"""

LENGTHS = {"cus_": 14, "req_": 14}
"""Characters after the prefix, where it is not 24. Source: ids of public recordings."""


def identifier(seed: int, prefix: str, number: int) -> str:
    """The id of the `number`th object of a sandbox: a keyed hash, in base 62."""
    length = LENGTHS.get(prefix, 24)
    return prefix + scramble(seed, f"{prefix}{number}", length)


def scramble(seed: int, text: str, length: int) -> str:
    """`length` characters that depend on nothing but the seed and the text."""
    key = seed.to_bytes(8, "big", signed=True)
    digest = hashlib.blake2b(text.encode(), digest_size=length, key=key).digest()
    return digest.translate(BASE_62).decode()


def digits(seed: int, text: str, length: int) -> str:
    """The same in digits alone."""
    return "".join(str(ord(c) % 10) for c in scramble(seed, text, length))


def wall_time() -> float:
    """The time outside of the sandbox, in Unix seconds.

    Only deliveries go by it: they are tried again when time has really passed, and
    their signatures are refused when they are old.
    """
    return time.time()
