"""The page's thirty-five snippets are read as the calls that they make."""

import pytest

from sandbox.languages import LANGUAGES
from sandbox.languages.reading import read
from tests.languages.reading.snippets import ASKED, SNIPPETS, Snippet

SLIPS = {
    ("A source for an existing customer", "ruby"): (4, "syntax", "}"),
    ("Another default source", "php"): (5, "syntax", ";"),
    ("Another default source", "go"): (3, "unknown", "Upate"),
}
"""What is wrong on the page: the line of the snippet, the kind, and a word of it."""

EACH = [
    pytest.param(one, id=f"{one.heading}-{one.language}")
    for one in SNIPPETS
    if (one.heading, one.language) not in SLIPS
]
WRONG = [
    pytest.param(one, SLIPS[one.heading, one.language], id=one.language)
    for one in SNIPPETS
    if (one.heading, one.language) in SLIPS
]


def test_there_are_five_examples_in_seven_languages() -> None:
    """No snippet of the page goes unread."""
    every = [(heading, language) for heading in ASKED for language in LANGUAGES]
    assert every == [(one.heading, one.language) for one in SNIPPETS]
    assert len(SLIPS) == len(WRONG)


@pytest.mark.parametrize("snippet", EACH)
def test_a_snippet_is_its_call_and_nothing_is_wrong_with_it(snippet: Snippet) -> None:
    """Seven languages say the same; a retrieve for the sake of a call is marked."""
    reading = read(snippet.code, snippet.language)

    assert () == reading.problems
    assert [snippet.asked] == [made.call for made in reading.calls if not made.fetched]


@pytest.mark.parametrize(("snippet", "slip"), WRONG)
def test_a_slip_is_found_at_its_line(
    snippet: Snippet, slip: tuple[int, str, str]
) -> None:
    """A missing brace, a missing semicolon, a letter left out: one problem each."""
    line, kind, word = slip
    (problem,) = read(snippet.code, snippet.language).problems

    assert (line, kind) == (problem.line, problem.kind)
    assert word in problem.message
