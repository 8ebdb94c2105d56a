"""Grammars are given code, and let go of it."""

import tracemalloc

import pytest

from sandbox.languages import LANGUAGES
from sandbox.languages.reading.syntax import grammars
from sandbox.languages.reading.syntax.grammars import parse

BLANKS = " " * 3000


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_piles_up(language: str) -> None:
    """After a hundred texts less is held than a few of them are long."""
    parse(BLANKS, language)
    tracemalloc.start()
    try:
        for number in range(30):
            parse(f"{BLANKS}{number}", language)
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert held < 8 * len(BLANKS)


FOREIGN = {
    "curl": "größe=1",
    "ruby": "größe = 1",
    "python": "größe = 1",
    "php": "$größe = 1;",
    "java": "int größe = 1;",
    "node": "größe = 変数;",
    "go": "größe = 変数",
}


@pytest.mark.parametrize("most", [0, 50_000], ids=["many texts before", "a few"])
@pytest.mark.parametrize(("language", "code"), FOREIGN.items(), ids=FOREIGN)
def test_a_name_may_have_letters_of_any_alphabet(
    language: str, code: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the languages themselves take it; however much was parsed before."""
    monkeypatch.setattr(grammars, "MOST_KEPT", most)

    assert not parse(code, language).root_node.has_error


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where that many pieces are kept, others are given letter by letter."""
    monkeypatch.setattr(grammars, "MOST_KEPT", 5)
    kept: dict[bytes, bytes] = {}
    monkeypatch.setattr(grammars, "KEPT", kept)
    parse("abcdefghijklmnopqrstuvwxyz = 0", "python")

    assert 5 == sum(len(piece) == grammars.PIECE for piece in kept)
