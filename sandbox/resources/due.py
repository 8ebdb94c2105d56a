"""What was due happens: a source times out, a charge settles, a hold expires."""

from collections.abc import Callable
from dataclasses import replace

from sandbox.resources import source_transactions, sources
from sandbox.resources.exchange import Exchange
from sandbox.resources.payments import captures, disputing, refunding, settling
from sandbox.wire import StripeObject


def happen_until(exchange: Exchange, until: int) -> list[StripeObject]:
    """Let all that is due by then happen, in order; the clock moves along.

    Until is in Unix seconds. The answer says when, what, and how it is since.
    """
    happened = []
    by_itself = replace(exchange, request_id=None, idempotency_key=None)
    while due := exchange.store.agenda.take(until):
        exchange.store.advance_to(due.at)
        body = happen(by_itself, due.object_id, due.trigger)
        happened.append({**due._asdict(), "status": body["status"]})
    return happened


def happen(exchange: Exchange, object_id: str, trigger: str) -> StripeObject:
    """Let one thing that was due happen; the object as it is then."""
    body = exchange.store.find(object_id)
    assert body, object_id  # noqa: S101 - what is deleted is taken off the agenda
    if body["object"] == "charge":
        OF_A_CHARGE[trigger](exchange, body)
    else:
        HAPPEN[body["object"]](exchange, body, trigger)
    return body


def a_source(exchange: Exchange, source: StripeObject, trigger: str) -> None:
    """Let something happen to a source: money arrives, or it only moves."""
    if trigger == "funded":
        source_transactions.by_itself(exchange, source)
    else:
        sources.happen(exchange, source, trigger)


OF_A_CHARGE = {
    "settled": settling.settle,
    "hold expired": captures.expire,
    "disputed": disputing.begin,
}
"""What happens to a charge, by its trigger."""

HAPPEN: dict[str, Callable[[Exchange, StripeObject, str], object]] = {
    "source": a_source,
    "refund": refunding.happen,
    "dispute": disputing.happen,
}
"""The same for what moves by a table of its own."""
