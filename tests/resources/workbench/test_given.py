"""What is given: customers and sources in a state of your choice."""

from typing import Any

import pytest

from sandbox import Sandbox, clock
from tests.asking import INVALID, ask
from tests.resources.making import (
    IDEAL,
    SEPA,
    Refusal,
    a_customer,
    a_source,
    attach,
    charge,
    ids,
    refusal,
    the_customer,
    the_source,
)


def test_what_is_given_looks_like_what_was_made(sandbox: Sandbox) -> None:
    """What is given, source or customer, has the shape of what was made."""
    kinds: dict[str, dict[str, Any]] = {
        "card": {"type": "card", "token": "tok_visa"},
        "sepa_debit": SEPA,
        "ideal": IDEAL,
    }
    for kind, sent in kinds.items():
        made = the_source(sandbox, a_source(sandbox, **sent))
        given = sandbox.given(f"src_{kind}", type=kind, status=made["status"])
        assert list(made) == list(given)
        assert list(made[kind]) == list(given[kind])

    assert list(the_customer(sandbox, a_customer(sandbox))) == list(
        the_customer(sandbox, sandbox.given("cus_1")["id"])
    )


SAID: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "nothing": ({}, {"type": "card", "usage": "reusable", "status": "chargeable"}),
    "an amount": (
        {"usage": "single_use", "amount": 500, "currency": "usd"},
        {"amount": 500, "currency": "usd"},
    ),
    "metadata": ({"metadata": {"a": "1", "b": ""}}, {"metadata": {"a": "1"}}),
    "a debit": ({"type": "sepa_debit"}, {"type": "sepa_debit", "currency": "eur"}),
    "another amount": ({"type": "ideal", "amount": 500}, {"amount": 500}),
}


@pytest.mark.parametrize(("state", "shown"), SAID.values(), ids=SAID)
def test_what_is_said_of_a_given_source(
    sandbox: Sandbox, state: dict[str, Any], shown: dict[str, Any]
) -> None:
    """A given source is as was said, and an ordinary one for the rest."""
    given = sandbox.given("src_1", **state)

    assert shown.items() <= given.items()
    assert given == the_source(sandbox, "src_1")


def test_a_given_card_is_that_of_its_token(sandbox: Sandbox) -> None:
    """A given source has the card of the token that was named, and behaves like it."""
    given = sandbox.given("src_1", token="tok_chargeDeclined")

    assert "0002" == given["card"]["last4"]
    assert (402, "card_error", "card_declined", None) == refusal(
        sandbox, "customers.create", source="src_1"
    )


BANK_SAYS: dict[str, tuple[str, str | None, str | None]] = {
    # status: redirect[status], redirect[failure_reason], owner[verified_name]
    "pending": ("pending", None, None),
    "chargeable": ("succeeded", None, "Jenny Rosen"),
    "consumed": ("succeeded", None, "Jenny Rosen"),
    "failed": ("failed", "declined", None),
    "canceled": ("pending", None, None),
}


@pytest.mark.parametrize(("status", "expected"), BANK_SAYS.items(), ids=BANK_SAYS)
def test_a_given_source_was_at_the_bank(
    sandbox: Sandbox, status: str, expected: tuple[str, str | None, str | None]
) -> None:
    """A given source that waits for nobody shows what its owner did at the bank."""
    given = sandbox.given("src_1", type="ideal", status=status)

    assert (status, *expected) == (
        given["status"],
        given["redirect"]["status"],
        given["redirect"]["failure_reason"],
        given["owner"]["verified_name"],
    )


def test_the_first_given_source_is_the_default(sandbox: Sandbox) -> None:
    """The first source that is given to a customer is the default."""
    sandbox.given("cus_1", metadata={"a": "1", "b": ""})
    sandbox.given("src_1", customer="cus_1")
    sandbox.given("src_2", customer="cus_1")

    customer = the_customer(sandbox, "cus_1")

    assert ("src_1", ["src_1", "src_2"]) == (
        customer["default_source"],
        ids(customer["sources"]),
    )
    assert {"a": "1"} == customer["metadata"]


