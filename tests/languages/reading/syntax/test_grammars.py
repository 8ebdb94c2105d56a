"""Grammars are given code, and let go of it."""

import tracemalloc

import pytest

from sandbox.languages import LANGUAGES
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
