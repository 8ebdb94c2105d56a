"""The notebooks keep the rules, and each rule finds the fault that it is for."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from sandbox.lessons.normal_form import normal_form
from tests import notebook_rules
from tests.notebook_rules import OF_A_LESSON, Rule, rules
from tests.tree import PROJECT

NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))
NAME = re.compile(r"(\d\d)_[a-z0-9]+(?:_[a-z0-9]+)*\.ipynb")
CASES = [
    pytest.param(path, rule, id=f"{path.stem}-{rule.__name__}")
    for path in NOTEBOOKS
    for rule in rules(path.name)
]


def test_there_are_notebooks() -> None:
    """The tutorial has notebooks, numbered without a gap, the playground among them."""
    assert NOTEBOOKS, "no notebooks"

    numbered = [NAME.fullmatch(path.name) for path in NOTEBOOKS]

    assert list(range(len(NOTEBOOKS))) == [
        int(name[1]) if name else None for name in numbered
    ]
    assert any(path.name.endswith("_playground.ipynb") for path in NOTEBOOKS)


ROW = re.compile(r"\| \[.+?\]\((\w+\.ipynb)\) \| (\d+) \|")


def test_the_start_says_how_long_each_takes() -> None:
    """The tables of all notebooks have the minutes that each one says of itself."""
    start, *others = [path.read_text(encoding="utf-8") for path in NOTEBOOKS]
    told = dict(ROW.findall(start))

    assert (
        told
        == {
            path.name: re.search(r"About (\d+) minutes", text)[1]  # type: ignore[index]
            for path, text in zip(NOTEBOOKS[1:], others, strict=True)
        }
    )


@pytest.mark.parametrize(("path", "rule"), CASES)
def test_notebook(path: Path, rule: Rule) -> None:
    """Each notebook keeps each rule that is for it."""
    assert [] == list(rule(path.read_text(encoding="utf-8")))


def sound() -> NotebookNode:
    """A lesson without a fault: ten times a sentence and a line of code."""
    lesson = new_notebook()
    for number in range(1, 11):
        asks = (
            "**Predict.** What will the status be?" if number in (3, 6) else "A rule."
        )
        lesson.cells.append(new_markdown_cell(asks, id=f"prose-{number}"))
        lesson.cells.append(code(f"{number}", number))
    lesson.cells[0].source = "# Title\n\n```\n# a comment in an example\n```"
    lesson.cells[-1] = code("1 / 0", 10, tags=["raises-exception"])
    lesson.cells[-1].outputs = [error("ZeroDivisionError", "division by zero")]
    return lesson


def code(source: str, count: int | None, tags: list[str] | None = None) -> NotebookNode:
    """A code cell that was run."""
    metadata = {"tags": tags} if tags else {}
    return new_code_cell(
        source, execution_count=count, id=f"code-{count}", metadata=metadata
    )


def error(name: str, sentence: str) -> NotebookNode:
    """The stored error of a cell, as rerun saves it."""
    return new_output(
        "error", ename=name, evalue=sentence, traceback=[f"{name}: {sentence}"]
    )


def printed(text: str) -> NotebookNode:
    """What a cell printed."""
    return new_output("stream", name="stdout", text=text)


def test_sound_lesson() -> None:
    """A lesson without a fault breaks no rule."""
    assert [] == broken(normal_form(sound()))


def broken(text: str) -> list[str]:
    """The names of the rules that a notebook breaks."""
    return [rule.__name__ for rule in OF_A_LESSON if list(rule(text))]


def source(text: str, cell: int = 1) -> Callable[[NotebookNode], None]:
    """A fault: other text in a cell."""
    return lambda lesson: lesson.cells[cell].update(source=text)


def output(*outputs: NotebookNode) -> Callable[[NotebookNode], None]:
    """A fault: other outputs of the first code cell."""
    return lambda lesson: lesson.cells[1].update(outputs=list(outputs))


def merge_prose(lesson: NotebookNode) -> None:
    """Three code cells in a row, with an empty cell between two of them."""
    lesson.cells[2].source = " \n"
    lesson.cells.insert(-2, lesson.cells.pop(4))


FAULTS: dict[str, tuple[str, Callable[[NotebookNode], Any]]] = {
    "a cell not run": (
        "was_run_in_order",
        lambda n: n.cells[3].update(execution_count=None),
    ),
    "cells run twice": (
        "was_run_in_order",
        lambda n: n.cells[3].update(execution_count=12),
    ),
    "no error where announced": (
        "errors_are_announced",
        lambda n: n.cells[-1].update(outputs=[]),
    ),
    "an error not announced": ("errors_are_announced", output(error("Oops", "no"))),
    "a cell not compared": (
        "is_compared",
        lambda n: n.cells[1].metadata.update(tags=["nbval-ignore-output"]),
    ),
    "a comment that stops comparing": (
        "is_compared",
        source("# NBVAL_IGNORE_OUTPUT\n1"),
    ),
    "two titles": ("has_one_title", source("# Another", cell=2)),
    "no title": ("has_one_title", source("## Title", cell=0)),
    "a late title": (
        "has_one_title",
        lambda n: (source("Hello", cell=0)(n), source("# Title", cell=2)(n)),
    ),
    "three code cells in a row": ("has_a_rhythm", merge_prose),
    "long cells": (
        "is_short_in_code",
        lambda n: [source("1\n2\n3\n4\n5", cell)(n) for cell in range(1, 13, 2)],
    ),
    "two cells of nine lines": (
        "is_short_in_code",
        lambda n: [source("1\n" * 9, cell)(n) for cell in (1, 3)],
    ),
    "a cell of sixteen lines": ("is_short_in_code", source("1\n\n" * 16)),
    "a path in an output": ("runs_anywhere", output(printed("\n/home/me/x.py"))),
    "a path in a sentence": ("runs_anywhere", source(r"See C:\Users\me.", cell=2)),
    "the time of day": ("runs_anywhere", source("datetime.now()")),
    "an installation": ("runs_anywhere", source("!pip install stripe")),
    "a store": ("runs_anywhere", source("%store x")),
    "too few cells": ("is_a_lesson_long", lambda n: n.cells.pop(8)),
    "too many cells": (
        "is_a_lesson_long",
        lambda n: n.cells.extend(
            new_markdown_cell("A rule.", id=f"m{i}") for i in range(26)
        ),
    ),
    "no deliberate error": (
        "breaks_something",
        lambda n: n.cells[-1].update(outputs=[], metadata={}),
    ),
    "one prediction": ("asks_first", source("A rule.", cell=4)),
}


@pytest.mark.parametrize(("rule", "plant"), FAULTS.values(), ids=FAULTS)
def test_planted_fault(rule: str, plant: Callable[[NotebookNode], Any]) -> None:
    """A planted fault is found, by the rule that it is for and by no other."""
    lesson = sound()
    plant(lesson)

    assert [rule] == broken(normal_form(lesson))


@pytest.mark.parametrize(
    "fault",
    [
        {"metadata": {"execution": {"iopub.execute_input": "2026-01-01T00:00:00Z"}}},
        {"id": "not an id"},
        {"outputs": [{**error("A", "b"), "traceback": ["\x1b[31mA\x1b[0m", "b"]}]},
    ],
    ids=["timing", "id", "traceback"],
)
def test_trace_of_a_run(fault: dict[str, Any]) -> None:
    """A notebook that something other than rerun saved is found."""
    saved = json.loads(normal_form(sound()))
    saved["cells"][-1] |= fault

    text = json.dumps(saved, indent=1, sort_keys=True, ensure_ascii=False) + "\n"

    assert list(notebook_rules.is_saved_by_rerun(text))


def test_every_rule_has_a_planted_fault() -> None:
    """No rule stands here unproved."""
    planted = {rule for rule, _ in FAULTS.values()} | {"is_saved_by_rerun"}

    assert {rule.__name__ for rule in OF_A_LESSON} == planted


def test_playground_is_short() -> None:
    """What is no lesson may be shorter, and no longer."""
    lesson = sound()
    del lesson.cells[4:8]
    rule = notebook_rules.is_no_longer_than_a_lesson

    assert rule in rules("00_start_here.ipynb")
    assert rule in rules("09_playground.ipynb")
    assert not list(rule(normal_form(lesson)))
    lesson.cells += [new_markdown_cell("A rule.", id=f"more-{n}") for n in range(30)]
    assert list(rule(normal_form(lesson)))
