"""Payments that their owner authorises elsewhere: at a bank, or in an app.

>>> shown("p24", {}, "P24-000-111-222")
{'reference': 'P24-000-111-222'}
"""

from typing import Any, NamedTuple

from sandbox.clock import digits, scramble
from sandbox.domain import lifecycle
from sandbox.resources.exchange import Exchange
from sandbox.resources.types.hashes import OfType
from sandbox.wire import StripeObject

OWNER = "Jenny Rosen"
"""Who pays when nobody was named: what a bank then verifies."""


class Sheet(NamedTuple):
    """What a type shows of a payment.

    `keys` are null until something is known; `born` is the one that is known at once,
    and `learned` what is known when the payment was authorised.
    """

    keys: str
    learned: dict[str, str]
    source: str
    born: str = ""


GUIDE = "Source: docs.stripe.com/sources/"
TEST_BANK = {"bank_code": "TEST", "bank_name": "TEST BANK"}

SHEETS = {
    "ideal": Sheet(
        "bank bic iban_last4 statement_descriptor",
        {"bank": "ing", "bic": "TESTNL2A", "iban_last4": "6789"},
        f"{GUIDE}ideal",
    ),
    "bancontact": Sheet(
        "bank_code bank_name bic iban_last4 preferred_language statement_descriptor",
        TEST_BANK | {"bic": "TESTBEBB", "iban_last4": "6789"},
        f"{GUIDE}bancontact",
    ),
    "giropay": Sheet(
        "bank_code bank_name bic statement_descriptor",
        TEST_BANK | {"bic": "TESTDEFF"},
        f"{GUIDE}giropay",
    ),
    "eps": Sheet(
        "reference statement_descriptor",
        {},
        "Assumed: the reference is there from the beginning, as for P24",
        born="reference",
    ),
    "p24": Sheet("reference", {}, f"{GUIDE}p24", born="reference"),
    "sofort": Sheet(
        "bank_code bank_name bic country iban_last4 preferred_language"
        " statement_descriptor",
        TEST_BANK | {"bic": "TESTDEFF", "iban_last4": "6789"},
        f"{GUIDE}sofort",
    ),
    "alipay": Sheet(
        "data_string native_url statement_descriptor",
        {},
        "Source: github.com/dapp8coder/cnsteem, stripe_object.md (recorded in 2017)",
    ),
    "wechat": Sheet(
        "prepay_id qr_code_url statement_descriptor",
        {},
        f"{GUIDE}wechat-pay",
        born="qr_code_url",
    ),
}
"""Assumed: the names and numbers of a bank in test mode."""

LEARNED: dict[str, dict[str, Any]] = {
    kind: sheet.learned for kind, sheet in SHEETS.items()
} | {"three_d_secure": {"authenticated": True}}
"""What is known of a payment of each type, once it was authorised."""


def details(exchange: Exchange, params: OfType, source: StripeObject) -> StripeObject:
    """What is known of the payment, and where its owner authorises it.

    Source: docs.stripe.com/sources (flow for customer action)
    """
    kind = source["type"]
    said = getattr(params, kind, None)
    code = number(exchange.store.seed, source["id"], kind)
    more = {kind: shown(kind, said.sent if said else {}, code)}
    if source["flow"] == "redirect":
        assert params.redirect  # noqa: S101 - `check` saw it
        more["redirect"] = redirect(exchange, source, params.redirect.return_url)
    return more


def number(seed: int, source_id: str, kind: str) -> str:
    """What a payment goes by where it is authorised."""
    text = f"{kind} {source_id}"
    if kind == "wechat":
        return f"weixin://wxpay/bizpayurl?pr={scramble(seed, text, 9)}"
    known = digits(seed, text, 9)
    return "-".join((kind.upper(), known[:3], known[3:6], known[6:]))


def shown(kind: str, said: dict[str, Any], code: str) -> StripeObject:
    """The hash of a type: what was said of it, null for what is not known."""
    sheet = SHEETS[kind]
    fields: StripeObject = dict.fromkeys(sheet.keys.split())
    if sheet.born:
        fields[sheet.born] = code
    return fields | said


def redirect(exchange: Exchange, source: StripeObject, return_url: str) -> StripeObject:
    """Where the owner of a source authorises it, and comes back to.

    Source: docs.stripe.com/api/sources/object#source_object-redirect
    """
    secret = source["client_secret"]
    page = f"{exchange.base_url}/redirect/authenticate/{source['id']}"
    return {
        "failure_reason": None,
        "return_url": return_url,
        "status": "pending",
        "url": f"{page}?client_secret={secret}",
    }


def bank_says(source: StripeObject, *, authorised: bool) -> None:
    """Write into a source what its owner's bank has answered, and who the owner is.

    Assumed: what cannot be redirected has nothing to show of a refusal.
    Source: docs.stripe.com/sources/ideal (the test page has both buttons)
    """
    if "redirect" in source:
        failed = {"status": "failed", "failure_reason": "declined"}
        source["redirect"] |= {"status": "succeeded"} if authorised else failed
    if not authorised:
        return
    if source["type"] != "three_d_secure":  # of a card, a bank tells no name
        source["owner"] |= {"verified_name": source["owner"]["name"] or OWNER}
    fields = source[source["type"]]
    learned = LEARNED[source["type"]]
    fields |= {name: fields[name] or learned[name] for name in learned}


def first_status(trigger: str, source: StripeObject) -> lifecycle.Status:
    """The status of a new source, by what happened when it was made."""
    row = lifecycle.move(None, trigger, usage=source["usage"], attached=False)
    assert row, trigger  # noqa: S101 - the table has a row for each
    return row.after
