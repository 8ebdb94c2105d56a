"""What only a sandbox can do: say what exists, move time, authorise, fail, reset."""

import re
from dataclasses import replace
from typing import Any, Literal

from pydantic import Field

from sandbox.domain.payment_types import DAY, HOUR, payment_type
from sandbox.errors import ApiError, echo, invalid
from sandbox.request.paging import Page
from sandbox.request.params import Int, Metadata, Params, Text, merge, read
from sandbox.resources import charging, customers, sources
from sandbox.resources.exchange import Exchange
from sandbox.resources.sources import CreateSource
from sandbox.wire import StripeObject

GIVEN_ID = re.compile(r"(?:src|cus)_[A-Za-z0-9_]{1,60}")
FARTHEST = 3650 * DAY
MINUTE = 60


class Given(Params):
    """Say that an object exists, and in which state."""

    id: Text = Field(description="The id it has: cus_... or src_...")
    email: Text | None = Field(None, description="Of a customer.")
    type: Text = Field("card", description="Of a source: card, sepa_debit or ideal.")
    usage: Literal["reusable", "single_use"] | None = None
    status: Literal["pending", "chargeable", "consumed", "canceled", "failed"] = (
        "chargeable"
    )
    customer: Text | None = Field(None, description="Whom the source is attached to.")
    token: Text | None = Field(None, description="The test card, such as tok_visa.")
    amount: Int | None = None
    currency: Text | None = None
    metadata: Metadata = None


class Advance(Params):
    """Move the clock forward."""

    days: Int = 0
    hours: Int = 0
    minutes: Int = 0
    seconds: Int = 0


class Authorise(Params):
    """Do what the customer does on the bank's page."""

    outcome: Literal["succeeded", "failed"] = Field(
        "succeeded", description="Whether the customer authorises the payment."
    )


LOST = "answer_lost"
"""The request is done and written down; only its answer does not arrive."""

Failure = Literal["api_error", "answer_lost", "rate_limit", "lock_timeout"]


class FailNext(Params):
    """Make a later request fail, to see what the caller does."""

    failure: Failure = Field("api_error", description="What goes wrong.")
    operation: Text | None = Field(
        None, description="Only this operation, such as charges.create."
    )


class Reset(Params):
    """Forget everything."""


class ListObjects(Page):
    """Everything of one kind, in the order it was made."""

    collection: Literal[
        "customers", "sources", "charges", "refunds", "events", "tokens"
    ] = Field(description="Which kind.")
    customer: Text | None = Field(None, description="Only what belongs to it.")


# -- given

STAND_INS: dict[str, dict[str, Any]] = {
    "card": {"token": "tok_visa"},
    "sepa_debit": {
        "currency": "eur",
        "owner": {"name": "Jenny Rosen"},
        "sepa_debit": {"iban": "DE89370400440532013000"},
    },
    "ideal": {
        "amount": "1099",
        "currency": "eur",
        "redirect": {"return_url": "https://example.com/return"},
    },
}
"""What a source of a type is made of when nothing is said about it."""


def given(exchange: Exchange, params: Given) -> StripeObject:
    """An object that exists from now on, in the state that was said. Tells no event.

    Raises: ApiError 400 for a state that the table of a source's life cannot lead to.
    """
    if not GIVEN_ID.fullmatch(params.id):
        message = (
            f"'{echo(params.id)}' cannot be given: an id is cus_ or src_ and letters "
            "or digits."
        )
        raise invalid(message, param="id")
    if exchange.store.find(params.id):
        message = (
            f"{params.id} exists already. Reset the sandbox to begin anew, or give "
            "another id."
        )
        raise invalid(message, code="resource_already_exists", param="id")
    if params.id.startswith("cus_"):
        return given_customer(exchange, params)
    return given_source(exchange, params)


def given_customer(exchange: Exchange, params: Given) -> StripeObject:
    """A customer without sources."""
    refuse_others(params, {"id", "email", "metadata"}, "customer")
    customer = customers.blank(exchange, params.id) | {"email": params.email}
    customer["metadata"] = merge({}, params.metadata)
    exchange.store.add("customers", customer)
    return customer


