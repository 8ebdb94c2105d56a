"""What tests share: the plugin's fixture, generated examples, and the summary."""

import os
from collections.abc import Iterable

import pytest
from hypothesis import settings

from sandbox.app import App
from tests import answers

pytest_plugins = ["sandbox.pytest_plugin"]

settings.register_profile("same", derandomize=True, deadline=None, max_examples=200)
settings.register_profile("long", deadline=None, max_examples=5000)
settings.load_profile("long" if os.environ.get("SANDBOX_LONG") else "same")


@pytest.fixture(autouse=True)
def conforming(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold every answer of every test against the OpenAPI document."""
    monkeypatch.setattr(App, "handle", answers.conforming)


def compared(cells: Iterable[str]) -> str:
    """How many notebooks and cells the node ids of executed cells make.

    >>> compared(["notebooks/00_a.ipynb::Cell 0", "notebooks/00_a.ipynb::Cell 1"])
    'notebooks: 1 notebook, 2 cells compared'
    """
    notebooks = [cell.partition("::")[0] for cell in cells]
    counts = {"notebook": len(set(notebooks)), "cell": len(notebooks)}
    spelt = [f"{n} {name}{'s' * (n != 1)}" for name, n in counts.items()]
    return f"notebooks: {', '.join(spelt)} compared"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many cells were compared: a run that compared none has shown nothing."""
    reports = [
        report
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, [])
    ]
    cells = [
        report.nodeid
        for report in reports
        if report.when == "call" and ".ipynb::" in report.nodeid
    ]
    if cells:
        terminalreporter.write_line(compared(cells))
