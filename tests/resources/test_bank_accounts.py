"""Bank accounts: typed, attached, verified, changed and deleted."""

from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.wire import StripeObject
from tests.asking import INVALID, ask, data_bytes, journal
from tests.resources.making import (
    ACCOUNT,
    GERMAN,
    Refusal,
    a_card,
    a_customer,
    an_account,
    attach,
    detach,
    refusal,
    saved,
    the_customer,
    told,
    verify,
)

KEYS = (
    "id object account_holder_name account_holder_type bank_name country currency"
    " customer fingerprint last4 metadata routing_number status".split()
)
NUMBER = ACCOUNT["account_number"]
EUROS = {
    "country": "DE",
    "currency": "eur",
    "account_holder_name": "Jenny Rosen",
    "account_number": GERMAN,
}


def a_token(sandbox: Sandbox, **more: Any) -> str:
    """The id of a token for a bank account."""
    made: str = sandbox.call("tokens.create", bank_account=ACCOUNT | more)["id"]
    return made


def the_account(sandbox: Sandbox, customer: str, account: str) -> StripeObject:
    """A bank account of a customer as it is now."""
    return sandbox.call("customers.sources.retrieve", customer=customer, source=account)


def test_a_token_of_a_bank_account(sandbox: Sandbox) -> None:
    """The token of a bank account shows it without its number."""
    token = sandbox.call("tokens.create", bank_account=ACCOUNT)

    assert ("btok_", "bank_account", False) == (
        token["id"][:5],
        token["type"],
        token["used"],
    )
    account = token["bank_account"]
    assert {
        "object": "bank_account",
        "account_holder_name": "Jenny Rosen",
        "account_holder_type": "individual",
        "bank_name": "STRIPE TEST BANK",
        "country": "US",
        "currency": "usd",
        "last4": "6789",
        "routing_number": "110000000",
        "status": "new",
    }.items() <= account.items()
    assert "card" not in token
    assert token == sandbox.call("tokens.retrieve", token=token["id"])


def test_the_number_of_an_account_is_not_kept(sandbox: Sandbox) -> None:
    """The number of a bank account is in no object and no journal."""
    typed = ACCOUNT | {"object": "bank_account"}

    ask(sandbox, "POST", "/v1/tokens", {"bank_account": ACCOUNT})
    ask(sandbox, "POST", "/v1/customers", {"source": typed})

    assert NUMBER.encode() not in data_bytes(sandbox)
    assert ["****", "****"] == [
        "****" if "****" in entry["params"] else "" for entry in journal(sandbox)
    ]


def test_the_token_of_an_iban(sandbox: Sandbox) -> None:
    """An account by its IBAN shows which bank it is at, and pays in euros.

    Assumed: the branch, where there is one, stands behind a hyphen.
    """
    account = sandbox.call("tokens.create", bank_account=EUROS)["bank_account"]

    assert ("DE", "eur", "37040044", "3000", None) == tuple(
        account[name]
        for name in (
            "country",
            "currency",
            "routing_number",
            "last4",
            "account_holder_type",
        )
    )


INSIDE = "bank_account[{}]"
REFUSED: dict[str, tuple[dict[str, Any], str | None, str]] = {
    "no country": ({"country": None}, "parameter_missing", "country"),
    "no currency": ({"currency": None}, "parameter_missing", "currency"),
    "no number": ({"account_number": None}, "parameter_missing", "account_number"),
    "no bank": ({"routing_number": None}, "parameter_missing", "routing_number"),
    "another country": ({"country": "BR"}, "country_unsupported", "country"),
    "another currency": ({"currency": "eur"}, "invalid_currency", "currency"),
    "another bank": (
        {"routing_number": "021000021"},
        "routing_number_invalid",
        "routing_number",
    ),
    "another account": (
        {"account_number": "12345678"},
        "account_number_invalid",
        "account_number",
    ),
    "an account that is no IBAN": (
        EUROS | {"account_number": NUMBER},
        "invalid_bank_account_iban",
        "account_number",
    ),
    "an IBAN of another country": (
        EUROS | {"country": "FR"},
        "account_number_invalid",
        "account_number",
    ),
    "a holder of another type": (
        {"account_holder_type": "cat"},
        None,
        "account_holder_type",
    ),
    "an unknown word": ({"colour": "red"}, "parameter_unknown", "colour"),
}


@pytest.mark.parametrize(("sent", "code", "name"), REFUSED.values(), ids=REFUSED)
def test_an_account_that_cannot_be_right(
    sandbox: Sandbox, sent: dict[str, Any], code: str | None, name: str
) -> None:
    """An account that cannot be right as it was typed is refused by what is wrong."""
    assert (400, INVALID, code, f"bank_account[{name}]") == refusal(
        sandbox, "tokens.create", bank_account=ACCOUNT | sent
    )


