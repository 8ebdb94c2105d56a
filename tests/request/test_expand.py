"""Expand: an id in an answer becomes the object it names."""

from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.errors import ApiError
from sandbox.request import expand
from tests.asking import INVALID, VISA, Answer, ask, contents

NOW = "2026-10-28.endive"


@pytest.fixture
def shop(sandbox: Sandbox) -> Sandbox:
    """A sandbox with the customer cus_1, two sources, and a refunded charge."""
    sandbox.given("cus_1", email="jenny@example.com")
    sandbox.given("src_1", customer="cus_1")
    sandbox.given("src_2", customer="cus_1")
    charge = sandbox.call(
        "charges.create", amount=1099, currency="eur", customer="cus_1"
    )
    sandbox.call("refunds.create", charge=charge["id"], amount=99)
    return sandbox


def expanded(sandbox: Sandbox, path: str, *paths: str, version: str = NOW) -> Answer:
    """The answer at an address with these properties expanded."""
    return ask(sandbox, "GET", path, {"expand": list(paths)}, Stripe_Version=version)


def only(sandbox: Sandbox, collection: str) -> str:
    """The id of the one object of a collection."""
    [found] = sandbox.objects(collection)
    return str(found["id"])


def test_an_id_becomes_the_object_it_names(shop: Sandbox) -> None:
    """An expanded property holds the object, as it is answered at its own address."""
    customer = expanded(shop, "/v1/customers/cus_1", "default_source")

    assert ask(shop, "GET", "/v1/sources/src_1").body == customer["default_source"]


def test_what_is_not_named_stays_an_id(shop: Sandbox) -> None:
    """A property that was not asked for stays an id."""
    customer = ask(shop, "GET", "/v1/customers/cus_1", Stripe_Version=NOW)

    assert "src_1" == customer["default_source"]


def test_a_list_that_a_version_left_out_comes_back(shop: Sandbox) -> None:
    """A customer's sources, left out by later versions, come when asked for."""
    plain = ask(shop, "GET", "/v1/customers/cus_1", Stripe_Version=NOW)
    customer = expanded(shop, "/v1/customers/cus_1", "sources")

    assert "sources" not in plain.body
    assert ["src_1", "src_2"] == [one["id"] for one in customer["sources"]["data"]]
    assert 2 == customer["sources"]["total_count"]


@pytest.mark.parametrize("name", ["subscriptions", "tax_ids"])
def test_a_list_that_is_not_modelled_is_empty(shop: Sandbox, name: str) -> None:
    """A list of a customer that the sandbox does not model is there, and empty."""
    customer = expanded(shop, "/v1/customers/cus_1", name)

    assert {
        "object": "list",
        "data": [],
        "has_more": False,
        "total_count": 0,
        "url": f"/v1/customers/cus_1/{name}",
    } == customer[name]


@pytest.mark.parametrize("name", ["dispute", "invoice", "payment_intent"])
def test_what_names_nothing_stays_null(shop: Sandbox, name: str) -> None:
    """A property that is always null here can be expanded, and stays null."""
    charge = expanded(shop, f"/v1/charges/{only(shop, 'charges')}", name)

    assert (200, None) == (charge.status, charge[name])


PAYING = {
    "/v1/customers/cus_1/sources/card_1": ["customer"],
    "/v1/customers/cus_1/sources/src_1": ["customer"],
    "/v1/customers/cus_1": ["default_source.customer"],
}


@pytest.mark.parametrize(("path", "wanted"), PAYING.items(), ids=PAYING)
def test_the_customer_of_a_card(shop: Sandbox, path: str, wanted: list[str]) -> None:
    """The customer of a card is expanded, wherever the card is what a customer has.

    Assumed: that of a source is as well.
    """
    shop.given("card_1", customer="cus_1")

    answer = expanded(shop, path, *wanted)

    found = answer["default_source"] if "." in wanted[0] else answer.body
    assert "jenny@example.com" == found["customer"]["email"]


def test_the_customers_of_a_list(shop: Sandbox) -> None:
    """In the list of what a customer has, the customer of each is expanded."""
    shop.given("card_1", customer="cus_1")

    listed = expanded(shop, "/v1/customers/cus_1/sources", "data.customer")

    assert ["cus_1"] * 3 == [one["customer"]["id"] for one in listed["data"]]


