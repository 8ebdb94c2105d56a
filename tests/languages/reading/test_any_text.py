"""Reading never fails: whatever the text, there is an answer."""

import os
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sandbox.languages import LANGUAGES
from sandbox.languages.reading import KINDS, LONGEST, read
from tests.languages.reading.snippets import SNIPPETS

MANY = 2000 if os.environ.get("SANDBOX_LONG") else 200
"""Damaged snippets, of which each may be mended in a thousand ways."""

BITS = some.sampled_from(
    "{ } ( ) [ ] ' \" ` ; , \\ \0 \ud800 é 🙂 \n \r $x => -> :: & #{ ${ ... << ''' /* "
    "*/ = := nil await function(a){ |x| do end **q %w( .builder() @ -d x=x f(f) "
    "1e999 0x -".split(" ")
)


@some.composite
def damaged(draw: some.DrawFn) -> tuple[str, str]:
    """A snippet of the page, with pieces taken out and others put in."""
    snippet = draw(some.sampled_from(SNIPPETS))
    code = snippet.code
    for _ in range(draw(some.integers(1, 4))):
        start = draw(some.integers(0, len(code)))
        gone = draw(some.integers(0, 12))
        code = code[:start] + draw(BITS | some.just("")) + code[start + gone :]
    return code, draw(some.just(snippet.language) | some.sampled_from(LANGUAGES))


def answers(code: str, language: str) -> None:
    """Hold that reading answers, and that what it finds has a place and a kind."""
    reading = read(code, language)
    last = code.count("\n") + 1

    for problem in (*reading.problems, *reading.notes):
        assert problem.kind in KINDS
        assert 1 <= problem.line <= last + 1
        assert problem.column >= 1
        assert problem.message


@given(damaged())
@settings(max_examples=15)
def test_a_damaged_snippet_has_an_answer(snippet: tuple[str, str]) -> None:
    """Pieces missing, pieces too many, the wrong language: problems, and no failure."""
    answers(*snippet)


@pytest.mark.slow
@given(damaged())
@settings(max_examples=MANY)
def test_many_damaged_snippets_have_an_answer(snippet: tuple[str, str]) -> None:
    """The same, at length."""
    answers(*snippet)


@pytest.mark.parametrize("language", LANGUAGES)
@given(code=some.text(max_size=200))
@settings(max_examples=10)
def test_any_text_has_an_answer(language: str, code: str) -> None:
    """A text need not be code at all."""
    answers(code, language)


MUCH = {
    "open brackets": "(" * 10_000,
    "braces in braces": "{" * 500 + "}" * 500,
    "chained calls": "a" + ".b()" * 500,
    "a long sum": "+".join(["1"] * 500),
    "operators alone": "->" * 500,
    "signs before a sign": "*/" * 500 + "x",
    "one long word": "x" * 10_000,
    "a long number": "x = " + "9" * 10_000,
    "five hundred lines": "x = 1\n" * 500,
    "NUL and half a character": "x = '\0\ud800'\n",
    "nothing": "",
    "blank lines": "\n \n\t\n",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", MUCH.values(), ids=MUCH)
def test_too_much_of_a_thing_has_an_answer(language: str, code: str) -> None:
    """However deep, however long: no more is read than a person would write."""
    answers(code, language)


HOSTILE = {
    "brackets and quotes": "(['",
    "braces": "{{{",
    "quotes in lines": '"\n',
    "texts that go on": "<<EOT\n",
    "less than": "a<",
    "backticks": "`",
    "fields of fields": "a.a.a.a.",
    "blanks": " ",
    "choices": "a?b:",
    "functions": "()=>",
    "blocks": "if(a){",
    "casts": "(a)",
    "names in lines": "a\n",
    "holes": "${",
}
BEGUN = {
    "curl": "curl https://api.stripe.com/v1/charges ",
    "ruby": "Stripe::Charge.create(",
    "python": "stripe.Charge.create(",
    "php": "\\Stripe\\Charge::create(",
    "java": "Charge.create(",
    "node": "stripe.charges.create(",
    "go": "charge.New(",
}
PATIENCE = 30
"""Seconds of a processor: on an old one, five times those of ours."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_what_is_too_long_is_not_read(language: str, piece: str) -> None:
    """That is the one thing that is said of it, whatever it is, and at once."""
    reading = read(piece * 3_000_000, language)

    (problem,) = reading.problems
    assert ((), ()) == (reading.calls, reading.notes)
    assert (1, 1, "file") == problem[:3]
    assert "It is too long: it has" in problem.message


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_what_is_as_long_as_may_be_ends(language: str, piece: str) -> None:
    """No repetition keeps reading busy for more than some seconds."""
    began = process_time()
    answers(f"{BEGUN[language]}{piece * LONGEST}"[:LONGEST], language)

    assert process_time() - began < PATIENCE


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_long_code_may_be(language: str) -> None:
    """The bound itself is read; one more character is not."""
    assert () == read(" " * LONGEST, language).problems
    assert read(" " * (LONGEST + 1), language).problems
    assert () == read(" " * (LONGEST + 1), language, longest=LONGEST + 1).problems


LAUGHS = {
    "python": 'a = {"x": "y"}\n' + "\n".join("a = {'l': a, 'r': a}" for _ in range(99)),
    "node": "var a = {};\n" + "a = {l: a, r: a};\n" * 99,
}


@pytest.mark.parametrize("language", LAUGHS)
def test_maps_that_double_are_left_where_they_are(language: str) -> None:
    """A map of maps of maps that would fill the memory is not written out."""
    ends = {
        "python": "stripe.Charge.create(metadata=a)",
        "node": "stripe.charges.create(a)",
    }
    answers(f"{LAUGHS[language]}\n{ends[language]}", language)


def test_a_map_inside_itself_is_left_out() -> None:
    """A map may hold itself; a call cannot."""
    code = 'params.put("a", params);\nCharge.create(params);'
    answers(
        f"Map<String, Object> params = new HashMap<String, Object>();\n{code}", "java"
    )


def test_another_language_is_refused() -> None:
    """Only the seven are read."""
    with pytest.raises(KeyError):
        read("", "cobol")
