"""Captures: what a card reserved is taken, all or a part, or let go in time."""

from pydantic import Field

from sandbox.domain import charge_life, money
from sandbox.errors import echo, invalid
from sandbox.request.params import Int, Params, Text, Unset
from sandbox.resources.exchange import Exchange, changes
from sandbox.resources.payments import charging, refunding, settling
from sandbox.wire import StripeObject


class CaptureCharge(Params):
    """Take the money that a charge reserved."""

    amount: Int | None = Field(
        None, description="In the minor unit; less than all refunds the rest."
    )
    receipt_email: Unset[Text] = None
    statement_descriptor: Text | None = None


def capture(exchange: Exchange, params: CaptureCharge, charge: str) -> StripeObject:
    """Take what a charge reserved; what is not taken is refunded.

    Source: docs.stripe.com/api/charges/capture
    """
    found = exchange.need("charge", charge, param="charge")
    amount = found["amount"] if params.amount is None else params.amount
    capturable(found, amount, exchange.now)
    row = charge_life.due(found["status"], "captured", captured=found["captured"])
    before = dict(found)
    if rest := found["amount"] - amount:
        refunding.give_back(exchange, found, rest)
    found |= {"captured": True, "amount_captured": amount}
    exchange.store.agenda.forget(charge)
    settling.arrive(exchange, found)
    for name in ("receipt_email", "statement_descriptor"):
        if name in params.model_fields_set:
            found[name] = getattr(params, name)
    exchange.store.save(found)
    exchange.emit(row.event, found, changes(before, found))
    return found


def capturable(charge: StripeObject, amount: int, now: int) -> None:
    """Refuse a capture that has nothing to take, or takes too much or too little.

    Source: docs.stripe.com/error-codes#charge-already-captured, #amount-too-small,
    #charge-expired-for-capture
    """
    name = charge["id"]
    if charge["captured"]:
        message = f"{name} was captured before. Its money is taken already."
        raise invalid(message, code="charge_already_captured")
    if charge["refunded"] and now >= charge["created"] + charging.HOLDS:
        message = f"{name} was not captured in time: the card holds money for a week."
        raise invalid(message, code="charge_expired_for_capture")
    if charge["refunded"]:
        message = f"{name} was refunded before it was captured: nothing is reserved."
        raise invalid(message, code="charge_already_refunded")
    if not charge_life.move(charge["status"], "captured", captured=False):
        message = (
            f"{name} is {charge['status']}: it reserved nothing that could be taken."
        )
        raise invalid(message)
    money.check_positive(amount)
    if amount > charge["amount"]:
        message = (
            f"amount is {echo(amount)}, but {name} reserved only {charge['amount']}."
        )
        raise invalid(message, param="amount")
    minimum = money.minimum(charge["currency"])
    if amount < minimum:
        message = (
            f"amount is {echo(amount)}: the least in {charge['currency']} is {minimum}."
        )
        raise invalid(message, code="amount_too_small")


def expire(exchange: Exchange, charge: StripeObject) -> None:
    """A hold that nobody captured is let go: the charge counts as refunded.

    Assumed: that is told as charge.expired, and not as charge.refunded too.
    Source: docs.stripe.com/api/charges/capture, docs.stripe.com/api/events/types
    """
    row = charge_life.due(charge["status"], "hold expired", captured=charge["captured"])
    before = dict(charge)
    refunding.give_back(exchange, charge, charge["amount"])
    exchange.store.save(charge)
    exchange.emit(row.event, charge, changes(before, charge))
