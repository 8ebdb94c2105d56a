"""Signatures, as the SDK checks them."""

import pytest
import stripe

from sandbox.domain.signatures import signature

NOW = 1496664000


@pytest.mark.parametrize("text", ["{}", '{"name": "J\u00fcrgen \U0001f431"}', ""])
def test_a_signature_is_the_one_of_the_sdk(text: str) -> None:
    """The header is the one that the SDK makes of the same body, secret and time."""
    expected = stripe.WebhookSignature.generate_signature_header(text, "whsec_1", NOW)

    assert expected == signature(text.encode(), "whsec_1", at=NOW)


OTHERS = {
    "another body": (b"{ }", "whsec_1", NOW),
    "another secret": (b"{}", "whsec_2", NOW),
    "another time": (b"{}", "whsec_1", NOW + 1),
}


@pytest.mark.parametrize(("payload", "secret", "at"), OTHERS.values(), ids=OTHERS)
def test_a_signature_is_of_one_delivery(payload: bytes, secret: str, at: int) -> None:
    """Of another body, by another secret, at another time it is another one."""
    one = signature(b"{}", "whsec_1", at=NOW).partition(",")[2]

    assert one != signature(payload, secret, at=at).partition(",")[2]
