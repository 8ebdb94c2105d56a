"""API versions: a dated list of what a later one shows, and an earlier one does not.

Objects are kept in the shape of today; what an older version answered is made from it.

>>> customer = {"id": "cus_1", "object": "customer", "balance": 0, "currency": None}
>>> sorted(set(shown(dict(customer), "2018-01-23")) - set(customer))
['account_balance', 'business_vat_id', 'default_currency']
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from sandbox.errors import ApiError, echo, invalid
from sandbox.request.paging import envelope
from sandbox.wire import Request, StripeObject

PAGE_VERSION = "2017-06-05"
"""The API version of the page's day: what a request gets that names none."""

OLDEST = "2015-02-18"
"""Before it, sources had other names (`card`, `cards`, `default_card`)."""

VERSION = re.compile(
    r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?:\.[a-z]+)?"
)


@lru_cache(maxsize=64)
def check_version(version: str) -> str:
    """The version a request names, when it looks like one the sandbox can show.

    Assumed: any date is taken, and counts as the latest version up to that day; the
    real API knows only the dates on which it changed.
    Raises: ApiError 400.
    """
    if not VERSION.fullmatch(version):
        message = (
            f"'{echo(version)}' is not an API version. Send a date, such as "
            f"Stripe-Version: {PAGE_VERSION}."
        )
        raise invalid(message)
    if version < OLDEST:
        message = (
            f"The sandbox does not model API version {version}: sources begin with "
            f"{OLDEST}. The page was written for {PAGE_VERSION}."
        )
        raise invalid(message)
    return version


def version_of(request: Request) -> str:
    """The API version of a request: the one it names, else the page's.

    Raises: ApiError 400 as `check_version` does.
    """
    named = request.headers.get("Stripe-Version")
    return check_version(named) if named else PAGE_VERSION


class Change(NamedTuple):
    """What a version changed: before its date, `undo` is applied to an answer."""

    since: str
    kind: str
    undo: Callable[[StripeObject], None]
    what: str


def _two_balances(customer: StripeObject) -> None:
    customer["account_balance"] = customer["balance"]


def _tax_info(customer: StripeObject) -> None:
    customer["tax_info"] = customer["tax_info_verification"] = None


def _business_vat_id(customer: StripeObject) -> None:
    del customer["tax_info"], customer["tax_info_verification"]
    customer["business_vat_id"] = None


def _default_currency(customer: StripeObject) -> None:
    customer["default_currency"] = customer["currency"]


def _no_recommendation(source: StripeObject) -> None:
    for holder in ("card", "three_d_secure"):
        held = source.get(holder)
        if isinstance(held, dict) and held["three_d_secure"] == "recommended":
            source[holder] = held | {"three_d_secure": "optional"}


def _paid_without_recommendation(charge: StripeObject) -> None:
    charge["source"] = dict(charge["source"])
    _no_recommendation(charge["source"])


def _plain_name(account: StripeObject) -> None:
    if account["object"] == "bank_account":
        account["name"] = account.pop("account_holder_name")


def _paid_with_a_plain_name(charge: StripeObject) -> None:
    charge["source"] = dict(charge["source"])
    _plain_name(charge["source"])


def _token_with_a_plain_name(token: StripeObject) -> None:
    if account := token.get("bank_account"):
        _plain_name(account)


def _redirected(source: StripeObject) -> None:
    redirect = source.get("redirect")
    if redirect and redirect["status"] == "not_required":
        source["redirect"] = redirect | {"status": "succeeded"}


def _paid_redirected(charge: StripeObject) -> None:
    if "redirect" in charge["source"]:
        charge["source"] = dict(charge["source"])
        _redirected(charge["source"])


def _flags(charge: StripeObject) -> None:
    details = charge["payment_method_details"]
    secure = details.get("card", {}).get("three_d_secure")
    if secure:
        flags = {
            "authenticated": secure["result"] == "authenticated",
            "succeeded": True,
            "version": secure["version"],
        }
        card = details["card"] | {"three_d_secure": flags}
        charge["payment_method_details"] = details | {"card": card}


def _invoice(charge: StripeObject) -> None:
    charge["invoice"] = None


def _plain_request(event: StripeObject) -> None:
    event["request"] = event["request"]["id"]


def _sourced_transfers(transaction: StripeObject) -> None:
    source = transaction["source"]
    named = source["id"] if isinstance(source, dict) else source
    url = f"/v1/transfers?source_transaction={named}"
    listed = envelope([], url, has_more=False)
    transaction["sourced_transfers"] = listed | {"total_count": 0}


