"""At the bank: the owner of a pending source authorises it, or refuses to."""

from dataclasses import replace
from typing import Literal

from pydantic import Field

from sandbox.errors import invalid
from sandbox.request.params import Params
from sandbox.resources import sources
from sandbox.resources.exchange import Exchange
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
            f"{source} is {found['status']}: only a pending source waits for that."
        )
        raise invalid(message)
    if found["flow"] == "receiver":
        message = (
            f"{source} waits for money, not for a word: sandbox.fund('{source}') sends "
            f"it, as does POST /_sandbox/sources/{source}/fund."
        )
        raise invalid(message)
    by_itself = replace(exchange, request_id=None, idempotency_key=None)
    trigger = "authorised" if params.outcome == "succeeded" else "refused"
    sources.happen(by_itself, found, trigger)
    return found
