"""What a receiver takes as signed, and what it refuses: checked by the SDK itself."""

from typing import NamedTuple

import pytest
import stripe

from sandbox import clock
from sandbox.domain.signatures import signature

SECRET, BODY = "whsec_1", b'{"object": "event"}'


class Rule(NamedTuple):
    """A delivery that arrives: with which body, checked by which secret, how late."""

    body: bytes
    secret: str
    seconds: int
    verified: bool
    source: str


PAGE = "Source: docs.stripe.com/webhooks/signature"
SDK = "Source: github.com/stripe/stripe-python, stripe/_webhook.py (DEFAULT_TOLERANCE)"

RULES = {
    "as it was sent": Rule(BODY, SECRET, 0, verified=True, source=PAGE),
    "another body": Rule(b"{}", SECRET, 0, verified=False, source=PAGE),
    "the same body with another blank": Rule(
        BODY + b" ", SECRET, 0, verified=False, source=PAGE
    ),
    "another secret": Rule(BODY, "whsec_2", 0, verified=False, source=PAGE),
    "almost five minutes later": Rule(BODY, SECRET, 290, verified=True, source=SDK),
    "more than five minutes later": Rule(BODY, SECRET, 310, verified=False, source=SDK),
}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_signature(rule: Rule) -> None:
    """The body as it was sent is taken for five minutes, by who knows the secret."""
    signed = signature(BODY, SECRET, at=int(clock.wall_time()) - rule.seconds)

    try:
        stripe.Webhook.construct_event(rule.body, signed, rule.secret)
    except stripe.SignatureVerificationError:
        verified = False
    else:
        verified = True

    assert rule.verified is verified
