"""Broken code: where it broke, what is missing, and that looking for it ends."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.languages import LANGUAGES
from sandbox.languages.reading.slips import Mend, mended, mends, slips
from sandbox.languages.reading.slips.mending import CHARACTERS, LONG, PARTS, TRIES
from sandbox.languages.reading.syntax.grammars import parse


class Row(NamedTuple):
    """Broken code, its slips as line, message and hint, and whether it is mended."""

    language: str
    code: str
    found: list[tuple[int, str, str]]
    mends: list[Mend]


ROWS = {
    "a missing semicolon": Row(
        "php",
        "$a = f();\n$a->save()",
        [(2, "; is missing.", "Put ; after $a->save().")],
        [Mend(2, 11, ";")],
    ),
    "a missing brace": Row(
        "ruby",
        'f({:a => "b")',
        [(1, "} is missing.", 'Put } after "b".')],
        [Mend(1, 13, "}")],
    ),
    "a bracket that has its line for itself": Row(
        "python",
        "f(\n  a=1,\n\ng()\n",
        [(3, ") is missing.", "Put ) in this line.")],
        [Mend(3, 1, ")")],
    ),
    "the first of two brackets of a line": Row(
        "ruby",
        "f({\n  a: 1,\n)\n",
        [(3, "} is missing.", "Put } before ).")],
        [Mend(3, 1, "}")],
    ),
    "a bracket within a word": Row(
        "java",
        "params.put(1);\nCharge.createparams);",
        [
            (
                2,
                "( is missing, or ) is too much.",
                "Put ( after Charge.create, or take ) away.",
            )
        ],
        [],
    ),
    "a quote": Row(
        "node",
        "f({\n  a: 'b',\n  c: d',\n});",
        [(3, "' is missing.", "Put ' after c:.")],
        [Mend(3, 6, "'")],
    ),
    "a bracket too few, or too many": Row(
        "php",
        "f(a));",
        [
            (
                1,
                "( is missing, or ) is too much.",
                "Put ( after f(a, or take ) away.",
            )
        ],
        [],
    ),
    "a dot too many": Row(
        "node",
        "f(a..b);",
        [(1, ". is too much here.", "Take . away.")],
        [Mend(1, 4, "", ".")],
    ),
    "two slips in two statements": Row(
        "php",
        "$a = f()\n\n$b = g($a;\n",
        [
            (1, "; is missing.", "Put ; after f()."),
            (3, ") is missing.", "Put ) after g($a."),
        ],
        [Mend(1, 9, ";"), Mend(3, 10, ")")],
    ),
    "letters of several bytes before the slip": Row(
        "php",
        'f("äöü€");\ng("äöü")',
        [(2, "; is missing.", 'Put ; after g("äöü").')],
        [Mend(2, 9, ";")],
    ),
    "typographic quotes and a slip besides": Row(
        "php",
        "f(“a”)",
        [
            (1, "The quote “ is none that code is written with.", 'Write " instead.'),
            (1, "The quote ” is none that code is written with.", 'Write " instead.'),
            (1, "; is missing.", 'Put ; after f("a").'),
        ],
        [Mend(1, 3, '"', "“"), Mend(1, 5, '"', "”"), Mend(1, 7, ";")],
    ),
    "nothing that one token mends": Row(
        "java", "if if if", [(1, "The grammar ends here: if was not expected.", "")], []
    ),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_what_is_missing_is_named_with_its_place(row: Row) -> None:
    """Which token is missing or too much, and beside what it belongs."""
    found = slips(row.code, row.language, parse(row.code, row.language))

    assert row.found == [(one.line, one.message, one.hint) for one in found]
    assert row.mends == mends(row.code, row.language)


@pytest.mark.parametrize(
    ("language", "code", "whole"),
    [("php", "f(1)", "f(1);"), ("ruby", "f({a: 1)", "f({a: 1})")],
    ids=["a semicolon", "a brace"],
)
def test_mended_code_has_no_slip(language: str, code: str, whole: str) -> None:
    """What has one answer is mended, and then nothing is wrong with it."""
    assert whole == mended(code, mends(code, language))
    assert [] == slips(whole, language, parse(whole, language))


def test_what_has_several_answers_is_left_as_it_is() -> None:
    """A slip with several answers is told with one of them, and none is put in."""
    code = "f(a b)"
    found = slips(code, "python", parse(code, "python"))

    assert ["= is missing."] == [one.message for one in found]
    assert [] == mends(code, "python")


def parses(act: Callable[[], object]) -> int:
    """How often a grammar parses a text while something is done."""
    count = 0

    def seen(frame: FrameType, event: str, _: Any) -> None:
        nonlocal count
        count += event == "call" and frame.f_code is parse.__code__

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        act()
    finally:
        sys.setprofile(before)
    return count


BIG = "f({\n  email: 'a',\n  source: b',\n})\n"
TRYING = {
    "a long text": "f(a: 1)\n" * 400 + BIG,
    "a string that never ends": "a = 'b\n" + "f(a: 1)\n" * 400,
    "too long to be mended": "f(a: 1)\n" * (LONG // 8) + BIG,
}


@pytest.mark.parametrize("code", TRYING.values(), ids=TRYING)
def test_a_long_text_is_parsed_a_bounded_number_of_times(code: str) -> None:
    """The longer, the fewer: what is parsed for one slip has an end."""
    tree = parse(code, "ruby")
    found = []
    count = parses(lambda: found.extend(slips(code, "ruby", tree)))

    assert found
    assert count <= CHARACTERS // len(code) + PARTS * TRIES
    assert count < 1000


DENSE = {
    "choices in choices": ("ruby", "f(" + "a?b:" * 3_000),
    "signs": ("php", "f(" + "@a " * 5_000),
    "blocks in blocks": ("node", "f(" + "if(a){" * 2_500),
}


@pytest.mark.parametrize(("language", "code"), DENSE.values(), ids=DENSE)
def test_what_a_grammar_gets_lost_in_is_not_tried(language: str, code: str) -> None:
    """Thousands of tokens that never end are not parsed again to mend them."""
    tree = parse(code, language)

    assert 0 == parses(lambda: slips(code, language, tree))


FAST = ("curl", "node")
"""The languages that every run tries; the others are for the slow tests."""

HARD = {
    "nothing": "",
    "blank lines": "\n\n",
    "binary": bytes(range(256)).decode("latin-1") * 4,
    "half a surrogate pair": "f('\ud800'",
    "nothing but openers": "(" * 500,
    "deep nesting": "f(" * 200 + ")" * 199,
    "one long word": "a" * 9000 + "(",
    "one long line": "f(a, " * 100,
    "a string that never ends": 'a = "' + "b c " * 100,
    "only quotes": "'\"`" * 30,
    "a carriage return in each line": "f(\r\n  1,\r\n",
    "prose": "This is how it's done: (see below\n" * 20,
}


@pytest.mark.parametrize(
    "language",
    [
        *FAST,
        *[pytest.param(o, marks=pytest.mark.slow) for o in LANGUAGES if o not in FAST],
    ],
)
@pytest.mark.parametrize("code", HARD.values(), ids=HARD)
def test_no_text_is_too_hard(code: str, language: str) -> None:
    """Every place that is told is one of the text."""
    lines = [*code.split("\n"), ""]
    for found in slips(code, language, parse(code, language)):
        assert 1 <= found.line <= len(lines)
        assert 1 <= found.column <= len(lines[found.line - 1]) + 1


@given(
    st.text(alphabet="ab1 \n\t\"'`(){}[];:,.$=&\\#/-<>“\u00a0é", max_size=40),
    st.sampled_from(LANGUAGES),
)
@settings(max_examples=40, deadline=None)
def test_anything_is_answered(code: str, language: str) -> None:
    """With slips, and with mends that leave none."""
    slips(code, language, parse(code, language))
    changes = mends(code, language)
    whole = mended(code, changes)

    assert not changes or [] == slips(whole, language, parse(whole, language))
