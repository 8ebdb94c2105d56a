"""How far a reader is: what was right, wrong, and not tried yet, in all notebooks."""

import json
import os
from collections import Counter
from html import escape
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Self

from sandbox.lessons.exercises.catalogue import EXERCISES, SECTIONS

PLACE = "SANDBOX_PROGRESS"
"""The environment variable that says where progress is kept; `off` keeps none."""
OFF = "off"
FILE = ".sandbox-progress.json"
"""Where it is kept otherwise: beside the notebooks, so that all of them share it."""

MARKS = {True: "✓ right", False: "✗ wrong", None: "○ not answered"}


class Progress:
    """The exercises that were tried, and whether an attempt was right.

    It outlives a kernel: it is kept in a file. A file that cannot be read is said so
    once, and begun anew with the next answer.
    """

    def __init__(
        self, path: Path | None, answers: dict[str, bool], trouble: str = ""
    ) -> None:
        """Keep what a file said."""
        self.path, self.answers, self.trouble = path, answers, trouble

    @classmethod
    def load(cls) -> Self:
        """What is known so far."""
        place = os.environ.get(PLACE) or FILE
        if place == OFF:
            return cls(None, {})
        path = Path(place)
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return cls(path, {})
        except (OSError, ValueError) as error:
            return cls(path, {}, f"{path.name} could not be read ({error}).")
        if not isinstance(found, dict):
            return cls(path, {}, f"{path.name} holds no answers.")
        known = {n: bool(found[n]) for n in EXERCISES if n in found}
        return cls(path, known)

    def record(self, number: str, *, right: bool) -> None:
        """Keep the outcome of an attempt; the file is replaced whole, or not at all.

        What was right once stays so, whatever is tried afterwards. Where nothing can be
        written, nothing is kept, and learning goes on.
        """
        if self.path is None:
            return
        self.answers[number] = right or self.answers.get(number, False)
        written = None
        try:
            with NamedTemporaryFile(
                "w", dir=self.path.parent, delete=False, encoding="utf-8"
            ) as file:
                written = Path(file.name)
                json.dump(self.answers, file, sort_keys=True)
            written.replace(self.path)
        except OSError as error:
            if written:
                written.unlink(missing_ok=True)
            self.trouble = f"{self.path.name} could not be written ({error.strerror})."

    @property
    def rows(self) -> list[tuple[str, list[str]]]:
        """Each section, and the mark of each of its exercises."""
        return [
            (title, [self._mark(n) for n in EXERCISES if n.split(".")[0] == section])
            for section, title in SECTIONS.items()
        ]

    def _mark(self, number: str) -> str:
        return f"{number} {MARKS[self.answers.get(number)]}"

    @property
    def total(self) -> str:
        """All of it in a sentence."""
        counts = Counter(self.answers.get(number) for number in EXERCISES)
        return (
            f"{counts[True]} of {len(EXERCISES)} exercises right, {counts[False]} "
            f"wrong, {counts[None]} not answered yet."
        )

    def __repr__(self) -> str:
        width = max(len(title) for title, _ in self.rows)
        lines = [f"{title:<{width}}  {'  '.join(marks)}" for title, marks in self.rows]
        return "\n".join(filter(None, [*lines, self.total, self.trouble]))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """A table with a row for each section; its marks wrap in a narrow window."""
        look = "text-align:left;padding:2px 12px 2px 0"
        title_cell, cell = f'style="{look};width:18rem"', f'style="{look}"'
        one = 'style="display:inline-block;min-width:11em;white-space:nowrap"'
        rows = "".join(
            f'<tr><th scope="row" {title_cell}>{escape(title)}</th><td {cell}>'
            + " ".join(f"<span {one}>{escape(mark)}</span>" for mark in marks)
            + "</td></tr>"
            for title, marks in self.rows
        )
        said = escape(" ".join(filter(None, [self.total, self.trouble])))
        table = f"<table>{rows}</table><p>{said}</p>"
        return {"text/plain": repr(self), "text/html": table}
