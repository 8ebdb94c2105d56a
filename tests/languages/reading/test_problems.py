"""What is wrong with a snippet, told in a few kinds, and the word that was meant."""

import pytest

from sandbox.languages.reading.problems import KINDS, did_you_mean

MEANT = {
    "a letter left out": ("Upate", "Did you mean update?"),
    "letters swapped": ("craete", "Did you mean create?"),
    "another case": ("RETRIEVE", "Did you mean retrieve?"),
    "nothing like it": ("frobnicate", ""),
    "nothing at all": ("", ""),
}


@pytest.mark.parametrize(("word", "hint"), MEANT.values(), ids=MEANT)
def test_the_word_that_was_meant(word: str, hint: str) -> None:
    """A word like a known one is named; where none is like it, nothing is guessed."""
    assert hint == did_you_mean(word, ["create", "retrieve", "update"])


def test_kinds_are_a_short_list() -> None:
    """There are a dozen kinds, each said in a line."""
    assert 12 == len(KINDS)
    assert all(KINDS.values())
