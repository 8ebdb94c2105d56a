"""Cards of a customer: made of tokens, changed, replaced and deleted."""

from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.wire import StripeObject
from tests.asking import CARD, INVALID, ask, contents, data_bytes, journal
from tests.resources.making import (
    HOME,
    TYPED,
    Refusal,
    a_card,
    a_customer,
    a_source,
    attach,
    detach,
    ids,
    refusal,
    saved,
    the_customer,
    the_source,
    told,
)

KEYS = (
    "id object address_city address_country address_line1 address_line1_check"
    " address_line2 address_state address_zip address_zip_check brand country customer"
    " cvc_check dynamic_last4 exp_month exp_year fingerprint funding last4 metadata"
    " name tokenization_method".split()
)


def a_token(sandbox: Sandbox, **more: Any) -> str:
    """The id of a token for a typed card."""
    made: str = sandbox.call("tokens.create", card=TYPED | HOME | more)["id"]
    return made


def the_card(sandbox: Sandbox, customer: str, card: str) -> StripeObject:
    """A card of a customer as it is now."""
    return sandbox.call("customers.sources.retrieve", customer=customer, source=card)


ATTACHING = {
    "a new customer": "/v1/customers",
    "an existing customer": "/v1/customers/cus_1/sources",
    "an update": "/v1/customers/cus_1",
}


@pytest.mark.parametrize("path", ATTACHING.values(), ids=ATTACHING)
def test_a_token_becomes_a_card(sandbox: Sandbox, path: str) -> None:
    """A token given to a customer becomes a card of it, and the first its default."""
    sandbox.given("cus_1")

    answer = ask(sandbox, "POST", path, {"source": "tok_visa"})

    assert 200 == answer.status
    customer = answer.body["customer"] if "sources" in path else answer["id"]
    [card] = sandbox.objects("sources")
    assert ("card", customer) == (card["object"], card["customer"])
    assert card["id"] == the_customer(sandbox, customer)["default_source"]
    assert [card["id"]] == saved(sandbox, customer)


@pytest.mark.parametrize("path", ATTACHING.values(), ids=ATTACHING)
def test_a_typed_card_becomes_a_card(sandbox: Sandbox, path: str) -> None:
    """A card may be typed in place of its token, and its number is not kept."""
    sandbox.given("cus_1")
    typed = TYPED | HOME | {"object": "card", "cvc": "9517"}

    answer = ask(sandbox, "POST", path, {"source": typed})

    assert 200 == answer.status
    [card] = sandbox.objects("sources")
    assert HOME.items() <= card.items()
    assert "pass" == card["cvc_check"]
    kept = data_bytes(sandbox)
    assert TYPED["number"].encode() not in kept
    assert "9517" not in journal(sandbox)[-1]["params"]


@pytest.mark.parametrize("path", ATTACHING.values(), ids=ATTACHING)
def test_a_card_that_is_refused_leaves_nothing(sandbox: Sandbox, path: str) -> None:
    """A token whose card the bank refuses attaches nothing, and is not used."""
    sandbox.given("cus_1")
    token = a_token(sandbox, number="4000000000000002")
    before = contents(sandbox)

    answer = ask(sandbox, "POST", path, {"source": token})

    assert (402, CARD, "card_declined", None) == answer.refusal
    assert before == contents(sandbox)


def test_the_keys_of_a_card(sandbox: Sandbox) -> None:
    """A card has the keys of its day, `id` and `object` first, then by name."""
    card = attach(sandbox, a_customer(sandbox), "tok_visa")

    assert KEYS == list(card)
    assert "card_" == card["id"][:5]
    assert 24 == len(card["id"][5:])


def test_a_card_is_as_it_was_typed(sandbox: Sandbox) -> None:
    """A card shows what was typed for its token, checked by its bank."""
    customer = a_customer(sandbox)
    token = sandbox.call("tokens.create", card=TYPED | HOME | {"cvc": "123"})

    card = attach(sandbox, customer, token["id"])

    checks = ("cvc_check", "address_line1_check", "address_zip_check")
    assert (
        token["card"] | dict.fromkeys(checks, "pass") | {"customer": customer}
    ) == card
    assert card == the_card(sandbox, customer, card["id"])


def test_a_test_token_is_many_cards(sandbox: Sandbox) -> None:
    """Every card of a test token has an id of its own, and one fingerprint."""
    customer = a_customer(sandbox)

    first, second = (attach(sandbox, customer, "tok_amex") for _ in range(2))

    assert first["id"] != second["id"]
    assert first["fingerprint"] == second["fingerprint"]
    assert [first["id"], second["id"]] == saved(sandbox, customer)


def test_a_later_card_is_not_the_default(sandbox: Sandbox) -> None:
    """Cards and sources stand in one list, and only the first becomes the default."""
    source = a_source(sandbox)
    customer = a_customer(sandbox, source)

    card = a_card(sandbox, customer)

    after = the_customer(sandbox, customer)
    assert (source, [source, card]) == (after["default_source"], ids(after["sources"]))


def test_a_card_is_made_the_default(sandbox: Sandbox) -> None:
    """A card of the customer can be made its default, and expanded as that."""
    customer = a_customer(sandbox, a_source(sandbox))
    card = a_card(sandbox, customer)

    answer = sandbox.call(
        "customers.update",
        customer=customer,
        default_source=card,
        expand=["default_source"],
    )

    assert the_card(sandbox, customer, card) == answer["default_source"]


