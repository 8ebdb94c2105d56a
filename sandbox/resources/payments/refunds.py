"""Refunds: money of a charge goes back, all or a part, never more than there is."""

from typing import Literal

from pydantic import Field

from sandbox.domain import money, refund_life
from sandbox.errors import echo, invalid
from sandbox.request.paging import CreatedPage
from sandbox.request.params import Int, Metadata, Params, Text, merge
from sandbox.resources.exchange import Exchange, changes
from sandbox.resources.payments import balance_transactions
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
    """Give back what was asked, and tell of it."""
    before = dict(charge)
    left = charge["amount"] - charge["amount_refunded"]
    amount = left if params.amount is None else money.check_positive(params.amount)
    refundable(charge, amount, left)
    made = give_back(
        exchange, charge, amount, reason=params.reason, metadata=params.metadata
    )
    exchange.store.save(charge)
    exchange.emit("charge.refunded", charge, changes(before, charge))
    return made


def refundable(charge: StripeObject, amount: int, left: int) -> None:
    """Refuse a refund of what is not there.

    Source: docs.stripe.com/error-codes#charge-already-refunded
    """
    name = charge["id"]
    if charge["status"] == "failed":
        message = f"{name} failed: no money came, so none can go back."
        raise invalid(message, param="charge")
    if charge["refunded"]:
        message = f"{name} was refunded before, all of it. Nothing is left to go back."
        raise invalid(message, code="charge_already_refunded")
    if amount > left:
        message = (
            f"amount is {echo(amount)}, but only {left} of {name} is left to go back."
        )
        raise invalid(message, param="amount")
    if not charge["captured"] and amount < left:
        message = (
            f"{name} is not captured, so it cannot be refunded in part. Capture "
            f"{left - amount} of it instead: the rest goes back by itself."
        )
        raise invalid(message, param="amount")


def give_back(
    exchange: Exchange,
    charge: StripeObject,
    amount: int,
    *,
    reason: str | None = None,
    metadata: dict[str, str] | None = None,
) -> StripeObject:
    """Make the refund, and count it in the charge, which the caller keeps.

    A charge that is pending is refunded once it has succeeded; what was only reserved
    is let go, and no money moves.
    Source: docs.stripe.com/sources/sepa-debit (refunds), docs.stripe.com/api/refunds
    """
    row = refund_life.begin(status=charge["status"], captured=charge["captured"])
    refund = {
        "id": exchange.store.next_id("re_"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": exchange.now,
        "currency": charge["currency"],
        "metadata": merge({}, metadata or {}),
        "payment_intent": None,
        "reason": reason,
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": row.after,
        "transfer_reversal": None,
    }
    if row.money:
        send(exchange, refund)
    exchange.store.add("refunds", refund, owner=charge["id"])
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    return refund


def send(exchange: Exchange, refund: StripeObject) -> None:
    """The money of a refund goes out; what its charge had cost stays paid.

    Changes `refund`, which the caller keeps.
    Source: docs.stripe.com/refunds (fees), docs.stripe.com/reports (payment_refund)
    """
    refund["balance_transaction"] = balance_transactions.book(
        exchange,
        "refund" if refund["charge"].startswith("ch_") else "payment_refund",
        amount=refund["amount"],
        currency=refund["currency"],
        source=refund["id"],
    )


def happen(exchange: Exchange, refund: StripeObject, trigger: str) -> bool:
    """Let something happen to a refund by itself: move it, keep it, tell of it.

    False when the table has no row for it, and nothing was changed.
    """
    row = refund_life.move(refund["status"], trigger)
    if row is None:
        return False
    before = dict(refund)
    refund["status"] = row.after
    if row.money:
        send(exchange, refund)
    exchange.store.save(refund)
    if row.event:
        exchange.emit(row.event, refund, changes(before, refund))
    return True


def settle(exchange: Exchange, charge: StripeObject, *, failed: bool) -> None:
    """The refunds that waited for a pending charge: made, or canceled with it.

    Changes `charge`, which the caller keeps.
    Source: docs.stripe.com/sources/sepa-debit (refunds)
    """
    trigger = "charge failed" if failed else "charge succeeded"
    waiting = {"owner =": charge["id"]}
    for refund in exchange.store.select("refunds", waiting, newest_first=False):
        happen(exchange, refund, trigger)
    if failed:
        charge |= {"amount_refunded": 0, "refunded": False}


def retrieve(exchange: Exchange, _: Params, refund: str) -> StripeObject:
    """A refund.

    Source: docs.stripe.com/api/refunds/retrieve
    """
    return exchange.need("refund", refund)


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
