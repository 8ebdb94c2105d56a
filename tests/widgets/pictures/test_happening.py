"""What is possible for an object now, and that its cause makes it happen."""

from collections.abc import Callable
from typing import NamedTuple

import pytest
import stripe

from sandbox import Sandbox
from sandbox.widgets.pictures import causes
from sandbox.widgets.pictures.life import LIVES, life
from tests.resources.making import FAILING, GERMAN
from tests.widgets.pictures.living import (
    DEBIT,
    FRAUD,
    INQUIRY,
    account,
    attached,
    charge,
    debit,
    declined,
    dispute,
    emptied,
    old,
    refund,
    refunded,
    second_source,
    source,
)

SLOW = "DE78370400440532013004"
"""An account whose debits are sent back after three minutes."""


class Case(NamedTuple):
    """An object, and the triggers that are possible for it now."""

    make: Callable[[Sandbox], str]
    possible: str


CASES = {
    "free reusable card": Case(source(), "charged"),
    "free single_use card": Case(source(usage="single_use"), "charged"),
    "attached card": Case(source(customer="cus_1"), "charged,detached,replaced"),
    "attached single_use card": Case(
        source(customer="cus_1", usage="single_use"), "charged,detached,replaced"
    ),
    "source that is not the default": Case(second_source, "charged,detached"),
    "consumed card": Case(source(status="consumed"), ""),
    "consumed attached card": Case(
        source(status="consumed", usage="single_use", customer="cus_1"),
        "detached,replaced",
    ),
    "pending ideal": Case(
        source(type="ideal", status="pending"), "authorised,refused,timed out"
    ),
    "pending attached ideal": Case(
        source(type="ideal", status="pending", customer="cus_1"),
        "authorised,refused,timed out,detached,replaced",
    ),
    "chargeable ideal": Case(source(type="ideal"), "charged,timed out"),
    "chargeable alipay": Case(source(type="alipay"), "charged,timed out"),
    "failed ideal": Case(source(type="ideal", status="failed"), ""),
    "pending multibanco": Case(
        source(type="multibanco", status="pending"), "funded,timed out"
    ),
    "funded multibanco": Case(
        source(type="multibanco"), "charged,funded,timed out"
    ),
    "funded account": Case(
        source(type="sepa_credit_transfer"), "charged,funded,charged in part"
    ),
    "emptied account": Case(emptied, "funded,detached,replaced"),
    "bank account": Case(account(FAILING), "charged"),
    "attached bank account": Case(
        attached(account(FAILING)), "charged,detached,replaced,mandate failed"
    ),
    "attached account that pays": Case(
        attached(account(GERMAN)), "charged,detached,replaced,mandate failed"
    ),
    "charge that fails in minutes": Case(
        debit(account(SLOW)), "settled,sent back,refunded"
    ),
    "charge": Case(charge(), "refunded,disputed"),
    "hold": Case(charge(capture=False), "captured,hold expired,refunded"),
    "expired hold": Case(old(charge(capture=False), 7), ""),
    "refunded charge": Case(refunded(charge()), ""),
    "charge refunded in part": Case(
        refunded(charge(), amount=300), "refunded,disputed"
    ),
    "declined charge": Case(declined, ""),
    "disputed charge": Case(charge(FRAUD), ""),
    "charge under inquiry": Case(charge(INQUIRY), "refunded"),
    "ideal charge": Case(debit(source(type="ideal")), "refunded"),
    "ideal charge after its days": Case(
        old(debit(source(type="ideal")), 181), ""
    ),
    "pending charge": Case(debit(DEBIT), "settled,sent back,refunded"),
    "pending charge that fails": Case(
        debit(account(FAILING)), "settled,sent back,refunded"
    ),
    "pending charge whose refund is promised": Case(
        refunded(debit(DEBIT)), "settled,sent back"
    ),
    "refund": Case(refund(charge()), "returned"),
    "refund to a bank": Case(refund(old(debit(DEBIT), 5)), ""),
    "pending refund": Case(refund(debit(DEBIT)), "charge succeeded,charge failed"),
    "pending refund that fails": Case(
        refund(debit(account(FAILING))), "charge succeeded,charge failed"
    ),
    "returned refund": Case(refund(charge("tok_refundFail")), ""),
    "dispute": Case(dispute(FRAUD), "submitted,accepted,overdue"),
    "answered dispute": Case(
        dispute(FRAUD, "Signed for"), "submitted,won,lost,accepted"
    ),
    "dispute that was won": Case(dispute(FRAUD, "winning_evidence"), ""),
    "inquiry": Case(dispute(INQUIRY), "submitted,accepted,overdue"),
    "answered inquiry": Case(
        dispute(INQUIRY, "Signed for"), "submitted,won,escalated,accepted"
    ),
    "answered inquiry about a refunded charge": Case(
        dispute(INQUIRY, "Signed for", refunded=True), "submitted,won,accepted"
    ),
}  # fmt: skip
BY_THE_BANK = {
    # without a line, or by another account: what a bank decides
    "disputed",
    "returned",
}
OTHERWISE = {
    ("attached account that pays", "mandate failed"),
    ("charge that fails in minutes", "settled"),
    ("pending charge", "sent back"),
    ("pending charge whose refund is promised", "sent back"),
    ("pending charge that fails", "settled"),
    ("pending refund", "charge failed"),
    ("pending refund that fails", "charge succeeded"),
}
"""What the bank of this very account does not do; the other one's does."""

