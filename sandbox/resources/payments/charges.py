"""Charges: a source pays; what becomes of the charge, and of the source."""

from typing import Any

from pydantic import Field

from sandbox.domain import money, payment_types
from sandbox.errors import echo, invalid
from sandbox.request.paging import CreatedPage
from sandbox.request.params import Flag, Hash, Int, Metadata, Params, Text, Unset, merge
from sandbox.resources import cards
from sandbox.resources.exchange import Exchange, changes
from sandbox.resources.handed import Handed
from sandbox.resources.owners import Shipping, shipping
from sandbox.resources.payments import charging
from sandbox.resources.payments.paying import payer
from sandbox.resources.types import receivers
from sandbox.wire import StripeObject


class FraudDetails(Hash):
    """What you know of a fraud."""

    user_report: Unset[Text] = None


class ChargeFields(Params):
    """What can be said of a charge, at any time."""

    description: Unset[Text] = Field(None, description="A note of your own.")
    metadata: Metadata = Field(None, description="Texts of your own.")
    receipt_email: Unset[Text] = Field(None, description="Who gets the receipt.")
    shipping: Unset[Shipping] = None
    transfer_group: Text | None = None


PLAIN = ("description", "receipt_email", "transfer_group")


class CreateCharge(ChargeFields):
    """Charge a source, a customer, or both."""

    amount: Int = Field(
        description="In the minor unit of the currency: 1099 is 10.99 eur."
    )
    currency: Text = Field(description="Three letters, such as eur.")
    customer: Text | None = Field(
        None, description="Whose source, or whom to attribute the charge to."
    )
    source: Handed | None = Field(
        None, description="A source or a token; without it, the customer's default."
    )
    capture: Flag = Field(True, description="false only reserves the money.")  # noqa: FBT003
    statement_descriptor: Text | None = Field(
        None, description="What the customer reads on the statement."
    )


class UpdateCharge(ChargeFields):
    """Change what may change of a charge."""

    customer: Text | None = Field(None, description="Once, when it has none.")
    fraud_details: FraudDetails | None = None


class ListCharges(CreatedPage):
    """Which charges to list."""

    customer: Text | None = Field(None, description="Only charges of this customer.")
    payment_intent: Text | None = None
    transfer_group: Text | None = None


def create(exchange: Exchange, params: CreateCharge) -> StripeObject:
    """Charge: at once, or pending until the bank has answered.

    A reusable source that is not attached is consumed, like a single-use one.
    Source: docs.stripe.com/api/charges/create, docs.stripe.com/sources/customers
    """
    currency = money.check_currency(params.currency)
    amount = money.check_amount(params.amount, currency)
    paying = payer(exchange, params.source, params.customer)
    fits(paying.source, amount, currency, capture=params.capture)
    charge = charging.blank(exchange, paying) | fields(params)
    charge |= {
        "amount": amount,
        "currency": currency,
        "statement_descriptor": params.statement_descriptor,
    }
    charging.ask_the_bank(exchange, charge, paying.source)
    return charging.pay(exchange, charge, paying.source, capture=params.capture)


def fields(params: ChargeFields) -> StripeObject:
    """The fields that can be changed later too, as far as they were sent."""
    sent = params.model_fields_set
    given = {name: getattr(params, name) for name in PLAIN if name in sent}
    if "shipping" in sent:
        given["shipping"] = shipping(params.shipping)
    if "metadata" in sent:
        given["metadata"] = merge({}, params.metadata)
    return given


def fits(source: StripeObject, amount: int, currency: str, *, capture: bool) -> None:
    """The charge asks for what the source was made for.

    Assumed: a single-use source with an amount pays exactly that amount, a receiver no
    more than was sent to it, and only a card can be charged without capture.
    Source: docs.stripe.com/error-codes#payment-method-currency-mismatch
    """
    if source.get("currency") not in (None, currency):
        message = (
            f"currency is {currency}, but {source['id']} pays in {source['currency']}. "
            f"Charge it in {source['currency']}."
        )
        code = "payment_method_currency_mismatch"
        raise invalid(message, code=code, param="currency")
    single = source.get("usage") == "single_use"
    if single and source["amount"] not in (None, amount):
        message = (
            f"amount is {echo(amount)}, but {source['id']} was made to pay "
            f"{source['amount']}. Charge exactly that, or make a new source."
        )
        raise invalid(message, param="amount")
    if "receiver" in source and amount > (left := receivers.left(source)):
        message = (
            f"amount is {amount}, but only {left} of what was sent to {source['id']} "
            "is left. Charge that, or wait until its owner sends more."
        )
        raise invalid(message, param="amount")
    if not capture and not cards.face_of(source):
        kind = payment_types.of(source).name
        message = (
            f"A source of type {kind} cannot be charged with capture=false: "
            "only a card can reserve money. Leave capture out."
        )
        raise invalid(message, param="capture")


def retrieve(exchange: Exchange, _: Params, charge: str) -> StripeObject:
    """A charge.

    Source: docs.stripe.com/api/charges/retrieve
    """
    return exchange.need("charge", charge)


def update(exchange: Exchange, params: UpdateCharge, charge: str) -> StripeObject:
    """Change what is said of a charge; give it a customer when it has none.

    Source: docs.stripe.com/api/charges/update
    """
    found = exchange.need("charge", charge)
    before = dict(found)
    found |= fields(params)
    if "metadata" in params.model_fields_set:
        found["metadata"] = merge(before["metadata"], params.metadata)
    if params.fraud_details:
        found["fraud_details"] = {
            key: value for key, value in params.fraud_details.sent.items() if value
        }
    if params.customer and params.customer != found["customer"]:
        give_customer(exchange, found, params.customer)
    if found != before:
        exchange.store.save(found)
        exchange.emit("charge.updated", found, changes(before, found))
    return found


def give_customer(exchange: Exchange, charge: StripeObject, customer: str) -> None:
    """Attribute a charge to a customer, once."""
    if charge["customer"]:
        message = (
            f"customer is {echo(customer)}, but {charge['id']} refers to "
            f"{charge['customer']} already, and goes on to. Name the right one when a "
            "charge is made."
        )
        raise invalid(message, param="customer", rule="attributed")
    exchange.need("customer", customer, param="customer", status=400)
    charge["customer"] = customer
    exchange.store.give(charge["id"], customer)


def list_(exchange: Exchange, params: ListCharges) -> StripeObject:
    """Charges, the newest first.

    Source: docs.stripe.com/api/charges/list
    """
    where: dict[str, Any] = {}
    if params.customer:
        who = params.customer
        exchange.need("customer", who, param="customer", status=400, deleted=True)
        where["owner ="] = who
    for name in ("payment_intent", "transfer_group"):
        if getattr(params, name):
            where[f"body ->> '{name}' ="] = getattr(params, name)
    return exchange.page("charges", params, "/v1/charges", where=where)
