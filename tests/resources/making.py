"""What the tests of the objects begin with: sources, customers, charges, refusals."""

from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.domain.payment_types import TYPES
from sandbox.errors import ApiError
from sandbox.wire import StripeObject
from tests.asking import VISA, contents

START = 1496664000
GERMAN, FRENCH = "DE89370400440532013000", "FR1420041010050500013M02606"
FAILING = "DE62370400440532013001"

SEPA = {
    "type": "sepa_debit",
    "currency": "eur",
    "owner": {"name": "Jenny Rosen"},
    "sepa_debit": {"iban": GERMAN},
}
FAILING_SEPA = SEPA | {"sepa_debit": {"iban": FAILING}}
IDEAL = {
    "type": "ideal",
    "amount": 1099,
    "currency": "eur",
    "redirect": {"return_url": "https://example.com/return"},
}
EXAMPLES = {name: {"type": name, **kind.example} for name, kind in TYPES.items()}
"""What makes a source of each type; for 3D Secure a card is still to be named."""

PRICE = {"amount": 1099, "currency": "eur"}
TYPED: dict[str, Any] = {
    "number": "4242424242424242",
    "exp_month": 12,
    "exp_year": 2030,
}
ACCOUNT: dict[str, Any] = {
    "country": "US",
    "currency": "usd",
    "account_holder_name": "Jenny Rosen",
    "account_holder_type": "individual",
    "routing_number": "110000000",
    "account_number": "000123456789",
}
HOME = {
    "name": "Jenny Rosen",
    "address_line1": "Street 1",
    "address_city": "Berlin",
    "address_zip": "10115",
}

Refusal = tuple[int, str, str | None, str | None]


def a_source(sandbox: Sandbox, **params: Any) -> str:
    """The id of a new source: a Visa card, unless the parameters say otherwise."""
    sent = params if "type" in params else VISA | params
    made: str = sandbox.call("sources.create", **sent)["id"]
    return made


def example(sandbox: Sandbox, kind: str) -> dict[str, Any]:
    """What makes a source of a type; for 3D Secure, with a card that asks for it."""
    if kind != "three_d_secure":
        return EXAMPLES[kind]
    card = a_source(sandbox, token="tok_threeDSecureRequired")
    return EXAMPLES[kind] | {"three_d_secure": {"card": card}}


def a_chargeable_ideal(sandbox: Sandbox, **params: Any) -> str:
    """The id of a new iDEAL source that its owner has authorised."""
    source = a_source(sandbox, **IDEAL | params)
    sandbox.authorise(source)
    return source


def a_customer(sandbox: Sandbox, *sources: str, **params: Any) -> str:
    """The id of a new customer with these sources, attached one after the other."""
    made: str = sandbox.call("customers.create", **params)["id"]
    for source in sources:
        attach(sandbox, made, source)
    return made


def attach(sandbox: Sandbox, customer: str, source: str) -> StripeObject:
    """Attach a source to a customer."""
    return sandbox.call("customers.sources.create", customer=customer, source=source)


def a_card(sandbox: Sandbox, customer: str) -> str:
    """The id of a new card of a customer, made of a token: a Visa card."""
    made: str = attach(sandbox, customer, "tok_visa")["id"]
    return made


def an_account(sandbox: Sandbox, customer: str, *, number: str = "000123456789") -> str:
    """The id of a new bank account of a customer, which is yet to be verified."""
    token = sandbox.call(
        "tokens.create", bank_account=ACCOUNT | {"account_number": number}
    )
    made: str = attach(sandbox, customer, token["id"])["id"]
    return made


def verify(sandbox: Sandbox, customer: str, account: str) -> StripeObject:
    """Verify a bank account of a customer."""
    return sandbox.call(
        "customers.sources.verify",
        customer=customer,
        source=account,
        amounts=[32, 45],
    )


def detach(sandbox: Sandbox, customer: str, source: str) -> StripeObject:
    """Detach a source from a customer."""
    return sandbox.call("customers.sources.detach", customer=customer, source=source)


def charge(sandbox: Sandbox, **params: Any) -> StripeObject:
    """A charge of 10.99 eur, unless the parameters say otherwise."""
    return sandbox.call("charges.create", **PRICE | params)


def the_source(sandbox: Sandbox, source: str) -> StripeObject:
    """A source as it is now."""
    return sandbox.call("sources.retrieve", source=source)


def the_charge(sandbox: Sandbox, made: str) -> StripeObject:
    """A charge as it is now."""
    return sandbox.call("charges.retrieve", charge=made)


def the_customer(sandbox: Sandbox, customer: str) -> StripeObject:
    """A customer as it is now."""
    return sandbox.call("customers.retrieve", customer=customer)


def saved(sandbox: Sandbox, customer: str, **query: Any) -> list[str]:
    """The ids in the list of a customer's sources."""
    listed = sandbox.call("customers.sources.list", customer=customer, **query)
    return ids(listed)


def ids(listed: StripeObject) -> list[str]:
    """The ids of a list, in its order."""
    return [one["id"] for one in listed["data"]]


def told(sandbox: Sandbox, *, since: int = 0) -> list[str]:
    """The types of the events so far, the oldest first; `since` leaves some out."""
    return [event["type"] for event in sandbox.objects("events")[since:]]


def refused(sandbox: Sandbox, operation: str, /, **params: Any) -> ApiError:
    """The refusal of an operation, which leaves everything as it was."""
    before = contents(sandbox)
    with pytest.raises(ApiError) as caught:
        sandbox.call(operation, **params)

    assert before == contents(sandbox)
    return caught.value


def refusal(sandbox: Sandbox, operation: str, /, **params: Any) -> Refusal:
    """The status, type, code and param of that refusal: what programs look at."""
    error = refused(sandbox, operation, **params)
    return error.status, error.kind, error.code, error.param
