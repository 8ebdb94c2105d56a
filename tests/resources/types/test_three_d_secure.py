"""3D Secure: which cards ask for it, what it links, and what is charged by it."""

from typing import Any

import pytest

from sandbox import Sandbox
from tests.asking import INVALID, VISA, ask
from tests.resources.making import (
    EXAMPLES,
    Refusal,
    a_customer,
    a_source,
    attach,
    charge,
    refusal,
    the_charge,
    the_source,
    told,
)

SECURE = EXAMPLES["three_d_secure"]
PAST, SINCE = "2017-08-14", "2017-08-15"


def a_card(sandbox: Sandbox, number: str) -> str:
    """The id of a new source of a card with this number."""
    card = {"number": number, "exp_month": 12, "exp_year": 2030, "cvc": "123"}
    return a_source(sandbox, type="card", card=card)


def secured(sandbox: Sandbox, card: str, **more: str) -> dict[str, Any]:
    """A new source that secures this card, as it was answered."""
    sent = SECURE | {"three_d_secure": {"card": card, **more}}
    return sandbox.call("sources.create", **sent)


ENROLLED = {
    # number: three_d_secure of the card, status, then status and failure of redirect
    "4000000000003063": ("required", "pending", "pending", None),
    "4000000000003089": ("optional", "pending", "pending", None),
    "4000000000003055": ("optional", "pending", "pending", None),
    "4242424242424242": ("optional", "chargeable", "succeeded", None),
    "378282246310005": ("not_supported", "chargeable", "succeeded", None),
    "4000008400001280": ("required", "failed", "failed", "processing_error"),
}


@pytest.mark.parametrize(("number", "expected"), ENROLLED.items(), ids=ENROLLED)
def test_what_the_bank_of_a_card_answers(
    sandbox: Sandbox, number: str, expected: tuple[str, str, str, str | None]
) -> None:
    """An enrolled card waits for its owner, another is ready, no answer fails."""
    source = secured(sandbox, a_card(sandbox, number))

    redirect = source["redirect"]
    assert expected == (
        source["three_d_secure"]["three_d_secure"],
        source["status"],
        redirect["status"],
        redirect["failure_reason"],
    )
    events = {"pending": [], "chargeable": ["source.chargeable"]}
    assert events.get(source["status"], ["source.failed"]) == told(sandbox, since=1)


def test_a_secured_card_is_shown_in_full(sandbox: Sandbox) -> None:
    """The source shows the card, which source it is of, and that nothing is proven."""
    card = a_card(sandbox, "4000000000003063")
    face = the_source(sandbox, card)["card"]

    source = secured(sandbox, card)

    assert ("redirect", "single_use", 1099, "eur") == tuple(
        source[name] for name in ("flow", "usage", "amount", "currency")
    )
    more = {"card": card, "customer": None, "authenticated": False}
    assert face | more == source["three_d_secure"]
    assert f"/redirect/authenticate/{source['id']}" in source["redirect"]["url"]


def test_an_owner_who_proves_it_is_charged(sandbox: Sandbox) -> None:
    """A card that is declined by itself is charged by way of its secured source."""
    card = a_card(sandbox, "4000000000003063")
    source = secured(sandbox, card)["id"]
    proven = sandbox.authorise(source)

    paid = charge(sandbox, source=source)

    assert ("chargeable", True) == (
        proven["status"],
        proven["three_d_secure"]["authenticated"],
    )
    assert ("succeeded", "consumed") == (paid["status"], paid["source"]["status"])
    assert paid["id"].startswith("ch_")
    assert (402, "card_error", "card_declined", None) == refused_charge(sandbox, card)


def refused_charge(sandbox: Sandbox, source: str) -> Refusal:
    """The refusal of a charge, which is kept as a failed one."""
    form = f"amount=1099&currency=eur&source={source}"
    return ask(sandbox, "POST", "/v1/charges", form).refusal


def test_an_owner_who_does_not_prove_it(sandbox: Sandbox) -> None:
    """A source whose owner fails to prove who they are has failed."""
    source = secured(sandbox, a_card(sandbox, "4000000000003063"))["id"]

    failed = sandbox.authorise(source, outcome="failed")

    assert ("failed", "failed", False) == (
        failed["status"],
        failed["redirect"]["status"],
        failed["three_d_secure"]["authenticated"],
    )


