"""A bar that shows how far a long run has come, on a terminal alone.

>>> import io
>>> Progress(3, io.StringIO()).step("docs/cards.md")  # no terminal: nothing is written
"""

from typing import TextIO

from sandbox.doccheck.reports.rows import plain

WIDTH = 30
LONGEST_NAME = 40
CLEAR = "\r\x1b[K"
"""Back to the beginning of the line, and all behind it wiped out."""


class Progress:
    """Pages done, of so many."""

    def __init__(self, pages: int, stream: TextIO) -> None:
        """Draw on this stream, if it is a terminal and there is more than one page."""
        self._pages, self._done, self._stream = pages, 0, stream
        self._shown = pages > 1 and stream.isatty()

    def step(self, page: str) -> None:
        """Show which page is looked at now."""
        filled = WIDTH * self._done // self._pages
        bar = f"[{'#' * filled:{WIDTH}}] {self._done}/{self._pages}"
        self._write(f"{CLEAR}{bar} {plain(page)[-LONGEST_NAME:]}")
        self._done += 1

    def clear(self) -> None:
        """Make room for a line of the report."""
        self._write(CLEAR)

    def _write(self, text: str) -> None:
        if self._shown:
            self._stream.write(text)
            self._stream.flush()
