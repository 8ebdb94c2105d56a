"""The life of a refund: every move is a row of a table, and there are no others."""

from itertools import product
from typing import get_args

import pytest

from sandbox.domain import refund_life
from sandbox.domain.refund_life import MOVES, Move, Status
from tests.rules import PUBLISHED

STATUSES: tuple[Status, ...] = get_args(Status)
TRIGGERS = sorted({row.trigger for row in MOVES})

EXPECTED = {
    # before, trigger: after, the money that moves, what is told
    (None, "given back"): ("succeeded", "out", None),
    (None, "released"): ("succeeded", None, None),
    (None, "promised"): ("pending", None, None),
    ("pending", "charge succeeded"): ("succeeded", "out", "charge.refund.updated"),
    ("pending", "charge failed"): ("canceled", None, "charge.refund.updated"),
    ("succeeded", "returned"): ("failed", "back", "charge.refund.updated"),
}


def words(row: Move) -> str:
    """A row of the table as the name of a test."""
    return f"{row.before} {row.trigger}"


@pytest.mark.parametrize(
    ("before", "trigger"), list(product([None, *STATUSES], TRIGGERS))
)
def test_a_refund_moves_as_the_table_says_and_no_other_way(
    before: Status | None, trigger: str
) -> None:
    """Whatever happens to a refund, it moves as expected, or not at all."""
    row = refund_life.move(before, trigger)

    expected = EXPECTED.get((before, trigger))
    assert expected == (row and (row.after, row.money, row.event))


@pytest.mark.parametrize(
    ("status", "captured", "trigger"),
    [
        ("succeeded", True, "given back"),
        ("succeeded", False, "released"),
        ("pending", True, "promised"),
    ],
)
def test_how_a_refund_begins(status: str, captured: bool, trigger: str) -> None:
    """A refund waits for a pending charge, and lets go of what was only reserved."""
    assert trigger == refund_life.begin(status=status, captured=captured).trigger


@pytest.mark.parametrize("row", MOVES, ids=words)
def test_every_row_names_its_source(row: Move) -> None:
    """Every row says where the rule comes from, or that it is assumed."""
    assert PUBLISHED.fullmatch(row.source)


@pytest.mark.parametrize("row", MOVES, ids=words)
def test_money_moves_as_far_as_a_refund_succeeds(row: Move) -> None:
    """Money goes out only with success, and comes back only when that fails."""
    ways = {"out": "succeeded", "back": "failed", None: row.after}

    assert ways[row.money] == row.after
