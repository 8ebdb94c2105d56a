"""Cloning: a second source of a card that a customer has already."""

from sandbox.errors import ApiError, echo, invalid, no_such
from sandbox.resources.exchange import Exchange, in_order
from sandbox.resources.types.creation import CreateSource
from sandbox.wire import StripeObject

NAMES = ("customer", "original_source")
KEPT = ("card", "flow", "owner", "type", "usage")


def asked(params: CreateSource) -> bool:
    """Whether a source is to be cloned, and not made."""
    return params.original_source is not None or params.customer is not None


def cloned(exchange: Exchange, params: CreateSource, source_id: str) -> StripeObject:
    """A new source of the same card, which nobody has; the caller keeps it.

    Assumed: it is charged in the same account, as a connected one would; what was said
    of the first one beside its card and its owner stays with that one.
    Source: docs.stripe.com/sources/connect (shared card sources)
    """
    refuse_more(exchange, params)
    original = attached_card(exchange, params)
    return in_order(
        {
            "id": source_id,
            "object": "source",
            "amount": None,
            "client_secret": exchange.store.next_id("src_client_secret_"),
            "created": exchange.now,
            "currency": None,
            "livemode": False,
            "metadata": {},
            "statement_descriptor": None,
            "status": "chargeable",
        }
        | {name: original[name] for name in KEPT}
    )


def refuse_more(exchange: Exchange, params: CreateSource) -> None:
    """Both names are needed to clone a source, and nothing else is taken.

    Source: github.com/stripe/stripe-go issue 699
    """
    if more := exchange.beside(NAMES):
        message = (
            f"With customer and original_source, a source is cloned: {', '.join(more)} "
            "cannot be said of it. To attach a source to a customer, make it first."
        )
        raise invalid(message, code="parameter_unknown", param=more[0])
    for name in NAMES:
        if getattr(params, name) is None:
            message = (
                f"{name} is missing: to clone a source, name it as original_source, "
                "and its customer."
            )
            raise invalid(message, code="parameter_missing", param=name)


def attached_card(exchange: Exchange, params: CreateSource) -> StripeObject:
    """The source to clone: of a card, chargeable, and its customer's.

    Assumed: which other sources are refused, and how.
    """
    assert params.customer  # noqa: S101 - `refuse_more` saw both
    assert params.original_source  # noqa: S101 - the same
    exchange.need("customer", params.customer, param="customer", status=400)
    found = exchange.store.find(params.original_source)
    if found is None or found["object"] != "source":
        raise no_such("source", params.original_source, param="original_source")
    if found.get("customer") != params.customer:
        message = (
            f"{found['id']} is not attached to {echo(params.customer)}: only a "
            "customer's own sources are cloned."
        )
        raise invalid(message, code="resource_missing", param="original_source")
    if why := unfit(found):
        raise why
    return found


def unfit(source: StripeObject) -> ApiError | None:
    """Why a source cannot be cloned, if it cannot."""
    if source["type"] != "card":
        kind = source["type"]
        message = f"{source['id']} is of type {kind}: only sources of cards are cloned."
        return invalid(message, param="original_source")
    if source["status"] != "chargeable":
        message = f"{source['id']} is {source['status']}: nothing is left to clone."
        code = "payment_method_unexpected_state"
        return invalid(message, code=code, param="original_source")
    return None
