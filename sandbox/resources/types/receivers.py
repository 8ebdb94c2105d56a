"""Accounts that a customer sends money to: what they show, and what is left of it.

>>> iban("0532013000")
'DE89370400440532013000'
"""

from collections.abc import Callable
from typing import NamedTuple

from sandbox.clock import digits, scramble
from sandbox.domain.levers import DEFAULT_TRANSFER
from sandbox.resources import cards
from sandbox.resources.exchange import Exchange
from sandbox.resources.owners import ADDRESS
from sandbox.resources.types import redirects
from sandbox.resources.types.hashes import OfType
from sandbox.wire import StripeObject

BANK = "37040044"
SATOSHI = 400
"""Of a bitcoin, for a cent. Assumed: the price of June 2017, which never moves."""

HOLDER = (
    *(f"refund_account_holder_address_{line}" for line in ADDRESS),
    "refund_account_holder_name",
    "refund_iban",
)


class Account(NamedTuple):
    """What a type shows of the account: numbers of its own, and more that is unknown.

    `address` is what the receiver calls it, made of those numbers.
    """

    numbers: Callable[[int, StripeObject], StripeObject]
    unknown: tuple[str, ...]
    address: str
    source: str


def iban(number: str) -> str:
    """The IBAN of a German account with this number, of ten digits.

    Source: ISO 13616 (check digits)
    """
    rest = BANK + number
    check = 98 - int(f"{rest}131400") % 97  # D is 13, E is 14
    return f"DE{check:02}{rest}"


def _ach(seed: int, source: StripeObject) -> StripeObject:
    number = "test_" + scramble(seed, f"account {source['id']}", 12).lower()
    return {
        "account_number": number,
        "bank_name": "TEST BANK",
        "fingerprint": cards.fingerprint(seed, number),
        "routing_number": "110000000",
        "swift_code": "TSTEZ122",
    }


def _sepa(seed: int, source: StripeObject) -> StripeObject:
    number = digits(seed, f"account {source['id']}", 10)
    return {"bank_name": "TEST BANK", "bic": "TESTDE00", "iban": iban(number)}


def _multibanco(seed: int, source: StripeObject) -> StripeObject:
    number = digits(seed, f"account {source['id']}", 14)
    return {"entity": number[:5], "reference": number[5:]}


def _bitcoin(seed: int, source: StripeObject) -> StripeObject:
    address = "test_" + scramble(seed, f"account {source['id']}", 29)
    amount = source["amount"] * SATOSHI
    return {
        "address": address,
        "amount": amount,
        "amount_charged": 0,
        "amount_received": 0,
        "amount_returned": 0,
        "uri": f"bitcoin:{address}?amount={amount / 10**8:.8f}",
    }


ACCOUNTS = {
    "multibanco": Account(
        _multibanco,
        HOLDER,
        "{entity}-{reference}",
        "Source: docs.stripe.com/sources/multibanco",
    ),
    "ach_credit_transfer": Account(
        _ach,
        (
            "refund_account_holder_name",
            "refund_account_holder_type",
            "refund_routing_number",
        ),
        "{routing_number}-{account_number}",
        "Source: github.com/stripe/openapi, openapi/fixtures3.json",
    ),
    "sepa_credit_transfer": Account(
        _sepa, HOLDER, "{iban}", "Source: docs.stripe.com/sources/sepa-credit-transfer"
    ),
    "bitcoin": Account(
        _bitcoin,
        ("refund_address",),
        "{address}",
        "Assumed: the fields of the bitcoin receivers it took the place of",
    ),
}


def details(exchange: Exchange, params: OfType, source: StripeObject) -> StripeObject:
    """The account to send money to, and how much arrived so far: nothing.

    Source: docs.stripe.com/api/sources/object#source_object-receiver
    """
    kind = source["type"]
    account = ACCOUNTS[kind]
    numbers = account.numbers(exchange.store.seed, source)
    method = params.receiver.refund_attributes_method if params.receiver else None
    more: StripeObject = {
        kind: numbers | dict.fromkeys(account.unknown),
        "receiver": {
            "address": account.address.format_map(numbers),
            "amount_charged": 0,
            "amount_received": 0,
            "amount_returned": 0,
            "refund_attributes_method": method or "email",
            "refund_attributes_status": "missing",
        },
    }
    if params.redirect and kind == "multibanco":
        back = params.redirect.return_url
        more["redirect"] = redirects.redirect(exchange, source, back)
    return more


def left(source: StripeObject) -> int:
    """What is there to be charged, in the minor unit of the source's currency."""
    receiver = source["receiver"]
    gone = receiver["amount_charged"] + receiver["amount_returned"]
    there: int = receiver["amount_received"] - gone
    return there


def enough(source: StripeObject) -> bool:
    """Whether what has arrived can be charged.

    Assumed: a single-use account waits for all of its amount.
    """
    asked = source["amount"] if source["usage"] == "single_use" else 1
    return left(source) >= asked


def count(source: StripeObject, name: str, amount: int) -> None:
    """Add an amount to what was received, charged or returned so far."""
    source["receiver"][f"amount_{name}"] += amount
    if source["type"] == "bitcoin":
        source["bitcoin"][f"amount_{name}"] += amount * SATOSHI


def already(source: StripeObject, status: str) -> None:
    """Count what must have arrived, and been charged, for a source to be like this.

    Assumed: of a reusable one, as much as is sent in test mode.
    """
    amount = source["amount"] or DEFAULT_TRANSFER
    if status in {"chargeable", "consumed"}:
        count(source, "received", amount)
    if status == "consumed":
        count(source, "charged", amount)


def charge(source: StripeObject, amount: int) -> str:
    """Charge an amount that is there; what the table of moves calls that."""
    count(source, "charged", amount)
    reusable = source["usage"] == "reusable"
    return "charged in part" if reusable and left(source) else "charged"


def give_back(source: StripeObject) -> None:
    """Return what is left to where it came from.

    Assumed: where to is asked of the customer by e-mail, if that was agreed.
    Source: docs.stripe.com/sources/best-practices (funds of a canceled source)
    """
    rest = left(source)
    if rest:
        count(source, "returned", rest)
        if source["receiver"]["refund_attributes_method"] == "email":
            source["receiver"]["refund_attributes_status"] = "requested"


def asks(source: StripeObject) -> bool:
    """Whether the customer is asked where money goes back to."""
    status = source.get("receiver", {}).get("refund_attributes_status")
    return bool(status == "requested")
