"""The test cards: what attaching each answers, and what charging it does."""

from typing import Any, NamedTuple

import pytest

from sandbox import Sandbox
from sandbox.domain.card_numbers import CARDS, NUMBERS
from tests.asking import CARD, Answer, ask
from tests.resources.making import (
    PRICE,
    TYPED,
    a_customer,
    a_source,
    attach,
    the_charge,
)

Decline = tuple[str, str | None, str | None]
"""The code, the decline code and the param of a 402."""

Outcome = tuple[str, str, str | None, str]
"""Type, network status, reason and risk level of a charge's outcome."""

GENERIC: Decline = ("card_declined", "generic_decline", None)
FUNDS: Decline = ("card_declined", "insufficient_funds", None)
FRAUD: Decline = ("card_declined", "fraudulent", None)
CVC: Decline = ("incorrect_cvc", None, "cvc")
EXPIRED: Decline = ("expired_card", None, "exp_month")
PROCESSING: Decline = ("processing_error", None, None)

GOOD: Outcome = ("authorized", "approved_by_network", None, "normal")
REVIEW: Outcome = (
    "manual_review",
    "approved_by_network",
    "elevated_risk_level",
    "elevated",
)


def blocked(reason: str) -> Outcome:
    """The outcome of a charge that was stopped before the bank heard of it."""
    return "blocked", "not_sent_to_network", reason, "highest"


def declined(reason: str) -> Outcome:
    """The outcome of a charge that the bank declined."""
    return "issuer_declined", "declined_by_network", reason, "normal"


class Row(NamedTuple):
    """A card, by its token or its number: how its bank answers (None: it agrees)."""

    last4: str
    attached: Decline | None
    charged: Decline | None
    outcome: Outcome
    source: str
    brand: str = "Visa"


TESTING = "Source: docs.stripe.com/testing#cards"
DECLINES = "Source: docs.stripe.com/testing#declined-payments"
FRAUDS = "Source: docs.stripe.com/testing#fraud-prevention"
COUNTRIES = "Source: docs.stripe.com/testing#international-cards"
DISPUTES = "Source: docs.stripe.com/testing#disputes"
THREE_D = "Source: docs.stripe.com/sources/three-d-secure (testing)"


def pays(last4: str, brand: str = "Visa", source: str = TESTING) -> Row:
    """A card whose bank agrees to everything."""
    return Row(last4, None, None, GOOD, source, brand)


MASTER, AMEX = "MasterCard", "American Express"

