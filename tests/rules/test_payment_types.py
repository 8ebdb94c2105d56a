"""Each type of source: how it is born, what it pays in and asks for, how it is paid."""

from typing import NamedTuple

import pytest

from sandbox import Sandbox
from sandbox.domain.payment_types import TYPES
from tests.asking import INVALID
from tests.resources.making import (
    EXAMPLES,
    a_source,
    charge,
    example,
    refusal,
    the_source,
)


class Type(NamedTuple):
    """A type of source; `currencies` "any" of a card, `needs` beside the type."""

    flow: str
    usages: str
    born: str
    currencies: str
    needs: str
    paid: str
    prefix: str
    source: str


GUIDE = "Source: docs.stripe.com/sources/"
BACK = "amount currency redirect[return_url]"
NAMED = f"{BACK} owner[name]"
ALIPAY = "aud cad cny eur gbp hkd jpy nzd sgd usd"
WECHAT = "aud cad eur gbp hkd jpy sgd usd"

RULES = {
    "card": Type(
        "none", "reusable single_use", "chargeable", "any", "token", "succeeded",
        "ch_", f"{GUIDE}cards",
    ),
    "sepa_debit": Type(
        "none", "reusable", "chargeable", "eur",
        "currency owner[name] sepa_debit[iban]", "pending", "py_", f"{GUIDE}sepa-debit",
    ),
    "ideal": Type(
        "redirect", "single_use", "pending", "eur", BACK, "succeeded", "py_",
        f"{GUIDE}ideal",
    ),
    "bancontact": Type(
        "redirect", "single_use", "pending", "eur", NAMED, "succeeded", "py_",
        f"{GUIDE}bancontact",
    ),
    "giropay": Type(
        "redirect", "single_use", "pending", "eur", NAMED, "succeeded", "py_",
        f"{GUIDE}giropay",
    ),
    "eps": Type(
        "redirect", "single_use", "pending", "eur", NAMED, "succeeded", "py_",
        f"{GUIDE}eps",
    ),
    "p24": Type(
        "redirect", "single_use", "pending", "eur pln", f"{BACK} owner[email]",
        "succeeded", "py_", f"{GUIDE}p24",
    ),
    "sofort": Type(
        "redirect", "single_use", "pending", "eur", f"{BACK} sofort[country]",
        "pending", "py_", f"{GUIDE}sofort",
    ),
    "alipay": Type(
        "redirect", "single_use", "pending", ALIPAY, BACK, "succeeded", "py_",
        f"{GUIDE}alipay",
    ),
    "wechat": Type(
        "none", "single_use", "pending", WECHAT, "amount currency", "succeeded",
        "py_", f"{GUIDE}wechat-pay",
    ),
    "multibanco": Type(
        "receiver", "single_use", "pending", "eur", f"{BACK} owner[email]", "succeeded",
        "py_", f"{GUIDE}multibanco",
    ),
    "ach_credit_transfer": Type(
        "receiver", "reusable", "pending", "usd", "currency owner[email]", "succeeded",
        "py_", f"{GUIDE}ach-credit-transfer",
    ),
    "sepa_credit_transfer": Type(
        "receiver", "reusable", "pending", "eur", "currency owner[email]", "succeeded",
        "py_", f"{GUIDE}sepa-credit-transfer",
    ),
    "bitcoin": Type(
        "receiver", "single_use", "pending", "usd", "amount currency owner[email]",
        "succeeded", "py_",
        "Source: github.com/stripe/stripe-dotnet, src/Stripe.Tests.XUnit (until 2018)",
    ),
    "three_d_secure": Type(
        "redirect", "single_use", "pending", "any", f"{BACK} three_d_secure[card]",
        "succeeded", "ch_", f"{GUIDE}three-d-secure",
    ),
}  # fmt: skip

PRIMED = [
    (name, currency)
    for name, rule in RULES.items()
    for currency in rule.currencies.replace("any", "eur usd jpy").split()
]
NEEDED = [(name, need) for name, rule in RULES.items() for need in rule.needs.split()]
ALWAYS = [(name, rule) for name, rule in RULES.items() if " " not in rule.usages]
CLOSED = [name for name, rule in RULES.items() if rule.currencies != "any"]


def test_every_type_has_its_rule() -> None:
    """No type is modelled without a row here."""
    assert set(TYPES) == set(RULES)


@pytest.mark.parametrize(("name", "rule"), RULES.items(), ids=RULES)
def test_how_a_type_is_born(sandbox: Sandbox, name: str, rule: Type) -> None:
    """A source has the flow of its type, its first usage, and its first status."""
    source = sandbox.call("sources.create", **example(sandbox, name))

    assert (rule.flow, rule.usages.split()[0], rule.born) == (
        source["flow"],
        source["usage"],
        source["status"],
    )


@pytest.mark.parametrize(("name", "currency"), PRIMED)
def test_what_a_type_pays_in(sandbox: Sandbox, name: str, currency: str) -> None:
    """A source pays in each currency of its type."""
    sent = example(sandbox, name) | {"currency": currency}

    assert currency == the_source(sandbox, a_source(sandbox, **sent))["currency"]


@pytest.mark.parametrize("name", CLOSED)
def test_what_a_type_does_not_pay_in(sandbox: Sandbox, name: str) -> None:
    """A source in another currency is refused, with a code of its own."""
    sent = EXAMPLES[name] | {"currency": "chf"}

    assert (400, INVALID, "invalid_currency", "currency") == refusal(
        sandbox, "sources.create", **sent
    )


@pytest.mark.parametrize(("name", "need"), NEEDED)
def test_what_a_type_asks_for(sandbox: Sandbox, name: str, need: str) -> None:
    """A source without something that its type needs is refused by that name."""
    first, _, second = need.rstrip("]").partition("[")
    sent = {**example(sandbox, name), first: {second: None} if second else None}

    assert (400, INVALID, "parameter_missing", need) == refusal(
        sandbox, "sources.create", **sent
    )


@pytest.mark.parametrize(("name", "rule"), ALWAYS, ids=[name for name, _ in ALWAYS])
def test_what_a_type_always_is(sandbox: Sandbox, name: str, rule: Type) -> None:
    """A source of a type with one usage and one flow cannot be made another."""
    other = {"reusable": "single_use", "single_use": "reusable"}[rule.usages]
    sent = example(sandbox, name)

    assert (400, INVALID, None, "usage") == refusal(
        sandbox, "sources.create", **sent | {"usage": other}
    )
    assert (400, INVALID, None, "flow") == refusal(
        sandbox, "sources.create", **sent | {"flow": "code_verification"}
    )
    a_source(sandbox, **sent | {"usage": rule.usages, "flow": rule.flow})


@pytest.mark.parametrize(("name", "rule"), RULES.items(), ids=RULES)
def test_how_a_type_is_charged(sandbox: Sandbox, name: str, rule: Type) -> None:
    """A charge succeeds at once or is pending, and its id says what kind paid."""
    source = sandbox.given("src_1", type=name)

    price = {
        "amount": source["amount"] or 1000,
        "currency": source["currency"] or "eur",
    }

    paid = charge(sandbox, source="src_1", **price)

    assert (rule.paid, rule.prefix, rule.paid == "succeeded", True) == (
        paid["status"],
        paid["id"][:3],
        paid["paid"],
        paid["captured"],
    )
