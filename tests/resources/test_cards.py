"""Cards: how each is attached and charged, and what is asked of a typed one."""

from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.domain.card_numbers import ABROAD, PLAIN, REFUSING, SECURE, Card
from tests.asking import CARD, INVALID, Answer, ask, contents, data_bytes, journal
from tests.resources.making import (
    PRICE,
    TYPED,
    Refusal,
    a_customer,
    a_source,
    attach,
    refusal,
    refused,
    the_charge,
    the_source,
)

WITH_CHECKS = {"cvc": "123", "address_line1": "Street 1", "address_zip": "10115"}

EVERY = [
    pytest.param(card, id=card.token or card.number)
    for card in PLAIN + SECURE + REFUSING + ABROAD
]
NOT_ATTACHED = [row for row in EVERY if row.values[0].attach]
DECLINED = [row for row in EVERY if row.values[0].charge]


def source_of(sandbox: Sandbox, card: Card) -> str:
    """The id of a source of a test card: by its token, or by its number."""
    if card.token:
        return a_source(sandbox, token=card.token)
    return a_source(sandbox, type="card", card=TYPED | {"number": card.number})


def test_every_card_is_in_the_tables() -> None:
    """Six test cards are refused when attached, twelve when charged, others never."""
    assert (6, 12) == (len(NOT_ATTACHED), len(DECLINED))
    assert len(EVERY) == len({row.id for row in EVERY})


ATTACHING = {
    "a new customer": ("/v1/customers", {}),
    "an existing customer": ("/v1/customers/cus_1/sources", {}),
    "an update": ("/v1/customers/cus_1", {"email": "jenny@example.com"}),
}


@pytest.mark.parametrize(("path", "more"), ATTACHING.values(), ids=ATTACHING)
@pytest.mark.parametrize("card", NOT_ATTACHED)
def test_a_card_is_refused_by_its_bank_when_it_is_attached(
    sandbox: Sandbox, card: Card, path: str, more: dict[str, str]
) -> None:
    """A card that its bank refuses is a 402, and the whole request comes to nothing."""
    sandbox.given("cus_1")
    source = source_of(sandbox, card)
    before = contents(sandbox)

    answer = ask(sandbox, "POST", path, {"source": source, **more})

    why = card.attach
    assert why
    assert (402, CARD, why.code, why.param) == answer.refusal
    assert why.decline_code == answer.error.get("decline_code")
    assert "charge" not in answer.error
    assert before == contents(sandbox)


CHECKS = {
    # number: cvc, first line of the address, postal code
    "4242424242424242": ("pass", "pass", "pass"),
    "4000000000000010": ("pass", "fail", "fail"),
    "4000000000000028": ("pass", "fail", "pass"),
    "4000000000000036": ("pass", "pass", "fail"),
    "4000000000000044": ("pass", "unavailable", "unavailable"),
}


@pytest.mark.parametrize(("number", "results"), CHECKS.items(), ids=CHECKS)
def test_attaching_asks_the_bank(
    sandbox: Sandbox, number: str, results: tuple[str, str, str]
) -> None:
    """What was typed with a card is unchecked until it is attached, and is then."""
    card = TYPED | WITH_CHECKS | {"number": number}
    source = a_source(sandbox, type="card", card=card)

    assert ("unchecked",) * 3 == checks(the_source(sandbox, source))
    assert results == checks(attach(sandbox, a_customer(sandbox), source))
    assert results == checks(the_source(sandbox, source))


def test_what_was_not_typed_stays_unchecked(sandbox: Sandbox) -> None:
    """A check stays null where nothing was typed that the bank could look at."""
    source = a_source(sandbox, type="card", card=TYPED)

    assert (None,) * 3 == checks(attach(sandbox, a_customer(sandbox), source))


def checks(source: dict[str, Any]) -> tuple[object, ...]:
    """What the bank found out about a card."""
    names = ("cvc_check", "address_line1_check", "address_zip_check")
    return tuple(source["card"][name] for name in names)


def declined(sandbox: Sandbox, source: str) -> Answer:
    """The answer to a charge that is declined."""
    answer = ask(sandbox, "POST", "/v1/charges", PRICE | {"source": source})
    assert 402 == answer.status
    return answer


@pytest.mark.parametrize("card", DECLINED)
def test_a_declined_card_is_a_402(sandbox: Sandbox, card: Card) -> None:
    """A declined card is a 402 that says why, with a code, and names the charge."""
    answer = declined(sandbox, source_of(sandbox, card))

    why = card.charge
    assert why
    assert (402, CARD, why.code, why.param) == answer.refusal
    assert why.decline_code == answer.error.get("decline_code")
    assert answer.error["charge"].startswith("ch_")


