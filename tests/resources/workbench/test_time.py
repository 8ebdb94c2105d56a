"""Time moves when it is told to, and what is due happens on the way."""

from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.clock import LATEST
from tests.asking import INVALID
from tests.resources.making import (
    IDEAL,
    SEPA,
    START,
    a_source,
    charge,
    refusal,
    the_source,
)

TEN_YEARS = 3650 * 86400

MOVES = {
    "not at all": ({}, 0),
    "a second": ({"seconds": 1}, 1),
    "a bit of each": ({"days": 1, "hours": 1, "minutes": 1, "seconds": 1}, 90061),
    "more than an hour of minutes": ({"minutes": 90}, 5400),
    "ten years": ({"days": 3650}, 3650 * 86400),
}


@pytest.mark.parametrize(("sent", "seconds"), MOVES.values(), ids=MOVES)
def test_time_moves(sandbox: Sandbox, sent: dict[str, int], seconds: int) -> None:
    """The clock moves by days, hours, minutes and seconds, all counted together."""
    expected = {"object": "sandbox.clock", "now": START + seconds, "happened": []}

    assert expected == sandbox.advance(**sent)
    assert START + seconds == the_source(sandbox, a_source(sandbox))["created"]


STANDS: dict[str, tuple[dict[str, Any], str | None, str | None]] = {
    "back": ({"hours": -1}, None, None),
    "back and forth": ({"days": 1, "seconds": -1}, None, None),
    "more than ten years": ({"days": 3650, "seconds": 1}, None, None),
    "half an hour": ({"hours": "0.5"}, "parameter_invalid_integer", "hours"),
    "in weeks": ({"weeks": 1}, "parameter_unknown", "weeks"),
}


@pytest.mark.parametrize(("sent", "code", "param"), STANDS.values(), ids=STANDS)
def test_time_stands_still(
    sandbox: Sandbox, sent: dict[str, Any], code: str | None, param: str | None
) -> None:
    """The clock goes forward, in whole units, at most ten years at once."""
    assert (400, INVALID, code, param) == refusal(sandbox, "workbench.advance", **sent)


def test_time_ends(sandbox: Sandbox) -> None:
    """The clock goes to the year 9999 and no further, and cards are charged there."""
    for _ in range((LATEST - START) // TEN_YEARS):
        sandbox.advance(days=3650)

    assert (400, INVALID, None, None) == refusal(
        sandbox, "workbench.advance", days=3650
    )
    sandbox.advance(seconds=(LATEST - START) % TEN_YEARS)
    paid = sandbox.call("charges.create", amount=99, currency="eur", source="tok_visa")
    assert LATEST == paid["created"]


def test_what_follows_happens_in_one_move(sandbox: Sandbox) -> None:
    """What is due on the way happens in its order: times first, then who came first."""
    debit = charge(sandbox, source=a_source(sandbox, **SEPA))["id"]
    first, second = (a_source(sandbox, **IDEAL) for _ in range(2))

    moved = sandbox.advance(days=10)

    assert [first, second, debit] == [due["object_id"] for due in moved["happened"]]
    assert ["canceled", "canceled", "succeeded"] == [
        due["status"] for due in moved["happened"]
    ]
    assert [] == sandbox.advance(days=10)["happened"]
