"""Sources: created with what their type asks for, moved by the table of their life."""

from typing import Any

from pydantic import Field

from sandbox.domain import expiry, lifecycle
from sandbox.domain.creation import check_amount
from sandbox.domain.levers import When
from sandbox.domain.payment_types import payment_type
from sandbox.errors import ApiError, invalid
from sandbox.request.params import Hash, Int, Metadata, Params, Text, merge
from sandbox.resources import levers
from sandbox.resources.exchange import Exchange
from sandbox.resources.owners import Owner, owner
from sandbox.resources.types import cloning, mandates, receivers
from sandbox.resources.types.creation import CreateSource, made, payable, refuse_order
from sandbox.resources.types.hashes import Mandate
from sandbox.resources.types.redirects import bank_says
from sandbox.wire import StripeObject

ANSWERS = {"authorised": True, "refused": False}
"""What the owner of a pending source answers at the bank."""

OF_ONE_TYPE = {"card": "card", "mandate": "sepa_debit"}
"""What can be changed of sources of one type alone."""


class NewExpiry(Hash):
    """The card was renewed."""

    exp_month: Int | None = None
    exp_year: Int | None = None


class UpdateSource(Params):
    """Change what may change of a source."""

    metadata: Metadata = Field(None, description="Merged with what is there.")
    owner: Owner | None = None
    amount: Int | None = Field(None, description="In the minor unit of the currency.")
    card: NewExpiry | None = None
    mandate: Mandate | None = None
    source_order: Any = Field(
        None, description="The items of an order, which no type here has."
    )


class RetrieveSource(Params):
    """Read a source."""

    client_secret: Text | None = Field(
        None, description="Needed with a publishable key."
    )


def create(exchange: Exchange, params: CreateSource) -> StripeObject:
    """A source: chargeable at once, or pending until the customer has authorised it.

    Source: docs.stripe.com/api/sources/create
    """
    make = cloning.cloned if cloning.asked(params) else made
    source = make(exchange, params, exchange.store.next_id("src_"))
    exchange.store.add("sources", source)
    if event := lifecycle.creation(source["status"]).event:
        exchange.emit(event, source)
    if "mandate" in source and source["mandate"]["acceptance"]["status"] == "accepted":
        mandates.notify(exchange, source, "mandate_confirmed")
    pull(exchange, "created", source)
    plan_end(exchange, source)
    return source


def pull(exchange: Exchange, when: When, source: StripeObject) -> None:
    """Put on the agenda what a source makes happen by itself, in test mode."""
    lever = levers.pulled(exchange.store.seed, when, source)
    if lever and lever.seconds is not None:
        exchange.plan(lever.seconds, source["id"], lever.trigger)


def plan_end(exchange: Exchange, source: StripeObject) -> None:
    """Put on the agenda when the source times out in the status it has now."""
    kind = payment_type(source["type"])
    if source["status"] in lifecycle.FINAL:
        return
    if seconds := kind.lasts(source["status"], exchange.now):
        exchange.plan(seconds, source["id"], "timed out")


def retrieve(exchange: Exchange, params: RetrieveSource, source: str) -> StripeObject:
    """A source; with a publishable key only for who knows its client_secret.

    Source: docs.stripe.com/api/sources/retrieve
    """
    found = exchange.need("source", source)
    secret = params.client_secret
    if secret != found["client_secret"] and (secret or exchange.publishable):
        message = (
            "The client_secret does not belong to this source. Send the one that came "
            "with it when it was made."
        )
        raise ApiError(401, message, param="client_secret")
    return found


def update(exchange: Exchange, params: UpdateSource, source: str) -> StripeObject:
    """Change metadata, owner, amount, mandate or a card's expiry. Tells no event.

    Source: docs.stripe.com/api/sources/update
    """
    return change(exchange, params, exchange.need("source", source))


def change(
    exchange: Exchange, params: UpdateSource, found: StripeObject
) -> StripeObject:
    """The same for a source in hand; what was not sent stays."""
    refuse_order(params.source_order)
    refuse_others(params, found["type"])
    if "metadata" in params.model_fields_set:
        found["metadata"] = merge(found["metadata"], params.metadata)
    if params.amount is not None:
        found["amount"] = changeable(params.amount, found)
    if params.card:
        found["card"] |= expiry.renewed(params.card.sent, found["card"], exchange.now)
    if params.mandate:
        found["mandate"] = mandates.agreed(found["mandate"], params.mandate)
    if params.owner:
        change_owner(exchange, found, params.owner)
    exchange.store.save(found)
    return found


def refuse_others(params: UpdateSource, kind: str) -> None:
    """Refuse what a source of this type does not have."""
    for name, type_ in OF_ONE_TYPE.items():
        if getattr(params, name) is not None and kind != type_:
            message = f"This source is of type {kind}: it has no {name} to change."
            raise invalid(message, code="parameter_unknown", param=name)


def changeable(amount: int, source: StripeObject) -> int:
    """The new amount of a pending source, in the minor unit of its currency.

    Assumed: what a new source of its type would be refused for holds here, too.
    """
    if source["status"] != "pending":
        message = (
            f"amount can only change while a source is pending; this one is "
            f"{source['status']}."
        )
        raise invalid(message, param="amount")
    check_amount(payment_type(source["type"]), amount)
    return payable(amount)


def change_owner(exchange: Exchange, source: StripeObject, new: Owner) -> None:
    """Change what was sent of an owner; in test mode, a new e-mail may send money."""
    sent = new.sent
    if "address" in sent:
        sent["address"] = owner(new)["address"]
    written = sent.get("email") not in (None, source["owner"]["email"])
    source["owner"] |= sent
    if written and source["status"] not in lifecycle.FINAL:
        pull(exchange, "changed", source)


def shift(source: StripeObject, trigger: str) -> lifecycle.Move | None:
    """Apply the row of the table for what happened to a source, if there is one.

    What was sent to a source that comes to its end goes back.
    Changes the status of `source`; the caller saves it.
    """
    row = lifecycle.move(
        source["status"],
        trigger,
        usage=source["usage"],
        attached="customer" in source,
    )
    if row:
        source["status"] = row.after
    if "receiver" in source and source["status"] in lifecycle.FINAL:
        receivers.give_back(source)
    return row


def happen(exchange: Exchange, source: StripeObject, trigger: str) -> bool:
    """Let something happen to a source by itself: move it, keep it, tell of it.

    False when the table has no row for it, and nothing was changed.
    """
    row = shift(source, trigger)
    if row is None:
        return False
    if trigger in ANSWERS:
        bank_says(source, authorised=ANSWERS[trigger])
    exchange.store.save(source)
    if row.after != row.before:
        exchange.store.agenda.forget(source["id"])
        plan_end(exchange, source)
    if row.event:
        exchange.emit(row.event, source)
    if receivers.asks(source):
        exchange.emit("source.refund_attributes_required", source)
    return True
