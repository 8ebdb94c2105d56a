"""What is asked for: addresses, parameters and ids, and how a wrong one is refused."""

from typing import Any, NamedTuple

import pytest

from sandbox import Sandbox
from sandbox.operations import CATALOGUE, Operation
from tests.asking import INVALID, VISA, ask, contents
from tests.resources.making import PRICE, a_customer, a_source, charge

CODES = "Source: docs.stripe.com/error-codes"
WORLD = "Source: github.com/Kiln-AI/stripe_world, tests/conformance/cassettes"
UNKNOWN, MISSING = "parameter_unknown", "parameter_missing"
EMPTY, INTEGER = "parameter_invalid_empty", "parameter_invalid_integer"
NOT_THERE = "resource_missing"


class Rule(NamedTuple):
    """A request, and how it is refused: its status, code and param.

    `{customer}`, `{source}` and `{charge}` stand for ids of objects that exist.
    """

    method: str
    path: str
    sent: dict[str, Any] | str
    refused: tuple[int, str | None, str | None]
    source: str


ADDRESSES = {
    "an unknown address": Rule(
        "GET",
        "/v1/foo",
        {},
        (404, None, None),
        "Assumed: without a code, though docs.stripe.com/error-codes has url_invalid",
    ),
    "a method that an address does not take": Rule(
        "DELETE",
        "/v1/charges/{charge}",
        {},
        (404, None, None),
        "Assumed: like an unknown address",
    ),
    "a list with a slash behind it": Rule(
        "GET",
        "/v1/customers/",
        {},
        (404, None, None),
        "Assumed: like an unknown address",
    ),
}

PARAMETERS = {
    "an unknown one": Rule(
        "POST", "/v1/customers", {"wat": "1"}, (400, UNKNOWN, "wat"), WORLD
    ),
    "several unknown ones": Rule(
        "POST",
        "/v1/customers",
        {"amount": "1", "currency": "eur", "type": "card"},
        (400, UNKNOWN, "amount"),
        "Source: github.com/stripe/stripe-go/issues/699",
    ),
    "an unknown one in a hash": Rule(
        "POST",
        "/v1/customers",
        {"shipping": {"name": "J", "nope": "1"}},
        (400, UNKNOWN, "shipping[nope]"),
        WORLD,
    ),
    "a missing one": Rule(
        "POST",
        "/v1/charges",
        {"currency": "eur", "source": "{source}"},
        (400, MISSING, "amount"),
        f"{CODES}#parameter-missing",
    ),
    "no source and no customer": Rule(
        "POST", "/v1/charges", PRICE, (400, MISSING, None), WORLD
    ),
    "what is no integer": Rule(
        "GET", "/v1/customers", {"limit": "abc"}, (400, INTEGER, "limit"), WORLD
    ),
    "a fraction": Rule(
        "POST",
        "/v1/charges",
        PRICE | {"amount": "20.0", "source": "{source}"},
        (400, INTEGER, "amount"),
        f"{CODES}#parameter-invalid-integer",
    ),
    "less than one": Rule(
        "POST",
        "/v1/charges",
        PRICE | {"amount": "0", "source": "{source}"},
        (400, INTEGER, "amount"),
        f"{CODES}#parameter-invalid-integer",
    ),
    "none of the choices": Rule(
        "POST",
        "/v1/refunds",
        {"charge": "{charge}", "reason": "regret"},
        (400, None, "reason"),
        WORLD,
    ),
    "a text for a list": Rule(
        "POST",
        "/v1/customers",
        {"expand": "default_source"},
        (400, None, "expand"),
        "Assumed: without a code, as for none of the choices",
    ),
    "a text for a hash": Rule(
        "POST",
        "/v1/customers",
        {"shipping": "x"},
        (400, None, "shipping"),
        "Assumed: without a code, as where a list is expected",
    ),
    "a hash for a text": Rule(
        "POST",
        "/v1/charges",
        PRICE | {"source": {"id": "{source}"}},
        (400, None, "source"),
        "Source: github.com/stripe/stripe-node/issues/369",
    ),
    "a list for a text": Rule(
        "POST",
        "/v1/customers",
        {"email": ["a@example.com"]},
        (400, None, "email"),
        "Assumed: without a code, as where a hash is sent",
    ),
    "nothing, where something has to stay": Rule(
        "POST",
        "/v1/customers/{customer}",
        {"default_source": ""},
        (400, EMPTY, "default_source"),
        f"{CODES}#parameter-invalid-empty",
    ),
    "an item of a list": Rule(
        "GET",
        "/v1/customers/{customer}",
        {"expand": [{"wat": "1"}]},
        (400, None, "expand[0]"),
        WORLD,
    ),
    "two that exclude each other": Rule(
        "GET",
        "/v1/charges",
        {"starting_after": "{charge}", "ending_before": "{charge}"},
        (400, None, None),
        WORLD,
    ),
}

