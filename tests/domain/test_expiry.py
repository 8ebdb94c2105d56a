"""How long a card is good: which expiry can be right, and which cannot."""

import pytest

from sandbox.domain.expiry import check, month_of, renewed
from sandbox.errors import ApiError
from tests.asking import CARD

JUNE = 1496664000
"""2017-06-05T12:00:00Z"""

GOOD = {
    "this month": (2017, 6),
    "next month": (2017, 7),
    "next January": (2018, 1),
    "in fifty years": (2067, 12),
}


@pytest.mark.parametrize(("year", "month"), GOOD.values(), ids=GOOD)
def test_a_card_that_is_good(year: int, month: int) -> None:
    """A card is good to the end of its month, and for fifty years at most."""
    check(year, month, JUNE)


BAD = {
    "no month": (2030, 0, "month"),
    "a thirteenth month": (2030, 13, "month"),
    "last month": (2017, 5, "year"),
    "last year": (2016, 12, "year"),
    "two digits": (30, 1, "year"),
    "in 51 years": (2068, 1, "year"),
}


@pytest.mark.parametrize(("year", "month", "field"), BAD.values(), ids=BAD)
def test_a_card_that_is_not_good(year: int, month: int, field: str) -> None:
    """A month that there is not, or a year in which the card is not good, is a 402."""
    with pytest.raises(ApiError) as caught:
        check(year, month, JUNE)

    error = caught.value
    assert (402, CARD) == (error.status, error.kind)
    assert (f"invalid_expiry_{field}", f"exp_{field}") == (error.code, error.param)


def test_a_month_ends_in_utc() -> None:
    """The month is that of the time in UTC, to its last second."""
    assert (2017, 6) == month_of(1498867199)
    assert (2017, 7) == month_of(1498867200)


def test_what_was_not_sent_stays() -> None:
    """A renewed card keeps the part of its expiry that was not sent."""
    card = {"exp_month": 6, "exp_year": 2018, "last4": "4242"}

    assert {"exp_month": 8, "exp_year": 2018} == renewed({"exp_month": 8}, card, JUNE)
    assert {"exp_month": 6, "exp_year": 2030} == renewed({"exp_year": 2030}, card, JUNE)
