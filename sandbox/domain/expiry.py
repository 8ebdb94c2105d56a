"""How long a card is good: to the end of a month, and for fifty years at most.

>>> check(2017, 6, 1496664000)
>>> check(2017, 5, 1496664000)
Traceback (most recent call last):
    ...
sandbox.errors.ApiError: exp_year is 2017: give a year in which the card is good, 2018 for example.
"""  # noqa: E501 - a doctest shows the whole message

from datetime import UTC, datetime

from sandbox.errors import ApiError, echo
from sandbox.wire import StripeObject

FIELDS = ("exp_month", "exp_year")
LAST_MONTH = 12
YEARS_AHEAD = 50


def month_of(now: int) -> tuple[int, int]:
    """The year and the month of a time in Unix seconds, UTC.

    >>> month_of(1496664000)
    (2017, 6)
    """
    day = datetime.fromtimestamp(now, UTC)
    return day.year, day.month


def cannot_be_right(code: str, param: str, message: str) -> ApiError:
    """A card that cannot be right as it was typed: HTTP 402.

    Source: docs.stripe.com/error-codes (incorrect_number, invalid_expiry_year, ...)
    """
    return ApiError(402, message, kind="card_error", code=code, param=param)


def check(year: int, month: int, now: int) -> None:
    """A card is good to the end of its month, and for fifty years at most.

    Raises: ApiError 402 with the code that names the field.
    """
    if not 1 <= month <= LAST_MONTH:
        message = f"exp_month is {echo(month)}: give a month from 1 to 12."
        raise cannot_be_right("invalid_expiry_month", "exp_month", message)
    this_year = month_of(now)[0]
    if (year, month) < month_of(now) or year > this_year + YEARS_AHEAD:
        message = (
            f"exp_year is {echo(year)}: give a year in which the card is good, "
            f"{this_year + 1} for example."
        )
        raise cannot_be_right("invalid_expiry_year", "exp_year", message)


def renewed(sent: StripeObject, card: StripeObject, now: int) -> StripeObject:
    """The expiry of a card after an update, when the card is good by it."""
    expiry: StripeObject = {name: card[name] for name in FIELDS} | sent
    check(expiry["exp_year"], expiry["exp_month"], now)
    return expiry
