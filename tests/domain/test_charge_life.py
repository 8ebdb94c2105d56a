"""The life of a charge: every move is a row of a table, and there are no others."""

from itertools import product
from typing import get_args

import pytest

from sandbox.domain import charge_life
from sandbox.domain.charge_life import MOVES, Move, Status
from sandbox.domain.event_types import EVENT_TYPES
from tests.rules import PUBLISHED

STATUSES: tuple[Status, ...] = get_args(Status)
TRIGGERS = sorted({row.trigger for row in MOVES})

EXPECTED = {
    # before, trigger, captured: after, the money that moves
    (None, "paid", True): ("succeeded", "in"),
    (None, "paid", False): ("succeeded", "in"),
    (None, "reserved", True): ("succeeded", None),
    (None, "reserved", False): ("succeeded", None),
    (None, "debited", True): ("pending", None),
    (None, "debited", False): ("pending", None),
    (None, "declined", True): ("failed", None),
    (None, "declined", False): ("failed", None),
    ("pending", "settled", True): ("succeeded", "in"),
    ("pending", "sent back", True): ("failed", None),
    ("pending", "refunded", True): ("pending", None),
    ("succeeded", "captured", False): ("succeeded", "in"),
    ("succeeded", "hold expired", False): ("succeeded", None),
    ("succeeded", "refunded", False): ("succeeded", None),
    ("succeeded", "refunded", True): ("succeeded", None),
    ("succeeded", "disputed", True): ("succeeded", None),
}


def words(row: Move) -> str:
    """A row of the table as the name of a test."""
    return f"{row.before} {row.trigger}"


@pytest.mark.parametrize(
    ("before", "trigger", "captured"),
    list(product([None, *STATUSES], TRIGGERS, [True, False])),
)
def test_a_charge_moves_as_the_table_says_and_no_other_way(
    before: Status | None, trigger: str, captured: bool
) -> None:
    """Whatever happens to a charge, it moves as expected, or not at all."""
    row = charge_life.move(before, trigger, captured=captured)
    expected = EXPECTED.get((before, trigger, captured))

    assert expected == (row and (row.after, row.money))


@pytest.mark.parametrize(
    ("waits", "captured", "trigger"),
    [
        (False, True, "paid"),
        (False, False, "reserved"),
        (True, True, "debited"),
    ],
)
def test_how_a_charge_begins(waits: bool, captured: bool, trigger: str) -> None:
    """A charge is paid at once, only reserved, or pending until its bank answers."""
    assert trigger == charge_life.begin(waits=waits, captured=captured).trigger


@pytest.mark.parametrize("row", MOVES, ids=words)
def test_every_row_names_its_source(row: Move) -> None:
    """Every row says where the rule comes from, or that it is assumed."""
    assert PUBLISHED.fullmatch(row.source)


@pytest.mark.parametrize("row", MOVES, ids=words)
def test_every_row_is_told(row: Move) -> None:
    """Every move is told as an event of the charge, but for those of a dispute."""
    assert ("" if row.trigger == "disputed" else row.event) == row.event
    assert row.event in {"", *EVENT_TYPES}


@pytest.mark.parametrize("row", MOVES, ids=words)
def test_money_comes_once(row: Move) -> None:
    """Money comes in with success, and never to a charge that was captured before."""
    assert row.money is None or "succeeded" == row.after
    assert row.money is None or row.before == "pending" or row.captured is not True
