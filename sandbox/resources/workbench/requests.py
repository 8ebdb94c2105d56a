"""What was asked, and what was answered: the journal, as objects."""

from typing import Any

from pydantic_core import from_json

from sandbox.errors import no_such
from sandbox.masking import hidden, hidden_json
from sandbox.request.paging import ForwardPage, envelope
from sandbox.resources.exchange import Exchange
from sandbox.storage.journal import Entry
from sandbox.wire import StripeObject


def list_requests(exchange: Exchange, params: ForwardPage) -> StripeObject:
    """The requests so far, the newest first; looking at them is none of them.

    Of one that only read, `response` is null, unless it was refused. `events` are
    the ids of those that it caused, those about what the owner of a source did too;
    `rule` is the rule of the page that it broke.
    """
    journal, after = exchange.store.journal, params.starting_after
    before = journal.number(after) if after else journal.length + 1
    if before is None:
        raise no_such("request", after or "", param="starting_after")
    found = journal.latest(params.size + 1, before=before)
    data = [as_object(entry) for entry in found[: params.size]]
    return envelope(data, "/_sandbox/requests", has_more=len(found) > params.size)


def as_object(entry: Entry) -> StripeObject:
    """A row of the journal as it is answered, without a card number in it."""
    kept, key = entry.response, entry.idempotency_key
    response: Any = from_json(hidden_json(kept)) if kept else None
    return {
        "id": entry.request,
        "object": "sandbox.request",
        "created": entry.at,
        "events": from_json(entry.events or "[]"),
        "idempotency_key": hidden(key) if key else None,
        "method": entry.method,
        "operation": entry.operation,
        "params": from_json(entry.params),
        "path": entry.path,
        "response": response,
        "rule": entry.rule,
        "status": entry.status,
        "version": entry.version,
    }
