"""The unmodified SDK, answered in process: connected, isolated, put back, offline."""

import asyncio
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest
import stripe

from sandbox import Sandbox, connect
from sandbox.request.versions import PAGE_VERSION
from sandbox.transport.sdk import door_of
from tests.resources.making import ACCOUNT

LIVE = "sk_" + "live_4eC39HqLyjWDarjtT1zdp7dc"
GLOBALS = ("api_key", "api_version", "default_http_client")


@pytest.fixture
def untouched() -> Iterator[dict[str, object]]:
    """What the SDK's globals are before a test, and have to be after it."""
    found = {name: getattr(stripe, name) for name in GLOBALS}
    yield found
    assert found == {name: getattr(stripe, name) for name in GLOBALS}


def test_connect(untouched: dict[str, object]) -> None:
    """`connect` points the global client at a sandbox, `disconnect` puts it back."""
    sandbox = connect()

    stripe.Customer.create(email="jenny@example.com")

    assert PAGE_VERSION == stripe.api_version
    assert ["jenny@example.com"] == [c["email"] for c in sandbox.objects("customers")]
    sandbox.disconnect()
    assert untouched["api_version"] == stripe.api_version


def test_context_manager(untouched: dict[str, object]) -> None:
    """Leaving the block puts the SDK back, an error inside it or not."""
    with pytest.raises(stripe.InvalidRequestError), connect():
        stripe.Customer.retrieve("cus_nobody")

    assert untouched["default_http_client"] is stripe.default_http_client


@pytest.mark.usefixtures("untouched")
def test_nested() -> None:
    """A sandbox connected inside another one's block gives the outer one back."""
    with connect() as outer:
        with connect() as inner:
            stripe.Customer.create()
        stripe.Customer.create()
        stripe.Customer.create()

    assert (2, 1) == (len(outer.objects("customers")), len(inner.objects("customers")))


@pytest.mark.usefixtures("untouched")
def test_out_of_order() -> None:
    """Closed in any order, connections leave the SDK as the first one found it."""
    first, second, third = connect(), connect(), connect()

    second.disconnect()
    first.disconnect()
    stripe.Customer.create()

    assert 1 == len(third.objects("customers"))
    third.disconnect()


@pytest.mark.usefixtures("untouched")
def test_connect_twice() -> None:
    """Connecting again takes another API version, and puts back what was found."""
    with connect() as sandbox:
        sandbox.connect(version="2020-08-27")
        assert "sources" not in stripe.Customer.create()


@pytest.mark.usefixtures("untouched")
def test_disconnect_twice() -> None:
    """Disconnecting again does nothing."""
    sandbox = connect()
    sandbox.disconnect()
    sandbox.disconnect()


@pytest.mark.usefixtures("untouched")
def test_a_bad_version_connects_nothing() -> None:
    """A version that is none is refused before the SDK is touched."""
    with pytest.raises(Exception, match="not an API version"):
        connect(version="yesterday")


@pytest.mark.usefixtures("untouched")
def test_clients_are_isolated() -> None:
    """Two sandboxes share nothing, and leave the global client alone."""
    first, second = Sandbox(), Sandbox()

    first.client().v1.customers.create({"email": "jenny@example.com"})

    assert (1, 0) == (len(first.objects("customers")), len(second.objects("customers")))
    assert isinstance(first.client(), stripe.StripeClient)


def test_who_is_asked_for_more() -> None:
    """An object knows the sandbox of its client, or the one that is connected."""
    other = Sandbox()
    own = other.client().v1.customers.create()
    with connect() as sandbox:
        customer = stripe.Customer.create()

        assert [sandbox, other] == [door_of(customer), door_of(own)]
    assert [None, other] == [door_of(customer), door_of(own)]
    assert door_of({"id": "cus_1"}) is None


def test_same_seed_same_ids() -> None:
    """Two sandboxes with one seed give the same ids; another seed gives others."""
    made = [Sandbox(seed=seed).call("customers.create")["id"] for seed in (1, 1, 2)]

    assert made[0] == made[1] != made[2]


def test_client_options() -> None:
    """A client takes the options of the SDK, an API version among them."""
    client = Sandbox().client(version="2020-08-27", max_network_retries=0)

    assert "sources" not in client.v1.customers.create()


@pytest.mark.usefixtures("sandbox")
def test_async_global() -> None:
    """The async methods of the global client are answered as well."""

    async def buy() -> str:
        source = await stripe.Source.create_async(type="card", token="tok_visa")
        customer = await stripe.Customer.create_async(source=source.id)
        charge = await stripe.Charge.create_async(
            amount=1099, currency="eur", customer=customer.id
        )
        return charge.status

    assert "succeeded" == asyncio.run(buy())


def test_async_retry(sandbox: Sandbox) -> None:
    """An async request that fails on the way is tried again, with the same key."""
    sandbox.fail_next()

    asyncio.run(sandbox.client(max_network_retries=1).v1.customers.create_async())

    assert 1 == len(sandbox.objects("customers"))


def test_live_key_in_the_global(sandbox: Sandbox) -> None:
    """A live key is refused, and stands in no message."""
    stripe.api_key = LIVE

    with pytest.raises(stripe.AuthenticationError) as refusal:
        stripe.Customer.create()

    assert LIVE not in str(refusal.value)
    assert [] == sandbox.objects("customers")


def test_live_key_for_a_client() -> None:
    """A client cannot even be made with a live key."""
    with pytest.raises(ValueError, match="live key") as refusal:
        Sandbox().client(api_key=LIVE)

    assert LIVE not in str(refusal.value)


