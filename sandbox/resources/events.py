"""Events: what happened, in order, each with the object as it was then."""

from pydantic import Field
from pydantic_core import to_json

from sandbox.domain.payment_types import DAY
from sandbox.errors import invalid, no_such
from sandbox.request.paging import CreatedPage
from sandbox.request.params import Flag, Items, Params, Text
from sandbox.resources.exchange import Exchange
from sandbox.wire import StripeObject

READABLE = 30 * DAY
"""Seconds of the sandbox's time. Source: docs.stripe.com/api/events/list"""

MOST_TYPES = 20
"""Source: docs.stripe.com/api/events/list (types)"""

ONE_OF = "body ->> 'type' IN (SELECT value FROM json_each(?))"


class ListEvents(CreatedPage):
    """Which events to list."""

    type: Text | None = Field(
        None, description="Such as source.chargeable; charge.* is all that begin so."
    )
    types: Items[Text] | None = Field(None, description="Up to 20 types, in full.")
    delivery_success: Flag | None = Field(
        None, description="Whether all webhook endpoints have acknowledged it."
    )


def retrieve(exchange: Exchange, _: Params, event: str) -> StripeObject:
    """An event of the last 30 days.

    Source: docs.stripe.com/api/events/retrieve
    """
    found = exchange.need("event", event)
    if found["created"] < exchange.now - READABLE:
        raise no_such("event", event, param="id", status=404)
    return found


def list_(exchange: Exchange, params: ListEvents) -> StripeObject:
    """Events of the last 30 days, the newest first.

    Source: docs.stripe.com/api/events/list
    """
    where: dict[str, object] = {"created >= ?": exchange.now - READABLE}
    if params.types is not None:
        check_types(params)
        where[ONE_OF] = to_json(params.types).decode()
    elif params.type and params.type.endswith(".*"):
        where["body ->> 'type' GLOB"] = beginning(params.type[:-1])
    elif params.type:
        where["body ->> 'type' ="] = params.type
    if params.delivery_success is not None:
        sign = "=" if params.delivery_success else ">"
        where[f"body ->> 'pending_webhooks' {sign}"] = 0
    return exchange.page("events", params, "/v1/events", where=where)


def check_types(params: ListEvents) -> None:
    """Hold a list of types to its length, and to being the only one.

    Source: docs.stripe.com/api/events/list (type, types)
    """
    if params.type is not None:
        message = "type and types exclude each other. Send one."
        raise invalid(message, param="types")
    if len(params.types or ()) > MOST_TYPES:
        message = (
            f"types has {len(params.types or ())} entries: send at most {MOST_TYPES}."
        )
        raise invalid(message, param="types")


def beginning(text: str) -> str:
    """The pattern of everything that begins with a text, taken literally.

    >>> beginning("charge.")
    'charge.*'
    """
    return "".join(f"[{c}]" if c in "*?[" else c for c in text) + "*"
