"""Planted failures: each happens once, to the request it was meant for."""

import pytest

from sandbox import Sandbox
from tests.asking import INVALID, ask
from tests.resources.making import (
    refusal,
)


def test_a_failure_is_planted(sandbox: Sandbox) -> None:
    """Planting a failure answers with what will fail, and how."""
    assert {
        "object": "sandbox.failure",
        "failure": "rate_limit",
        "operation": "charges.create",
    } == sandbox.fail_next("rate_limit", operation="charges.create")


UNPLANTED = {
    "an unknown failure": ({"failure": "fire"}, "failure"),
    "an unknown operation": ({"operation": "charges.burn"}, "operation"),
    "a source's failure of a charge": (
        {"failure": "processing_error", "operation": "charges.create"},
        "operation",
    ),
}


@pytest.mark.parametrize(("sent", "param"), UNPLANTED.values(), ids=UNPLANTED)
def test_what_is_not_planted(
    sandbox: Sandbox, sent: dict[str, str], param: str
) -> None:
    """A failure that could never come is refused."""
    assert (400, INVALID, None, param) == refusal(
        sandbox, "workbench.fail_next", **sent
    )


def test_planted_failures_come_in_order(sandbox: Sandbox) -> None:
    """Two failures come one after the other, and then no more."""
    sandbox.fail_next("rate_limit")
    sandbox.fail_next("lock_timeout")

    codes = [ask(sandbox, "POST", "/v1/customers").body for _ in range(3)]

    assert ["rate_limit", "lock_timeout"] == [one["error"]["code"] for one in codes[:2]]
    assert "customer" == codes[2]["object"]


@pytest.mark.parametrize("code", ["payment_method_not_available", "processing_error"])
def test_a_source_that_cannot_be_made(sandbox: Sandbox, code: str) -> None:
    """Two failures come with the next source, whatever is asked before it."""
    planted = sandbox.fail_next(code)

    sandbox.call("customers.create")

    assert "sources.create" == planted["operation"]
    form = "type=card&token=tok_visa"
    first, second = (ask(sandbox, "POST", "/v1/sources", form) for _ in range(2))
    assert (400, INVALID, code, None) == first.refusal
    assert 200 == second.status
