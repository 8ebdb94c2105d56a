"""What becomes of a second request with the same idempotency key."""

from typing import Any, NamedTuple

import pytest

from sandbox import Sandbox
from tests.asking import IDEMPOTENCY, VISA, Answer, ask, contents
from tests.resources.making import PRICE, a_source

GUIDE = "Source: docs.stripe.com/api/idempotent_requests"
BLOG = "Source: docs.stripe.com/error-low-level#idempotency"

Question = tuple[str, str, dict[str, Any]]
MADE: Question = ("POST", "/v1/customers", {"email": "jenny@example.com"})


class Rule(NamedTuple):
    """Two requests with one key, and what the second is.

    "replayed": it gets the first answer and does nothing; "done": it is a request of
    its own; or the refusal that it gets. `{source}` is a card that is declined.
    """

    first: Question
    second: Question
    outcome: str | tuple[int, str, str | None, str | None]
    source: str
    key: str = "k1"
    planted: str | None = None


def twice(
    question: Question, outcome: str, source: str, *, key: str = "k1", planted: str = ""
) -> Rule:
    """A rule for the same request, sent twice."""
    return Rule(question, question, outcome, source, key, planted or None)


REFUSED = (400, IDEMPOTENCY, None, None)
WORLD = "Source: github.com/Kiln-AI/stripe_world, tests/conformance/cassettes"

RULES = {
    "the same request": twice(MADE, "replayed", GUIDE),
    "the same parameters in another order": Rule(
        ("POST", "/v1/sources", VISA),
        ("POST", "/v1/sources", dict(reversed(VISA.items()))),
        "replayed",
        "Assumed: the order of parameters does not count",
    ),
    "a key of 255 characters": twice(MADE, "replayed", GUIDE, key="k" * 255),
    "a decline": twice(
        ("POST", "/v1/charges", PRICE | {"source": "{source}"}), "replayed", GUIDE
    ),
    "a refusal after the work began": twice(
        ("POST", "/v1/customers", {"source": "src_none"}), "replayed", GUIDE
    ),
    "an id that was not there": twice(
        ("POST", "/v1/customers/cus_none", {"name": "J"}),
        "replayed",
        "Assumed: looking for an object is work that began",
    ),
    "an answer that was lost": twice(MADE, "replayed", BLOG, planted="answer_lost"),
    "a refused parameter": Rule(
        ("POST", "/v1/customers", {"wat": "1"}), MADE, "done", GUIDE
    ),
    "a rate limit": twice(MADE, "done", BLOG, planted="rate_limit"),
    "a failure before the work began": twice(
        MADE,
        "done",
        "Assumed: what was planted happens on the way, and nothing of it is kept",
        planted="api_error",
    ),
    "a read": twice(("GET", "/v1/customers/cus_1", {}), "done", GUIDE),
    "a delete": Rule(
        ("DELETE", "/v1/customers/cus_1", {}),
        ("DELETE", "/v1/customers/cus_2", {}),
        "done",
        GUIDE,
    ),
    "other parameters": Rule(MADE, (*MADE[:2], {"email": "a@b.c"}), REFUSED, WORLD),
    "another address": Rule(
        MADE,
        ("POST", "/v1/customers/cus_1", MADE[2]),
        REFUSED,
        "Source: github.com/activemerchant/active_merchant,"
        " test/remote/gateways/remote_stripe_test.rb",
    ),
}


@pytest.fixture
def source(sandbox: Sandbox) -> str:
    """The id of a card that is declined, in a sandbox with two customers."""
    sandbox.given("cus_1")
    sandbox.given("cus_2")
    return a_source(sandbox, token="tok_chargeDeclined")


def put(sandbox: Sandbox, question: Question, source: str, key: str) -> Answer:
    """Ask with an idempotency key."""
    method, path, sent = question
    sent = {
        name: value if value != "{source}" else source for name, value in sent.items()
    }
    return ask(sandbox, method, path, sent, Idempotency_Key=key)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_second_request_with_a_key(sandbox: Sandbox, source: str, rule: Rule) -> None:
    """With a key that was used before a request is replayed, done, or refused."""
    if rule.planted:
        sandbox.fail_next(rule.planted)
    first = put(sandbox, rule.first, source, rule.key)
    before = contents(sandbox)
    second = put(sandbox, rule.second, source, rule.key)

    replayed = "Idempotent-Replayed" in second.headers
    assert (rule.outcome == "replayed") is replayed
    if replayed and rule.planted is None:
        assert (first.status, first.body) == (second.status, second.body)
    if rule.outcome == "done":
        assert 200 == second.status
    else:
        assert before == contents(sandbox)
    if isinstance(rule.outcome, tuple):
        assert rule.outcome == second.refusal


def test_a_lost_answer_is_there_the_second_time(sandbox: Sandbox, source: str) -> None:
    """Who lost an answer gets it by asking again: the work was done, once.

    Source: docs.stripe.com/error-low-level#idempotency
    """
    sandbox.fail_next("answer_lost")
    first, second = (put(sandbox, MADE, source, "k1") for _ in range(2))

    assert (500, 200) == (first.status, second.status)
    assert [second["id"]] == [
        one["id"] for one in sandbox.objects("customers") if one["email"]
    ]


class Key(NamedTuple):
    """A key that is none, and how it is refused."""

    key: str
    source: str


KEYS = {
    "an empty key": Key("", "Assumed: refused, and not taken for no key"),
    "blanks": Key("  ", "Assumed: like an empty key"),
    "256 characters": Key("k" * 256, GUIDE),
}


@pytest.mark.parametrize("row", KEYS.values(), ids=KEYS)
def test_what_is_no_key(sandbox: Sandbox, row: Key) -> None:
    """A key has 1 to 255 characters; a request with another one is not done."""
    before = contents(sandbox)
    answer = ask(sandbox, *MADE, Idempotency_Key=row.key)

    assert (400, IDEMPOTENCY, None, None) == answer.refusal
    assert before == contents(sandbox)


def test_without_a_key(sandbox: Sandbox) -> None:
    """Without a key a request is done each time it comes.

    Source: docs.stripe.com/api/idempotent_requests
    """
    made = {ask(sandbox, *MADE)["id"] for _ in range(2)}

    assert 2 == len(made)
