"""What tests share: the plugin's fixture, generated examples, and the summary."""

import gc
import os
from collections import Counter, defaultdict
from collections.abc import Iterable
from operator import itemgetter

import pytest
from hypothesis import settings

from sandbox.app import App
from sandbox.lessons.exercises import EXERCISES, SECTIONS
from tests import answers

# A reader's own answers are no part of what is compared.
os.environ["SANDBOX_PROGRESS"] = "off"

pytest_plugins = ["sandbox.pytest_plugin"]

settings.register_profile("same", derandomize=True, deadline=None, max_examples=200)
settings.register_profile("long", deadline=None, max_examples=5000)
settings.load_profile("long" if os.environ.get("SANDBOX_LONG") else "same")


@pytest.fixture(autouse=True)
def conforming(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold every answer of every test against the OpenAPI document."""
    monkeypatch.setattr(App, "handle", answers.conforming)


def pytest_collection_finish() -> None:
    """Look for garbage no more among thousands of tests, which stay to the end."""
    gc.collect()
    gc.freeze()


def compared(cells: Iterable[str]) -> str:
    """How many notebooks and cells the node ids of executed cells make.

    >>> compared(["notebooks/00_a.ipynb::Cell 0", "notebooks/00_a.ipynb::Cell 1"])
    'notebooks: 1 notebook, 2 cells compared'
    """
    notebooks = [cell.partition("::")[0] for cell in cells]
    counts = {"notebook": len(set(notebooks)), "cell": len(notebooks)}
    spelt = [f"{n} {name}{'s' * (n != 1)}" for name, n in counts.items()]
    return f"notebooks: {', '.join(spelt)} compared"


LONGEST_RUN = 10.0
"""Seconds in which a notebook is to run, once its kernel is up."""


def took(cells: Iterable[tuple[str, float]]) -> list[str]:
    """How long each notebook ran, in seconds of its cells, slowest first.

    >>> took([("n/00_a.ipynb::Cell 0", 1.0), ("n/01_b.ipynb::Cell 0", 10.5)])
    ['  10.5 s  01_b.ipynb  longer than 10 s', '   1.0 s  00_a.ipynb']
    """
    seconds: defaultdict[str, float] = defaultdict(float)
    for cell, duration in cells:
        seconds[cell.partition("::")[0].rpartition("/")[2]] += duration
    late = f"  longer than {LONGEST_RUN:.0f} s"
    return [
        f"{spent:6.1f} s  {name}{late * (spent > LONGEST_RUN)}"
        for name, spent in sorted(seconds.items(), key=itemgetter(1), reverse=True)
    ]


def exercised(passed: Iterable[str]) -> str:
    """How many exercises there are, and what of them was accepted and refused.

    >>> exercised(["t.py::test_its_solution_is_right[1.1]"]).split(", ")[2:]
    ['1 solution accepted', '0 near misses refused']
    """
    tests = Counter(one.partition("::")[2].partition("[")[0] for one in passed)
    counts = {
        "section": len(SECTIONS),
        "exercise": len(EXERCISES),
        "solution": tests["test_its_solution_is_right"],
        "near miss": tests["test_a_near_miss_is_told_why"],
    }
    sections, exercises, solutions, misses = (
        f"{n} {name}{('es' if name[-1] == 's' else 's') * (n != 1)}"
        for name, n in counts.items()
    )
    return f"exercises: {sections}, {exercises}, {solutions} accepted, {misses} refused"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many cells were compared: a run that compared none has shown nothing."""
    reports = [
        report
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, [])
    ]
    cells = [
        (report.nodeid, report.duration)
        for report in reports
        if report.when == "call" and ".ipynb::" in report.nodeid
    ]
    if cells:
        terminalreporter.write_line(compared(cell for cell, _ in cells))
        terminalreporter.write_line("\n".join(took(cells)))
    passed = [report.nodeid for report in terminalreporter.stats.get("passed", [])]
    if any("::test_its_solution_is_right" in one for one in passed):
        terminalreporter.write_line(exercised(passed))
