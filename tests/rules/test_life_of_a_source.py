"""The life of a source: from which status to which, what causes it, what is told."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from sandbox import Sandbox
from sandbox.domain.lifecycle import MOVES
from tests.asking import VISA
from tests.resources.making import (
    EXAMPLES,
    FAILING_SEPA,
    IDEAL,
    PRICE,
    a_customer,
    a_source,
    charge,
    detach,
    refused,
    the_source,
    told,
)

Cause = Callable[[Sandbox, str], object]


class Move(NamedTuple):
    """A source in a status, by what was given of it; a cause, and what becomes of it.

    `trigger` is what the table of moves calls the cause; `told` is all that is told of
    by it, and after it by itself.
    """

    given: dict[str, str]
    trigger: str
    cause: Cause
    after: str
    told: str
    source: str


PAGE = "Source: docs.stripe.com/sources/customers"
GUIDE = "Source: docs.stripe.com/sources"
DETACH = "Source: docs.stripe.com/api/sources/detach"
CUSTOMER = {"customer": "cus_1"}
REUSABLE = {"type": "card", "usage": "reusable"}
ONCE = {"type": "card", "usage": "single_use"}


def charged(sandbox: Sandbox, source: str) -> None:
    """Charge a source, with its customer if it has one."""
    found = the_source(sandbox, source)
    owner = {"customer": found["customer"]} if "customer" in found else {}
    amount = found["amount"] or PRICE["amount"]
    currency = found["currency"] or "eur"
    charge(sandbox, source=source, amount=amount, currency=currency, **owner)


def detached(sandbox: Sandbox, source: str) -> None:
    """Detach a source from its customer."""
    detach(sandbox, "cus_1", source)


def replaced(sandbox: Sandbox, _: str) -> None:
    """Give the customer a source in an update, in place of the default one."""
    sandbox.given("src_new")
    sandbox.call("customers.update", customer="cus_1", source="src_new")


def authorised(sandbox: Sandbox, source: str) -> None:
    """Authorise a source."""
    sandbox.authorise(source)


def refused_(sandbox: Sandbox, source: str) -> None:
    """Refuse to authorise a source."""
    sandbox.authorise(source, outcome="failed")


def funded(sandbox: Sandbox, source: str) -> None:
    """Send money to a source."""
    sandbox.fund(source)


def partly(sandbox: Sandbox, source: str) -> None:
    """Charge a part of what was sent to a source."""
    charge(sandbox, source=source, amount=400)


def after(**time: int) -> Cause:
    """Let time go by."""
    return lambda sandbox, _: sandbox.advance(**time)


PENDING, GONE = {"status": "pending"}, {"status": "consumed"}
LEFT = "customer.updated customer.source.deleted"
TAKEN = "customer.updated customer.source.deleted customer.source.created"

MOVED = {
    "a redirect is authorised": Move(
        {"type": "ideal"} | PENDING, "authorised", authorised, "chargeable",
        "source.chargeable", GUIDE,
    ),
    "a receiver is sent money": Move(
        {"type": "sepa_credit_transfer"} | PENDING, "funded", funded, "chargeable",
        "source.chargeable source.transaction.created",
        "Source: docs.stripe.com/sources/sepa-credit-transfer",
    ),
    "a receiver is sent more": Move(
        {"type": "sepa_credit_transfer"}, "funded", funded, "chargeable",
        "source.transaction.created",
        "Source: docs.stripe.com/sources/sepa-credit-transfer",
    ),
    "a redirect is refused": Move(
        {"type": "ideal"} | PENDING, "refused", refused_, "failed", "source.failed",
        "Source: docs.stripe.com/sources/bancontact",
    ),
    **{
        f"{kind} is not authorised within an hour": Move(
            {"type": kind} | PENDING, "timed out", after(hours=1), "canceled",
            "source.canceled", f"Source: docs.stripe.com/sources/{guide}",
        )
        for kind, guide in {
            "ideal": "ideal", "bancontact": "bancontact", "giropay": "giropay",
            "eps": "eps", "p24": "p24", "sofort": "sofort", "alipay": "alipay",
            "wechat": "wechat-pay", "three_d_secure": "three-d-secure",
        }.items()
    },
    "multibanco is not paid within seven days": Move(
        {"type": "multibanco"} | PENDING, "timed out", after(days=7), "canceled",
        "source.canceled", "Source: docs.stripe.com/sources/multibanco",
    ),
    "a pending source is detached": Move(
        {"type": "ideal"} | PENDING | CUSTOMER, "detached", detached, "consumed", LEFT,
        DETACH,
    ),
    "a pending default is replaced": Move(
        {"type": "ideal"} | PENDING | CUSTOMER, "replaced", replaced, "consumed", TAKEN,
        PAGE,
    ),
    "a single-use source is charged": Move(
        ONCE, "charged", charged, "consumed", "charge.succeeded", PAGE
    ),
    "an attached single-use source is charged": Move(
        ONCE | CUSTOMER, "charged", charged, "consumed", "charge.succeeded", PAGE
    ),
    "a reusable source is charged": Move(
        REUSABLE, "charged", charged, "consumed", "charge.succeeded", PAGE
    ),
    "an attached reusable source is charged": Move(
        REUSABLE | CUSTOMER, "charged", charged, "chargeable", "charge.succeeded", PAGE
    ),
    "a receiver is charged in part": Move(
        {"type": "sepa_credit_transfer"}, "charged in part", partly, "chargeable",
        "charge.succeeded", "Assumed: money that was sent can be charged bit by bit",
    ),
    "a source is detached": Move(
        REUSABLE | CUSTOMER, "detached", detached, "consumed", LEFT, DETACH
    ),
    "a default is replaced": Move(
        REUSABLE | CUSTOMER, "replaced", replaced, "consumed", TAKEN, PAGE
    ),
    **{
        f"{kind} is not charged within six hours": Move(
            {"type": kind}, "timed out", after(hours=6), "canceled", "source.canceled",
            f"Source: docs.stripe.com/sources/{guide}",
        )
        for kind, guide in {
            "ideal": "ideal", "bancontact": "bancontact", "giropay": "giropay",
            "eps": "eps", "p24": "p24", "sofort": "sofort", "wechat": "wechat-pay",
        }.items()
    },
    "alipay is not charged before the day ends in China": Move(
        {"type": "alipay"}, "timed out", after(hours=3, minutes=45), "canceled",
        "source.canceled", "Source: docs.stripe.com/sources/alipay",
    ),
    "multibanco is not charged within six hours": Move(
        {"type": "multibanco"}, "timed out", after(hours=6), "canceled",
        "source.canceled source.refund_attributes_required",
        "Source: docs.stripe.com/sources/multibanco",
    ),
    "a source that is consumed is detached": Move(
        ONCE | GONE | CUSTOMER, "detached", detached, "consumed", LEFT,
        "Assumed: a consumed single-use source can still leave its customer",
    ),
    "a default that is consumed is replaced": Move(
        ONCE | GONE | CUSTOMER, "replaced", replaced, "consumed", TAKEN,
        "Assumed: it can be replaced as well",
    ),
}  # fmt: skip


class Birth(NamedTuple):
    """How a source is born: by what was sent, in which status, and what is told."""

    sent: dict[str, object]
    trigger: str
    status: str
    told: str
    source: str


SECURE = "Source: docs.stripe.com/sources/three-d-secure"
BIRTHS = {
    "a card": Birth(VISA, "created", "chargeable", "source.chargeable", GUIDE),
    "a debit": Birth(
        EXAMPLES["sepa_debit"], "created", "chargeable", "source.chargeable", GUIDE
    ),
    "a redirect": Birth(IDEAL, "created waiting", "pending", "", GUIDE),
    "a receiver": Birth(
        EXAMPLES["multibanco"], "created waiting", "pending", "", GUIDE
    ),
    "a card that needs no 3D Secure": Birth(
        {"token": "tok_visa"}, "created", "chargeable", "source.chargeable", SECURE
    ),
    "a card that asks for 3D Secure": Birth(
        {"token": "tok_threeDSecureRequired"}, "created waiting", "pending", "", SECURE
    ),
    "a card whose bank does not answer": Birth(
        {"token": "tok_threeDSecureRequiredProcessingError"},
        "created without an answer",
        "failed",
        "source.failed",
        SECURE,
    ),
}


RULES: dict[str, Birth | Move] = {**BIRTHS, **MOVED}


@pytest.mark.parametrize("birth", BIRTHS.values(), ids=BIRTHS)
def test_how_a_source_is_born(sandbox: Sandbox, birth: Birth) -> None:
    """A source is chargeable at once, or waits for its owner, or has failed."""
    sent, before = birth.sent, 0
    if birth.source == SECURE:
        card = a_source(sandbox, type="card", **sent)
        sent, before = (
            EXAMPLES["three_d_secure"] | {"three_d_secure": {"card": card}},
            1,
        )

    made = sandbox.call("sources.create", **sent)

    assert birth.status == made["status"]
    assert birth.told.split() == told(sandbox, since=before)


@pytest.mark.parametrize("rule", MOVED.values(), ids=MOVED)
def test_how_a_source_moves(sandbox: Sandbox, rule: Move) -> None:
    """What happens to a source moves it as the table says, and is told of."""
    sandbox.given("cus_1")
    sandbox.given("src_1", **rule.given)
    before = len(told(sandbox))

    rule.cause(sandbox, "src_1")

    assert rule.after == the_source(sandbox, "src_1")["status"]
    assert rule.told.split() == told(sandbox, since=before)


def test_a_debit_that_comes_back_ends_its_source(sandbox: Sandbox) -> None:
    """A debit that its account sends back moves an attached source to failed."""
    source = a_source(sandbox, **FAILING_SEPA)
    customer = a_customer(sandbox, source)
    before = len(told(sandbox))

    charge(sandbox, customer=customer)
    sandbox.advance(days=5)

    assert "failed" == the_source(sandbox, source)["status"]
    assert ["charge.pending", "charge.failed", "source.failed"] == told(
        sandbox, since=before
    )


FINAL = ["consumed", "canceled", "failed"]


@pytest.mark.parametrize("status", FINAL)
def test_a_final_status_stays(sandbox: Sandbox, status: str) -> None:
    """A source that came to its end is not authorised, charged or attached any more."""
    sandbox.given("src_1", type="ideal", status=status)
    sandbox.given("cus_1")

    for operation, sent in {
        "workbench.authorise": {"source": "src_1"},
        "charges.create": {"source": "src_1", **PRICE},
        "customers.sources.create": {"customer": "cus_1", "source": "src_1"},
    }.items():
        assert 400 == refused(sandbox, operation, **sent).status
    sandbox.advance(days=30)
    assert status == the_source(sandbox, "src_1")["status"]


def test_every_move_has_its_row() -> None:
    """Every cause in the table of moves is tried here."""
    tried = {row.trigger for row in RULES.values()}

    assert {row.trigger for row in MOVES} == tried | {"mandate failed"}