IDS = {
    "of a charge to capture": Rule(
        "POST",
        "/v1/charges/ch_none/capture",
        {},
        (404, NOT_THERE, "charge"),
        WORLD,
    ),
    "of a source to charge": Rule(
        "POST",
        "/v1/charges",
        PRICE | {"source": "src_none"},
        (400, NOT_THERE, "source"),
        f"{CODES}#resource-missing",
    ),
    "of a customer to charge": Rule(
        "POST",
        "/v1/charges",
        PRICE | {"customer": "cus_none"},
        (400, NOT_THERE, "customer"),
        WORLD,
    ),
    "of a customer for a charge": Rule(
        "POST",
        "/v1/charges/{charge}",
        {"customer": "cus_none"},
        (400, NOT_THERE, "customer"),
        WORLD,
    ),
    "of a charge to refund": Rule(
        "POST",
        "/v1/refunds",
        {"charge": "ch_none"},
        (400, NOT_THERE, "charge"),
        f"{CODES}#resource-missing",
    ),
    "of a source to attach": Rule(
        "POST",
        "/v1/customers/{customer}/sources",
        {"source": "src_none"},
        (400, NOT_THERE, "source"),
        f"{CODES}#resource-missing",
    ),
    "of a token to make a source of": Rule(
        "POST",
        "/v1/sources",
        VISA | {"token": "tok_none"},
        (400, NOT_THERE, "token"),
        f"{CODES}#resource-missing",
    ),
    "of a default source": Rule(
        "POST",
        "/v1/customers/{customer}",
        {"default_source": "{source}"},
        (400, NOT_THERE, "source"),
        "Source: docs.stripe.com/api/customers/update",
    ),
    "of a source that the customer does not have": Rule(
        "POST",
        "/v1/charges",
        PRICE | {"customer": "{customer}", "source": "src_none"},
        (404, "missing", "source"),
        f"{CODES}#missing",
    ),
    "of a customer whose charges to list": Rule(
        "GET",
        "/v1/charges",
        {"customer": "cus_none"},
        (400, NOT_THERE, "customer"),
        "Assumed: like every id in a parameter",
    ),
    "of another kind than is asked for": Rule(
        "GET",
        "/v1/charges",
        {"customer": "{source}"},
        (400, NOT_THERE, "customer"),
        "Assumed: like an id that nothing answers to",
    ),
    "of a charge whose refunds to list": Rule(
        "GET",
        "/v1/refunds",
        {"charge": "ch_none"},
        (400, NOT_THERE, "charge"),
        "Assumed: like every id in a parameter",
    ),
}

RULES = ADDRESSES | PARAMETERS | IDS


@pytest.fixture
def existing(sandbox: Sandbox) -> dict[str, str]:
    """The ids of a customer, of a source that nobody has, and of a charge."""
    return {
        "customer": a_customer(sandbox, a_source(sandbox)),
        "source": a_source(sandbox),
        "charge": charge(sandbox, source=a_source(sandbox))["id"],
    }


def filled(sent: Any, ids: dict[str, str]) -> Any:
    """What is sent, with the ids of what exists."""
    if isinstance(sent, dict):
        return {name: filled(value, ids) for name, value in sent.items()}
    if isinstance(sent, list):
        return [filled(value, ids) for value in sent]
    return sent.format(**ids) if isinstance(sent, str) else sent


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_wrong_request_is_refused(
    sandbox: Sandbox, existing: dict[str, str], rule: Rule
) -> None:
    """A refusal says in its code and its param what was wrong, and changes nothing."""
    before = contents(sandbox)
    path, sent = filled(rule.path, existing), filled(rule.sent, existing)
    answer = ask(sandbox, rule.method, path, sent)

    status, code, param = rule.refused
    assert (status, INVALID, code, param) == answer.refusal
    assert before == contents(sandbox)


ADDRESSED = {o.name: o for o in CATALOGUE if o.modelled and o.ids}
OTHER_NAMES = {"charges.capture": "charge"}
"""Where a refusal calls the id of the address by its kind. Source: as above."""


def wrong(operation: Operation, last: str) -> dict[str, str]:
    """The ids of an address of which the last one is wrong."""
    existing = dict.fromkeys(operation.ids[:-1], "cus_1")
    return existing | {operation.ids[-1]: last}


@pytest.mark.parametrize("operation", ADDRESSED.values(), ids=ADDRESSED)
def test_an_id_in_an_address_that_nothing_answers_to(
    sandbox: Sandbox, operation: Operation
) -> None:
    """At the address of what is not there, or is of another kind, a 404 names the id.

    Source: docs.stripe.com/error-codes#resource-missing
    """
    sandbox.given("cus_1")
    sandbox.given("src_1")
    another = "src_1" if operation.ids == ["customer"] else "cus_1"
    fields = operation.params.model_fields.items()
    needed: dict[str, Any] = {
        name: [32, 45] if name == "amounts" else "src_1"
        for name, field in fields
        if field.is_required()
    }
    before = contents(sandbox)

    for last in ("none_1", another):
        url = operation.url(wrong(operation, last))
        answer = ask(sandbox, operation.method, url, needed)

        param = OTHER_NAMES.get(operation.name, "id")
        assert (404, INVALID, NOT_THERE, param) == answer.refusal

    assert before == contents(sandbox)


UNSET = {
    "a text of a customer": ("/v1/customers", "description"),
    "a hash of a customer": ("/v1/customers", "shipping"),
    "a text of a charge": ("/v1/charges", "receipt_email"),
}


@pytest.mark.parametrize(("path", "name"), UNSET.values(), ids=UNSET)
def test_nothing_takes_away_what_can_be_missing(
    sandbox: Sandbox, path: str, name: str
) -> None:
    """An empty text unsets a parameter that can be unset: the field is null then.

    Source: docs.stripe.com/api/customers/update; github.com/stripe/stripe-php, tests
    """
    home = {"name": "Jenny", "address": {"city": "Ghent"}}
    said = home if name == "shipping" else "x"
    sent = PRICE | {"source": a_source(sandbox)} if path == "/v1/charges" else {}
    made = ask(sandbox, "POST", path, sent | {name: said})
    assert made[name]

    emptied = ask(sandbox, "POST", f"{path}/{made['id']}", {name: ""})

    assert (200, None) == (emptied.status, emptied[name])
