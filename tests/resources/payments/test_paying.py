"""Who pays: sources, cards, bank accounts and tokens, and why one does not."""

from typing import Any

import pytest

from sandbox import Sandbox
from tests.asking import CARD, INVALID, ask
from tests.resources.making import (
    ACCOUNT,
    HOME,
    PRICE,
    TYPED,
    Refusal,
    a_card,
    an_account,
    attach,
    charge,
    detach,
    refusal,
    refused,
    saved,
    the_charge,
    the_source,
    told,
    verify,
)


@pytest.fixture
def shop(sandbox: Sandbox) -> Sandbox:
    """A sandbox with three customers, and sources that do not pay."""
    for customer in ("cus_rich", "cus_poor", "cus_failed"):
        sandbox.given(customer)
    sandbox.given("src_saved", customer="cus_rich")
    sandbox.given("src_saved_once", customer="cus_rich", usage="single_use")
    sandbox.given(
        "src_came_back", customer="cus_failed", type="sepa_debit", status="failed"
    )
    sandbox.given("src_free")
    sandbox.given("src_used", status="consumed")
    sandbox.given("src_spent", usage="single_use", status="consumed")
    sandbox.given("src_empty", type="multibanco", status="pending")
    for status in ("pending", "failed", "canceled"):
        sandbox.given(f"src_{status}", type="ideal", status=status)
    return sandbox


NOBODY = None


def test_a_reusable_source_for_anybody(shop: Sandbox) -> None:
    """Assumed: nobody's reusable source pays for any customer, and is consumed."""
    before = saved(shop, "cus_rich")

    paid = charge(shop, source="src_free", customer="cus_rich")

    assert ("cus_rich", "consumed") == (paid["customer"], paid["source"]["status"])
    assert "customer" not in the_source(shop, "src_free")
    assert before == saved(shop, "cus_rich")


def test_a_consumed_source_stays_with_its_customer(shop: Sandbox) -> None:
    """Assumed: an attached single-use source that has paid stays in its list."""
    paid = charge(shop, source="src_saved_once", customer="cus_rich")

    assert "cus_rich" == paid["source"]["customer"]
    assert "src_saved_once" in saved(shop, "cus_rich")


MISSING = (404, INVALID, "missing", "source")
REASONS: dict[str, tuple[str, str | None, str]] = {
    "saved, alone": ("src_saved", NOBODY, "customer=cus_rich"),
    "reusable and consumed": ("src_used", NOBODY, "attach it before"),
    "single-use and consumed": ("src_spent", NOBODY, "single_use"),
    "pending": ("src_pending", NOBODY, "sandbox.authorise"),
    "waiting for money": ("src_empty", NOBODY, "sandbox.fund"),
    "canceled": ("src_canceled", NOBODY, "not used in time"),
    "refused by its owner": ("src_failed", NOBODY, "did not authorise"),
    "a debit that came back": ("src_came_back", "cus_failed", "sent a debit back"),
    "a token and a customer": ("tok_visa", "cus_rich", "Attach it first, with POST"),
    "somebody else's": ("src_saved", "cus_poor", "/v1/customers/cus_poor/sources"),
}


@pytest.mark.parametrize(
    ("source", "customer", "reason"), REASONS.values(), ids=REASONS
)
def test_a_refusal_says_what_to_do(
    shop: Sandbox, source: str, customer: str | None, reason: str
) -> None:
    """A refusal says what is the matter with this source, or what to give instead."""
    error = refused(shop, "charges.create", **PRICE, source=source, customer=customer)

    assert source in error.message
    assert reason in error.message


def test_a_token_pays_alone(shop: Sandbox) -> None:
    """A token pays with its card, which nobody has and nobody can charge again."""
    paid = charge(shop, source="tok_visa")

    card = paid["source"]
    assert ("card", "4242", None) == (card["object"], card["last4"], card["customer"])
    assert (card["id"], None) == (paid["payment_method"], paid["customer"])
    assert (400, INVALID, "resource_missing", "source") == refusal(
        shop, "charges.create", **PRICE, source=card["id"]
    )


def test_a_token_pays_once(shop: Sandbox) -> None:
    """A token is used by its charge."""
    token = shop.call("tokens.create", card=TYPED)["id"]
    charge(shop, source=token)

    assert (400, INVALID, "token_already_used", None) == refusal(
        shop, "charges.create", **PRICE, source=token
    )


def test_a_typed_card_pays(shop: Sandbox) -> None:
    """A card that was typed pays like its token, and leaves nothing behind."""
    before = shop.objects("sources") + shop.objects("tokens")

    paid = charge(shop, source=TYPED | HOME | {"object": "card"})

    card = paid["source"]
    assert ("card", "4242", 2030, None) == tuple(
        card[name] for name in ("object", "last4", "exp_year", "customer")
    )
    assert before == shop.objects("sources") + shop.objects("tokens")


