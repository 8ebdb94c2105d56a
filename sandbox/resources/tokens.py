"""Tokens: a card as a client hands it over, good for one use."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from sandbox.domain import card_numbers
from sandbox.errors import invalid, no_such
from sandbox.request.params import ALTERNATIVE, Params, Text
from sandbox.resources import cards
from sandbox.resources.cards import CardDetails
from sandbox.resources.exchange import Exchange, in_order
from sandbox.wire import StripeObject

PREFIXES = ("tok_",)
"""How the ids of tokens begin. Source: docs.stripe.com/api/tokens/object"""


class TypedCard(CardDetails):
    """A card in place of its token."""

    object: Literal["card"]


def _alternative(given: Any) -> str:
    typed = isinstance(given, dict) and "object" in given
    return f"{ALTERNATIVE}{'card' if typed else 'text'}"


Handed = Annotated[
    Annotated[Text, Tag(f"{ALTERNATIVE}text")]
    | Annotated[TypedCard, Tag(f"{ALTERNATIVE}card")],
    Discriminator(_alternative),
]
"""What stands for a source: its id, or a token; or a card, as a hash.

Source: docs.stripe.com/api/cards/create, docs.stripe.com/api/charges/create (source)
"""


class CreateToken(Params):
    """Turn a card into a token."""

    card: CardDetails = Field(description="The card, as it was typed.")


def create(exchange: Exchange, params: CreateToken) -> StripeObject:
    """A token for a test card, to make a source or a card of, or to charge.

    Source: docs.stripe.com/api/tokens/create_card
    """
    token_id = exchange.store.next_id("tok_")
    token = token_of(token_id, card_of(exchange, params.card), exchange.now)
    exchange.store.add("tokens", token)
    return token


def token_of(token_id: str, card: StripeObject, now: int) -> StripeObject:
    """A token around a card."""
    return {
        "id": token_id,
        "object": "token",
        "card": card,
        "client_ip": None,
        "created": now,
        "livemode": False,
        "type": "card",
        "used": False,
    }


def retrieve(exchange: Exchange, _: Params, token: str) -> StripeObject:
    """A token; the named test tokens are always there, and never used up.

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
    return token_of(token, shown, exchange.now)


def used_up(exchange: Exchange, token: str, *, param: str) -> StripeObject:
    """A token that is used now, and not again, unless it is one of the test tokens.

    Raises: ApiError 400 for an unknown token, and for one that was used before.
    Source: docs.stripe.com/error-codes#token-already-used
    """
    if always := named(exchange, token):
        return always
    found = exchange.store.find(token)
    if found is None or found["object"] != "token":
        raise no_such("token", token, param=param)
    if found["used"]:
        message = f"The token {token} was used before. Make a new one for each use."
        raise invalid(message, code="token_already_used", param=None)
    exchange.store.save(found | {"used": True})
    return found


def spend(exchange: Exchange, token: str, *, param: str) -> StripeObject:
    """The fields of a card source, of a token that is used up by it."""
    shown = used_up(exchange, token, param=param)["card"]
    seed = exchange.store.seed
    face = cards.face(cards.behind(shown, seed), exchange.now, seed)
    return {name: shown.get(name, face[name]) for name in face}


def is_token(given: str) -> bool:
    """Whether this is the id of a token, by the look of it."""
    return given.startswith(PREFIXES)


def exchanged(
    exchange: Exchange, given: str | TypedCard, *, param: str
) -> StripeObject:
    """The card of a token, which is used up by it: nobody's yet, and stored nowhere.

    A test token is many cards, each with an id of its own.
    """
    if not isinstance(given, str):
        card = card_of(exchange, given)
    else:
        card = used_up(exchange, given, param=param)["card"]
        if given in card_numbers.CARDS:
            card["id"] = exchange.store.next_id("card_")
    return in_order(card | {"customer": None})


def card_of(exchange: Exchange, details: CardDetails) -> StripeObject:
    """A card as it was typed."""
    fields = cards.typed(details, exchange.now, exchange.store.seed)
    lines = {name: getattr(details, name) for name in cards.LINES}
    return cards.card_object(exchange.store.next_id("card_"), fields, lines)
