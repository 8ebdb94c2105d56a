"""The pytest plugin: a fixture `sandbox`, and the examples of pages as tests."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sandbox.session import Sandbox


@pytest.fixture
def sandbox() -> Iterator["Sandbox"]:
    """A fresh sandbox, with the stripe SDK connected to it while the test runs."""
    from sandbox.session import connect

    with connect() as fresh:
        yield fresh


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take the option that makes tests of a documentation's examples."""
    parser.getgroup("sandbox").addoption(
        "--doc-examples",
        action="store_true",
        help="check the Stripe examples of the pages (.md, .rst, .html, .ipynb, .txt) "
        "among the arguments, each as a test: pytest --doc-examples docs/",
    )


def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> pytest.Collector | None:
    """A page, when its examples are to be checked."""
    if not parent.config.getoption("--doc-examples"):
        return None
    from sandbox.doccheck.pages import is_page
    from sandbox.doccheck.pytest_examples import Page

    return Page.from_parent(parent, path=file_path) if is_page(file_path) else None
