"""The types of sources: what a debit and an iDEAL payment are made of."""

import re
from typing import Any

import pytest

from sandbox import Sandbox
from tests.asking import INVALID
from tests.resources.making import (
    FRENCH,
    GERMAN,
    IDEAL,
    SEPA,
    Refusal,
    a_chargeable_ideal,
    a_source,
    refusal,
    the_source,
    told,
)

SWISS, BRITISH = "CH9300762011623852957", "GB29NWBK60161331926819"
MONEGASQUE, SAMMARINESE = "MC5811222000010123456789030", "SM86U0322509800000000270100"
BANKS = (
    "abn_amro asn_bank bunq ing knab n26 nn rabobank revolut regiobank sns_bank"
    " triodos_bank van_lanschot yoursafe"
).split()

# -- sepa_debit

ACCOUNTS = {
    "a German account": (GERMAN, ("37040044", None, "DE", "3000")),
    "a French account": (FRENCH, ("20041", "01005", "FR", "2606")),
    "with blanks": ("DE89 3704 0044 0532 0130 00", ("37040044", None, "DE", "3000")),
    "in small letters": (GERMAN.lower(), ("37040044", None, "DE", "3000")),
    "an Austrian account": ("AT611904300234573201", ("19043", None, "AT", "3201")),
}


@pytest.mark.parametrize(("iban", "expected"), ACCOUNTS.values(), ids=ACCOUNTS)
def test_a_debit_shows_its_account(
    sandbox: Sandbox, iban: str, expected: tuple[str, str | None, str, str]
) -> None:
    """A debit shows bank, branch, country and last digits of its account, no more."""
    source = the_source(
        sandbox, a_source(sandbox, **SEPA | {"sepa_debit": {"iban": iban}})
    )

    names = ("bank_code", "branch_code", "country", "last4")
    assert expected == tuple(source["sepa_debit"][name] for name in names)
    assert "iban" not in source["sepa_debit"]


def test_an_account_has_one_fingerprint(sandbox: Sandbox) -> None:
    """Debits of one account have one fingerprint, those of two accounts have two."""
    prints = [
        the_source(sandbox, a_source(sandbox, **SEPA | {"sepa_debit": {"iban": iban}}))[
            "sepa_debit"
        ]["fingerprint"]
        for iban in (GERMAN, GERMAN.lower(), FRENCH)
    ]

    assert prints[0] == prints[1] != prints[2]


BAD_IBANS = {
    "a digit is wrong": "DE89370400440532013001",
    "a digit is missing": "DE8937040044053201300",
    "no such country": "XX89370400440532013000",
    "not an account": "hello",
    "a card": "4242424242424242",
    "a hyphen": "DE89-370400440532013000",
}


@pytest.mark.parametrize("iban", BAD_IBANS.values(), ids=BAD_IBANS)
def test_an_iban_that_cannot_be_right(sandbox: Sandbox, iban: str) -> None:
    """An IBAN that cannot be right is refused, with a code of its own."""
    sent = SEPA | {"sepa_debit": {"iban": iban}}

    assert (400, INVALID, "invalid_bank_account_iban", "sepa_debit[iban]") == refusal(
        sandbox, "sources.create", **sent
    )


def test_a_debit_has_a_mandate(sandbox: Sandbox) -> None:
    """A debit comes with a mandate that nobody has signed, and refers to it twice."""
    source = the_source(sandbox, a_source(sandbox, **SEPA))

    mandate, debit = source["mandate"], source["sepa_debit"]
    assert {
        "amount": None,
        "currency": None,
        "interval": "variable",
        "notification_method": "none",
    }.items() <= mandate.items()
    assert re.fullmatch("[A-Z0-9]{16}", mandate["reference"])
    assert (
        "https://hooks.stripe.com/adapter/sepa_debit/file/"
        f"{source['id']}/{source['client_secret']}" == mandate["url"]
    )
    assert (debit["mandate_reference"], debit["mandate_url"]) == (
        mandate["reference"],
        mandate["url"],
    )
    assert {
        "date": None,
        "ip": None,
        "offline": None,
        "online": None,
        "status": "pending",
        "type": None,
        "user_agent": None,
    } == mandate["acceptance"]


def test_two_debits_have_two_mandates(sandbox: Sandbox) -> None:
    """Every debit has a mandate of its own."""
    references = {
        the_source(sandbox, a_source(sandbox, **SEPA))["mandate"]["reference"]
        for _ in range(2)
    }

    assert 2 == len(references)


def test_an_account_tells_the_country_of_its_owner(sandbox: Sandbox) -> None:
    """Without an address, the owner of a debit lives where the account is."""
    owner = the_source(sandbox, a_source(sandbox, **SEPA))["owner"]

    assert {
        "city": None,
        "country": "DE",
        "line1": None,
        "line2": None,
        "postal_code": None,
        "state": None,
    } == owner["address"]


