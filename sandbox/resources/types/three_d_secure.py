"""3D Secure: the owner of a card proves it to be theirs before it is charged."""

from sandbox.domain.card_numbers import Lookup
from sandbox.errors import ApiError, echo, invalid, no_such
from sandbox.resources import cards
from sandbox.resources.exchange import Exchange
from sandbox.resources.types import redirects
from sandbox.resources.types.hashes import OfType, ThreeDSecure
from sandbox.wire import StripeObject

KEYS = (
    "card brand country cvc_check exp_month exp_year fingerprint funding last4"
    " three_d_secure customer authenticated name address_line1_check address_zip_check"
    " tokenization_method dynamic_last4"
).split()
"""Source: github.com/activemerchant/active_merchant, test/unit/gateways/stripe_test.rb
(recorded in 2018)
"""

ANSWERS: dict[Lookup, tuple[str, StripeObject]] = {
    "enrolled": ("created waiting", {}),
    "not enrolled": ("created", {"status": "not_required"}),
    "no answer": (
        "created without an answer",
        {"status": "failed", "failure_reason": "processing_error"},
    ),
}
"""What becomes of a new source, and of its redirect, by what the card's bank answers.

Source: docs.stripe.com/sources/three-d-secure
"""


def details(exchange: Exchange, params: OfType, source: StripeObject) -> StripeObject:
    """The card that pays, and where its owner proves to be who they are.

    Source: docs.stripe.com/sources/three-d-secure
    """
    assert params.three_d_secure  # noqa: S101 - `check` saw it
    assert params.redirect  # noqa: S101 - the same
    card = payer(exchange, params.three_d_secure)
    behind = cards.behind(card, exchange.store.seed)
    known = (cards.face_of(card) or {}) | {
        "authenticated": False,
        "card": card["id"],
        "customer": params.three_d_secure.customer,
        "three_d_secure": behind.three_d_secure,
    }
    trigger, answered = ANSWERS[behind.lookup]
    redirect = redirects.redirect(exchange, source, params.redirect.return_url)
    return {
        "redirect": redirect | answered,
        "status": redirects.first_status(trigger, source),
        "three_d_secure": {key: known[key] for key in KEYS},
    }


def payer(exchange: Exchange, asked: ThreeDSecure) -> StripeObject:
    """The card to pay with: a chargeable source of one, or a customer's card.

    Assumed: codes, and that a source which cannot be charged cannot be linked either.
    """
    found = exchange.store.find(asked.card)
    param = "three_d_secure[card]"
    if found is None or "deleted" in found or not cards.pays(found):
        raise no_such("card", asked.card, param=param)
    if found.get("status", "chargeable") != "chargeable":
        message = (
            f"{asked.card} is {found['status']}: 3D Secure is for a card that can be "
            "charged. Make a new source of it."
        )
        code = "payment_method_unexpected_state"
        raise invalid(message, code=code, param=param)
    if found.get("customer") != asked.customer:
        raise other_customer(asked, found.get("customer"))
    return found


def other_customer(asked: ThreeDSecure, owner: str | None) -> ApiError:
    """The refusal of a card whose customer was not named, or of another one's."""
    param = "three_d_secure[customer]"
    if asked.customer is None:
        message = f"{param} is missing: {asked.card} is attached to {owner}."
        return invalid(message, code="parameter_missing", param=param)
    message = (
        f"{asked.card} does not belong to {echo(asked.customer)}. Name the customer it "
        "is attached to, or none if nobody has it."
    )
    return invalid(message, code="resource_missing", param=param)
