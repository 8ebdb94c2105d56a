"""One defect at a time is found at its line, in every language."""

from collections.abc import Sequence

import pytest

from sandbox.languages import LANGUAGES
from tests.doccheck.defects import (
    KINDS,
    UNSEEN,
    Verdict,
    alarms,
    corrected,
    defects,
    in_words,
    judged,
    share,
    table,
)

OVERALL, IN_EACH_KIND = 0.95, 0.85


@pytest.fixture(scope="module")
def verdicts() -> list[Verdict]:
    """What became of a few defects of each kind in every snippet."""
    return list(judged())


def missed(verdicts: Sequence[Verdict]) -> str:
    """Those that were not found where they are."""
    return "\n".join(in_words(one) for one in verdicts if one.where != "found")


@pytest.mark.slow
def test_share_that_is_found(verdicts: list[Verdict]) -> None:
    """At least 95 of 100 defects are told at their line."""
    assert len(verdicts) > 400
    assert share(verdicts) >= OVERALL, missed(verdicts)


@pytest.mark.slow
@pytest.mark.parametrize("kind", list(dict.fromkeys(kind.name for kind in KINDS)))
def test_share_of_a_kind(verdicts: list[Verdict], kind: str) -> None:
    """At least 85 of 100 defects of each kind are told at their line."""
    own = [one for one in verdicts if one.defect.kind == kind]

    assert own
    assert share(own) >= IN_EACH_KIND, missed(own)


@pytest.mark.slow
def test_table(verdicts: list[Verdict]) -> None:
    """The table has a row for each kind, and a share for each language."""
    first, *rows = table(verdicts)

    assert [*LANGUAGES, "all"] == first.split()
    assert len({one.defect.kind for one in verdicts}) + 1 == len(rows)


def test_defects_are_made_in_every_language() -> None:
    """Each kind of defect has a place in each language that can have it."""
    made = {(one.kind, one.language) for one in defects(corrected(), few=1)}

    for kind in KINDS:
        assert {(kind.name, language) for language in kind.places} <= made
    assert {language for _, language in made} == set(LANGUAGES)


@pytest.mark.parametrize(("right", "other"), UNSEEN.values(), ids=UNSEEN)
def test_all_tabs_drift_alike(right: str, other: str) -> None:
    """What is changed in every tab alike is taken as it stands."""
    assert [] == alarms([line.replace(right, other) for line in corrected()])


IMPOSSIBLE = {"an amount": ("1099", "10"), "a currency": ("eur", "euro")}


@pytest.mark.parametrize(("right", "wrong"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_all_tabs_impossible_alike(right: str, wrong: str) -> None:
    """What cannot be is told in every tab, though all say the same."""
    lines = [line.replace(right, wrong) for line in corrected()]
    changed = [n for n, line in enumerate(lines, 1) if line != corrected()[n - 1]]

    assert changed == [problem.line for problem in alarms(lines)]
    assert 14 == len(changed)
