"""Sources: what each shows from its birth to its end, and what may change."""

import re
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.domain.payment_types import HOUR, NOT_YET
from tests.asking import INVALID, VISA, ask
from tests.resources.making import (
    GERMAN,
    IDEAL,
    SEPA,
    START,
    a_chargeable_ideal,
    a_customer,
    a_source,
    attach,
    charge,
    detach,
    refusal,
    refused,
    the_source,
    told,
)

EVERYWHERE = set(
    "id object amount client_secret created currency flow livemode metadata owner"
    " statement_descriptor status type usage".split()
)
CARD_KEYS = set(
    "address_line1_check address_zip_check brand country cvc_check dynamic_last4"
    " exp_month exp_year fingerprint funding last4 name three_d_secure"
    " tokenization_method".split()
)
SEPA_KEYS = set(
    "bank_code branch_code country fingerprint last4 mandate_reference"
    " mandate_url".split()
)
MANDATE_KEYS = set(
    "acceptance amount currency interval notification_method reference url".split()
)

BORN: dict[str, tuple[dict[str, Any], tuple[str, str, str]]] = {
    "a card": ({}, ("chargeable", "none", "reusable")),
    "a reusable card": ({"usage": "reusable"}, ("chargeable", "none", "reusable")),
    "a single-use card": (
        {"usage": "single_use"},
        ("chargeable", "none", "single_use"),
    ),
    "a debit": (SEPA, ("chargeable", "none", "reusable")),
    "ideal": (IDEAL, ("pending", "redirect", "single_use")),
    "a debit that says so": (
        SEPA | {"usage": "reusable", "flow": "none"},
        ("chargeable", "none", "reusable"),
    ),
    "ideal that says so": (
        IDEAL | {"usage": "single_use", "flow": "redirect"},
        ("pending", "redirect", "single_use"),
    ),
}


@pytest.mark.parametrize(("sent", "expected"), BORN.values(), ids=BORN)
def test_a_source_is_born(
    sandbox: Sandbox, sent: dict[str, Any], expected: tuple[str, str, str]
) -> None:
    """A source is born with the status, the flow and the usage of its type."""
    source = the_source(sandbox, a_source(sandbox, **sent))

    assert expected == (source["status"], source["flow"], source["usage"])


SHAPES: dict[str, tuple[dict[str, Any], set[str]]] = {
    "card": ({"owner": {"email": "jenny@example.com"}}, {"card"}),
    "single-use card": ({"usage": "single_use", "amount": 10000}, {"card"}),
    "sepa_debit": (SEPA, {"sepa_debit", "mandate"}),
    "ideal": (IDEAL, {"ideal", "redirect"}),
}


@pytest.mark.parametrize(("sent", "more"), SHAPES.values(), ids=SHAPES)
def test_the_keys_of_a_source(
    sandbox: Sandbox, sent: dict[str, Any], more: set[str]
) -> None:
    """A source has the keys of every source and those of its type, no `customer`."""
    source = the_source(sandbox, a_source(sandbox, **sent))

    assert set(source) == EVERYWHERE | more


@pytest.mark.parametrize(("sent", "more"), SHAPES.values(), ids=SHAPES)
def test_keys_stand_in_order(
    sandbox: Sandbox, sent: dict[str, Any], more: set[str]
) -> None:
    """`id` and `object` come first, the other keys by their names."""
    names = list(the_source(sandbox, a_source(sandbox, **sent)))

    assert ["id", "object", *sorted((EVERYWHERE | more) - {"id", "object"})] == names


def test_the_keys_inside_a_source(sandbox: Sandbox) -> None:
    """The card, the debit and the mandate of a source have their recorded keys."""
    card = the_source(sandbox, a_source(sandbox))
    debit = the_source(sandbox, a_source(sandbox, **SEPA))

    assert set(card["card"]) == CARD_KEYS
    assert set(debit["sepa_debit"]) == SEPA_KEYS
    assert set(debit["mandate"]) == MANDATE_KEYS


