"""Customers: who pays, with which sources, and with which of them by default."""

from typing import Any

from pydantic import Field

from sandbox.clock import PREFIXES, scramble
from sandbox.errors import echo, invalid
from sandbox.request.paging import CreatedPage
from sandbox.request.params import Int, Metadata, Params, Text, Unset, merge
from sandbox.resources import attaching
from sandbox.resources.exchange import Exchange, changes
from sandbox.resources.handed import Handed
from sandbox.resources.owners import Address, Shipping, address, shipping
from sandbox.wire import StripeObject


class CustomerFields(Params):
    """What can be said of a customer, at any time."""

    email: Unset[Text] = Field(None, description="An e-mail address.")
    name: Unset[Text] = Field(None, description="The full name.")
    description: Unset[Text] = Field(None, description="A note of your own.")
    phone: Unset[Text] = None
    address: Unset[Address] = None
    shipping: Unset[Shipping] = None
    balance: Int | None = Field(
        None, description="In the minor unit; what the customer owes, or is owed."
    )
    account_balance: Int | None = Field(
        None, description="The name of balance before API version 2019-10-17."
    )
    metadata: Metadata = Field(None, description="Texts of your own.")


class CreateCustomer(CustomerFields):
    """Make a customer, with a source or without."""

    id: Text | None = Field(None, description="An id of your own choice.")
    source: Handed | None = Field(
        None, description="A source or a token to attach; it becomes the default."
    )


class UpdateCustomer(CustomerFields):
    """Change what may change of a customer."""

    source: Handed | None = Field(
        None, description="A source or a token in place of the default source."
    )
    default_source: Text | None = Field(
        None, description="An attached source, to charge when none is named."
    )


class ListCustomers(CreatedPage):
    """Which customers to list."""

    email: Text | None = Field(None, description="Exactly this address.")


class DeleteCustomer(Params):
    """Delete a customer."""


PLAIN = ("email", "name", "description", "phone")


def create(exchange: Exchange, params: CreateCustomer) -> StripeObject:
    """A customer; a source given with it is attached, and becomes the default.

    Source: docs.stripe.com/api/customers/create, docs.stripe.com/sources/customers
    """
    if params.id:
        refuse_id(exchange, params.id)
    source = None
    if params.source:
        source = attaching.attachable(exchange, params.source, rule="new customer")
    customer = blank(exchange, params.id or exchange.store.next_id("cus_"))
    customer |= fields(params)
    customer["metadata"] = merge({}, params.metadata or {})
    if source:
        customer["default_source"] = source["id"]
    exchange.store.add("customers", customer)
    if source:
        source = attaching.attach(exchange, customer, source)
    exchange.emit("customer.created", customer)
    if source:
        exchange.emit("customer.source.created", source)
    return customer


def refuse_id(exchange: Exchange, chosen: str) -> None:
    """An id that something has, or that another kind of object may get, is refused.

    Assumed: the second; which ids may be chosen is nowhere said.
    """
    if exchange.store.find(chosen):
        message = f"The id '{echo(chosen)}' is taken. Choose another, or leave it out."
        raise invalid(message, code="resource_already_exists", param="id")
    for prefix in PREFIXES:
        if prefix != "cus_" and chosen.startswith(prefix):
            message = (
                f"The id '{echo(chosen)}' begins with {prefix}, like those of another "
                "kind of object. Begin it with cus_, or leave it out."
            )
            raise invalid(message, param="id")


def blank(exchange: Exchange, customer_id: str) -> StripeObject:
    """A customer of whom nothing is known.

    Source: docs.stripe.com/api/customers/object
    """
    seed = exchange.store.seed
    return {
        "id": customer_id,
        "object": "customer",
        "address": None,
        "balance": 0,
        "created": exchange.now,
        "currency": None,
        "default_source": None,
        "delinquent": False,
        "description": None,
        "discount": None,
        "email": None,
        "invoice_prefix": scramble(seed, customer_id, 8).upper(),
        "invoice_settings": {
            "custom_fields": None,
            "default_payment_method": None,
            "footer": None,
        },
        "livemode": False,
        "metadata": {},
        "name": None,
        "phone": None,
        "preferred_locales": [],
        "shipping": None,
        "tax_exempt": "none",
    }


def fields(params: CustomerFields) -> dict[str, Any]:
    """The fields that were sent, as the customer shows them."""
    sent = params.model_fields_set
    given: dict[str, Any] = {
        name: getattr(params, name) for name in PLAIN if name in sent
    }
    if "address" in sent:
        given["address"] = address(params.address)
    if "shipping" in sent:
        given["shipping"] = shipping(params.shipping)
    for name in ("account_balance", "balance"):
        if getattr(params, name) is not None:
            given["balance"] = getattr(params, name)
    return given


def retrieve(exchange: Exchange, _: Params, customer: str) -> StripeObject:
    """A customer; of a deleted one, only that it was deleted.

    Source: docs.stripe.com/api/customers/retrieve
    """
    return exchange.need("customer", customer, deleted=True)


def update(exchange: Exchange, params: UpdateCustomer, customer: str) -> StripeObject:
    """Change a customer. `source` replaces the default, `default_source` moves it.

    Source: docs.stripe.com/api/customers/update, docs.stripe.com/sources/customers
    """
    found = exchange.need("customer", customer)
    refuse_both(params)
    before = dict(found)
    found |= fields(params)
    if "metadata" in params.model_fields_set:
        found["metadata"] = merge(found["metadata"], params.metadata)
    if params.default_source:
        attached = attaching.attached(
            exchange, customer, params.default_source, as_default=True
        )
        found["default_source"] = attached["id"]
    told = []
    if params.source:
        source = attaching.attachable(exchange, params.source)
        told = attaching.replace(exchange, found, source)
    if found != before:
        exchange.store.save(found)
        exchange.emit("customer.updated", found, changes(before, found))
    for kind, body in told:
        exchange.emit(kind, body)
    return found


def refuse_both(params: UpdateCustomer) -> None:
    """One update either moves the default or replaces it.

    Assumed: refused, since the source that was just named would be detached.
    """
    if params.source and params.default_source:
        message = (
            "source replaces the default source, default_source names another one. "
            "Send one of them."
        )
        raise invalid(message, param="source")


def delete(exchange: Exchange, _: DeleteCustomer, customer: str) -> StripeObject:
    """Delete a customer: its sources are detached, its charges stay.

    Assumed: only customer.deleted is told of, nothing of the sources it had.
    Source: docs.stripe.com/api/customers/delete
    """
    found = exchange.need("customer", customer)
    exchange.emit("customer.deleted", found)
    attaching.detach_all(exchange, found)
    tombstone = {"id": customer, "object": "customer", "deleted": True}
    exchange.store.retire(tombstone)
    return tombstone


def list_(exchange: Exchange, params: ListCustomers) -> StripeObject:
    """Customers, the newest first.

    Source: docs.stripe.com/api/customers/list
    """
    where = {"body ->> 'email' =": params.email} if params.email else None
    return exchange.page("customers", params, "/v1/customers", where=where)
