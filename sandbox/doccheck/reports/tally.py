"""What a run counts: pages, snippets by language and status, problems by kind.

>>> Tally().in_words
'No page was read.'
"""

from collections import Counter
from typing import Any

from sandbox.doccheck.examples import Checked
from sandbox.doccheck.pages import Unsound
from sandbox.languages.reading.problems import KINDS

STATUSES = ("ok", "problem", "unsupported")


class Tally:
    """The counts of a run, which grow as it goes on."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.pages = 0
        self.interrupted = False
        self.examples = 0
        self.notes = 0
        self.snippets: Counter[tuple[str, str]] = Counter()
        self.kinds: Counter[str] = Counter()
        self.executed: Counter[str] = Counter()
        self.unreadable: list[Unsound] = []
        self._last: tuple[str, int] = ("", 0)

    def add(self, one: Checked | Unsound) -> None:
        """Count one more."""
        if isinstance(one, Unsound):
            self.unreadable.append(one)
            self.kinds[one.problem.kind] += 1
            return
        snippet = one.snippet
        self.snippets[snippet.language or snippet.named or "unknown", one.status] += 1
        self.kinds.update(problem.kind for problem in one.problems)
        self.notes += len(one.notes)
        self.executed[snippet.language] += one.executed
        if (snippet.path, snippet.example) != self._last:
            self.examples += 1
            self._last = snippet.path, snippet.example

    def of(self, status: str) -> int:
        """How many snippets have a status."""
        return sum(n for (_, own), n in self.snippets.items() if own == status)

    @property
    def unsupported(self) -> dict[str, int]:
        """Snippets in languages that are not covered, by what the pages call them."""
        return {
            name: number
            for (name, status), number in sorted(self.snippets.items())
            if status == "unsupported"
        }

    @property
    def problems(self) -> int:
        """How many there are, in snippets and in files."""
        return self.kinds.total()

    @property
    def summary(self) -> dict[str, Any]:
        """Every count, for a program to read; files that cannot be read are listed."""
        return {
            "pages": self.pages,
            "examples": self.examples,
            "snippets": self.snippets.total(),
            **{status: self.of(status) for status in STATUSES},
            "problems": self.problems,
            "kinds": {kind: self.kinds[kind] for kind in KINDS if self.kinds[kind]},
            "notes": self.notes,
            "executed": dict(+self.executed),
            "unsupported_languages": self.unsupported,
            "unreadable": [
                {"path": path} | problem._asdict() for path, problem in self.unreadable
            ],
            "complete": not self.interrupted,
        }

    @property
    def in_words(self) -> str:
        """The counts as a sentence or two."""
        if not (self.pages or self.problems or self.interrupted):
            return "No page was read."
        where = f"in {counted(self.snippets.total(), 'snippet')} of "
        where += f"{counted(self.examples, 'example')} on {counted(self.pages, 'page')}"
        kinds = ", ".join(f"{n} {kind}" for kind, n in self.summary["kinds"].items())
        found = f"{counted(self.problems, 'problem')}{kinds and f' ({kinds})'} {where}."
        named = ", ".join(f"{name} {n}" for name, n in self.unsupported.items())
        if named:
            found += f" Not covered, and not checked: {named}."
        if ran := ", ".join(f"{name} {n}" for name, n in (+self.executed).items()):
            found += f" Really run: {ran}."
        return f"Interrupted: so far {found}" if self.interrupted else found


def counted(number: int, thing: str) -> str:
    """A number of things.

    >>> counted(0, "problem"), counted(1, "page")
    ('no problem', '1 page')
    """
    return f"{number or 'no'} {thing}{'s' if number > 1 else ''}"
