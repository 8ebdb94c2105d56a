"""What acknowledges a delivery, how often it is tried, and what ends it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from sandbox import Sandbox
from sandbox.transport.webhooks import Terms, Webhooks
from tests.receiving import LONGEST_WAIT, Receiver, receiving
from tests.resources.making import a_source

TERMS = Terms(waits=(0.0, 0.0, 0.0), seconds=LONGEST_WAIT)
GONE = "deleted"


class Rule(NamedTuple):
    """What a receiver answers, one try after the other: what comes of the delivery.

    `then` is what becomes of the endpoint after the first try.
    """

    answers: list[int]
    status: str
    tries: int
    source: str
    then: dict[str, Any] | str | None = None


PAGE = "Source: docs.stripe.com/webhooks"
RETRIES = f"{PAGE}#retries"
DISABLED = f"{RETRIES} (none for an endpoint that is disabled or deleted by then)"

RULES = {
    "200": Rule([200], "delivered", 1, PAGE),
    "201": Rule([201], "delivered", 1, PAGE),
    "204": Rule([204], "delivered", 1, PAGE),
    "a redirect": Rule([301, 200], "delivered", 2, PAGE),
    "not found": Rule([404, 200], "delivered", 2, PAGE),
    "a fault": Rule([500, 200], "delivered", 2, RETRIES),
    "three faults": Rule([500, 503, 500, 200], "delivered", 4, RETRIES),
    "faults without end": Rule([500] * 5, "failed", 4, RETRIES),
    "disabled in between": Rule([500, 200], "failed", 2, DISABLED, {"disabled": True}),
    "deleted in between": Rule([500, 200], "failed", 2, DISABLED, GONE),
    "disabled and enabled again": Rule(
        [500, 200], "delivered", 2, DISABLED, {"disabled": False}
    ),
}


@pytest.fixture
def receiver(rule: Rule) -> Iterator[Receiver]:
    """A server that answers as a rule says."""
    with receiving(*rule.answers) as server:
        yield server


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_delivery(sandbox: Sandbox, receiver: Receiver, rule: Rule) -> None:
    """2xx acknowledges; everything else is tried three times more, while it can be."""
    webhooks = Webhooks(sandbox._store, TERMS)  # noqa: SLF001 - what serves is given it
    endpoint = sandbox.call(
        "webhook_endpoints.create", url=receiver.url, enabled_events=["*"]
    )["id"]
    a_source(sandbox)
    webhooks.try_once()
    if rule.then == GONE:
        sandbox.call("webhook_endpoints.delete", webhook_endpoint=endpoint)
    elif isinstance(rule.then, dict):
        sandbox.call("webhook_endpoints.update", webhook_endpoint=endpoint, **rule.then)
    for _ in range(len(RULES)):
        webhooks.try_once()

    [delivery] = sandbox.deliveries()
    assert (rule.status, rule.tries) == (delivery["status"], delivery["tries"])
