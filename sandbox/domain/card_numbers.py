"""The test cards: what each is, what attaching it answers, and what charging it does.

>>> CARDS["tok_chargeDeclined"].number, CARDS["tok_chargeDeclined"].charge.code
('4000000000000002', 'card_declined')
>>> by_number("4242 4242 4242 4242").token
'tok_visa'
"""

import re
from typing import Literal, NamedTuple

from sandbox.domain import dispute_life
from sandbox.masking import check_digit_fits

TESTING = "Source: docs.stripe.com/testing#cards"
SECURITY = "Source: docs.stripe.com/testing#three-ds-cards"


class Decline(NamedTuple):
    """Why a card is refused: HTTP 402, with these fields, and our own sentence.

    `outcome`, `risk` and `reason` are those of the failed charge; without a reason of
    its own it is the decline code, or the code.
    """

    code: str
    decline_code: str | None
    param: str | None
    message: str
    outcome: str = "issuer_declined"
    risk: str = "normal"
    reason: str | None = None


NETWORK = {
    "issuer_declined": "declined_by_network",
    "blocked": "not_sent_to_network",
}
"""Whether the network heard of a charge, by the type of its outcome.

Source: docs.stripe.com/api/charges/object#charge_object-outcome-network_status
"""

GENERIC = Decline(
    "card_declined", "generic_decline", None,
    "The bank declined this card and gave no reason. Use another card.",
)  # fmt: skip
FUNDS = Decline(
    "card_declined", "insufficient_funds", None,
    "The account of this card does not hold enough. Use another card.",
)  # fmt: skip
FRAUD = Decline(
    "card_declined", "fraudulent", None,
    "The payment was blocked because it looks fraudulent. Use another card.",
    "blocked", "highest", "merchant_blacklist",
)  # fmt: skip
RISK = Decline(
    "card_declined", "fraudulent", None,
    "The payment was blocked because its risk is too high. Use another card.",
    "blocked", "highest", "highest_risk_level",
)  # fmt: skip
CVC = Decline(
    "incorrect_cvc", None, "cvc",
    "The security code does not belong to this card. Type it again.",
)  # fmt: skip
EXPIRED = Decline(
    "expired_card", None, "exp_month",
    "This card has expired. Use another card.",
)  # fmt: skip
PROCESSING = Decline(
    "processing_error", None, None,
    "The bank could not process this card just now. Try again.",
)  # fmt: skip
AUTHENTICATE = Decline(
    "card_declined", "generic_decline", None,
    "This card is only paid with after 3D Secure. Use another card.",
)  # fmt: skip


Lookup = Literal["enrolled", "not enrolled", "no answer"]


class Card(NamedTuple):
    """A card of the test environment. `attach` and `charge` are None where it works.

    `lookup` is what its bank answers when 3D Secure is asked for.
    `refund` is why a refund of it fails later, `dispute` what its bank says of a charge
    right after it; None where they do not.
    """

    token: str | None
    number: str
    brand: str = "Visa"
    funding: str = "credit"
    country: str = "US"
    attach: Decline | None = None
    charge: Decline | None = None
    cvc_check: str | None = "pass"
    address_check: str | None = "pass"
    zip_check: str | None = "pass"
    three_d_secure: str = "optional"
    lookup: Lookup = "not enrolled"
    risk: str = "normal"
    refund: str | None = None
    dispute: dispute_life.Claim | None = None
    source: str = TESTING


def _declined(token: str, number: str, why: Decline) -> Card:
    return Card(token, number, attach=why, charge=why)


PLAIN = [
    Card("tok_visa", "4242424242424242"),
    Card("tok_visa_debit", "4000056655665556", funding="debit"),
    Card("tok_mastercard", "5555555555554444", "MasterCard"),
    Card("tok_mastercard_debit", "2223003122003222", "MasterCard", "debit"),
    Card(None, "5200828282828210", "MasterCard", "debit"),
    Card("tok_mastercard_prepaid", "5105105105105100", "MasterCard", "prepaid"),
    Card("tok_amex", "371449635398431", "American Express",
             three_d_secure="not_supported"),
    Card(None, "378282246310005", "American Express",
             three_d_secure="not_supported"),
    Card("tok_discover", "6011111111111117", "Discover",
             three_d_secure="not_supported"),
    Card("tok_diners", "30569309025904", "Diners Club",
             three_d_secure="not_supported"),
    Card("tok_jcb", "3530111333300000", "JCB", country="JP",
             three_d_secure="not_supported"),
    Card("tok_unionpay", "6200000000000005", "UnionPay", country="CN",
             three_d_secure="not_supported"),
]  # fmt: skip

