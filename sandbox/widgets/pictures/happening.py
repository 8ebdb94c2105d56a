"""What can happen to an object as it is now: rows of its table, and how to cause them.

>>> from sandbox import Sandbox
>>> sandbox = Sandbox(seed=2)
>>> [row.trigger for row in of_a_source(sandbox, sandbox.given("src_1"))]
['charged']
"""

from typing import Any

from sandbox.domain import (
    charge_life,
    dispute_life,
    lifecycle,
    money,
    payment_types,
    refund_life,
)
from sandbox.domain.money import spelt
from sandbox.domain.payment_types import DAY, HOUR
from sandbox.resources import cards
from sandbox.resources.payments.charging import HOLDS
from sandbox.resources.payments.endings import ending
from sandbox.resources.types import receivers
from sandbox.session import Sandbox
from sandbox.wire import StripeObject

Words = dict[str, Any]
PAYS = ("settled", "charge succeeded")
FAILS = ("sent back", "charge failed", "mandate failed")
UNITS = {"days": DAY, "hours": HOUR, "minutes": 60}


def found(sandbox: Sandbox, object_id: str) -> StripeObject:
    """Another object that this one names, without a trace in the journal."""
    return sandbox.call("workbench.object", object_id=object_id)


def of_a_source(sandbox: Sandbox, source: StripeObject) -> list[lifecycle.Move]:
    """The moves that are possible for a source: of its usage, its type, its customer.

    Only the default source of a customer is replaced, and money has to be there. A
    debit that comes back finds a source that was not attached consumed already.
    """
    never = set(payment_types.of(source).never)
    owner = source.get("customer")
    if not owner:
        never.add("mandate failed")
    elif found(sandbox, owner)["default_source"] != source["id"]:
        never.add("replaced")
    if "receiver" in source:
        least = money.minimum(source["currency"])
        left = receivers.left(source)
        never |= {"charged"} if left < least else set()
        never |= {"charged in part"} if left < 2 * least else set()
    return lifecycle.possible(
        source["status"],
        usage=source["usage"],
        attached=owner is not None,
        never=never,
    )


def said_of_a_source(sandbox: Sandbox, source: StripeObject) -> Words:
    """What the causes say of a source: what it pays, with whom, how long it lasts."""
    kind, owner = payment_types.of(source), source.get("customer")
    amount = source["amount"] or 1099
    if "receiver" in source:
        amount = receivers.left(source)
    lasts = kind.times_out if source["status"] == "pending" else kind.expires
    words, advance = span(lasts)
    return said_of_a_payer(sandbox, source) | {
        "customer": owner,
        "with_customer": f'customer="{owner}", ' if owner else "",
        "amount": amount,
        "part": amount // 2,
        "currency": source["currency"] or "eur",
        "lasts": words,
        "advance": advance,
    }


def said_of_a_payer(sandbox: Sandbox, source: StripeObject) -> Words:
    """When the bank answers for a charge, and what else it might answer.

    In test mode the account alone decides that.
    """
    how = ending(sandbox.seed, source)
    if how is None:
        return {"settles": "", "otherwise": ()}
    fails = how.outcome == "failed"
    return {"settles": span(how.seconds)[1], "otherwise": PAYS if fails else FAILS}


def span(seconds: int) -> tuple[str, str]:
    """A time in words, and as `sandbox.advance` takes it.

    >>> span(3600), span(5 * DAY)
    (('1 hour', 'hours=1'), ('5 days', 'days=5'))
    """
    unit = next((name for name, size in UNITS.items() if seconds >= size), "seconds")
    number = seconds // UNITS.get(unit, 1)
    return f"{number} {unit if number > 1 else unit[:-1]}", f"{unit}={number}"


def source_in_words(source: StripeObject) -> str:
    """What a source is, in a few words."""
    owner = source.get("customer")
    where = f"attached to {owner}" if owner else "not attached"
    return f"{source['usage']} source of type {source['type']}, {where}"


def of_a_charge(sandbox: Sandbox, charge: StripeObject) -> list[charge_life.Move]:
    """The moves that are possible for a charge, as far as money of it is left.

    What a bank has taken back cannot be refunded as well.
    """
    never, kind = set[str](), payment_types.of(charge["source"])
    if charge["refunded"]:
        never |= {"captured", "hold expired", "refunded", "disputed"}
    if charge["disputed"] or not kind.disputable:
        never.add("disputed")
    if charge["disputed"]:
        dispute = found(sandbox, charge["dispute"])
        never |= set() if dispute["is_charge_refundable"] else {"refunded"}
    if kind.refundable and sandbox.now > charge["created"] + kind.refundable * DAY:
        never.add("refunded")
    rows = charge_life.possible(charge["status"], captured=charge["captured"])
    return [row for row in rows if row.trigger not in never]


def said_of_a_charge(sandbox: Sandbox, charge: StripeObject) -> Words:
    """What the causes say of a charge."""
    return said_of_a_payer(sandbox, charge["source"]) | {"holds": HOLDS // DAY}


def charge_in_words(charge: StripeObject) -> str:
    """What a charge is, and what became of its money."""
    currency, back = charge["currency"], charge["amount_refunded"]
    said = [f"charge of {spelt(charge['amount'], currency)}"]
    if charge["status"] == "succeeded":
        said.append("captured" if charge["captured"] else "not captured")
    if back:
        said.append(f"{spelt(back, currency)} refunded")
    if charge["disputed"]:
        said.append("disputed")
    return ", ".join(said)


def of_a_refund(sandbox: Sandbox, refund: StripeObject) -> list[refund_life.Move]:
    """The moves that are possible for a refund; only cards send one back."""
    rows = refund_life.possible(refund["status"])
    by_card = cards.face_of(found(sandbox, refund["charge"])["source"])
    return [row for row in rows if by_card or row.trigger != "returned"]


def said_of_a_refund(sandbox: Sandbox, refund: StripeObject) -> Words:
    """What the causes say of a refund: of its charge."""
    return said_of_a_charge(sandbox, found(sandbox, refund["charge"]))


def of_a_dispute(sandbox: Sandbox, dispute: StripeObject) -> list[dispute_life.Move]:
    """The moves that are possible for a dispute.

    An inquiry about a charge that was refunded does not become a dispute.
    """
    rows = dispute_life.possible(dispute["status"])
    refunded = found(sandbox, dispute["charge"])["refunded"]
    return [row for row in rows if not (refunded and row.trigger == "escalated")]


def said_of_a_dispute(_: Sandbox, __: StripeObject) -> Words:
    """What the causes say of a dispute: after how many days it is too late."""
    return {"days_to_answer": dispute_life.DAYS_TO_ANSWER + 1}


def part_of_a_charge(body: StripeObject) -> str:
    """What a refund or a dispute is, and of which charge."""
    amount = spelt(body["amount"], body["currency"])
    return f"{body['object']} of {amount}, of charge {body['charge']}"
