"""Customers: what is known of them, which source is their default, and their end."""

import re
from typing import Any

import pytest

from sandbox import Sandbox, clock
from sandbox.clock import PREFIXES
from tests.asking import CARD, INVALID, ask
from tests.resources.making import (
    IDEAL,
    PRICE,
    START,
    Refusal,
    a_customer,
    a_source,
    charge,
    detach,
    ids,
    refusal,
    saved,
    the_charge,
    the_customer,
    the_source,
    told,
)

TODAY = "2026-10-28.endive"
KEYS = set(
    "id object address balance created currency default_source delinquent description"
    " discount email invoice_prefix invoice_settings livemode metadata name phone"
    " preferred_locales shipping tax_exempt".split()
)
HOME = {
    "city": "Berlin",
    "country": "DE",
    "line1": "Street 1",
    "line2": None,
    "postal_code": "10115",
    "state": None,
}
PARCEL = {
    "address": HOME,
    "carrier": None,
    "name": "Jenny Rosen",
    "phone": None,
    "tracking_number": None,
}


def test_the_keys_of_a_customer(sandbox: Sandbox) -> None:
    """A customer has its recorded keys, `id` and `object` first."""
    path = f"/v1/customers/{a_customer(sandbox)}"

    customer = ask(sandbox, "GET", path, Stripe_Version=TODAY).body

    assert set(customer) == KEYS
    assert ["id", "object"] == list(customer)[:2]


def test_a_customer_of_whom_nothing_is_known(sandbox: Sandbox) -> None:
    """A new customer owes nothing, has no source, and null for what was not sent."""
    customer = the_customer(sandbox, a_customer(sandbox))

    assert {
        "object": "customer",
        "address": None,
        "balance": 0,
        "created": START,
        "currency": None,
        "default_source": None,
        "delinquent": False,
        "description": None,
        "email": None,
        "livemode": False,
        "metadata": {},
        "name": None,
        "phone": None,
        "shipping": None,
        "tax_exempt": "none",
    }.items() <= customer.items()
    assert re.fullmatch("cus_[A-Za-z0-9]{14}", customer["id"])
    assert re.fullmatch("[A-Z0-9]{8}", customer["invoice_prefix"])


FIELDS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "email": ({"email": "jenny@example.com"}, {"email": "jenny@example.com"}),
    "name": ({"name": "Jenny Rosen"}, {"name": "Jenny Rosen"}),
    "description": ({"description": "Since 2017"}, {"description": "Since 2017"}),
    "phone": ({"phone": "030 1234"}, {"phone": "030 1234"}),
    "address": ({"address": HOME}, {"address": HOME}),
    "shipping": ({"shipping": PARCEL}, {"shipping": PARCEL}),
    "metadata": ({"metadata": {"order": "6735"}}, {"metadata": {"order": "6735"}}),
    "a number in metadata": ({"metadata": {"n": 420}}, {"metadata": {"n": "420"}}),
    "balance": (
        {"balance": -500},
        {"balance": -500, "account_balance": -500},
    ),
    "account_balance": (
        {"account_balance": 700},
        {"balance": 700, "account_balance": 700},
    ),
}


@pytest.mark.parametrize(("sent", "shown"), FIELDS.values(), ids=FIELDS)
def test_a_customer_is_made_with(
    sandbox: Sandbox, sent: dict[str, Any], shown: dict[str, Any]
) -> None:
    """What is sent with a new customer is shown; the rest is as without it."""
    answer = sandbox.call("customers.create", id="cus_1", **sent)
    blank = sandbox.call("customers.create", id="cus_2")

    assert shown.items() <= answer.items()
    assert answer == the_customer(sandbox, "cus_1")
    changed = {name for name in answer if answer[name] != blank[name]}
    assert changed - {
        "id",
        "invoice_prefix",
        "sources",
        "subscriptions",
        "tax_ids",
    } <= set(shown)


