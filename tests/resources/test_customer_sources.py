"""The sources of a customer: attached, listed, changed and detached."""

from typing import Any

import pytest

from sandbox import Sandbox
from tests.asking import CARD, INVALID, VISA, ask
from tests.resources.making import (
    HOME,
    IDEAL,
    SEPA,
    TYPED,
    Refusal,
    a_customer,
    a_source,
    attach,
    charge,
    detach,
    ids,
    refusal,
    refused,
    saved,
    the_customer,
    the_source,
    told,
)

ATTACHABLE: dict[str, tuple[dict[str, Any], str]] = {
    "a card": (VISA, "chargeable"),
    "a single-use card": (VISA | {"usage": "single_use", "amount": 99}, "chargeable"),
    "a debit": (SEPA, "chargeable"),
    "a pending payment": (IDEAL, "pending"),
}


@pytest.mark.parametrize(("sent", "status"), ATTACHABLE.values(), ids=ATTACHABLE)
def test_a_source_is_attached(
    sandbox: Sandbox, sent: dict[str, Any], status: str
) -> None:
    """A chargeable or pending source is attached, keeps its status, and says to whom.

    Assumed: also one for which its owner has yet to authorise the payment.
    """
    source, customer = a_source(sandbox, **sent), a_customer(sandbox)

    attached = attach(sandbox, customer, source)

    assert (source, customer, status) == (
        attached["id"],
        attached["customer"],
        attached["status"],
    )
    assert attached == the_source(sandbox, source)
    assert [source] == saved(sandbox, customer)


def test_a_refusal_names_whom_a_source_belongs_to(sandbox: Sandbox) -> None:
    """Attaching what somebody has is refused with the name of the customer."""
    sandbox.given("cus_1")
    sandbox.given("cus_2")
    sandbox.given("src_1", customer="cus_2")

    error = refused(
        sandbox, "customers.sources.create", customer="cus_1", source="src_1"
    )

    assert "customer=cus_2" in error.message


@pytest.mark.parametrize("path", ["/v1/customers", "/v1/customers/cus_1"])
def test_a_single_use_source_is_attached_with_a_warning(
    sandbox: Sandbox, path: str
) -> None:
    """A single-use source is attached, and becomes the default, with a notice."""
    sandbox.given("cus_1")
    source = a_source(sandbox, usage="single_use")

    answer = ask(sandbox, "POST", path, {"source": source})

    assert (200, source) == (answer.status, answer["default_source"])
    assert "single_use" in answer.headers["Sandbox-Notice"]


def test_a_reusable_source_is_attached_without_a_warning(sandbox: Sandbox) -> None:
    """Attaching a reusable source is what one does, and needs no notice."""
    answer = ask(sandbox, "POST", "/v1/customers", {"source": a_source(sandbox)})

    assert 200 == answer.status
    assert "Sandbox-Notice" not in answer.headers


def test_the_list_of_a_customer(sandbox: Sandbox) -> None:
    """The list holds whole sources, each with its customer, and has an address."""
    source = a_source(sandbox)
    customer = a_customer(sandbox, source)

    assert {
        "object": "list",
        "data": [the_source(sandbox, source)],
        "has_more": False,
        "url": f"/v1/customers/{customer}/sources",
    } == sandbox.call("customers.sources.list", customer=customer)


@pytest.fixture
def mixed(sandbox: Sandbox) -> Sandbox:
    """A sandbox whose cus_1 has four sources of three types; cus_2 has another."""
    sandbox.given("cus_1")
    sandbox.given("cus_2")
    sandbox.given("src_a", customer="cus_1")
    sandbox.given("src_b", customer="cus_1", type="sepa_debit")
    sandbox.given("src_c", customer="cus_1", type="ideal", status="consumed")
    sandbox.given("src_d", customer="cus_1", token="tok_amex")
    sandbox.given("src_e", customer="cus_2")
    sandbox.given("src_f")
    return sandbox


BAD_LISTS: dict[str, tuple[dict[str, Any], Refusal]] = {
    "an unknown kind": ({"object": "boat"}, (400, INVALID, None, "object")),
    "an empty kind": (
        {"object": ""},
        (400, INVALID, "parameter_invalid_empty", "object"),
    ),
    "an empty type": (
        {"type": ""},
        (400, INVALID, "parameter_invalid_empty", "type"),
    ),
    "a time": ({"created": 1}, (400, INVALID, "parameter_unknown", "created")),
    "an unknown cursor": (
        {"starting_after": "src_none"},
        (400, INVALID, "resource_missing", "starting_after"),
    ),
    "another object": (
        {"ending_before": "cus_1"},
        (400, INVALID, "resource_missing", "ending_before"),
    ),
    "an unknown customer": (
        {"customer": "cus_none"},
        (404, INVALID, "resource_missing", "id"),
    ),
}