BY_A_LINE = [
    (name, trigger)
    for name, case in CASES.items()
    for trigger in filter(None, case.possible.split(","))
    if trigger not in BY_THE_BANK and (name, trigger) not in OTHERWISE
]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_is_possible(sandbox: Sandbox, case: Case) -> None:
    """Possible is what the usage, the type and the customer of this object allow."""
    object_id = case.make(sandbox)
    body = sandbox.call("workbench.object", object_id=object_id)
    rows = LIVES[body["object"]].possible(sandbox, body)

    strong = [
        shape.said
        for shape in life(sandbox, object_id).shapes
        if shape.kind == "label" and "font:600" in shape.markup
    ]

    assert case.possible == ",".join(row.trigger for row in rows)
    assert sorted(strong) == sorted(filter(None, case.possible.split(",")))


@pytest.mark.parametrize(("name", "trigger"), BY_A_LINE)
def test_the_line_does_what_it_says(sandbox: Sandbox, name: str, trigger: str) -> None:
    """The line that stands beside a move makes just that happen to the object."""
    object_id = CASES[name].make(sandbox)
    body = sandbox.call("workbench.object", object_id=object_id)
    rows = LIVES[body["object"]].possible(sandbox, body)
    (row,) = [row for row in rows if row.trigger == trigger]
    (line,) = [
        line
        for line in life(sandbox, object_id).lines
        if line.startswith(f"{trigger}, ")
    ]
    told = len(sandbox.objects("events"))

    call = line[line.index(next(x for x in ("stripe.", "sandbox.") if x in line)) :]
    exec(call, {"stripe": stripe, "sandbox": sandbox})  # noqa: S102 - a reader would

    after = sandbox.call("workbench.object", object_id=object_id)
    assert row.after == after["status"]
    assert after != body or len(sandbox.objects("events")) > told


@pytest.mark.parametrize(("name", "trigger"), sorted(OTHERWISE))
def test_another_account_is_needed(sandbox: Sandbox, name: str, trigger: str) -> None:
    """What the bank of an account does not do in test mode has no line, and is told."""
    lines = life(sandbox, CASES[name].make(sandbox)).lines

    (line,) = [line for line in lines if line.startswith(f"{trigger}, ")]

    assert line.endswith(f" {causes.OTHERWISE}")
    assert "sandbox." not in line


def test_every_move_was_made() -> None:
    """Together the cases make every move of every table but the making itself."""
    made = {trigger for _, trigger in BY_A_LINE} | BY_THE_BANK

    assert made == {
        row.trigger for kind in LIVES.values() for row in kind.moves if row.before
    }
    assert made == {trigger for kind in LIVES.values() for trigger in kind.causes}
