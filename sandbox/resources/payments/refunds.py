"""Refunds: money of a charge goes back, all or a part, never more than there is."""

from typing import Literal

from pydantic import Field

from sandbox.domain import money
from sandbox.domain.refund_life import UPDATED
from sandbox.errors import no_such
from sandbox.request.paging import CreatedPage
from sandbox.request.params import Int, Metadata, Params, Text, merge
from sandbox.resources.exchange import Exchange, changes
from sandbox.resources.payments.refunding import (
    give_back,
    in_time,
    refundable,
    undisputed,
)
from sandbox.wire import StripeObject


class CreateChargeRefund(Params):
    """Give money of one charge back."""

    amount: Int | None = Field(
        None, description="In the minor unit; without it, all that is left."
    )
    reason: Literal["duplicate", "fraudulent", "requested_by_customer"] | None = Field(
        None, description="duplicate, fraudulent or requested_by_customer."
    )
    metadata: Metadata = Field(None, description="Texts of your own.")


class CreateRefund(CreateChargeRefund):
    """Give money back."""

    charge: Text = Field(description="The charge whose money goes back.")


class UpdateRefund(Params):
    """Change what is said of a refund: its metadata."""

    metadata: Metadata = Field(None, description="Merged with what is there.")


class ListChargeRefunds(CreatedPage):
    """Refunds of one charge."""


class ListRefunds(CreatedPage):
    """Which refunds to list."""

    charge: Text | None = Field(None, description="Only refunds of this charge.")


def create(exchange: Exchange, params: CreateRefund) -> StripeObject:
    """Refund a charge; the source it was paid with stays as it is.

    Raises: ApiError 400 for a charge that is not there: it is a parameter.
    Source: docs.stripe.com/api/refunds/create
    """
    charge = exchange.need("charge", params.charge, param="charge", status=400)
    return refund(exchange, params, charge)


def create_of(
    exchange: Exchange, params: CreateChargeRefund, charge: str
) -> StripeObject:
    """Refund the charge that the address names.

    Source: docs.stripe.com/api/refunds (the older address)
    """
    return refund(exchange, params, exchange.need("charge", charge))


def refund(
    exchange: Exchange, params: CreateChargeRefund, charge: StripeObject
) -> StripeObject:
    """Give back what was asked, and tell of it: also of the refunds that there were.

    Source: github.com/mage2pro/stripe, Webhook/Charge/Refunded.php
    """
    before = dict(charge)
    earlier = exchange.inside("refunds", charge, newest_first=True)
    left = charge["amount"] - charge["amount_refunded"]
    amount = left if params.amount is None else money.check_positive(params.amount)
    undisputed(exchange, charge)
    row = refundable(charge, amount, left)
    in_time(exchange, charge)
    made = give_back(
        exchange, charge, amount, reason=params.reason, metadata=params.metadata
    )
    exchange.store.save(charge)
    there_were = {name: earlier[name] for name in ("data", "total_count")}
    previous = changes(before, charge) | {"refunds": there_were}
    exchange.emit(row.event, charge, previous)
    return made


def retrieve(exchange: Exchange, _: Params, refund: str) -> StripeObject:
    """A refund.

    Source: docs.stripe.com/api/refunds/retrieve
    """
    return exchange.need("refund", refund)


def retrieve_of(
    exchange: Exchange, _: Params, charge: str, refund: str
) -> StripeObject:
    """A refund of the charge that the address names.

    Source: docs.stripe.com/api/refunds (the older address)
    """
    exchange.need("charge", charge)
    found = exchange.need("refund", refund)
    if found["charge"] != charge:
        raise no_such("refund", refund, param="id", status=404)
    return found


def update(exchange: Exchange, params: UpdateRefund, refund: str) -> StripeObject:
    """Change the metadata of a refund.

    Assumed: that is told as charge.refund.updated.
    Source: docs.stripe.com/api/refunds/update
    """
    return change(exchange, params, exchange.need("refund", refund))


def update_of(
    exchange: Exchange, params: UpdateRefund, charge: str, refund: str
) -> StripeObject:
    """The same at its charge.

    Source: docs.stripe.com/api/refunds (the older address)
    """
    return change(exchange, params, retrieve_of(exchange, params, charge, refund))


def change(
    exchange: Exchange, params: UpdateRefund, found: StripeObject
) -> StripeObject:
    """The same for a refund in hand; what was not sent stays."""
    before = dict(found)
    if "metadata" in params.model_fields_set:
        found["metadata"] = merge(before["metadata"], params.metadata)
    if found != before:
        exchange.store.save(found)
        exchange.emit(UPDATED, found, changes(before, found))
    return found


def list_(exchange: Exchange, params: ListRefunds) -> StripeObject:
    """Refunds, the newest first.

    Source: docs.stripe.com/api/refunds/list
    """
    where = {"owner =": params.charge} if params.charge else None
    if params.charge:
        exchange.need("charge", params.charge, param="charge", status=400)
    return exchange.page("refunds", params, "/v1/refunds", where=where)


def list_of(exchange: Exchange, params: ListChargeRefunds, charge: str) -> StripeObject:
    """Refunds of the charge that the address names, the newest first.

    Source: docs.stripe.com/api/refunds (the older address)
    """
    exchange.need("charge", charge)
    url = f"/v1/charges/{charge}/refunds"
    return exchange.page("refunds", params, url, where={"owner =": charge})
