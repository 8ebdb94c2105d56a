"""Payments that are authorised elsewhere: where, by whom, and what is known then."""

import re
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.resources.types.redirects import SHEETS, Sheet
from tests.asking import INVALID
from tests.resources.making import (
    EXAMPLES,
    IDEAL,
    Refusal,
    a_chargeable_ideal,
    a_source,
    refusal,
    the_source,
    told,
)

BANKS = (
    "abn_amro asn_bank bunq ing knab n26 nn rabobank revolut regiobank sns_bank"
    " triodos_bank van_lanschot yoursafe"
).split()
WITH_A_PAGE = [name for name in SHEETS if name != "wechat"]


@pytest.mark.parametrize("kind", WITH_A_PAGE)
def test_a_payment_waits_at_an_address(sandbox: Sandbox, kind: str) -> None:
    """A pending payment shows where its owner authorises it, and where that leads."""
    source = the_source(sandbox, a_source(sandbox, **EXAMPLES[kind]))

    assert {
        "failure_reason": None,
        "return_url": "https://example.com/return",
        "status": "pending",
        "url": f"https://hooks.stripe.com/redirect/authenticate/{source['id']}"
        f"?client_secret={source['client_secret']}",
    } == source["redirect"]


def test_wechat_shows_a_code_to_scan(sandbox: Sandbox) -> None:
    """A WeChat payment has no page: the app of its owner reads a code."""
    source = the_source(sandbox, a_source(sandbox, **EXAMPLES["wechat"]))

    assert ("pending", "none") == (source["status"], source["flow"])
    assert "redirect" not in source
    assert re.fullmatch(
        "weixin://wxpay/bizpayurl[?]pr=[A-Za-z0-9]{9}", source["wechat"]["qr_code_url"]
    )


@pytest.mark.parametrize("kind", ["eps", "p24"])
def test_a_reference_is_there_from_the_beginning(sandbox: Sandbox, kind: str) -> None:
    """Some payments have a reference of their own, which stays the same."""
    source = a_source(sandbox, **EXAMPLES[kind])

    reference = the_source(sandbox, source)[kind]["reference"]

    assert re.fullmatch(f"{kind.upper()}(-[0-9]{{3}}){{3}}", reference)
    assert reference == sandbox.authorise(source)[kind]["reference"]


@pytest.mark.parametrize("kind", SHEETS)
def test_what_is_known_once_a_payment_is_authorised(
    sandbox: Sandbox, kind: str
) -> None:
    """Authorised, a payment shows the bank it came from, and nothing in a new place."""
    source = a_source(sandbox, **EXAMPLES[kind])
    before = the_source(sandbox, source)[kind]

    after = sandbox.authorise(source)[kind]

    assert list(before) == list(after) == SHEETS[kind].keys.split()
    assert before | SHEETS[kind].learned == after


@pytest.mark.parametrize("kind", SHEETS)
def test_what_is_not_known_of_a_payment_that_was_refused(
    sandbox: Sandbox, kind: str
) -> None:
    """Refused, a payment shows no more of a bank than before, and has failed."""
    source = a_source(sandbox, **EXAMPLES[kind])
    before = the_source(sandbox, source)

    after = sandbox.authorise(source, outcome="failed")

    assert ("failed", before[kind], None) == (
        after["status"],
        after[kind],
        after["owner"]["verified_name"],
    )


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_what_is_learned_has_its_place(sheet: Sheet) -> None:
    """All that becomes known is among the keys of the type, which name their source."""
    keys = set(sheet.keys.split())

    assert {*sheet.learned, sheet.born} - {""} <= keys
    assert re.match("(Source|Assumed): .", sheet.source)


SAID: dict[str, tuple[str, dict[str, Any]]] = {
    "a Belgian who speaks French": ("bancontact", {"preferred_language": "fr"}),
    "a statement for Bancontact": ("bancontact", {"statement_descriptor": "x" * 35}),
    "a bank in Spain": ("sofort", {"country": "ES", "preferred_language": "es"}),
    "a statement for giropay": ("giropay", {"statement_descriptor": "ORDER 6735"}),
    "a statement for Alipay": ("alipay", {"statement_descriptor": "ORDER 6735"}),
}


@pytest.mark.parametrize(("kind", "said"), SAID.values(), ids=SAID)
def test_what_was_said_of_a_payment(
    sandbox: Sandbox, kind: str, said: dict[str, Any]
) -> None:
    """What was said of a payment is kept with it, also when it is authorised."""
    source = a_source(sandbox, **EXAMPLES[kind] | {kind: said})

    assert said.items() <= the_source(sandbox, source)[kind].items()
    assert said.items() <= sandbox.authorise(source)[kind].items()


def test_a_polish_payment_in_zloty(sandbox: Sandbox) -> None:
    """P24 pays in euro and in zloty."""
    source = a_source(sandbox, **EXAMPLES["p24"] | {"currency": "PLN"})

    assert "pln" == the_source(sandbox, source)["currency"]


def test_ideal_knows_no_bank_at_first(sandbox: Sandbox) -> None:
    """Which bank pays is open until the owner chooses one, and so is the account."""
    source = the_source(sandbox, a_source(sandbox, **IDEAL))

    assert {
        "bank": None,
        "bic": None,
        "iban_last4": None,
        "statement_descriptor": None,
    } == source["ideal"]


