"""Source transactions: the money that was sent to a receiver, one by one."""

from typing import Any

import pytest

from sandbox import Sandbox
from tests.asking import INVALID, ask
from tests.resources.making import EXAMPLES, START, a_source, ids, refusal

TRANSFER = "ach_credit_transfer"


def transactions(sandbox: Sandbox, source: str, **query: Any) -> dict[str, Any]:
    """The list of the transactions of a source."""
    listed = "sources.source_transactions.list"
    return sandbox.call(listed, source=source, **query)


def test_a_transaction(sandbox: Sandbox) -> None:
    """A transaction shows how much came, when, and what the bank told of it."""
    source = a_source(sandbox, **EXAMPLES[TRANSFER])
    account = sandbox.call("sources.retrieve", source=source)[TRANSFER]

    (made,) = transactions(sandbox, source)["data"]

    assert {
        "id": made["id"],
        "object": "source_transaction",
        "amount": 1000,
        "created": START,
        "currency": "usd",
        "livemode": False,
        "source": source,
        "status": "succeeded",
        "type": TRANSFER,
        TRANSFER: {
            "customer_data": None,
            "fingerprint": account["fingerprint"],
            "last4": account["account_number"][-4:],
            "routing_number": "110000000",
        },
    } == made
    assert made["id"].startswith("srctxn_")
    assert made == sandbox.objects("source_transactions")[0]


SAID = {
    "sepa_credit_transfer": {
        "reference": None,
        "sender_iban": None,
        "sender_name": None,
    },
    "multibanco": None,
    "bitcoin": None,
}


@pytest.mark.parametrize(("kind", "said"), SAID.items(), ids=SAID)
def test_what_a_bank_tells_of_a_transfer(
    sandbox: Sandbox, kind: str, said: dict[str, None] | None
) -> None:
    """What is told of who sent the money depends on the type of the receiver."""
    source = a_source(sandbox, **EXAMPLES[kind])
    sandbox.fund(source)

    made = transactions(sandbox, source)["data"][0]

    assert said == made.get(kind)


def test_an_event_shows_the_transaction(sandbox: Sandbox) -> None:
    """Money that arrives is told with its transaction, by no request."""
    source = a_source(sandbox, **EXAMPLES[TRANSFER])
    (made,) = transactions(sandbox, source)["data"]

    event = sandbox.objects("events")[-1]

    assert ("source.transaction.created", made) == (
        event["type"],
        event["data"]["object"],
    )
    assert event["request"]["id"] is None


def test_transactions_are_listed_newest_first(sandbox: Sandbox) -> None:
    """The list of a source's transactions has pages, like any other."""
    source = a_source(sandbox, **EXAMPLES[TRANSFER])
    for amount in (1, 2, 3):
        sandbox.fund(source, amount)
    every = transactions(sandbox, source)

    page = transactions(sandbox, source, limit=2, starting_after=ids(every)[0])

    assert [3, 2, 1, 1000] == [one["amount"] for one in every["data"]]
    assert (ids(every)[1:3], True) == (ids(page), page["has_more"])
    assert f"/v1/sources/{source}/source_transactions" == page["url"]


def test_other_sources_have_no_transactions(sandbox: Sandbox) -> None:
    """Assumed: for what is no receiver, and for one that was sent nothing: no entry."""
    sandbox.given("src_1")

    assert [] == transactions(sandbox, "src_1")["data"]


def test_transactions_of_an_unknown_source(sandbox: Sandbox) -> None:
    """The transactions of a source that is not there are a 404."""
    assert (404, INVALID, "resource_missing", "id") == refusal(
        sandbox, "sources.source_transactions.list", source="src_none"
    )


def test_transactions_over_http(sandbox: Sandbox) -> None:
    """Transactions are read at the address of their source."""
    source = a_source(sandbox, **EXAMPLES[TRANSFER])

    answer = ask(sandbox, "GET", f"/v1/sources/{source}/source_transactions")

    assert (200, 1) == (answer.status, len(answer["data"]))
