"""Mandates: what the owner of an account agreed to, and who hears of a debit."""

from typing import Any

from sandbox.errors import echo, invalid
from sandbox.resources.exchange import Exchange
from sandbox.resources.types.hashes import Acceptance, Mandate, Online
from sandbox.wire import StripeObject

CREDITOR = "DE98ZZZ09999999999"
"""Who takes the money. Source: bundesbank.de (the identifier for tests)"""


def unsigned(reference: str, url: str) -> StripeObject:
    """A mandate nobody has signed yet.

    Source: liberapay/liberapay.com, tests/py/fixtures/TestPayinsStripe.yml
    """
    acceptance: StripeObject = dict.fromkeys(sorted(Acceptance.model_fields))
    return {
        "acceptance": acceptance | {"status": "pending"},
        "amount": None,
        "currency": None,
        "interval": "variable",
        "notification_method": "none",
        "reference": reference,
        "url": url,
    }


def agreed(mandate: StripeObject, said: Mandate) -> StripeObject:
    """A mandate after something was said of it; what was not said stays.

    Source: docs.stripe.com/api/sources/create#create_source-mandate
    """
    sent = said.sent
    if said.amount is not None and said.amount < 1:
        code, param = "parameter_invalid_integer", "mandate[amount]"
        message = f"{param} is {said.amount}: give a whole number of at least 1."
        raise invalid(message, code=code, param=param)
    if said.currency:
        sent["currency"] = in_euros(said.currency)
    if said.acceptance:
        sent["acceptance"] = mandate["acceptance"] | signed(said.acceptance)
    return mandate | sent


def in_euros(currency: str) -> str:
    """The currency of a mandate: a SEPA debit has no other.

    Source: docs.stripe.com/sources/sepa-debit
    """
    if currency.lower() != "eur":
        message = f"mandate[currency] is '{echo(currency)}': a SEPA debit is in eur."
        raise invalid(message, code="invalid_currency", param="mandate[currency]")
    return currency.lower()


def signed(said: Acceptance) -> dict[str, Any]:
    """How a mandate was signed, with every key of what was said of it."""
    sent = said.sent
    if said.offline:
        sent["offline"] = said.offline.sent
    if said.online:
        sent["online"] = dict.fromkeys(Online.model_fields) | said.online.sent
    return sent


def notify(
    exchange: Exchange, source: StripeObject, reason: str, amount: int | None = None
) -> None:
    """Tell whom the owner asked to be told by: of a mandate, or of a debit of it.

    `amount` is in cents. Assumed: it is told of a mandate once it is signed.
    Source: docs.stripe.com/sources/sepa-debit (manual notifications),
    docs.stripe.com/api/events/types#event_types-source.mandate_notification
    """
    mandate = source["mandate"]
    if mandate["notification_method"] != "manual":
        return
    told = {
        "id": exchange.store.next_id("srcmn_"),
        "object": "source_mandate_notification",
        "amount": amount,
        "created": exchange.now,
        "livemode": False,
        "reason": reason,
        "sepa_debit": {
            "creditor_identifier": CREDITOR,
            "last4": source["sepa_debit"]["last4"],
            "mandate_reference": mandate["reference"],
        },
        "source": source,
        "status": "submitted",
        "type": source["type"],
    }
    exchange.emit("source.mandate_notification", told)
