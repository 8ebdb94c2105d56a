"""Charges: what they ask for, what they show, and how they are changed."""

from typing import Any

import pytest

from sandbox import Sandbox
from tests.asking import CARD, INVALID, ask, contents
from tests.resources.making import (
    FAILING_SEPA,
    IDEAL,
    PRICE,
    SEPA,
    START,
    Refusal,
    a_chargeable_ideal,
    a_customer,
    a_source,
    charge,
    ids,
    refusal,
    the_charge,
    the_source,
)

KEYS = set(
    "id object amount amount_captured amount_refunded application application_fee"
    " application_fee_amount balance_transaction billing_details"
    " calculated_statement_descriptor captured created currency customer description"
    " destination dispute disputed failure_balance_transaction failure_code"
    " failure_message fraud_details invoice livemode metadata on_behalf_of order"
    " outcome paid payment_intent payment_method payment_method_details receipt_email"
    " receipt_number receipt_url refunded refunds review shipping source"
    " source_transfer statement_descriptor statement_descriptor_suffix status"
    " transfer_data transfer_group".split()
)


AMOUNTS: dict[str, tuple[dict[str, Any], str | None, str]] = {
    "no amount": ({"amount": None}, "parameter_missing", "amount"),
    "no currency": ({"currency": None}, "parameter_missing", "currency"),
    "an empty amount": ({"amount": ""}, "parameter_invalid_empty", "amount"),
    "a fraction": ({"amount": "20.0"}, "parameter_invalid_integer", "amount"),
    "a word": ({"amount": "ten"}, "parameter_invalid_integer", "amount"),
    "an exponent": ({"amount": "1e3"}, "parameter_invalid_integer", "amount"),
    "other digits": ({"amount": "١٠٩٩"}, "parameter_invalid_integer", "amount"),
    "nothing": ({"amount": 0}, "parameter_invalid_integer", "amount"),
    "less than nothing": ({"amount": -1099}, "parameter_invalid_integer", "amount"),
    "too little": ({"amount": 49}, "amount_too_small", "amount"),
    "too little in kroner": (
        {"amount": 249, "currency": "dkk"},
        "amount_too_small",
        "amount",
    ),
    "too much": ({"amount": 100_000_000}, "amount_too_large", "amount"),
    "far too much": ({"amount": 10**30}, "parameter_invalid_integer", "amount"),
    "no such currency": ({"currency": "xyz"}, None, "currency"),
    "a long currency": ({"currency": "euro"}, None, "currency"),
    "an empty currency": ({"currency": ""}, "parameter_invalid_empty", "currency"),
    "a capture in words": ({"capture": "later"}, None, "capture"),
    "an unknown parameter": ({"tip": 100}, "parameter_unknown", "tip"),
    "an amount that is a hash": (
        {"amount": {"eur": 1099}},
        "parameter_invalid_integer",
        "amount",
    ),
}


@pytest.mark.parametrize(("sent", "code", "param"), AMOUNTS.values(), ids=AMOUNTS)
def test_what_cannot_be_charged(
    sandbox: Sandbox, sent: dict[str, Any], code: str | None, param: str
) -> None:
    """A charge asks for a whole amount that can be paid, in a known currency."""
    sandbox.given("src_1")

    assert (400, INVALID, code, param) == refusal(
        sandbox, "charges.create", **PRICE | {"source": "src_1"} | sent
    )


LIMITS = {
    "the least": (50, "eur", "eur"),
    "the most": (99_999_999, "eur", "eur"),
    "the least in pounds": (30, "gbp", "gbp"),
    "yen": (50, "jpy", "jpy"),
    "capitals": (1099, "USD", "usd"),
}


@pytest.mark.parametrize(("amount", "sent", "shown"), LIMITS.values(), ids=LIMITS)
def test_what_can_be_charged(
    sandbox: Sandbox, amount: int, sent: str, shown: str
) -> None:
    """A card pays any amount between the limits, in any currency."""
    paid = charge(sandbox, source=a_source(sandbox), amount=amount, currency=sent)

    assert (amount, amount, shown) == (
        paid["amount"],
        paid["amount_captured"],
        paid["currency"],
    )


