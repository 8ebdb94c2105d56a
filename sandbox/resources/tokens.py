"""Tokens: a card as a client hands it over, good for one use."""

from pydantic import Field

from sandbox.domain import card_numbers
from sandbox.errors import invalid, no_such
from sandbox.request.params import Params
from sandbox.resources import cards
from sandbox.resources.cards import CardDetails
from sandbox.resources.exchange import Exchange
from sandbox.wire import StripeObject

LINES = (
    "address_city",
    "address_country",
    "address_line1",
    "address_line2",
    "address_state",
    "address_zip",
)


class CreateToken(Params):
    """Turn a card into a token."""

    card: CardDetails = Field(description="The card, as it was typed.")


def create(exchange: Exchange, params: CreateToken) -> StripeObject:
    """A token for a test card, to make one source of.

    Source: docs.stripe.com/api/tokens/create_card
    """
    details = params.card
    fields = cards.typed(details, exchange.now, exchange.store.seed)
    lines = {name: getattr(details, name) for name in LINES}
    token = token_of(
        exchange.store.next_id("tok_"),
        fields | lines,
        exchange.store.next_id("card_"),
        exchange.now,
    )
    exchange.store.add("tokens", token)
    return token


def token_of(
    token_id: str, fields: StripeObject, card_id: str, now: int
) -> StripeObject:
    """A token around the fields of a card."""
    shown = {name: value for name, value in fields.items() if name != "three_d_secure"}
    card = {"id": card_id, "object": "card", **shown, "metadata": {}}
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
    card = card_numbers.CARDS.get(token)
    if card is None:
        return exchange.need("token", token)
    seed = exchange.store.seed
    fields = cards.face(card, exchange.now, seed)
    lines = dict.fromkeys(LINES)
    return token_of(token, fields | lines, f"card_{token[4:]}", exchange.now)


def spend(exchange: Exchange, token: str, *, param: str) -> StripeObject:
    """The card fields behind a token, which is used up by it.

    Raises: ApiError 400 for an unknown token, and for one that was used before.
    Source: docs.stripe.com/error-codes#token-already-used
    """
    now, seed = exchange.now, exchange.store.seed
    if card := card_numbers.CARDS.get(token):
        return cards.face(card, now, seed)
    found = exchange.store.find(token)
    if found is None or found["object"] != "token":
        raise no_such("token", token, param=param)
    if found["used"]:
        message = f"The token {token} was used before. Make a new one for each source."
        raise invalid(message, code="token_already_used", param=None)
    exchange.store.save(found | {"used": True})
    card = cards.behind({"card": found["card"]}, seed)
    face = cards.face(card, now, seed)
    return {name: found["card"].get(name, face[name]) for name in face}
