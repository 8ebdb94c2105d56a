"""Cards: a source made of a card token, or of a card as it was typed."""

from sandbox.errors import invalid
from sandbox.resources import cards, tokens
from sandbox.resources.exchange import Exchange
from sandbox.resources.types.hashes import OfType
from sandbox.wire import StripeObject


def details(exchange: Exchange, params: OfType, _: StripeObject) -> StripeObject:
    """The card, from a token or as it was typed.

    Source: docs.stripe.com/sources/cards
    """
    now, seed = exchange.now, exchange.store.seed
    if params.token:
        card = tokens.use_for(exchange, params.token, "card")
        return {"card": cards.source_fields(card, now, seed)}
    if params.card:
        return {"card": cards.typed(params.card, now, seed)}
    message = (
        "token is missing: a card source is made of a card token, tok_visa for one."
    )
    raise invalid(message, code="parameter_missing", param="token")
