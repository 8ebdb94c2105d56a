"""Accounts to send money to: what they show, what arrives, and what is left."""

import re
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.domain import ibans
from sandbox.resources.types.receivers import ACCOUNTS, Account
from tests.asking import INVALID
from tests.resources.making import (
    EXAMPLES,
    a_source,
    attach,
    charge,
    detach,
    refusal,
    refused,
    the_charge,
    the_source,
    told,
)

EMAIL = {"email": "amount_4242@example.com"}
TRANSFER = EXAMPLES["sepa_credit_transfer"] | {"owner": EMAIL}
NEVER = {"email": "me+fill_never@example.com"}
VOUCHER = EXAMPLES["multibanco"] | {"owner": NEVER}
EURO = {"currency": "eur"}


RECEIVER = {
    "amount_charged": 0,
    "amount_received": 0,
    "amount_returned": 0,
    "refund_attributes_method": "email",
    "refund_attributes_status": "missing",
}


@pytest.mark.parametrize("kind", ACCOUNTS)
def test_a_receiver_begins_empty(sandbox: Sandbox, kind: str) -> None:
    """A new account is waited for: nothing arrived, and nothing was charged."""
    source = sandbox.call("sources.create", **EXAMPLES[kind])

    address = source["receiver"].pop("address")
    assert ("pending", RECEIVER) == (source["status"], source["receiver"])
    assert set(address.split("-")) <= set(source[kind].values())


HOLDER = {
    "refund_account_holder_address_city",
    "refund_account_holder_address_country",
    "refund_account_holder_address_line1",
    "refund_account_holder_address_line2",
    "refund_account_holder_address_postal_code",
    "refund_account_holder_address_state",
    "refund_account_holder_name",
    "refund_iban",
}
KEYS = {
    "multibanco": {"entity", "reference"} | HOLDER,
    "ach_credit_transfer": set(
        "account_number bank_name fingerprint refund_account_holder_name"
        " refund_account_holder_type refund_routing_number routing_number"
        " swift_code".split()
    ),
    "sepa_credit_transfer": {"bank_name", "bic", "iban"} | HOLDER,
    "bitcoin": set(
        "address amount amount_charged amount_received amount_returned"
        " refund_address uri".split()
    ),
}


@pytest.mark.parametrize(("kind", "keys"), KEYS.items(), ids=KEYS)
def test_the_keys_of_an_account(sandbox: Sandbox, kind: str, keys: set[str]) -> None:
    """An account has its keys; where a refund would go is not known."""
    account = sandbox.call("sources.create", **EXAMPLES[kind])[kind]

    assert set(account) == keys
    assert {None} == {account[key] for key in keys if key.startswith("refund_")}


NUMBERS = {
    "ach_credit_transfer": {
        "account_number": "test_[0-9a-z]{12}",
        "bank_name": "TEST BANK",
        "fingerprint": "[0-9A-Za-z]{16}",
        "routing_number": "110000000",
        "swift_code": "TSTEZ122",
    },
    "sepa_credit_transfer": {"iban": "DE[0-9]{20}", "bic": "TESTDE00"},
    "multibanco": {"entity": "[0-9]{5}", "reference": "[0-9]{9}"},
    "bitcoin": {
        "address": "test_[0-9A-Za-z]{29}",
        "uri": r"bitcoin:test_[0-9A-Za-z]{29}[?]amount=0[.]00439600",
    },
}


@pytest.mark.parametrize(("kind", "numbers"), NUMBERS.items(), ids=NUMBERS)
def test_the_numbers_of_an_account(
    sandbox: Sandbox, kind: str, numbers: dict[str, str]
) -> None:
    """The numbers of an account have their form, and are its own."""
    accounts = [sandbox.call("sources.create", **EXAMPLES[kind]) for _ in range(2)]

    for name, form in numbers.items():
        assert re.fullmatch(form, accounts[0][kind][name])
    first, second = (account["receiver"]["address"] for account in accounts)
    assert first != second


def test_an_iban_to_send_money_to_is_an_iban(sandbox: Sandbox) -> None:
    """The IBAN of an account has the right check digits."""
    source = sandbox.call("sources.create", **TRANSFER)

    iban = source["sepa_credit_transfer"]["iban"]
    assert iban == ibans.account(iban).iban == source["receiver"]["address"]


