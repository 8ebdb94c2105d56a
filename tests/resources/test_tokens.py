"""Tokens: a card as it is handed over, good for one use."""

from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.domain.card_numbers import CARDS
from tests.asking import INVALID
from tests.resources.making import PRICE, START, a_source, refusal, the_source

CARD = {
    "number": "5555555555554444",
    "exp_month": 11,
    "exp_year": 2031,
    "cvc": "123",
    "name": "Jenny Rosen",
    "address_line1": "Street 1",
    "address_city": "Berlin",
    "address_zip": "10115",
}
KEYS = set("id object card client_ip created livemode type used".split())


def a_token(sandbox: Sandbox) -> str:
    """The id of a token for a typed card."""
    made: str = sandbox.call("tokens.create", card=CARD)["id"]
    return made


@pytest.mark.parametrize("token", CARDS)
def test_a_named_token_is_always_there(sandbox: Sandbox, token: str) -> None:
    """A named test token is there from the beginning, with the face of its card."""
    found, card = sandbox.call("tokens.retrieve", token=token), CARDS[token]

    assert (token, "token", "card", False) == (
        found["id"],
        found["object"],
        found["type"],
        found["used"],
    )
    assert (card.brand, card.country, card.funding, card.number[-4:]) == tuple(
        found["card"][name] for name in ("brand", "country", "funding", "last4")
    )


@pytest.mark.parametrize("token", CARDS)
def test_a_source_is_made_of_every_named_token(sandbox: Sandbox, token: str) -> None:
    """A source is made of any named token, also of one whose card will be declined."""
    source, card = the_source(sandbox, a_source(sandbox, token=token)), CARDS[token]

    assert ("chargeable", card.number[-4:], card.brand) == (
        source["status"],
        source["card"]["last4"],
        source["card"]["brand"],
    )


def test_a_named_token_is_never_used(sandbox: Sandbox) -> None:
    """A named token makes one source after the other, and stays unused."""
    made = {a_source(sandbox, token="tok_amex") for _ in range(3)}

    assert 3 == len(made)
    assert sandbox.call("tokens.retrieve", token="tok_amex")["used"] is False


def test_a_token_shows_the_card_without_its_secrets(sandbox: Sandbox) -> None:
    """A token shows its card as it was typed, except for the number and the cvc."""
    token = sandbox.call("tokens.create", card=CARD)

    assert ["id", "object"] == list(token)[:2]
    assert set(token) == KEYS
    assert ("token", "card", False, START) == (
        token["object"],
        token["type"],
        token["used"],
        token["created"],
    )
    typed = {name: text for name, text in CARD.items() if name not in {"number", "cvc"}}
    assert typed.items() <= token["card"].items()
    assert ("card", "4444", "MasterCard") == (
        token["card"]["object"],
        token["card"]["last4"],
        token["card"]["brand"],
    )
    assert not {"number", "cvc"} & set(token["card"])


def test_a_token_is_retrieved_as_it_was_made(sandbox: Sandbox) -> None:
    """A token is the same when it is retrieved."""
    token = sandbox.call("tokens.create", card=CARD)

    assert token == sandbox.call("tokens.retrieve", token=token["id"])


def test_a_source_takes_over_the_card_of_its_token(sandbox: Sandbox) -> None:
    """A source shows the card that was typed for its token, as yet unchecked."""
    card = the_source(sandbox, a_source(sandbox, token=a_token(sandbox)))["card"]

    assert {
        "exp_month": 11,
        "exp_year": 2031,
        "last4": "4444",
        "name": "Jenny Rosen",
        "cvc_check": "unchecked",
        "address_line1_check": "unchecked",
        "address_zip_check": "unchecked",
    }.items() <= card.items()


def test_what_was_not_typed_is_not_checked(sandbox: Sandbox) -> None:
    """A check is null for what was not typed: cvc, first line, postal code."""
    short = {"number": CARD["number"], "exp_month": 1, "exp_year": 2030}

    card = sandbox.call("tokens.create", card=short)["card"]

    checks = ("cvc_check", "address_line1_check", "address_zip_check")
    assert {None} == {card[check] for check in checks}