@pytest.mark.parametrize(("sent", "shown"), FIELDS.values(), ids=FIELDS)
def test_a_customer_changes(
    sandbox: Sandbox, sent: dict[str, Any], shown: dict[str, Any]
) -> None:
    """An update changes what was sent, and leaves everything else."""
    customer = a_customer(
        sandbox,
        email="old@example.com",
        name="Anna Schmidt",
        address={"city": "Graz"},
        shipping={"name": "Anna Schmidt", "address": {"city": "Graz"}},
        balance=100,
    )
    before = the_customer(sandbox, customer)

    answer = sandbox.call("customers.update", customer=customer, **sent)

    assert before | shown == answer == the_customer(sandbox, customer)


UNSET = ["email", "name", "description", "phone", "address", "shipping"]


@pytest.mark.parametrize("name", UNSET)
def test_an_empty_text_takes_away(sandbox: Sandbox, name: str) -> None:
    """An empty text takes a field away, when a customer is updated or made."""
    customer = a_customer(sandbox, **FIELDS[name][0])
    assert the_customer(sandbox, customer)[name]

    updated = sandbox.call("customers.update", customer=customer, **{name: ""})

    assert updated[name] is None
    assert the_customer(sandbox, a_customer(sandbox, **{name: ""}))[name] is None


METADATA: dict[str, tuple[Any, dict[str, str]]] = {
    "a key more": ({"c": "3"}, {"a": "1", "b": "2", "c": "3"}),
    "another value": ({"a": "9"}, {"a": "9", "b": "2"}),
    "a key less": ({"a": ""}, {"b": "2"}),
    "all at once": ({"a": "", "b": "9", "c": "3"}, {"b": "9", "c": "3"}),
    "nothing left": ("", {}),
}


@pytest.mark.parametrize(("sent", "expected"), METADATA.values(), ids=METADATA)
def test_metadata_is_merged(
    sandbox: Sandbox, sent: object, expected: dict[str, str]
) -> None:
    """Metadata is merged with what is there; an empty value takes its key away."""
    customer = a_customer(sandbox, metadata={"a": "1", "b": "2"})

    updated = sandbox.call("customers.update", customer=customer, metadata=sent)

    assert (
        expected == updated["metadata"] == the_customer(sandbox, customer)["metadata"]
    )


REFUSED: dict[str, tuple[dict[str, Any], str | None, str]] = {
    "an unknown name": ({"colour": "blue"}, "parameter_unknown", "colour"),
    "an unknown line": (
        {"address": {"planet": "Earth"}},
        "parameter_unknown",
        "address[planet]",
    ),
    "an email that is a hash": ({"email": {"home": "x"}}, None, "email"),
    "an address that is a text": ({"address": "Berlin"}, None, "address"),
    "metadata that is a text": ({"metadata": "order"}, None, "metadata"),
    "a balance with a fraction": (
        {"balance": "1.5"},
        "parameter_invalid_integer",
        "balance",
    ),
    "an empty balance": ({"balance": ""}, "parameter_invalid_empty", "balance"),
    "an empty source": ({"source": ""}, "parameter_invalid_empty", "source"),
    "an unknown source": ({"source": "src_none"}, "resource_missing", "source"),
    "a customer as a source": ({"source": "cus_1"}, "resource_missing", "source"),
    "an unknown token": ({"source": "tok_none"}, "resource_missing", "source"),
    "a method as a source": ({"source": "pm_card_visa"}, None, "source"),
    "a hash as a source": ({"source": {"number": "4242"}}, None, "source"),
    "a card without a number": (
        {"source": {"object": "card", "exp_month": 1, "exp_year": 2030}},
        "parameter_missing",
        "source[number]",
    ),
    "another object typed": (
        {"source": {"object": "boat", "number": "1", "exp_month": 1, "exp_year": 2}},
        None,
        "source[object]",
    ),
}