RULES = {
    "tok_visa": pays("4242"),
    "tok_visa_debit": pays("5556"),
    "tok_mastercard": pays("4444", MASTER),
    "tok_mastercard_debit": pays("3222", MASTER),
    "tok_mastercard_prepaid": pays("5100", MASTER),
    "tok_amex": pays("8431", AMEX),
    "tok_discover": pays("1117", "Discover"),
    "tok_diners": pays("5904", "Diners Club"),
    "tok_jcb": pays("0000", "JCB"),
    "tok_unionpay": pays("0005", "UnionPay"),
    "tok_chargeDeclined": Row(
        "0002", GENERIC, GENERIC, declined("generic_decline"), DECLINES
    ),
    "tok_chargeDeclinedInsufficientFunds": Row(
        "9995", FUNDS, FUNDS, declined("insufficient_funds"), DECLINES
    ),
    "tok_chargeDeclinedFraudulent": Row(
        "0019",
        None,
        FRAUD,
        blocked("merchant_blacklist"),
        "Assumed: it is blocked when it is charged, and attached all the same",
    ),
    "tok_chargeDeclinedIncorrectCvc": Row(
        "0127", CVC, CVC, declined("incorrect_cvc"), DECLINES
    ),
    "tok_chargeDeclinedExpiredCard": Row(
        "0069", EXPIRED, EXPIRED, declined("expired_card"), DECLINES
    ),
    "tok_chargeDeclinedProcessingError": Row(
        "0119",
        PROCESSING,
        PROCESSING,
        declined("processing_error"),
        "Assumed: it is refused when it is attached as when it is charged",
    ),
    "tok_chargeCustomerFail": Row(
        "0341", None, GENERIC, declined("generic_decline"), DECLINES
    ),
    "tok_riskLevelElevated": Row("9235", None, None, REVIEW, FRAUDS),
    "tok_riskLevelHighest": Row(
        "4954",
        None,
        FRAUD,
        blocked("highest_risk_level"),
        "Assumed: the default rules block it",
    ),
    "tok_createDispute": pays("0259", source=DISPUTES),
    "tok_createDisputeProductNotReceived": pays("2685", source=DISPUTES),
    "tok_createDisputeInquiry": pays("1976", source=DISPUTES),
    "tok_cvcCheckFail": Row("0101", CVC, None, GOOD, DECLINES),
    "tok_avsFail": pays("0010", source=FRAUDS),
    "tok_avsLine1Fail": pays("0028", source=FRAUDS),
    "tok_avsZipFail": pays("0036", source=FRAUDS),
    "tok_avsUnchecked": pays("0044", source=FRAUDS),
    "tok_bypassPending": pays("0077"),
    "tok_refundFail": pays("5126"),
    "tok_threeDSecureRequired": Row(
        "3063", None, GENERIC, declined("generic_decline"), THREE_D
    ),
    "4000000000003089": pays("3089", source=THREE_D),
    "tok_threeDSecureOptional": pays("3055", source=THREE_D),
    "tok_threeDSecureRequiredChargeDeclined": Row(
        "1629", None, GENERIC, declined("generic_decline"), THREE_D
    ),
    "tok_threeDSecureRequiredProcessingError": Row(
        "1280", None, GENERIC, declined("generic_decline"), THREE_D
    ),
    "378282246310005": pays("0005", AMEX, source=THREE_D),
    "tok_us": pays("4242", source=COUNTRIES),
    "tok_br": pays("0002", source=COUNTRIES),
    "tok_ca": pays("0000", source=COUNTRIES),
    "tok_mx": pays("8001", source=COUNTRIES),
    "tok_at": pays("0008", source=COUNTRIES),
    "tok_be": pays("0004", source=COUNTRIES),
    "tok_dk": pays("0001", source=COUNTRIES),
    "tok_fi": pays("0001", source=COUNTRIES),
    "tok_fr": pays("0003", source=COUNTRIES),
    "tok_de": pays("0016", source=COUNTRIES),
    "tok_gb": pays("0000", source=COUNTRIES),
    "tok_ie": pays("0005", source=COUNTRIES),
    "tok_it": pays("0008", source=COUNTRIES),
    "tok_lu": pays("0006", source=COUNTRIES),
    "tok_nl": pays("0002", source=COUNTRIES),
    "tok_no": pays("0007", source=COUNTRIES),
    "tok_pt": pays("0007", source=COUNTRIES),
    "tok_es": pays("0007", source=COUNTRIES),
    "tok_se": pays("0008", source=COUNTRIES),
    "tok_ch": pays("0009", source=COUNTRIES),
    "tok_au": pays("0006", source=COUNTRIES),
    "tok_cn": pays("0002", source=COUNTRIES),
    "tok_hk": pays("0004", source=COUNTRIES),
    "tok_in": pays("0008", source=COUNTRIES),
    "tok_jp": pays("0003", source=COUNTRIES),
    "tok_my": pays("0002", source=COUNTRIES),
    "tok_nz": pays("0008", source=COUNTRIES),
    "tok_sg": pays("0003", source=COUNTRIES),
    "tok_za": pays("0006", source=COUNTRIES),
}
ATTACHED = {name: row for name, row in RULES.items() if row.attached is None}


