"""The OpenAPI document: drawn from the catalogue, and true of every answer."""

from typing import Any

import pytest
import schemathesis
import schemathesis.openapi
from hypothesis import given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from sandbox import Sandbox
from sandbox.domain import shapes
from sandbox.domain.payment_types import TYPES
from sandbox.operations import CATALOGUE
from sandbox.transport.http import application
from sandbox.transport.openapi import FORM, document, drawn
from sandbox.wire import Request
from tests.answers import check, validator
from tests.asking import KEY
from tests.resources.making import IDEAL, a_customer, a_source, charge

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
EACH = settings(max_examples=max(settings().max_examples // 20, 10))


def test_every_operation_is_described() -> None:
    """Each operation of the catalogue stands in the document, once, by its name."""
    described = [
        one["operationId"]
        for path in drawn()["paths"].values()
        for one in path.values()
    ]

    assert sorted(operation.name for operation in CATALOGUE) == sorted(described)


def test_what_a_charge_takes() -> None:
    """What an operation takes is its parameter model, as a form with brackets."""
    described = document("http://localhost:12111")["paths"]["/v1/charges"]["post"]
    form = described["requestBody"]["content"][FORM]
    model = drawn()["components"]["schemas"]["CreateCharge"]

    assert {"$ref": "#/components/schemas/CreateCharge"} == form["schema"]
    assert {"style": "deepObject", "explode": True} == form["encoding"]["metadata"]
    assert "amount" not in form["encoding"]
    assert ["amount", "currency"] == model["required"]
    assert model["additionalProperties"] is False


@pytest.mark.parametrize("name", ["CreateCustomer", "CreateCharge", "ListEvents"])
def test_nothing_offers_null(name: str) -> None:
    """A form has no null, so none is offered; what can be taken away takes ""."""
    model = drawn()["components"]["schemas"][name]

    assert "null" not in str(model)
    assert model["properties"]


def test_what_can_be_taken_away() -> None:
    """An e-mail address may be empty, which takes it away; a source may not."""
    properties = drawn()["components"]["schemas"]["CreateCustomer"]["properties"]

    assert {"const": ""} in properties["email"]["anyOf"]
    assert "anyOf" not in properties["id"]
    assert 1 == properties["id"]["minLength"]


def test_the_parameters_of_a_list() -> None:
    """What a list takes stands in the query, each parameter by itself."""
    listed = drawn()["paths"]["/v1/customers/{customer}/sources"]["get"]

    places = {one["name"]: one["in"] for one in listed["parameters"]}
    assert "path" == places.pop("customer")
    assert {"query"} == set(places.values())
    assert {"object", "limit", "starting_after", "expand"} < places.keys()


def test_every_shape_is_used() -> None:
    """Every shape is one that something answers, or that stands inside another."""
    text = str(drawn())

    for name in (*shapes.OBJECTS, *shapes.HASHES, *shapes.ALIKE):
        assert f"#/components/schemas/{name}'" in text, name


def test_the_document_is_served(sandbox: Sandbox) -> None:
    """The document is found at /openapi.json, and names the address it came from."""
    web = application(sandbox._app)  # noqa: SLF001 - the application around a sandbox
    found = schemathesis.openapi.from_asgi(
        "/openapi.json", web, headers={"Host": "localhost"}
    )

    assert document(sandbox._app.base_url) == found.raw_schema  # noqa: SLF001


def test_an_answer_of_another_shape_is_found() -> None:
    """An answer that the document does not describe is found, with its place."""
    request = Request("GET", "/v1/balance")
    sums = [{"amount": "1099", "currency": "eur", "source_types": {}}]
    body = {"object": "balance", "livemode": False, "available": sums, "pending": []}

    with pytest.raises(AssertionError, match=r"balance.*available\.0\.amount"):
        check(request, 200, body)


@pytest.mark.parametrize("more", [{"wat": 1}, {"object": "charge"}, {"pending": None}])
def test_a_field_too_many_or_too_few(more: dict[str, Any]) -> None:
    """An unknown field, another kind of object and an absent field are found."""
    body = {"object": "balance", "livemode": False, "available": [], "pending": []}
    assert validator("balance").is_valid(body)

    changed = {k: v for k, v in (body | more).items() if v is not None}

    assert not validator("balance").is_valid(changed)


class Shop:
    """A sandbox over HTTP with an object of each kind; `ids` are what it knows."""

    def __init__(self, sandbox: Sandbox) -> None:
        """Make a customer with a source and a card, charges, a refund, an endpoint."""
        customer = a_customer(sandbox, a_source(sandbox), "tok_visa")
        paid = charge(sandbox, customer=customer)["id"]
        held = charge(sandbox, customer=customer, capture=False)["id"]
        refund = sandbox.call("refunds.create", charge=paid, amount=100)["id"]
        url = "http://127.0.0.1:9/hook"
        endpoint = sandbox.call(
            "webhook_endpoints.create", url=url, enabled_events=["*"]
        )
        self.ids = {
            "customer": [customer],
            "charge": [paid, held],
            "refund": [refund],
            "webhook_endpoint": [endpoint["id"]],
            "source": [
                *(one["id"] for one in sandbox.objects("sources")),
                a_source(sandbox, **IDEAL),
                a_source(sandbox),
            ],
            "event": [sandbox.objects("events")[0]["id"]],
            "transaction": [sandbox.objects("balance_transactions")[0]["id"]],
            "token": ["tok_visa", "tok_chargeDeclined"],
            "currency": ["eur", "usd"],
            "type": list(TYPES),
        }
        web = application(sandbox._app)  # noqa: SLF001 - the application around it
        schema = schemathesis.openapi.from_asgi(
            "/openapi.json", web, headers={"Host": "localhost"}
        )
        self.operations = {
            found.ok().definition.raw["operationId"]: found.ok()
            for found in schema.get_all_operations()
        }

    def known(self, name: str) -> st.SearchStrategy[str]:
        """What exists, for a parameter that names an object, a currency or a type."""
        return st.sampled_from(self.ids.get(name) or ["wat"])


@pytest.fixture(scope="module")
def shop() -> Shop:
    """A shop that all operations are tried on, one after the other."""
    return Shop(Sandbox(seed=1))


@pytest.mark.parametrize("name", [operation.name for operation in CATALOGUE])
def test_whatever_is_sent(shop: Shop, name: str) -> None:
    """Whatever is sent, the answer is no 5xx and of the shape that is described.

    In the order of the catalogue: failures are planted when all that can meet them is
    done.
    """
    operation = shop.operations[name]
    fields = {"Authorization": f"Bearer {KEY}", "Host": "localhost"}

    @EACH
    @given(case=operation.as_strategy(), data=st.data())
    def ask(case: schemathesis.Case, data: st.DataObject) -> None:
        for one in case.path_parameters:
            case.path_parameters[one] = data.draw(
                shop.known(one) | st.just(case.path_parameters[one])
            )
        if isinstance(case.body, dict):
            for one in case.body.keys() & shop.ids.keys():
                case.body[one] = data.draw(shop.known(one))
        case.validate_response(case.call(headers=fields), checks=CHECKS)

    ask()
