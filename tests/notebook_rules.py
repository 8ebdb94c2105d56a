"""What a saved notebook has to be: a rule gives a sentence for each fault it finds."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from math import ceil
from statistics import median

from nbformat import NotebookNode

from sandbox.lessons.execution import surprise
from sandbox.lessons.normal_form import normal_form, read

CELLS = range(20, 46)
CODE_CELLS_IN_A_ROW = 2
MEDIAN_LINES, MOST_LINES, LONGEST_CELL = 4, 8, 15
PREDICTIONS = 2

FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
TITLE = re.compile(r"^# \S", re.MULTILINE)
PATH = re.compile(
    r"(?<![\w.:/-])/(?:home|root|Users|usr|tmp|var|opt|mnt|private)/"
    r"|\b[A-Za-z]:\\\w"
)
FOREIGN = re.compile(
    r"^\s*(?:%store\b|%%?time|[!%]\s*(?:pip|conda|uv|wget|curl)\b)"
    r"|\b(?:time\.time|perf_counter|monotonic|datetime\.now|utcnow|date\.today)\b",
    re.MULTILINE,
)
UNCOMPARED = re.compile(r"^\s*#+\s*(?:NBVAL|PYTEST_VALIDATE)_", re.MULTILINE)

Rule = Callable[[str], Iterator[str]]


def cells(text: str, kind: str | None = None) -> list[NotebookNode]:
    """The cells of a saved notebook, or those of one kind."""
    return [cell for cell in read(text).cells if kind in (None, cell.cell_type)]


def tags(cell: NotebookNode) -> list[str]:
    """The tags of a cell."""
    return list(cell.metadata.get("tags", []))


def was_run_in_order(text: str) -> Iterator[str]:
    """Every code cell was run, from top to bottom, in one go.

    nbval compares nothing in a cell that was not run.
    """
    counts = [cell.execution_count for cell in cells(text, "code")]
    if not counts:
        yield "has no code cell"
    if counts != list(range(1, len(counts) + 1)):
        yield f"was not run from top to bottom: {counts}"


def errors_are_announced(text: str) -> Iterator[str]:
    """A cell holds an error exactly when it is tagged raises-exception.

    nbval passes a tagged cell that raises nothing.
    """
    for cell in cells(text, "code"):
        if reason := surprise(cell):
            yield f"{cell.source!r}: {reason}"


def is_compared(text: str) -> Iterator[str]:
    """No cell is taken out of the comparison."""
    for cell in cells(text, "code"):
        if UNCOMPARED.search(cell.source) or any("nbval" in tag for tag in tags(cell)):
            yield f"{cell.source!r} is not compared"


def is_saved_by_rerun(text: str) -> Iterator[str]:
    """The file is as `python -m sandbox rerun` writes it, without a trace of a run."""
    if text != normal_form(read(text)):
        yield "is not in normal form: save it with `python -m sandbox rerun`"


def has_one_title(text: str) -> Iterator[str]:
    """There is one first-level heading, in the first cell."""
    prose = [FENCED.sub("", cell.source) for cell in cells(text, "markdown")]
    titles = sum(len(TITLE.findall(source)) for source in prose)
    if titles != 1:
        yield f"has {titles} first-level headings"
    elif cells(text)[0].cell_type != "markdown" or not TITLE.search(prose[0]):
        yield "does not begin with its title"


def has_a_rhythm(text: str) -> Iterator[str]:
    """No more than two code cells follow one another; an empty cell is no pause."""
    seen = [cell for cell in cells(text) if cell.source.strip()]
    kinds = [cell.cell_type for cell in seen if cell.cell_type != "raw"]
    runs = [len(list(run)) for kind, run in groupby(kinds) if kind == "code"]
    if max(runs, default=0) > CODE_CELLS_IN_A_ROW:
        yield f"has {max(runs)} code cells in a row"


def is_short_in_code(text: str) -> Iterator[str]:
    """Code cells are short: half of them 4 lines, 9 of 10 within 8, none over 15."""
    code = [cell.source.splitlines() for cell in cells(text, "code")]
    lines = sorted(sum(bool(line.strip()) for line in source) for source in code)
    if not lines:
        return
    if median(lines) > MEDIAN_LINES:
        yield f"has code cells of {median(lines)} lines in the middle"
    if lines[ceil(0.9 * len(lines)) - 1] > MOST_LINES:
        yield f"has more than one code cell in ten over {MOST_LINES} lines: {lines}"
    if lines[-1] > LONGEST_CELL:
        yield f"has a code cell of {lines[-1]} lines"


def runs_anywhere(text: str) -> Iterator[str]:
    """Nothing hangs on one machine, on the time of day, or on other packages."""
    for cell in cells(text):
        shown = [*strings(cell.get("outputs", [])), cell.source]
        for found in filter(None, map(PATH.search, shown)):
            yield f"{cell.source[:60]!r} holds a path: {found[0]}"
    for cell in cells(text, "code"):
        if found := FOREIGN.search(cell.source):
            yield f"{cell.source[:60]!r} uses {found[0].strip()}"


def strings(value: object) -> Iterator[str]:
    """Every text inside an output.

    >>> list(strings([{"data": {"text/plain": "a"}, "output_type": "b"}]))
    ['a', 'b']
    """
    match value:
        case str():
            yield value
        case dict():
            yield from strings(list(value.values()))
        case list():
            for one in value:
                yield from strings(one)


def is_a_lesson_long(text: str) -> Iterator[str]:
    """A lesson has 20 to 45 cells, beside its exercises of two cells each."""
    exercises = [cell for cell in cells(text) if "exercise" in tags(cell)]
    number = len(cells(text)) - 2 * len(exercises)
    if number not in CELLS:
        yield f"has {number} cells, not {CELLS.start} to {CELLS.stop - 1}"


def is_no_longer_than_a_lesson(text: str) -> Iterator[str]:
    """What is no lesson has 45 cells at most too."""
    number = len(cells(text))
    if number >= CELLS.stop:
        yield f"has {number} cells, more than {CELLS.stop - 1}"


def breaks_something(text: str) -> Iterator[str]:
    """A lesson has one deliberate error at least."""
    if not any("raises-exception" in tags(cell) for cell in cells(text, "code")):
        yield "has no cell tagged raises-exception"


def asks_first(text: str) -> Iterator[str]:
    """A lesson asks twice what will happen, before it happens: `**Predict.**`."""
    prose = [cell.source for cell in cells(text, "markdown")]
    asked = sum("**Predict.**" in source for source in prose)
    if asked < PREDICTIONS:
        yield f"asks for {asked} predictions, not {PREDICTIONS}"


OF_ALL: list[Rule] = [
    was_run_in_order,
    errors_are_announced,
    is_compared,
    is_saved_by_rerun,
    has_one_title,
    has_a_rhythm,
    is_short_in_code,
    runs_anywhere,
]
OF_A_LESSON: list[Rule] = [*OF_ALL, is_a_lesson_long, breaks_something, asks_first]
OF_THE_OTHERS: list[Rule] = [*OF_ALL, is_no_longer_than_a_lesson]


def rules(name: str) -> list[Rule]:
    """The rules for a notebook: the way in and the playground teach no rule.

    >>> rules("03_charging.ipynb") == OF_A_LESSON
    True
    """
    lesson = not name.startswith("00_") and not name.endswith("_playground.ipynb")
    return OF_A_LESSON if lesson else OF_THE_OTHERS
