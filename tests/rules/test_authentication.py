"""Who may ask: which keys are taken, in which way, and what is said to the others."""

from base64 import b64encode
from typing import NamedTuple

import pytest

from sandbox import Sandbox
from tests.asking import INVALID, KEY, ask

AUTHENTICATION = "Source: docs.stripe.com/api/authentication"
PUBLISHABLE = "pk_test_123"


def basic(user: str, password: str = "") -> str:
    """The Authorization header of Basic authentication."""
    return "Basic " + b64encode(f"{user}:{password}".encode()).decode()


class Rule(NamedTuple):
    """A request for the list of customers with these header fields: its refusal."""

    fields: dict[str, str | None]
    refused: tuple[int, str, str | None, str | None] | None
    source: str


RULES = {
    "a secret key as a Bearer token": Rule(
        {"Authorization": f"Bearer {KEY}"}, None, AUTHENTICATION
    ),
    "a secret key as a Basic user name": Rule(
        {"Authorization": basic(KEY)}, None, AUTHENTICATION
    ),
    "a restricted key": Rule(
        {"Authorization": "Bearer rk_test_123"},
        None,
        "Assumed: a restricted key may do everything",
    ),
    "no key": Rule(
        {"Authorization": None},
        (401, INVALID, None, None),
        "Source: docs.stripe.com/api/errors (401 Unauthorized)",
    ),
    "an empty user name": Rule(
        {"Authorization": basic("")},
        (401, INVALID, None, None),
        "Assumed: it is as if no key came",
    ),
    "a key as the password": Rule(
        {"Authorization": basic("", KEY)},
        (401, INVALID, None, None),
        "Assumed: it is as if no key came",
    ),
    "what is no key": Rule(
        {"Authorization": "Bearer foobar"},
        (401, INVALID, None, None),
        "Source: github.com/activemerchant/active_merchant,"
        " test/unit/gateways/stripe_test.rb",
    ),
    "a live key": Rule(
        {"Authorization": "Bearer sk_" + "live_123"},
        (401, INVALID, None, None),
        "Assumed: it is refused like what is no key, since it has no place here",
    ),
    "a publishable key": Rule(
        {"Authorization": f"Bearer {PUBLISHABLE}"},
        (403, INVALID, "secret_key_required", None),
        "Source: docs.stripe.com/error-codes#secret-key-required",
    ),
    "a publishable key before 2016-10-19": Rule(
        {"Authorization": f"Bearer {PUBLISHABLE}", "Stripe_Version": "2016-07-06"},
        (401, INVALID, "secret_key_required", None),
        "Source: docs.stripe.com/upgrades (2016-10-19)",
    ),
    "another account": Rule(
        {"Stripe_Account": "acct_123"},
        (403, INVALID, "account_invalid", None),
        "Source: docs.stripe.com/error-codes#account-invalid",
    ),
}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_who_may_ask(sandbox: Sandbox, rule: Rule) -> None:
    """A test key is taken as Bearer token or Basic user name; the rest is refused."""
    answer = ask(sandbox, "GET", "/v1/customers", **rule.fields)

    assert (200 if rule.refused is None else rule.refused[0]) == answer.status
    assert rule.refused in (None, answer.status != 200 and answer.refusal)


NO_KEY = (401, INVALID, None, None)
WITHOUT = [name for name, rule in RULES.items() if rule.refused == NO_KEY]


@pytest.mark.parametrize("name", WITHOUT)
def test_who_has_no_key_is_asked_for_one(sandbox: Sandbox, name: str) -> None:
    """With the 401 of a missing or wrong key comes the field that asks for a key.

    Source: github.com/activemerchant/active_merchant,
    test/unit/gateways/stripe_test.rb
    """
    answer = ask(sandbox, "GET", "/v1/customers", **RULES[name].fields)

    assert 'Bearer realm="Stripe"' == answer.headers["Www-Authenticate"]


def test_who_has_a_key_is_not_asked_for_one(sandbox: Sandbox) -> None:
    """Who is refused for another reason, or is answered, is not asked for a key."""
    for fields in ({}, {"Stripe_Account": "acct_123"}):
        answer = ask(sandbox, "GET", "/v1/customers", **fields)

        assert "Www-Authenticate" not in answer.headers


def test_a_wrong_key_is_shown_in_part(sandbox: Sandbox) -> None:
    """Of a wrong key the first eleven and the last four characters are said again.

    Source: github.com/openfoodfoundation/openfoodnetwork,
    spec/fixtures/vcr_cassettes
    """
    wrong = "sx_test_BQokikJOvBiI2HlWgH4olfQ2"
    message = ask(
        sandbox, "GET", "/v1/customers", Authorization=f"Bearer {wrong}"
    ).error["message"]

    assert "sx_test_BQo" + "*" * 17 + "lfQ2" in message
    assert wrong not in message
