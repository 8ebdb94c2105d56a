"""What is handed over in place of a source: a token, or a card as it was typed."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from sandbox.domain import card_numbers
from sandbox.request.params import ALTERNATIVE, Text
from sandbox.resources import bank_accounts, cards, tokens
from sandbox.resources.bank_accounts import AccountDetails
from sandbox.resources.cards import CardDetails
from sandbox.resources.exchange import Exchange, in_order
from sandbox.wire import StripeObject


class TypedCard(CardDetails):
    """A card in place of its token."""

    object: Literal["card"]


class TypedAccount(AccountDetails):
    """A bank account in place of its token."""

    object: Literal["bank_account"]


Typed = TypedCard | TypedAccount

BEGINNINGS = tuple(tokens.PREFIXES.values())
TEXT, CARD = f"{ALTERNATIVE}text", f"{ALTERNATIVE}card"
ACCOUNT = f"{ALTERNATIVE}bank_account"


def _alternative(given: Any) -> str:
    if not isinstance(given, dict) or "object" not in given:
        return TEXT
    return ACCOUNT if given["object"] == "bank_account" else CARD


Handed = Annotated[
    Annotated[Text, Tag(TEXT)]
    | Annotated[TypedCard, Tag(CARD)]
    | Annotated[TypedAccount, Tag(ACCOUNT)],
    Discriminator(_alternative),
]
"""What stands for a source: its id, a token, or a card or bank account as a hash.

Source: docs.stripe.com/api/cards/create, docs.stripe.com/api/charges/create (source)
"""


def is_token(given: str) -> bool:
    """Whether this is the id of a token, by the look of it."""
    return given.startswith(BEGINNINGS)


def exchanged(exchange: Exchange, given: str | Typed) -> StripeObject:
    """What comes of a token, which is used by it: nobody's yet, and stored nowhere.

    A test token is many cards, each with an id of its own.
    """
    if isinstance(given, TypedCard):
        new = cards.typed_object(exchange, given)
    elif isinstance(given, TypedAccount):
        new = bank_accounts.typed(exchange, given, within="source")
    else:
        new = tokens.use(exchange, given, param="source")
        if given in card_numbers.CARDS:
            new["id"] = exchange.store.next_id("card_")
    return in_order(new | {"customer": None})
