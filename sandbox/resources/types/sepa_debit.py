"""SEPA debits: a bank account that money is taken from, and the mandate to do so."""

from sandbox.clock import scramble
from sandbox.domain import ibans
from sandbox.errors import invalid
from sandbox.resources import cards
from sandbox.resources.exchange import Exchange
from sandbox.resources.owners import ADDRESS
from sandbox.resources.types.hashes import OfType
from sandbox.wire import StripeObject


def details(exchange: Exchange, params: OfType, source: StripeObject) -> StripeObject:
    """The account to debit, and the mandate to do it.

    Source: docs.stripe.com/sources/sepa-debit
    """
    assert params.sepa_debit  # noqa: S101 - `check` saw it
    account = ibans.account(params.sepa_debit.iban)
    home = source["owner"]["address"] or {}
    for line in ("country", "line1"):
        if account.country in ibans.ADDRESS_NEEDED and not home.get(line):
            name = f"owner[address][{line}]"
            message = f"{name} is missing: accounts of {account.country} need it."
            raise invalid(message, code="parameter_missing", param=name)
    if source["owner"]["address"] is None:
        lives = dict.fromkeys(ADDRESS) | {"country": account.country}
        source["owner"]["address"] = lives
    seed = exchange.store.seed
    reference = scramble(seed, f"mandate {source['id']}", 16).upper()
    file = f"{source['id']}/{source['client_secret']}"
    url = f"{exchange.base_url}/adapter/sepa_debit/file/{file}"
    return {
        "mandate": mandate(reference, url),
        "sepa_debit": {
            "bank_code": account.bank_code,
            "branch_code": account.branch_code,
            "country": account.country,
            "fingerprint": cards.fingerprint(seed, account.iban),
            "last4": account.last4,
            "mandate_reference": reference,
            "mandate_url": url,
        },
    }


def mandate(reference: str, url: str) -> StripeObject:
    """A mandate nobody has signed yet.

    Source: liberapay/liberapay.com, tests/py/fixtures/TestPayinsStripe.yml
    """
    acceptance: StripeObject = dict.fromkeys(
        ("date", "ip", "offline", "online", "status", "type", "user_agent")
    )
    return {
        "acceptance": acceptance | {"status": "pending"},
        "amount": None,
        "currency": None,
        "interval": "variable",
        "notification_method": "none",
        "reference": reference,
        "url": url,
    }
