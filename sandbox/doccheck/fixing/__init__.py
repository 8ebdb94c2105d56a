"""Mending pages: what has one answer is mended, all else is left as it is.

`meant.py` thinks of what may have been meant; `proving.py` tries each of it, and keeps
what leaves fewer problems and no new one; `page.py` puts that into a page, which is
read again as a whole; `offering.py` shows it; `writing.py` writes it, or says why not.
"""

from pathlib import Path
from typing import NamedTuple


class Fixed(NamedTuple):
    """A page, and what it is with all that has one answer mended.

    `before` and `after` are its bytes, `changes` counts the places that are different,
    and `left` says of what has an answer, but cannot be written, why.
    """

    path: Path
    before: bytes
    after: bytes
    changes: int
    left: tuple[str, ...] = ()


class Unwritten(Exception):  # noqa: N818 - it says what a page is
    """A page that was not written, and why."""

    def __init__(self, path: Path, why: str) -> None:
        """Name the page, and say what to do about it."""
        super().__init__(f"{path} {why}")