@pytest.mark.parametrize("failure", ["api_error", "answer_lost"])
def test_retries_make_one_charge(sandbox: Sandbox, failure: str) -> None:
    """The SDK tries again with the same idempotency key: one charge, not two."""
    source = stripe.Source.create(type="card", token="tok_visa")
    sandbox.fail_next(failure)

    charge = stripe.Charge.create(amount=1099, currency="eur", source=source.id)

    assert [charge.id] == [one["id"] for one in sandbox.objects("charges")]


def test_without_retries_the_failure_arrives(sandbox: Sandbox) -> None:
    """A client that does not retry gets the failure that was planted."""
    client = sandbox.client(max_network_retries=0)
    sandbox.fail_next("rate_limit")

    with pytest.raises(stripe.RateLimitError):
        client.v1.customers.create()


@pytest.mark.usefixtures("sandbox")
def test_request_id() -> None:
    """The SDK finds the request id, in an answer and in an error."""
    made = stripe.Customer.create()
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        stripe.Customer.retrieve("cus_nobody")

    assert made.last_response is not None
    ids = [made.last_response.request_id, refusal.value.request_id]
    assert all(one and one.startswith("req_") for one in ids)
    assert ids[0] != ids[1]


def test_rule_of_the_page(sandbox: Sandbox) -> None:
    """The SDK's exception keeps which rule of the page was broken, in either style."""
    sent = {"amount": 1099, "currency": "eur", "source": "src_none"}
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        stripe.Charge.create(**sent)
    with pytest.raises(stripe.InvalidRequestError) as other:
        sandbox.client().v1.charges.create(sent)

    for error in (refusal.value, other.value):
        assert "chargeable" == error.headers["Sandbox-Rule"]


@pytest.mark.usefixtures("sandbox")
def test_auto_paging() -> None:
    """Walking a list page by page finds everything once, the newest first."""
    made = [stripe.Customer.create().id for _ in range(7)]

    assert made[::-1] == [
        customer.id for customer in stripe.Customer.list(limit=3).auto_paging_iter()
    ]


@pytest.mark.usefixtures("sandbox")
def test_sub_lists() -> None:
    """The lists inside a customer and a charge lead to the rest of themselves."""
    source = stripe.Source.create(type="card", token="tok_visa")
    customer = stripe.Customer.create(source=source.id)
    charge = stripe.Charge.create(amount=1099, currency="eur", customer=customer.id)
    refund = stripe.Refund.create(charge=charge.id, amount=99)

    assert source.id == customer.sources.retrieve(source.id).id
    assert [refund.id] == [one.id for one in charge.refunds.list().data]


def test_cards_and_bank_accounts(sandbox: Sandbox) -> None:
    """What is no source comes as the SDK's own card or bank account, and works."""
    customer = stripe.Customer.create(source="tok_visa")
    card = stripe.Customer.modify_source(
        customer.id, customer.default_source, name="Jenny Rosen"
    )
    token = stripe.Token.create(bank_account=ACCOUNT)
    account = stripe.Customer.create_source(customer.id, source=token.id)
    account.verify(amounts=[32, 45])
    paid = stripe.Charge.create(
        amount=1099, currency="usd", customer=customer.id, source=account.id
    )

    assert isinstance(card, stripe.Card)
    assert isinstance(account, stripe.BankAccount)
    assert ("Jenny Rosen", "verified", "pending") == (
        card.name,
        account.status,
        paid.status,
    )
    listed = stripe.Customer.list_sources(customer.id, object="card")
    assert [card.id] == [one.id for one in listed.data]
    assert stripe.Customer.delete_source(customer.id, card.id).deleted
    assert account.id == stripe.Customer.retrieve(customer.id).default_source
    assert [account.id] == [one["id"] for one in sandbox.objects("sources")]


TUTORIAL = """
import socket, sys

def refuse(event, arguments):
    if event.startswith("socket.") and event != "socket.__new__":
        raise AssertionError(f"the network was used: {event} {arguments}")

sys.addaudithook(refuse)

import stripe
from sandbox import connect

sandbox = connect()
source = stripe.Source.create(type="card", token="tok_visa", usage="reusable")
other = stripe.Source.create(type="card", token="tok_mastercard")
customer = stripe.Customer.create(email="paying.user@example.com", source=source.id)
stripe.Customer.create_source(customer.id, source=other.id)
stripe.Customer.modify(customer.id, default_source=other.id)
stripe.Charge.create(amount=1099, currency="eur", customer=customer.id)
single = stripe.Source.create(type="card", token="tok_visa", usage="single_use")
stripe.Charge.create(amount=50, currency="eur", customer=customer.id, source=single.id)
stripe.Customer.delete_source(customer.id, other.id)
try:
    stripe.Charge.create(amount=1099, currency="eur", source=source.id)
except stripe.InvalidRequestError as error:
    print(error.http_status, len(sandbox.objects("charges")))
try:
    socket.create_connection(("127.0.0.1", 9))
except AssertionError:
    print("blocked")
"""


def test_no_socket() -> None:
    """The steps of the tutorial run in a process in which sockets are blocked."""
    run = subprocess.run(
        [sys.executable, "-c", TUTORIAL], capture_output=True, text=True, check=False
    )

    assert ("400 2\nblocked\n", "") == (run.stdout, run.stderr)


def test_the_block_blocks() -> None:
    """Outside that process a socket can be had: the test above says something."""
    with socket.socket() as free:
        assert free.fileno() >= 0
