"""What can be attached to a customer, in which way, and how it is refused."""

from typing import Any, NamedTuple

import pytest

from sandbox import Sandbox
from tests.asking import CARD, INVALID, ask, contents
from tests.resources.making import ACCOUNT, TYPED, Refusal


class Rule(NamedTuple):
    """A source in some state (`given`), or what is attached (`sent`): what comes of it.

    `shown` are fields of what is attached then; `refused` is the refusal.
    """

    given: dict[str, Any]
    sent: str
    shown: dict[str, Any]
    refused: Refusal | None
    source: str


ATTACH = "Source: docs.stripe.com/api/sources/attach"
CREATE = "Source: docs.stripe.com/api/cards/create"
CODES = "Source: docs.stripe.com/error-codes"
DECLINES = "Source: docs.stripe.com/testing#declined-payments"
TAKEN = (
    "Source: github.com/woocommerce/woocommerce-gateway-stripe,"
    " class-wc-stripe-customer.php"
)
LBP = "Source: liberapay/liberapay.com, tests/py/fixtures/TestPayinsStripe.yml"
NOT_ATTACHABLE = (400, INVALID, None, None)
ONCE = {"usage": "single_use"}

RULES = {
    "a chargeable source": Rule(
        {}, "src_1", {"object": "source", "status": "chargeable"}, None, ATTACH
    ),
    "a pending source": Rule(
        {"type": "ideal", "status": "pending"},
        "src_1",
        {"status": "pending"},
        None,
        ATTACH,
    ),
    "a debit": Rule(
        {"type": "sepa_debit"}, "src_1", {"status": "chargeable"}, None, ATTACH
    ),
    "a single-use card": Rule(
        ONCE | {"amount": 1099},
        "src_1",
        {"status": "chargeable", "usage": "single_use", "amount": 1099},
        None,
        LBP,
    ),
    "a single-use payment that was authorised": Rule(
        {"type": "ideal"},
        "src_1",
        {"status": "chargeable"},
        None,
        "Assumed: as a single-use card, which is recorded",
    ),
    "a consumed source": Rule(
        {"status": "consumed"}, "src_1", {}, NOT_ATTACHABLE, ATTACH
    ),
    "a consumed single-use source": Rule(
        ONCE | {"status": "consumed"}, "src_1", {}, NOT_ATTACHABLE, ATTACH
    ),
    "a canceled source": Rule(
        {"type": "ideal", "status": "canceled"}, "src_1", {}, NOT_ATTACHABLE, ATTACH
    ),
    "a failed source": Rule(
        {"type": "ideal", "status": "failed"}, "src_1", {}, NOT_ATTACHABLE, ATTACH
    ),
    "its own already": Rule({"customer": "cus_1"}, "src_1", {}, NOT_ATTACHABLE, TAKEN),
    "somebody else's": Rule({"customer": "cus_2"}, "src_1", {}, NOT_ATTACHABLE, TAKEN),
    "a card of its own": Rule(
        {}, "card_mine", {}, NOT_ATTACHABLE, "Assumed: as a source of its own"
    ),
    "a card of somebody else": Rule(
        {}, "card_other", {}, NOT_ATTACHABLE, "Assumed: as somebody else's source"
    ),
    "a token": Rule({}, "tok_visa", {"object": "card", "last4": "4242"}, None, CREATE),
    "the token of a bank account": Rule(
        {},
        "account",
        {"object": "bank_account", "status": "new"},
        None,
        "Source: docs.stripe.com/ach",
    ),
    "a token that is used": Rule(
        {},
        "used",
        {},
        (400, INVALID, "token_already_used", None),
        f"{CODES}#token-already-used",
    ),
    "a token that is not there": Rule(
        {},
        "tok_none",
        {},
        (400, INVALID, "resource_missing", "source"),
        f"{CODES}#resource-missing",
    ),
    "a source that is not there": Rule(
        {},
        "src_none",
        {},
        (400, INVALID, "resource_missing", "source"),
        f"{CODES}#resource-missing",
    ),
    "a customer": Rule(
        {},
        "cus_2",
        {},
        (400, INVALID, "resource_missing", "source"),
        f"{CODES}#resource-missing",
    ),
    "a payment method": Rule(
        {},
        "pm_card_visa",
        {},
        (400, INVALID, None, "source"),
        "Source: github.com/firebase/functions-samples/issues/621",
    ),
    "a card is checked": Rule(
        {},
        "checked",
        {"cvc_check": "pass"},
        None,
        LBP,
    ),
    "a token whose card is declined": Rule(
        {},
        "tok_chargeDeclined",
        {},
        (402, CARD, "card_declined", None),
        DECLINES,
    ),
    "a source whose card is declined": Rule(
        {"token": "tok_chargeDeclined"},
        "src_1",
        {},
        (402, CARD, "card_declined", None),
        "Source: github.com/stripe/stripe-android/issues/463",
    ),
}

WAYS = {
    "a new customer": "/v1/customers",
    "a customer": "/v1/customers/cus_1/sources",
    "an update": "/v1/customers/cus_1",
}


@pytest.fixture
def shop(sandbox: Sandbox) -> Sandbox:
    """A sandbox with two customers, each with a card that never was a source."""
    for customer, card in {"cus_1": "card_mine", "cus_2": "card_other"}.items():
        sandbox.given(customer)
        sandbox.given(card, customer=customer)
    return sandbox


def a_token(sandbox: Sandbox, *, used: bool) -> str:
    """The id of a token of a typed card, whose security code came along."""
    made: str = sandbox.call("tokens.create", card=TYPED | {"cvc": "123"})["id"]
    if used:
        sandbox.call("sources.create", type="card", token=made)
    return made


@pytest.mark.parametrize("path", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_what_is_attached(shop: Sandbox, rule: Rule, path: str) -> None:
    """What is attached is the customer's then; what cannot be changes nothing."""
    shop.given("src_1", **rule.given)
    sent = rule.sent
    if sent == "account":
        sent = shop.call("tokens.create", bank_account=ACCOUNT)["id"]
    if sent in {"used", "checked"}:
        sent = a_token(shop, used=sent == "used")
    before = contents(shop)

    answer = ask(shop, "POST", path, {"source": sent})

    if rule.refused:
        assert rule.refused == answer.refusal
        assert before == contents(shop)
        return
    assert 200 == answer.status
    customer = answer.body.get("customer", answer["id"])
    attached = shop.objects("sources", customer=customer)[-1]
    assert rule.shown.items() <= attached.items()
    assert customer == attached["customer"]


GONE = {"unknown": "cus_none", "deleted": "cus_gone"}


@pytest.mark.parametrize("operation", ["", "/sources"])
@pytest.mark.parametrize("customer", GONE.values(), ids=GONE)
def test_who_is_not_there_gets_nothing(
    shop: Sandbox, customer: str, operation: str
) -> None:
    """A customer who is not there, or no more, is a 404 for the id in the address."""
    shop.given("cus_gone")
    shop.call("customers.delete", customer="cus_gone")
    path = f"/v1/customers/{customer}{operation}"

    answer = ask(shop, "POST", path, {"source": "tok_visa"})

    assert (404, INVALID, "resource_missing", "id") == answer.refusal
