"""Signatures: how a receiver knows that an event is from here, and is not an old one.

>>> signature(b"{}", "whsec_1", at=1496664000)[:19]
't=1496664000,v1=a6d'
"""

import hashlib
import hmac


def signature(payload: bytes, secret: str, *, at: int) -> str:
    """The header `Stripe-Signature` of a delivery; `at` is in Unix seconds.

    The time and the body, with a point between them, are signed by the secret.
    Source: docs.stripe.com/webhooks/signature (HMAC with SHA-256, scheme v1)
    """
    signed = f"{at}.".encode() + payload
    return f"t={at},v1={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"
