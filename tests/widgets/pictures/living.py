"""Objects at some point of their lives, each made by its own few requests."""

from collections.abc import Callable

import pytest

from sandbox import Sandbox
from sandbox.errors import ApiError
from tests.asking import VISA
from tests.resources.making import PRICE, SEPA


def source(**state: object) -> Callable[[Sandbox], str]:
    """A source in a state that is said, of a customer when one is named."""

    def make(sandbox: Sandbox) -> str:
        if "customer" in state:
            sandbox.given("cus_1")
        return str(sandbox.given("src_1", **state)["id"])

    return make


def second_source(sandbox: Sandbox) -> str:
    """A source whose customer has another default."""
    source(customer="cus_1")(sandbox)
    return str(sandbox.given("src_2", customer="cus_1")["id"])


def emptied(sandbox: Sandbox) -> str:
    """A receiver whose money was charged, all of it, with its customer."""
    receiver = source(type="sepa_credit_transfer", customer="cus_1")(sandbox)
    money = {"amount": 1000, "currency": "eur", "customer": "cus_1"}
    sandbox.call("charges.create", source=receiver, **money)
    return receiver


def account(iban: str) -> Callable[[Sandbox], str]:
    """A bank account to be debited."""

    def make(sandbox: Sandbox) -> str:
        made = sandbox.call("sources.create", **SEPA | {"sepa_debit": {"iban": iban}})
        return str(made["id"])

    return make


def attached(make: Callable[[Sandbox], str]) -> Callable[[Sandbox], str]:
    """The source of a customer."""

    def made(sandbox: Sandbox) -> str:
        customer, own = sandbox.given("cus_1")["id"], make(sandbox)
        sandbox.call("customers.sources.create", customer=customer, source=own)
        return own

    return made


def charge(token: str = VISA["token"], **params: object) -> Callable[[Sandbox], str]:
    """A charge of a card."""

    def make(sandbox: Sandbox) -> str:
        made = sandbox.call("charges.create", source=token, **PRICE, **params)
        return str(made["id"])

    return make


def debit(make: Callable[[Sandbox], str]) -> Callable[[Sandbox], str]:
    """A charge of a source."""

    def made(sandbox: Sandbox) -> str:
        paid = sandbox.call("charges.create", source=make(sandbox), **PRICE)
        return str(paid["id"])

    return made


def refund(
    make: Callable[[Sandbox], str], **params: object
) -> Callable[[Sandbox], str]:
    """A refund of a charge."""

    def made(sandbox: Sandbox) -> str:
        back = sandbox.call("refunds.create", charge=make(sandbox), **params)
        return str(back["id"])

    return made


def refunded(
    make: Callable[[Sandbox], str], **params: object
) -> Callable[[Sandbox], str]:
    """A charge that was refunded."""

    def made(sandbox: Sandbox) -> str:
        back = refund(make, **params)(sandbox)
        return str(sandbox.call("refunds.retrieve", refund=back)["charge"])

    return made


def declined(sandbox: Sandbox) -> str:
    """A charge that failed."""
    with pytest.raises(ApiError):
        charge("tok_chargeDeclined")(sandbox)
    return str(sandbox.objects("charges")[0]["id"])


def old(make: Callable[[Sandbox], str], days: int) -> Callable[[Sandbox], str]:
    """The same, some days later."""

    def made(sandbox: Sandbox) -> str:
        object_id = make(sandbox)
        sandbox.advance(days=days)
        return object_id

    return made


def dispute(token: str, text: str = "", **given: bool) -> Callable[[Sandbox], str]:
    """A dispute of a charge, answered with a text; its charge may be refunded."""

    def made(sandbox: Sandbox) -> str:
        charge(token)(sandbox)
        found = sandbox.objects("disputes")[0]
        if given:
            sandbox.call("refunds.create", charge=found["charge"])
        if text:
            evidence = {"uncategorized_text": text}
            sandbox.call("disputes.update", dispute=found["id"], evidence=evidence)
        return str(found["id"])

    return made


DEBIT = source(type="sepa_debit")
FRAUD, INQUIRY = "tok_createDispute", "tok_createDisputeInquiry"
