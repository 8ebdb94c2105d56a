"""Which events went to which endpoints, and how that went; and sending one again."""

from sandbox.errors import no_such
from sandbox.request.paging import ForwardPage, envelope
from sandbox.request.params import MOST_DIGITS, Params
from sandbox.resources.exchange import Exchange
from sandbox.storage.deliveries import LAST, Delivery
from sandbox.wire import StripeObject


class Resend(Params):
    """Deliver an event once more."""


def list_deliveries(exchange: Exchange, params: ForwardPage) -> StripeObject:
    """Deliveries to endpoints, the newest first: what was tried, and what waits."""
    after, before = params.starting_after, LAST
    if after is not None:
        before = int(after) if after.isdecimal() and len(after) <= MOST_DIGITS else 0
        if not exchange.store.deliveries.has(before):
            raise no_such("delivery", after, param="starting_after")
    found = exchange.store.deliveries.latest(params.size + 1, before=before)
    data = [as_object(delivery) for delivery in found[: params.size]]
    return envelope(data, "/_sandbox/deliveries", has_more=len(found) > params.size)


def as_object(delivery: Delivery) -> StripeObject:
    """A delivery as it is answered; `next_try` is in Unix seconds of wall time."""
    waits = delivery.next is not None
    return {
        "id": str(delivery.number),
        "object": "sandbox.delivery",
        "event": delivery.event,
        "type": delivery.type,
        "to": delivery.endpoint,
        "status": "pending" if waits else "failed" if delivery.error else "delivered",
        "tries": delivery.tries,
        "answer": delivery.status,
        "error": delivery.error,
        "next_try": delivery.next,
    }


def resend(exchange: Exchange, _: Resend, event: str) -> StripeObject:
    """Deliver an event once more to the endpoints that it was for.

    Source: docs.stripe.com/webhooks#manual-retries
    """
    exchange.need("event", event)
    again = exchange.store.deliveries.again(event)
    return {"object": "sandbox.resend", "event": event, "deliveries": again}