def test_a_token_is_of_one_thing(sandbox: Sandbox) -> None:
    """A token is of a card or of a bank account, and not of both."""
    card = {"number": "4242424242424242", "exp_month": 1, "exp_year": 2030}

    assert (400, INVALID, None, "bank_account") == refusal(
        sandbox, "tokens.create", bank_account=ACCOUNT, card=card
    )


def test_no_card_source_is_made_of_an_account(sandbox: Sandbox) -> None:
    """A card source is made of the token of a card."""
    assert (400, INVALID, None, "token") == refusal(
        sandbox, "sources.create", type="card", token=a_token(sandbox)
    )


WAYS = {
    "a new customer": "/v1/customers",
    "an existing customer": "/v1/customers/cus_1/sources",
    "an update": "/v1/customers/cus_1",
}


@pytest.mark.parametrize("kind", ["a token", "typed"])
@pytest.mark.parametrize("path", WAYS.values(), ids=WAYS)
def test_an_account_is_attached(sandbox: Sandbox, path: str, kind: str) -> None:
    """A bank account becomes a customer's as a card does, and the first its default."""
    sandbox.given("cus_1")
    typed = ACCOUNT | {"object": "bank_account"}
    sent = {"source": a_token(sandbox) if kind == "a token" else typed}

    answer = ask(sandbox, "POST", path, sent)

    assert 200 == answer.status
    [account] = sandbox.objects("sources")
    assert KEYS == list(account)
    assert ("ba_", "new", "6789") == (
        account["id"][:3],
        account["status"],
        account["last4"],
    )
    customer = the_customer(sandbox, account["customer"])
    assert account["id"] == customer["default_source"]
    last = sandbox.objects("events")[-1]
    assert ("customer.source.created", account) == (
        last["type"],
        last["data"]["object"],
    )


def test_a_typed_account_is_refused_by_what_is_wrong(sandbox: Sandbox) -> None:
    """A number that is wrong in a typed account is named as it was sent."""
    typed = ACCOUNT | {"object": "bank_account", "routing_number": "1"}

    assert (
        400,
        INVALID,
        "routing_number_invalid",
        "source[routing_number]",
    ) == refusal(sandbox, "customers.create", source=typed)
    assert (400, INVALID, "parameter_missing", "source[country]") == refusal(
        sandbox, "customers.create", source={"object": "bank_account"}
    )


def test_a_customer_has_an_account_once(sandbox: Sandbox) -> None:
    """An account is attached to a customer once, and to others as well."""
    customer = a_customer(sandbox)
    an_account(sandbox, customer)
    an_account(sandbox, a_customer(sandbox))
    an_account(sandbox, customer, number="000222222227")

    assert (400, INVALID, "bank_account_exists", None) == refusal(
        sandbox,
        "customers.sources.create",
        customer=customer,
        source=a_token(sandbox),
    )


def test_a_customer_has_no_iban(sandbox: Sandbox) -> None:
    """Assumed: a customer has accounts of the US only; an IBAN makes a source."""
    token = sandbox.call("tokens.create", bank_account=EUROS)["id"]

    assert (400, INVALID, None, "source") == refusal(
        sandbox, "customers.create", source=token
    )


@pytest.mark.parametrize("amounts", [[32, 45], [45, 32]], ids=str)
def test_an_account_is_verified(sandbox: Sandbox, amounts: list[int]) -> None:
    """An account is verified by its two deposits, in any order, and that is told."""
    customer = a_customer(sandbox)
    account = an_account(sandbox, customer)
    since = len(told(sandbox))

    answer = sandbox.call(
        "customers.sources.verify", customer=customer, source=account, amounts=amounts
    )

    assert ("verified", answer) == (
        answer["status"],
        the_account(sandbox, customer, account),
    )
    [event] = sandbox.objects("events")[since:]
    assert ("customer.source.updated", {"status": "new"}) == (
        event["type"],
        event["data"]["previous_attributes"],
    )


NOT_VERIFIED: dict[str, tuple[dict[str, Any], Refusal]] = {
    "other amounts": (
        {"amounts": [1, 2]},
        (402, INVALID, "bank_account_verification_failed", None),
    ),
    "one amount": (
        {"amounts": [32]},
        (402, INVALID, "bank_account_verification_failed", None),
    ),
    "no amounts": (
        {"amounts": None},
        (400, INVALID, "parameter_missing", "amounts"),
    ),
    "amounts in words": (
        {"amounts": ["32", "much"]},
        (400, INVALID, "parameter_invalid_integer", "amounts[1]"),
    ),
    "an account that is verified": (
        {"source": "verified"},
        (400, INVALID, None, None),
    ),
    "a card": ({"source": "card"}, (400, INVALID, None, None)),
    "somebody else's": (
        {"source": "other"},
        (404, INVALID, "resource_missing", "id"),
    ),
    "an unknown customer": (
        {"customer": "cus_none"},
        (404, INVALID, "resource_missing", "id"),
    ),
}


