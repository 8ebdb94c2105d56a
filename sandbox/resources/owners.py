"""Names and addresses, as they are sent and as they are shown."""

from pydantic import Field

from sandbox.request.params import Hash, Text, Unset
from sandbox.wire import StripeObject

ADDRESS = ("city", "country", "line1", "line2", "postal_code", "state")
BILLING = ("address", "email", "name", "phone")
ON_A_CARD = {
    line: f"address_{'zip' if line == 'postal_code' else line}" for line in ADDRESS
}
"""What a card calls each line of its address."""


class Address(Hash):
    """Where somebody lives."""

    city: Unset[Text] = None
    country: Unset[Text] = Field(None, description="Two letters, such as DE.")
    line1: Unset[Text] = None
    line2: Unset[Text] = None
    postal_code: Unset[Text] = None
    state: Unset[Text] = None


class Owner(Hash):
    """Who stands behind a source."""

    address: Unset[Address] = None
    email: Unset[Text] = Field(None, description="An e-mail address.")
    name: Unset[Text] = Field(None, description="The full name.")
    phone: Unset[Text] = None


class Shipping(Hash):
    """Where the goods go."""

    address: Address
    name: Text
    carrier: Unset[Text] = None
    phone: Unset[Text] = None
    tracking_number: Unset[Text] = None


def address(sent: Address | None) -> StripeObject | None:
    """An address with all its lines, or none at all."""
    return {line: getattr(sent, line) for line in ADDRESS} if sent else None


def owner(sent: Owner | None) -> StripeObject:
    """The owner as a source shows it: what was verified comes later, from the bank.

    Source: docs.stripe.com/api/sources/object#source_object-owner
    """
    known: StripeObject = {"address": address(sent.address if sent else None)}
    known |= {name: getattr(sent, name, None) for name in ("email", "name", "phone")}
    return known | {f"verified_{name}": None for name in known}


def billing(source: StripeObject) -> StripeObject:
    """Who pays, as a charge shows it: a source's owner, or the name on another object.

    Source: docs.stripe.com/api/charges/object#charge_object-billing_details
    """
    if "owner" in source:
        return {key: source["owner"][key] for key in BILLING}
    if source["object"] == "bank_account":
        return dict.fromkeys(BILLING) | {"name": source["account_holder_name"]}
    known: StripeObject = dict.fromkeys(BILLING) | {"name": source["name"]}
    where = {line: source[name] for line, name in ON_A_CARD.items()}
    return known | {"address": where}


def shipping(sent: Shipping | None) -> StripeObject | None:
    """Shipping as it is shown: every key there, the address in full."""
    if sent is None:
        return None
    fields = {name: getattr(sent, name) for name in Shipping.model_fields}
    return fields | {"address": address(sent.address)}