def test_a_card_source_of_a_token(sandbox: Sandbox) -> None:
    """A card source shows what is known of it, and null for all that is not."""
    source = the_source(sandbox, a_source(sandbox))

    assert {
        "object": "source",
        "amount": None,
        "created": START,
        "currency": None,
        "livemode": False,
        "metadata": {},
        "statement_descriptor": None,
        "type": "card",
    }.items() <= source.items()


def test_an_attached_source_shows_its_customer(sandbox: Sandbox) -> None:
    """`customer` is there while a source is attached, between `currency` and `flow`."""
    source, customer = a_source(sandbox), a_customer(sandbox)

    attach(sandbox, customer, source)

    attached = the_source(sandbox, source)
    assert set(attached) == EVERYWHERE | {"card", "customer"}
    names = list(attached)
    assert ["currency", "customer", "flow"] == names[6:9]
    detach(sandbox, customer, source)
    assert "customer" not in the_source(sandbox, source)


def test_ids_and_secrets_have_their_form(sandbox: Sandbox) -> None:
    """An id and a client_secret are a prefix and 24 letters or digits."""
    source = the_source(sandbox, a_source(sandbox))

    assert re.fullmatch("src_[A-Za-z0-9]{24}", source["id"])
    assert re.fullmatch("src_client_secret_[A-Za-z0-9]{24}", source["client_secret"])


def test_a_source_keeps_its_client_secret(sandbox: Sandbox) -> None:
    """The client_secret comes with every answer, also after the source was detached."""
    made = sandbox.call("sources.create", type="card", token="tok_visa")
    customer = a_customer(sandbox, made["id"])
    detach(sandbox, customer, made["id"])

    assert made["client_secret"] == the_source(sandbox, made["id"])["client_secret"]


ECHOED: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "an amount without a currency": (
        {"usage": "single_use", "amount": 10000},
        {"amount": 10000, "currency": None},
    ),
    "a currency in capitals": (
        {"amount": 500, "currency": "USD"},
        {"amount": 500, "currency": "usd"},
    ),
    "single use without an amount": (
        {"usage": "single_use"},
        {"amount": None, "usage": "single_use"},
    ),
    "the amount of a debit": (
        SEPA | {"amount": 5200},
        {"amount": 5200, "currency": "eur", "usage": "reusable"},
    ),
    "metadata": ({"metadata": {"order": "6735"}}, {"metadata": {"order": "6735"}}),
    "empty metadata": ({"metadata": {"order": ""}}, {"metadata": {}}),
    "a statement": (
        {"statement_descriptor": "ORDER 6735"},
        {"statement_descriptor": "ORDER 6735"},
    ),
}


@pytest.mark.parametrize(("sent", "shown"), ECHOED.values(), ids=ECHOED)
def test_a_source_shows_what_was_sent(
    sandbox: Sandbox, sent: dict[str, Any], shown: dict[str, Any]
) -> None:
    """A source shows what was sent with it."""
    assert shown.items() <= the_source(sandbox, a_source(sandbox, **sent)).items()


def test_a_return_url_without_a_redirect(sandbox: Sandbox) -> None:
    """A return_url is taken with a card as well, and leads nowhere."""
    source = a_source(sandbox, redirect={"return_url": "https://example.com/"})

    assert "redirect" not in the_source(sandbox, source)


def test_the_values_of_a_token_come_before_those_of_a_card(sandbox: Sandbox) -> None:
    """Where both are sent, the token counts."""
    card = {"number": "378282246310005", "exp_month": 1, "exp_year": 2030}

    source = a_source(sandbox, token="tok_visa", card=card)

    assert "Visa" == the_source(sandbox, source)["card"]["brand"]


