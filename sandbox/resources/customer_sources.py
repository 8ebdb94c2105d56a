"""The sources of a customer: attach, list, change, detach, and which is the default."""

from typing import Literal

from pydantic import Field

from sandbox.domain import lifecycle
from sandbox.errors import ApiError, invalid, no_such
from sandbox.request.paging import Page
from sandbox.request.params import Params, Text
from sandbox.resources import cards, sources
from sandbox.resources.exchange import Exchange, changes
from sandbox.wire import StripeObject

NEAREST = "Make a source of it first: POST /v1/sources with type=card and token="


class AttachSource(Params):
    """Attach a source to a customer."""

    source: Text = Field(description="The id of a source, chargeable or pending.")


class ListSources(Page):
    """Which sources of a customer to list."""

    object: Literal["source", "card", "bank_account", "all"] | None = Field(
        None, description="Only what is of this kind: source, card or bank_account."
    )
    type: Text | None = Field(None, description="Only sources of this type.")


class DetachSource(Params):
    """Detach a source from its customer."""


def create(exchange: Exchange, params: AttachSource, customer: str) -> StripeObject:
    """Attach a source: the first becomes the default, later ones do not.

    Source: docs.stripe.com/sources/customers#attaching-a-source-to-an-existing-customer
    """
    found = exchange.need("customer", customer)
    source = attach(exchange, found, attachable(exchange, params.source))
    if found["default_source"] is None:
        move_default(exchange, found, source["id"])
    exchange.emit("customer.source.created", source)
    return source


def attachable(exchange: Exchange, source_id: str) -> StripeObject:
    """A source that may be attached: nobody has it, and it is not used up.

    Raises: ApiError 400, 402 when the bank refuses the card.
    Source: docs.stripe.com/api/sources/attach (chargeable or pending)
    """
    source = exchange.store.find(source_id)
    if source_id.startswith("tok_"):
        message = (
            f"The sandbox attaches sources, not tokens. {NEAREST}{source_id[:60]}."
        )
        raise invalid(message, param="source")
    if source_id.startswith("pm_"):
        message = (
            "A PaymentMethod cannot be attached as a source: it belongs to an API that "
            "the sandbox does not model. Give the id of a source (src_...)."
        )
        raise invalid(message, param="source")
    if source is None or source["object"] != "source":
        raise no_such("source", source_id, param="source")
    if owner := source.get("customer"):
        message = (
            f"{source_id} is attached to {owner} already. Charge it with "
            f"customer={owner}, or make another source to attach."
        )
        raise invalid(message)
    if source["status"] not in lifecycle.ATTACHABLE:
        message = (
            f"{source_id} is {source['status']}: only a source that is "
            f"{' or '.join(lifecycle.ATTACHABLE)} can be attached. Make a new one."
        )
        raise invalid(message)
    if source["type"] == "card":
        ask_the_bank(exchange, source)
    return source


def ask_the_bank(exchange: Exchange, source: StripeObject) -> None:
    """A card is verified when it is attached: some are refused, others marked.

    Raises: ApiError 402. Source: docs.stripe.com/testing#declined-payments
    """
    card = cards.behind(source, exchange.store.seed)
    if card.attach:
        raise cards.declined(card.attach)
    source["card"] = cards.verified(source, card)


def attach(
    exchange: Exchange, customer: StripeObject, source: StripeObject
) -> StripeObject:
    """Put an attachable source at the end of the customer's list.

    The caller tells of it.
    """
    source["customer"] = customer["id"]
    source = sources.ordered(source)
    exchange.store.save(source)
    exchange.store.hand_over(source["id"], customer["id"])
    if source["usage"] == "single_use":
        exchange.notices.append(
            f"{source['id']} is single_use: one charge consumes it, and it stays in "
            f"the list of {customer['id']}, never to be charged again. To attribute "
            "its charge to the customer, pass both in the charge instead."
        )
    return source