def test_what_is_detached_has_no_customer_to_expand(shop: Sandbox) -> None:
    """A source that is detached is answered without a customer, also when asked."""
    answer = ask(
        shop, "DELETE", "/v1/customers/cus_1/sources/src_2", "expand[]=customer"
    )

    assert ("consumed", False) == (answer["status"], "customer" in answer.body)


def test_a_null_default_source_stays_null(sandbox: Sandbox) -> None:
    """The default source of a customer without any stays null when it is expanded."""
    sandbox.given("cus_1")

    assert expanded(sandbox, "/v1/customers/cus_1", "default_source")[
        "default_source"
    ] is (None)


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        pytest.param("charge", ["charge"], id="one level"),
        pytest.param("charge.customer", ["charge", "customer"], id="two levels"),
        pytest.param(
            "charge.customer.default_source",
            ["charge", "customer", "default_source"],
            id="three levels",
        ),
    ],
)
def test_expansion_goes_from_object_to_object(
    shop: Sandbox, path: str, keys: list[str]
) -> None:
    """A dotted path expands each object on the way to the last."""
    found: Any = expanded(shop, f"/v1/refunds/{only(shop, 'refunds')}", path).body
    for key in keys:
        found = found[key]

    assert keys[-1].removeprefix("default_") == found["object"]


def test_four_levels_are_expanded(shop: Sandbox) -> None:
    """In a list the fourth level is reached through `data`, and expanded."""
    refunds = expanded(shop, "/v1/refunds", "data.charge.customer.default_source")
    source = refunds["data"][0]["charge"]["customer"]["default_source"]

    assert ("source", "src_1") == (source["object"], source["id"])


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/v1/refunds", "data.charge.customer.sources.data"),
        ("/v1/refunds/re_1", "charge.customer.sources.data.customer"),
        ("/v1/customers/cus_1", "a.b.c.d.e"),
        ("/v1/customers/cus_1", "." * 1000),
    ],
)
def test_a_fifth_level_is_refused(shop: Sandbox, path: str, wanted: str) -> None:
    """A path of more than four levels is refused."""
    refused = expanded(shop, path, wanted)

    assert (400, INVALID, None, None) == refused.refusal
    assert "at most 4" in refused.error["message"]


def test_two_paths_are_expanded_together(shop: Sandbox) -> None:
    """Several paths are expanded at once, also where one lies on the other's way."""
    paths = ["customer.default_source", "customer", "refunds"]
    charge = expanded(shop, f"/v1/charges/{only(shop, 'charges')}", *paths)

    assert "src_1" == charge["customer"]["default_source"]["id"]
    assert 1 == len(charge["refunds"]["data"])


def test_data_is_passed_through(shop: Sandbox) -> None:
    """`refunds.data.charge` expands the charge of every refund in the list."""
    charge = only(shop, "charges")
    found = expanded(shop, f"/v1/charges/{charge}", "refunds.data.charge")

    assert charge == found["refunds"]["data"][0]["charge"]["id"]


def test_every_object_of_a_list_is_expanded(shop: Sandbox) -> None:
    """`data.customer` expands the customer of every charge in a list."""
    shop.call("charges.create", amount=1099, currency="eur", customer="cus_1")
    charges = expanded(shop, "/v1/charges", "data.customer")

    assert ["cus_1", "cus_1"] == [one["customer"]["id"] for one in charges["data"]]


def test_a_created_object_is_expanded(shop: Sandbox) -> None:
    """A POST answers with what it expands, like a GET."""
    sent = {"amount": 1099, "currency": "eur", "customer": "cus_1"}
    charge = ask(shop, "POST", "/v1/charges", {**sent, "expand": ["customer"]})

    assert "jenny@example.com" == charge["customer"]["email"]


@pytest.mark.parametrize("form", ["expand[]=customer", "expand[0]=customer"])
def test_a_list_is_written_in_either_way(shop: Sandbox, form: str) -> None:
    """`expand[]` and `expand[0]` mean the same."""
    charge = ask(shop, "GET", f"/v1/charges/{only(shop, 'charges')}", form)

    assert "cus_1" == charge["customer"]["id"]


def test_a_deleted_customer_is_shown_as_deleted(shop: Sandbox) -> None:
    """The customer of a charge, once deleted, is expanded to what is left of it."""
    shop.call("customers.delete", customer="cus_1")
    charge = expanded(
        shop, f"/v1/charges/{only(shop, 'charges')}", "customer.default_source"
    )

    assert {"id": "cus_1", "object": "customer", "deleted": True} == charge["customer"]