def test_a_typed_card_pays_for_no_customer(shop: Sandbox) -> None:
    """Assumed: a card that was typed is refused with a customer, as a token is."""
    typed = TYPED | {"object": "card"}

    error = refused(shop, "charges.create", **PRICE, source=typed, customer="cus_rich")

    assert MISSING == (error.status, error.kind, error.code, error.param)
    assert "4242" not in error.message


def test_a_declined_token_is_used(shop: Sandbox) -> None:
    """Assumed: a token is used by a charge that is declined, too."""
    typed = TYPED | {"number": "4000000000000002"}
    token = shop.call("tokens.create", card=typed)["id"]

    answer = ask(shop, "POST", "/v1/charges", PRICE | {"source": token})

    assert (402, CARD, "card_declined", None) == answer.refusal
    failed = the_charge(shop, answer.error["charge"])
    assert ("failed", "0002") == (failed["status"], failed["source"]["last4"])
    assert (400, INVALID, "token_already_used", None) == refusal(
        shop, "charges.create", **PRICE, source=token
    )


def test_a_refused_charge_leaves_its_token_unused(shop: Sandbox) -> None:
    """A charge that asks for too little does not use up its token."""
    token = shop.call("tokens.create", card=TYPED)["id"]

    assert (400, INVALID, "amount_too_small", "amount") == refusal(
        shop, "charges.create", source=token, amount=1, currency="eur"
    )
    assert "succeeded" == charge(shop, source=token)["status"]


CARD_PAYS: dict[str, tuple[bool, bool]] = {
    # whether the card is named, and whether its customer has another default
    "named": (True, False),
    "named, not the default": (True, True),
    "the default": (False, False),
}


@pytest.mark.parametrize(("named", "later"), CARD_PAYS.values(), ids=CARD_PAYS)
def test_a_card_pays_with_its_customer(
    shop: Sandbox, *, named: bool, later: bool
) -> None:
    """A card pays with its customer, any number of times, named or by default."""
    customer = "cus_rich" if later else "cus_poor"
    card = a_card(shop, customer)

    for _ in range(2):
        paid = charge(shop, customer=customer, source=card if named else None)

        assert (card, card, customer) == (
            paid["source"]["id"],
            paid["payment_method"],
            paid["source"]["customer"],
        )
    assert "ch_" == paid["id"][:3]
    assert card in saved(shop, customer)


CARD_REFUSED: dict[str, tuple[str | None, Refusal]] = {
    "alone": (NOBODY, (400, INVALID, None, None)),
    "with somebody else": ("cus_poor", MISSING),
}


@pytest.mark.parametrize(
    ("customer", "expected"), CARD_REFUSED.values(), ids=CARD_REFUSED
)
def test_a_card_pays_with_nobody_else(
    shop: Sandbox, customer: str | None, expected: Refusal
) -> None:
    """A card pays with its own customer, whom the refusal of a card alone names."""
    card = a_card(shop, "cus_rich")

    error = refused(shop, "charges.create", **PRICE, source=card, customer=customer)

    assert expected == (error.status, error.kind, error.code, error.param)
    assert customer or "customer=cus_rich" in error.message


def test_a_deleted_card_does_not_pay(shop: Sandbox) -> None:
    """A card that was deleted is not there, with its customer or without."""
    card = a_card(shop, "cus_poor")
    detach(shop, "cus_poor", card)

    assert MISSING == refusal(
        shop, "charges.create", **PRICE, source=card, customer="cus_poor"
    )
    assert (400, INVALID, "resource_missing", "source") == refusal(
        shop, "charges.create", **PRICE, source=card
    )


def test_a_charge_shows_the_card(shop: Sandbox) -> None:
    """A charge shows the card itself, who pays by what it says, and its checks."""
    token = shop.call("tokens.create", card=TYPED | HOME | {"cvc": "123"})["id"]
    card = attach(shop, "cus_poor", token)

    paid = charge(shop, customer="cus_poor")

    assert card == paid["source"]
    assert {
        "address": {
            "city": "Berlin",
            "country": None,
            "line1": "Street 1",
            "line2": None,
            "postal_code": "10115",
            "state": None,
        },
        "email": None,
        "name": "Jenny Rosen",
        "phone": None,
    } == paid["billing_details"]
    details = paid["payment_method_details"]
    assert ("card", "visa", "4242") == (
        details["type"],
        details["card"]["brand"],
        details["card"]["last4"],
    )
    assert {"pass"} == set(details["card"]["checks"].values())