def test_a_card_that_is_declined_all_the_same(sandbox: Sandbox) -> None:
    """A bank may decline a charge though the owner has proven who they are."""
    source = secured(sandbox, a_card(sandbox, "4000008400001629"))["id"]
    sandbox.authorise(source)

    assert (402, "card_error", "card_declined", None) == refused_charge(sandbox, source)


HELD = {"4000000000003063": "authenticated", "4242424242424242": "not_supported"}


@pytest.mark.parametrize(("number", "result"), HELD.items(), ids=HELD)
def test_how_a_secured_card_paid(sandbox: Sandbox, number: str, result: str) -> None:
    """The details of the charge are those of a card, with what came of 3D Secure."""
    made = secured(sandbox, a_card(sandbox, number))
    if made["status"] == "pending":
        sandbox.authorise(made["id"])
    paid = charge(sandbox, source=made["id"])["id"]
    path = f"/v1/charges/{paid}"

    new = ask(sandbox, "GET", path, Stripe_Version="2020-08-27").body
    old = ask(sandbox, "GET", path, Stripe_Version="2020-08-26").body

    details = new["payment_method_details"]
    assert ("card", number[-4:]) == (details["type"], details["card"]["last4"])
    assert (result, "1.0.2") == (
        details["card"]["three_d_secure"]["result"],
        details["card"]["three_d_secure"]["version"],
    )
    assert {
        "authenticated": result == "authenticated",
        "succeeded": True,
        "version": "1.0.2",
    } == old["payment_method_details"]["card"]["three_d_secure"]


@pytest.mark.parametrize(
    ("version", "word"), {"2018-02-05": "optional", "2018-02-06": "recommended"}.items()
)
def test_3d_secure_is_recommended(sandbox: Sandbox, version: str, word: str) -> None:
    """Before 2018-02-06, 3D Secure that is recommended for a card reads as optional."""
    source = secured(sandbox, a_card(sandbox, "4000000000003089"))["id"]

    shown = ask(sandbox, "GET", f"/v1/sources/{source}", Stripe_Version=version).body

    assert word == shown["three_d_secure"]["three_d_secure"]


def test_a_secured_card_can_reserve(sandbox: Sandbox) -> None:
    """Like any card, a secured one can be charged without capture."""
    source = secured(sandbox, a_card(sandbox, "4242424242424242"))["id"]

    assert not charge(sandbox, source=source, capture=False)["captured"]


@pytest.mark.parametrize(
    ("version", "status"), {PAST: "succeeded", SINCE: "not_required"}.items()
)
def test_a_redirect_that_nobody_needs(
    sandbox: Sandbox, version: str, status: str
) -> None:
    """Before 2017-08-15, a redirect that nobody needs reads as one that succeeded."""
    source = secured(sandbox, a_card(sandbox, "4242424242424242"))["id"]
    paid = charge(sandbox, source=source)["id"]

    shown = [
        ask(sandbox, "GET", path, Stripe_Version=version).body
        for path in (f"/v1/sources/{source}", f"/v1/charges/{paid}")
    ]

    assert status == shown[0]["redirect"]["status"]
    assert status == shown[1]["source"]["redirect"]["status"]
    kept = the_charge(sandbox, paid)["source"]["redirect"]["status"]
    assert "succeeded" == kept


def test_an_attached_card_comes_with_its_customer(sandbox: Sandbox) -> None:
    """A card that is attached is named together with its customer."""
    card = a_card(sandbox, "4000000000003063")
    customer = a_customer(sandbox, card)

    source = secured(sandbox, card, customer=customer)

    assert (card, customer) == (
        source["three_d_secure"]["card"],
        source["three_d_secure"]["customer"],
    )
    assert "customer" not in source


def test_a_card_of_a_customer_is_secured(sandbox: Sandbox) -> None:
    """A card that was made of a token and never was a source can be secured, too."""
    customer = a_customer(sandbox)
    card = attach(sandbox, customer, "tok_visa")["id"]

    source = secured(sandbox, card, customer=customer)

    assert ("4242", "optional") == (
        source["three_d_secure"]["last4"],
        source["three_d_secure"]["three_d_secure"],
    )


