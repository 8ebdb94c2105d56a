"""Evidence: what you have to say against a dispute."""

from sandbox.request.params import Hash, Text, Unset
from sandbox.wire import StripeObject


class Evidence(Hash):
    """What speaks for you: texts, and the ids of files, which are kept as texts."""

    access_activity_log: Unset[Text] = None
    billing_address: Unset[Text] = None
    cancellation_policy: Unset[Text] = None
    cancellation_policy_disclosure: Unset[Text] = None
    cancellation_rebuttal: Unset[Text] = None
    customer_communication: Unset[Text] = None
    customer_email_address: Unset[Text] = None
    customer_name: Unset[Text] = None
    customer_purchase_ip: Unset[Text] = None
    customer_signature: Unset[Text] = None
    duplicate_charge_documentation: Unset[Text] = None
    duplicate_charge_explanation: Unset[Text] = None
    duplicate_charge_id: Unset[Text] = None
    product_description: Unset[Text] = None
    receipt: Unset[Text] = None
    refund_policy: Unset[Text] = None
    refund_policy_disclosure: Unset[Text] = None
    refund_refusal_explanation: Unset[Text] = None
    service_date: Unset[Text] = None
    service_documentation: Unset[Text] = None
    shipping_address: Unset[Text] = None
    shipping_carrier: Unset[Text] = None
    shipping_date: Unset[Text] = None
    shipping_documentation: Unset[Text] = None
    shipping_tracking_number: Unset[Text] = None
    uncategorized_file: Unset[Text] = None
    uncategorized_text: Unset[Text] = None


def nothing() -> StripeObject:
    """The evidence of a dispute to which nothing was said.

    Source: docs.stripe.com/api/disputes/evidence_object
    """
    return dict.fromkeys(Evidence.model_fields)
