"""At the bank: the owner of a pending source authorises it, or refuses to."""

from dataclasses import replace
from typing import Literal

from pydantic import Field

from sandbox.errors import invalid
from sandbox.request.params import Params
from sandbox.resources import sources
from sandbox.resources.exchange import Exchange
from sandbox.resources.workbench import funds
from sandbox.wire import StripeObject


class Authorise(Params):
    """Do what the customer does on the bank's page."""

    outcome: Literal["succeeded", "failed"] = Field(
        "succeeded", description="Whether the customer authorises the payment."
    )


def authorise(exchange: Exchange, params: Authorise, source: str) -> StripeObject:
    """Authorise a pending source, or refuse to, as its owner does at the bank.

    Source: docs.stripe.com/sources/ideal (the test page has both buttons)
    """
    found = exchange.need("source", source)
    if found["status"] != "pending":
        message = (
            f"{source} is {found['status']}: its owner has decided, or need not. Only "
            "a pending source can be authorised or failed: create another one."
        )
        raise invalid(message)
    if found["flow"] == "receiver":
        return paid(exchange, params, source)
    by_itself = replace(exchange, request_id=None, idempotency_key=None)
    trigger = "authorised" if params.outcome == "succeeded" else "refused"
    sources.happen(by_itself, found, trigger)
    return found


def paid(exchange: Exchange, params: Authorise, source: str) -> StripeObject:
    """Send what a receiver asks for: how its owner authorises a payment.

    Assumed: nobody is asked at a bank, so nobody can refuse.
    """
    if params.outcome == "failed":
        message = (
            f"{source} waits for money, and nobody is asked for it. Send none, and let "
            "time go by: sandbox.advance(days=7)."
        )
        raise invalid(message, param="outcome")
    return funds.fund(exchange, funds.Fund(amount=None), source)