CARD = "three_d_secure[card]"
CUSTOMER = "three_d_secure[customer]"
NOT_SECURED: dict[str, tuple[dict[str, str], str | None, str]] = {
    "no such card": ({"card": "src_none"}, "resource_missing", CARD),
    "a customer": ({"card": "cus_1"}, "resource_missing", CARD),
    "no card": ({"card": "src_ideal"}, "resource_missing", CARD),
    "a card that was used": (
        {"card": "src_used"},
        "payment_method_unexpected_state",
        CARD,
    ),
    "nobody named": ({"card": "src_mine"}, "parameter_missing", CUSTOMER),
    "somebody else": (
        {"card": "src_mine", "customer": "cus_2"},
        "resource_missing",
        CUSTOMER,
    ),
    "a customer who has it not": (
        {"card": "src_free", "customer": "cus_1"},
        "resource_missing",
        CUSTOMER,
    ),
}


@pytest.mark.parametrize(
    ("sent", "code", "param"), NOT_SECURED.values(), ids=NOT_SECURED
)
def test_what_is_not_secured(
    sandbox: Sandbox, sent: dict[str, str], code: str | None, param: str
) -> None:
    """What is secured is a chargeable card, named with the customer who has it."""
    sandbox.given("cus_1")
    sandbox.given("cus_2")
    sandbox.given("src_mine", customer="cus_1")
    sandbox.given("src_free")
    sandbox.given("src_used", status="consumed")
    sandbox.given("src_ideal", type="ideal")

    assert (400, INVALID, code, param) == refusal(
        sandbox, "sources.create", **SECURE | {"three_d_secure": sent}
    )


def test_a_deleted_card_is_not_secured(sandbox: Sandbox) -> None:
    """A card that was deleted is not there."""
    customer = a_customer(sandbox)
    card = attach(sandbox, customer, "tok_visa")["id"]
    sandbox.call("customers.sources.detach", customer=customer, source=card)
    sent = {"three_d_secure": {"card": card, "customer": customer}}

    assert (400, INVALID, "resource_missing", CARD) == refusal(
        sandbox, "sources.create", **SECURE | sent
    )


def test_a_token_is_not_secured(sandbox: Sandbox) -> None:
    """A token is no card yet: a source is made of it first."""
    card = {"number": "4242424242424242", "exp_month": 12, "exp_year": 2030}
    token = sandbox.call("tokens.create", card=card)["id"]
    sent = {"three_d_secure": {"card": token}}

    assert (400, INVALID, "resource_missing", CARD) == refusal(
        sandbox, "sources.create", **SECURE | sent
    )


def test_two_sources_are_told_of(sandbox: Sandbox) -> None:
    """A secured payment tells of two chargeable sources: the card's, and its own."""
    source = secured(sandbox, a_source(sandbox, **VISA, usage="single_use"))["id"]

    chargeable = [
        event["data"]["object"]["id"]
        for event in sandbox.objects("events")
        if event["type"] == "source.chargeable"
    ]

    assert (2, source) == (len(chargeable), chargeable[-1])


GIVEN = {"pending": False, "chargeable": True, "consumed": True, "failed": False}


@pytest.mark.parametrize(("status", "proven"), GIVEN.items(), ids=GIVEN)
def test_a_given_secured_card(sandbox: Sandbox, status: str, proven: bool) -> None:
    """A secured source can be given, and brings along the card that it is of."""
    given = sandbox.given("src_1", type="three_d_secure", status=status)

    held = given["three_d_secure"]
    assert (status, proven, "3063") == (
        given["status"],
        held["authenticated"],
        held["last4"],
    )
    assert "chargeable" == the_source(sandbox, held["card"])["status"]


def test_a_given_secured_card_of_a_token(sandbox: Sandbox) -> None:
    """The card behind a given secured source is the one whose token was named."""
    given = sandbox.given("src_1", type="three_d_secure", token="tok_visa")

    assert "4242" == given["three_d_secure"]["last4"]
