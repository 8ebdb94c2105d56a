r"""From a place in a snippet's code to the place in its file, however that writes it.

>>> page = Text("\ufeffa\r\nbc", PLAIN)
>>> page.index(1, 1), page.index(2, 2), page.index(1, 3)
(1, 5, None)
"""

import html
import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from sandbox.doccheck.pages import Snippet
from sandbox.languages.reading.slips import Mend


class Writing(NamedTuple):
    """How a format writes a character of code: what one looks like, and both ways."""

    character: re.Pattern[str]
    read: Callable[[str], str]
    write: Callable[[str], str]


PLAIN = Writing(re.compile("."), str, str)
HTML = Writing(
    re.compile(r"&#?\w+;|."),
    html.unescape,
    lambda text: html.escape(text, quote=False),
)
JSON = Writing(
    re.compile(r"\\u\w{4}|\\.|[^\"\\]"),
    lambda text: str(json.loads(f'"{text}"')),
    lambda text: json.dumps(text, ensure_ascii=False)[1:-1],
)
FORMATS = {".html": HTML, ".htm": HTML, ".ipynb": JSON}
"""The formats in which code does not stand as it is, by the ends of their names."""

LINE_END = re.compile(r"\r\n|\r|\n")


class Edit(NamedTuple):
    """What is put in the place of which characters of a file, by index."""

    start: int
    end: int
    insert: str


class Text:
    """The text of a file, a mark of byte order and all."""

    def __init__(self, text: str, writing: Writing) -> None:
        """Find its lines, however they end."""
        self.text, self.writing = text, writing
        breaks = [found.span() for found in LINE_END.finditer(text)]
        starts = [0, *(end for _, end in breaks)]
        self._lines = [
            *zip(starts, [*(at for at, _ in breaks), len(text)], strict=True)
        ]

    @classmethod
    def of(cls, path: Path, text: str) -> "Text":
        """One whose characters are written as its name says."""
        return cls(text, FORMATS.get(path.suffix.lower(), PLAIN))

    def index(self, line: int, column: int) -> int | None:
        """The index of a place, both from 1; None outside of the line."""
        if not 0 < line <= len(self._lines):
            return None
        start, end = self._lines[line - 1]
        start += self.text.startswith("\ufeff") and line == 1
        return start + column - 1 if 0 < column <= end - start + 1 else None

    def edit(self, snippet: Snippet, mend: Mend) -> Edit | None:
        """A change of a snippet's code as one of the file; None where it has no place.

        It comes right behind the character before it: inside of a tag that ends there.
        """
        before = snippet.code.split("\n")[mend.line - 1][: mend.column - 1]
        start = self.index(*snippet.at(mend.line, max(mend.column - 1, 1)))
        start = self.behind(start, before[-1:])
        end = start
        for letter in mend.remove:
            end = self.behind(end, letter)
        if start is None or end is None or not mend.insert.isprintable():
            return None
        return Edit(start, end, self.writing.write(mend.insert))

    def behind(self, index: int | None, letter: str) -> int | None:
        """The index behind a character of code; None where another one stands."""
        if index is None or not letter:
            return index
        found = self.writing.character.match(self.text, index)
        return found.end() if found and self.writing.read(found[0]) == letter else None

    def edited(self, edits: Iterable[Edit]) -> str:
        """The text with some changes, none of which touches another."""
        parts, last = [], 0
        for start, end, insert in sorted(edits):
            parts += [self.text[last:start], insert]
            last = end
        return "".join([*parts, self.text[last:]])


def changes(before: str, after: str) -> Iterator[Mend]:
    """What is different in some code, line by line; it has as many lines as before.

    >>> [*changes("a.craete()", "a.create();")]
    [Mend(line=1, column=5, insert='eate();', remove='aete()')]
    """
    lines = zip(before.split("\n"), after.split("\n"), strict=True)
    for number, (old, new) in enumerate(lines, 1):
        if old != new:
            first = alike(old, new)
            last = alike(old[first:][::-1], new[first:][::-1])
            insert, remove = new[first : len(new) - last], old[first : len(old) - last]
            yield Mend(number, first + 1, insert, remove)


def alike(one: str, other: str) -> int:
    """With how many characters two texts begin alike."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _ in pairs)
