"""Ids and times that repeat."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox import clock

PREFIXES = ["cus_", "src_", "ch_", "py_", "re_", "evt_", "tok_", "card_", "req_"]
SEEDS = st.integers(-(2**63), 2**63 - 1)


def test_the_clock_begins_at_noon_of_the_day_of_the_page() -> None:
    """The first moment is 2017-06-05, 12:00:00 UTC."""
    assert datetime(2017, 6, 5, 12, tzinfo=UTC).timestamp() == clock.START


@pytest.mark.parametrize(
    ("prefix", "length"),
    [
        ("cus_", 14),
        ("req_", 14),
        ("src_", 24),
        ("ch_", 24),
        ("src_client_secret_", 24),
    ],
)
def test_an_id_has_the_length_of_its_kind(prefix: str, length: int) -> None:
    """An id is its prefix and 24 letters and digits, unless its kind has another."""
    made = clock.identifier(2, prefix, 1)

    assert re.fullmatch(prefix + f"[0-9A-Za-z]{{{length}}}", made)


@given(SEEDS, st.sampled_from(PREFIXES), st.integers(0, 10**12))
@settings(max_examples=100, derandomize=True, deadline=None)
def test_an_id_depends_on_nothing_else(seed: int, prefix: str, number: int) -> None:
    """An id is made of a seed, a prefix and a number, and the same each time."""
    made = clock.identifier(seed, prefix, number)

    assert made == clock.identifier(seed, prefix, number)
    assert made != clock.identifier(seed, prefix, number + 1)
    assert made != clock.identifier(seed ^ 1, prefix, number)


def test_ids_of_one_seed_are_all_different() -> None:
    """Ten thousand ids of one sandbox are ten thousand different ones."""
    made = {
        clock.identifier(2, prefix, number)
        for prefix in PREFIXES
        for number in range(10_000 // len(PREFIXES) + 1)
    }

    assert 10_000 <= len(made)


def test_the_same_number_gives_each_prefix_letters_of_its_own() -> None:
    """What follows the prefix differs from prefix to prefix."""
    tails = {clock.identifier(2, prefix, 1).removeprefix(prefix) for prefix in PREFIXES}

    assert len(PREFIXES) == len(tails)


@given(SEEDS, st.text(max_size=50), st.integers(1, 43))
@settings(max_examples=100, derandomize=True, deadline=None)
def test_a_scramble_is_letters_and_digits(seed: int, text: str, length: int) -> None:
    """A scramble is as many letters and digits as asked for, and says nothing else."""
    made = clock.scramble(seed, text, length)

    assert re.fullmatch(f"[0-9A-Za-z]{{{length}}}", made)
