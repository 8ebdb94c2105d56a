"""SEPA debits: a bank account that money is taken from, and the mandate to do so."""

from typing import Any, NamedTuple

from sandbox.clock import scramble
from sandbox.domain import ibans
from sandbox.errors import echo, invalid
from sandbox.resources import cards, tokens
from sandbox.resources.exchange import Exchange
from sandbox.resources.owners import ADDRESS
from sandbox.resources.types import mandates
from sandbox.resources.types.hashes import OfType
from sandbox.wire import StripeObject


class Debited(NamedTuple):
    """The account that is debited, and what its token says of its owner."""

    country: str
    bank_code: str
    branch_code: str | None
    fingerprint: str
    last4: str
    name: str | None = None


def of_iban(exchange: Exchange, iban: str) -> Debited:
    """The account that an IBAN names."""
    known = ibans.account(iban)
    fingerprint = cards.fingerprint(exchange.store.seed, known.iban)
    return Debited(
        known.country, known.bank_code, known.branch_code, fingerprint, known.last4
    )


def of_token(exchange: Exchange, token: str) -> Debited:
    """The account of a token, which is used by it."""
    account = tokens.use_for(exchange, token, "bank_account")
    bank, _, branch = account["routing_number"].partition("-")
    fingerprint, name = account["fingerprint"], account["account_holder_name"]
    country, last4 = account["country"], account["last4"]
    return Debited(country, bank, branch or None, fingerprint, last4, name)


def told_by(exchange: Exchange, token: str) -> dict[str, Any]:
    """What the token of a bank account says, by the names of the source's parameters.

    Raises: ApiError 400 for a token of something else, or of no account in euros.
    Source: liberapay/liberapay.com, tests/py/fixtures/TestPayinsStripe.yml
    """
    account = tokens.not_yet_used(exchange, token, param="token").get("bank_account")
    if account is None or account["currency"] != "eur":
        message = (
            f"{echo(token)} is not of a bank account in euros: make a token of an IBAN "
            "with bank_account[country], [currency]=eur and [account_number]."
        )
        raise invalid(message, param="token")
    told = {"currency": "eur", "sepa_debit[iban]": account["last4"]}
    if account["account_holder_name"]:
        told["owner[name]"] = account["account_holder_name"]
    return told


def details(exchange: Exchange, params: OfType, source: StripeObject) -> StripeObject:
    """The account to debit, of a token or by its IBAN, and the mandate to do it.

    Source: docs.stripe.com/sources/sepa-debit
    """
    if params.token:
        account = of_token(exchange, params.token)
    else:
        assert params.sepa_debit  # noqa: S101 - `check` saw it
        account = of_iban(exchange, params.sepa_debit.iban)
    lives_there(source["owner"], account)
    reference = scramble(exchange.store.seed, f"mandate {source['id']}", 16).upper()
    file = f"{source['id']}/{source['client_secret']}"
    url = f"{exchange.base_url}/adapter/sepa_debit/file/{file}"
    mandate = mandates.unsigned(reference, url)
    if params.mandate:
        mandate = mandates.agreed(mandate, params.mandate)
    return {
        "currency": "eur",
        "mandate": mandate,
        "sepa_debit": {
            "bank_code": account.bank_code,
            "branch_code": account.branch_code,
            "country": account.country,
            "fingerprint": account.fingerprint,
            "last4": account.last4,
            "mandate_reference": reference,
            "mandate_url": url,
        },
    }


def lives_there(owner: StripeObject, account: Debited) -> None:
    """Write into the owner what the account says: the name, and the country.

    Raises: ApiError 400 where the address has to be said in full.
    """
    home = owner["address"] or {}
    for line in ("country", "line1"):
        if account.country in ibans.ADDRESS_NEEDED and not home.get(line):
            name = f"owner[address][{line}]"
            message = f"{name} is missing: accounts of {account.country} need it."
            raise invalid(message, code="parameter_missing", param=name)
    if account.name:
        owner["name"] = account.name
    if owner["address"] is None:
        owner["address"] = dict.fromkeys(ADDRESS) | {"country": account.country}