def test_a_card_only_reserves(shop: Sandbox) -> None:
    """A token can be charged without capture, in any currency."""
    held = charge(shop, source="tok_visa", capture=False, currency="usd")

    taken = shop.call("charges.capture", charge=held["id"])
    assert (False, True) == (held["captured"], taken["captured"])


def test_the_bank_looks_at_the_card_of_a_token(shop: Sandbox) -> None:
    """What was typed with the card of a token is checked when it is charged."""
    typed = TYPED | HOME | {"cvc": "123", "number": "4000000000000028"}
    token = shop.call("tokens.create", card=typed)["id"]

    card = charge(shop, source=token)["source"]

    assert ("pass", "fail", "pass") == (
        card["cvc_check"],
        card["address_line1_check"],
        card["address_zip_check"],
    )


DOLLARS = {"amount": 1099, "currency": "usd"}


def test_a_bank_account_pays(shop: Sandbox) -> None:
    """A verified bank account pays with its customer: pending first, then succeeded."""
    account = an_account(shop, "cus_poor")
    verified = verify(shop, "cus_poor", account)

    paid = charge(shop, customer="cus_poor", **DOLLARS)

    assert ("py_", "pending", False) == (paid["id"][:3], paid["status"], paid["paid"])
    assert (verified, account) == (paid["source"], paid["payment_method"])
    assert "Jenny Rosen" == paid["billing_details"]["name"]
    assert {
        "ach_debit": {
            "account_holder_type": "individual",
            "bank_name": "STRIPE TEST BANK",
            "country": "US",
            "fingerprint": verified["fingerprint"],
            "last4": "6789",
            "routing_number": "110000000",
        },
        "type": "ach_debit",
    } == paid["payment_method_details"]
    shop.advance(days=5)
    assert "succeeded" == the_charge(shop, paid["id"])["status"]
    assert account in saved(shop, "cus_poor")


COMING_BACK = {
    "000111111116": "no_account",
    "000111111113": "account_closed",
    "000222222227": "insufficient_funds",
    "000333333335": "debit_not_authorized",
    "000444444440": "invalid_currency",
}


@pytest.mark.parametrize(("number", "code"), COMING_BACK.items(), ids=COMING_BACK)
def test_a_bank_account_sends_a_debit_back(
    shop: Sandbox, number: str, code: str
) -> None:
    """A debit of a test account fails for the reason of that account, days later.

    Assumed: the account stays verified.
    Source: docs.stripe.com/ach (testing)
    """
    account = an_account(shop, "cus_poor", number=number)
    before = verify(shop, "cus_poor", account)
    paid = charge(shop, customer="cus_poor", **DOLLARS)["id"]

    shop.advance(days=5)

    failed = the_charge(shop, paid)
    assert ("failed", code, False) == (
        failed["status"],
        failed["failure_code"],
        failed["paid"],
    )
    charges = [kind for kind in told(shop) if kind.startswith("charge.")]
    assert ["charge.pending", "charge.failed"] == charges
    assert [before] == shop.objects("sources", customer="cus_poor")


NOT_YET: dict[str, tuple[dict[str, Any], Refusal]] = {
    "not verified": ({"source": "new"}, (400, INVALID, None, "source")),
    "its customer, when it is the default": (
        {"source": None},
        (400, INVALID, None, "source"),
    ),
    "alone": (
        {"source": "verified", "customer": None},
        (400, INVALID, None, None),
    ),
    "with somebody else": ({"source": "verified", "customer": "cus_rich"}, MISSING),
    "to reserve money": (
        {"source": "verified", "capture": False},
        (400, INVALID, None, "capture"),
    ),
    "in another currency": (
        {"source": "verified", "currency": "eur"},
        (400, INVALID, "payment_method_currency_mismatch", "currency"),
    ),
    "a token": (
        {"source": "token", "customer": None},
        (400, INVALID, None, "source"),
    ),
    "a token and a customer": ({"source": "token"}, MISSING),
}


@pytest.mark.parametrize(("sent", "expected"), NOT_YET.values(), ids=NOT_YET)
def test_what_a_bank_account_does_not_pay(
    shop: Sandbox, sent: dict[str, Any], expected: Refusal
) -> None:
    """A bank account pays dollars at once, for its customer, when it is verified."""
    known = {
        "new": an_account(shop, "cus_poor"),
        "verified": an_account(shop, "cus_poor", number="000222222227"),
        "token": shop.call("tokens.create", bank_account=ACCOUNT)["id"],
    }
    verify(shop, "cus_poor", known["verified"])
    asked = DOLLARS | {"customer": "cus_poor"} | sent
    asked["source"] = known.get(asked["source"])

    assert expected == refusal(shop, "charges.create", **asked)