def test_a_voucher_has_a_page(sandbox: Sandbox) -> None:
    """Multibanco shows its numbers on a page, which leads back; others have none."""
    voucher = sandbox.call("sources.create", **VOUCHER)

    assert ("pending", "https://example.com/return") == (
        voucher["redirect"]["status"],
        voucher["redirect"]["return_url"],
    )
    assert "redirect" not in sandbox.call("sources.create", **TRANSFER)


@pytest.mark.parametrize("method", ["email", "manual", "none"])
def test_how_a_refund_is_asked_about(sandbox: Sandbox, method: str) -> None:
    """Who makes an account says how its owner is asked where a refund goes."""
    sent = VOUCHER | {"receiver": {"refund_attributes_method": method}}

    receiver = sandbox.call("sources.create", **sent)["receiver"]

    assert method == receiver["refund_attributes_method"]


@pytest.mark.parametrize("account", ACCOUNTS.values(), ids=ACCOUNTS)
def test_an_account_names_its_source(account: Account) -> None:
    """Every account says where its fields are published."""
    assert re.match("(Source|Assumed): .", account.source)


def test_a_bitcoin_payment_is_counted_in_both(sandbox: Sandbox) -> None:
    """What arrives in bitcoin is counted in dollars, and in its own unit."""
    source = a_source(sandbox, **EXAMPLES["bitcoin"])

    sandbox.fund(source)
    charge(sandbox, source=source, currency="usd")

    shown = the_source(sandbox, source)
    assert (1099, 1099) == (
        shown["receiver"]["amount_received"],
        shown["receiver"]["amount_charged"],
    )
    assert (439_600, 439_600, 439_600, 0) == tuple(
        shown["bitcoin"][name]
        for name in ("amount", "amount_received", "amount_charged", "amount_returned")
    )


def test_the_end_of_bitcoin(sandbox: Sandbox) -> None:
    """Bitcoin is refused from the day on which it ended, with the day."""
    sandbox.advance(days=321, hours=11, minutes=59, seconds=59)
    a_source(sandbox, **EXAMPLES["bitcoin"])
    sandbox.advance(seconds=1)

    error = refused(sandbox, "sources.create", **EXAMPLES["bitcoin"])

    assert (400, INVALID, None, "type") == (
        error.status,
        error.kind,
        error.code,
        error.param,
    )
    assert "2018-04-23" in error.message


def test_a_voucher_waits_for_all_of_its_amount(sandbox: Sandbox) -> None:
    """A single-use account is chargeable once all of its amount has arrived."""
    source = a_source(sandbox, **VOUCHER)

    assert "pending" == sandbox.fund(source, 1000)["status"]
    assert "chargeable" == sandbox.fund(source, 99)["status"]
    assert [
        "source.transaction.created",
        "source.chargeable",
        "source.transaction.created",
    ] == told(sandbox)


def test_more_than_was_asked_for_goes_back(sandbox: Sandbox) -> None:
    """What a single-use account was sent too much is returned when it is charged."""
    source = a_source(sandbox, **VOUCHER)
    sandbox.fund(source, 1500)

    paid = charge(sandbox, source=source)

    assert ("consumed", 1500, 1099, 401) == counted(paid["source"])
    assert ("consumed", 1500, 1099, 401) == counted(the_source(sandbox, source))


def counted(source: dict[str, Any]) -> tuple[Any, ...]:
    """The status of a receiver, and what was received, charged and returned."""
    names = ("amount_received", "amount_charged", "amount_returned")
    return source["status"], *(source["receiver"][name] for name in names)


def test_an_attached_account_is_charged_bit_by_bit(sandbox: Sandbox) -> None:
    """Assumed: what was sent to an attached account is charged in as many parts."""
    source = a_source(sandbox, **TRANSFER)
    sandbox.given("cus_1")
    attach(sandbox, "cus_1", source)

    charge(sandbox, customer="cus_1", amount=1000)
    charge(sandbox, customer="cus_1", amount=3242)

    assert ("chargeable", 4242, 4242, 0) == counted(the_source(sandbox, source))
    sandbox.fund(source, 500)
    charge(sandbox, customer="cus_1", amount=500)
    assert ("chargeable", 4742, 4742, 0) == counted(the_source(sandbox, source))


