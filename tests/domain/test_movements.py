"""Movements of money: what each is called, what it costs, when it is there."""

import pytest

from sandbox.domain.movements import (
    BY_TYPE,
    DAY,
    MOVEMENTS,
    Movement,
    available,
    fee,
    since,
    whole,
)
from tests.resources.making import START
from tests.rules import PUBLISHED

MIDNIGHT = START - START % DAY
SHOWN = {
    # movement: type, reporting category, amount, fee and net, of 10.99 eur
    "charge": ("charge", "charge", 1099, 57, 1042),
    "payment": ("payment", "charge", 1099, 57, 1042),
    "refund": ("refund", "refund", -1099, 0, -1099),
    "payment_refund": ("payment_refund", "refund", -1099, 0, -1099),
    "refund_failure": ("refund_failure", "refund_failure", 1099, 0, 1099),
    "dispute": ("adjustment", "dispute", -1099, 1500, -2599),
    "dispute_reversal": ("adjustment", "dispute_reversal", 1099, -1500, 2599),
}


def test_every_movement_is_expected() -> None:
    """Every row of the table stands in the one below, and is told from the others."""
    assert SHOWN.keys() == MOVEMENTS.keys()
    assert len(MOVEMENTS) == len(BY_TYPE)


@pytest.mark.parametrize("name", SHOWN)
def test_what_a_movement_shows(name: str) -> None:
    """Net is amount less fee; the fee of a dispute is paid, and comes back with it."""
    row = MOVEMENTS[name]
    record = {
        "id": "txn_1",
        "object": "balance_transaction",
        "amount": row.direction * 1099,
        "created": START,
        "currency": "eur",
        "fee": fee(row, 1099, "eur"),
        "source": "ch_1",
        "type": row.type,
    }

    shown = whole(record, now=START)

    assert SHOWN[name] == tuple(
        shown[key] for key in ("type", "reporting_category", "amount", "fee", "net")
    )
    assert [shown["fee"]] * bool(shown["fee"]) == [
        one["amount"] for one in shown["fee_details"]
    ]


@pytest.mark.parametrize("row", MOVEMENTS.values(), ids=MOVEMENTS)
def test_every_row_names_its_source(row: Movement) -> None:
    """Every row says where the rule comes from, or that it is assumed."""
    assert PUBLISHED.fullmatch(row.source)


@pytest.mark.parametrize("created", [MIDNIGHT, START, MIDNIGHT + DAY - 1])
def test_money_is_available_a_week_later(created: int) -> None:
    """Whatever the hour, money is available at midnight of the seventh day after."""
    assert MIDNIGHT + 7 * DAY == available(created)


@pytest.mark.parametrize("now", [MIDNIGHT, START, MIDNIGHT + DAY - 1])
def test_what_moved_before_is_available(now: int) -> None:
    """The bound parts what is available from what is on its way, to the second."""
    bound = since(now)

    assert available(bound - 1) <= now < available(bound)
