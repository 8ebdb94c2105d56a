"""What Stripe keeps for itself: a share of each payment, and a fee for each dispute.

>>> of_payment(2499, "eur"), of_dispute("eur")
(97, 1500)
"""

from typing import NamedTuple


class Price(NamedTuple):
    """What is charged in a currency; `fixed` and `dispute` are in its minor unit."""

    per_mille: int
    fixed: int
    dispute: int
    source: str


PRICES = {
    "eur": Price(
        29, 25, 1500,
        "Source: liberapay/liberapay.com, tests/py/fixtures/TestPayinsStripe.yml (97 of"
        " 2499). Assumed: the fee of a dispute, as for usd",
    ),
    "usd": Price(
        29, 30, 1500,
        "Source: dj-stripe/dj-stripe, tests/__init__.py (1927 of 65400, and 1500 for a"
        " dispute)",
    ),
    "gbp": Price(29, 20, 1500, "Assumed: as for eur, with the usual fixed part"),
    "jpy": Price(36, 0, 1500, "Assumed: a share alone, as there is no minor unit"),
}  # fmt: skip

OTHER = Price(29, 30, 1500, "Assumed: a currency without a row is priced like usd")
"""Assumed: every type of source costs what a card costs."""


def price(currency: str) -> Price:
    """The row of a currency."""
    return PRICES.get(currency, OTHER)


def of_payment(amount: int, currency: str) -> int:
    """The fee of a payment, in the minor unit; half a cent counts as a whole one.

    >>> of_payment(65400, "usd")
    1927

    Source: dj-stripe/dj-stripe, tests/__init__.py (1926.6 became 1927)
    """
    row = price(currency)
    return (amount * row.per_mille + 500) // 1000 + row.fixed


def of_dispute(currency: str) -> int:
    """The fee of a dispute, in the minor unit; it comes back when the dispute is won.

    Assumed: it comes back, as it did in the years of the page; since 2025 it is kept.
    """
    return price(currency).dispute
