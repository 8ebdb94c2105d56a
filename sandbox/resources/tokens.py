"""Tokens: a card or a bank account as a client hands it over, good for one use."""

from typing import Literal

from pydantic import Field

from sandbox.clock import Prefix
from sandbox.domain import card_numbers
from sandbox.errors import echo, invalid, no_such
from sandbox.request.params import Params
from sandbox.resources import bank_accounts, cards
from sandbox.resources.bank_accounts import AccountDetails
from sandbox.resources.cards import CardDetails
from sandbox.resources.exchange import Exchange
from sandbox.wire import StripeObject

PREFIXES: dict[str, Prefix] = {"card": "tok_", "bank_account": "btok_"}
"""How the ids of tokens begin. Source: docs.stripe.com/api/tokens/object"""

Kind = Literal["card", "bank_account"]


class CreateToken(Params):
    """Turn a card, or a bank account, into a token."""

    card: CardDetails | None = Field(None, description="The card, as it was typed.")
    bank_account: AccountDetails | None = Field(
        None, description="Or the bank account, as it was typed."
    )


def create(exchange: Exchange, params: CreateToken) -> StripeObject:
    """A token, to make a source of, or a card or bank account, or to charge.

    Source: docs.stripe.com/api/tokens/create_card, /create_bank_account
    """
    if params.card and params.bank_account:
        message = "A token is of one thing: send card or bank_account, and not both."
        raise invalid(message, param="bank_account")
    if params.card:
        token = token_of(cards.typed_object(exchange, params.card), exchange.now)
    elif params.bank_account:
        account = bank_accounts.typed(
            exchange, params.bank_account, within="bank_account"
        )
        token = token_of(account, exchange.now)
    else:
        message = "card is missing: say what the token is of, a card or a bank_account."
        raise invalid(message, code="parameter_missing", param="card")
    token["id"] = exchange.store.next_id(PREFIXES[token["type"]])
    exchange.store.add("tokens", token)
    return token


def token_of(inside: StripeObject, now: int) -> StripeObject:
    """A token around a card or a bank account, as yet without an id."""
    kind = inside["object"]
    return {
        "id": "",
        "object": "token",
        kind: inside,
        "client_ip": None,
        "created": now,
        "livemode": False,
        "type": kind,
        "used": False,
    }


def retrieve(exchange: Exchange, _: Params, token: str) -> StripeObject:
    """A token; the named test tokens are always there, and never count as used.

    Source: docs.stripe.com/api/tokens/retrieve, docs.stripe.com/testing
    """
    return named(exchange, token) or exchange.need("token", token)


def named(exchange: Exchange, token: str) -> StripeObject | None:
    """The test token with this name, if there is one."""
    card = card_numbers.CARDS.get(token)
    if card is None:
        return None
    fields = cards.face(card, exchange.now, exchange.store.seed)
    lines = dict.fromkeys(cards.LINES)
    shown = cards.card_object(f"card_{token[4:]}", fields, lines)
    return token_of(shown, exchange.now) | {"id": token}


def not_yet_used(exchange: Exchange, token: str, *, param: str) -> StripeObject:
    """A token that is not yet used.

    Raises: ApiError 400 for an unknown token, and for one that was used before.
    Source: docs.stripe.com/error-codes#token-already-used
    """
    found = named(exchange, token) or exchange.store.find(token)
    if found is None or found["object"] != "token":
        raise no_such("token", token, param=param)
    if found["used"]:
        message = f"The token {token} was used before. Make a new one for each use."
        raise invalid(message, code="token_already_used", param=None)
    return found


def use(exchange: Exchange, token: str, *, param: str) -> StripeObject:
    """What is in a token, which is used by this, unless it is a test token."""
    found = not_yet_used(exchange, token, param=param)
    if token not in card_numbers.CARDS:
        exchange.store.save(found | {"used": True})
    inside: StripeObject = found[found["type"]]
    return inside


def use_for(exchange: Exchange, token: str, kind: Kind) -> StripeObject:
    """What is in the token of a new source, when it is what such a source is made of.

    Raises: ApiError 400 for the token of something else.
    """
    inside = use(exchange, token, param="token")
    if inside["object"] != kind:
        message = (
            f"{echo(token)} is the token of a {inside['object']}: this source is made "
            f"of a {kind}, {PREFIXES[kind]}..."
        )
        raise invalid(message, param="token")
    return inside
