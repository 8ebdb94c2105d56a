"""What a customer pays with: how a source or another object becomes its own."""

from sandbox.domain import lifecycle
from sandbox.errors import ApiError, echo, invalid, no_such
from sandbox.page import Broken
from sandbox.resources import cards, handed, sources
from sandbox.resources.exchange import Exchange, changes, in_order
from sandbox.resources.handed import Typed
from sandbox.wire import StripeObject

OBJECTS = ("source", "card", "bank_account")
"""What can be in the list of a customer's sources.

Source: docs.stripe.com/api/customers/object (sources)
"""


def find(exchange: Exchange, object_id: str) -> StripeObject | None:
    """The source, or what pays like one, unless there is none, or it was deleted."""
    found = exchange.store.find(object_id)
    if found is None or found["object"] not in OBJECTS or "deleted" in found:
        return None
    return found


def attachable(
    exchange: Exchange,
    given: str | Typed,
    *,
    rule: Broken = "existing customer",
) -> StripeObject:
    """What may be attached: a free source, or what a token stands for, or was typed.

    Raises: ApiError 400, 402 when the bank refuses the card.
    Source: docs.stripe.com/api/sources/attach (chargeable or pending),
    docs.stripe.com/api/cards/create, docs.stripe.com/ach (US accounts only)
    """
    if not isinstance(given, str) or handed.is_token(given):
        source = handed.exchanged(exchange, given)
        if source["object"] == "bank_account" and source["country"] != "US":
            message = (
                "A customer pays with bank accounts of the US. Make a source of this "
                "one: POST /v1/sources with type=sepa_debit and its token."
            )
            raise invalid(message, param="source")
    else:
        source = free(find(exchange, given), given, rule=rule)
    ask_the_bank(exchange, source)
    return source


def free(source: StripeObject | None, given: str, *, rule: Broken) -> StripeObject:
    """A source, when it is pending or chargeable, and unattached.

    Raises: ApiError 400 for any other one, for the id of a PaymentMethod, and for one
    that is not there.
    Source: docs.stripe.com/api/sources/attach
    """
    if given.startswith("pm_"):
        message = (
            "A PaymentMethod cannot be attached as a source: it belongs to an API that "
            "the sandbox does not model. Give the id of a source (src_...)."
        )
        raise invalid(message, param="source")
    if source is None:
        raise no_such("source", given, param="source", rule=rule)
    if owner := source.get("customer"):
        message = (
            f"{given} is attached to {owner} already. Charge it with "
            f"customer={owner}, or make another source to attach."
        )
        raise invalid(message, rule=rule)
    if source["status"] == "consumed":
        raise consumed(source)
    if source["status"] not in lifecycle.ATTACHABLE:
        message = (
            f"{given} is {source['status']}: only a source that is "
            f"{' or '.join(lifecycle.ATTACHABLE)} can be attached. Make a new one."
        )
        raise invalid(message, rule=rule)
    return source


def consumed(source: StripeObject) -> ApiError:
    """The refusal of a source that is consumed: to be charged, or to be attached.

    Source: docs.stripe.com/sources/customers#reusable-sources, #single-use-sources
    """
    if source["usage"] == "reusable":
        message = (
            f"{source['id']} is consumed: it was charged before it was attached, or "
            "was detached. Make a new source, and attach it before you charge it."
        )
        return invalid(message, rule="consumed")
    message = (
        f"{source['id']} is consumed: it is single_use, and has paid once. Make a new "
        "source for each payment; its charge may name a customer who does not have it."
    )
    return invalid(message, rule="single use")


def ask_the_bank(exchange: Exchange, source: StripeObject) -> None:
    """A card is verified when it is attached: some are refused, others marked.

    Raises: ApiError 402. Source: docs.stripe.com/testing#declined-payments
    """
    if face := cards.face_of(source):
        card = cards.behind(source, exchange.store.seed)
        if card.attach:
            raise cards.declined(card.attach)
        face |= cards.verified(face, card)


def attach(
    exchange: Exchange, customer: StripeObject, source: StripeObject
) -> StripeObject:
    """Put what is attachable at the end of the customer's list.

    The caller tells of it.
    """
    source["customer"] = customer["id"]
    source = in_order(source)
    if source["object"] != "source":  # made just now, of a token
        refuse_twice(exchange, customer["id"], source)
        exchange.store.add("sources", source, owner=customer["id"])
        return source
    exchange.store.save(source)
    exchange.store.hand_over(source["id"], customer["id"])
    if source["usage"] == "single_use":
        exchange.notices.append(
            f"{source['id']} is single_use: one charge consumes it, and it stays in "
            f"the list of {customer['id']}, never to be charged again. To attribute "
            "its charge to the customer, pass both in the charge instead."
        )
    return source


def refuse_twice(exchange: Exchange, customer: str, account: StripeObject) -> None:
    """A customer has a bank account once; a card may be there any number of times.

    Source: docs.stripe.com/error-codes#bank-account-exists
    """
    if account["object"] != "bank_account":
        return
    where = {
        "owner =": customer,
        "body ->> 'object' =": "bank_account",
        "body ->> 'fingerprint' =": account["fingerprint"],
    }
    if there := exchange.store.select("sources", where, limit=1):
        message = (
            f"{customer} has this bank account already: {there[0]['id']}. Charge that "
            "one, or delete it first."
        )
        raise invalid(message, code="bank_account_exists")


def attached(
    exchange: Exchange, customer: str, source: str, *, as_default: bool = False
) -> StripeObject:
    """A source of this customer, or what pays like one.

    Raises: ApiError `resource_missing`, also for what somebody else has: 404 for a
    path, 400 for what is to be the default.
    Source: docs.stripe.com/error-codes#resource-missing
    """
    found = find(exchange, source)
    if found is None or found.get("customer") != customer:
        code, path = "resource_missing", f"/v1/customers/{customer}/sources"
        message = f"{customer} has no source '{echo(source)}'"
        if as_default:
            message += (
                ", and its default is one of its own. Attach this one first, with POST "
                f"{path}, or name one that is there."
            )
            raise invalid(message, code=code, param="source", rule="default")
        message += f". Its list, at {path}, says which it has."
        raise ApiError(404, message, code=code, param="id")
    return found


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
        found = attached(exchange, customer["id"], old)
        released = release(exchange, found, trigger="replaced")
        told.append(("customer.source.deleted", released))
    customer["default_source"] = source["id"]
    told.append(("customer.source.created", attach(exchange, customer, source)))
    return told


def release(
    exchange: Exchange, source: StripeObject, *, trigger: str = "detached"
) -> StripeObject:
    """Take a source from its customer: consumed, and in nobody's list.

    What is no source is deleted, and given back as it was. The caller tells of it.

    Assumed: a source that failed or was canceled keeps its status.
    Source: docs.stripe.com/api/sources/detach, docs.stripe.com/api/cards/delete
    """
    if source["object"] != "source":
        exchange.store.retire(tombstone(source))
        return source
    sources.shift(source, trigger)
    del source["customer"]
    exchange.store.agenda.forget(source["id"])
    exchange.store.save(source)
    exchange.store.hand_over(source["id"], "")
    return source


def tombstone(body: StripeObject) -> StripeObject:
    """All that is said of a card or a bank account once it is deleted.

    Source: docs.stripe.com/api/cards/delete
    """
    return {"id": body["id"], "object": body["object"], "deleted": True}


def detach_all(exchange: Exchange, customer: StripeObject) -> None:
    """Take every source from a customer that is deleted."""
    for source in exchange.store.select("sources", {"owner =": customer["id"]}):
        release(exchange, source)
