"""What becomes of a refund: made, waiting for its charge, canceled, or sent back."""

from sandbox.domain import charge_life, payment_types, refund_life
from sandbox.domain.payment_types import DAY
from sandbox.errors import echo, invalid
from sandbox.request.params import merge
from sandbox.resources import cards
from sandbox.resources.exchange import Exchange, changes
from sandbox.resources.payments import balance_transactions
from sandbox.wire import StripeObject


def refundable(charge: StripeObject, amount: int, left: int) -> charge_life.Move:
    """How a charge goes on that is refunded; what is not there cannot be refunded.

    Source: docs.stripe.com/error-codes#charge-already-refunded
    """
    name = charge["id"]
    row = charge_life.move(charge["status"], "refunded", captured=charge["captured"])
    if row is None:
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
    return row


def in_time(exchange: Exchange, charge: StripeObject) -> None:
    """Refuse a refund that comes after the days in which its type can be refunded.

    Assumed: the days count from the charge.
    Source: docs.stripe.com/sources/bancontact (refunds, and those of the other types)
    """
    kind = payment_types.of(charge["source"])
    if kind.refundable and exchange.now > charge["created"] + kind.refundable * DAY:
        message = (
            f"{charge['id']} cannot be refunded any more: a charge by {kind.name} can "
            f"for {kind.refundable} days. Pay its owner back in another way."
        )
        raise invalid(message, param="charge")


def undisputed(exchange: Exchange, charge: StripeObject) -> None:
    """Refuse a refund of what a bank has taken back; an inquiry has taken nothing.

    Source: docs.stripe.com/error-codes#charge-disputed,
    docs.stripe.com/api/disputes/object#dispute_object-is_charge_refundable
    """
    if not charge["disputed"]:
        return
    dispute = exchange.need("dispute", charge["dispute"])
    if not dispute["is_charge_refundable"]:
        message = (
            f"{charge['id']} is disputed, and {dispute['id']} is {dispute['status']}: "
            "its money went back that way."
        )
        raise invalid(message, code="charge_disputed")


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
        send(exchange, refund, charge)
    if row.trigger == "released":
        exchange.store.agenda.forget(charge["id"])
    exchange.store.add("refunds", refund, owner=charge["id"])
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    return refund


def send(exchange: Exchange, refund: StripeObject, charge: StripeObject) -> None:
    """The money of a refund goes out; what its charge had cost stays paid.

    Some cards do not take it: they send it back, right after the answer. Changes
    `refund`, which the caller keeps.
    Source: docs.stripe.com/refunds, docs.stripe.com/testing#refunds
    """
    refund["balance_transaction"] = balance_transactions.book(
        exchange,
        "refund" if charge["id"].startswith("ch_") else "payment_refund",
        amount=refund["amount"],
        currency=refund["currency"],
        source=refund["id"],
    )
    if why_returned(exchange, charge):
        exchange.plan(0, refund["id"], "returned")


def why_returned(exchange: Exchange, charge: StripeObject) -> str | None:
    """Why the card that paid sends refunds back, when it is one that does."""
    if not cards.face_of(charge["source"]):
        return None
    return cards.behind(charge["source"], exchange.store.seed).refund


def take_back(exchange: Exchange, refund: StripeObject, charge: StripeObject) -> None:
    """The money of a refund that failed is in the account again.

    Assumed: the charge goes on counting the refund, as it has to be made up for in
    another way. Changes `refund`, which the caller keeps.
    Source: docs.stripe.com/refunds#failed-refunds
    """
    refund["failure_balance_transaction"] = balance_transactions.book(
        exchange,
        "refund_failure",
        amount=refund["amount"],
        currency=refund["currency"],
        source=refund["id"],
    )
    refund["failure_reason"] = why_returned(exchange, charge)


MOVES_MONEY = {"out": send, "back": take_back}


def happen(exchange: Exchange, refund: StripeObject, trigger: str) -> None:
    """Let something happen to a refund by itself: move it, keep it, tell of it."""
    row = refund_life.move(refund["status"], trigger)
    charge = exchange.store.find(refund["charge"])
    assert row, (refund["status"], trigger)  # noqa: S101 - only what can happen is due
    assert charge, refund["charge"]  # noqa: S101 - charges are not deleted
    before = dict(refund)
    refund["status"] = row.after
    if row.money:
        MOVES_MONEY[row.money](exchange, refund, charge)
    exchange.store.save(refund)
    if row.event:
        exchange.emit(row.event, refund, changes(before, refund))


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
