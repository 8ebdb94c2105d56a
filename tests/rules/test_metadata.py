"""Metadata: texts of the caller's own, on every object that takes them."""

from typing import Any, NamedTuple

import pytest

from sandbox import Sandbox
from tests.asking import INVALID, ask, contents
from tests.resources.making import PRICE, a_source, charge

METADATA = "Source: docs.stripe.com/api/metadata"
MOST = {f"key {n}": "v" for n in range(50)}


class Rule(NamedTuple):
    """An update of metadata: what is there afterwards; None when it is refused."""

    before: dict[str, str]
    sent: Any
    after: dict[str, str] | None
    source: str


RULES = {
    "a number comes back as a text": Rule({}, {"a": 420}, {"a": "420"}, METADATA),
    "a key is added": Rule({"a": "1"}, {"b": "2"}, {"a": "1", "b": "2"}, METADATA),
    "a key is replaced": Rule({"a": "1"}, {"a": "2"}, {"a": "2"}, METADATA),
    "an empty value takes a key away": Rule(
        {"a": "1", "b": "2"}, {"a": ""}, {"b": "2"}, METADATA
    ),
    "an empty value of a key that is not there": Rule(
        {"a": "1"}, {"b": ""}, {"a": "1"}, METADATA
    ),
    "nothing takes all away": Rule({"a": "1", "b": "2"}, "", {}, METADATA),
    "fifty keys": Rule({}, MOST, MOST, METADATA),
    "a key more": Rule({}, MOST | {"one": "more"}, None, METADATA),
    "a key more than there are": Rule(MOST, {"one": "more"}, None, METADATA),
    "a key in place of another": Rule(
        {"a": "1"} | dict(list(MOST.items())[:49]),
        {"a": "", "b": "2"},
        dict(list(MOST.items())[:49]) | {"b": "2"},
        METADATA,
    ),
    "a name of 40 characters": Rule({}, {"k" * 40: "v"}, {"k" * 40: "v"}, METADATA),
    "a name of 41": Rule({}, {"k" * 41: "v"}, None, METADATA),
    "a value of 500 characters": Rule({}, {"k": "v" * 500}, {"k": "v" * 500}, METADATA),
    "a value of 501": Rule({}, {"k": "v" * 501}, None, METADATA),
    "a text": Rule(
        {"a": "1"}, "b", None, "Source: github.com/stripe/stripe-php, tests"
    ),
    "a list": Rule(
        {"a": "1"}, ["b"], {"a": "1", "0": "b"}, "Assumed: its numbers are names"
    ),
    "a hash in a hash": Rule(
        {"a": "1"}, {"b": {"c": "2"}}, None, "Assumed: refused like a text"
    ),
}

MAKING = {
    "a customer": ("/v1/customers", {}),
    "a source": ("/v1/sources", {"type": "card", "token": "tok_visa"}),
    "a charge": ("/v1/charges", PRICE),
}


def made(sandbox: Sandbox, path: str, sent: dict[str, Any]) -> str:
    """The address of a new object with this metadata."""
    if path == "/v1/charges":
        sent = sent | {"source": a_source(sandbox)}
    return f"{path}/{ask(sandbox, 'POST', path, sent)['id']}"


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
@pytest.mark.parametrize(("path", "sent"), MAKING.values(), ids=MAKING)
def test_metadata_is_updated(
    sandbox: Sandbox, path: str, sent: dict[str, Any], rule: Rule
) -> None:
    """What an update makes of metadata is the same for every object."""
    address = made(sandbox, path, sent | {"metadata": rule.before})
    before = contents(sandbox)

    answer = ask(sandbox, "POST", address, {"metadata": rule.sent})

    if rule.after is not None:
        assert (200, rule.after) == (answer.status, answer["metadata"])
    else:
        assert (400, INVALID, None, "metadata") == answer.refusal
        assert before == contents(sandbox)


NEW = {name: rule for name, rule in RULES.items() if not rule.before}


@pytest.mark.parametrize("rule", NEW.values(), ids=NEW)
@pytest.mark.parametrize(("path", "sent"), MAKING.values(), ids=MAKING)
def test_metadata_comes_with_a_new_object(
    sandbox: Sandbox, path: str, sent: dict[str, Any], rule: Rule
) -> None:
    """A new object takes the same metadata, and refuses the same."""
    if path == "/v1/charges":
        sent = sent | {"source": a_source(sandbox)}

    answer = ask(sandbox, "POST", path, sent | {"metadata": rule.sent})

    if rule.after is None:
        assert (400, INVALID, None, "metadata") == answer.refusal
    else:
        assert rule.after == answer["metadata"]


def test_a_refund_has_metadata(sandbox: Sandbox) -> None:
    """A refund has metadata of its own, and not that of its charge.

    Source: docs.stripe.com/api/refunds/create
    """
    paid = charge(sandbox, source=a_source(sandbox), metadata={"of": "charge"})
    refund = sandbox.call("refunds.create", charge=paid["id"], metadata={"a": "1"})

    assert {"a": "1"} == refund["metadata"]
