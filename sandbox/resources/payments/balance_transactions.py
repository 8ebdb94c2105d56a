"""Balance transactions: one for each movement of money, into the account or out."""

from pydantic import Field

from sandbox.domain import money
from sandbox.domain.movements import MOVEMENTS, fee
from sandbox.errors import no_such
from sandbox.request.paging import CreatedPage
from sandbox.request.params import Params, Text
from sandbox.resources.exchange import Exchange
from sandbox.wire import StripeObject


class ListTransactions(CreatedPage):
    """Which balance transactions to list."""

    type: Text | None = Field(None, description="Such as charge, or refund.")
    source: Text | None = Field(
        None, description="What moved the money: a charge, a refund or a dispute."
    )
    currency: Text | None = Field(None, description="Three letters, such as eur.")


def book(  # noqa: PLR0913 - what a movement is made of
    exchange: Exchange,
    movement: str,
    *,
    amount: int,
    currency: str,
    source: str,
    description: str | None = None,
) -> str:
    """Write down a movement of money; its id, for the object that moved it.

    `amount` is in the minor unit, never negative: the table knows the direction. What
    follows from the rest, or from the time, is added when it is shown.
    Source: docs.stripe.com/api/balance_transactions
    """
    row = MOVEMENTS[movement]
    record: StripeObject = {
        "id": exchange.store.next_id("txn_"),
        "object": "balance_transaction",
        "amount": row.direction * amount,
        "created": exchange.now,
        "currency": currency,
        "fee": fee(row, amount, currency),
        "source": source,
        "type": row.type,
    }
    if description is not None:
        record["description"] = description
    exchange.store.add("balance_transactions", record, owner=source)
    return str(record["id"])


def retrieve(exchange: Exchange, _: Params, transaction: str) -> StripeObject:
    """A balance transaction.

    Source: docs.stripe.com/api/balance_transactions/retrieve
    """
    return exchange.need("balance_transaction", transaction)


def list_(exchange: Exchange, params: ListTransactions) -> StripeObject:
    """Balance transactions, the newest first.

    Source: docs.stripe.com/api/balance_transactions/list
    """
    return listed(exchange, params, "/v1/balance_transactions")


def history(exchange: Exchange, params: ListTransactions) -> StripeObject:
    """The same at the older address.

    Source: docs.stripe.com/api/balance/balance_history
    """
    return listed(exchange, params, "/v1/balance/history")


def listed(exchange: Exchange, params: ListTransactions, url: str) -> StripeObject:
    """A page of balance transactions, at one address or the other."""
    where: dict[str, object] = {}
    if params.source:
        if exchange.store.find(params.source) is None:
            raise no_such("charge, refund or dispute", params.source, param="source")
        where["owner ="] = params.source
    if params.type:
        where["body ->> 'type' ="] = params.type
    if params.currency:
        where["body ->> 'currency' ="] = money.check_currency(params.currency)
    return exchange.page("balance_transactions", params, url, where=where)
