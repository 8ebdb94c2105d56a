"""The card behind a token or a source: checked as typed, shown without its number."""

import re
from functools import lru_cache
from typing import Any

from pydantic import Field

from sandbox.clock import scramble
from sandbox.domain import card_numbers, expiry
from sandbox.domain.card_numbers import Card, Decline
from sandbox.errors import ApiError
from sandbox.request.params import Hash, Int, Text
from sandbox.resources.exchange import Exchange, in_order
from sandbox.wire import StripeObject

CVC = re.compile(r"[0-9]{3,4}")
LINES = (
    "address_city",
    "address_country",
    "address_line1",
    "address_line2",
    "address_state",
    "address_zip",
)
CHECKED = {line: f"{line}_check" for line in ("address_line1", "address_zip")}
"""What a bank looks at of an address, and where it says what it found."""


class CardDetails(Hash):
    """A card as it is typed. Only test cards are taken."""

    number: Text = Field(
        description="The number of a test card, such as 4242424242424242."
    )
    exp_month: Int = Field(description="1 to 12.")
    exp_year: Int = Field(description="Four digits.")
    cvc: Text | None = Field(
        None, description="The security code, three or four digits."
    )
    name: Text | None = None
    address_line1: Text | None = None
    address_line2: Text | None = None
    address_city: Text | None = None
    address_state: Text | None = None
    address_zip: Text | None = None
    address_country: Text | None = None
    currency: Text | None = None


def known_card(details: CardDetails, now: int) -> Card:
    """The test card that was typed, when every field of it can be right.

    Raises: ApiError 402 with the code that names the field.
    """
    if not card_numbers.is_card_number(details.number):
        raise expiry.cannot_be_right(
            "incorrect_number",
            "number",
            "This is no card number: that has 12 to 19 digits, and its last digit fits "
            "the rest. Use 4242424242424242.",
        )
    expiry.check(details.exp_year, details.exp_month, now)
    if details.cvc is not None and not CVC.fullmatch(details.cvc):
        message = "cvc has to be the three or four digits of a security code."
        raise expiry.cannot_be_right("invalid_cvc", "cvc", message)
    card = card_numbers.by_number(details.number)
    if card is None:
        message = (
            "The sandbox charges test cards only, and this is none of them: use "
            "4242424242424242. Never type the number of a real card here."
        )
        raise ApiError(
            402,
            message,
            kind="card_error",
            code="card_declined",
            param="number",
            decline_code="test_mode_live_card",
        )
    return card


def typed(details: CardDetails, now: int, seed: int) -> StripeObject:
    """The fields of a card as it was typed, for a token or a source."""
    fields = face(known_card(details, now), now, seed)
    for name in ("exp_month", "exp_year", "name"):
        fields[name] = getattr(details, name)
    fields["cvc_check"] = "unchecked" if details.cvc else None
    fields["address_line1_check"] = "unchecked" if details.address_line1 else None
    fields["address_zip_check"] = "unchecked" if details.address_zip else None
    return fields


def typed_object(exchange: Exchange, details: CardDetails) -> StripeObject:
    """A card as it was typed, with an id: for a token, a customer or a charge."""
    fields = typed(details, exchange.now, exchange.store.seed)
    lines = {name: getattr(details, name) for name in LINES}
    return card_object(exchange.store.next_id("card_"), fields, lines)


def face(card: Card, now: int, seed: int) -> StripeObject:
    """The fields of a card source: what may be shown of a card, in recorded order.

    A test token is good for a year. Source: liberapay/liberapay.com,
    tests/py/fixtures/TestPayinsStripe.yml
    """
    year, month = expiry.month_of(now)
    return {
        "exp_month": month,
        "exp_year": year + 1,
        "last4": card.number[-4:],
        "country": card.country,
        "brand": card.brand,
        "address_line1_check": None,
        "address_zip_check": None,
        "cvc_check": None,
        "funding": card.funding,
        "fingerprint": fingerprint(seed, card.number),
        "three_d_secure": card.three_d_secure,
        "name": None,
        "tokenization_method": None,
        "dynamic_last4": None,
    }


def card_object(
    card_id: str, fields: StripeObject, lines: StripeObject
) -> StripeObject:
    """A card as a token, a customer or a charge shows it, with its address.

    Source: docs.stripe.com/api/cards/object
    """
    shown = {name: value for name, value in fields.items() if name != "three_d_secure"}
    body = {"id": card_id, "object": "card", **shown, **lines, "metadata": {}}
    return in_order(body)


def fingerprint(seed: int, number: str) -> str:
    """The same for the same card or account, and says nothing about it."""
    return scramble(seed, number, 16)


@lru_cache(maxsize=16)
def _by_fingerprint(seed: int) -> dict[str, Card]:
    return {
        fingerprint(seed, number): card for number, card in card_numbers.NUMBERS.items()
    }


def face_of(source: StripeObject) -> StripeObject | None:
    """Where the fields of a card stand: in its source, or in the card itself."""
    if source["object"] == "source":
        return source.get("three_d_secure") or source.get("card")
    return source if source["object"] == "card" else None


def behind(source: StripeObject, seed: int) -> Card:
    """The test card behind a card, or behind a source of one: the fingerprint tells."""
    held = source.get("card", source)
    if source.get("type") == "three_d_secure":
        held = source["three_d_secure"]
    return _by_fingerprint(seed)[held["fingerprint"]]


def pays(found: StripeObject) -> bool:
    """Whether an object is a card, or a source of one."""
    if found["object"] == "source":
        return bool(found["type"] == "card")
    return bool(found["object"] == "card")


def source_fields(card: StripeObject, now: int, seed: int) -> StripeObject:
    """The fields of a card source that is made of a card."""
    known = face(behind(card, seed), now, seed)
    return {name: card.get(name, known[name]) for name in known}


def verified(face: StripeObject, card: Card) -> StripeObject:
    """The checks of a card whose bank is asked: of what was typed with it.

    Source: liberapay/liberapay.com, tests/py/fixtures/TestPayinsStripe.yml (unchecked
    when created, pass on the customer)
    """
    results = {
        "cvc_check": card.cvc_check,
        "address_line1_check": card.address_check,
        "address_zip_check": card.zip_check,
    }
    return {name: v for name, v in results.items() if face[name] == "unchecked"}


def changed(card: StripeObject, sent: StripeObject, exchange: Exchange) -> StripeObject:
    """The fields of a card after an update, and what its bank says of the new ones.

    Assumed: the bank looks at a new address at once, as when the card was attached.
    Raises: ApiError 402 for an expiry that cannot be right.
    """
    if sent.keys() & set(expiry.FIELDS):
        new = {name: sent[name] for name in expiry.FIELDS if name in sent}
        sent |= expiry.renewed(new, card, exchange.now)
    unchecked = {
        check: "unchecked" if sent[line] else None
        for line, check in CHECKED.items()
        if line in sent
    }
    new = card | sent | unchecked
    asked = verified(new, behind(card, exchange.store.seed))
    return sent | unchecked | asked


def declined(why: Decline, **more: Any) -> ApiError:
    """The refusal of a card by its bank: HTTP 402.

    Source: docs.stripe.com/declines/codes
    """
    return ApiError(
        402,
        why.message,
        kind="card_error",
        code=why.code,
        decline_code=why.decline_code,
        param=why.param,
        **more,
    )
