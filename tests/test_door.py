"""The door: operations by their names, and what becomes of a refusal."""

import pytest

from sandbox import Sandbox
from sandbox.errors import ApiError
from tests.asking import INVALID
from tests.resources.making import refusal


def test_call_by_name(sandbox: Sandbox) -> None:
    """An operation is performed by its name, with ids given like parameters."""
    made = sandbox.call("customers.create", email="jenny@example.com")

    assert made == sandbox.call("customers.retrieve", customer=made["id"])


def test_call_an_unknown_name(sandbox: Sandbox) -> None:
    """A name that the catalogue does not have is refused with those it has."""
    with pytest.raises(LookupError, match=r"customers\.create"):
        sandbox.call("customers.greet")


def test_call_without_an_id(sandbox: Sandbox) -> None:
    """An id of the address that is not given is refused by its name."""
    with pytest.raises(TypeError, match="customer"):
        sandbox.call("customers.retrieve")


@pytest.mark.parametrize(
    "odd", ["a/b", "..", "?x=1", "#", "%2F", "cus_é", "'; --", "\ud800"]
)
def test_call_with_odd_ids(sandbox: Sandbox, odd: str) -> None:
    """An id is one part of the address, whatever its letters."""
    assert (404, INVALID, "resource_missing", "id") == refusal(
        sandbox, "customers.retrieve", customer=odd
    )


def test_call_with_half_a_character(sandbox: Sandbox) -> None:
    """A text that no form has a place for is refused like other bad input."""
    assert (400, INVALID, None, None) == refusal(
        sandbox, "customers.create", email="jenny\ud800@example.com"
    )


def test_call_keeps_the_error(sandbox: Sandbox) -> None:
    """A refusal arrives with everything the API says of it."""
    source = sandbox.call("sources.create", type="card", token="tok_chargeCustomerFail")
    customer = sandbox.call("customers.create", source=source["id"])

    with pytest.raises(ApiError) as caught:
        sandbox.call(
            "charges.create", amount=1099, currency="eur", customer=customer["id"]
        )

    error = caught.value
    assert (402, "card_error", "card_declined", "generic_decline") == (
        error.status,
        error.kind,
        error.code,
        error.decline_code,
    )
    assert error.charge == sandbox.objects("charges")[0]["id"]


def test_a_notice_comes_with_the_answer(sandbox: Sandbox) -> None:
    """`ask` gives what the sandbox says about a request that it accepted."""
    sandbox.given("cus_1")
    sandbox.given("src_1", usage="single_use")

    made = sandbox.ask("customers.sources.create", customer="cus_1", source="src_1")
    seen = sandbox.ask("customers.retrieve", customer="cus_1")

    assert "one charge consumes it" in (made.notice or "")
    assert seen.notice is None


@pytest.mark.parametrize("number", [0, 1, 100, 101])
def test_all_pages(sandbox: Sandbox, number: int) -> None:
    """However many there are, `pages` gives them all, in the order of the list."""
    made = [sandbox.call("customers.create")["id"] for _ in range(number)]

    assert made[::-1] == [one["id"] for one in sandbox.pages("customers.list")]
