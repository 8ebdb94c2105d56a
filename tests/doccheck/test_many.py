"""Many pages are checked one after the other, and memory stays flat."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.doccheck.many import SITES, checked, copies, distinct, one_page

Site = Callable[[Path, int], None]
FEW, MANY = 4, 40
"""Pages: what one page needs shows in a few, and what is kept of each in many."""


def peak(folder: Path) -> int:
    """The most bytes that were held at a time while a folder was checked."""
    tracemalloc.reset_peak()
    before = tracemalloc.get_traced_memory()[0]
    checked(folder)
    return tracemalloc.get_traced_memory()[1] - before


@pytest.mark.slow
@pytest.mark.parametrize("site", [copies, distinct])
def test_memory_is_flat(tmp_path: Path, site: Site) -> None:
    """Ten times as many pages need hardly more memory, whether alike or not."""
    few, many = tmp_path / "few", tmp_path / "many"
    few.mkdir()
    many.mkdir()
    site(few, FEW)
    site(many, MANY)
    checked(few)  # what is imported and compiled once

    tracemalloc.start()
    try:
        sizes = peak(few), peak(many)
    finally:
        tracemalloc.stop()

    assert sizes[1] < 1.5 * sizes[0], sizes


PER_SNIPPET = 8192
"""Bytes of memory that each snippet of a page may need, at most."""

THOUSANDS = 3000


@pytest.mark.slow
def test_thousands_of_snippets(tmp_path: Path) -> None:
    """A page with thousands of snippets needs memory for them, and not for more."""
    one_page(tmp_path, THOUSANDS // 10)

    tracemalloc.start()
    try:
        size = peak(tmp_path)
    finally:
        tracemalloc.stop()

    assert size < THOUSANDS * PER_SNIPPET, size


TOLD = {copies: (2, 70, 6), distinct: (2, 70, 0), one_page: (1, 20, 0)}
assert {*TOLD} == {*SITES.values()}


@pytest.mark.parametrize(("site", "told"), TOLD.items(), ids=SITES)
def test_every_page_is_checked(
    tmp_path: Path, site: Site, told: tuple[int, int, int]
) -> None:
    """Of two pages every snippet is checked, and the same defects are told in each."""
    site(tmp_path, 2)

    tally = checked(tmp_path).tally

    assert told == (tally.pages, tally.snippets.total(), tally.problems)
