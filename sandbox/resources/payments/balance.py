"""The balance: what the account holds, available by now or still on its way."""

from sandbox.domain import movements
from sandbox.request.params import Params
from sandbox.resources.exchange import Exchange
from sandbox.wire import StripeObject

HOME = "eur"
"""Assumed: the currency of the account, which is shown even when nothing is held."""

NET = "(body ->> 'amount') - (body ->> 'fee')"
CURRENCY = "body ->> 'currency'"


def retrieve(exchange: Exchange, _: Params) -> StripeObject:
    """What the account holds, in the minor unit of each currency.

    Assumed: it holds each currency it is paid in, and never pays out. `source_types`
    counts all of it as card, as the account's only kind.
    Source: docs.stripe.com/api/balance/balance_object
    """
    opened = movements.since(exchange.now)
    return {
        "object": "balance",
        "available": held(exchange, {"created <": opened}),
        "livemode": False,
        "pending": held(exchange, {"created >=": opened}),
    }


def held(exchange: Exchange, when: dict[str, int]) -> list[StripeObject]:
    """The sums of all balance transactions of a time, one for each currency."""
    sums = exchange.store.totals("balance_transactions", NET, when, by=CURRENCY)
    return [
        {"amount": amount, "currency": currency, "source_types": {"card": amount}}
        for currency, amount in sorted(({HOME: 0} | sums).items())
    ]
