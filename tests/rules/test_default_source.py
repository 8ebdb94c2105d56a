"""The default source of a customer: how it is set, moved, replaced and lost."""

from typing import NamedTuple

import pytest

from sandbox import Sandbox
from sandbox.wire import StripeObject
from tests.asking import INVALID
from tests.resources.making import (
    Refusal,
    a_customer,
    a_source,
    attach,
    refusal,
    the_customer,
    told,
)

TOKENS = {
    "A": "tok_visa",
    "B": "tok_mastercard",
    "C": "tok_amex",
    "new": "tok_discover",
    "loose": "tok_jcb",
}
LAST4 = {"4242": "A", "4444": "B", "8431": "C", "1117": "new", "0000": "loose"}
"""What stands behind each name in the rows below, and how it is recognised."""


class Rule(NamedTuple):
    """What a customer has, the first of it the default; what is asked, and then.

    `sent` names what is given for `source` or `default_source`.
    """

    has: str
    operation: str
    sent: dict[str, str]
    default: str | None
    left: str
    told: list[str]
    source: str
    refused: Refusal | None = None


CREATE, UPDATE = "customers.create", "customers.update"
ATTACH, DETACH = "customers.sources.create", "customers.sources.detach"
CHANGED, CREATED = "customer.updated", "customer.source.created"
DELETED = "customer.source.deleted"
PAGE = "Source: docs.stripe.com/sources/customers"
CUSTOMERS = "Source: docs.stripe.com/api/customers/update"
CARDS = "Source: docs.stripe.com/api/cards/delete"

RULES = {
    "given with a new customer, it is the default": Rule(
        "", CREATE, {"source": "new"}, "new", "new", ["customer.created", CREATED],
        "Assumed: the events; docs.stripe.com/sources/customers says the default",
    ),
    "attached first, it becomes the default": Rule(
        "", ATTACH, {"source": "new"}, "new", "new", [CHANGED, CREATED], PAGE
    ),
    "attached later, it does not": Rule(
        "A", ATTACH, {"source": "new"}, "A", "A new", [CREATED], PAGE
    ),
    "what is attached can be made the default": Rule(
        "A B", UPDATE, {"default_source": "B"}, "B", "A B", [CHANGED], PAGE
    ),
    "what is the default already stays it": Rule(
        "A B", UPDATE, {"default_source": "A"}, "A", "A B", [],
        "Assumed: an update that changes nothing tells nothing",
    ),
    "what is not attached cannot be": Rule(
        "A", UPDATE, {"default_source": "loose"}, "A", "A", [],
        "Source: docs.stripe.com/error-codes#resource-missing",
        (400, INVALID, "resource_missing", "source"),
    ),
    "what is not there cannot be": Rule(
        "A", UPDATE, {"default_source": "src_none"}, "A", "A", [],
        "Source: docs.stripe.com/error-codes#resource-missing",
        (400, INVALID, "resource_missing", "source"),
    ),
    "it cannot be unset": Rule(
        "A", UPDATE, {"default_source": ""}, "A", "A", [],
        "Source: docs.stripe.com/error-codes#parameter-invalid-empty",
        (400, INVALID, "parameter_invalid_empty", "default_source"),
    ),
    "given in an update, it becomes the first default": Rule(
        "", UPDATE, {"source": "new"}, "new", "new", [CHANGED, CREATED], CUSTOMERS
    ),
    "given in an update, it takes the place of the default": Rule(
        "A", UPDATE, {"source": "new"}, "new", "new", [CHANGED, DELETED, CREATED],
        PAGE,
    ),
    "the others stay": Rule(
        "A B C", UPDATE, {"source": "new"}, "new", "B C new",
        [CHANGED, DELETED, CREATED], PAGE,
    ),
    "a source and a default in one update are refused": Rule(
        "A B", UPDATE, {"source": "new", "default_source": "B"}, "A", "A B", [],
        "Assumed: the two say different things",
        (400, INVALID, None, "source"),
    ),
    "when it leaves, what was attached last is next": Rule(
        "A B C", DETACH, {"source": "A"}, "C", "B C", [CHANGED, DELETED], CARDS
    ),
    "when the only one leaves, there is none": Rule(
        "A", DETACH, {"source": "A"}, None, "", [CHANGED, DELETED], CARDS
    ),
    "when another one leaves, it stays": Rule(
        "A B C", DETACH, {"source": "C"}, "A", "A B", [DELETED], CARDS
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ["sources", "cards"])
@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_default_source(sandbox: Sandbox, rule: Rule, kind: str) -> None:
    """The default is the first, until another one is said, or it leaves.

    That holds for sources of cards as for cards that never were sources.
    """

    def fresh(name: str) -> str:
        token = TOKENS[name]
        return a_source(sandbox, token=token) if kind == "sources" else token

    customer = a_customer(sandbox)
    mine = {n: attach(sandbox, customer, fresh(n))["id"] for n in rule.has.split()}
    sent = {
        param: mine.get(name) or (fresh(name) if name in TOKENS else name)
        for param, name in rule.sent.items()
    }
    if rule.operation != CREATE:
        sent["customer"] = customer
    since = len(told(sandbox))

    if rule.refused:
        assert rule.refused == refusal(sandbox, rule.operation, **sent)
    else:
        answer = sandbox.call(rule.operation, **sent)
        customer = answer["id"] if rule.operation == CREATE else customer
    after = the_customer(sandbox, customer)
    left = {one["id"]: name_of(one) for one in after["sources"]["data"]}
    assert rule.left.split() == list(left.values())
    assert rule.default == left.get(after["default_source"])
    assert rule.told == told(sandbox, since=since)


def name_of(one: StripeObject) -> str:
    """What the rows call a source or a card."""
    return LAST4[(one if one["object"] == "card" else one["card"])["last4"]]