@pytest.mark.parametrize("card", DECLINED)
def test_a_declined_charge_exists(sandbox: Sandbox, card: Card) -> None:
    """A declined charge is kept as failed, with the reason, and told of."""
    source = source_of(sandbox, card)

    error = declined(sandbox, source).error

    failed = the_charge(sandbox, error["charge"])
    assert ("failed", False, False, 0) == tuple(
        failed[name] for name in ("status", "paid", "captured", "amount_captured")
    )
    assert (error["code"], error["message"]) == (
        failed["failure_code"],
        failed["failure_message"],
    )
    assert (1099, "eur", source) == (
        failed["amount"],
        failed["currency"],
        failed["source"]["id"],
    )
    last = sandbox.objects("events")[-1]
    assert ("charge.failed", failed) == (last["type"], last["data"]["object"])


@pytest.mark.parametrize("card", DECLINED)
def test_a_declined_source_stays_chargeable(sandbox: Sandbox, card: Card) -> None:
    """Assumed: a declined source is as it was before, and can be tried again."""
    source = source_of(sandbox, card)
    before = the_source(sandbox, source)

    first, second = declined(sandbox, source), declined(sandbox, source)

    assert before == the_source(sandbox, source)
    assert "chargeable" == before["status"]
    assert first.error["charge"] != second.error["charge"]


WRONG = {
    "no check digit": ({"number": "4242424242424241"}, "incorrect_number", "number"),
    "no digits": ({"number": "visa"}, "incorrect_number", "number"),
    "letters behind it": (
        {"number": "4242424242424242abc"},
        "incorrect_number",
        "number",
    ),
    "one digit": ({"number": "0"}, "incorrect_number", "number"),
    "month 0": ({"exp_month": 0}, "invalid_expiry_month", "exp_month"),
    "month 13": ({"exp_month": 13}, "invalid_expiry_month", "exp_month"),
    "a negative month": ({"exp_month": -1}, "invalid_expiry_month", "exp_month"),
    "last month": (
        {"exp_month": 5, "exp_year": 2017},
        "invalid_expiry_year",
        "exp_year",
    ),
    "last year": ({"exp_year": 2016}, "invalid_expiry_year", "exp_year"),
    "two digits": ({"exp_year": 30}, "invalid_expiry_year", "exp_year"),
    "in 51 years": ({"exp_year": 2068}, "invalid_expiry_year", "exp_year"),
    "a short cvc": ({"cvc": "12"}, "invalid_cvc", "cvc"),
    "a long cvc": ({"cvc": "12345"}, "invalid_cvc", "cvc"),
    "a cvc in letters": ({"cvc": "abc"}, "invalid_cvc", "cvc"),
    "a cvc in other digits": ({"cvc": "١٢٣"}, "invalid_cvc", "cvc"),
    "a card of a real bank": (
        {"number": "4111111111111111"},
        "card_declined",
        "number",
    ),
}
MAKING = {
    "a token": ("tokens.create", {}),
    "a source": ("sources.create", {"type": "card"}),
}


@pytest.mark.parametrize(("operation", "more"), MAKING.values(), ids=MAKING)
@pytest.mark.parametrize(("wrong", "code", "param"), WRONG.values(), ids=WRONG)
def test_a_card_that_cannot_be_right(  # noqa: PLR0913 - two tables
    sandbox: Sandbox,
    wrong: dict[str, Any],
    code: str,
    param: str,
    operation: str,
    more: dict[str, str],
) -> None:
    """A card that cannot be right as it was typed is a 402 that names the field."""
    sent = more | {"card": TYPED | wrong}

    assert (402, CARD, code, param) == refusal(sandbox, operation, **sent)


RIGHT = {
    "to the end of this month": {"exp_month": 6, "exp_year": 2017},
    "for fifty years": {"exp_month": 12, "exp_year": 2067},
    "three digits": {"cvc": "000"},
    "four digits": {"cvc": "1234"},
    "blanks": {"number": "4242 4242 4242 4242"},
    "hyphens": {"number": "4242-4242-4242-4242"},
}


@pytest.mark.parametrize("right", RIGHT.values(), ids=RIGHT)
def test_a_card_that_can_be_right(sandbox: Sandbox, right: dict[str, Any]) -> None:
    """A card is good to the end of its month; blanks in its number are forgiven."""
    source = a_source(sandbox, type="card", card=TYPED | right)

    assert "4242" == the_source(sandbox, source)["card"]["last4"]


def test_a_card_expires_by_the_clock_of_the_sandbox(sandbox: Sandbox) -> None:
    """Whether a card has expired depends on the time of the sandbox alone."""
    june = {"exp_month": 6, "exp_year": 2017}
    sandbox.call("tokens.create", card=TYPED | june)

    sandbox.advance(days=26)

    assert (402, CARD, "invalid_expiry_year", "exp_year") == refusal(
        sandbox, "tokens.create", card=TYPED | june
    )


def test_a_real_card_is_told_from_a_test_card(sandbox: Sandbox) -> None:
    """A number that is no test card is declined as a real card in test mode."""
    error = refused(
        sandbox, "tokens.create", card=TYPED | {"number": "4111111111111111"}
    )

    assert "test_mode_live_card" == error.decline_code
    assert "4111111111111111" not in error.message


NUMBERS = {
    "a good card": ("4242424242424242", 200),
    "written with blanks": ("4242 4242 4242 4242", 200),
    "a declined card": ("4000000000000002", 200),
    "no test card": ("4111111111111111", 402),
    "no card": ("4242424242424241", 402),
}


