"""How a charge was paid, in the words of today's API.

>>> of({"object": "source", "type": "p24", "p24": {"reference": "P24-000-111-222"}})
{'p24': {'reference': 'P24-000-111-222'}, 'type': 'p24'}
"""

from sandbox.domain import payment_types
from sandbox.resources import cards
from sandbox.wire import StripeObject

CHECKS = ("address_line1_check", "cvc_check")
SHOWN = ("country", "exp_month", "exp_year", "fingerprint", "funding", "last4")
ACH = (
    "account_holder_type",
    "bank_name",
    "country",
    "fingerprint",
    "last4",
    "routing_number",
)
"""What a charge shows of a bank account. Source: docs.stripe.com/api/charges/object"""

UNSAID = ("mandate_reference", "mandate_url", "statement_descriptor")
"""What a source says of a payment, and a charge does not."""


def of(source: StripeObject) -> StripeObject:
    """How this source pays: the hash of its type; of a card, whatever it is held by.

    Source: docs.stripe.com/api/charges/object#charge_object-payment_method_details
    """
    kind = payment_types.of(source).name
    if face := cards.face_of(source):
        return {"card": of_a_card(face, kind), "type": "card"}
    shown = {
        name: value
        for name, value in source.get(kind, source).items()
        if name not in UNSAID and not name.startswith("refund_")
    }
    if kind == "ach_debit":
        shown = {name: shown[name] for name in ACH}
    if kind == "sepa_debit":
        shown["mandate"] = None
    return {kind: shown, "type": kind}


def of_a_card(face: StripeObject, kind: str) -> StripeObject:
    """The card that paid, and what its bank said of the one who held it."""
    return {
        "brand": face["brand"].lower(),
        "checks": {name: face[name] for name in CHECKS}
        | {"address_postal_code_check": face["address_zip_check"]},
        **{name: face[name] for name in SHOWN},
        "three_d_secure": secure(face) if kind == "three_d_secure" else None,
        "wallet": None,
    }


def secure(face: StripeObject) -> StripeObject:
    """What came of 3D Secure.

    Assumed: a card that takes no part is charged as one that does not support it.
    """
    return {
        "authentication_flow": None,
        "electronic_commerce_indicator": None,
        "exemption_indicator": None,
        "result": "authenticated" if face["authenticated"] else "not_supported",
        "result_reason": None,
        "transaction_id": None,
        "version": "1.0.2",
    }
