"""Many pages are checked one after the other, and memory stays flat."""

import tracemalloc
from pathlib import Path

import pytest

from tests.doccheck.many import checked, site


def peak(folder: Path) -> int:
    """The most bytes that were held at a time while a folder was checked."""
    tracemalloc.reset_peak()
    before = tracemalloc.get_traced_memory()[0]
    checked(folder)
    return tracemalloc.get_traced_memory()[1] - before


@pytest.mark.slow
def test_memory_is_flat(tmp_path: Path) -> None:
    """Ten times as many pages need hardly more memory."""
    few, many = tmp_path / "few", tmp_path / "many"
    few.mkdir()
    many.mkdir()
    site(few, 4)
    site(many, 40)
    checked(few)  # what is imported and compiled once

    tracemalloc.start()
    try:
        sizes = peak(few), peak(many)
    finally:
        tracemalloc.stop()

    assert sizes[1] < 1.5 * sizes[0], sizes


def test_every_page_is_checked(tmp_path: Path) -> None:
    """Of two pages all 70 snippets are, and the same defects told in each."""
    site(tmp_path, 2)

    tally = checked(tmp_path).tally

    assert (2, 70, 6) == (tally.pages, tally.snippets.total(), tally.problems)
