"""How the money of a charge comes: at once, or when its bank has answered."""

from sandbox.domain import charge_life
from sandbox.resources import sources
from sandbox.resources.exchange import Exchange
from sandbox.resources.payments import balance_transactions, disputing, refunding
from sandbox.resources.payments.endings import ending
from sandbox.wire import StripeObject


def arrive(exchange: Exchange, charge: StripeObject) -> None:
    """The money of a charge has come: as much of it as was captured is booked.

    Right after the answer some cards dispute it. Changes `charge`, which the caller
    keeps.
    Source: liberapay/liberapay.com, tests/py/fixtures/TestPayinsStripe.yml
    """
    charge["balance_transaction"] = balance_transactions.book(
        exchange,
        "charge" if charge["id"].startswith("ch_") else "payment",
        amount=charge["amount_captured"],
        currency=charge["currency"],
        source=charge["id"],
        description=charge["description"],
    )
    if disputing.claim(exchange, charge):
        exchange.plan(0, charge["id"], "disputed")


def settle(exchange: Exchange, charge: StripeObject) -> None:
    """The bank has answered for a pending charge: it succeeded, or it failed.

    Assumed: a charge that is disputed has succeeded first; a bank account stays
    verified, however its debits end.
    Source: docs.stripe.com/sources/sepa-debit (testing), docs.stripe.com/sources/sofort
    """
    how = ending(exchange.store.seed, charge["source"])
    fails = how is not None and how.outcome == "failed"
    trigger = "sent back" if fails else "settled"
    row = charge_life.due(charge["status"], trigger, captured=charge["captured"])
    charge |= {"paid": not fails, "status": row.after}
    if how and fails:
        why = "The bank sent the debit back."
        charge |= {"failure_code": how.code, "failure_message": why}
    if row.money:
        arrive(exchange, charge)
    refunding.settle(exchange, charge, failed=fails)
    exchange.store.save(charge)
    exchange.emit(row.event, charge)
    if how and how.outcome == "disputed":
        exchange.plan(0, charge["id"], "disputed")
    source = exchange.store.find(charge["source"]["id"])
    if fails and source and source["object"] == "source":
        sources.happen(exchange, source, "mandate failed")
