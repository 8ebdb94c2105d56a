"""What each type of source is made of, and what it adds to the source."""

from pydantic import Field

from sandbox.clock import scramble
from sandbox.domain import ibans
from sandbox.domain.payment_types import IDEAL_BANKS
from sandbox.errors import echo, invalid
from sandbox.request.params import Hash, Params, Text
from sandbox.resources import cards, tokens
from sandbox.resources.cards import CardDetails
from sandbox.resources.exchange import Exchange
from sandbox.wire import StripeObject

SHORTEST_NAME = 3


class Redirect(Hash):
    """Where the customer comes back to."""

    return_url: Text = Field(description="An address the customer is sent back to.")


class SepaDebit(Hash):
    """The account to debit."""

    iban: Text = Field(description="An IBAN, such as DE89370400440532013000.")


class Ideal(Hash):
    """The bank the customer chose."""

    bank: Text | None = Field(None, description="Such as ing; the customer may choose.")
    statement_descriptor: Text | None = None


class OfType(Params):
    """The parameters that belong to one type of source or another."""

    token: Text | None = Field(None, description="A card token, such as tok_visa.")
    redirect: Redirect | None = None
    card: CardDetails | None = None
    sepa_debit: SepaDebit | None = None
    ideal: Ideal | None = None


def card_details(exchange: Exchange, params: OfType, _: StripeObject) -> StripeObject:
    """The card, from a token or as it was typed.

    Source: docs.stripe.com/sources/cards
    """
    if params.token:
        return {"card": tokens.spend(exchange, params.token, param="token")}
    if params.card:
        return {"card": cards.typed(params.card, exchange.now, exchange.store.seed)}
    message = (
        "token is missing: a card source is made of a card token, tok_visa for one."
    )
    raise invalid(message, code="parameter_missing", param="token")


def sepa_details(
    exchange: Exchange, params: OfType, source: StripeObject
) -> StripeObject:
    """The account to debit, and the mandate to do it.

    Source: docs.stripe.com/sources/sepa-debit
    """
    assert params.sepa_debit  # noqa: S101 - `check` saw it
    account = ibans.account(params.sepa_debit.iban)
    if len(source["owner"]["name"]) < SHORTEST_NAME:
        message = f"owner[name] needs at least {SHORTEST_NAME} characters."
        raise invalid(message, code="invalid_owner_name", param="owner[name]")
    home = source["owner"]["address"] or {}
    for line in ("country", "line1"):
        if account.country in ibans.ADDRESS_NEEDED and not home.get(line):
            name = f"owner[address][{line}]"
            message = f"{name} is missing: accounts of {account.country} need it."
            raise invalid(message, code="parameter_missing", param=name)
    if source["owner"]["address"] is None:
        source["owner"]["address"] = dict.fromkeys(
            ("city", "country", "line1", "line2", "postal_code", "state")
        ) | {"country": account.country}
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


def ideal_details(
    exchange: Exchange, params: OfType, source: StripeObject
) -> StripeObject:
    """The bank, and where the customer authorises the payment.

    Source: docs.stripe.com/sources/ideal
    """
    bank = params.ideal.bank if params.ideal else None
    if bank and bank not in IDEAL_BANKS:
        message = (
            f"ideal[bank] is '{echo(bank)}': give one of {', '.join(IDEAL_BANKS)}."
        )
        raise invalid(message, code="invalid_ideal_bank", param="ideal[bank]")
    assert params.redirect  # noqa: S101 - `check` saw it
    descriptor = params.ideal.statement_descriptor if params.ideal else None
    return {
        "ideal": {
            "bank": bank,
            "bic": None,
            "iban_last4": None,
            "statement_descriptor": descriptor,
        },
        "redirect": {
            "failure_reason": None,
            "return_url": params.redirect.return_url,
            "status": "pending",
            "url": f"{exchange.base_url}/redirect/authenticate/{source['id']}"
            f"?client_secret={source['client_secret']}",
        },
    }


DETAILS = {"card": card_details, "sepa_debit": sepa_details, "ideal": ideal_details}