@pytest.mark.parametrize(("query", "expected"), BAD_LISTS.values(), ids=BAD_LISTS)
def test_what_cannot_be_listed(
    mixed: Sandbox, query: dict[str, Any], expected: Refusal
) -> None:
    """A list is asked of a customer who is there, by filters that there are."""
    sent = {"customer": "cus_1"} | query

    assert expected == refusal(mixed, "customers.sources.list", **sent)


def test_the_list_stands_as_sources_were_attached(sandbox: Sandbox) -> None:
    """A list stands as its sources were attached, not as they were made."""
    made = [a_source(sandbox) for _ in range(4)]
    mine, other = a_customer(sandbox), a_customer(sandbox)

    attach(sandbox, mine, made[3])
    attach(sandbox, other, made[2])
    attach(sandbox, mine, made[0])
    attach(sandbox, mine, made[1])
    assert [made[3], made[0], made[1]] == saved(sandbox, mine)

    detach(sandbox, mine, made[0])
    late = a_source(sandbox)
    attach(sandbox, mine, late)
    assert [made[3], made[1], late] == saved(sandbox, mine)
    assert [made[2]] == saved(sandbox, other)


def test_a_source_is_read_through_its_customer(sandbox: Sandbox) -> None:
    """Through its customer a source is the same as at its own address."""
    source = a_source(sandbox)
    customer = a_customer(sandbox, source)

    assert the_source(sandbox, source) == sandbox.call(
        "customers.sources.retrieve", customer=customer, source=source
    )


def test_a_source_changes_through_its_customer(sandbox: Sandbox) -> None:
    """Through its customer a source is updated as at its own address.

    Assumed: this tells no event, as at its own address.
    """
    source = a_source(sandbox, metadata={"a": "1"})
    customer = a_customer(sandbox, source)
    before = the_source(sandbox, source)

    answer = sandbox.call(
        "customers.sources.update",
        customer=customer,
        source=source,
        metadata={"b": "2"},
        owner={"email": "jenny@example.com"},
        card={"exp_year": 2030},
    )

    assert (
        before
        | {
            "metadata": {"a": "1", "b": "2"},
            "owner": before["owner"] | {"email": "jenny@example.com"},
            "card": before["card"] | {"exp_year": 2030},
        }
        == answer
        == the_source(sandbox, source)
    )


ONE = [
    "customers.sources.retrieve",
    "customers.sources.update",
    "customers.sources.detach",
]
MISSING: dict[str, tuple[str, str]] = {
    "an unknown source": ("cus_1", "src_none"),
    "somebody else's": ("cus_1", "src_other"),
    "nobody's": ("cus_1", "src_free"),
    "a token": ("cus_1", "tok_visa"),
    "the customer itself": ("cus_1", "cus_1"),
    "an unknown customer": ("cus_none", "src_free"),
    "a source for a customer": ("src_free", "src_free"),
}


@pytest.mark.parametrize("operation", ONE)
@pytest.mark.parametrize(("customer", "source"), MISSING.values(), ids=MISSING)
def test_a_source_that_a_customer_has_not(
    sandbox: Sandbox, operation: str, customer: str, source: str
) -> None:
    """A source that this customer does not have is a 404 for the id, whoever has it."""
    sandbox.given("cus_1")
    sandbox.given("cus_2")
    sandbox.given("src_other", customer="cus_2")
    sandbox.given("src_free")

    assert (404, INVALID, "resource_missing", "id") == refusal(
        sandbox, operation, customer=customer, source=source
    )


@pytest.mark.parametrize("operation", ONE)
def test_a_charge_is_no_source(sandbox: Sandbox, operation: str) -> None:
    """A charge that refers to a customer is none of its sources."""
    customer = a_customer(sandbox, a_source(sandbox))
    made = charge(sandbox, customer=customer)["id"]

    assert (404, INVALID, "resource_missing", "id") == refusal(
        sandbox, operation, customer=customer, source=made
    )