@pytest.mark.parametrize("bank", BANKS)
def test_a_bank_may_be_chosen_beforehand(sandbox: Sandbox, bank: str) -> None:
    """Every bank that takes part can be named when the source is made, and stays it."""
    source = a_source(sandbox, **IDEAL, ideal={"bank": bank})

    assert bank == the_source(sandbox, source)["ideal"]["bank"]
    assert bank == sandbox.authorise(source)["ideal"]["bank"]


def test_a_statement_for_ideal(sandbox: Sandbox) -> None:
    """What the owner reads on the statement is kept with the bank."""
    source = a_source(sandbox, **IDEAL, ideal={"statement_descriptor": "ORDER 6735"})

    shown = the_source(sandbox, source)["ideal"]

    assert ("ORDER 6735", None) == (shown["statement_descriptor"], shown["bank"])


NOT_IDEAL: dict[str, tuple[dict[str, Any], str | None, str]] = {
    "no amount": ({"amount": None}, "parameter_missing", "amount"),
    "no currency": ({"currency": None}, "parameter_missing", "currency"),
    "dollars": ({"currency": "usd"}, "invalid_currency", "currency"),
    "nowhere to return": (
        {"redirect": None},
        "parameter_missing",
        "redirect[return_url]",
    ),
    "an empty return_url": (
        {"redirect": {"return_url": ""}},
        "parameter_invalid_empty",
        "redirect[return_url]",
    ),
    "an unknown bank": (
        {"ideal": {"bank": "piggy"}},
        "invalid_ideal_bank",
        "ideal[bank]",
    ),
    "reusable": ({"usage": "reusable"}, None, "usage"),
    "without a flow": ({"flow": "none"}, None, "flow"),
    "of a token": ({"token": "tok_visa"}, None, "token"),
    "nothing to pay": ({"amount": 0}, "parameter_invalid_integer", "amount"),
}


@pytest.mark.parametrize(("sent", "code", "param"), NOT_IDEAL.values(), ids=NOT_IDEAL)
def test_what_makes_no_ideal(
    sandbox: Sandbox, sent: dict[str, Any], code: str | None, param: str
) -> None:
    """An iDEAL source needs an amount in eur and a way back, and pays once."""
    assert (400, INVALID, code, param) == refusal(
        sandbox, "sources.create", **IDEAL | sent
    )


def test_ideal_is_authorised(sandbox: Sandbox) -> None:
    """Authorised, a source is chargeable, its owner verified, and that is told."""
    source = the_source(sandbox, a_chargeable_ideal(sandbox))

    assert "chargeable" == source["status"]
    assert ("succeeded", None) == (
        source["redirect"]["status"],
        source["redirect"]["failure_reason"],
    )
    assert ("ing", "6789") == (source["ideal"]["bank"], source["ideal"]["iban_last4"])
    assert "Jenny Rosen" == source["owner"]["verified_name"]
    assert ["source.chargeable"] == told(sandbox)


def test_the_bank_verifies_the_name_that_was_given(sandbox: Sandbox) -> None:
    """The verified name is the one the owner gave, when there is one."""
    source = a_chargeable_ideal(sandbox, owner={"name": "Anna Schmidt"})

    owner = the_source(sandbox, source)["owner"]

    assert ("Anna Schmidt", "Anna Schmidt") == (owner["name"], owner["verified_name"])


def test_ideal_is_refused(sandbox: Sandbox) -> None:
    """Refused by its owner, a source has failed, says why, and that is told."""
    source = a_source(sandbox, **IDEAL)

    answer = sandbox.authorise(source, outcome="failed")

    assert answer == the_source(sandbox, source)
    assert ("failed", "failed", "declined") == (
        answer["status"],
        answer["redirect"]["status"],
        answer["redirect"]["failure_reason"],
    )
    assert answer["owner"]["verified_name"] is None
    assert ["source.failed"] == told(sandbox)


NOT_WAITING = {
    "a card": {},
    "a debit": {"type": "sepa_debit"},
    "authorised already": {"type": "ideal"},
    "refused already": {"type": "ideal", "status": "failed"},
    "too late": {"type": "ideal", "status": "canceled"},
    "charged already": {"type": "ideal", "status": "consumed"},
}


@pytest.mark.parametrize("state", NOT_WAITING.values(), ids=NOT_WAITING)
@pytest.mark.parametrize("outcome", ["succeeded", "failed"])
def test_only_what_is_pending_is_authorised(
    sandbox: Sandbox, state: dict[str, str], outcome: str
) -> None:
    """A source that waits for nothing is neither authorised nor refused."""
    sandbox.given("src_1", **state)

    assert (400, INVALID, None, None) == refusal(
        sandbox, "workbench.authorise", source="src_1", outcome=outcome
    )


NO_ANSWER: dict[str, tuple[str, dict[str, str], Refusal]] = {
    "an unknown source": ("src_none", {}, (404, INVALID, "resource_missing", "id")),
    "an unknown outcome": (
        "src_1",
        {"outcome": "maybe"},
        (400, INVALID, None, "outcome"),
    ),
}


@pytest.mark.parametrize(
    ("source", "sent", "expected"), NO_ANSWER.values(), ids=NO_ANSWER
)
def test_what_cannot_be_authorised(
    sandbox: Sandbox, source: str, sent: dict[str, str], expected: Refusal
) -> None:
    """A source that is not there, or an answer that is none, is refused."""
    sandbox.given("src_1", type="ideal", status="pending")

    assert expected == refusal(sandbox, "workbench.authorise", source=source, **sent)
