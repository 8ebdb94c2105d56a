"""A whole page: what is mended in its examples is put into it, and it is read again."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from sandbox.doccheck.checking import Checker
from sandbox.doccheck.continuing import Past
from sandbox.doccheck.examples import Checked
from sandbox.doccheck.fixing import Fixed
from sandbox.doccheck.fixing.places import Edit, Text, changes
from sandbox.doccheck.fixing.proving import Mending, improved
from sandbox.doccheck.pages import Snippet, Unsound
from sandbox.doccheck.pages.found import (
    decoded,
    lines_alike,
    of_text,
    page_bytes,
    reader,
)
from sandbox.languages import LANGUAGES

ELSEWHERE = (
    "one thing here can be mended, but the file writes it in another way than the code "
    "has it, or would be other examples then. Change it by hand."
)


class Change(NamedTuple):
    """A snippet, the code that it is to have, and what in the file does that."""

    snippet: Snippet
    code: str
    edits: tuple[Edit, ...]


class Fixer:
    """Mends pages, one after the other."""

    def __init__(self, languages: Collection[str] = LANGUAGES) -> None:
        """Look at snippets in these languages."""
        self._checker = Checker(languages)

    def fix(self, path: Path) -> Fixed:
        """A page with all mended that has one answer; nothing is written.

        The page that it becomes is read again as a whole: it has the same snippets, and
        fewer problems, or nothing is offered.
        Raises: Unreadable for a page that cannot be read.
        """
        page = Page(path, page_bytes(path))
        wanted = [*self._mended(page)]
        placed = page.placed(wanted)
        kept = {spot(change.snippet) for change in placed}
        left = tuple(
            f"{path}:{snippet.line}: {ELSEWHERE}"
            for snippet, _ in wanted
            if spot(snippet) not in kept
        )
        after = page.changed(placed)
        if not placed or not improved(self._told(page), self._told(after)):
            return Fixed(path, page.bytes, page.bytes, 0, left)
        count = sum(len(change.edits) for change in placed)
        return Fixed(path, page.bytes, after.bytes, count, left)

    def _mended(self, page: "Page") -> Iterator[tuple[Snippet, str]]:
        """Each snippet that can be mended, with the code that it is to have."""
        past = Past()
        for one in self._checker.examples(page.snippets()):
            tabs = [tab for tab in one if isinstance(tab, Snippet) and tab.language]
            mended = Mending(tabs, past, self._checker.runner).mend() if tabs else ()
            for old, new in zip(tabs, mended, strict=True):
                past.read(new)
                if old.code != new.code:
                    yield old, new.code

    def _told(self, page: "Page") -> Counter[tuple[int, int, str, str]]:
        """The problems of a page: in which snippet, at which line, of which kind."""
        return Counter(
            (one.snippet.line, problem.line, one.snippet.language, problem.kind)
            for one in self._checker.check_each(page.snippets())
            if isinstance(one, Checked)
            for problem in one.problems
        )


class Page:
    """A page as it lies on disk, or as it is to lie there."""

    def __init__(self, path: Path, read: bytes) -> None:
        """Of these bytes.

        Raises: Unreadable for what is no UTF-8.
        """
        self.path, self.bytes = path, read
        self._said = lines_alike(decoded(path, read))
        self._text = Text.of(path, read.decode())

    def snippets(self) -> Iterator[Snippet | Unsound]:
        """Everything in it."""
        return of_text(self.path, self._said, reader(self.path))

    def placed(self, wanted: Sequence[tuple[Snippet, str]]) -> list[Change]:
        """The changes that give snippets their codes, and leave all else as it is.

        Where together they do not, each that does alone.
        """
        made = [change for one in wanted if (change := self.change(*one))]
        if self.becomes(made):
            return made
        return [change for change in made if self.becomes([change])]

    def change(self, snippet: Snippet, code: str) -> Change | None:
        """What in the file changes a snippet, if there is a place for all of it."""
        edits = [self._text.edit(snippet, mend) for mend in changes(snippet.code, code)]
        found = tuple(edit for edit in edits if edit)
        return Change(snippet, code, found) if len(found) == len(edits) else None

    def becomes(self, made: Sequence[Change]) -> bool:
        """Whether the page after some changes has the codes that it is to have."""
        codes = {spot(change.snippet): change.code for change in made}
        expected = (
            one._replace(code=codes.get(spot(one), one.code))
            if isinstance(one, Snippet)
            else one
            for one in self.snippets()
        )
        found = self.changed(made).snippets()
        pairs = zip_longest(map(unplaced, found), map(unplaced, expected))
        return all(one == other for one, other in pairs)

    def changed(self, made: Iterable[Change]) -> "Page":
        """The page after some changes."""
        edits = [edit for change in made for edit in change.edits]
        return Page(self.path, self._text.edited(edits).encode())


def spot(snippet: Snippet) -> tuple[object, ...]:
    """Which snippet of its page it is: several can stand in one line."""
    return snippet.line, snippet.indent, snippet.anchors, snippet.code


def unplaced(one: Snippet | Unsound) -> Snippet | Unsound:
    """What is in a page, wherever it stands in its line."""
    return one._replace(anchors=()) if isinstance(one, Snippet) else one
