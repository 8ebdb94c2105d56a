"""What each object of an answer is made of: its fields, and what they hold.

>>> fields("balance.sum")["amount"]
Shape(types=('int',), always=True)
>>> fields("charge")["refunds"]
Shape(types=('list<refund>',), always=False)
"""

from functools import lru_cache
from typing import NamedTuple

PLAIN = ("text", "int", "number", "flag", "null", "texts", "any")
"""Types without a shape of their own; `texts` is a hash of texts, as metadata is.

`[text]` is an array of them, `list<card>` a list as the API answers it.
"""

OBJECTS = {
    "token": """
        id type: text; created: int; livemode used: flag; client_ip: null;
        card?: card; bank_account?: bank_account
    """,
    "source": """
        id client_secret flow status type usage: text; created: int; livemode: flag;
        amount: int|null; currency statement_descriptor: text|null; metadata: texts;
        owner: owner; customer?: text|customer|deleted; redirect?: redirect;
        receiver?: receiver; mandate?: mandate; card?: face;
        three_d_secure?: three_d_secure;
        sepa_debit?: sepa_debit; ideal bancontact giropay sofort?: bank;
        eps p24?: reference; alipay?: alipay; wechat?: wechat;
        multibanco?: multibanco; ach_credit_transfer?: ach_credit_transfer;
        sepa_credit_transfer?: sepa_credit_transfer; bitcoin?: bitcoin
    """,
    "source_transaction": """
        id currency source status type: text; amount created: int; livemode: flag;
        ach_credit_transfer?: ach_transaction; sepa_credit_transfer?: sepa_transaction
    """,
    "card": """
        id brand country fingerprint funding last4: text; exp_month exp_year: int;
        address_city address_country address_line1 address_line2 address_state
        address_zip address_line1_check address_zip_check cvc_check name: text|null;
        dynamic_last4 tokenization_method: null; metadata: texts;
        customer?: text|null|customer|deleted
    """,
    "bank_account": """
        id bank_name country currency fingerprint last4 status: text;
        account_holder_type routing_number: text|null; metadata?: texts;
        account_holder_name name?: text|null; customer?: text|null|customer|deleted
    """,
    "customer": """
        id invoice_prefix tax_exempt: text; balance created: int; delinquent livemode:
        flag; address: address|null; shipping: shipping|null; metadata: texts;
        description email name phone: text|null; currency discount: null;
        default_source: text|null|payment_source; invoice_settings: invoice_settings;
        preferred_locales: [text]; sources?: list<payment_source>;
        subscriptions tax_ids?: list<any>; account_balance?: int;
        business_vat_id default_currency tax_info tax_info_verification?: null
    """,
    "charge": """
        id currency payment_method status: text; captured disputed livemode paid
        refunded: flag; amount amount_captured amount_refunded created: int;
        balance_transaction: text|null|balance_transaction;
        customer: text|null|customer|deleted; dispute: text|null|dispute;
        description failure_code failure_message receipt_email statement_descriptor
        transfer_group: text|null; billing_details: billing_details;
        payment_method_details: payment_method_details; outcome: outcome;
        fraud_details metadata: texts; shipping: shipping|null;
        source: payment_source; refunds?: list<refund>; application application_fee
        application_fee_amount calculated_statement_descriptor destination
        failure_balance_transaction on_behalf_of order payment_intent receipt_number
        receipt_url review source_transfer statement_descriptor_suffix transfer_data:
        null; invoice?: null
    """,
    "refund": """
        id currency status: text; amount created: int; metadata: texts;
        balance_transaction: text|null|balance_transaction; charge: text|charge;
        reason: text|null; payment_intent receipt_number source_transfer_reversal
        transfer_reversal: null; failure_reason?: text;
        failure_balance_transaction?: text|balance_transaction
    """,
    "balance_transaction": """
        id currency reporting_category status type: text; amount available_on created
        fee net: int; description: text|null; exchange_rate: null;
        fee_details: [fee]; source: text|charge|refund|dispute;
        sourced_transfers?: list<any>
    """,
    "balance": "livemode: flag; available pending: [balance.sum]",
    "dispute": """
        id currency reason status: text; amount created: int; livemode
        is_charge_refundable: flag; metadata: texts; charge: text|charge;
        balance_transactions: [balance_transaction]; evidence evidence_details: any;
        balance_transaction?: text|null|balance_transaction;
        payment_intent?: null
    """,
    "event": """
        id api_version type: text; created pending_webhooks: int; livemode: flag;
        data: happened; request: text|null|event.request
    """,
    "webhook_endpoint": """
        id status url: text; created: int; livemode: flag; metadata: texts;
        enabled_events: [text]; api_version description: text|null;
        application: null; secret?: text
    """,
    "sandbox.clock": "now: int; happened: [due]",
    "sandbox.failure": "failure: text; operation: text|null",
    "sandbox.request": """
        id method path: text; created status: int; params response: any;
        events: [text];
        idempotency_key operation rule version: text|null
    """,
    "sandbox.delivery": """
        id event status to type: text; tries: int; answer: int|null;
        next_try: number|null; error: text|null
    """,
}
"""What is answered as an object, which names itself in its field `object`.

`name?` may be absent: it belongs to some types, or to some API versions.
Source: docs.stripe.com/api
"""