VISA_CARD = {"number": "4242424242424242", "exp_month": 1, "exp_year": 2030}
REFUSED: dict[str, tuple[dict[str, Any], str | None, str]] = {
    "no type": ({"type": None}, "parameter_missing", "type"),
    "an empty type": ({"type": ""}, "parameter_invalid_empty", "type"),
    "an unknown type": ({"type": "cheque"}, None, "type"),
    "no card": ({"token": None}, "parameter_missing", "token"),
    "an empty token": ({"token": ""}, "parameter_invalid_empty", "token"),
    "an unknown token": ({"token": "tok_none"}, "resource_missing", "token"),
    "an unknown usage": ({"usage": "twice"}, None, "usage"),
    "an unknown flow": ({"flow": "magic"}, None, "flow"),
    "a flow that a card has not": ({"flow": "redirect"}, None, "flow"),
    "an unknown currency": ({"currency": "xyz"}, None, "currency"),
    "nothing to pay": ({"amount": 0}, "parameter_invalid_integer", "amount"),
    "less than nothing": ({"amount": -5}, "parameter_invalid_integer", "amount"),
    "a fraction": ({"amount": "10.99"}, "parameter_invalid_integer", "amount"),
    "a customer": ({"customer": "cus_1"}, "parameter_unknown", "type"),
    "a source to clone": ({"original_source": "src_1"}, "parameter_unknown", "type"),
    "the items of an order": (
        {"source_order": {"items": ["6735"]}},
        None,
        "source_order",
    ),
    "a mandate": ({"mandate": {"amount": 1}}, "parameter_unknown", "mandate"),
    "an account with a card": (
        {"sepa_debit": {"iban": GERMAN}},
        "parameter_unknown",
        "sepa_debit",
    ),
    "a card with an account": (SEPA | {"card": VISA_CARD}, "parameter_unknown", "card"),
    "a bank with an account": (
        SEPA | {"ideal": {"bank": "ing"}},
        "parameter_unknown",
        "ideal",
    ),
    "metadata that is a text": ({"metadata": "order"}, None, "metadata"),
    "an owner that is a text": ({"owner": "Jenny"}, None, "owner"),
    "a part of an owner that is not there": (
        {"owner": {"age": "30"}},
        "parameter_unknown",
        "owner[age]",
    ),
}


@pytest.mark.parametrize(("sent", "code", "param"), REFUSED.values(), ids=REFUSED)
def test_what_makes_no_source(
    sandbox: Sandbox, sent: dict[str, Any], code: str | None, param: str
) -> None:
    """A source that cannot be as it was sent is a 400 that names what to mend."""
    sent = sent if sent.get("type") == "sepa_debit" else VISA | sent

    assert (400, INVALID, code, param) == refusal(sandbox, "sources.create", **sent)


HUGE: dict[str, dict[str, Any]] = {"a card": VISA, "a debit": SEPA, "ideal": IDEAL}


@pytest.mark.parametrize("sent", HUGE.values(), ids=HUGE)
def test_an_amount_that_no_charge_can_have(
    sandbox: Sandbox, sent: dict[str, Any]
) -> None:
    """Assumed: an amount of nine digits is refused when the source is made."""
    a_source(sandbox, **sent | {"amount": 99_999_999})

    assert (400, INVALID, "amount_too_large", "amount") == refusal(
        sandbox, "sources.create", **sent | {"amount": 100_000_000}
    )


@pytest.mark.parametrize("kind", NOT_YET)
def test_a_type_that_is_not_modelled(sandbox: Sandbox, kind: str) -> None:
    """A type that exists but is not modelled is refused, and the message says so."""
    error = refused(sandbox, "sources.create", type=kind)

    assert (400, INVALID, None, "type") == (
        error.status,
        error.kind,
        error.code,
        error.param,
    )
    assert error.message.startswith("The sandbox does not model")


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/v1/sources"), ("DELETE", "/v1/sources/src_1")]
)
def test_sources_are_neither_listed_nor_deleted(
    sandbox: Sandbox, method: str, path: str
) -> None:
    """There is no list of all sources, and a source is not deleted: both are a 404."""
    sandbox.given("src_1")

    assert (404, INVALID, None, None) == ask(sandbox, method, path).refusal


def test_a_source_is_read_with_its_secret(sandbox: Sandbox) -> None:
    """A secret key reads a source with its client_secret or without."""
    made = sandbox.call("sources.create", type="card", token="tok_visa")
    secret = made["client_secret"]

    found = sandbox.call("sources.retrieve", source=made["id"], client_secret=secret)

    assert made == found == the_source(sandbox, made["id"])