def the_token(sandbox: Sandbox, name: str) -> str:
    """The token of a card: the named one, or one for its number."""
    if name in CARDS:
        return name
    made: str = sandbox.call("tokens.create", card=TYPED | {"number": name})["id"]
    return made


def of(answer: Answer) -> Decline | None:
    """What an answer says of the bank's: why it declined, or nothing."""
    if answer.status == 200:
        return None
    assert (402, CARD) == (answer.status, answer.error["type"])
    names = ("code", "decline_code", "param")
    return tuple(answer.error.get(name) for name in names)  # type: ignore[return-value]


def outcome(charge: dict[str, Any]) -> Outcome:
    """What a charge says of its outcome."""
    names = ("type", "network_status", "reason", "risk_level")
    return tuple(charge["outcome"][name] for name in names)  # type: ignore[return-value]


def test_every_test_card_has_its_row() -> None:
    """The table has a row for every named token but one, which has a second name."""
    assert CARDS.keys() - {"tok_radarBlock"} == RULES.keys() - NUMBERS.keys()


@pytest.mark.parametrize(("name", "row"), RULES.items(), ids=RULES)
def test_a_source_is_made_of_a_card(sandbox: Sandbox, name: str, row: Row) -> None:
    """A source is made of any card: its bank is not asked yet."""
    source = a_source(sandbox, token=the_token(sandbox, name))

    made = sandbox.call("sources.retrieve", source=source)
    assert ("chargeable", row.last4, row.brand) == (
        made["status"],
        made["card"]["last4"],
        made["card"]["brand"],
    )


@pytest.mark.parametrize("path", ["/v1/customers", "/v1/customers/cus_1/sources"])
@pytest.mark.parametrize("kind", ["source", "token"])
@pytest.mark.parametrize(("name", "row"), RULES.items(), ids=RULES)
def test_a_card_is_attached(
    sandbox: Sandbox, name: str, row: Row, kind: str, path: str
) -> None:
    """Attaching a card asks its bank, be it a source or a token that is attached."""
    sandbox.given("cus_1")
    given = the_token(sandbox, name)
    if kind == "source":
        given = a_source(sandbox, token=given)

    answer = ask(sandbox, "POST", path, {"source": given})

    assert row.attached == of(answer)


@pytest.mark.parametrize("kind", ["source", "token"])
@pytest.mark.parametrize(("name", "row"), RULES.items(), ids=RULES)
def test_a_card_is_charged(sandbox: Sandbox, name: str, row: Row, kind: str) -> None:
    """Charging a card asks its bank; a charge that it declines exists all the same."""
    given = the_token(sandbox, name)
    if kind == "source":
        given = a_source(sandbox, token=given)

    answer = ask(sandbox, "POST", "/v1/charges", PRICE | {"source": given})

    assert row.charged == of(answer)
    made = the_charge(sandbox, answer.body.get("id") or answer.error["charge"])
    assert made["status"] == ("failed" if row.charged else "succeeded")
    assert row.outcome == outcome(made)
    if row.charged:
        assert made["failure_message"] == made["outcome"]["seller_message"]
    assert answer.body.get("dispute") is None  # it comes right after the answer


@pytest.mark.parametrize("kind", ["source", "token"])
@pytest.mark.parametrize(("name", "row"), ATTACHED.items(), ids=ATTACHED)
def test_an_attached_card_is_charged(
    sandbox: Sandbox, name: str, row: Row, kind: str
) -> None:
    """A customer's card is charged as it would be alone, and stays the default."""
    given = the_token(sandbox, name)
    if kind == "source":
        given = a_source(sandbox, token=given)
    customer = a_customer(sandbox)
    card = attach(sandbox, customer, given)["id"]

    answer = ask(sandbox, "POST", "/v1/charges", PRICE | {"customer": customer})

    assert row.charged == of(answer)
    after = sandbox.call("customers.retrieve", customer=customer)
    assert card == after["default_source"]
