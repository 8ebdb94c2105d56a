"""Everything at once: look at any object, list all of one kind, or forget it all."""

from typing import Literal

from pydantic import Field

from sandbox.errors import no_such
from sandbox.request.paging import Page
from sandbox.request.params import Flag, Params, Text
from sandbox.resources.exchange import Exchange
from sandbox.wire import StripeObject


class Reset(Params):
    """Forget everything."""


class ListObjects(Page):
    """Everything of one kind, as it came: made, or for a source attached or detached.

    That moves a source to the end.
    """

    collection: Literal[
        "customers",
        "sources",
        "source_transactions",
        "charges",
        "refunds",
        "disputes",
        "balance_transactions",
        "events",
        "tokens",
    ] = Field(description="Which kind.")
    customer: Text | None = Field(None, description="Only what belongs to it.")
    status: Text | None = Field(None, description="Only what has this status.")
    newest_first: Flag = Field(False, description="The other way round.")  # noqa: FBT003


def reset(exchange: Exchange, _: Reset) -> StripeObject:
    """Forget every object, the journal and the agenda; clock and ids begin anew."""
    exchange.store.reset()
    return {"object": "sandbox.clock", "now": exchange.now, "happened": []}


def list_objects(exchange: Exchange, params: ListObjects) -> StripeObject:
    """Everything of one kind, what came first at the beginning unless asked otherwise.

    A source comes anew when it is attached or detached.
    """
    where: dict[str, object] = {}
    if params.customer:
        where["owner ="] = params.customer
    if params.status:
        where["body ->> 'status' ="] = params.status
    return exchange.page(
        params.collection,
        params,
        "/_sandbox/objects",
        where=where,
        newest_first=params.newest_first,
    )


def retrieve_object(exchange: Exchange, _: Params, object_id: str) -> StripeObject:
    """Any object by its id, without a trace in the journal of requests."""
    found = exchange.store.find(object_id)
    if found is None:
        raise no_such("object", object_id, param="id", status=404)
    return found
