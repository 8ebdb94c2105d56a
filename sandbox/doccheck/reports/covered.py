"""Which operations have an example that is right, in which languages.

>>> covered = Covered()
>>> covered.row("charges.create")
{'curl': 0, 'ruby': 0, 'python': 0, 'php': 0, 'java': 0, 'node': 0, 'go': 0}
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from sandbox.doccheck.examples import Checked
from sandbox.doccheck.pages import Unsound
from sandbox.doccheck.reports.tally import Tally
from sandbox.languages import LANGUAGES
from sandbox.operations import MODELLED

FORMATS = ("text", "json")
NONE = "-"


class Covered:
    """Counts, for each operation and language, the snippets that make its call."""

    def __init__(self) -> None:
        """None yet."""
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, one: Checked | Unsound) -> None:
        """Count what a snippet shows, if nothing is wrong with it."""
        if isinstance(one, Unsound) or one.status != "ok":
            return
        language = one.snippet.language
        self._counts.update({(made.call.operation, language) for made in one.calls})

    def row(self, operation: str) -> dict[str, int]:
        """How many snippets of each language make a call."""
        return {language: self._counts[operation, language] for language in LANGUAGES}

    @property
    def rows(self) -> dict[str, dict[str, int]]:
        """The row of every operation, those without an example too."""
        return {operation: self.row(operation) for operation in MODELLED}

    @property
    def shown(self) -> list[str]:
        """The operations that have an example in any language."""
        return [name for name, row in self.rows.items() if any(row.values())]


def lines(
    found: Iterable[Checked | Unsound], tally: Tally, name: str = "text"
) -> Iterator[str]:
    """The table in a format, once everything was looked at."""
    covered = Covered()
    for one in found:
        covered.add(one)
    yield from (as_json if name == "json" else as_text)(covered, tally)


def as_json(covered: Covered, tally: Tally) -> Iterator[str]:
    """One object: a count for each language of each operation, and the `summary`."""
    yield json.dumps({"operations": covered.rows, "summary": tally.summary})


def as_text(covered: Covered, tally: Tally) -> Iterator[str]:
    """A line for each operation, a column for each language."""
    rows = covered.rows
    width = max(map(len, rows))
    yield f"{'operation':{width}}" + "".join(f"{name:>8}" for name in LANGUAGES)
    for operation, row in rows.items():
        counts = "".join(f"{number or NONE:>8}" for number in row.values())
        yield f"{operation:{width}}{counts}"
    yield f"Operations with an example: {len(covered.shown)} of {len(rows)}."
    yield tally.in_words