FITS: dict[str, tuple[dict[str, Any], dict[str, Any], Refusal]] = {
    "another currency than the debit's": (
        SEPA,
        {"currency": "gbp"},
        (400, INVALID, "payment_method_currency_mismatch", "currency"),
    ),
    "another currency than the card's": (
        {"currency": "usd"},
        {},
        (400, INVALID, "payment_method_currency_mismatch", "currency"),
    ),
    "another currency than was authorised": (
        IDEAL,
        {"currency": "usd"},
        (400, INVALID, "payment_method_currency_mismatch", "currency"),
    ),
    "more than was authorised": (
        IDEAL,
        {"amount": 1100},
        (400, INVALID, None, "amount"),
    ),
    "less than was authorised": (
        IDEAL,
        {"amount": 1098},
        (400, INVALID, None, "amount"),
    ),
    "another amount than the single-use card's": (
        {"usage": "single_use", "amount": 500},
        {},
        (400, INVALID, None, "amount"),
    ),
    "a debit that only reserves": (
        SEPA,
        {"capture": False},
        (400, INVALID, None, "capture"),
    ),
    "ideal that only reserves": (
        IDEAL,
        {"capture": False},
        (400, INVALID, None, "capture"),
    ),
}


@pytest.mark.parametrize(("made", "sent", "expected"), FITS.values(), ids=FITS)
def test_a_charge_asks_for_what_the_source_is_for(
    sandbox: Sandbox, made: dict[str, Any], sent: dict[str, Any], expected: Refusal
) -> None:
    """Assumed: a source pays in its currency, a single-use one exactly its amount.

    Only a card can reserve money. A refused charge leaves the source chargeable.
    """
    source = a_source(sandbox, **made)
    if made is IDEAL:
        sandbox.authorise(source)

    assert expected == refusal(
        sandbox, "charges.create", **PRICE | {"source": source} | sent
    )
    assert "chargeable" == the_source(sandbox, source)["status"]


FREE: dict[str, dict[str, Any]] = {
    "the amount of a reusable source": {"amount": 500},
    "a debit with an amount": SEPA | {"amount": 500},
    "a single-use card with the amount": {"usage": "single_use", "amount": 1099},
    "a single-use card without one": {"usage": "single_use"},
    "a card in its currency": {"currency": "EUR"},
}


@pytest.mark.parametrize("made", FREE.values(), ids=FREE)
def test_an_amount_binds_only_a_single_use_source(
    sandbox: Sandbox, made: dict[str, Any]
) -> None:
    """A reusable source pays any amount, whatever it was made with."""
    paid = charge(sandbox, source=a_source(sandbox, **made))

    assert (1099, "eur") == (paid["amount"], paid["currency"])


def test_the_keys_of_a_charge(sandbox: Sandbox) -> None:
    """A charge has its recorded keys, `id` and `object` first."""
    paid = charge(sandbox, source=a_source(sandbox))

    assert set(paid) == KEYS
    assert ["id", "object"] == list(paid)[:2]


def test_a_charge_that_went_through(sandbox: Sandbox) -> None:
    """A charge that went through is paid and captured, and nothing of it refunded.

    Assumed: a receipt, which is not modelled, is null.
    """
    paid = charge(sandbox, source=a_source(sandbox))

    assert {
        "object": "charge",
        "amount": 1099,
        "amount_captured": 1099,
        "amount_refunded": 0,
        "captured": True,
        "created": START,
        "currency": "eur",
        "customer": None,
        "dispute": None,
        "failure_code": None,
        "failure_message": None,
        "fraud_details": {},
        "livemode": False,
        "metadata": {},
        "paid": True,
        "receipt_url": None,
        "refunded": False,
        "status": "succeeded",
    }.items() <= paid.items()
    assert paid == the_charge(sandbox, paid["id"])


def test_an_approved_outcome(sandbox: Sandbox) -> None:
    """The outcome of a card that pays: approved and authorised, at normal risk."""
    outcome = charge(sandbox, source=a_source(sandbox))["outcome"]

    assert {
        "network_status": "approved_by_network",
        "reason": None,
        "risk_level": "normal",
        "type": "authorized",
    }.items() <= outcome.items()


PREFIXES: dict[str, tuple[dict[str, Any], str]] = {
    "a card": ({}, "ch_"),
    "a debit": (SEPA, "py_"),
    "ideal": (IDEAL, "py_"),
}


@pytest.mark.parametrize(("made", "prefix"), PREFIXES.values(), ids=PREFIXES)
def test_the_id_of_a_charge_tells_who_paid(
    sandbox: Sandbox, made: dict[str, Any], prefix: str
) -> None:
    """Charges of cards begin with ch_, those of everything else with py_."""
    source = a_source(sandbox, **made)
    if made is IDEAL:
        sandbox.authorise(source)

    paid = charge(sandbox, source=source)

    assert prefix == paid["id"][:3]
    assert 24 == len(paid["id"][3:])
    assert paid == the_charge(sandbox, paid["id"])


