"""What may change of a charge, and how charges are listed."""

from typing import Any, NamedTuple

import pytest

from sandbox import Sandbox
from tests.asking import INVALID
from tests.resources.making import START, Refusal, charge, ids, refusal, told

UPDATE = "Source: docs.stripe.com/api/charges/update"
LIST = "Source: docs.stripe.com/api/charges/list"
SHIPPING = {"name": "Jenny Rosen", "address": {"line1": "Street 1"}}


class Rule(NamedTuple):
    """An update or a list: the fields it changes, or what it lists; or the refusal."""

    operation: str
    sent: dict[str, Any]
    answer: dict[str, Any] | str
    source: str
    refused: Refusal | None = None


CHANGE, LISTED = "charges.update", "charges.list"


def changed(name: str, value: Any, shown: Any = ...) -> Rule:
    """A field that is changed, and shown as it was sent unless that is said."""
    return Rule(CHANGE, {name: value}, {name: value if shown is ... else shown}, UPDATE)


def stays(**sent: Any) -> Rule:
    """What no charge lets change."""
    [name] = sent
    refused = (400, INVALID, "parameter_unknown", name)
    return Rule(CHANGE, sent, {}, UPDATE, refused)


RULES = {
    "a description": changed("description", "Order 6735"),
    "no description": changed("description", "", None),
    "metadata": changed("metadata", {"a": "", "b": "2"}, {"b": "2"}),
    "no metadata": changed("metadata", "", {}),
    "a receipt": changed("receipt_email", "jenny@example.com"),
    "a group": changed("transfer_group", "order_1"),
    "a report of fraud": changed("fraud_details", {"user_report": "safe"}),
    "shipping": changed(
        "shipping",
        SHIPPING,
        {
            "address": {
                "city": None,
                "country": None,
                "line1": "Street 1",
                "line2": None,
                "postal_code": None,
                "state": None,
            },
            "carrier": None,
            "name": "Jenny Rosen",
            "phone": None,
            "tracking_number": None,
        },
    ),
    "a customer, when there is none": changed("customer", "cus_2"),
    "another customer": Rule(
        CHANGE,
        {"charge": "of_cus_1", "customer": "cus_2"},
        {},
        UPDATE,
        (400, INVALID, None, "customer"),
    ),
    "a customer who is not there": Rule(
        CHANGE,
        {"customer": "cus_none"},
        {},
        "Source: github.com/Kiln-AI/stripe_world, tests/conformance/cassettes",
        (400, INVALID, "resource_missing", "customer"),
    ),
    "a charge that is not there": Rule(
        CHANGE,
        {"charge": "ch_none", "description": "x"},
        {},
        "Source: docs.stripe.com/error-codes#resource-missing",
        (404, INVALID, "resource_missing", "id"),
    ),
    "no other amount": stays(amount=1),
    "no other currency": stays(currency="usd"),
    "no other source": stays(source="src_1"),
    "no capture": stays(capture=True),
    "all charges, the newest first": Rule(LISTED, {}, "third of_cus_1 first", LIST),
    "charges of a customer": Rule(LISTED, {"customer": "cus_1"}, "of_cus_1", LIST),
    "charges of a group": Rule(
        LISTED, {"transfer_group": "order_6735"}, "third of_cus_1", LIST
    ),
    "charges of no payment intent there is": Rule(
        LISTED, {"payment_intent": "pi_1"}, "", LIST
    ),
    "charges of a second": Rule(LISTED, {"created": START + 3600}, "of_cus_1", LIST),
    "charges since": Rule(LISTED, {"created": {"gt": START}}, "third of_cus_1", LIST),
    "charges until": Rule(
        LISTED, {"created": {"lte": START + 3600}}, "of_cus_1 first", LIST
    ),
    "the newest": Rule(LISTED, {"limit": 1}, "third", LIST),
    "after the newest": Rule(
        LISTED, {"starting_after": "third"}, "of_cus_1 first", LIST
    ),
    "before the oldest": Rule(
        LISTED, {"ending_before": "first"}, "third of_cus_1", LIST
    ),
}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_charges_afterwards(sandbox: Sandbox, rule: Rule) -> None:
    """An update changes what is said of a charge, and is told; a list finds it."""
    for number in (1, 2):
        sandbox.given(f"cus_{number}")
    sandbox.given("src_1", customer="cus_1")
    more: list[dict[str, Any]] = [
        {"source": "tok_visa", "metadata": {"a": "1"}, "description": "Order"},
        {"customer": "cus_1", "transfer_group": "order_6735"},
        {"source": "tok_amex", "transfer_group": "order_6735"},
    ]
    made = {}
    for name, sent in zip(("first", "of_cus_1", "third"), more, strict=True):
        made[name] = charge(sandbox, **sent)["id"]
        sandbox.advance(hours=1)
    asked = {
        name: made.get(value, value) if isinstance(value, str) else value
        for name, value in rule.sent.items()
    }
    if rule.operation == CHANGE:
        asked = {"charge": made["first"]} | asked
    if rule.refused:
        assert rule.refused == refusal(sandbox, rule.operation, **asked)
        return
    since = len(told(sandbox))

    answer = sandbox.call(rule.operation, **asked)

    if isinstance(rule.answer, str):
        assert [made[name] for name in rule.answer.split()] == ids(answer)
        return
    assert rule.answer.items() <= answer.items()
    [event] = sandbox.objects("events")[since:]
    assert "charge.updated" == event["type"]
    assert event["data"]["previous_attributes"].keys() == rule.answer.keys()
