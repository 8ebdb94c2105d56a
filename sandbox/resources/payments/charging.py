"""What becomes of a charge: paid, pending, or declined."""

from sandbox.domain import charge_life, payment_types
from sandbox.domain.card_numbers import AUTHENTICATE, NETWORK, Decline
from sandbox.errors import ApiError
from sandbox.resources import cards, sources
from sandbox.resources.exchange import Exchange
from sandbox.resources.owners import billing
from sandbox.resources.payments import payment_method_details, settling
from sandbox.resources.payments.endings import ending
from sandbox.resources.payments.paying import Payer
from sandbox.resources.types import mandates, receivers
from sandbox.wire import StripeObject

HOLDS = 7 * payment_types.DAY
"""Seconds that a card holds what was only reserved.

Source: docs.stripe.com/api/charges/capture
"""


BLANK: StripeObject = {
    "id": None,
    "object": "charge",
    "amount": 0,
    "amount_captured": 0,
    "amount_refunded": 0,
    "application": None,
    "application_fee": None,
    "application_fee_amount": None,
    "balance_transaction": None,
    "billing_details": None,
    "calculated_statement_descriptor": None,
    "captured": False,
    "created": None,
    "currency": "",
    "customer": None,
    "description": None,
    "destination": None,
    "dispute": None,
    "disputed": False,
    "failure_balance_transaction": None,
    "failure_code": None,
    "failure_message": None,
    "fraud_details": None,
    "livemode": False,
    "metadata": None,
    "on_behalf_of": None,
    "order": None,
    "outcome": None,
    "paid": False,
    "payment_intent": None,
    "payment_method": None,
    "payment_method_details": None,
    "receipt_email": None,
    "receipt_number": None,
    "receipt_url": None,
    "refunded": False,
    "review": None,
    "shipping": None,
    "source": None,
    "source_transfer": None,
    "statement_descriptor": None,
    "statement_descriptor_suffix": None,
    "status": None,
    "transfer_data": None,
    "transfer_group": None,
}
"""Every field of a charge, in the order they are answered; `blank` fills it in.

Source: docs.stripe.com/api/charges/object
"""

AUTHORISED = {
    "network_status": "approved_by_network",
    "reason": None,
    "risk_level": "normal",
    "seller_message": "Payment complete.",
    "type": "authorized",
}
"""What a bank says of a charge that it has nothing against.

Source: docs.stripe.com/api/charges/object#charge_object-outcome
"""


def blank(exchange: Exchange, paying: Payer) -> StripeObject:
    """The fields of a charge that was tried and came to nothing yet.

    Assumed: no receipt, which the sandbox does not model.
    Source: docs.stripe.com/api/charges/object
    """
    source = paying.source
    return BLANK | {
        "id": exchange.store.next_id(payment_types.of(source).charge_prefix),
        "billing_details": billing(source),
        "created": exchange.now,
        "customer": paying.customer,
        "fraud_details": {},
        "metadata": {},
        "outcome": dict(AUTHORISED),
        "payment_method": source["id"],
        "payment_method_details": payment_method_details.of(source),
        "source": source,
    }


def paid(charge: StripeObject, row: charge_life.Move, *, capture: bool) -> StripeObject:
    """What is different in a charge that went through, or that the bank still weighs.

    Source: docs.stripe.com/api/charges/object#charge_object-status
    """
    pending = row.after == "pending"
    risk = "not_assessed" if pending else charge["outcome"]["risk_level"]
    return {
        "amount_captured": charge["amount"] if capture else 0,
        "captured": capture,
        "outcome": charge["outcome"] | {"risk_level": risk},
        "paid": not pending,
        "status": row.after,
    }


def keep(exchange: Exchange, charge: StripeObject, row: charge_life.Move) -> None:
    """Store a new charge, and tell how it went."""
    exchange.store.add("charges", charge, owner=charge["customer"] or "")
    exchange.emit(row.event, charge)


def ask_the_bank(
    exchange: Exchange, charge: StripeObject, source: StripeObject
) -> None:
    """A card is asked for its money: it declines, or is watched more closely.

    Raises: ApiError 402, which leaves the failed charge behind.
    Source: docs.stripe.com/testing, docs.stripe.com/radar/risk-evaluation
    """
    if not cards.face_of(source):
        return
    card = cards.behind(source, exchange.store.seed)
    proven = source.get("type") == "three_d_secure"
    if card.charge and not (proven and card.charge is AUTHENTICATE):
        raise decline(exchange, charge, card.charge)
    charge["outcome"]["risk_level"] = card.risk
    if card.risk == "elevated":
        review = {"reason": "elevated_risk_level", "type": "manual_review"}
        charge["outcome"] |= review


def pay(
    exchange: Exchange, charge: StripeObject, source: StripeObject, *, capture: bool
) -> StripeObject:
    """The source pays, and moves on in its life; the charge is kept and told of."""
    is_source = source["object"] == "source"
    if is_source:
        charged(exchange, charge["amount"], source)
    later = ending(exchange.store.seed, source)
    row = charge_life.begin(waits=bool(later), captured=capture)
    charge |= paid(charge, row, capture=capture)
    charge["source"] = source | ({"created": exchange.now} if is_source else {})
    if row.money:
        settling.arrive(exchange, charge)
    if "mandate" in source:
        mandates.notify(exchange, source, "debit_initiated", charge["amount"])
    keep(exchange, charge, row)
    if later:
        exchange.plan(later.seconds, charge["id"], "settled")
    if not capture:
        exchange.plan(HOLDS, charge["id"], "hold expired")
    return charge


def charged(exchange: Exchange, amount: int, source: StripeObject) -> None:
    """Move a source on that pays this amount, and keep it if it is not as before."""
    counts = "receiver" in source
    trigger = receivers.charge(source, amount) if counts else "charged"
    row = sources.shift(source, trigger)
    moved = row is not None and row.after != row.before
    if moved:
        exchange.store.agenda.forget(source["id"])
    if moved or counts:
        exchange.store.save(source)


def decline(exchange: Exchange, charge: StripeObject, why: Decline) -> ApiError:
    """Keep the charge that failed, and give the refusal that names it.

    Assumed: the source stays as it was, and can be tried again.
    Source: docs.stripe.com/declines, docs.stripe.com/radar/risk-evaluation
    """
    charge["failure_code"], charge["failure_message"] = why.code, why.message
    charge["outcome"] |= {
        "network_status": NETWORK[why.outcome],
        "reason": why.reason or why.decline_code or why.code,
        "risk_level": why.risk,
        "seller_message": why.message,
        "type": why.outcome,
    }
    row = charge_life.due(None, "declined", captured=False)
    charge["status"] = row.after
    keep(exchange, charge, row)
    return cards.declined(why, charge=charge["id"], keeps_changes=True)
