"""Debits: the account, its owner, and the mandate."""

import re
from typing import Any

import pytest

from sandbox import Sandbox
from tests.asking import INVALID
from tests.resources.making import (
    ACCOUNT,
    FAILING,
    FRENCH,
    GERMAN,
    SEPA,
    a_source,
    charge,
    refusal,
    the_charge,
    the_source,
)

SWISS, BRITISH = "CH9300762011623852957", "GB29NWBK60161331926819"
MONEGASQUE, SAMMARINESE = "MC5811222000010123456789030", "SM86U0322509800000000270100"

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
    "of an unknown token": ({"token": "btok_1"}, "resource_missing", "token"),
    "of the token of a card": ({"token": "tok_visa"}, None, "token"),
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


EUROS = {"country": "DE", "currency": "eur", "account_number": GERMAN}


def a_token(sandbox: Sandbox, **account: str) -> str:
    """The id of a token for a bank account in euros."""
    made: str = sandbox.call("tokens.create", bank_account=EUROS | account)["id"]
    return made


def test_a_debit_is_made_of_a_token(sandbox: Sandbox) -> None:
    """A debit of a token needs nothing else: account and owner are the token's.

    Source: liberapay/liberapay.com, tests/py/fixtures/TestPayinsStripe.yml
    """
    token = a_token(sandbox, account_holder_name="Jenny Rosen")
    plain = the_source(sandbox, a_source(sandbox, **SEPA))

    source = the_source(sandbox, a_source(sandbox, type="sepa_debit", token=token))

    assert list(plain) == list(source)
    same = ("currency", "flow", "owner", "status", "type", "usage")
    assert {name: plain[name] for name in same} == {name: source[name] for name in same}
    known = ("bank_code", "branch_code", "country", "fingerprint", "last4")
    assert {name: plain["sepa_debit"][name] for name in known}.items() <= source[
        "sepa_debit"
    ].items()


def test_what_a_token_says_counts(sandbox: Sandbox) -> None:
    """What the token says takes the place of what was sent beside it."""
    token = a_token(
        sandbox,
        account_holder_name="Jenny Rosen",
        account_number=FRENCH,
        country="FR",
    )

    source = the_source(
        sandbox,
        a_source(
            sandbox,
            **SEPA | {"owner": {"name": "John Doe", "email": "jenny@example.com"}},
            token=token,
        ),
    )

    assert ("Jenny Rosen", "jenny@example.com") == (
        source["owner"]["name"],
        source["owner"]["email"],
    )
    assert ("20041", "01005", "2606") == tuple(
        source["sepa_debit"][name] for name in ("bank_code", "branch_code", "last4")
    )


def test_the_owner_may_be_named_beside_a_token(sandbox: Sandbox) -> None:
    """Without a name in the token, the source needs one."""
    sent = {"type": "sepa_debit", "token": a_token(sandbox)}

    assert (400, INVALID, "parameter_missing", "owner[name]") == refusal(
        sandbox, "sources.create", **sent
    )
    source = a_source(sandbox, **sent, owner={"name": "John Doe"})
    assert "John Doe" == the_source(sandbox, source)["owner"]["name"]


def test_a_token_makes_one_debit(sandbox: Sandbox) -> None:
    """The token of a bank account is used by its source."""
    token = a_token(sandbox, account_holder_name="Jenny Rosen")
    a_source(sandbox, type="sepa_debit", token=token)

    assert (400, INVALID, "token_already_used", None) == refusal(
        sandbox, "sources.create", type="sepa_debit", token=token
    )


def test_a_debit_is_of_an_account_in_euros(sandbox: Sandbox) -> None:
    """The token of an account in dollars makes no SEPA debit."""
    token = sandbox.call("tokens.create", bank_account=ACCOUNT)["id"]

    assert (400, INVALID, None, "token") == refusal(
        sandbox, "sources.create", type="sepa_debit", token=token
    )


def test_a_failing_debit_of_a_token(sandbox: Sandbox) -> None:
    """A test account fails by its number, however it came."""
    token = a_token(sandbox, account_holder_name="Jenny Rosen", account_number=FAILING)
    source = a_source(sandbox, type="sepa_debit", token=token)
    made = charge(sandbox, source=source)["id"]

    sandbox.advance(days=15)

    assert "failed" == the_charge(sandbox, made)["status"]