@pytest.mark.parametrize(("number", "status"), NUMBERS.values(), ids=NUMBERS)
def test_no_card_number_is_stored(sandbox: Sandbox, number: str, status: int) -> None:
    """No number and no cvc is kept, in no object and no journal, good or bad."""
    card = TYPED | {"number": number, "cvc": "9517", "name": "Jenny Rosen"}
    asked = {
        "/v1/tokens": {"card": card},
        "/v1/sources": {"type": "card", "card": card},
    }

    answers = [
        ask(sandbox, "POST", path, sent, Idempotency_Key=path)
        for path, sent in asked.items()
    ]

    stored = data_bytes(sandbox)
    assert [status] * 2 == [answer.status for answer in answers]
    assert b"Jenny Rosen" in stored
    assert number.encode() not in stored
    assert (
        b"9517" not in "".join(entry["params"] for entry in journal(sandbox)).encode()
    )


FINGERPRINTS: dict[str, tuple[dict[str, Any], bool]] = {
    "its own token": ({"token": "tok_visa"}, True),
    "the number typed": ({"card": TYPED}, True),
    "another expiry": ({"card": TYPED | {"exp_month": 1}}, True),
    "another card": ({"token": "tok_amex"}, False),
    "another number": ({"card": TYPED | {"number": "4000000000000002"}}, False),
}


@pytest.mark.parametrize(("sent", "same"), FINGERPRINTS.values(), ids=FINGERPRINTS)
def test_a_fingerprint_knows_the_card(
    sandbox: Sandbox, sent: dict[str, Any], *, same: bool
) -> None:
    """A card has one fingerprint, however it came, and no other card has it."""
    visa = the_source(sandbox, a_source(sandbox))["card"]["fingerprint"]

    other = the_source(sandbox, a_source(sandbox, type="card", **sent))["card"]

    assert 16 == len(visa)
    assert same is (visa == other["fingerprint"])


def test_a_fingerprint_is_of_one_sandbox() -> None:
    """Two sandboxes with seeds of their own give one card two fingerprints."""
    cards = [
        the_source(other, a_source(other))["card"]
        for other in (Sandbox(seed=1), Sandbox(seed=2))
    ]

    assert cards[0]["fingerprint"] != cards[1]["fingerprint"]


SECURE = {
    "4242424242424242": "optional",
    "4000000000003055": "optional",
    "378282246310005": "not_supported",
    "4000000000003063": "required",
}


@pytest.mark.parametrize(("number", "expected"), SECURE.items(), ids=SECURE)
def test_a_card_says_whether_it_needs_3d_secure(
    sandbox: Sandbox, number: str, expected: str
) -> None:
    """A card source says what its bank thinks of 3D Secure."""
    source = a_source(sandbox, type="card", card=TYPED | {"number": number})

    assert expected == the_source(sandbox, source)["card"]["three_d_secure"]


RENEWED: dict[str, tuple[dict[str, int], tuple[int, int]]] = {
    "both": ({"exp_month": 1, "exp_year": 2031}, (1, 2031)),
    "the month": ({"exp_month": 8}, (8, 2018)),
    "the year": ({"exp_year": 2025}, (6, 2025)),
}


@pytest.mark.parametrize(("sent", "expected"), RENEWED.values(), ids=RENEWED)
def test_a_card_is_renewed(
    sandbox: Sandbox, sent: dict[str, int], expected: tuple[int, int]
) -> None:
    """The expiry of a card is updated; the part that was not sent stays."""
    source = a_source(sandbox)

    card = sandbox.call("sources.update", source=source, card=sent)["card"]

    assert expected == (card["exp_month"], card["exp_year"])
    assert card == the_source(sandbox, source)["card"]


NOT_RENEWED: dict[str, tuple[dict[str, object], Refusal]] = {
    "month 13": ({"exp_month": 13}, (402, CARD, "invalid_expiry_month", "exp_month")),
    "the past": ({"exp_year": 2016}, (402, CARD, "invalid_expiry_year", "exp_year")),
    "a word": (
        {"exp_year": "soon"},
        (400, INVALID, "parameter_invalid_integer", "card[exp_year]"),
    ),
    "a number": (
        {"number": TYPED["number"]},
        (400, INVALID, "parameter_unknown", "card[number]"),
    ),
}


@pytest.mark.parametrize(("sent", "expected"), NOT_RENEWED.values(), ids=NOT_RENEWED)
def test_a_card_is_not_renewed(
    sandbox: Sandbox, sent: dict[str, object], expected: Refusal
) -> None:
    """An expiry that cannot be right is refused in an update as well."""
    source = a_source(sandbox)

    assert expected == refusal(sandbox, "sources.update", source=source, card=sent)


def test_only_a_card_is_renewed(sandbox: Sandbox) -> None:
    """A source of another type has no card to renew."""
    sandbox.given("src_1", type="sepa_debit")

    assert (400, INVALID, "parameter_unknown", "card") == refusal(
        sandbox, "sources.update", source="src_1", card={"exp_month": 1}
    )
