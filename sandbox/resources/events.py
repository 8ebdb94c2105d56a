"""Events: what happened, in order, each with the object as it was then."""

from pydantic import Field

from sandbox.request.paging import CreatedPage
from sandbox.request.params import Params, Text
from sandbox.resources.exchange import Exchange
from sandbox.wire import StripeObject


class ListEvents(CreatedPage):
    """Which events to list."""

    type: Text | None = Field(None, description="Such as source.chargeable.")


def retrieve(exchange: Exchange, _: Params, event: str) -> StripeObject:
    """An event.

    Source: docs.stripe.com/api/events/retrieve
    """
    return exchange.need("event", event)


def list_(exchange: Exchange, params: ListEvents) -> StripeObject:
    """Events, the newest first; `charge.*` is all that begins like this.

    Source: docs.stripe.com/api/events/list
    """
    where: dict[str, object] = {}
    if params.type and params.type.endswith(".*"):
        where["body ->> 'type' GLOB"] = beginning(params.type[:-1])
    elif params.type:
        where["body ->> 'type' ="] = params.type
    return exchange.page("events", params, "/v1/events", where=where)


def beginning(text: str) -> str:
    """The pattern of everything that begins with a text, taken literally.

    >>> beginning("charge.")
    'charge.*'
    """
    return "".join(f"[{c}]" if c in "*?[" else c for c in text) + "*"
