"""What the real API has, and the sandbox has not.

>>> [is_beyond(name) for name in ("PaymentIntent", "payment_intents", "V1Accounts")]
[True, True, True]
>>> is_beyond("charges")
False
"""

BEYOND = (
    "PaymentIntent SetupIntent PaymentMethod Subscription SubscriptionItem Plan "
    "Product Price Invoice InvoiceItem Coupon Account AccountLink Transfer Payout "
    "Order SKU Card BankAccount BitcoinReceiver ApplicationFee CountrySpec "
    "EphemeralKey "
    "FileUpload File FileLink LoginLink Recipient Topup TransferReversal ThreeDSecure "
    "AlipayAccount ApplePayDomain OrderReturn Review ExchangeRate Discount Person "
    "Capability TaxRate TaxId CreditNote Mandate PromotionCode Quote Checkout Terminal "
    "Reporting Radar Issuing BillingPortal Billing Identity Treasury Tax TestHelpers "
    "Sigma SubscriptionSchedule UsageRecord CashBalance PaymentLink ShippingRate "
    "ConfirmationToken CustomerSession SetupAttempt"
).split()
"""Classes of the SDKs that the sandbox has no operation of.

Source: docs.stripe.com/api, github.com/stripe/stripe-python, stripe/__init__.py
"""

PLURALS = {f"{name}s".lower() for name in BEYOND} | {
    "capabilities", "identity", "people", "taxes",
}  # fmt: skip

NEAREST = {
    "payment_intents": "POST /v1/charges",
    "payment_links": "POST /v1/charges",
    "checkout": "POST /v1/charges",
    "orders": "POST /v1/charges",
    "invoices": "POST /v1/charges",
    "subscriptions": "POST /v1/charges",
    "payment_methods": "POST /v1/sources",
    "mandates": "POST /v1/sources",
    "setup_intents": "POST /v1/customers/{customer}/sources",
    "cards": "POST /v1/customers/{customer}/sources",
    "bank_accounts": "POST /v1/customers/{customer}/sources",
    "confirmation_tokens": "POST /v1/tokens",
    "transfers": "GET /v1/balance_transactions",
    "payouts": "GET /v1/balance_transactions",
    "topups": "GET /v1/balance_transactions",
}
"""What comes nearest to a part of an address, of what the sandbox has.

Source: docs.stripe.com/payments/payment-methods/transitioning,
docs.stripe.com/payments/payment-intents/migration, docs.stripe.com/api/balance
"""


def is_beyond(name: str) -> bool:
    """Whether a class, a package, a service or a part of an address is one of those."""
    first = name.partition(".")[0].replace("_", "").lower().removeprefix("v1")
    return first in PLURALS or f"{first}s" in PLURALS
