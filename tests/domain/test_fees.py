"""Fees: a share of each payment and a fixed part, and a fee for a dispute."""

import pytest

from sandbox.domain import fees
from sandbox.domain.money import CURRENCIES, LARGEST, minimum
from tests.rules import PUBLISHED

OF_PAYMENTS = [
    (2499, "eur", 97),
    (1099, "eur", 57),
    (50, "eur", 26),  # 1.45 is 1
    (500, "eur", 40),  # 14.5 is 15: half counts as whole
    (65400, "usd", 1927),
    (4995, "usd", 175),
    (999, "usd", 59),
    (1000, "gbp", 49),
    (8000, "jpy", 288),
    (1000, "sek", 59),  # without a row of its own
    (LARGEST, "eur", 2900025),
]


@pytest.mark.parametrize(("amount", "currency", "fee"), OF_PAYMENTS)
def test_the_fee_of_a_payment(amount: int, currency: str, fee: int) -> None:
    """A payment costs a share of it, rounded to the nearest cent, and a fixed part."""
    assert fee == fees.of_payment(amount, currency)


@pytest.mark.parametrize("currency", ["eur", "usd", "gbp", "jpy", "sek"])
def test_the_fee_of_a_dispute(currency: str) -> None:
    """A dispute costs 15.00, or as many of a currency without a minor unit."""
    assert 1500 == fees.of_dispute(currency)


@pytest.mark.parametrize("currency", sorted(CURRENCIES))
def test_a_payment_is_worth_its_fee(currency: str) -> None:
    """Of the least payment in any currency something is left."""
    least = minimum(currency)

    assert 0 < fees.of_payment(least, currency) < least


@pytest.mark.parametrize(
    "row", [*fees.PRICES.values(), fees.OTHER], ids=[*fees.PRICES, "other"]
)
def test_every_price_names_its_source(row: fees.Price) -> None:
    """Every row says where the price comes from, or that it is assumed."""
    assert PUBLISHED.fullmatch(row.source)
