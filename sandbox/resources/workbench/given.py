"""Say what exists: customers, sources and cards as you choose, without events."""

import re
from typing import Any, Literal

from pydantic import Field

from sandbox.domain.payment_types import PaymentType, payment_type
from sandbox.errors import echo, invalid
from sandbox.request.params import Int, Metadata, Params, Text, merge, read
from sandbox.resources import customers, sources, tokens
from sandbox.resources.exchange import Exchange, in_order
from sandbox.resources.types import receivers
from sandbox.resources.types.creation import CreateSource, made
from sandbox.resources.types.redirects import bank_says
from sandbox.wire import StripeObject

SECURED = "tok_threeDSecureRequired"
"""The card that is secured when none is named."""

GIVEN_ID = re.compile(r"(?:src|cus|card)_[A-Za-z0-9_]{1,60}")


class Given(Params):
    """Say that an object exists, and in which state."""

    id: Text = Field(description="The id it has: cus_..., src_... or card_...")
    email: Text | None = Field(None, description="Of a customer.")
    type: Text = Field("card", description="Of a source: card, ideal and so on.")
    usage: Literal["reusable", "single_use"] | None = None
    status: Literal["pending", "chargeable", "consumed", "canceled", "failed"] = (
        "chargeable"
    )
    customer: Text | None = Field(None, description="Whom the source is attached to.")
    token: Text | None = Field(None, description="The test card, such as tok_visa.")
    amount: Int | None = None
    currency: Text | None = None
    metadata: Metadata = None


def given(exchange: Exchange, params: Given) -> StripeObject:
    """An object that exists from now on, in the state that was said. Tells no event.

    Raises: ApiError 400 for a state that the table of a source's life cannot lead to.
    """
    if not GIVEN_ID.fullmatch(params.id):
        message = (
            f"'{echo(params.id)}' cannot be given: an id is cus_, src_ or card_ and "
            "letters or digits."
        )
        raise invalid(message, param="id")
    refuse_taken(exchange, params.id)
    if params.id.startswith("cus_"):
        return given_customer(exchange, params)
    if params.id.startswith("card_"):
        return given_card(exchange, params)
    return given_source(exchange, params)


def refuse_taken(exchange: Exchange, object_id: str) -> None:
    """An id belongs to one object."""
    if exchange.store.find(object_id):
        message = (
            f"{object_id} exists already. Reset the sandbox to begin anew, or give "
            "another id."
        )
        raise invalid(message, code="resource_already_exists", param="id")


def given_customer(exchange: Exchange, params: Given) -> StripeObject:
    """A customer without sources."""
    refuse_others(exchange, {"id", "email", "metadata"}, "customer")
    customer = customers.blank(exchange, params.id) | {"email": params.email}
    customer["metadata"] = merge({}, params.metadata)
    exchange.store.add("customers", customer)
    return customer


def refuse_others(exchange: Exchange, known: set[str], kind: str) -> None:
    """A parameter that means nothing here is refused, not passed over."""
    for name in exchange.beside(known):
        message = f"{name} says nothing of a {kind}. Leave it out."
        raise invalid(message, code="parameter_unknown", param=name)


def given_source(exchange: Exchange, params: Given) -> StripeObject:
    """A source, attached when a customer is named: first there, it is the default."""
    refuse_others(exchange, set(Given.model_fields) - {"email"}, "source")
    kind = payment_type(params.type)
    sent = said(exchange, kind, params)
    refuse_taken(exchange, params.id)  # by the source of its card, which came just now
    source = made(exchange, read(CreateSource, sent), params.id)
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
    if kind.flow == "receiver":
        receivers.already(source, params.status)
    elif kind.waits and params.status not in {"pending", "canceled"}:
        bank_says(source, authorised=params.status != "failed")
    if params.customer:
        belong(exchange, source, params.customer)
    source = in_order(source)
    exchange.store.add("sources", source, owner=params.customer or "")
    sources.plan_end(exchange, source)
    return source


def said(exchange: Exchange, kind: PaymentType, params: Given) -> dict[str, Any]:
    """What would be sent to make such a source: what was said, else its example.

    A source for 3D Secure brings along the source of its card.
    """
    sent: dict[str, Any] = {"type": params.type, **kind.example}
    for name in ("usage", "token", "amount", "currency"):
        if getattr(params, name) is not None:
            sent[name] = str(getattr(params, name))
    if kind.name == "three_d_secure":
        card = {"type": "card", "token": sent.pop("token", SECURED)}
        source = sources.create(exchange, read(CreateSource, card))
        sent["three_d_secure"] = {"card": source["id"]}
    return sent


def given_card(exchange: Exchange, params: Given) -> StripeObject:
    """A card of a customer, which never was a source: first there, it is the default.

    Raises: ApiError 400 without a customer, since nobody has no cards.
    """
    refuse_others(exchange, {"id", "customer", "token", "metadata"}, "card")
    if params.customer is None:
        message = f"customer is missing: say whose card {params.id} is."
        raise invalid(message, code="parameter_missing", param="customer")
    card = tokens.use_for(exchange, params.token or "tok_visa", "card")
    card |= {"id": params.id, "customer": None, "metadata": merge({}, params.metadata)}
    belong(exchange, card, params.customer)
    card = in_order(card)
    exchange.store.add("sources", card, owner=params.customer)
    return card


def belong(exchange: Exchange, source: StripeObject, customer_id: str) -> None:
    """Write the customer into a source, and the first source into its customer."""
    customer = exchange.need("customer", customer_id, param="customer", status=400)
    source["customer"] = customer_id
    if customer["default_source"] is None:
        customer["default_source"] = source["id"]
        exchange.store.save(customer)
