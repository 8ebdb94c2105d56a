"""Cloning: which sources are cloned, and what the second one is."""

from typing import Any

import pytest

from sandbox import Sandbox
from tests.asking import INVALID
from tests.resources.making import (
    a_customer,
    a_source,
    charge,
    refusal,
    the_source,
    told,
)


def cloned(sandbox: Sandbox, source: str, customer: str) -> dict[str, Any]:
    """A clone of a source of a customer."""
    names = {"original_source": source, "customer": customer}
    return sandbox.call("sources.create", **names)


def test_a_clone_is_of_the_same_card(sandbox: Sandbox) -> None:
    """A clone has the card and the owner of the first source, and an id of its own."""
    source = a_source(
        sandbox, owner={"email": "jenny@example.com"}, metadata={"a": "1"}
    )
    customer = a_customer(sandbox, source)
    original = the_source(sandbox, source)

    clone = cloned(sandbox, source, customer)

    same = ("card", "flow", "object", "owner", "status", "type", "usage")
    assert {name: original[name] for name in same} == {n: clone[n] for n in same}
    assert list(clone) == [name for name in original if name != "customer"]
    assert {} == clone["metadata"]
    assert source != clone["id"]
    assert original["client_secret"] != clone["client_secret"]
    assert "source.chargeable" == told(sandbox)[-1]


def test_a_clone_belongs_to_nobody(sandbox: Sandbox) -> None:
    """A clone is charged by itself; the first source stays as it was."""
    source = a_source(sandbox)
    customer = a_customer(sandbox, source)
    clone = cloned(sandbox, source, customer)["id"]

    charge(sandbox, source=clone)

    assert ("consumed", "chargeable") == (
        the_source(sandbox, clone)["status"],
        the_source(sandbox, source)["status"],
    )


UNEXPECTED = "payment_method_unexpected_state"
NOT_CLONED: dict[str, tuple[dict[str, Any], str | None, str]] = {
    "no source": ({"customer": "cus_1"}, "parameter_missing", "original_source"),
    "no customer": ({"original_source": "src_1"}, "parameter_missing", "customer"),
    "with a type": (
        {"original_source": "src_1", "customer": "cus_1", "type": "card"},
        "parameter_unknown",
        "type",
    ),
    "with more": (
        {"customer": "cus_1", "currency": "eur", "type": "ideal", "amount": 1099},
        "parameter_unknown",
        "currency",
    ),
    "with more, in another order": (
        {"type": "ideal", "customer": "cus_1", "amount": 1099, "currency": "eur"},
        "parameter_unknown",
        "type",
    ),
    "an unknown source": (
        {"original_source": "src_none", "customer": "cus_1"},
        "resource_missing",
        "original_source",
    ),
    "a card that is no source": (
        {"original_source": "card_1", "customer": "cus_1"},
        "resource_missing",
        "original_source",
    ),
    "an unknown customer": (
        {"original_source": "src_1", "customer": "cus_none"},
        "resource_missing",
        "customer",
    ),
    "another customer": (
        {"original_source": "src_1", "customer": "cus_2"},
        "resource_missing",
        "original_source",
    ),
    "a source that nobody has": (
        {"original_source": "src_free", "customer": "cus_1"},
        "resource_missing",
        "original_source",
    ),
    "a debit": (
        {"original_source": "src_debit", "customer": "cus_1"},
        None,
        "original_source",
    ),
    "a source that was used": (
        {"original_source": "src_used", "customer": "cus_1"},
        UNEXPECTED,
        "original_source",
    ),
}


@pytest.mark.parametrize(("sent", "code", "param"), NOT_CLONED.values(), ids=NOT_CLONED)
def test_what_is_not_cloned(
    sandbox: Sandbox, sent: dict[str, Any], code: str | None, param: str
) -> None:
    """A clone is made of a customer's own source of a card, and of nothing else."""
    sandbox.given("cus_1")
    sandbox.given("cus_2")
    sandbox.given("src_1", customer="cus_1")
    sandbox.given("card_1", customer="cus_1")
    sandbox.given("src_free")
    sandbox.given("src_debit", type="sepa_debit", customer="cus_1")
    once = {"usage": "single_use", "status": "consumed"}
    sandbox.given("src_used", customer="cus_1", **once)

    assert (400, INVALID, code, param) == refusal(sandbox, "sources.create", **sent)
