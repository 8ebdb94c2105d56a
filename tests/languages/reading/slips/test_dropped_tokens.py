"""One token at a time is dropped from the page's snippets, and missed."""

from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from sandbox.languages import LANGUAGES
from sandbox.languages.reading.slips import mended, mends, slips
from sandbox.languages.reading.syntax.grammars import parse
from tests.languages.reading.slips.dropped import Drop, drops, sound_code

VALID = {
    "curl": {"=", ":", "-d", "-u"},
    "ruby": {"=", ".", "::", ":", ","},
    "python": {"=", ".", ","},
    "php": {"->", "::", "$", ","},
    "java": {"."},
    "node": {".", ",", ";", "var"},
    "go": {".", ":=", "&", ":"},
}
"""The tokens without which the code still means something to the real compiler.

A comma behind the last element, a semicolon that JavaScript adds, two names that
grew into one, a statement that does nothing now: what they mean is looked at later.
"""

ASTRAY = {
    ("node", "}", ");"): "function(err, customer) {} is a whole function, too",
}
"""What is placed at another line, by language, token and what is left of its line."""

Found = Iterator[tuple[str, Drop]]


def looked_at(language: str, every: int = 1) -> Found:
    """Each drop, or one of so many, and what was found: unseen, exact or astray."""
    codes = dict.fromkeys(s.code for s in sound_code() if s.language == language)
    all_drops = [drop for code in codes for drop in drops(code, language)]
    for drop in all_drops[::every]:
        found = slips(drop.code, language, parse(drop.code, language))
        lines = [problem.line for problem in found]
        exact = "exact" if lines[:1] == [drop.line] else "astray"
        yield (exact if lines else "unseen"), drop


def wrong(found: Iterable[tuple[str, Drop]], language: str) -> list[Drop]:
    """The drops that were not found where they are, and that no list explains."""
    return [
        drop
        for how, drop in found
        if (how == "unseen" and drop.token not in VALID[language])
        or (how == "astray" and (language, drop.token, drop.left) not in ASTRAY)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_token_that_is_missing_is_missed_in_its_line(language: str) -> None:
    """Some of the tokens of each language; all of them in the slow tests."""
    found = list(looked_at(language, every=16))

    assert [] == wrong(found, language)
    assert "exact" in {how for how, _ in found}


@pytest.mark.slow
def test_at_least_95_of_100_missing_tokens_are_missed_in_their_line() -> None:
    """Of those without which the code breaks, in each language; it prints a table."""
    table = {}
    for language in LANGUAGES:
        found = list(looked_at(language))
        table[language] = Counter(how for how, _ in found)
        assert [] == wrong(found, language)
    print(*shown(table), sep="\n")  # noqa: T201 - the table is what one runs this for

    for counts in table.values():
        assert counts["exact"] >= 0.95 * (counts["exact"] + counts["astray"])


def shown(table: dict[str, Counter[str]]) -> Iterator[str]:
    """The table, a line for each language."""
    yield f"{'':8}{'exact':>8}{'astray':>8}{'valid':>8}"
    for language, counts in (table | {"all": sum(table.values(), Counter())}).items():
        numbers = [counts[how] for how in ("exact", "astray", "unseen")]
        yield f"{language:8}" + "".join(f"{number:8}" for number in numbers)


@pytest.mark.parametrize(
    ("language", "every"),
    [
        *[(language, 23) for language in LANGUAGES],
        *[pytest.param(one, 1, marks=pytest.mark.slow) for one in LANGUAGES],
    ],
)
def test_what_is_mended_is_what_was_dropped(language: str, every: int) -> None:
    """A mend gives back the code, blanks aside; where it might not, there is none."""
    codes = dict.fromkeys(s.code for s in sound_code() if s.language == language)
    cases = [(code, drop) for code in codes for drop in drops(code, language)]
    made = [
        (code.split(), drop, "".join(mended(drop.code, changes).split()))
        for code, drop in cases[::every]
        if (changes := mends(drop.code, language))
    ]

    assert [] == [drop for code, drop, whole in made if "".join(code) != whole]
    assert made