def test_a_card_is_given_to_its_customer(sandbox: Sandbox) -> None:
    """A given card is its customer's, the first of them the default."""
    sandbox.given("cus_1")

    given = sandbox.given(
        "card_1", customer="cus_1", token="tok_amex", metadata={"a": "1", "b": ""}
    )
    other = sandbox.given("card_2", customer="cus_1")

    customer = the_customer(sandbox, "cus_1")
    assert ("card_1", [given, other]) == (
        customer["default_source"],
        customer["sources"]["data"],
    )
    assert ("card", "8431", "cus_1", {"a": "1"}) == tuple(
        given[name] for name in ("object", "last4", "customer", "metadata")
    )
    assert list(given) == list(attach(sandbox, "cus_1", "tok_visa"))
    assert "card_1" == charge(sandbox, customer="cus_1")["source"]["id"]


GIVEN: dict[str, tuple[dict[str, Any], Refusal]] = {
    "a card of nobody": (
        {"id": "card_1"},
        (400, INVALID, "parameter_missing", "customer"),
    ),
    "a card of an unknown customer": (
        {"id": "card_1", "customer": "cus_none"},
        (400, INVALID, "resource_missing", "customer"),
    ),
    "a card of an unknown token": (
        {"id": "card_1", "customer": "cus_1", "token": "tok_none"},
        (400, INVALID, "resource_missing", "token"),
    ),
    "a card with a usage": (
        {"id": "card_1", "customer": "cus_1", "usage": "reusable"},
        (400, INVALID, "parameter_unknown", "usage"),
    ),
    "no id": ({}, (400, INVALID, "parameter_missing", "id")),
    "a charge": ({"id": "ch_1"}, (400, INVALID, None, "id")),
    "a long id": ({"id": "src_" + "x" * 61}, (400, INVALID, None, "id")),
    "a customer with a usage": (
        {"id": "cus_1", "usage": "reusable"},
        (400, INVALID, "parameter_unknown", "usage"),
    ),
    "a customer with a usage and more": (
        {"usage": "reusable", "id": "cus_1", "type": "ideal", "amount": "1"},
        (400, INVALID, "parameter_unknown", "usage"),
    ),
    "a source with an email": (
        {"id": "src_1", "email": "x"},
        (400, INVALID, "parameter_unknown", "email"),
    ),
    "a status there is not": (
        {"id": "src_1", "status": "happy"},
        (400, INVALID, None, "status"),
    ),
    "a status it cannot have": (
        {"id": "src_1", "status": "canceled"},
        (400, INVALID, None, "status"),
    ),
    "a type there is not": (
        {"id": "src_1", "type": "cheque"},
        (400, INVALID, None, "type"),
    ),
    "an amount of nothing": (
        {"id": "src_1", "amount": 0},
        (400, INVALID, "parameter_invalid_integer", "amount"),
    ),
    "an unknown customer": (
        {"id": "src_1", "customer": "cus_none"},
        (400, INVALID, "resource_missing", "customer"),
    ),
    "an unknown token": (
        {"id": "src_1", "token": "tok_none"},
        (400, INVALID, "resource_missing", "token"),
    ),
    "an unknown word": (
        {"id": "src_1", "colour": "blue"},
        (400, INVALID, "parameter_unknown", "colour"),
    ),
}


def test_the_id_that_its_card_gets_cannot_be_given(sandbox: Sandbox) -> None:
    """A source for 3D Secure cannot have the id of the source that comes along."""
    taken = clock.identifier(sandbox.seed, "src_", 1)

    assert (400, INVALID, "resource_already_exists", "id") == refusal(
        sandbox, "workbench.given", id=taken, type="three_d_secure"
    )
    assert [] == sandbox.objects("sources")


@pytest.mark.parametrize(("sent", "expected"), GIVEN.values(), ids=GIVEN)
def test_what_cannot_be_given(
    sandbox: Sandbox, sent: dict[str, Any], expected: Refusal
) -> None:
    """What cannot be is refused like a request to the real API, and is not there."""
    assert expected == refusal(sandbox, "workbench.given", **sent)


def test_given_over_http(sandbox: Sandbox) -> None:
    """What is given can be asked for by programs in any language, as a form."""
    form = "id=src_1&usage=single_use&metadata[order]=6735"

    answer = ask(sandbox, "POST", "/_sandbox/given", form)

    assert (200, "src_1", "single_use", {"order": "6735"}) == (
        answer.status,
        answer["id"],
        answer["usage"],
        answer["metadata"],
    )