CARDS_NOT_ATTACHED: dict[str, tuple[str, Refusal]] = {
    "its own": ("mine", (400, INVALID, None, None)),
    "somebody else's": ("other", (400, INVALID, None, None)),
    "a deleted one": ("deleted", (400, INVALID, "resource_missing", "source")),
}


@pytest.mark.parametrize(
    ("whose", "expected"), CARDS_NOT_ATTACHED.values(), ids=CARDS_NOT_ATTACHED
)
def test_a_card_is_attached_only_once(
    sandbox: Sandbox, whose: str, expected: Refusal
) -> None:
    """A card is one customer's from the beginning, and nobody's afterwards."""
    me, other = a_customer(sandbox), a_customer(sandbox)
    cards = {"mine": a_card(sandbox, me), "other": a_card(sandbox, other)}
    cards["deleted"] = a_card(sandbox, me)
    detach(sandbox, me, cards["deleted"])

    assert expected == refusal(
        sandbox, "customers.sources.create", customer=me, source=cards[whose]
    )


TOLD = {
    "a new customer": (
        "/v1/customers",
        ["customer.created", "customer.source.created"],
    ),
    "an existing customer": (
        "/v1/customers/cus_1/sources",
        ["customer.updated", "customer.source.created"],
    ),
    "an update": (
        "/v1/customers/cus_1",
        ["customer.updated", "customer.source.created"],
    ),
}


@pytest.mark.parametrize(("path", "events"), TOLD.values(), ids=TOLD)
def test_a_new_card_is_told_of(sandbox: Sandbox, path: str, events: list[str]) -> None:
    """A card that is attached is told of, with the card as it is; its token is not."""
    sandbox.given("cus_1")

    ask(sandbox, "POST", path, {"source": "tok_visa"})

    assert events == told(sandbox)
    assert sandbox.objects("sources") == [
        sandbox.objects("events")[-1]["data"]["object"]
    ]


REPLACED = {
    "a card by a card": (True, "tok_amex"),
    "a card by a source": (True, None),
    "a source by a card": (False, "tok_amex"),
}


@pytest.mark.parametrize(("is_card", "token"), REPLACED.values(), ids=REPLACED)
def test_an_update_replaces_the_default(
    sandbox: Sandbox, *, is_card: bool, token: str | None
) -> None:
    """A source or token in an update takes the place of the default, which is gone.

    A card is deleted, a source consumed; the others stay.
    """
    customer = a_customer(sandbox)
    old = a_card(sandbox, customer) if is_card else a_source(sandbox)
    if not is_card:
        attach(sandbox, customer, old)
    other = a_card(sandbox, customer)
    since = len(told(sandbox))

    answer = sandbox.call(
        "customers.update", customer=customer, source=token or a_source(sandbox)
    )

    new = answer["default_source"]
    assert [other, new] == saved(sandbox, customer)
    assert token is None or the_card(sandbox, customer, new)["last4"] == "8431"
    events = ["customer.updated", "customer.source.deleted", "customer.source.created"]
    assert events == told(sandbox, since=since)[-3:]
    if is_card:
        assert (404, INVALID, "resource_missing", "id") == refusal(
            sandbox, "customers.sources.retrieve", customer=customer, source=old
        )
    else:
        assert "consumed" == the_source(sandbox, old)["status"]


def test_a_card_that_is_refused_replaces_nothing(sandbox: Sandbox) -> None:
    """A card that its bank refuses leaves the default of the customer as it was."""
    customer = a_customer(sandbox)
    a_card(sandbox, customer)

    assert (402, CARD, "incorrect_cvc", "cvc") == refusal(
        sandbox,
        "customers.update",
        customer=customer,
        source="tok_chargeDeclinedIncorrectCvc",
    )


def test_a_card_is_deleted(sandbox: Sandbox) -> None:
    """Deleting a card answers that it is deleted; its event shows it as it was."""
    customer = a_customer(sandbox)
    card = a_card(sandbox, customer)
    before = the_card(sandbox, customer, card)

    answer = detach(sandbox, customer, card)

    assert {"id": card, "object": "card", "deleted": True} == answer
    assert [] == saved(sandbox, customer) == sandbox.objects("sources")
    assert the_customer(sandbox, customer)["default_source"] is None
    last = sandbox.objects("events")[-1]
    assert ("customer.source.deleted", before) == (last["type"], last["data"]["object"])


def test_a_card_is_deleted_once(sandbox: Sandbox) -> None:
    """A card that was deleted is not there to be deleted or changed."""
    customer = a_customer(sandbox)
    card = a_card(sandbox, customer)
    detach(sandbox, customer, card)

    for operation in ("detach", "retrieve", "update"):
        assert (404, INVALID, "resource_missing", "id") == refusal(
            sandbox, f"customers.sources.{operation}", customer=customer, source=card
        )


def test_the_card_attached_last_is_the_next_default(sandbox: Sandbox) -> None:
    """When the default is deleted, what was attached last takes its place."""
    customer = a_customer(sandbox)
    first, _, last = (a_card(sandbox, customer) for _ in range(3))

    detach(sandbox, customer, first)

    assert last == the_customer(sandbox, customer)["default_source"]


def test_the_cards_of_a_deleted_customer_are_gone(sandbox: Sandbox) -> None:
    """A deleted customer has no cards any more, and only the customer is told of."""
    customer = a_customer(sandbox)
    a_card(sandbox, customer)
    since = len(told(sandbox))

    sandbox.call("customers.delete", customer=customer)

    assert ["customer.deleted"] == told(sandbox, since=since)
    assert [] == sandbox.objects("sources")
