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
    bank_says(found, authorised=params.outcome == "succeeded")
    by_itself = replace(exchange, request_id=None, idempotency_key=None)
    trigger = "authorised" if params.outcome == "succeeded" else "refused"
    sources.happen(by_itself, found, trigger)
    return found


def bank_says(source: StripeObject, *, authorised: bool) -> None:
    """Write into a source what its owner's bank has answered, and who the owner is."""
    if not authorised:
        source["redirect"] |= {"status": "failed", "failure_reason": "declined"}
        return
    source["redirect"] |= {"status": "succeeded"}
    source["owner"] |= {"verified_name": source["owner"]["name"] or "Jenny Rosen"}
    source["ideal"] |= {
        "bank": source["ideal"]["bank"] or "ing",
        "iban_last4": "6789",
    }