def test_a_token_is_used_by_its_source(sandbox: Sandbox) -> None:
    """A token is used once: it says so, and a second source is refused."""
    token = a_token(sandbox)
    a_source(sandbox, token=token)

    assert sandbox.call("tokens.retrieve", token=token)["used"] is True
    assert (400, INVALID, "token_already_used", None) == refusal(
        sandbox, "sources.create", type="card", token=token
    )


def test_a_refused_source_leaves_its_token_unused(sandbox: Sandbox) -> None:
    """A token is not used by a request that was refused."""
    token = a_token(sandbox)

    assert (400, INVALID, None, "status") == refusal(
        sandbox, "workbench.given", id="src_1", token=token, status="pending"
    )
    assert sandbox.call("tokens.retrieve", token=token)["used"] is False


USES: dict[str, tuple[str, dict[str, Any]]] = {
    "a source": ("sources.create", {"type": "card", "token": "{}"}),
    "a new customer": ("customers.create", {"source": "{}"}),
    "a customer": ("customers.update", {"customer": "cus_1", "source": "{}"}),
    "a customer's card": (
        "customers.sources.create",
        {"customer": "cus_1", "source": "{}"},
    ),
    "a charge": ("charges.create", PRICE | {"source": "{}"}),
}


@pytest.mark.parametrize(("first", "sent"), USES.values(), ids=USES)
@pytest.mark.parametrize(("second", "more"), USES.values(), ids=USES)
def test_a_token_is_for_one_use(
    sandbox: Sandbox,
    first: str,
    sent: dict[str, Any],
    second: str,
    more: dict[str, Any],
) -> None:
    """A token makes one thing: a source, a card or a charge, and then nothing else."""
    sandbox.given("cus_1")
    token = a_token(sandbox)

    def filled(params: dict[str, Any]) -> dict[str, Any]:
        return {k: token if v == "{}" else v for k, v in params.items()}

    sandbox.call(first, **filled(sent))
    assert (400, INVALID, "token_already_used", None) == refusal(
        sandbox, second, **filled(more)
    )


REFUSED = {
    "no card": ({}, "parameter_missing", "card"),
    "a card that is a text": ({"card": "4242"}, None, "card"),
    "a card without a number": (
        {"card": CARD | {"number": None}},
        "parameter_missing",
        "card[number]",
    ),
    "a card without a month": (
        {"card": CARD | {"exp_month": None}},
        "parameter_missing",
        "card[exp_month]",
    ),
    "a month in words": (
        {"card": CARD | {"exp_month": "May"}},
        "parameter_invalid_integer",
        "card[exp_month]",
    ),
    "a year that is a fraction": (
        {"card": CARD | {"exp_year": "2030.5"}},
        "parameter_invalid_integer",
        "card[exp_year]",
    ),
    "an empty name": (
        {"card": CARD | {"name": ""}},
        "parameter_invalid_empty",
        "card[name]",
    ),
    "an unknown part of a card": (
        {"card": CARD | {"colour": "blue"}},
        "parameter_unknown",
        "card[colour]",
    ),
}


@pytest.mark.parametrize(("sent", "code", "param"), REFUSED.values(), ids=REFUSED)
def test_what_makes_no_token(
    sandbox: Sandbox, sent: dict[str, object], code: str | None, param: str
) -> None:
    """A token is made of a card that is complete, and of nothing else."""
    assert (400, INVALID, code, param) == refusal(sandbox, "tokens.create", **sent)


@pytest.mark.parametrize("token", ["tok_none", "src_1", "cus_1", "tok_VISA"])
def test_what_is_no_token_is_not_found(sandbox: Sandbox, token: str) -> None:
    """An id that no token has is a 404, also when something else has it."""
    sandbox.given("src_1")
    sandbox.given("cus_1")

    assert (404, INVALID, "resource_missing", "id") == refusal(
        sandbox, "tokens.retrieve", token=token
    )


@pytest.mark.parametrize("token", ["tok_none", "src_1", "btok_1"])
def test_no_source_is_made_of_what_is_no_token(sandbox: Sandbox, token: str) -> None:
    """A source made of an unknown token is a 400 for the token."""
    sandbox.given("src_1")

    assert (400, INVALID, "resource_missing", "token") == refusal(
        sandbox, "sources.create", type="card", token=token
    )