HASHES = {
    "address": "city country line1 line2 postal_code state: text|null",
    "shipping": """
        address: address; name: text; carrier phone tracking_number: text|null
    """,
    "owner": """
        address: address|null; email name phone verified_email verified_name
        verified_phone: text|null; verified_address: address|null
    """,
    "invoice_settings": "custom_fields default_payment_method footer: null",
    "billing_details": "address: address|null; email name phone: text|null",
    "face": """
        brand country fingerprint funding last4 three_d_secure: text; exp_month
        exp_year: int; address_line1_check address_zip_check cvc_check name: text|null;
        dynamic_last4 tokenization_method: null
    """,
    "redirect": "return_url status url: text; failure_reason: text|null",
    "mandate": """
        interval notification_method reference url: text; acceptance: acceptance;
        amount: int|null; currency: text|null
    """,
    "acceptance": """
        status: text; date: int|null; ip type user_agent: text|null; offline online: any
    """,
    "sepa_debit": """
        bank_code country fingerprint last4 mandate_reference mandate_url: text;
        branch_code: text|null
    """,
    "bank": """
        bank bank_code bank_name bic country iban_last4 preferred_language
        statement_descriptor?: text|null
    """,
    "reference": "reference: text; statement_descriptor?: text|null",
    "alipay": "data_string native_url statement_descriptor: text|null",
    "wechat": "prepay_id qr_code_url statement_descriptor: text|null",
    "multibanco": """
        entity reference: text; refund_account_holder_address_city
        refund_account_holder_address_country refund_account_holder_address_line1
        refund_account_holder_address_line2 refund_account_holder_address_postal_code
        refund_account_holder_address_state refund_account_holder_name
        refund_iban: text|null
    """,
    "ach_credit_transfer": """
        account_number bank_name fingerprint routing_number swift_code: text;
        refund_account_holder_name refund_account_holder_type refund_routing_number
        refund_account_number?: text|null
    """,
    "ach_transaction": """
        customer_data: text|null; fingerprint last4 routing_number: text
    """,
    "sepa_transaction": "reference sender_iban sender_name: text|null",
    "sepa_credit_transfer": """
        bank_name bic iban: text; refund_account_holder_address_city
        refund_account_holder_address_country refund_account_holder_address_line1
        refund_account_holder_address_line2 refund_account_holder_address_postal_code
        refund_account_holder_address_state refund_account_holder_name
        refund_iban?: text|null
    """,
    "bitcoin": """
        address uri: text; amount amount_charged amount_received amount_returned: int;
        refund_address?: text|null
    """,
    "receiver": """
        address: text|null; amount_charged amount_received amount_returned: int;
        refund_attributes_method refund_attributes_status: text
    """,
    "three_d_secure": """
        card: text; customer: text|null; authenticated: flag; brand country
        fingerprint funding last4 three_d_secure: text; exp_month exp_year: int;
        address_line1_check address_zip_check cvc_check name: text|null;
        dynamic_last4 tokenization_method: null
    """,
    "outcome": "network_status risk_level seller_message type: text; reason: text|null",
    "payment_method_details": "type: text; *: any",
    "fee": """
        amount: int; application: null; currency type: text; description: text|null
    """,
    "balance.sum": "amount: int; currency: text; source_types: any",
    "happened": "object: any; previous_attributes?: any",
    "event.request": "id idempotency_key: text|null",
    "due": "at: int; object_id status trigger: text",
    "refusal": """
        message type: text; charge code decline_code doc_url param?: text
    """,
    "error": "error: refusal",
    "deleted": "id object: text; deleted: flag",
}
"""What stands inside an object, or in its place."""

ALIKE = {"payment_source": ("source", "card", "bank_account", "deleted")}
"""One of several objects: what a customer pays with."""


class Shape(NamedTuple):
    """What a field holds, one of these types, and whether it is always there."""

    types: tuple[str, ...]
    always: bool


@lru_cache(maxsize=128)
def fields(name: str) -> dict[str, Shape]:
    """The fields of an object or a hash; `*` stands for those that are not named.

    Raises: KeyError for a name without a shape.
    """
    text = OBJECTS.get(name) or HASHES[name]
    shapes = {"object": Shape((f"={name}",), always=True)} if name in OBJECTS else {}
    for group in text.split(";"):
        names, _, types = group.rpartition(":")
        always = not names.endswith("?")
        shape = Shape(tuple(types.strip().split("|")), always)
        shapes |= dict.fromkeys(names.rstrip("?").split(), shape)
    return shapes