def test_an_expanded_object_has_the_shape_of_the_version(shop: Sandbox) -> None:
    """An expanded object is shown as the version of the request shows it."""
    path = f"/v1/charges/{only(shop, 'charges')}"
    old = expanded(shop, path, "customer", version="2017-06-05")["customer"]
    new = expanded(shop, path, "customer")["customer"]

    assert "sources" in old
    assert "sources" not in new


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        pytest.param("/v1/customers/cus_1", "email", id="a property that is no id"),
        pytest.param("/v1/customers/cus_1", "wat", id="an unknown property"),
        pytest.param("/v1/customers/cus_1", "default_source.wat", id="unknown inside"),
        pytest.param("/v1/customers/cus_1", "default_source.", id="nothing inside"),
        pytest.param("/v1/customers/cus_1", ".", id="a dot"),
        pytest.param("/v1/customers/cus_1", "data", id="data without a list"),
        pytest.param("/v1/customers/cus_1", "data.sources", id="data without a list."),
        pytest.param("/v1/customers/cus_1", "sources.data.data", id="data twice"),
        pytest.param("/v1/customers/cus_1", "sources.wat", id="unknown of a list"),
        pytest.param("/v1/sources/src_1", "customer", id="a source has none"),
        pytest.param("/v1/events/evt_1", "data", id="the data of an event"),
        pytest.param("/v1/customers", "data", id="the data of a list alone"),
        pytest.param("/v1/customers", "data.wat", id="unknown in a list"),
        pytest.param("/v1/customers", "wat", id="unknown of a list itself"),
        pytest.param("/_sandbox/objects", "data", id="of the sandbox itself"),
    ],
)
def test_what_names_no_object_cannot_be_expanded(
    shop: Sandbox, path: str, wanted: str
) -> None:
    """A property that holds no id of an object is refused, by its path."""
    query: dict[str, Any] = {"expand": [wanted]}
    if path == "/_sandbox/objects":
        query["collection"] = "customers"
    refused = ask(shop, "GET", path, query)

    assert (400, INVALID, None, None) == refused.refusal
    assert f"'{wanted}' cannot be expanded" in refused.error["message"]


def test_a_list_says_how_to_expand_its_objects(shop: Sandbox) -> None:
    """On a list a path without `data` is refused, with the path that was meant."""
    refused = expanded(shop, "/v1/charges", "customer")

    assert (400, INVALID, None, None) == refused.refusal
    assert "'data.customer'" in refused.error["message"]


def test_a_wrong_path_wins_over_a_missing_object(sandbox: Sandbox) -> None:
    """What cannot be expanded is a 400, also where the object itself is missing."""
    missing = expanded(sandbox, "/v1/customers/cus_none", "default_source")
    wrong = expanded(sandbox, "/v1/customers/cus_none", "wat")

    assert (404, INVALID, "resource_missing", "id") == missing.refusal
    assert (400, INVALID, None, None) == wrong.refusal


def test_a_wrong_path_stops_what_it_came_with(sandbox: Sandbox) -> None:
    """A request that expands what it cannot makes nothing."""
    before = contents(sandbox)
    refused = ask(sandbox, "POST", "/v1/sources", {**VISA, "expand": ["wat"]})

    assert 400 == refused.status
    assert before == contents(sandbox)


@pytest.mark.parametrize(
    ("form", "code", "param"),
    [
        ("expand=customer", None, "expand"),
        ("expand[x]=customer", None, "expand"),
        ("expand[]=", "parameter_invalid_empty", "expand[0]"),
        ("expand[][a]=customer", None, "expand[0]"),
    ],
)
def test_expand_is_a_list_of_texts(
    shop: Sandbox, form: str, code: str | None, param: str
) -> None:
    """What is expanded is a list of texts, and refused by its place in it."""
    refused = ask(shop, "GET", "/v1/charges", form)

    assert (400, INVALID, code, param) == refused.refusal


def test_a_path_is_checked_before_anything_is_looked_up() -> None:
    """The tree of what to expand is made from paths alone, without a store."""
    assert {"customer": {"default_source": {}}, "refunds": {}} == expand.tree(
        ["customer.default_source", "refunds", "customer"], "charge", listed=False
    )
    with pytest.raises(ApiError):
        expand.tree(["default_source"], "", listed=False)