def test_a_charge_shows_the_source_as_it_is_afterwards(sandbox: Sandbox) -> None:
    """A charge holds the whole source as the charge left it, made at that moment."""
    source = a_source(sandbox)
    sandbox.advance(hours=1)

    paid = charge(sandbox, source=source)

    shown = the_source(sandbox, source) | {"created": START + 3600}
    assert ("consumed", shown) == (shown["status"], paid["source"])
    assert list(shown) == list(paid["source"])


def test_a_charge_keeps_the_source_of_its_moment(sandbox: Sandbox) -> None:
    """What happens to a source later does not change the charges it has paid."""
    source = a_source(sandbox)
    customer = a_customer(sandbox, source)
    paid = charge(sandbox, customer=customer)

    sandbox.call("customers.sources.detach", customer=customer, source=source)

    kept = the_charge(sandbox, paid["id"])["source"]
    assert ("chargeable", customer) == (kept["status"], kept["customer"])


def test_how_a_card_paid(sandbox: Sandbox) -> None:
    """The details of a card payment have the brand in small letters, and the checks."""
    source = a_source(sandbox, token="tok_amex")
    face = the_source(sandbox, source)["card"]

    details = charge(sandbox, source=source)["payment_method_details"]

    assert {"card", "type"} == set(details)
    assert "card" == details["type"]
    assert {
        "brand": "american express",
        "checks": {
            "address_line1_check": None,
            "address_postal_code_check": None,
            "cvc_check": None,
        },
        "country": "US",
        "funding": "credit",
        "last4": "8431",
        "exp_month": face["exp_month"],
        "exp_year": face["exp_year"],
        "fingerprint": face["fingerprint"],
    }.items() <= details["card"].items()
    assert "mandate" not in details["card"]


def test_how_a_debit_paid(sandbox: Sandbox) -> None:
    """The details of a debit say which account, and name no mandate."""
    source = a_source(sandbox, **SEPA)
    account = the_source(sandbox, source)["sepa_debit"]

    assert {
        "sepa_debit": {
            "bank_code": "37040044",
            "branch_code": None,
            "country": "DE",
            "fingerprint": account["fingerprint"],
            "last4": "3000",
            "mandate": None,
        },
        "type": "sepa_debit",
    } == charge(sandbox, source=source)["payment_method_details"]


def test_how_ideal_paid(sandbox: Sandbox) -> None:
    """The details of an iDEAL payment say which bank, as it was authorised."""
    paid = charge(sandbox, source=a_chargeable_ideal(sandbox))

    assert {
        "ideal": {"bank": "ing", "bic": "TESTNL2A", "iban_last4": "6789"},
        "type": "ideal",
    } == paid["payment_method_details"]


SAID: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a description": ({"description": "Order 6735"}, {"description": "Order 6735"}),
    "an empty description": ({"description": ""}, {"description": None}),
    "metadata": ({"metadata": {"order": "6735"}}, {"metadata": {"order": "6735"}}),
    "a receipt": (
        {"receipt_email": "jenny@example.com"},
        {"receipt_email": "jenny@example.com"},
    ),
    "a group": ({"transfer_group": "order_6735"}, {"transfer_group": "order_6735"}),
    "a statement": (
        {"statement_descriptor": "ORDER 6735"},
        {"statement_descriptor": "ORDER 6735"},
    ),
    "captured at once": ({"capture": True}, {"captured": True}),
}


@pytest.mark.parametrize(("sent", "shown"), SAID.values(), ids=SAID)
def test_what_is_said_of_a_charge(
    sandbox: Sandbox, sent: dict[str, Any], shown: dict[str, Any]
) -> None:
    """A charge shows what was sent with it."""
    assert shown.items() <= charge(sandbox, source=a_source(sandbox), **sent).items()


def test_the_refunds_inside_a_charge(sandbox: Sandbox) -> None:
    """A charge shows its refunds, with their total and their address."""
    paid = charge(sandbox, source=a_source(sandbox))

    assert {
        "object": "list",
        "data": [],
        "has_more": False,
        "total_count": 0,
        "url": f"/v1/charges/{paid['id']}/refunds",
    } == paid["refunds"]


