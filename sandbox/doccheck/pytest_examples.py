"""`pytest --doc-examples docs/`: each example of a page is a test of its own.

Its id is the place of the example, `docs/page.md:12-php`; it fails with what
`python -m sandbox check` says of it.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import pytest

from sandbox.doccheck import Unreadable
from sandbox.doccheck.checking import Checker
from sandbox.doccheck.examples import Checked
from sandbox.doccheck.pages import Snippet, Unsound, snippets
from sandbox.doccheck.reports.rows import rows

Place = tuple[int, int, int]
"""The first and last line of a snippet, and how far in it stands."""


def place(snippet: Snippet) -> Place:
    """Where a snippet stands in its page."""
    return snippet.line, snippet.end_line, snippet.indent


class Wrong(Exception):  # noqa: N818 - what is wrong is in the page
    """What is wrong with an example."""


class Page(pytest.File):
    """A page: its examples are found when it is collected, and checked when they run.

    They are checked together, since tabs are compared with one another.
    """

    def collect(self) -> Iterator["Example"]:
        """A test for each snippet, and for each place that cannot be read."""
        try:
            found = [*snippets(self.path)]
        except Unreadable as error:
            raise self.CollectError(str(error)) from None
        for one in found:
            if isinstance(one, Unsound):
                yield self._test(one.problem.line, "page", one)
            elif not one.aside:
                yield self._test(one.line, one.language or one.named, one)

    def _test(self, line: int, language: str, found: Snippet | Unsound) -> "Example":
        name = f"{line}-{language}"
        nodeid = f"{self.nodeid}:{name}"
        return Example.from_parent(self, name=name, nodeid=nodeid, found=found)

    @cached_property
    def checked(self) -> dict[Place, Checked]:
        """What there is to say of each snippet."""
        found = Checker().check(self.path)
        return {place(one.snippet): one for one in found if isinstance(one, Checked)}


class Example(pytest.Item):
    """A snippet of a page, as a test."""

    parent: Page

    def __init__(self, *, found: Snippet | Unsound, **node: Any) -> None:
        """Check this one."""
        super().__init__(**node)
        self.found = found

    def runtest(self) -> None:
        """Check it.

        Raises: Wrong when there is a problem.
        """
        outcome = self.outcome()
        told = [f"{row.place}: {row.problem.kind}: {row.told}" for row in rows(outcome)]
        if told:
            raise Wrong("\n".join(told))

    def outcome(self) -> Checked | Unsound:
        """What there is to say; a snippet that is not checked is skipped, with why."""
        if isinstance(self.found, Unsound):
            return self.found
        checked = self.parent.checked[place(self.found)]
        if not checked.snippet.language:
            pytest.skip(f"{checked.snippet.named} is not covered")
        if reason := checked.snippet.directive.get("skip"):
            pytest.skip(reason)
        return checked

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        """What is wrong, and nothing of how it was found."""
        if isinstance(excinfo.value, Wrong):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Any, int, str]:
        """Where it stands."""
        found = self.found
        line = found.line if isinstance(found, Snippet) else found.problem.line
        return self.path, line - 1, self.name
