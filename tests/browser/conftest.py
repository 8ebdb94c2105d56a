"""One JupyterLab and one browser for all tests, on a copy of the notebooks."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.lessons.folder import reading_order
from sandbox.lessons.lab import config_path, options
from tests.browser import gallery
from tests.browser.pages import SAVED, Notebook
from tests.lab_server import TOKEN, running
from tests.tree import PROJECT

if TYPE_CHECKING:
    from playwright.sync_api import Page

REQUIRED = os.environ.get("SANDBOX_BROWSER") == "required"
"""Whether a machine without a browser is a failure, as in `.ci/run`."""

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
]

BARS = ["--hide-scrollbars"]
"""What is left out, so that pictures show where a reader can scroll."""


def missing(what: str) -> None:
    """Skip, and say what is missing; fail where nothing may be."""
    message = f"{what} is missing: these tests need playwright and Chromium"
    if REQUIRED:
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures are kept: in SANDBOX_SCREENSHOTS, or a new folder."""
    place = os.environ.get("SANDBOX_SCREENSHOTS")
    folder = Path(place) if place else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Page"]:
    """A page of a browser that knows where JupyterLab is."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright")
    browser = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if browser is None:
        missing("Chromium")
    home = tmp_path_factory.mktemp("lab")
    root = home / "root"
    shutil.copytree(PROJECT / "notebooks", root / "notebooks")
    shutil.copy(PROJECT / "notebooks" / SAVED, root / SAVED)
    gallery.write(root / "gallery.ipynb")
    gallery.write(root / "pressed.ipynb", gallery.PRESSED)
    gallery.write(root / "bad_input.ipynb", gallery.TWICE)
    with (
        configured(),
        running(command(root), home, cwd=root) as lab,
        sync_playwright() as driver,
    ):
        chromium = driver.chromium.launch(
            executable_path=browser, args=FLAGS, ignore_default_args=BARS
        )
        context = chromium.new_context(viewport={"width": 1280, "height": 1000})
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.set_default_timeout(8_000)
        tab = context.new_page()
        tab.goto(f"http://127.0.0.1:{lab.port}/lab?token={TOKEN}")
        tab.wait_for_selector("#jupyterlab-splash", state="detached")
        tab.wait_for_function(
            "() => window.jupyterapp?.commands.hasCommand('docmanager:open')"
        )
        tab.evaluate("() => jupyterapp.restored.then(() => null)")
        yield tab
        chromium.close()


@contextmanager
def configured() -> Iterator[None]:
    """With the defaults that the project gives JupyterLab."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_CONFIG_PATH", config_path())
        yield


def command(root: Path) -> list[str]:
    """JupyterLab on a folder, as `python -m sandbox lab` starts it on its own."""
    first = reading_order(root / "notebooks")[0]
    given = options(first, browser=False, port=None)
    exposed = "--LabApp.expose_app_in_browser=True"
    return [sys.executable, "-m", "jupyterlab", *given, exposed]


@pytest.fixture(scope="session")
def shown(page: "Page") -> Any:
    """The gallery, run to its end."""
    notebook = Notebook(page, "gallery.ipynb")
    notebook.open()
    notebook.run_from_the_menu()
    return notebook
