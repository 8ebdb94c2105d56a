"""A kernel that is restarted or shut down under what it drew."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.gallery import PRESSED
from tests.browser.pages import Notebook

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.slow, pytest.mark.browser]

ADVICE = "Run the cells of this notebook again, down to this one."
CHAINS = "all => all.map(one => getComputedStyle(one, '::before').content)"
"""What JupyterLab draws in front of each part of a widget that lost its kernel."""


@pytest.fixture(scope="module")
def notebook(page: "Page") -> Iterator[Notebook]:
    """A notebook of its own, run to its end."""
    opened = Notebook(page, "pressed.ipynb")
    opened.open()
    opened.run_from_the_menu()
    yield opened
    opened.close()


def told(notebook: Notebook, screenshots: Path, why: str) -> dict[str, bool]:
    """Press each, and whether it says what to do."""
    visible = {}
    for place, (name, button) in enumerate(PRESSED.items(), 1):
        output = notebook.output(place)
        output.get_by_role("button", name=button).first.click()
        output.screenshot(path=screenshots / f"{name}-{why}.png")
        visible[name] = output.get_by_text(ADVICE).is_visible()
    return visible


def test_a_press_after_a_restart_is_told_what_to_do(
    notebook: Notebook, screenshots: Path
) -> None:
    """One sentence, where JupyterLab would draw a chain before each part."""
    working = told(notebook, screenshots, "working")
    notebook.restart()
    restarted = told(notebook, screenshots, "restarted")
    chains = notebook.page.locator(".sandbox-form .jupyter-widgets-disconnected")

    assert dict.fromkeys(PRESSED, False) == working
    assert dict.fromkeys(PRESSED, True) == restarted
    assert {"none"} == set(chains.evaluate_all(CHAINS))


def test_it_works_when_its_cells_were_run_again(notebook: Notebook) -> None:
    """What it says is what helps: the form is there again, and no advice with it."""
    notebook.run_from_the_menu()
    output = notebook.output(1)
    output.get_by_role("button", name="Create source").click()
    output.get_by_text("Done: source src_").wait_for()

    assert not output.get_by_text(ADVICE).is_visible()


def test_a_press_after_the_kernel_was_shut_down(
    notebook: Notebook, screenshots: Path
) -> None:
    """The same sentence, though JupyterLab draws nothing then."""
    notebook.shut_down()

    assert dict.fromkeys(PRESSED, True) == told(notebook, screenshots, "shut-down")
