"""For how many days a charge of each type can be refunded."""

from typing import NamedTuple

import pytest

from sandbox import Sandbox
from sandbox.domain.payment_types import TYPES
from tests.asking import INVALID
from tests.resources.making import charge, refusal


class Window(NamedTuple):
    """The days in which a charge can be refunded; None for no end."""

    days: int | None
    source: str


GUIDE = "Source: docs.stripe.com/sources/"
LIKE_IDEAL = "Assumed: as for iDEAL"
NO_END = "Assumed: no end is published"

RULES = {
    "card": Window(None, NO_END),
    "three_d_secure": Window(None, NO_END),
    "sepa_debit": Window(180, f"{GUIDE}sepa-debit"),
    "ideal": Window(180, f"{GUIDE}ideal"),
    "bancontact": Window(180, f"{GUIDE}bancontact"),
    "giropay": Window(180, f"{GUIDE}giropay"),
    "eps": Window(180, LIKE_IDEAL),
    "p24": Window(180, f"{GUIDE}p24"),
    "sofort": Window(180, LIKE_IDEAL),
    "alipay": Window(90, f"{GUIDE}alipay"),
    "wechat": Window(180, LIKE_IDEAL),
    "multibanco": Window(180, f"{GUIDE}multibanco"),
    "ach_credit_transfer": Window(None, NO_END),
    "sepa_credit_transfer": Window(None, NO_END),
    "bitcoin": Window(None, NO_END),
}
ENDING = {name: row.days for name, row in RULES.items() if row.days}


def a_charge(sandbox: Sandbox, kind: str) -> str:
    """The id of a new charge of a source of this type."""
    source = sandbox.given("src_1", type=kind)
    amount, currency = source["amount"] or 1000, source["currency"] or "eur"
    made = charge(sandbox, source="src_1", amount=amount, currency=currency)
    paid: str = made["id"]
    return paid


def test_every_type_has_its_window() -> None:
    """No type is modelled without a row here."""
    assert set(TYPES) == set(RULES)


@pytest.mark.parametrize(("name", "rule"), RULES.items(), ids=RULES)
def test_a_charge_is_refunded_in_time(
    sandbox: Sandbox, name: str, rule: Window
) -> None:
    """On the last of its days, or years later where there is none, money goes back."""
    paid = a_charge(sandbox, name)
    sandbox.advance(days=rule.days or 1000)

    assert "succeeded" == sandbox.call("refunds.create", charge=paid)["status"]


@pytest.mark.parametrize(("name", "days"), ENDING.items(), ids=ENDING)
def test_a_charge_is_not_refunded_later(sandbox: Sandbox, name: str, days: int) -> None:
    """A second after the last of its days, a charge can no longer be refunded."""
    paid = a_charge(sandbox, name)
    sandbox.advance(days=days, seconds=1)

    assert (400, INVALID, None, "charge") == refusal(
        sandbox, "refunds.create", charge=paid
    )
