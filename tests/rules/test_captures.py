"""What can be captured, and what the charge is afterwards."""

from typing import Any, NamedTuple

import pytest

from sandbox import Sandbox
from tests.resources.making import a_source, charge, refusal

INVALID = "invalid_request_error"


class Rule(NamedTuple):
    """A capture, of a charge of 10.99 eur that reserved its money: what comes of it."""

    sent: dict[str, Any]
    first: dict[str, Any]
    refused: tuple[int, str, str | None, str | None]
    source: str


RULES = {
    "a second capture": Rule(
        {},
        {},
        (400, INVALID, "charge_already_captured", None),
        "Source: docs.stripe.com/error-codes#charge-already-captured",
    ),
}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_capture_is_refused(sandbox: Sandbox, rule: Rule) -> None:
    """A capture that takes twice, too much or too little is refused."""
    made = charge(sandbox, source=a_source(sandbox), capture=False)["id"]
    sandbox.call("charges.capture", charge=made, **rule.first)

    assert rule.refused == refusal(sandbox, "charges.capture", charge=made, **rule.sent)