CHANGED: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a name": ({"name": "John Doe"}, {"name": "John Doe"}),
    "no name": ({"name": ""}, {"name": None}),
    "a month": ({"exp_month": 1}, {"exp_month": 1}),
    "a year": ({"exp_year": 2031}, {"exp_year": 2031}),
    "metadata": (
        {"metadata": {"a": "", "b": "2"}},
        {"metadata": {"b": "2"}},
    ),
    "no metadata": ({"metadata": ""}, {"metadata": {}}),
    "a city": ({"address_city": "Bonn"}, {"address_city": "Bonn"}),
    "a country": ({"address_country": "DE"}, {"address_country": "DE"}),
    "a state": ({"address_state": "NRW"}, {"address_state": "NRW"}),
    "a second line": ({"address_line2": "c/o"}, {"address_line2": "c/o"}),
    "a first line": (
        {"address_line1": "Street 2"},
        {"address_line1": "Street 2", "address_line1_check": "pass"},
    ),
    "no postal code": (
        {"address_zip": ""},
        {"address_zip": None, "address_zip_check": None},
    ),
    "nothing new": ({"name": "Jenny Rosen"}, {}),
    "nothing at all": ({}, {}),
}


@pytest.mark.parametrize(("sent", "shown"), CHANGED.values(), ids=CHANGED)
def test_a_card_changes(
    sandbox: Sandbox, sent: dict[str, Any], shown: dict[str, Any]
) -> None:
    """A card changes in what was sent, and what changed is told with what was before.

    Assumed: a new address is checked at once.
    """
    customer, card = a_typed_card(sandbox)
    before = sandbox.call("customers.sources.retrieve", customer=customer, source=card)
    since = len(told(sandbox))

    answer = sandbox.call(
        "customers.sources.update", customer=customer, source=card, **sent
    )

    assert before | shown == answer
    assert [answer] == sandbox.objects("sources")
    previous = {name: before[name] for name in shown if before[name] != shown[name]}
    events = sandbox.objects("events")[since:]
    assert [("customer.source.updated", previous)] * bool(shown) == [
        (event["type"], event["data"]["previous_attributes"]) for event in events
    ]


def a_typed_card(sandbox: Sandbox) -> tuple[str, str]:
    """The ids of a customer and of its card, of which everything is known."""
    customer = a_customer(sandbox)
    token = sandbox.call("tokens.create", card=TYPED | HOME | {"cvc": "123"})["id"]
    card = attach(sandbox, customer, token)["id"]
    sandbox.call(
        "customers.sources.update",
        customer=customer,
        source=card,
        metadata={"a": "1"},
    )
    return customer, card


NOT_CHANGED: dict[str, tuple[dict[str, Any], Refusal]] = {
    "month 13": ({"exp_month": 13}, (402, CARD, "invalid_expiry_month", "exp_month")),
    "the past": ({"exp_year": 2016}, (402, CARD, "invalid_expiry_year", "exp_year")),
    "no year": (
        {"exp_year": ""},
        (400, INVALID, "parameter_invalid_empty", "exp_year"),
    ),
    "an owner": (
        {"owner": {"name": "John Doe"}},
        (400, INVALID, "parameter_unknown", "owner"),
    ),
    "the expiry of a source": (
        {"card": {"exp_month": 1}},
        (400, INVALID, "parameter_unknown", "card"),
    ),
    "an owner, then the expiry of a source": (
        {"name": "A", "owner": {"name": "John Doe"}, "card": {"exp_month": 1}},
        (400, INVALID, "parameter_unknown", "owner"),
    ),
    "a number": ({"number": "4"}, (400, INVALID, "parameter_unknown", "number")),
    "a brand": ({"brand": "Visa"}, (400, INVALID, "parameter_unknown", "brand")),
}


@pytest.mark.parametrize(("sent", "expected"), NOT_CHANGED.values(), ids=NOT_CHANGED)
def test_what_does_not_change_of_a_card(
    sandbox: Sandbox, sent: dict[str, Any], expected: Refusal
) -> None:
    """A card cannot change into another one, nor in what only a source has."""
    customer, card = a_typed_card(sandbox)

    assert expected == refusal(
        sandbox, "customers.sources.update", customer=customer, source=card, **sent
    )


@pytest.mark.parametrize("name", ["name", "exp_month", "address_zip"])
def test_a_source_has_no_field_of_a_card(sandbox: Sandbox, name: str) -> None:
    """What a card has beside its source cannot change in a source."""
    source = a_source(sandbox)
    customer = a_customer(sandbox, source)

    assert (400, INVALID, "parameter_unknown", name) == refusal(
        sandbox,
        "customers.sources.update",
        customer=customer,
        source=source,
        **{name: "1"},
    )


def test_the_next_default_is_the_one_attached_last(sandbox: Sandbox) -> None:
    """When the default goes, the source that was attached last is it, however old."""
    old, default, other = (a_source(sandbox) for _ in range(3))
    customer = a_customer(sandbox, default, other, old)

    detach(sandbox, customer, default)

    after = the_customer(sandbox, customer)
    assert (old, [other, old]) == (after["default_source"], ids(after["sources"]))
