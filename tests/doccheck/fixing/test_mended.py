"""One defect at a time becomes exactly what stood there, or is left alone."""

import pytest

from sandbox.languages import LANGUAGES
from tests.doccheck.fixing.mended import Outcome, in_words, outcomes, table

BY_HAND = {
    "wrong resource",
    "key left out",
    "missing parameter",
    "swapped arguments",
}
"""Kinds of which only the author knows what belongs there: they are mostly left."""


@pytest.fixture(scope="module")
def found() -> list[Outcome]:
    """What became of a few defects of each kind in every snippet."""
    return list(outcomes())


@pytest.mark.slow
def test_nothing_becomes_something_else(found: list[Outcome]) -> None:
    """Nothing is mended to what did not stand there."""
    assert len(found) > 400
    assert [] == [in_words(one) for one in found if one.became == "other"]


@pytest.mark.slow
def test_most_become_what_they_were(found: list[Outcome]) -> None:
    """Of the kinds that have one answer, at least 95 of 100 are mended."""
    own = [one for one in found if one.defect.kind not in BY_HAND]
    exact = [one for one in own if one.became == "exact"]
    left = "\n".join(in_words(one) for one in own if one.became == "left")

    assert len(exact) >= 0.95 * len(own), left


@pytest.mark.slow
def test_table(found: list[Outcome]) -> None:
    """The table has a row for each kind, and counts for each language."""
    first, *rows = table(found)

    assert ["exact/other/left", *LANGUAGES, "all"] == first.split()
    assert len({one.defect.kind for one in found}) + 1 == len(rows)
