"""Money on its way: what is sent to a receiver, and what cannot be."""

from typing import Any

import pytest

from sandbox import Sandbox
from tests.asking import INVALID, ask
from tests.resources.making import refusal, the_source, told

SENT: dict[str, tuple[str, dict[str, int], int]] = {
    "what a voucher asks for": ("multibanco", {}, 1099),
    "ten": ("ach_credit_transfer", {}, 1000),
    "as much as was said": ("sepa_credit_transfer", {"amount": 4242}, 4242),
}


@pytest.mark.parametrize(("kind", "sent", "amount"), SENT.values(), ids=SENT)
def test_money_arrives(
    sandbox: Sandbox, kind: str, sent: dict[str, int], amount: int
) -> None:
    """Money that is sent to a pending receiver makes it chargeable."""
    sandbox.given("src_1", type=kind, status="pending")

    funded = sandbox.fund("src_1", **sent)

    assert ("chargeable", amount) == (
        funded["status"],
        funded["receiver"]["amount_received"],
    )
    assert funded == the_source(sandbox, "src_1")
    assert ["source.chargeable", "source.transaction.created"] == told(sandbox)


def test_money_arrives_again(sandbox: Sandbox) -> None:
    """A second transfer is counted; chargeable already, a source stays it, untold."""
    sandbox.given("src_1", type="ach_credit_transfer")

    funded = sandbox.fund("src_1", 500)

    assert ("chargeable", 1500) == (
        funded["status"],
        funded["receiver"]["amount_received"],
    )
    assert ["source.transaction.created"] == told(sandbox)


def test_more_money_brings_no_more_time(sandbox: Sandbox) -> None:
    """Six hours after it became chargeable a source is canceled, whatever comes."""
    sandbox.given("src_1", type="multibanco", status="pending")
    sandbox.fund("src_1")
    sandbox.advance(hours=5)
    sandbox.fund("src_1")

    sandbox.advance(hours=1)

    assert "canceled" == the_source(sandbox, "src_1")["status"]


NOT_SENT: dict[str, tuple[dict[str, Any], dict[str, Any], str | None, str | None]] = {
    "to a card": ({"type": "card"}, {}, None, None),
    "to a redirect": ({"type": "ideal", "status": "pending"}, {}, None, None),
    "to what was canceled": (
        {"type": "multibanco", "status": "canceled"},
        {},
        None,
        None,
    ),
    "to what was consumed": (
        {"type": "multibanco", "status": "consumed"},
        {},
        None,
        None,
    ),
    "nothing": (
        {"type": "multibanco", "status": "pending"},
        {"amount": 0},
        "parameter_invalid_integer",
        "amount",
    ),
}


@pytest.mark.parametrize(
    ("state", "sent", "code", "param"), NOT_SENT.values(), ids=NOT_SENT
)
def test_money_that_is_not_sent(
    sandbox: Sandbox,
    state: dict[str, Any],
    sent: dict[str, Any],
    code: str | None,
    param: str | None,
) -> None:
    """Money goes to receivers that wait for it, and is an amount."""
    sandbox.given("src_1", **state)

    assert (400, INVALID, code, param) == refusal(
        sandbox, "workbench.fund", source="src_1", **sent
    )


def test_money_for_nobody(sandbox: Sandbox) -> None:
    """A source that is not there is a 404."""
    assert (404, INVALID, "resource_missing", "id") == refusal(
        sandbox, "workbench.fund", source="src_none"
    )


@pytest.mark.parametrize("kind", ["multibanco", "bitcoin", "ach_credit_transfer"])
def test_a_receiver_is_authorised_by_money(sandbox: Sandbox, kind: str) -> None:
    """To authorise a receiver is to send it what it asks for."""
    sandbox.given("src_1", type=kind, status="pending")

    assert "chargeable" == sandbox.authorise("src_1")["status"]
    assert ["source.chargeable", "source.transaction.created"] == told(sandbox)


def test_nobody_refuses_to_send_money(sandbox: Sandbox) -> None:
    """A receiver that is sent nothing times out; it does not fail."""
    sandbox.given("src_1", type="multibanco", status="pending")

    assert (400, INVALID, None, "outcome") == refusal(
        sandbox, "workbench.authorise", source="src_1", outcome="failed"
    )


def test_money_over_http(sandbox: Sandbox) -> None:
    """Money is sent at an address of its own."""
    sandbox.given("src_1", type="multibanco", status="pending")

    answer = ask(sandbox, "POST", "/_sandbox/sources/src_1/fund", "amount=1099")

    assert (200, "chargeable") == (answer.status, answer["status"])