UPDATES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a description": ({"description": "New"}, {"description": "New"}),
    "no description": ({"description": ""}, {"description": None}),
    "metadata": (
        {"metadata": {"b": "", "c": "3"}},
        {"metadata": {"a": "1", "c": "3"}},
    ),
    "no metadata": ({"metadata": ""}, {"metadata": {}}),
    "a receipt": (
        {"receipt_email": "x@example.com"},
        {"receipt_email": "x@example.com"},
    ),
    "a group": ({"transfer_group": "g"}, {"transfer_group": "g"}),
    "a fraud": (
        {"fraud_details": {"user_report": "fraudulent"}},
        {"fraud_details": {"user_report": "fraudulent"}},
    ),
    "no fraud": ({"fraud_details": {"user_report": ""}}, {"fraud_details": {}}),
    "no parcel": ({"shipping": ""}, {"shipping": None}),
    "a customer": ({"customer": "cus_1"}, {"customer": "cus_1"}),
}


@pytest.mark.parametrize(("sent", "changed"), UPDATES.values(), ids=UPDATES)
def test_a_charge_changes(
    sandbox: Sandbox, sent: dict[str, Any], changed: dict[str, Any]
) -> None:
    """An update changes what was sent of a charge, and leaves everything else."""
    sandbox.given("cus_1")
    said = {
        "description": "Old",
        "metadata": {"a": "1", "b": "2"},
        "receipt_email": "old@example.com",
        "shipping": {"name": "Jenny Rosen", "address": {"city": "Berlin"}},
        "transfer_group": "old",
    }
    before = charge(sandbox, source=a_source(sandbox), **said)

    answer = sandbox.call("charges.update", charge=before["id"], **sent)

    assert before | changed == answer == the_charge(sandbox, before["id"])


def test_a_charge_gets_a_customer_once(sandbox: Sandbox) -> None:
    """A charge without a customer may get one, and keeps it; it may be named again."""
    sandbox.given("cus_1")
    sandbox.given("cus_2")
    paid = charge(sandbox, source=a_source(sandbox))["id"]

    sandbox.call("charges.update", charge=paid, customer="cus_1")
    sandbox.call("charges.update", charge=paid, customer="cus_1")

    assert (400, INVALID, None, "customer") == refusal(
        sandbox, "charges.update", charge=paid, customer="cus_2"
    )
    assert [paid] == ids(sandbox.call("charges.list", customer="cus_1"))


def test_a_charge_keeps_its_customer(sandbox: Sandbox) -> None:
    """An update that names no customer leaves the one a charge has."""
    customer = a_customer(sandbox, a_source(sandbox))
    before = charge(sandbox, customer=customer)

    answer = sandbox.call("charges.update", charge=before["id"], description="New")

    assert before | {"description": "New"} == answer


BAD_UPDATES: dict[str, tuple[dict[str, Any], str | None, str]] = {
    "an unknown customer": ({"customer": "cus_none"}, "resource_missing", "customer"),
    "an empty customer": ({"customer": ""}, "parameter_invalid_empty", "customer"),
    "an amount": ({"amount": 500}, "parameter_unknown", "amount"),
    "a report to others": (
        {"fraud_details": {"stripe_report": "fraudulent"}},
        "parameter_unknown",
        "fraud_details[stripe_report]",
    ),
    "metadata that is a text": ({"metadata": "x"}, None, "metadata"),
}


@pytest.mark.parametrize(
    ("sent", "code", "param"), BAD_UPDATES.values(), ids=BAD_UPDATES
)
def test_what_does_not_change(
    sandbox: Sandbox, sent: dict[str, Any], code: str | None, param: str
) -> None:
    """What a charge was made for does not change, and a customer has to be there."""
    paid = charge(sandbox, source=a_source(sandbox))["id"]

    assert (400, INVALID, code, param) == refusal(
        sandbox, "charges.update", charge=paid, **sent
    )


def test_a_failed_charge_is_listed(sandbox: Sandbox) -> None:
    """A charge that failed is in the list, and in that of its customer."""
    source = a_source(sandbox, token="tok_chargeCustomerFail")
    customer = a_customer(sandbox, source)
    answer = ask(sandbox, "POST", "/v1/charges", PRICE | {"customer": customer})

    listed = sandbox.call("charges.list", customer=customer)

    assert (402, CARD) == answer.refusal[:2]
    assert [answer.error["charge"]] == ids(listed)


def test_reading_changes_nothing(sandbox: Sandbox) -> None:
    """Retrieving and listing leave everything as it was."""
    made = charge(sandbox, source=a_source(sandbox, **FAILING_SEPA))["id"]
    before = contents(sandbox)

    the_charge(sandbox, made)
    sandbox.call("charges.list")
    sandbox.call("charges.refunds.list", charge=made)

    assert before == contents(sandbox)