def move_default(
    exchange: Exchange, customer: StripeObject, source_id: str | None
) -> None:
    """Make another source the default, and tell of it."""
    before = dict(customer)
    customer["default_source"] = source_id
    exchange.store.save(customer)
    exchange.emit("customer.updated", customer, changes(before, customer))


def replace(
    exchange: Exchange, customer: StripeObject, source: StripeObject
) -> list[tuple[str, StripeObject]]:
    """Attach a source in place of the default one, which is detached.

    The caller keeps the customer, and then tells what is given back.
    Source: docs.stripe.com/sources/customers (a source given in an update)
    """
    told = []
    if old := customer["default_source"]:
        released = release(exchange, exchange.need("source", old))
        told.append(("customer.source.deleted", released))
    customer["default_source"] = source["id"]
    told.append(("customer.source.created", attach(exchange, customer, source)))
    return told


def attached(
    exchange: Exchange,
    customer: str,
    source: str,
    *,
    param: str = "id",
    status: int = 404,
) -> StripeObject:
    """A source of this customer.

    Raises: ApiError `resource_missing`, also for a source of somebody else.
    Source: docs.stripe.com/error-codes#resource-missing
    """
    found = exchange.store.find(source)
    if (
        found is None
        or found.get("customer") != customer
        or found["object"] != "source"
    ):
        message = (
            f"{customer} has no source '{source[:80]}'. Its list, at "
            f"/v1/customers/{customer}/sources, says which it has."
        )
        raise ApiError(status, message, code="resource_missing", param=param)
    return found


def list_(exchange: Exchange, params: ListSources, customer: str) -> StripeObject:
    """The sources of a customer, in the order they were attached.

    Assumed: oldest first; in every recording the oldest was the default as well.
    Source: docs.stripe.com/api/cards/list
    """
    exchange.need("customer", customer)
    where: dict[str, object] = {"owner =": customer}
    if params.object not in (None, "all"):
        where["body ->> 'object' ="] = params.object
    if params.type:
        where["body ->> 'type' ="] = params.type
    url = f"/v1/customers/{customer}/sources"
    return exchange.page("sources", params, url, where=where, newest_first=False)


def retrieve(exchange: Exchange, _: Params, customer: str, source: str) -> StripeObject:
    """A source of a customer.

    Source: docs.stripe.com/api/cards/retrieve
    """
    exchange.need("customer", customer)
    return attached(exchange, customer, source)


def update(
    exchange: Exchange, params: sources.UpdateSource, customer: str, source: str
) -> StripeObject:
    """Change a source of a customer. Tells no event.

    Source: docs.stripe.com/api/sources/update
    """
    exchange.need("customer", customer)
    return sources.change(exchange, params, attached(exchange, customer, source))


def detach(
    exchange: Exchange, _: DetachSource, customer: str, source: str
) -> StripeObject:
    """Detach a source: it is consumed, and no longer has a customer.

    When it was the default, the one attached last of the others becomes it.
    Source: docs.stripe.com/api/sources/detach, docs.stripe.com/api/cards/delete
    """
    owner = exchange.need("customer", customer)
    found = attached(exchange, customer, source)
    released = release(exchange, found)
    if owner["default_source"] == source:
        others = exchange.store.select("sources", {"owner =": customer}, limit=1)
        move_default(exchange, owner, others[0]["id"] if others else None)
    exchange.emit("customer.source.deleted", released)
    return released


def release(exchange: Exchange, source: StripeObject) -> StripeObject:
    """Take a source from its customer: consumed, in nobody's list.

    The caller tells of it.

    Assumed: a source that failed or was canceled keeps its status.
    """
    sources.shift(source, "detached")
    del source["customer"]
    exchange.store.agenda.forget(source["id"])
    exchange.store.save(source)
    exchange.store.hand_over(source["id"], "")
    return source


def detach_all(exchange: Exchange, customer: StripeObject) -> None:
    """Take every source from a customer that is deleted."""
    for source in exchange.store.select("sources", {"owner =": customer["id"]}):
        release(exchange, source)
