"""Source transactions: money that a customer has sent to a receiver."""

from sandbox.domain import levers
from sandbox.request.paging import Page
from sandbox.resources import sources
from sandbox.resources.exchange import Exchange
from sandbox.resources.types import receivers
from sandbox.wire import StripeObject


class ListTransactions(Page):
    """Which transactions of a source to list."""


def list_(exchange: Exchange, params: ListTransactions, source: str) -> StripeObject:
    """The money that a receiver was sent, the newest first.

    Assumed: for a source of another type, an empty list.
    Source: docs.stripe.com/api/sources (source transactions)
    """
    exchange.need("source", source)
    return exchange.page(
        "source_transactions",
        params,
        f"/v1/sources/{source}/source_transactions",
        where={"owner =": source},
        kind="source_transaction",
    )


def arrive(exchange: Exchange, source: StripeObject, amount: int) -> StripeObject:
    """Let money arrive: any amount makes a reusable receiver chargeable.

    A single-use one waits until all of its amount is there.
    Source: docs.stripe.com/sources/sepa-credit-transfer (source transactions)
    """
    receivers.count(source, "received", amount)
    transaction = {
        "id": exchange.store.next_id("srctxn_"),
        "object": "source_transaction",
        "amount": amount,
        "created": exchange.now,
        "currency": source["currency"],
        "livemode": False,
        "source": source["id"],
        "status": "succeeded",
        "type": source["type"],
    }
    if sender := sent_by(source):
        transaction[source["type"]] = sender
    exchange.store.add("source_transactions", transaction, owner=source["id"])
    if receivers.enough(source):
        sources.happen(exchange, source, "funded")
    else:
        exchange.store.save(source)
    exchange.emit("source.transaction.created", transaction)
    return transaction


def sent_by(source: StripeObject) -> StripeObject | None:
    """What a bank tells of a transfer, where it tells something.

    Source: github.com/stripe/stripe-java, source_transactions.json (recorded in 2017)
    """
    account = source[source["type"]]
    if source["type"] == "ach_credit_transfer":
        return {
            "customer_data": None,
            "fingerprint": account["fingerprint"],
            "last4": account["account_number"][-4:],
            "routing_number": account["routing_number"],
        }
    if source["type"] == "sepa_credit_transfer":
        return {"reference": None, "sender_iban": None, "sender_name": None}
    return None


def by_itself(exchange: Exchange, source: StripeObject) -> None:
    """Let arrive what is sent in test mode: the amount asked for, or a default."""
    email = source["owner"]["email"]
    arrive(exchange, source, source["amount"] or levers.transferred(email))
