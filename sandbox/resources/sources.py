"""Sources: created with what their type asks for, moved by the table of their life."""

from typing import Any, Literal

from pydantic import Field

from sandbox.domain import lifecycle, money
from sandbox.domain.payment_types import PaymentType, check, payment_type
from sandbox.errors import ApiError, echo, invalid
from sandbox.request.params import Hash, Int, Metadata, Params, Text, merge
from sandbox.resources import cards
from sandbox.resources.exchange import Exchange, in_order
from sandbox.resources.owners import Owner, owner
from sandbox.resources.types.details import DETAILS, OfType
from sandbox.wire import StripeObject


class CreateSource(OfType):
    """Make a source: what pays, once or many times."""

    type: Text = Field(description="card, sepa_debit or ideal.")
    usage: Literal["reusable", "single_use"] | None = Field(
        None, description="For a card: reusable, or good for one charge."
    )
    amount: Int | None = Field(
        None, description="In the minor unit of the currency: 1099 is 10.99 eur."
    )
    currency: Text | None = Field(None, description="Three letters, such as eur.")
    flow: Literal["none", "redirect", "receiver", "code_verification"] | None = None
    owner: Owner | None = None
    metadata: Metadata = Field(None, description="Texts of your own.")
    statement_descriptor: Text | None = Field(
        None, description="What the customer reads on the statement."
    )


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


class RetrieveSource(Params):
    """Read a source."""

    client_secret: Text | None = Field(
        None, description="Needed with a publishable key."
    )


def create(exchange: Exchange, params: CreateSource) -> StripeObject:
    """A source: chargeable at once, or pending until the customer has authorised it.

    Source: docs.stripe.com/api/sources/create
    """
    source = made(exchange, params, exchange.store.next_id("src_"))
    exchange.store.add("sources", source)
    if source["status"] == "chargeable":
        exchange.emit("source.chargeable", source)
    plan_end(exchange, source)
    return source


def made(exchange: Exchange, params: CreateSource, source_id: str) -> StripeObject:
    """A new source, checked by the row of its type; the caller keeps it."""
    kind = payment_type(params.type)
    check(kind, given(params))
    if params.currency:
        money.check_currency(params.currency)
    if params.amount is not None:
        payable(params.amount)
    source = blank(exchange, kind, params) | {"id": source_id}
    return in_order(source | DETAILS[kind.name](exchange, params, source))


def payable(amount: int) -> int:
    """The amount of a source, in the minor unit of its currency.

    Assumed: what no charge could ever take is refused before there is a charge.
    """
    money.check_positive(amount)
    if amount > money.LARGEST:
        most = money.LARGEST
        message = f"amount is {echo(amount)}: the most that can be charged is {most}."
        raise invalid(message, code="amount_too_large", param="amount")
    return amount


def given(params: CreateSource) -> dict[str, Any]:
    """What was sent, flat, by the names that a refusal may have to say."""
    flat: dict[str, Any] = {
        name: getattr(params, name) for name in params.model_fields_set
    }
    if params.currency:
        flat["currency"] = params.currency.lower()
    for name in ("owner", "redirect", "sepa_debit"):
        for key, value in (getattr(params, name) or Hash()).sent.items():
            flat[f"{name}[{key}]"] = value
    return flat


def blank(exchange: Exchange, kind: PaymentType, params: CreateSource) -> StripeObject:
    """The fields that every source has.

    Source: docs.stripe.com/api/sources/object
    """
    usage = params.usage or kind.usage
    first = lifecycle.move(None, kind.creation, usage=usage, attached=False)
    assert first, kind.creation  # noqa: S101 - the table has a row for both
    return {
        "id": "",
        "object": "source",
        "amount": params.amount,
        "client_secret": exchange.store.next_id("src_client_secret_"),
        "created": exchange.now,
        "currency": params.currency.lower() if params.currency else None,
        "flow": kind.flow,
        "livemode": False,
        "metadata": merge({}, params.metadata or {}),
        "owner": owner(params.owner),
        "statement_descriptor": params.statement_descriptor,
        "status": first.after,
        "type": kind.name,
        "usage": usage,
    }


def plan_end(exchange: Exchange, source: StripeObject) -> None:
    """Put on the agenda when the source times out in the status it has now."""
    kind = payment_type(source["type"])
    if source["status"] in lifecycle.FINAL:
        return
    seconds = kind.times_out if source["status"] == "pending" else kind.expires
    if seconds:
        exchange.plan(seconds, source["id"], "timed out")


# -- reading and changing


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
    """Change metadata, owner, amount or a card's expiry. Tells no event.

    Source: docs.stripe.com/api/sources/update
    """
    return change(exchange, params, exchange.need("source", source))


def change(
    exchange: Exchange, params: UpdateSource, found: StripeObject
) -> StripeObject:
    """The same for a source in hand; what was not sent stays."""
    if "metadata" in params.model_fields_set:
        found["metadata"] = merge(found["metadata"], params.metadata)
    if params.owner:
        new = params.owner.sent
        if "address" in new:
            new["address"] = owner(params.owner)["address"]
        found["owner"] |= new
    if params.amount is not None:
        if found["status"] != "pending":
            message = (
                f"amount can only change while a source is pending; this one is "
                f"{found['status']}."
            )
            raise invalid(message, param="amount")
        found["amount"] = payable(params.amount)
    if params.card:
        if found["type"] != "card":
            message = (
                f"This source is of type {found['type']}: it has no card to change."
            )
            raise invalid(message, code="parameter_unknown", param="card")
        found["card"] |= cards.renewed(params.card.sent, found["card"], exchange.now)
    exchange.store.save(found)
    return found


# -- moving


def shift(source: StripeObject, trigger: str) -> lifecycle.Move | None:
    """Apply the row of the table for what happened to a source, if there is one.

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
    return row


def happen(exchange: Exchange, source: StripeObject, trigger: str) -> bool:
    """Let something happen to a source by itself: move it, keep it, tell of it.

    False when the table has no row for it, and nothing was changed.
    """
    row = shift(source, trigger)
    if row is None:
        return False
    exchange.store.agenda.forget(source["id"])
    exchange.store.save(source)
    if row.event:
        exchange.emit(row.event, source)
    plan_end(exchange, source)
    return True
