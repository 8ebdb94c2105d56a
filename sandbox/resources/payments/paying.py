"""What pays for a charge: every combination of a source or a token and a customer."""

from typing import NamedTuple

from sandbox.domain import lifecycle
from sandbox.errors import ApiError, echo, invalid, no_such
from sandbox.page import Broken
from sandbox.resources import attaching, cards, handed
from sandbox.resources.exchange import Exchange
from sandbox.resources.handed import Typed
from sandbox.wire import StripeObject


class Payer(NamedTuple):
    """The source or card that pays, and the customer its charge refers to, if any."""

    source: StripeObject
    customer: str | None


def payer(
    exchange: Exchange, given: str | Typed | None, customer_id: str | None
) -> Payer:
    """The source or card to charge, when it may be charged like this.

    Neither is given: refused. A customer alone: its default source. A source alone:
    that source, unless it is attached. Both: the customer's own source, or one that
    nobody has, whose charge then refers to both. A token: its card, saved nowhere.
    Source: docs.stripe.com/sources/customers#charging-a-source-attached-to-a-customer,
    docs.stripe.com/api/charges/create (source)
    """
    customer = None
    if customer_id:
        customer = exchange.need("customer", customer_id, param="customer", status=400)
    if given is None:
        given = default_of(customer)
    elif not isinstance(given, str) or handed.is_token(given):
        return Payer(handed_over(exchange, given, customer_id), None)
    source = attaching.find(exchange, given)
    if source is None:
        raise unknown(given, customer_id)
    check_owner(source, customer_id)
    if source["object"] == "source":
        check_status(source)
    check_verified(source)
    return Payer(source, customer_id)


def handed_over(
    exchange: Exchange, given: str | Typed, customer_id: str | None
) -> StripeObject:
    """What a token stands for, which is used, or was typed: charged, not kept.

    Its bank looks at what was typed with it, as when a card is attached.
    Assumed: a charge that is declined has used its token as well; a typed card is
    refused together with a customer as its token is.
    """
    if customer_id:
        raise not_saved(given, customer_id)
    card = handed.exchanged(exchange, given)
    check_verified(card)
    behind = cards.behind(card, exchange.store.seed)
    return card | cards.verified(card, behind)


def not_saved(given: str | Typed, customer_id: str) -> ApiError:
    """The refusal of a new card together with a customer, who pays with its own.

    Source: docs.stripe.com/error-codes#missing; github.com/stripe/stripe-go/issues/490
    """
    token = isinstance(given, str)
    what = f"{echo(given)} is a token" if token else "What was typed is new"
    message = (
        f"{what}, and {customer_id} pays with what it has. Attach it first, with POST "
        f"/v1/customers/{customer_id}/sources, or make a source of the card: that "
        "can be charged for a customer who does not have it."
    )
    return missing(message, rule="attributed")


def default_of(customer: StripeObject | None) -> str:
    """The source that is charged when none is named.

    Raises: ApiError 400 without a customer, 402 when there is nothing to charge.
    Source: docs.stripe.com/sources/customers#attaching-a-source-to-a-new-customer;
    402 is recorded in github.com/Kiln-AI/stripe_world
    """
    if customer is None:
        message = (
            "The charge names neither a source nor a customer. Name a customer, whose "
            "default source pays then, a source that nobody has, or both."
        )
        raise invalid(message, code="parameter_missing", rule="without source")
    if customer["default_source"] is None:
        message = (
            f"{customer['id']} has nothing to charge: no source is attached. Attach "
            f"one with POST /v1/customers/{customer['id']}/sources, then charge again."
        )
        raise ApiError(
            402,
            message,
            kind="card_error",
            code="missing",
            param="card",
            rule="without source",
        )
    default: str = customer["default_source"]
    return default


def unknown(source_id: str, customer_id: str | None) -> ApiError:
    """The refusal of a source that does not exist, or is no source.

    Source: docs.stripe.com/error-codes#missing, #resource-missing
    """
    if customer_id:
        return not_linked(source_id, customer_id)
    return no_such("source", source_id, param="source", rule="chargeable")


def not_linked(source_id: str, customer_id: str) -> ApiError:
    """The refusal of a source that the named customer does not have."""
    message = (
        f"{customer_id} has no source {echo(source_id)} that could be charged. Name "
        f"one from /v1/customers/{customer_id}/sources, or one that nobody has."
    )
    return missing(message, rule="attached")


def missing(message: str, *, rule: Broken) -> ApiError:
    """The refusal of what a customer does not have: HTTP 404.

    Source: docs.stripe.com/error-codes#missing
    """
    return ApiError(404, message, code="missing", param="source", rule=rule)


def check_owner(source: StripeObject, customer_id: str | None) -> None:
    """What is attached is charged with its customer, and with no other.

    Assumed: somebody else's source is refused like one that is not there.
    Source: docs.stripe.com/sources/customers#charging-a-source-attached-to-a-customer
    """
    owner = source.get("customer")
    if owner is None or owner == customer_id:
        return
    if customer_id:
        raise not_linked(source["id"], customer_id)
    message = (
        f"{source['id']} is attached to a customer, and is charged only together with "
        f"it. Add customer={owner} to this charge."
    )
    raise invalid(message, rule="attached")


def check_verified(source: StripeObject) -> None:
    """A bank account is charged when it is verified, and not before.

    Assumed: the status, and that there is no code.
    Source: docs.stripe.com/ach
    """
    if source["object"] != "bank_account" or source["status"] == "verified":
        return
    owner = source["customer"]
    message = (
        "A bank account has to be verified before it is charged: attach it to a "
        "customer, then tell the amounts of its two deposits."
    )
    if owner:
        path = f"/v1/customers/{owner}/sources/{source['id']}/verify"
        message = (
            f"{source['id']} is not verified yet. Tell the amounts of its two deposits "
            f"first: POST {path} with amounts[]=32 and amounts[]=45."
        )
    raise invalid(message, param="source")


def check_status(source: StripeObject) -> None:
    """Only a chargeable source can be charged; each other status says why not.

    Assumed: the code for a source that is not chargeable yet, or no more.
    Source: docs.stripe.com/error-codes (payment_method_unexpected_state)
    """
    status: lifecycle.Status = source["status"]
    attached = "customer" in source
    usage = source["usage"]
    if lifecycle.after(status, "charged", usage=usage, attached=attached):
        return
    if status != "consumed":
        why = not_chargeable(source)
        message = f"{source['id']} is {status}, not chargeable: {why}"
        code = "payment_method_unexpected_state"
        raise invalid(message, code=code, param="source", rule="chargeable")
    raise attaching.consumed(source)


def not_chargeable(source: StripeObject) -> str:
    """Why a source that is not consumed cannot be charged, and what to do."""
    if source["status"] == "pending" and source["flow"] == "receiver":
        return (
            "the money has yet to arrive. In the sandbox, "
            f"sandbox.fund('{source['id']}') sends it."
        )
    if source["status"] == "pending":
        return (
            "its owner has yet to authorise it at the bank. In the sandbox, "
            f"sandbox.authorise('{source['id']}') does so."
        )
    if source["status"] == "canceled":
        return "it was not used in time. Make a new source, and use it sooner."
    if source["flow"] == "redirect":
        return (
            "its owner did not authorise it at the bank. Make a new source, and send "
            "its owner there."
        )
    return "the bank sent a debit back. Ask for another account, and make a new source."
