"""What a movement of money is called and costs: the recorded shapes."""

from typing import NamedTuple

import pytest

from sandbox import Sandbox
from tests.resources.making import a_source, charge

LIBERAPAY = "Source: liberapay/liberapay.com, tests/py/fixtures/TestPayinsStripe.yml"
DJ_STRIPE = "Source: dj-stripe/dj-stripe, tests/__init__.py"


class Rule(NamedTuple):
    """A charge of a card: what it costs, and what is left of it."""

    amount: int
    currency: str
    fee: int
    net: int
    source: str


RULES = {
    "24.99 eur": Rule(2499, "eur", 97, 2402, LIBERAPAY),
    "654.00 usd": Rule(65400, "usd", 1927, 63473, DJ_STRIPE),
    "10.00 gbp": Rule(
        1000, "gbp", 49, 951, "Assumed: as for eur, with the usual fixed part"
    ),
    "8000 jpy": Rule(
        8000, "jpy", 288, 7712, "Assumed: a share alone, as there is no minor unit"
    ),
}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_what_a_charge_costs(sandbox: Sandbox, rule: Rule) -> None:
    """A charge costs a share of it and a fixed part; the rest is the account's."""
    made = charge(
        sandbox,
        source=a_source(sandbox),
        amount=rule.amount,
        currency=rule.currency,
        expand=["balance_transaction"],
    )

    moved = made["balance_transaction"]
    assert (rule.amount, rule.fee, rule.net) == tuple(
        moved[name] for name in ("amount", "fee", "net")
    )
    assert (rule.currency, made["id"], "charge", "charge") == tuple(
        moved[name] for name in ("currency", "source", "type", "reporting_category")
    )
