"""Money: whole minor units, between a floor and a ceiling, in a known currency."""

import pytest

from sandbox.domain import money
from sandbox.errors import ApiError
from tests.asking import INVALID


@pytest.mark.parametrize("code", ["eur", "EUR", "eUr"])
def test_a_currency_is_answered_in_small_letters(code: str) -> None:
    """A currency may be written in capitals, and is answered in small letters."""
    assert "eur" == money.check_currency(code)


@pytest.mark.parametrize(
    "code", ["", "xyz", "eu", "euro", "€", "eur ", "e\x00r", "İsk"]
)
def test_an_unknown_currency_is_refused(code: str) -> None:
    """A currency that is not supported is a 400 for the currency, without a code."""
    with pytest.raises(ApiError, match="give a three-letter code") as refused:
        money.check_currency(code)

    error = refused.value
    assert (400, INVALID, None) == (error.status, error.kind, error.code)
    assert "currency" == error.param


@pytest.mark.parametrize("code", sorted(money.CURRENCIES))
def test_a_currency_is_three_small_letters(code: str) -> None:
    """Every currency of the table is three small letters."""
    assert (3, True, code) == (len(code), code.isalpha(), code.lower())


FLOORS = [
    ("aud", 50),
    ("brl", 50),
    ("cad", 50),
    ("chf", 50),
    ("dkk", 250),
    ("eur", 50),
    ("gbp", 30),
    ("hkd", 400),
    ("huf", 50),  # without a published minimum
    ("jpy", 50),
    ("mxn", 1000),
    ("nok", 300),
    ("nzd", 50),
    ("sek", 300),
    ("sgd", 50),
    ("usd", 50),
]


@pytest.mark.parametrize(("currency", "least"), FLOORS)
def test_the_least_amount_depends_on_the_currency(currency: str, least: int) -> None:
    """The least amount of a charge is that of its currency; one less is too small."""
    assert least == money.check_amount(least, currency)
    with pytest.raises(ApiError, match=f"{currency} is {least}") as refused:
        money.check_amount(least - 1, currency)

    error = refused.value
    assert (400, INVALID) == (error.status, error.kind)
    assert ("amount_too_small", "amount") == (error.code, error.param)


@pytest.mark.parametrize("currency", sorted(money.MINIMUMS))
def test_a_currency_with_a_floor_is_a_currency(currency: str) -> None:
    """Every currency with a published minimum is one that is supported."""
    assert currency in money.CURRENCIES


def test_the_largest_amount_has_eight_digits() -> None:
    """The largest amount has eight digits; one more is too large."""
    assert 99_999_999 == money.check_amount(99_999_999, "usd")
    with pytest.raises(ApiError, match="99999999") as refused:
        money.check_amount(100_000_000, "usd")

    error = refused.value
    assert (400, INVALID) == (error.status, error.kind)
    assert ("amount_too_large", "amount") == (error.code, error.param)


@pytest.mark.parametrize("amount", [0, -1, -1099, -(10**17)])
def test_an_amount_is_at_least_one(amount: int) -> None:
    """Nothing, and less than nothing, is no amount of money."""
    for check in (money.check_positive, lambda n: money.check_amount(n, "eur")):
        with pytest.raises(ApiError, match="at least 1") as refused:
            check(amount)

        error = refused.value
        assert (400, INVALID) == (error.status, error.kind)
        assert ("parameter_invalid_integer", "amount") == (error.code, error.param)


def test_one_is_an_amount() -> None:
    """One minor unit is an amount of money, though too little to be charged."""
    assert 1 == money.check_positive(1)


UNITS = {
    "eur": "cents",
    "gbp": "pence",
    "jpy": "whole JPY",
    "pln": "hundredths of PLN",
}


@pytest.mark.parametrize(("currency", "expected"), UNITS.items(), ids=UNITS)
def test_what_an_amount_counts(currency: str, expected: str) -> None:
    """The minor unit has a name that people know; without one, whole money counts."""
    assert expected == money.minor_unit(currency)


def test_who_has_a_minimum_has_a_name_for_its_minor_unit() -> None:
    """The two tables are about the same currencies, as far as they have one."""
    assert money.MINIMUMS.keys() - money.WITHOUT_MINOR_UNIT == money.MINOR_UNITS.keys()