@pytest.mark.parametrize(("sent", "expected"), NOT_VERIFIED.values(), ids=NOT_VERIFIED)
def test_an_account_is_not_verified(
    sandbox: Sandbox, sent: dict[str, Any], expected: Refusal
) -> None:
    """Nothing is verified by other amounts, or twice, or if it is no bank account."""
    customer = a_customer(sandbox)
    known = {
        "new": an_account(sandbox, customer),
        "verified": an_account(sandbox, customer, number="000222222227"),
        "card": a_card(sandbox, customer),
        "other": an_account(sandbox, a_customer(sandbox)),
    }
    verify(sandbox, customer, known["verified"])
    asked = {"customer": customer, "source": "new", "amounts": [32, 45]} | sent
    asked["source"] = known[asked["source"]]

    assert expected == refusal(sandbox, "customers.sources.verify", **asked)


CHANGED: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a name": (
        {"account_holder_name": "John Doe"},
        {"account_holder_name": "John Doe"},
    ),
    "no name": ({"account_holder_name": ""}, {"account_holder_name": None}),
    "a company": (
        {"account_holder_type": "company"},
        {"account_holder_type": "company"},
    ),
    "metadata": ({"metadata": {"a": "1"}}, {"metadata": {"a": "1"}}),
}


@pytest.mark.parametrize(("sent", "shown"), CHANGED.values(), ids=CHANGED)
def test_an_account_changes(
    sandbox: Sandbox, sent: dict[str, Any], shown: dict[str, Any]
) -> None:
    """The holder and the metadata of a bank account may change, which is told."""
    customer = a_customer(sandbox)
    account = an_account(sandbox, customer)
    before = the_account(sandbox, customer, account)

    answer = sandbox.call(
        "customers.sources.update", customer=customer, source=account, **sent
    )

    assert before | shown == answer == the_account(sandbox, customer, account)
    last = sandbox.objects("events")[-1]
    assert "customer.source.updated" == last["type"]
    assert {name: before[name] for name in shown} == last["data"]["previous_attributes"]


@pytest.mark.parametrize("name", ["name", "exp_year", "owner", "status"])
def test_what_does_not_change_of_an_account(sandbox: Sandbox, name: str) -> None:
    """What a bank account does not have, or is told by the bank, cannot change."""
    customer = a_customer(sandbox)
    sent = {name: {"name": "x"} if name == "owner" else "2030"}

    assert (400, INVALID, "parameter_unknown", name) == refusal(
        sandbox,
        "customers.sources.update",
        customer=customer,
        source=an_account(sandbox, customer),
        **sent,
    )


def test_an_account_is_deleted(sandbox: Sandbox) -> None:
    """Deleting a bank account answers that it is deleted, and it can come again."""
    customer = a_customer(sandbox)
    account = an_account(sandbox, customer)

    answer = detach(sandbox, customer, account)

    assert {"id": account, "object": "bank_account", "deleted": True} == answer
    assert [] == saved(sandbox, customer)
    assert [an_account(sandbox, customer)] == saved(sandbox, customer)


def test_the_name_of_an_account_in_its_day(sandbox: Sandbox) -> None:
    """Before 2016-02-19 the holder of a bank account was its `name`.

    Source: docs.stripe.com/upgrades#2016-02-19
    """
    customer = a_customer(sandbox)
    account = an_account(sandbox, customer)
    verify(sandbox, customer, account)
    paid = sandbox.call(
        "charges.create", amount=1099, currency="usd", customer=customer
    )["id"]
    token = a_token(sandbox)
    paths = {
        f"/v1/customers/{customer}/sources/{account}": lambda body: body,
        f"/v1/customers/{customer}": lambda body: body["sources"]["data"][0],
        f"/v1/charges/{paid}": lambda body: body["source"],
        f"/v1/tokens/{token}": lambda body: body["bank_account"],
    }

    for path, inside in paths.items():
        old, new = (
            inside(ask(sandbox, "GET", path, Stripe_Version=version).body)
            for version in ("2016-02-18", "2016-02-19")
        )
        assert "Jenny Rosen" == old["name"] == new["account_holder_name"]
        assert "account_holder_name" not in old
        assert "name" not in new


def test_a_card_has_the_same_name_in_every_version(sandbox: Sandbox) -> None:
    """The name on a card, and its token, are the same before 2016-02-19."""
    customer = a_customer(sandbox)
    card = attach(sandbox, customer, "tok_visa")
    path = f"/v1/customers/{customer}/sources/{card['id']}"

    assert card == ask(sandbox, "GET", path, Stripe_Version="2016-02-18").body
    token = ask(sandbox, "GET", "/v1/tokens/tok_visa", Stripe_Version="2016-02-18")
    assert "name" in token["card"]