def test_an_account_that_nobody_has_is_charged_to_its_last_cent(
    sandbox: Sandbox,
) -> None:
    """Assumed: it is consumed by the charge that takes the last of its money."""
    source = a_source(sandbox, **TRANSFER)

    charge(sandbox, source=source, amount=4000)
    assert ("chargeable", 4242, 4000, 0) == counted(the_source(sandbox, source))

    charge(sandbox, source=source, amount=242)
    assert ("consumed", 4242, 4242, 0) == counted(the_source(sandbox, source))


def test_no_more_is_charged_than_was_sent(sandbox: Sandbox) -> None:
    """A charge of more than is left is refused, and says how much that is."""
    source = a_source(sandbox, **TRANSFER)
    charge(sandbox, source=source, amount=4000)
    asked = {"source": source, "amount": 243, "currency": "eur"}

    error = refused(sandbox, "charges.create", **asked)

    assert (400, INVALID, None, "amount") == (
        error.status,
        error.kind,
        error.code,
        error.param,
    )
    assert "only 242 " in error.message


def test_how_a_transfer_paid(sandbox: Sandbox) -> None:
    """The details of a charge name the account, and not where a refund would go."""
    source = a_source(sandbox, **TRANSFER)

    paid = charge(sandbox, source=source, amount=4242)

    details = the_charge(sandbox, paid["id"])["payment_method_details"]
    assert {"type", "sepa_credit_transfer"} == set(details)
    assert {"bank_name", "bic", "iban"} == set(details["sepa_credit_transfer"])


def test_what_nobody_charged_goes_back(sandbox: Sandbox) -> None:
    """Canceled after six hours, an account gives back what it was sent, and asks."""
    source = a_source(sandbox, **VOUCHER)
    sandbox.fund(source)
    before = len(told(sandbox))

    sandbox.advance(hours=6)

    shown = the_source(sandbox, source)
    assert ("canceled", 1099, 0, 1099) == counted(shown)
    assert "requested" == shown["receiver"]["refund_attributes_status"]
    assert ["source.canceled", "source.refund_attributes_required"] == told(
        sandbox, since=before
    )


def test_a_part_that_came_too_late_goes_back(sandbox: Sandbox) -> None:
    """After seven days what has arrived so far goes back."""
    source = a_source(sandbox, **VOUCHER)
    sandbox.fund(source, 500)

    sandbox.advance(days=7)

    assert ("canceled", 500, 0, 500) == counted(the_source(sandbox, source))


def test_nobody_is_asked_who_said_so(sandbox: Sandbox) -> None:
    """With another way to ask, money goes back without an event."""
    sent = VOUCHER | {"receiver": {"refund_attributes_method": "manual"}}
    source = a_source(sandbox, **sent)
    sandbox.fund(source)

    sandbox.advance(hours=6)

    shown = the_source(sandbox, source)
    assert ("canceled", 1099, 0, 1099) == counted(shown)
    assert "missing" == shown["receiver"]["refund_attributes_status"]
    assert "source.canceled" == told(sandbox)[-1]


def test_a_detached_account_gives_back_what_is_left(sandbox: Sandbox) -> None:
    """Detached, an account is consumed, and what it was sent goes back."""
    source = a_source(sandbox, **TRANSFER)
    sandbox.given("cus_1")
    attach(sandbox, "cus_1", source)
    charge(sandbox, customer="cus_1", amount=1000)

    detached = detach(sandbox, "cus_1", source)

    assert ("consumed", 4242, 1000, 3242) == counted(detached)


GIVEN = {
    "pending": (0, 0, 0),
    "chargeable": (1099, 0, 0),
    "consumed": (1099, 1099, 0),
    "canceled": (0, 0, 0),
}


@pytest.mark.parametrize(("status", "counts"), GIVEN.items(), ids=GIVEN)
def test_a_given_account_was_sent_its_amount(
    sandbox: Sandbox, status: str, counts: tuple[int, int, int]
) -> None:
    """A given account has received, and has paid, what its status takes."""
    given = sandbox.given("src_1", type="multibanco", status=status)

    assert (status, *counts) == counted(given)


def test_a_given_account_cannot_have_failed(sandbox: Sandbox) -> None:
    """There is nobody at a bank who could refuse to send money."""
    assert (400, INVALID, None, "status") == refusal(
        sandbox, "workbench.given", id="src_1", type="multibanco", status="failed"
    )
