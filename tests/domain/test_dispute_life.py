"""The life of a dispute: every move is a row of a table, and there are no others."""

from itertools import product
from typing import get_args

import pytest

from sandbox.domain import dispute_life
from sandbox.domain.card_numbers import CARDS
from sandbox.domain.dispute_life import (
    CLOSED,
    DEBIT,
    MOVES,
    REFUNDABLE,
    UNANSWERED,
    VERDICTS,
    Move,
    Status,
)
from tests.rules import PUBLISHED

STATUSES: tuple[Status, ...] = get_args(Status)
TRIGGERS = sorted({row.trigger for row in MOVES})

EXPECTED = {
    # before, trigger: after, the money that moves, which events of a dispute are told
    (None, "disputed"): ("needs_response", "out", "created funds_withdrawn"),
    (None, "inquired"): ("warning_needs_response", None, "created"),
    (None, "debit disputed"): ("lost", "out", "created funds_withdrawn closed"),
    ("needs_response", "submitted"): ("under_review", None, "updated"),
    ("needs_response", "accepted"): ("lost", None, "closed"),
    ("needs_response", "overdue"): ("lost", None, "closed"),
    ("under_review", "submitted"): ("under_review", None, "updated"),
    ("under_review", "won"): ("won", "back", "funds_reinstated closed"),
    ("under_review", "lost"): ("lost", None, "closed"),
    ("under_review", "accepted"): ("lost", None, "closed"),
    ("warning_needs_response", "submitted"): ("warning_under_review", None, "updated"),
    ("warning_needs_response", "accepted"): ("warning_closed", None, "closed"),
    ("warning_needs_response", "overdue"): ("warning_closed", None, "closed"),
    ("warning_under_review", "submitted"): ("warning_under_review", None, "updated"),
    ("warning_under_review", "won"): ("warning_closed", None, "closed"),
    ("warning_under_review", "escalated"): (
        "needs_response",
        "out",
        "updated funds_withdrawn",
    ),
    ("warning_under_review", "accepted"): ("warning_closed", None, "closed"),
}


def words(row: Move) -> str:
    """A row of the table as the name of a test."""
    return f"{row.before} {row.trigger}"


def named(events: tuple[str, ...]) -> str:
    """Events by what they tell of a dispute."""
    assert all(event.startswith("charge.dispute.") for event in events)
    return " ".join(event.removeprefix("charge.dispute.") for event in events)


@pytest.mark.parametrize(
    ("before", "trigger"), list(product([None, *STATUSES], TRIGGERS))
)
def test_a_dispute_moves_as_the_table_says_and_no_other_way(
    before: Status | None, trigger: str
) -> None:
    """Whatever happens to a dispute, it moves as expected, or not at all."""
    row = dispute_life.move(before, trigger)

    assert EXPECTED.get((before, trigger)) == (
        row and (row.after, row.money, named(row.events))
    )


def test_every_status_is_either_open_or_closed() -> None:
    """A closed dispute stays as it is; every other one can still move."""
    moving = {row.before for row in MOVES if row.before}

    assert moving == set(STATUSES) - set(CLOSED)
    assert set(UNANSWERED) <= moving


@pytest.mark.parametrize("row", MOVES, ids=words)
def test_money_goes_out_before_it_comes_back(row: Move) -> None:
    """Only what was taken comes back, and then the charge can be refunded again."""
    taken = {"needs_response", "under_review", "won", "lost"}

    assert (row.money == "out") == (row.after in taken and row.before not in taken)
    assert (row.money == "back") == (row.after == "won")
    assert set(STATUSES) - set(REFUNDABLE) == {*taken} - {"won"}


@pytest.mark.parametrize("row", MOVES, ids=words)
def test_events_tell_what_the_money_does(row: Move) -> None:
    """Money that moves is told, and so is the end of a dispute."""
    moved = {"out": dispute_life.WITHDRAWN, "back": dispute_life.REINSTATED}
    told = moved.get(row.money or "")

    assert {told} - {None} == set(moved.values()) & set(row.events)
    assert (dispute_life.CREATED in row.events) == (row.before is None)
    assert (dispute_life.ENDED in row.events) == (row.after in CLOSED)


@pytest.mark.parametrize("row", MOVES, ids=words)
def test_every_row_names_its_source(row: Move) -> None:
    """Every row says where the rule comes from, or that it is assumed."""
    assert PUBLISHED.fullmatch(row.source)


def test_every_claim_and_verdict_is_a_trigger() -> None:
    """What a bank says first, and what it says last, are triggers of the table."""
    claims = {card.dispute for card in CARDS.values() if card.dispute} | {DEBIT}

    assert {row.trigger for row in MOVES if row.before is None} == {
        one.trigger for one in claims
    }
    assert set(VERDICTS.values()) <= set(TRIGGERS)


@pytest.mark.parametrize("hour", [0, 12 * 3600, 86399])
def test_a_dispute_is_answered_within_eight_days(hour: int) -> None:
    """A dispute can be answered until the end of the eighth day, whatever its hour."""
    assert 9 * 86400 - 1 == dispute_life.due_by(hour)
