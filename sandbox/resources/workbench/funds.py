"""Money on its way: a customer sends some to a receiver."""

from dataclasses import replace

from pydantic import Field

from sandbox.domain import lifecycle, money
from sandbox.domain.levers import DEFAULT_TRANSFER
from sandbox.errors import invalid
from sandbox.request.params import Int, Params
from sandbox.resources import source_transactions
from sandbox.resources.exchange import Exchange
from sandbox.wire import StripeObject


class Fund(Params):
    """Send money to a receiver, as the customer does at the bank."""

    amount: Int | None = Field(
        None, description="In the minor unit; without it, what the source asks for."
    )


def fund(exchange: Exchange, params: Fund, source: str) -> StripeObject:
    """Let money arrive at a receiver, which then is chargeable; the source since.

    Source: docs.stripe.com/sources/sepa-credit-transfer (source transactions)
    """
    found = exchange.need("source", source)
    if found["flow"] != "receiver":
        message = (
            f"{source} is of type {found['type']}: no money can be sent to it. If it "
            "is pending, its owner authorises it."
        )
        raise invalid(message)
    if found["status"] in lifecycle.FINAL:
        message = (
            f"{source} is {found['status']}: its bank sends back what arrives now. "
            "Make a new source."
        )
        raise invalid(message)
    amount = params.amount
    if amount is None:
        amount = found["amount"] or DEFAULT_TRANSFER
    by_itself = replace(exchange, request_id=None, idempotency_key=None)
    source_transactions.arrive(by_itself, found, money.check_positive(amount))
    return found