CHANGES = [
    Change("2025-03-31", "charge", _invoice, "a charge no longer names its invoice"),
    Change("2022-08-01", "customer", _default_currency, "default_currency is gone"),
    Change("2020-08-27", "charge", _flags, "3D Secure has a result for its two flags"),
    Change("2019-12-03", "customer", _tax_info, "tax_info is gone"),
    Change("2019-10-17", "customer", _two_balances, "account_balance is balance"),
    Change("2018-08-23", "customer", _business_vat_id, "business_vat_id is tax_info"),
    Change("2018-02-06", "source", _no_recommendation, "3D Secure may be recommended"),
    Change("2018-02-06", "charge", _paid_without_recommendation, "also in a charge"),
    Change("2017-08-15", "source", _redirected, "a redirect may be not_required"),
    Change("2017-08-15", "charge", _paid_redirected, "also in a charge"),
    Change("2017-05-25", "event", _plain_request, "an event's request is a hash"),
    Change(
        "2017-01-27", "balance_transaction", _sourced_transfers,
        "sourced_transfers is gone",
    ),
    Change("2016-02-19", "bank_account", _plain_name, "name is account_holder_name"),
    Change("2016-02-19", "charge", _paid_with_a_plain_name, "also in a charge"),
    Change("2016-02-19", "token", _token_with_a_plain_name, "also in a token"),
]  # fmt: skip
"""Newest first, as they are undone. Source: docs.stripe.com/upgrades"""

INLINED = {
    "customer": [("2020-08-27", ["sources", "subscriptions", "tax_ids"])],
    "charge": [("2022-11-15", ["refunds"]), ("2017-02-14", ["dispute"])],
}
"""Lists that an object carried until a version took them out, unless they are expanded;
and an object that stood there where a version left its id.

Source: docs.stripe.com/upgrades#2020-08-27, #2022-11-15 and #2017-02-14
"""


@lru_cache(maxsize=256)
def inlined(kind: str, version: str) -> tuple[str, ...]:
    """What an object of this kind carries in full at this version, unasked.

    >>> inlined("customer", PAGE_VERSION), inlined("customer", "2020-08-27")
    (('sources', 'subscriptions', 'tax_ids'), ())
    """
    rows = INLINED.get(kind, ())
    return tuple(name for until, names in rows if version < until for name in names)


@lru_cache(maxsize=256)
def later(kind: str, version: str) -> tuple[Change, ...]:
    """What changed for this kind after a version, newest first."""
    return tuple(c for c in CHANGES if c.kind == kind and version < c.since)


def shown(body: StripeObject, version: str) -> StripeObject:
    """The object as this version shows it; changes `body`, and gives it back."""
    for change in later(body["object"], version):
        change.undo(body)
    return body


EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
CUSTOM_ID = re.compile(r"[A-Za-z0-9_-]+")
LONGEST_DESCRIPTION = 350


class Demand(NamedTuple):
    """A rule for a parameter, from a version on."""

    since: str
    operations: tuple[str, ...]
    param: str
    holds: Callable[[str], bool]
    expected: str


DEMANDS = [
    Demand(
        "2018-05-21",
        ("customers.create",),
        "id",
        lambda text: bool(CUSTOM_ID.fullmatch(text)),
        "letters, digits, _ and - only",
    ),
    Demand(
        "2018-07-27",
        ("customers.create", "customers.update"),
        "email",
        lambda text: bool(EMAIL.fullmatch(text)),
        "an address like jenny@example.com",
    ),
    Demand(
        "2018-10-31",
        ("customers.create", "customers.update"),
        "description",
        lambda text: len(text) <= LONGEST_DESCRIPTION,
        f"at most {LONGEST_DESCRIPTION} characters",
    ),
    Demand(
        "2019-02-19",
        ("charges.create", "charges.capture"),
        "statement_descriptor",
        lambda text: not set(text) & set("*'\""),
        "a text without *, ' and \"",
    ),
    Demand(
        "2019-10-17",
        ("customers.create", "customers.update"),
        "account_balance",
        lambda _: False,
        "named balance",
    ),
]
"""Source: docs.stripe.com/upgrades"""


@lru_cache(maxsize=256)
def demands(operation: str, version: str) -> tuple[Demand, ...]:
    """The rules that hold for an operation at a version."""
    return tuple(
        row for row in DEMANDS if operation in row.operations and row.since <= version
    )


def demand(operation: str, version: str, sent: dict[str, object]) -> None:
    """Hold the parameters to what this version asks of them.

    Raises: ApiError 400 that names the version the rule came with.
    """
    for row in demands(operation, version):
        text = sent.get(row.param)
        if text and not row.holds(str(text)):
            raise unmet(row, str(text))


def unmet(row: Demand, given: str) -> ApiError:
    """The refusal of a parameter that an older version would have taken."""
    code = "email_invalid" if row.param == "email" else None
    message = (
        f"{row.param} is '{echo(given)}': since API version {row.since} it has to be "
        f"{row.expected}."
    )
    return invalid(message, code=code, param=row.param)
