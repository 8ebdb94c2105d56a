"""What becomes of a dispute: begun by a bank, answered, won or lost."""

from sandbox.domain import charge_life, dispute_life
from sandbox.domain.dispute_life import Claim, Move
from sandbox.resources import cards
from sandbox.resources.exchange import Exchange, changes
from sandbox.resources.payments import balance_transactions, evidence
from sandbox.wire import StripeObject


def claim(exchange: Exchange, charge: StripeObject) -> Claim | None:
    """What the bank of a test card will say of a charge, right after it was paid.

    Source: docs.stripe.com/testing#disputes
    """
    source = charge["source"]
    if not cards.face_of(source):
        return None
    return cards.behind(source, exchange.store.seed).dispute


def begin(exchange: Exchange, charge: StripeObject) -> None:
    """A bank disputes a charge, over all of it that has not gone back yet.

    What was refunded as a whole is not disputed. No card pays a debit: its dispute is
    lost as it begins.
    Source: docs.stripe.com/disputes, docs.stripe.com/sources/sepa-debit (disputes)
    """
    said = claim(exchange, charge) or dispute_life.DEBIT
    row = dispute_life.move(None, said.trigger)
    assert row, said.trigger  # noqa: S101 - the table has a row for each beginning
    can = charge_life.move(charge["status"], "disputed", captured=charge["captured"])
    if charge["refunded"] or not can:
        return
    dispute = blank(exchange, charge, said)
    exchange.store.add("disputes", dispute, owner=charge["id"])
    charge |= {"dispute": dispute["id"], "disputed": True}
    exchange.store.save(charge)
    go(exchange, dispute, row, charge, before=dispute)


def blank(exchange: Exchange, charge: StripeObject, said: Claim) -> StripeObject:
    """The fields of a dispute that has no status yet, and no time to be answered in.

    Source: docs.stripe.com/api/disputes/object
    """
    return {
        "id": exchange.store.next_id("dp_"),
        "object": "dispute",
        "amount": charge["amount"] - charge["amount_refunded"],
        "balance_transactions": [],
        "charge": charge["id"],
        "created": exchange.now,
        "currency": charge["currency"],
        "evidence": evidence.nothing(),
        "evidence_details": {
            "due_by": 0,
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
        },
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "payment_intent": None,
        "reason": said.reason,
        "status": None,
    }


def happen(
    exchange: Exchange,
    dispute: StripeObject,
    trigger: str,
    *,
    before: StripeObject | None = None,
) -> bool:
    """Let something happen to a dispute: move it, keep it, tell of it.

    `before` is how it was, when it was changed already. An inquiry about a charge that
    was refunded since does not become a dispute. False when the table has no row for
    it, and nothing was changed.
    """
    charge = exchange.store.find(dispute["charge"])
    assert charge, dispute["charge"]  # noqa: S101 - charges are not deleted
    if trigger == "escalated" and charge["refunded"]:
        trigger = "won"
    row = dispute_life.move(dispute["status"], trigger)
    if row:
        go(exchange, dispute, row, charge, before=before or dict(dispute))
    return row is not None


def go(
    exchange: Exchange,
    dispute: StripeObject,
    row: Move,
    charge: StripeObject,
    *,
    before: StripeObject,
) -> None:
    """Move a dispute by a row of the table; money moves with it, and it is told."""
    dispute |= {
        "is_charge_refundable": row.after in dispute_life.REFUNDABLE,
        "status": row.after,
    }
    if row.money == "out":
        dispute["amount"] = charge["amount"] - charge["amount_refunded"]
    if row.money:
        move_money(exchange, dispute, row)
    exchange.store.agenda.forget(dispute["id"])
    if row.after in dispute_life.UNANSWERED:
        wait_for_answer(exchange, dispute)
    exchange.store.save(dispute)
    for event in row.events:
        updated = event == dispute_life.UPDATED
        exchange.emit(event, dispute, changes(before, dispute) if updated else None)


def move_money(exchange: Exchange, dispute: StripeObject, row: Move) -> None:
    """The disputed money goes out with a fee, or both come back.

    Source: docs.stripe.com/disputes/how-disputes-work
    """
    out = row.money == "out"
    balance_transactions.book(
        exchange,
        "dispute" if out else "dispute_reversal",
        amount=dispute["amount"],
        currency=dispute["currency"],
        source=dispute["id"],
        description=f"Chargeback {'withdrawal' if out else 'reversal'} for "
        f"{dispute['charge']}",
    )


def wait_for_answer(exchange: Exchange, dispute: StripeObject) -> None:
    """A dispute that nobody answers in time is over.

    Source: docs.stripe.com/disputes/responding
    """
    due_by = dispute_life.due_by(exchange.now)
    dispute["evidence_details"] = dispute["evidence_details"] | {"due_by": due_by}
    exchange.plan(due_by + 1 - exchange.now, dispute["id"], "overdue")