def test_an_address_is_left_as_it_was_sent(sandbox: Sandbox) -> None:
    """An owner who gave an address lives there, wherever the account is."""
    owner = {"name": "Jenny Rosen", "address": {"country": "AT", "city": "Graz"}}

    shown = the_source(sandbox, a_source(sandbox, **SEPA | {"owner": owner}))["owner"]

    assert ("AT", "Graz", None) == tuple(
        shown["address"][line] for line in ("country", "city", "line1")
    )


NEEDED: dict[str, tuple[dict[str, Any], str | None, str]] = {
    "no currency": ({"currency": None}, "parameter_missing", "currency"),
    "dollars": ({"currency": "usd"}, "invalid_currency", "currency"),
    "no such currency": ({"currency": "xyz"}, "invalid_currency", "currency"),
    "no owner": ({"owner": None}, "parameter_missing", "owner[name]"),
    "no name": (
        {"owner": {"email": "jenny@example.com"}},
        "parameter_missing",
        "owner[name]",
    ),
    "an empty name": ({"owner": {"name": ""}}, "parameter_missing", "owner[name]"),
    "a short name": ({"owner": {"name": "Jo"}}, "invalid_owner_name", "owner[name]"),
    "no account": ({"sepa_debit": None}, "parameter_missing", "sepa_debit[iban]"),
    "an empty account": (
        {"sepa_debit": {"iban": ""}},
        "parameter_invalid_empty",
        "sepa_debit[iban]",
    ),
    "an account that is a text": ({"sepa_debit": GERMAN}, None, "sepa_debit"),
    "for one use": ({"usage": "single_use"}, None, "usage"),
    "with a redirect": ({"flow": "redirect"}, None, "flow"),
    "of a token": ({"token": "btok_1"}, None, "token"),
}


@pytest.mark.parametrize(("sent", "code", "param"), NEEDED.values(), ids=NEEDED)
def test_what_makes_no_debit(
    sandbox: Sandbox, sent: dict[str, Any], code: str | None, param: str
) -> None:
    """A debit needs eur, an account and the name of its owner, and is reusable."""
    assert (400, INVALID, code, param) == refusal(
        sandbox, "sources.create", **SEPA | sent
    )


def test_a_name_of_three_letters(sandbox: Sandbox) -> None:
    """Three letters are a name, and a currency may be written in capitals."""
    sent = SEPA | {"owner": {"name": "Joe"}, "currency": "EUR"}

    source = the_source(sandbox, a_source(sandbox, **sent))

    assert ("Joe", "eur") == (source["owner"]["name"], source["currency"])


ABROAD = {"CH": SWISS, "GB": BRITISH, "MC": MONEGASQUE, "SM": SAMMARINESE}
HALF: dict[str, tuple[dict[str, Any], str]] = {
    "no address": ({}, "owner[address][country]"),
    "no country": (
        {"address": {"line1": "Street 1"}},
        "owner[address][country]",
    ),
    "no line": ({"address": {"country": "CH"}}, "owner[address][line1]"),
}


@pytest.mark.parametrize(("owner", "param"), HALF.values(), ids=HALF)
@pytest.mark.parametrize("iban", ABROAD.values(), ids=ABROAD)
def test_accounts_abroad_need_an_address(
    sandbox: Sandbox, iban: str, owner: dict[str, Any], param: str
) -> None:
    """Some countries' accounts need the owner's country and first line of address."""
    sent = SEPA | {"sepa_debit": {"iban": iban}, "owner": {"name": "Jenny"} | owner}

    assert (400, INVALID, "parameter_missing", param) == refusal(
        sandbox, "sources.create", **sent
    )


@pytest.mark.parametrize("iban", ABROAD.values(), ids=ABROAD)
def test_accounts_abroad_with_an_address(sandbox: Sandbox, iban: str) -> None:
    """With country and first line, such an account is debited like any other."""
    home = {"country": iban[:2], "line1": "Street 1"}
    sent = {"sepa_debit": {"iban": iban}, "owner": {"name": "Jenny", "address": home}}

    source = the_source(sandbox, a_source(sandbox, **SEPA | sent))

    assert "chargeable" == source["status"]
    assert home.items() <= source["owner"]["address"].items()


# -- ideal


def test_ideal_waits_at_an_address(sandbox: Sandbox) -> None:
    """A pending payment shows where its owner authorises it, and where that leads."""
    source = the_source(sandbox, a_source(sandbox, **IDEAL))

    assert {
        "failure_reason": None,
        "return_url": "https://example.com/return",
        "status": "pending",
        "url": f"https://hooks.stripe.com/redirect/authenticate/{source['id']}"
        f"?client_secret={source['client_secret']}",
    } == source["redirect"]


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