SECURE = [
    Card("tok_threeDSecureRequired", "4000000000003063", three_d_secure="required",
             lookup="enrolled", charge=AUTHENTICATE, source=SECURITY),
    Card(None, "4000000000003089", three_d_secure="recommended", lookup="enrolled",
             source=SECURITY),
    Card("tok_threeDSecureOptional", "4000000000003055", three_d_secure="optional",
             lookup="enrolled", source=SECURITY),
    Card("tok_threeDSecureRequiredChargeDeclined", "4000008400001629",
             three_d_secure="required", lookup="enrolled", charge=GENERIC,
             source=SECURITY),
    Card("tok_threeDSecureRequiredProcessingError", "4000008400001280",
             three_d_secure="required", lookup="no answer", charge=GENERIC,
             source=SECURITY),
]  # fmt: skip
"""AUTHENTICATE declines a charge that did not come by way of 3D Secure."""

REFUSING = [
    _declined("tok_chargeDeclined", "4000000000000002", GENERIC),
    _declined("tok_chargeDeclinedInsufficientFunds", "4000000000009995", FUNDS),
    Card("tok_chargeDeclinedFraudulent", "4100000000000019", charge=FRAUD,
             risk="highest", source="Assumed: it is blocked at the charge only"),
    _declined("tok_chargeDeclinedIncorrectCvc", "4000000000000127", CVC),
    _declined("tok_chargeDeclinedExpiredCard", "4000000000000069", EXPIRED),
    _declined("tok_chargeDeclinedProcessingError", "4000000000000119", PROCESSING),
    Card("tok_chargeCustomerFail", "4000000000000341", charge=GENERIC),
    Card("tok_radarBlock", "4000000000004954", charge=RISK, risk="highest",
             source="Assumed: the default rules block it"),
    Card("tok_riskLevelHighest", "4000000000004954", charge=RISK, risk="highest",
             source="Assumed: the default rules block it"),
    Card("tok_riskLevelElevated", "4000000000009235", risk="elevated"),
    Card("tok_cvcCheckFail", "4000000000000101", attach=CVC, cvc_check="fail"),
    Card("tok_avsFail", "4000000000000010", address_check="fail", zip_check="fail"),
    Card("tok_avsLine1Fail", "4000000000000028", address_check="fail"),
    Card("tok_avsZipFail", "4000000000000036", zip_check="fail"),
    Card("tok_avsUnchecked", "4000000000000044", address_check="unavailable",
             zip_check="unavailable"),
    Card("tok_bypassPending", "4000000000000077"),
    Card("tok_refundFail", "4000000000005126", refund="expired_or_canceled_card"),
    Card("tok_createDispute", "4000000000000259", dispute=dispute_life.FRAUD),
    Card("tok_createDisputeProductNotReceived", "4000000000002685",
             dispute=dispute_life.NOT_RECEIVED),
    Card("tok_createDisputeInquiry", "4000000000001976",
             dispute=dispute_life.INQUIRY),
]  # fmt: skip
"""Source: docs.stripe.com/testing#declined-payments, and #fraud-prevention.

A dispute, and a refund that fails, come after the charge: it succeeds like any other.
"""

COUNTRIES = {
    "us": "4242424242424242", "br": "4000000760000002", "ca": "4000001240000000",
    "mx": "4000004840008001", "at": "4000000400000008", "be": "4000000560000004",
    "dk": "4000002080000001", "fi": "4000002460000001", "fr": "4000002500000003",
    "de": "4000002760000016", "gb": "4000008260000000", "ie": "4000003720000005",
    "it": "4000003800000008", "lu": "4000004420000006", "nl": "4000005280000002",
    "no": "4000005780000007", "pt": "4000006200000007", "es": "4000007240000007",
    "se": "4000007520000008", "ch": "4000007560000009", "au": "4000000360000006",
    "cn": "4000001560000002", "hk": "4000003440000004", "in": "4000003560000008",
    "jp": "4000003920000003", "my": "4000004580000002", "nz": "4000005540000008",
    "sg": "4000007020000003", "za": "4000007100000006",
}  # fmt: skip
"""Source: docs.stripe.com/testing#international-cards"""

ABROAD = [
    Card(f"tok_{code}", number, country=code.upper())
    for code, number in COUNTRIES.items()
]
CARDS = {card.token: card for card in PLAIN + SECURE + REFUSING + ABROAD if card.token}
NUMBERS = {card.number: card for card in reversed(PLAIN + SECURE + REFUSING + ABROAD)}


TWELVE_TO_NINETEEN = re.compile(r"[0-9]{12,19}")


def by_number(number: str) -> Card | None:
    """The test card with this number; blanks and hyphens are forgiven."""
    return NUMBERS.get(bare(number))


def bare(number: str) -> str:
    """A card number without its blanks and hyphens."""
    return number.replace(" ", "").replace("-", "")


def is_card_number(number: str) -> bool:
    """Whether it is as long as a card number, and the last digit fits the rest.

    >>> is_card_number("4242 4242 4242 4242"), is_card_number("4242424242424241")
    (True, False)

    Source: ISO/IEC 7812-1, lengths and check digit
    """
    digits = bare(number)
    return bool(TWELVE_TO_NINETEEN.fullmatch(digits)) and check_digit_fits(digits)