def test_a_wrong_secret_is_refused(sandbox: Sandbox) -> None:
    """A client_secret that is sent has to be the right one, whatever the key."""
    source = a_source(sandbox)

    assert (401, INVALID, None, "client_secret") == refusal(
        sandbox, "sources.retrieve", source=source, client_secret="wrong"
    )


@pytest.mark.parametrize("operation", ["sources.retrieve", "sources.update"])
@pytest.mark.parametrize("source", ["src_none", "cus_1"])
def test_an_unknown_source(sandbox: Sandbox, operation: str, source: str) -> None:
    """An id that no source has is a 404 for the id, also when something else has it."""
    sandbox.given("cus_1")

    assert (404, INVALID, "resource_missing", "id") == refusal(
        sandbox, operation, source=source
    )


CHANGES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "metadata is merged": (
        {"metadata": {"b": "3"}},
        {"metadata": {"a": "1", "b": "3"}},
    ),
    "a key is removed": ({"metadata": {"a": ""}}, {"metadata": {"b": "2"}}),
    "metadata is emptied": ({"metadata": ""}, {"metadata": {}}),
    "nothing": ({}, {}),
}


@pytest.mark.parametrize(("sent", "changed"), CHANGES.values(), ids=CHANGES)
def test_a_source_changes(
    sandbox: Sandbox, sent: dict[str, Any], changed: dict[str, Any]
) -> None:
    """An update changes what was sent; everything else stays as it was."""
    source = a_source(sandbox, metadata={"a": "1", "b": "2"})
    before = the_source(sandbox, source)

    answer = sandbox.call("sources.update", source=source, **sent)

    assert before | changed == answer == the_source(sandbox, source)


def test_an_update_is_not_told(sandbox: Sandbox) -> None:
    """Updating a source tells no event, attached or not."""
    source = a_source(sandbox)
    customer = a_customer(sandbox, source)
    before = told(sandbox)

    sandbox.call("sources.update", source=source, metadata={"a": "1"})
    sandbox.call(
        "customers.sources.update",
        customer=customer,
        source=source,
        card={"exp_year": 2030},
    )

    assert before == told(sandbox)


def test_the_amount_of_a_pending_source_changes(sandbox: Sandbox) -> None:
    """While its owner has not authorised it, the amount of a source may change."""
    source = a_source(sandbox, **IDEAL)

    sandbox.call("sources.update", source=source, amount=2000)
    sandbox.authorise(source)

    assert 2000 == charge(sandbox, source=source, amount=2000)["amount"]


AMOUNTS: dict[str, tuple[object, str | None]] = {
    "nothing": (0, "parameter_invalid_integer"),
    "less than nothing": (-1, "parameter_invalid_integer"),
    "nine digits": (100_000_000, "amount_too_large"),
    "a word": ("much", "parameter_invalid_integer"),
    "no word": ("", "parameter_invalid_empty"),
}


@pytest.mark.parametrize(("amount", "code"), AMOUNTS.values(), ids=AMOUNTS)
def test_an_amount_changes_to_an_amount(
    sandbox: Sandbox, amount: object, code: str | None
) -> None:
    """The new amount of a source is held to the same as its first."""
    source = a_source(sandbox, **IDEAL)

    assert (400, INVALID, code, "amount") == refusal(
        sandbox, "sources.update", source=source, amount=amount
    )


def test_the_amount_of_a_chargeable_source_stays(sandbox: Sandbox) -> None:
    """Assumed: an amount that was authorised does not change any more."""
    source = a_chargeable_ideal(sandbox)

    assert (400, INVALID, None, "amount") == refusal(
        sandbox, "sources.update", source=source, amount=2000
    )


