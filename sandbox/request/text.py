r"""What can be written as text, which Python's own strings are not always.

>>> refuse_halves("jenny@example.com", "😀")
>>> refuse_halves("\ud83d")
Traceback (most recent call last):
    ...
sandbox.errors.ApiError: '\ud83d' has half a surrogate pair in it, which is no character. Send text that can be written as UTF-8.
"""  # noqa: E501 - a doctest shows the whole sentence

import re

from sandbox.errors import LONGEST_ECHO, ApiError, invalid
from sandbox.masking import hidden
from sandbox.wire import Request

HALF = re.compile("[\ud800-\udfff]")


def refuse_halves(*texts: str) -> None:
    """Stop at half a surrogate pair, for which no path, header field or form has bytes.

    Raises: ApiError 400.
    """
    for text in texts:
        if not text.isascii() and HALF.search(text):
            raise halved(text)


def halved(text: str) -> ApiError:
    """The refusal of such a text, which is shown with its half written out."""
    message = (
        f"{hidden(text)[:LONGEST_ECHO]!a} has half a surrogate pair in it, which is no "
        "character. Send text that can be written as UTF-8."
    )
    return invalid(message)


def refuse_unwritable(request: Request) -> None:
    """Stop at a request that could be neither sent nor written down.

    It comes from a program that calls the door itself; over HTTP there are bytes.
    Raises: ApiError 400.
    """
    key = request.headers.get("Idempotency-Key", "")
    refuse_halves(request.method, request.path, request.query, key)
