"""The bank account behind a token or of a customer: typed, shown, and verified."""

from typing import Literal

from pydantic import Field

from sandbox.domain import ibans, us_accounts
from sandbox.errors import ApiError, echo, invalid
from sandbox.request.params import Hash, Int, Items, Params, Text
from sandbox.resources.cards import fingerprint
from sandbox.resources.exchange import Exchange, in_order
from sandbox.wire import StripeObject

Holder = Literal["individual", "company"]


class AccountDetails(Hash):
    """A bank account as it is typed: a US test account, or an IBAN."""

    country: Text = Field(description="Two letters: US, or where an IBAN is from.")
    currency: Text = Field(description="usd, or eur for an IBAN.")
    account_number: Text = Field(
        description="000123456789, another number of a test account, or an IBAN."
    )
    routing_number: Text | None = Field(None, description="110000000; no IBAN has one.")
    account_holder_name: Text | None = Field(None, description="Whose account it is.")
    account_holder_type: Holder | None = Field(
        None, description="individual or company."
    )


class VerifyAccount(Params):
    """Verify a bank account by the two small deposits it got."""

    amounts: Items[Int] = Field(description="Both deposits, in cents: 32 and 45.")


def typed(exchange: Exchange, details: AccountDetails, *, within: str) -> StripeObject:
    """A bank account as it was typed: nobody's yet, and nothing of it verified.

    `within` is the hash that it was sent in. The numbers are not kept.
    Source: docs.stripe.com/api/tokens/create_bank_account
    """
    country = details.country.upper()
    currency = "usd" if country == "US" else "eur"
    if country != "US" and country not in ibans.SHAPES:
        known = ", ".join(ibans.SHAPES)
        message = f"The sandbox models accounts of US, and by IBAN of {known}."
        raise invalid(message, code="country_unsupported", param=f"{within}[country]")
    if details.currency.lower() != currency:
        message = f"currency is '{echo(details.currency)}': {country} has {currency}."
        raise invalid(message, code="invalid_currency", param=f"{within}[currency]")
    number, bank = numbers(details, country, within)
    return in_order(
        {
            "id": exchange.store.next_id("ba_"),
            "object": "bank_account",
            "account_holder_name": details.account_holder_name,
            "account_holder_type": details.account_holder_type,
            "bank_name": us_accounts.BANK,
            "country": country,
            "currency": currency,
            "fingerprint": fingerprint(exchange.store.seed, number),
            "last4": number[-4:],
            "metadata": {},
            "routing_number": bank,
            "status": "new",
        }
    )


def numbers(details: AccountDetails, country: str, within: str) -> tuple[str, str]:
    """The number of an account, and that of its bank, when both can be right.

    Assumed: of an IBAN, the bank and its branch are shown with a hyphen between them.
    """
    param = f"{within}[account_number]"
    if country == "US":
        us_accounts.check(details.routing_number, details.account_number, within=within)
        return details.account_number, us_accounts.ROUTING
    account = ibans.account(details.account_number, param=param)
    if account.country != country:
        message = f"country is {country}, but this IBAN is of {account.country}."
        raise invalid(message, code="account_number_invalid", param=param)
    parts = filter(None, (account.bank_code, account.branch_code))
    return account.iban, "-".join(parts)


def verified(account: StripeObject, amounts: list[int]) -> StripeObject:
    """A bank account after its owner has told what the deposits were.

    Assumed: it can be tried any number of times; the real API gives up after three.
    Raises: ApiError 402 for other amounts, as recorded in
    github.com/beam-community/stripity-stripe/pull/583.
    Source: docs.stripe.com/api/customer_bank_accounts/verify
    """
    if account["status"] == "verified":
        message = f"{account['id']} is verified already: charge it with its customer."
        raise invalid(message)
    if sorted(amounts) != sorted(us_accounts.DEPOSITS):
        first, second = us_accounts.DEPOSITS
        message = (
            f"These are not the amounts of the deposits to {account['id']}. In test "
            f"mode they are {first} and {second}."
        )
        code = "bank_account_verification_failed"
        raise ApiError(402, message, code=code)
    return account | {"status": "verified"}
