"""A new source, put together: the fields of every source, and those of its type."""

from typing import Any, Literal

from pydantic import Field

from sandbox.domain import money
from sandbox.domain.creation import check, check_time
from sandbox.domain.payment_types import PaymentType, payment_type
from sandbox.errors import echo, invalid
from sandbox.request.params import Hash, Int, Metadata, Text, merge
from sandbox.resources.exchange import Exchange, in_order
from sandbox.resources.owners import Owner, owner
from sandbox.resources.types import (
    card,
    receivers,
    redirects,
    sepa_debit,
    three_d_secure,
)
from sandbox.resources.types.hashes import OfType
from sandbox.wire import StripeObject

DETAILS = {
    "card": card.details,
    "three_d_secure": three_d_secure.details,
    "sepa_debit": sepa_debit.details,
    **dict.fromkeys(redirects.SHEETS, redirects.details),
    **dict.fromkeys(receivers.ACCOUNTS, receivers.details),
}
"""What makes the hash of each type."""


class CreateSource(OfType):
    """Make a source: what pays, once or many times."""

    type: Text | None = Field(
        None, description="card, sepa_debit, ideal, sofort and so on."
    )
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
    original_source: Text | None = Field(
        None, description="A card's source to clone, in place of all but customer."
    )
    customer: Text | None = Field(
        None, description="Whose source is cloned. It is not attached by this."
    )
    source_order: Any = Field(
        None, description="The items of an order, which no type here has."
    )


def made(exchange: Exchange, params: CreateSource, source_id: str) -> StripeObject:
    """A new source, checked by the row of its type; the caller keeps it."""
    refuse_order(params.source_order)
    if params.type is None:
        message = "type is missing: say what kind of source it is, card for one."
        raise invalid(message, code="parameter_missing", param="type")
    kind = payment_type(params.type)
    check_time(kind, exchange.now)
    given = flat(params)
    if params.token and kind.name == "sepa_debit":
        given |= sepa_debit.told_by(exchange, params.token)
    check(kind, given)
    if params.currency:
        money.check_currency(params.currency)
    if params.amount is not None:
        payable(params.amount)
    source = blank(exchange, kind, params) | {"id": source_id}
    return in_order(source | DETAILS[kind.name](exchange, params, source))


def refuse_order(given: Any) -> None:
    """Only a type that is not modelled has the items of an order."""
    if given is not None:
        message = (
            "The sandbox does not model source_order: it belongs to sources of type "
            "klarna. Leave it out."
        )
        raise invalid(message, param="source_order")


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


def flat(params: CreateSource) -> dict[str, Any]:
    """What was sent, flat, by the names that a refusal may have to say."""
    sent = params.sent
    if params.currency:
        sent["currency"] = params.currency.lower()
    for name, value in params.sent.items():
        if isinstance(value, Hash):
            inner = value.sent.items()
            sent |= {f"{name}[{key}]": one for key, one in inner}
    return sent


def blank(exchange: Exchange, kind: PaymentType, params: CreateSource) -> StripeObject:
    """The fields that every source has.

    Source: docs.stripe.com/api/sources/object
    """
    usage = params.usage or kind.usage
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
        "status": redirects.first_status(kind.creation, {"usage": usage}),
        "type": kind.name,
        "usage": usage,
    }