NOT_CHANGED: dict[str, tuple[str, dict[str, Any], str | None, str]] = {
    "less than a type takes": ("sofort", {"amount": 99}, "invalid_amount", "amount"),
    "an amount of what is sent": (
        "ach_credit_transfer",
        {"amount": 99},
        None,
        "amount",
    ),
    "the card of a payment": (
        "ideal",
        {"card": {"exp_year": 2030}},
        "parameter_unknown",
        "card",
    ),
    "the items of an order": (
        "ideal",
        {"source_order": {"items": ["6735"]}},
        None,
        "source_order",
    ),
}


@pytest.mark.parametrize(
    ("kind", "sent", "code", "param"), NOT_CHANGED.values(), ids=NOT_CHANGED
)
def test_what_its_type_does_not_have(
    sandbox: Sandbox, kind: str, sent: dict[str, Any], code: str | None, param: str
) -> None:
    """A pending source is changed as it could have been made, and no other way."""
    sandbox.given("src_1", type=kind, status="pending")

    assert (400, INVALID, code, param) == refusal(
        sandbox, "sources.update", source="src_1", **sent
    )


@pytest.mark.parametrize("name", ["type", "usage", "status", "currency", "token"])
def test_what_never_changes(sandbox: Sandbox, name: str) -> None:
    """What a source was made as cannot be updated."""
    source = a_source(sandbox)

    assert (400, INVALID, "parameter_unknown", name) == refusal(
        sandbox, "sources.update", source=source, **{name: "x"}
    )


def test_a_pending_source_times_out_in_an_hour(sandbox: Sandbox) -> None:
    """A source that nobody authorises is canceled after an hour, and that is told."""
    source = a_source(sandbox, **IDEAL)

    sandbox.advance(seconds=HOUR - 1)
    assert "pending" == the_source(sandbox, source)["status"]

    moved = sandbox.advance(seconds=1)
    assert "canceled" == the_source(sandbox, source)["status"]
    assert ["source.canceled"] == told(sandbox)
    due = {"at": START + HOUR, "object_id": source, "trigger": "timed out"}
    assert [due | {"status": "canceled"}] == moved["happened"]


def test_a_chargeable_source_expires_in_six_hours(sandbox: Sandbox) -> None:
    """An authorised source that nobody charges is canceled six hours after that."""
    source = a_source(sandbox, **IDEAL)
    sandbox.advance(minutes=30)
    sandbox.authorise(source)

    sandbox.advance(seconds=6 * HOUR - 1)
    assert "chargeable" == the_source(sandbox, source)["status"]

    sandbox.advance(seconds=1)
    assert "canceled" == the_source(sandbox, source)["status"]
    assert ["source.chargeable", "source.canceled"] == told(sandbox)


def test_an_attached_source_times_out_too(sandbox: Sandbox) -> None:
    """Assumed: attaching does not stop the time; canceled, a source stays attached."""
    source = a_source(sandbox, **IDEAL)
    customer = a_customer(sandbox, source)

    sandbox.advance(hours=1)

    found = the_source(sandbox, source)
    assert ("canceled", customer) == (found["status"], found["customer"])


@pytest.mark.parametrize("sent", [{}, {"usage": "single_use"}, SEPA], ids=str)
def test_cards_and_debits_do_not_expire(sandbox: Sandbox, sent: dict[str, Any]) -> None:
    """A card or a debit waits to be charged for as long as it takes."""
    source = a_source(sandbox, **sent)

    sandbox.advance(days=365)

    assert "chargeable" == the_source(sandbox, source)["status"]


ENDED = ["charged", "refused", "detached"]


@pytest.mark.parametrize("how", ENDED)
def test_a_source_that_ended_does_not_time_out(sandbox: Sandbox, how: str) -> None:
    """What came to an end keeps its status, however much time goes by."""
    source = a_source(sandbox, **IDEAL)
    if how == "charged":
        sandbox.authorise(source)
        charge(sandbox, source=source)
    elif how == "refused":
        sandbox.authorise(source, outcome="failed")
    else:
        detach(sandbox, a_customer(sandbox, source), source)
    before = the_source(sandbox, source)

    assert [] == sandbox.advance(days=1)["happened"]
    assert before == the_source(sandbox, source)