@pytest.mark.parametrize("operation", ["customers.create", "customers.update"])
@pytest.mark.parametrize(("sent", "code", "param"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_said_of_a_customer(
    sandbox: Sandbox,
    sent: dict[str, Any],
    code: str | None,
    param: str,
    operation: str,
) -> None:
    """A customer is made, and updated, with values that can be right only."""
    sandbox.given("cus_1")
    named = {"customer": "cus_1"} if operation == "customers.update" else {}

    assert (400, INVALID, code, param) == refusal(sandbox, operation, **named, **sent)


ONLY_THERE = {
    "a default for a new customer": ("customers.create", "default_source", {}),
    "another id": ("customers.update", "id", {"customer": "cus_1"}),
    "a token for a new customer": ("customers.create", "token", {}),
}


@pytest.mark.parametrize(
    ("operation", "name", "named"), ONLY_THERE.values(), ids=ONLY_THERE
)
def test_what_is_said_elsewhere(
    sandbox: Sandbox, operation: str, name: str, named: dict[str, str]
) -> None:
    """An id is chosen when a customer is made, a default when there is something."""
    sandbox.given("cus_1")

    assert (400, INVALID, "parameter_unknown", name) == refusal(
        sandbox, operation, **named, **{name: "src_1"}
    )


def test_a_refused_update_changes_nothing(sandbox: Sandbox) -> None:
    """An update that is refused for its source changes nothing else either."""
    source = a_source(sandbox, token="tok_chargeDeclined")
    customer = a_customer(sandbox)

    assert (402, CARD, "card_declined", None) == refusal(
        sandbox,
        "customers.update",
        customer=customer,
        email="jenny@example.com",
        source=source,
    )
    assert the_customer(sandbox, customer)["email"] is None


@pytest.mark.parametrize("chosen", ["cus_mine", "jenny", "42", "a-b_C", "a/b", "é"])
def test_an_id_may_be_chosen(sandbox: Sandbox, chosen: str) -> None:
    """A customer may be made with an id of one's own, and is found by it."""
    made = sandbox.call("customers.create", id=chosen)

    assert chosen == made["id"]
    assert made == the_customer(sandbox, chosen)


def test_an_id_is_chosen_once(sandbox: Sandbox) -> None:
    """An id that something has, or had until it was deleted, is taken."""
    sandbox.given("cus_1")
    sandbox.given("cus_gone")
    sandbox.given("src_1")
    sandbox.call("customers.delete", customer="cus_gone")

    for taken in ("cus_1", "cus_gone", "src_1"):
        assert (400, INVALID, "resource_already_exists", "id") == refusal(
            sandbox, "customers.create", id=taken
        )


@pytest.mark.parametrize("prefix", sorted({*PREFIXES} - {"cus_"}))
def test_an_id_is_not_chosen_for_another_kind(sandbox: Sandbox, prefix: str) -> None:
    """What begins like the id of another kind of object is refused as a customer's."""
    for number in range(1, 5):
        chosen = clock.identifier(sandbox.seed, prefix, number)
        assert (400, INVALID, None, "id") == refusal(
            sandbox, "customers.create", id=chosen, source="tok_visa"
        )

    assert [] == sandbox.objects("customers")


def test_the_source_of_a_new_customer_is_the_default(sandbox: Sandbox) -> None:
    """A source given with a new customer is attached, and is the default."""
    source = a_source(sandbox)

    customer = sandbox.call("customers.create", source=source)

    assert source == customer["default_source"]
    assert [source] == ids(customer["sources"]) == saved(sandbox, customer["id"])
    assert customer["id"] == the_source(sandbox, source)["customer"]


DEFAULTS: dict[str, tuple[str, Refusal]] = {
    "a source of nobody": ("src_free", (400, INVALID, "resource_missing", "source")),
    "somebody else's": ("src_other", (400, INVALID, "resource_missing", "source")),
    "one that was detached": (
        "src_detached",
        (400, INVALID, "resource_missing", "source"),
    ),
    "an unknown one": ("src_none", (400, INVALID, "resource_missing", "source")),
    "a customer": ("cus_1", (400, INVALID, "resource_missing", "source")),
    "none any more": ("", (400, INVALID, "parameter_invalid_empty", "default_source")),
}


@pytest.mark.parametrize(("source", "expected"), DEFAULTS.values(), ids=DEFAULTS)
def test_only_an_attached_source_becomes_the_default(
    sandbox: Sandbox, source: str, expected: Refusal
) -> None:
    """A default has to be attached, else `source` is missing; it is not taken away."""
    for customer in ("cus_1", "cus_2"):
        sandbox.given(customer)
    sandbox.given("src_saved", customer="cus_1")
    sandbox.given("src_other", customer="cus_2")
    sandbox.given("src_detached", customer="cus_1")
    sandbox.given("src_free")
    detach(sandbox, "cus_1", "src_detached")

    assert expected == refusal(
        sandbox, "customers.update", customer="cus_1", default_source=source
    )
    assert "src_saved" == the_customer(sandbox, "cus_1")["default_source"]


def test_the_default_may_be_named_again(sandbox: Sandbox) -> None:
    """Naming the default as the default changes nothing, and is not told."""
    source = a_source(sandbox)
    customer = a_customer(sandbox, source)
    before = told(sandbox)

    sandbox.call("customers.update", customer=customer, default_source=source)

    assert source == the_customer(sandbox, customer)["default_source"]
    assert before == told(sandbox)


def test_a_source_that_is_pending_may_be_the_default(sandbox: Sandbox) -> None:
    """Assumed: a source that has yet to be authorised is attached like any other."""
    source = a_source(sandbox, **IDEAL)
    customer = sandbox.call("customers.create", source=source)

    assert source == customer["default_source"]
    assert "pending" == customer["sources"]["data"][0]["status"]


def test_a_source_in_an_update_without_a_default(sandbox: Sandbox) -> None:
    """A source given in an update is the default; nothing has to go for the first."""
    source = a_source(sandbox)
    customer = a_customer(sandbox)

    updated = sandbox.call("customers.update", customer=customer, source=source)

    assert source == updated["default_source"]
    assert [source] == ids(updated["sources"])


def test_the_source_of_an_update_replaces_only_the_default(sandbox: Sandbox) -> None:
    """Only the old default is detached: a source that was saved beside it stays."""
    old, other, new = (a_source(sandbox) for _ in range(3))
    customer = a_customer(sandbox, old, other)

    updated = sandbox.call("customers.update", customer=customer, source=new)

    assert (new, [other, new]) == (updated["default_source"], ids(updated["sources"]))
    assert ("consumed", "chargeable") == (
        the_source(sandbox, old)["status"],
        the_source(sandbox, other)["status"],
    )
    assert "customer" not in the_source(sandbox, old)


def test_the_default_does_not_replace_itself(sandbox: Sandbox) -> None:
    """A source that is attached already cannot be given in an update."""
    source = a_source(sandbox)
    customer = a_customer(sandbox, source)

    assert (400, INVALID, None, None) == refusal(
        sandbox, "customers.update", customer=customer, source=source
    )


def test_a_default_and_a_replacement_exclude_each_other(sandbox: Sandbox) -> None:
    """Assumed: an update that names a default and replaces it as well is refused."""
    first, second, new = (a_source(sandbox) for _ in range(3))
    customer = a_customer(sandbox, first, second)

    assert (400, INVALID, None, "source") == refusal(
        sandbox,
        "customers.update",
        customer=customer,
        default_source=second,
        source=new,
    )


def test_the_list_inside_a_customer(sandbox: Sandbox) -> None:
    """A customer shows its sources with their total; their own address does not."""
    sources = [a_source(sandbox) for _ in range(2)]
    customer = a_customer(sandbox, *sources)
    url = f"/v1/customers/{customer}/sources"

    inside = the_customer(sandbox, customer)["sources"]
    alone = ask(sandbox, "GET", url).body

    assert ["object", "data", "has_more", "total_count", "url"] == list(inside)
    assert ["object", "data", "has_more", "url"] == list(alone)
    assert ("list", False, 2, url) == tuple(
        inside[name] for name in ("object", "has_more", "total_count", "url")
    )
    assert sources == ids(inside)
    assert inside["data"] == alone["data"]


@pytest.mark.parametrize("number", [9, 10, 11, 12])
def test_a_customer_with_many_sources(sandbox: Sandbox, number: int) -> None:
    """A customer shows the ten sources attached last, the oldest of them first."""
    sources = [a_source(sandbox) for _ in range(number)]
    customer = a_customer(sandbox, *sources)

    inside = the_customer(sandbox, customer)["sources"]

    assert sources[-10:] == ids(inside)
    assert (number, number > 10) == (inside["total_count"], inside["has_more"])
    assert sources == saved(sandbox, customer, limit=100)


def test_a_deleted_customer(sandbox: Sandbox) -> None:
    """Of a deleted customer only that is left: its id, and that it was deleted."""
    customer = a_customer(sandbox, a_source(sandbox), email="jenny@example.com")
    gone = {"id": customer, "object": "customer", "deleted": True}

    assert gone == sandbox.call("customers.delete", customer=customer)
    assert gone == the_customer(sandbox, customer)
    assert 200 == ask(sandbox, "GET", f"/v1/customers/{customer}").status


AFTERWARDS: dict[str, tuple[str, dict[str, Any], Refusal]] = {
    "update": (
        "customers.update",
        {"customer": "cus_1", "email": "x"},
        (404, INVALID, "resource_missing", "id"),
    ),
    "delete again": (
        "customers.delete",
        {"customer": "cus_1"},
        (404, INVALID, "resource_missing", "id"),
    ),
    "attach": (
        "customers.sources.create",
        {"customer": "cus_1", "source": "src_free"},
        (404, INVALID, "resource_missing", "id"),
    ),
    "list its sources": (
        "customers.sources.list",
        {"customer": "cus_1"},
        (404, INVALID, "resource_missing", "id"),
    ),
    "retrieve its source": (
        "customers.sources.retrieve",
        {"customer": "cus_1", "source": "src_1"},
        (404, INVALID, "resource_missing", "id"),
    ),
    "charge": (
        "charges.create",
        PRICE | {"customer": "cus_1"},
        (400, INVALID, "resource_missing", "customer"),
    ),
    "charge it with a source": (
        "charges.create",
        PRICE | {"customer": "cus_1", "source": "src_free"},
        (400, INVALID, "resource_missing", "customer"),
    ),
    "charge its source": (
        "charges.create",
        PRICE | {"source": "src_1"},
        (400, INVALID, None, None),
    ),
}


@pytest.mark.parametrize(
    ("operation", "sent", "expected"), AFTERWARDS.values(), ids=AFTERWARDS
)
def test_a_deleted_customer_is_gone(
    sandbox: Sandbox, operation: str, sent: dict[str, Any], expected: Refusal
) -> None:
    """A deleted customer can neither be changed nor charged, nor anything attached."""
    sandbox.given("cus_1")
    sandbox.given("src_1", customer="cus_1")
    sandbox.given("src_free")
    sandbox.call("customers.delete", customer="cus_1")

    assert expected == refusal(sandbox, operation, **sent)


def test_the_sources_of_a_deleted_customer_are_consumed(sandbox: Sandbox) -> None:
    """Assumed: deleting a customer detaches its sources; a canceled one stays that."""
    states: dict[str, tuple[dict[str, str], str]] = {
        "src_card": ({}, "consumed"),
        "src_once": ({"usage": "single_use"}, "consumed"),
        "src_spent": ({"usage": "single_use", "status": "consumed"}, "consumed"),
        "src_pending": ({"type": "ideal", "status": "pending"}, "consumed"),
        "src_late": ({"type": "ideal", "status": "canceled"}, "canceled"),
        "src_failed": ({"type": "sepa_debit", "status": "failed"}, "failed"),
    }
    sandbox.given("cus_1")
    for source, (state, _) in states.items():
        sandbox.given(source, customer="cus_1", **state)

    sandbox.call("customers.delete", customer="cus_1")

    for source, (_, status) in states.items():
        found = the_source(sandbox, source)
        assert (status, False) == (found["status"], "customer" in found)
    assert [] == sandbox.advance(days=1)["happened"]


def test_the_charges_of_a_deleted_customer_stay(sandbox: Sandbox) -> None:
    """A charge whose customer is gone keeps it, is listed, and can be refunded."""
    customer = a_customer(sandbox, a_source(sandbox))
    paid = charge(sandbox, customer=customer)["id"]

    sandbox.call("customers.delete", customer=customer)
    sandbox.call("refunds.create", charge=paid)

    assert customer == the_charge(sandbox, paid)["customer"]
    assert [paid] == ids(sandbox.call("charges.list", customer=customer))
    assert the_charge(sandbox, paid)["refunded"] is True


@pytest.mark.parametrize(
    "operation", ["customers.retrieve", "customers.update", "customers.delete"]
)
@pytest.mark.parametrize("customer", ["cus_none", "src_1"])
def test_an_unknown_customer(sandbox: Sandbox, operation: str, customer: str) -> None:
    """An id that no customer has is a 404 for the id."""
    sandbox.given("src_1")

    assert (404, INVALID, "resource_missing", "id") == refusal(
        sandbox, operation, customer=customer
    )


@pytest.fixture
def three(sandbox: Sandbox) -> Sandbox:
    """A sandbox with three customers, an hour apart, two of them called Jenny."""
    for object_id, email in {
        "cus_1": "jenny@example.com",
        "cus_2": "Jenny@example.com",
        "cus_3": "jenny@example.com",
    }.items():
        sandbox.call("customers.create", id=object_id, email=email)
        sandbox.advance(hours=1)
    return sandbox


LISTS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "all": ({}, ["cus_3", "cus_2", "cus_1"]),
    "an email": ({"email": "jenny@example.com"}, ["cus_3", "cus_1"]),
    "an email in other letters": ({"email": "Jenny@example.com"}, ["cus_2"]),
    "a part of an email": ({"email": "jenny"}, []),
    "a pattern": ({"email": "%@example.com"}, []),
    "a second": ({"created": START + 3600}, ["cus_2"]),
    "after a second": ({"created": {"gt": START}}, ["cus_3", "cus_2"]),
    "an email and a time": (
        {"email": "jenny@example.com", "created": {"lt": START + 60}},
        ["cus_1"],
    ),
    "the first": ({"limit": 1}, ["cus_3"]),
    "after the first": ({"starting_after": "cus_3"}, ["cus_2", "cus_1"]),
}


@pytest.mark.parametrize(("query", "expected"), LISTS.values(), ids=LISTS)
def test_customers_are_listed(
    three: Sandbox, query: dict[str, Any], expected: list[str]
) -> None:
    """Customers are listed with the newest first; an email counts letter by letter."""
    assert expected == ids(three.call("customers.list", **query))


def test_a_deleted_customer_is_not_listed(three: Sandbox) -> None:
    """A deleted customer is in no list any more, and no cursor either."""
    three.call("customers.delete", customer="cus_2")

    assert ["cus_3", "cus_1"] == ids(three.call("customers.list"))
    assert (400, INVALID, "resource_missing", "starting_after") == refusal(
        three, "customers.list", starting_after="cus_2"
    )


def test_nobody_is_listed(sandbox: Sandbox) -> None:
    """A list of no customers is a list."""
    expected = {"object": "list", "data": [], "has_more": False, "url": "/v1/customers"}

    assert expected == sandbox.call("customers.list")


def test_an_empty_email_is_no_filter(sandbox: Sandbox) -> None:
    """An empty email is refused, and does not list customers without one."""
    assert (400, INVALID, "parameter_invalid_empty", "email") == refusal(
        sandbox, "customers.list", email=""
    )
