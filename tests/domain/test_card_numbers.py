"""The test cards: their numbers, their tokens, and what becomes of them."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.domain import card_numbers
from sandbox.domain.card_numbers import (
    ABROAD,
    CARDS,
    PLAIN,
    REFUSING,
    SECURE,
    Card,
    Decline,
)

EVERY = PLAIN + SECURE + REFUSING + ABROAD
DECLINES = [
    value for value in vars(card_numbers).values() if isinstance(value, Decline)
]


def words(card: Card) -> str:
    """A card as the name of a test."""
    return card.token or card.number


@pytest.mark.parametrize("card", EVERY, ids=words)
def test_every_number_has_its_check_digit(card: Card) -> None:
    """The number of every test card has the check digit of a real one."""
    assert card_numbers.is_card_number(card.number)


@pytest.mark.parametrize("card", EVERY, ids=words)
def test_a_number_finds_a_card_that_behaves_like_it(card: Card) -> None:
    """Cards that share a number share their fate: a number alone tells what it does."""
    found = card_numbers.by_number(card.number)

    assert found is not None
    assert found._replace(token=card.token, source=card.source) == card


def test_tokens_are_unique() -> None:
    """No token stands for two cards."""
    tokens = Counter(card.token for card in EVERY if card.token)

    assert 1 == max(tokens.values())
    assert set(tokens) == set(CARDS)


@pytest.mark.parametrize(("token", "card"), CARDS.items(), ids=CARDS)
def test_a_token_finds_its_card(token: str, card: Card) -> None:
    """A token finds the card that names it."""
    assert token == card.token
    assert token.startswith("tok_")


@pytest.mark.parametrize(
    ("token", "attach", "charge", "param"),
    [
        ("tok_visa", None, None, None),
        ("tok_mastercard", None, None, None),
        ("tok_amex", None, None, None),
        (
            "tok_chargeDeclined",
            ("card_declined", "generic_decline"),
            ("card_declined", "generic_decline"),
            None,
        ),
        (
            "tok_chargeDeclinedInsufficientFunds",
            ("card_declined", "insufficient_funds"),
            ("card_declined", "insufficient_funds"),
            None,
        ),
        (
            "tok_chargeDeclinedFraudulent",
            None,
            ("card_declined", "fraudulent"),
            None,
        ),
        (
            "tok_chargeDeclinedIncorrectCvc",
            ("incorrect_cvc", None),
            ("incorrect_cvc", None),
            "cvc",
        ),
        (
            "tok_chargeDeclinedExpiredCard",
            ("expired_card", None),
            ("expired_card", None),
            "exp_month",
        ),
        (
            "tok_chargeDeclinedProcessingError",
            ("processing_error", None),
            ("processing_error", None),
            None,
        ),
        ("tok_chargeCustomerFail", None, ("card_declined", "generic_decline"), None),
        ("tok_cvcCheckFail", ("incorrect_cvc", None), None, "cvc"),
        ("tok_riskLevelElevated", None, None, None),
        ("tok_createDispute", None, None, None),
    ],
)
def test_a_card_is_refused_where_the_testing_page_says(
    token: str,
    attach: tuple[str, str | None] | None,
    charge: tuple[str, str | None] | None,
    param: str | None,
) -> None:
    """A test card is refused when attached, when charged, or never, for one reason."""
    card = CARDS[token]
    reasons = [card.attach, card.charge]

    assert [attach, charge] == [why and (why.code, why.decline_code) for why in reasons]
    assert {param} >= {why.param for why in reasons if why}


@pytest.mark.parametrize(
    ("token", "last4", "brand", "funding", "country"),
    [
        ("tok_visa", "4242", "Visa", "credit", "US"),
        ("tok_visa_debit", "5556", "Visa", "debit", "US"),
        ("tok_mastercard", "4444", "MasterCard", "credit", "US"),
        ("tok_mastercard_debit", "3222", "MasterCard", "debit", "US"),
        ("tok_mastercard_prepaid", "5100", "MasterCard", "prepaid", "US"),
        ("tok_amex", "8431", "American Express", "credit", "US"),
        ("tok_chargeDeclined", "0002", "Visa", "credit", "US"),
        ("tok_chargeCustomerFail", "0341", "Visa", "credit", "US"),
        ("tok_riskLevelElevated", "9235", "Visa", "credit", "US"),
        ("tok_de", "0016", "Visa", "credit", "DE"),
        ("tok_jp", "0003", "Visa", "credit", "JP"),
    ],
)
def test_a_token_stands_for_a_known_card(
    token: str, last4: str, brand: str, funding: str, country: str
) -> None:
    """A token stands for a card with these last digits, brand, funding and country."""
    card = CARDS[token]

    assert (last4, brand) == (card.number[-4:], card.brand)
    assert (funding, country) == (card.funding, card.country)


@pytest.mark.parametrize(
    ("number", "three_d_secure"),
    [
        ("4000000000003063", "required"),
        ("4000000000003089", "recommended"),
        ("4000000000003055", "optional"),
        ("4242424242424242", "optional"),
        ("378282246310005", "not_supported"),
    ],
)
def test_a_card_says_what_it_asks_of_3d_secure(
    number: str, three_d_secure: str
) -> None:
    """A card says whether it needs 3D Secure, wishes for it, or does not know it."""
    card = card_numbers.by_number(number)

    assert card is not None
    assert three_d_secure == card.three_d_secure


@pytest.mark.parametrize(
    "written", ["4242424242424242", "4242 4242 4242 4242", "4242-4242-4242-4242"]
)
def test_blanks_and_hyphens_are_forgiven(written: str) -> None:
    """A number may be written with blanks or hyphens."""
    assert CARDS["tok_visa"] == card_numbers.by_number(written)


@pytest.mark.parametrize("number", ["", "4242", "4111111111111111", "x" * 16])
def test_another_number_is_no_test_card(number: str) -> None:
    """A number that is not in the table belongs to no test card."""
    assert card_numbers.by_number(number) is None


@pytest.mark.parametrize(
    ("number", "fits"),
    [
        ("4242424242424242", True),
        ("4242 4242 4242 4242", True),
        ("4242424242424241", False),
        ("4111111111111111", True),
        ("", False),
        ("----", False),
        ("x" * 16, False),
        ("4242-4242-4242-4242", True),
        ("4242424242424242abc", False),
        ("4242.4242.4242.4242", False),
        ("٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢", False),
        ("0", False),
        ("0" * 11, False),
        ("0" * 12, True),
        ("0" * 19, True),
        ("0" * 20, False),
    ],
)
def test_a_card_number(number: str, fits: bool) -> None:
    """A card number has 12 to 19 digits, the last fits the rest, and nothing else."""
    assert fits is card_numbers.is_card_number(number)


@given(st.sampled_from(EVERY), st.data())
@settings(max_examples=200, derandomize=True, deadline=None)
def test_one_wrong_digit_is_noticed(card: Card, data: st.DataObject) -> None:
    """A number with one digit changed is no card number, whichever it is."""
    number = card.number
    place = data.draw(st.integers(0, len(number) - 1))
    digit = data.draw(st.sampled_from(sorted(set("0123456789") - {number[place]})))

    assert not card_numbers.is_card_number(number[:place] + digit + number[place + 1 :])


@pytest.mark.parametrize("why", DECLINES, ids=lambda why: why.message[:30])
def test_a_decline_says_what_to_do(why: Decline) -> None:
    """Every decline says what happened, and what to do next."""
    assert 2 <= why.message.count(".")
    assert why.code


def test_every_decline_is_used() -> None:
    """Every decline of the table belongs to some card."""
    used = {why for card in EVERY for why in (card.attach, card.charge) if why}

    assert set(DECLINES) == used


@pytest.mark.parametrize("card", EVERY, ids=words)
def test_every_card_names_its_source(card: Card) -> None:
    """Every card says where it comes from, or that its behaviour is assumed."""
    assert card.source.startswith(("Source: docs.stripe.com/", "Assumed: "))