def refuse_others(params: Given, known: set[str], kind: str) -> None:
    """A parameter that means nothing here is refused, not passed over."""
    for name in params.model_fields_set - known - {"expand"}:
        message = f"{name} says nothing of a {kind}. Leave it out."
        raise invalid(message, code="parameter_unknown", param=name)


def given_source(exchange: Exchange, params: Given) -> StripeObject:
    """A source, attached when a customer is named: first there, it is the default."""
    refuse_others(params, set(Given.model_fields) - {"email"}, "source")
    kind = payment_type(params.type)
    sent: dict[str, Any] = {"type": params.type, **STAND_INS[kind.name]}
    for name in ("usage", "token", "amount", "currency"):
        if getattr(params, name) is not None:
            sent[name] = str(getattr(params, name))
    source = sources.made(exchange, read(CreateSource, sent), params.id)
    source["metadata"] = merge({}, params.metadata)
    attached = params.customer is not None
    possible = kind.statuses(source["usage"], attached=attached)
    if params.status not in possible:
        which = "an attached" if attached else "an unattached"
        message = (
            f"status is '{params.status}': {which} {source['usage']} source of type "
            f"{kind.name} can only be {', '.join(sorted(possible))}."
        )
        raise invalid(message, param="status")
    source["status"] = params.status
    if "redirect" in source and params.status not in {"pending", "canceled"}:
        bank_says(source, authorised=params.status != "failed")
    if params.customer:
        belong(exchange, source, params.customer)
    source = sources.ordered(source)
    exchange.store.add("sources", source, owner=params.customer or "")
    sources.plan_end(exchange, source)
    return source


def belong(exchange: Exchange, source: StripeObject, customer_id: str) -> None:
    """Write the customer into a source, and the first source into its customer."""
    customer = exchange.need("customer", customer_id, param="customer", status=400)
    source["customer"] = customer_id
    if customer["default_source"] is None:
        customer["default_source"] = source["id"]
        exchange.store.save(customer)


# -- time, banks and failures


def advance(exchange: Exchange, params: Advance) -> StripeObject:
    """Move the clock, and let what is due happen on the way, in order."""
    moves = (params.days, params.hours, params.minutes, params.seconds)
    units = (DAY, HOUR, MINUTE, 1)
    seconds = sum(n * unit for n, unit in zip(moves, units, strict=True))
    if not (all(n >= 0 for n in moves) and seconds <= FARTHEST):
        message = (
            f"The clock cannot move by {seconds} seconds: it goes forward only, and at "
            "most ten years at a time."
        )
        raise invalid(message)
    until, happened = exchange.now + seconds, []
    by_itself = replace(exchange, request_id=None, idempotency_key=None)
    while due := exchange.store.agenda.take(until):
        exchange.store.advance_to(due.at)
        body = happen(by_itself, due.object_id, due.trigger)
        happened.append({**due._asdict(), "status": body["status"]})
    exchange.store.advance_to(until)
    return {"object": "sandbox.clock", "now": until, "happened": happened}


def happen(exchange: Exchange, object_id: str, trigger: str) -> StripeObject:
    """Let one thing that was due happen; the object as it is then."""
    body = exchange.need("charge" if trigger == "settled" else "source", object_id)
    if trigger == "settled":
        charging.settle(exchange, body)
    else:
        sources.happen(exchange, body, trigger)
    return body


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


def fail_next(exchange: Exchange, params: FailNext) -> StripeObject:
    """Plant a failure: the next request (of an operation) gets it, once."""
    if params.operation and params.operation not in exchange.operations:
        message = (
            f"operation is '{echo(params.operation)}': give one of "
            f"{', '.join(sorted(exchange.operations))}."
        )
        raise invalid(message, param="operation")
    exchange.store.plant(params.failure, params.operation)
    return {"object": "sandbox.failure", **params.model_dump(exclude={"expand"})}


def planted(name: str) -> ApiError:
    """The failure with this name, as the caller gets it."""
    if name == "rate_limit":
        message = "Too many requests came at once (planted). Wait, then ask again."
        return ApiError(429, message, code="rate_limit")
    if name == "lock_timeout":
        message = "Another request holds this object (planted). Ask again."
        return ApiError(429, message, code="lock_timeout")
    message = "Something went wrong on the way (planted). Ask again with the same key."
    return ApiError(500, message, kind="api_error")


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
