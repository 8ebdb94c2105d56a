"""The one pass over a page: its snippets found, read, compared and run."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from sandbox.doccheck.continuing import Past
from sandbox.doccheck.examples import Checked, Example
from sandbox.doccheck.pages import Snippet, Unsound, snippets
from sandbox.doccheck.running import Runner
from sandbox.languages import LANGUAGES

if TYPE_CHECKING:
    from sandbox.doccheck.execute import Executor


class Checker:
    """Checks pages one after the other, and keeps one example at a time."""

    def __init__(
        self,
        languages: Collection[str] = LANGUAGES,
        executor: "Executor | None" = None,
    ) -> None:
        """Look at snippets in these languages, and count those in none of the seven.

        With an executor those that can be are really run.
        """
        self._languages, self.runner = languages, Runner()
        self._executor = executor

    def check(self, path: Path) -> Iterator[Checked | Unsound]:
        """Everything that is to be said of a page, in its order.

        A block that is no example at all, such as an answer in JSON, is passed over.
        Raises: Unreadable for a page that cannot be read.
        """
        return self.check_each(snippets(path))

    def check_each(
        self, found: Iterable[Snippet | Unsound]
    ) -> Iterator[Checked | Unsound]:
        """The same for what was found in a page before."""
        past = Past()
        for tabs in self.examples(found):
            yield from self._example(tabs, past)

    def examples(
        self, found: Iterable[Snippet | Unsound]
    ) -> Iterator[list[Snippet | Unsound]]:
        """What is looked at, the tabs of each example together."""
        asked = (one for one in found if self._is_asked(one))
        for _, group in groupby(asked, key=belongs):
            yield [*group]

    def _is_asked(self, one: Snippet | Unsound) -> bool:
        if isinstance(one, Unsound):
            return True
        return not one.aside and (one.language in self._languages or not one.language)

    def _example(
        self, tabs: Sequence[Snippet | Unsound], past: Past
    ) -> Iterator[Checked | Unsound]:
        covered = [tab for tab in tabs if isinstance(tab, Snippet) and tab.language]
        checked = Example(covered, past.read).checked(self.runner, self._executor)
        for tab in tabs:
            if isinstance(tab, Unsound):
                yield tab
            else:
                yield next(checked) if tab.language else Checked(tab)


def belongs(one: Snippet | Unsound) -> tuple[str, int]:
    """To which example of which page it belongs."""
    return one.path, one.example if isinstance(one, Snippet) else 0
