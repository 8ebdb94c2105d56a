"""The header fields of an answer over HTTP, and when they are there."""

import re
from typing import NamedTuple

import pytest
from starlette.types import ASGIApp

from sandbox.app import App
from sandbox.store import Store
from sandbox.transport.http import application
from tests.transport.calling import call

RECORDED = "Source: liberapay/liberapay.com, tests/py/fixtures/TestPayinsStripe.yml"
IDS = "Source: docs.stripe.com/api/request_ids"
VERSIONS = "Source: docs.stripe.com/api/versioning"
KEYS = "Source: docs.stripe.com/api/idempotent_requests"
REQUEST_ID = r"req_[0-9A-Za-z]{14}"

CREATE, LIST, GONE = "POST /v1/customers", "GET /v1/customers", "DELETE /v1/customers/x"
DECLINED = "POST /v1/charges amount=1099&currency=eur&source=tok_chargeDeclined"
REFUSED = "POST /v1/charges amount=x"
KEYED = {"Idempotency_Key": "k1"}


class Rule(NamedTuple):
    """A request, with these header fields; then a field of the answer, or None."""

    asked: str
    fields: dict[str, str]
    name: str
    expected: str | None
    source: str


RULES = {
    "an id": Rule(CREATE, {}, "Request-Id", REQUEST_ID, IDS),
    "an id of a read": Rule(LIST, {}, "Request-Id", REQUEST_ID, IDS),
    "an id of a refusal": Rule(REFUSED, {}, "Request-Id", REQUEST_ID, IDS),
    "an id of nothing": Rule("GET /v1/wat", {}, "Request-Id", REQUEST_ID, IDS),
    "no id at the door": Rule(
        LIST, {"authorization": ""}, "Request-Id", None,
        "Assumed: a recorded refusal of the front door lacks it",
    ),
    "the version of the account": Rule(
        LIST, {}, "Stripe-Version", "2017-06-05", VERSIONS
    ),
    "the version that was named": Rule(
        LIST, {"Stripe_Version": "2020-08-27"}, "Stripe-Version", "2020-08-27",
        VERSIONS,
    ),
    "a version to nobody": Rule(
        LIST, {"authorization": ""}, "Stripe-Version", None,
        "Assumed: who is not known has no version",
    ),
    "the key of a post": Rule(CREATE, KEYED, "Idempotency-Key", "k1", RECORDED),
    "the key of a deletion": Rule(GONE, KEYED, "Idempotency-Key", "k1", RECORDED),
    "no key": Rule(CREATE, {}, "Idempotency-Key", None, RECORDED),
    "the first request": Rule(CREATE, KEYED, "Original-Request", REQUEST_ID, RECORDED),
    "no first request of a read": Rule(
        LIST, KEYED, "Original-Request", None, RECORDED
    ),
    "no first request without a key": Rule(
        CREATE, {}, "Original-Request", None, RECORDED
    ),
    "no replay": Rule(CREATE, KEYED, "Idempotent-Replayed", None, KEYS),
    "no use to try again": Rule(
        CREATE, KEYED, "Stripe-Should-Retry", "false", RECORDED
    ),
    "no use when refused": Rule(
        REFUSED, KEYED, "Stripe-Should-Retry", "false", RECORDED
    ),
    "no use when declined": Rule(
        DECLINED, KEYED, "Stripe-Should-Retry", "false", RECORDED
    ),
    "nothing of that on a read": Rule(
        LIST, KEYED, "Stripe-Should-Retry", None, RECORDED
    ),
    "JSON": Rule(REFUSED, {}, "Content-Type", "application/json", RECORDED),
    "not to be kept": Rule(
        LIST, {}, "Cache-Control", "no-cache, no-store", RECORDED
    ),
    "no notice": Rule(
        CREATE, {}, "Stripe-Notice", None,
        "Assumed: the SDK would make a warning of it, at every call",
    ),
    "not for pages elsewhere": Rule(
        LIST, {"Origin": "https://shop.test"}, "Access-Control-Allow-Origin", None,
        "Assumed: unlike the real API, which is not on somebody's own machine",
    ),
    "no promise of https": Rule(
        LIST, {}, "Strict-Transport-Security", None,
        "Assumed: unlike the real API, it is served without TLS",
    ),
}  # fmt: skip


@pytest.fixture
def web() -> ASGIApp:
    """A server's application around a fresh sandbox."""
    return application(App(Store()))


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_field_of_the_answer(web: ASGIApp, rule: Rule) -> None:
    """An answer has a header field when it has to, with the value it has to have."""
    method, path, *body = rule.asked.split(" ")
    answer = call(web, method, path, [one.encode() for one in body], **rule.fields)
    found = answer.headers.get(rule.name)

    if rule.expected is None:
        assert found is None
    else:
        assert found is not None
        assert re.fullmatch(rule.expected, found)
