"""Every notebook runs in JupyterLab, from its menu; how long it took is told."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sandbox.lessons.execution import surprise
from sandbox.lessons.folder import NOTEBOOKS, reading_order
from tests.browser.pages import SAVED, Notebook

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.slow, pytest.mark.browser]

NAMES = [path.name for path in reading_order(NOTEBOOKS)]
MOST_SECONDS = 10
"""In which a notebook is to run; one that took longer is told as late."""

TIMES: dict[str, float] = {}


def test_there_are_notebooks() -> None:
    """A run over none of them has shown nothing."""
    assert NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_from_the_menu(page: "Page", name: str) -> None:
    """No cell stops but those that are to; the time is printed at the end."""
    from nbformat import from_dict

    notebook = Notebook(page, f"notebooks/{name}")
    notebook.open()
    ran = notebook.run_from_the_menu()
    notebook.close()
    TIMES[name] = ran.seconds
    code = [from_dict(one) for one in ran.cells if one["cell_type"] == "code"]

    assert code
    assert [] == [reason for reason in map(surprise, code) if reason]


def test_pictures_are_there_before_a_run(page: "Page", screenshots: Path) -> None:
    """What is not trusted loses its drawings: an image stands for each."""
    notebook = Notebook(page, SAVED)
    notebook.open()
    place = [cell["source"] for cell in notebook.cells()].index("source")
    card = notebook.output(place)
    card.get_by_text("Its life").click()
    image = card.get_by_role("img", name="Status: consumed.")
    image.wait_for()
    card.screenshot(path=screenshots / "card-not-trusted.png")
    wide, violations = image.evaluate(WIDE), notebook.violations(place)
    notebook.close()

    assert wide > 0
    assert [] == violations


WIDE = "one => one.decode().then(() => one.naturalWidth)"
"""How wide an image is, once it is drawn."""


def test_the_times_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    """How long each took in the browser, slowest first."""
    with capsys.disabled():
        for name, seconds in sorted(TIMES.items(), key=lambda one: -one[1]):
            late = f"  longer than {MOST_SECONDS} s" * (seconds > MOST_SECONDS)
            print(f"\n  {seconds:5.1f} s  {name}{late}", end="")
        print()
    assert set(NAMES) == set(TIMES)
