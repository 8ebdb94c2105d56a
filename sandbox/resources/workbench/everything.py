"""Everything at once: list all of one kind, or forget it all."""

from typing import Literal

from pydantic import Field

from sandbox.request.paging import Page
from sandbox.request.params import Params, Text
from sandbox.resources.exchange import Exchange
from sandbox.wire import StripeObject


class Reset(Params):
    """Forget everything."""


class ListObjects(Page):
    """Everything of one kind, in the order it was made."""

    collection: Literal[
        "customers", "sources", "charges", "refunds", "events", "tokens"
    ] = Field(description="Which kind.")
    customer: Text | None = Field(None, description="Only what belongs to it.")


def reset(exchange: Exchange, _: Reset) -> StripeObject:
    """Forget every object, the journal and the agenda; clock and ids begin anew."""
    exchange.store.reset()
    return {"object": "sandbox.clock", "now": exchange.now, "happened": []}


def list_objects(exchange: Exchange, params: ListObjects) -> StripeObject:
    """Everything of one kind, the oldest first."""
    where = {"owner =": params.customer} if params.customer else None
    return exchange.page(
        params.collection, params, "/_sandbox/objects", where=where, newest_first=False
    )
