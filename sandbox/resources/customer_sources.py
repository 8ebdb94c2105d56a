"""The sources of a customer, cards and bank accounts among them."""

from typing import Literal

from pydantic import Field

from sandbox.domain import expiry
from sandbox.errors import invalid
from sandbox.request.paging import Page
from sandbox.request.params import Int, Params, Text, Unset, merge
from sandbox.resources import attaching, bank_accounts, cards, sources
from sandbox.resources.bank_accounts import Holder, VerifyAccount
from sandbox.resources.exchange import Exchange, changes
from sandbox.resources.handed import Handed
from sandbox.wire import StripeObject


class AttachSource(Params):
    """Attach a source to a customer."""

    source: Handed = Field(description="A source, chargeable or pending, or a token.")


class ListSources(Page):
    """Which sources of a customer to list."""

    object: Literal["source", "card", "bank_account", "all"] | None = Field(
        None, description="Only what is of this kind: source, card or bank_account."
    )
    type: Text | None = Field(None, description="Only sources of this type.")


class UpdateAttached(sources.UpdateSource):
    """Change what may change of a source, a card or a bank account."""

    name: Unset[Text] = Field(None, description="The name on a card.")
    exp_month: Int | None = Field(None, description="Of a card: 1 to 12.")
    exp_year: Int | None = Field(None, description="Of a card: four digits.")
    address_line1: Unset[Text] = Field(None, description="Where a card is billed to.")
    address_line2: Unset[Text] = None
    address_city: Unset[Text] = None
    address_state: Unset[Text] = None
    address_zip: Unset[Text] = None
    address_country: Unset[Text] = None
    account_holder_name: Unset[Text] = Field(None, description="Of a bank account.")
    account_holder_type: Holder | None = Field(
        None, description="individual or company."
    )


CHANGEABLE = {
    "source": frozenset(sources.UpdateSource.model_fields),
    "card": frozenset({"expand", "metadata", "name", *expiry.FIELDS, *cards.LINES}),
    "bank_account": frozenset(
        {"expand", "metadata", "account_holder_name", "account_holder_type"}
    ),
}
"""What may change of each object.

Source: docs.stripe.com/api/sources/update, docs.stripe.com/api/cards/update,
docs.stripe.com/api/customer_bank_accounts/update
"""


class DetachSource(Params):
    """Detach a source from its customer."""


def create(exchange: Exchange, params: AttachSource, customer: str) -> StripeObject:
    """Attach a source: the first becomes the default, later ones do not.

    Source: docs.stripe.com/sources/customers#attaching-a-source-to-an-existing-customer
    """
    found = exchange.need("customer", customer)
    attachable = attaching.attachable(exchange, params.source)
    source = attaching.attach(exchange, found, attachable)
    if found["default_source"] is None:
        attaching.move_default(exchange, found, source["id"])
    exchange.emit("customer.source.created", source)
    return source


def list_(exchange: Exchange, params: ListSources, customer: str) -> StripeObject:
    """The sources of a customer, in the order they were attached.

    Assumed: oldest first; in every recording the oldest was the default as well.
    Source: docs.stripe.com/api/cards/list
    """
    exchange.need("customer", customer)
    where: dict[str, object] = {"owner =": customer}
    if params.object not in (None, "all"):
        where["body ->> 'object' ="] = params.object
    if params.type:
        where["body ->> 'type' ="] = params.type
    url = f"/v1/customers/{customer}/sources"
    return exchange.page("sources", params, url, where=where, newest_first=False)


def retrieve(exchange: Exchange, _: Params, customer: str, source: str) -> StripeObject:
    """A source of a customer, a card or a bank account.

    Source: docs.stripe.com/api/cards/retrieve
    """
    exchange.need("customer", customer)
    return attaching.attached(exchange, customer, source)


def update(
    exchange: Exchange, params: UpdateAttached, customer: str, source: str
) -> StripeObject:
    """Change a source, which tells no event, or another object, which tells one.

    Source: docs.stripe.com/api/sources/update, docs.stripe.com/api/cards/update
    """
    exchange.need("customer", customer)
    found = attaching.attached(exchange, customer, source)
    known = CHANGEABLE[found["object"]]
    if others := exchange.beside(known):
        message = (
            f"{source} is a {found['object']}, and {others[0]} does not change in it. "
            f"It takes: {', '.join(sorted(known))}."
        )
        raise invalid(message, code="parameter_unknown", param=others[0])
    if found["object"] == "source":
        return sources.change(exchange, params, found)
    before = dict(found)
    sent = params.model_dump(exclude_unset=True, exclude={"expand", "metadata"})
    if found["object"] == "card":
        sent = cards.changed(found, sent, exchange)
    found |= sent
    if "metadata" in params.model_fields_set:
        found["metadata"] = merge(before["metadata"], params.metadata)
    return kept(exchange, before, found)


def kept(exchange: Exchange, before: StripeObject, after: StripeObject) -> StripeObject:
    """A card or a bank account after a change, which is told of if it was one."""
    if after != before:
        exchange.store.save(after)
        exchange.emit("customer.source.updated", after, changes(before, after))
    return after


def verify(
    exchange: Exchange, params: VerifyAccount, customer: str, source: str
) -> StripeObject:
    """Verify a bank account by its two deposits: it can be charged from then on.

    Source: docs.stripe.com/api/customer_bank_accounts/verify, docs.stripe.com/ach
    """
    exchange.need("customer", customer)
    found = attaching.attached(exchange, customer, source)
    if found["object"] != "bank_account":
        message = f"{source} is a {found['object']}: only a bank account is verified."
        raise invalid(message)
    return kept(exchange, found, bank_accounts.verified(found, params.amounts))


def detach(
    exchange: Exchange, _: DetachSource, customer: str, source: str
) -> StripeObject:
    """Detach a source: it is consumed; a card or a bank account is deleted.

    When it was the default, the one attached last of the others becomes it.
    Source: docs.stripe.com/api/sources/detach, docs.stripe.com/api/cards/delete
    """
    owner = exchange.need("customer", customer)
    found = attaching.attached(exchange, customer, source)
    released = attaching.release(exchange, found)
    if owner["default_source"] == source:
        others = exchange.store.select("sources", {"owner =": customer}, limit=1)
        attaching.move_default(exchange, owner, others[0]["id"] if others else None)
    exchange.emit("customer.source.deleted", released)
    if released["object"] == "source":
        return released
    return attaching.tombstone(released)
