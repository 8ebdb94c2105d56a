"""Webhooks: what a shop's own server gets, in which order, and how often."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from sandbox import Sandbox, clock
from sandbox.errors import ApiError
from sandbox.storage import file
from sandbox.store import Store
from sandbox.transport.webhooks import WAITS, Terms, Webhooks
from tests.asking import INVALID, VISA, Answer, ask
from tests.receiving import LONGEST_WAIT, Received, receiving
from tests.resources.making import a_customer, a_source, ids, refused, told

AT_ONCE = Terms(waits=(0.0, 0.0), seconds=LONGEST_WAIT, poll=0.05)
LATER = Terms(waits=(1000.0,), seconds=LONGEST_WAIT)
CUSTOMER = ["customer.created", "customer.updated", "customer.source.created"]


def store_of(sandbox: Sandbox) -> Store:
    """The store that a sandbox answers from, and a server delivers from."""
    return sandbox._store  # noqa: SLF001 - what serves is given it


@pytest.fixture
def store(sandbox: Sandbox) -> Store:
    """The store that the sandbox of a test answers from."""
    return store_of(sandbox)


@contextmanager
def delivering(store: Store, terms: Terms = AT_ONCE) -> Iterator[Webhooks]:
    """Deliver while the block lasts; at its end nothing is under way."""
    webhooks = Webhooks(store, terms)
    webhooks.start()
    try:
        yield webhooks
    finally:
        webhooks.stop()


def an_endpoint(sandbox: Sandbox, url: str, **params: Any) -> dict[str, Any]:
    """A new endpoint, for all events unless the parameters say otherwise."""
    sent = {"url": url, "enabled_events": ["*"], **params}
    return sandbox.call("webhook_endpoints.create", **sent)


def deliveries(sandbox: Sandbox, *names: str) -> list[tuple[Any, ...]]:
    """These fields of all deliveries, the oldest first."""
    return [tuple(one[name] for name in names) for one in sandbox.deliveries()]


def test_an_event_arrives(sandbox: Sandbox, store: Store) -> None:
    """A server gets the event itself, signed so that the SDK verifies it."""
    with receiving() as receiver, delivering(store):
        endpoint = an_endpoint(sandbox, receiver.url)
        source = a_source(sandbox)
        [received] = receiver.take()

    event = received.verified(endpoint["secret"])
    assert ("source.chargeable", source) == (event.type, event.data.object.id)
    assert 1 == event.pending_webhooks
    [kept] = sandbox.objects("events")
    assert kept | {"pending_webhooks": 1} == received.event


def test_the_header_fields(sandbox: Sandbox, store: Store) -> None:
    """A delivery says what it is, and by whom."""
    with receiving() as receiver, delivering(store):
        an_endpoint(sandbox, receiver.url)
        a_source(sandbox)
        [received] = receiver.take()

    assert {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "Stripe/1.0 (sources-sandbox)",
    }.items() <= received.headers.items()
    assert received.headers["Stripe-Signature"].startswith("t=1")


def test_in_order(sandbox: Sandbox, store: Store) -> None:
    """Events arrive as they happened, those from before the start first."""
    with receiving() as receiver:
        an_endpoint(sandbox, receiver.url)
        source = a_source(sandbox)
        with delivering(store):
            a_customer(sandbox, source)
            arrived = receiver.types(4)

    assert ["source.chargeable", *CUSTOMER] == arrived == told(sandbox)


def test_only_what_is_enabled(sandbox: Sandbox, store: Store) -> None:
    """An endpoint gets the types it is for, and each endpoint has its own."""
    with receiving() as first, receiving() as second, delivering(store):
        an_endpoint(sandbox, first.url, enabled_events=["customer.updated"])
        an_endpoint(sandbox, second.url, enabled_events=["source.chargeable"])
        a_customer(sandbox, a_source(sandbox))

        assert ["customer.updated"] == first.types(1)
        assert ["source.chargeable"] == second.types(1)
    assert ["source.chargeable", "customer.updated"] == [
        kind for (kind,) in deliveries(sandbox, "type")
    ]


VERSIONS: dict[str, tuple[str, bool, type]] = {
    "before an event named its key": ("2017-04-06", True, str),
    "while customers showed their sources": ("2018-05-21", True, dict),
    "since they do not": ("2020-08-27", False, dict),
}


@pytest.mark.parametrize(
    ("version", "shows_sources", "request_is"), VERSIONS.values(), ids=VERSIONS
)
def test_in_the_version_of_the_endpoint(
    sandbox: Sandbox,
    store: Store,
    version: str,
    request_is: type,
    *,
    shows_sources: bool,
) -> None:
    """An endpoint gets events in its own API version, if it has one."""
    with receiving() as receiver, delivering(store):
        an_endpoint(
            sandbox,
            receiver.url,
            api_version=version,
            enabled_events=["customer.created"],
        )
        sandbox.call("customers.create", source=a_source(sandbox))
        [received] = receiver.take()

    event = received.event
    assert version == event["api_version"]
    assert shows_sources is ("sources" in event["data"]["object"])
    assert isinstance(event["request"], request_is)
    assert "2017-06-05" == sandbox.objects("events")[1]["api_version"]


PREVIOUS: dict[str, tuple[str, dict[str, Any]]] = {
    "by its old name": ("2018-05-21", {"account_balance": 0, "balance": 0}),
    "by its new name": ("2020-08-27", {"balance": 0}),
}


@pytest.mark.parametrize(("version", "expected"), PREVIOUS.values(), ids=PREVIOUS)
def test_what_was_replaced_in_the_version_of_the_endpoint(
    sandbox: Sandbox, store: Store, version: str, expected: dict[str, Any]
) -> None:
    """The values that were replaced have the names that the endpoint's version has."""
    customer = a_customer(sandbox)
    with receiving() as receiver, delivering(store):
        an_endpoint(sandbox, receiver.url, api_version=version)
        sandbox.call("customers.update", customer=customer, account_balance=100)
        [received] = receiver.take()

    assert expected == received.event["data"]["previous_attributes"]


def test_a_disabled_endpoint(sandbox: Sandbox, store: Store) -> None:
    """What happens while an endpoint is disabled is never delivered there."""
    with receiving() as receiver, delivering(store):
        endpoint = an_endpoint(sandbox, receiver.url)["id"]
        for disabled in (True, False):
            sandbox.call(
                "webhook_endpoints.update", webhook_endpoint=endpoint, disabled=disabled
            )
            sandbox.call("customers.create", name=f"disabled is {disabled}")
        [received] = receiver.take()

    assert "disabled is False" == received.event["data"]["object"]["name"]


def test_tried_again(sandbox: Sandbox, store: Store) -> None:
    """What is not acknowledged comes again, before anything that happened later."""
    with receiving(500, 404) as receiver, delivering(store):
        an_endpoint(sandbox, receiver.url)
        sandbox.call("customers.create", source=a_source(sandbox))
        arrived = receiver.take(5)

    assert ["source.chargeable"] * 3 + CUSTOMER[::2] == [
        received.event["type"] for received in arrived
    ]
    assert 1 == len({received.body for received in arrived[:3]})
    assert [(3, 200), (1, 200), (1, 200)] == deliveries(sandbox, "tries", "answer")


def test_given_up(sandbox: Sandbox, store: Store) -> None:
    """What was tried often enough is given up, and the next event has its turn."""
    with receiving(500, 500, 503) as receiver, delivering(store):
        an_endpoint(sandbox, receiver.url)
        sandbox.call("customers.create", source=a_source(sandbox))
        receiver.take(5)

    assert [
        ("failed", 3, 503, "answered 503, which is not 2xx"),
        ("delivered", 1, 200, None),
        ("delivered", 1, 200, None),
    ] == deliveries(sandbox, "status", "tries", "answer", "error")
    assert [1, 0, 0] == [one["pending_webhooks"] for one in sandbox.objects("events")]


def test_a_redirect(sandbox: Sandbox, store: Store) -> None:
    """A redirect acknowledges nothing, and is not followed."""
    with receiving(302) as receiver, delivering(store, LATER):
        an_endpoint(sandbox, receiver.url)
        a_source(sandbox)
        receiver.take()

    assert [("pending", 302)] == deliveries(sandbox, "status", "answer")


def test_nobody_is_there_yet(sandbox: Sandbox, store: Store) -> None:
    """What could not be delivered waits for its time, and says why."""
    with receiving() as receiver:
        gone = receiver.url
    before = clock.wall_time()
    an_endpoint(sandbox, gone)
    a_source(sandbox)
    Webhooks(store, LATER).try_once()

    [(status, answer, error, again)] = deliveries(
        sandbox, "status", "answer", "error", "next_try"
    )
    assert ("pending", None) == (status, answer)
    assert error.startswith("ConnectionRefusedError: ")
    assert before + 1000 <= again <= clock.wall_time() + 1000


def test_the_waits_grow() -> None:
    """Each wait is longer than the one before it: three more tries, in a minute."""
    assert 3 == len(WAITS)
    assert sorted(set(WAITS)) == list(WAITS)


@pytest.mark.parametrize("left", ["disabled", "deleted"])
def test_an_endpoint_that_is_gone_by_then(
    sandbox: Sandbox, store: Store, left: str
) -> None:
    """An endpoint that was disabled or deleted in between is not tried again."""
    with receiving(500) as receiver:
        endpoint = an_endpoint(sandbox, receiver.url)["id"]
        a_source(sandbox)
        if left == "deleted":
            sandbox.call("webhook_endpoints.delete", webhook_endpoint=endpoint)
        else:
            sandbox.call(
                "webhook_endpoints.update", webhook_endpoint=endpoint, disabled=True
            )
        Webhooks(store).try_once()

        assert receiver.arrived.empty()
    assert [("failed", f"the endpoint was {left}")] == deliveries(
        sandbox, "status", "error"
    )


def test_a_silent_server_holds_up_nobody(sandbox: Sandbox, store: Store) -> None:
    """While a server does not answer, requests do, and other endpoints get theirs."""
    over = threading.Event()
    with (
        receiving(then=lambda _: over.wait(LONGEST_WAIT)) as silent,
        receiving() as other,
        delivering(store),
    ):
        for receiver in (silent, other):
            an_endpoint(sandbox, receiver.url)
        a_source(sandbox)

        assert ["source.chargeable"] == other.types(1)
        assert silent.arrived.empty()
        over.set()


def test_a_server_that_asks_back(sandbox: Sandbox, store: Store) -> None:
    """A server may ask the sandbox before it answers a delivery."""
    answers: list[Answer] = []

    def charge(received: Received) -> None:
        if received.event["type"] == "source.chargeable":
            sent = {"source": received.event["data"]["object"]["id"]}
            sent |= {"amount": "1099", "currency": "eur"}
            answers.append(ask(sandbox, "POST", "/v1/charges", sent))

    with receiving(then=charge) as receiver, delivering(store):
        an_endpoint(sandbox, receiver.url)
        a_source(sandbox)
        assert ["source.chargeable", "charge.succeeded"] == receiver.types(2)

    assert ["succeeded"] == [answer["status"] for answer in answers]


def test_what_is_refused_is_not_delivered(sandbox: Sandbox) -> None:
    """Of a request that was refused half-way nothing is to be delivered."""
    an_endpoint(sandbox, "http://localhost:1/")
    sandbox.given("src_declined", token="tok_chargeDeclined")

    refused(sandbox, "customers.create", source="src_declined")

    assert [] == sandbox.deliveries()


def test_without_an_endpoint_nothing_is_kept(sandbox: Sandbox) -> None:
    """Where nobody waits for an event there is nothing to deliver."""
    a_source(sandbox)

    assert [] == sandbox.deliveries()


def test_reset(sandbox: Sandbox) -> None:
    """A reset forgets endpoints and deliveries, like everything else."""
    an_endpoint(sandbox, "http://localhost:1/")
    a_source(sandbox)

    sandbox.reset()

    assert [] == sandbox.deliveries()
    assert [] == sandbox.call("webhook_endpoints.list")["data"]


KILLED = """
import os, sys
from sandbox.store import Store
from sandbox.session import Sandbox
from sandbox import clock

sandbox = Sandbox(sys.argv[1])
sandbox.call("webhook_endpoints.create", url=sys.argv[2], enabled_events=["*"])
sandbox.call("customers.create")
sandbox.call("customers.create")
store = Store(sys.argv[1])
with store.transaction():
    store.deliveries.take(store.deliveries.due(1)[0], until=clock.wall_time())
os._exit(9)
"""


def test_nothing_is_lost(tmp_path: Path) -> None:
    """What a process that died had not delivered, or had only begun, is delivered."""
    path = tmp_path / "shop.sandbox"
    with receiving() as receiver:
        killed = subprocess.run(
            [sys.executable, "-c", KILLED, str(path), receiver.url], check=False
        )
        with closing(Store(path)) as store, delivering(store):
            arrived = receiver.types(2)

    assert 9 == killed.returncode
    assert ["customer.created"] * 2 == arrived


def test_two_processes_deliver_once(tmp_path: Path) -> None:
    """Two that deliver from one file share the work: each event arrives once."""
    path = tmp_path / "shop.sandbox"
    with (
        receiving() as receiver,
        closing(Sandbox(path)) as sandbox,
        closing(Store(path)) as other,
        delivering(store_of(sandbox)),
        delivering(other) as webhooks,
    ):
        an_endpoint(sandbox, receiver.url)
        for number in range(10):
            sandbox.call("customers.create", name=str(number))
            webhooks.wake()
        arrived = [one.event["data"]["object"]["name"] for one in receiver.take(10)]

    assert [str(number) for number in range(10)] == arrived
    assert receiver.arrived.empty()


def test_while_another_process_holds_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be taken on while the file is held is delivered afterwards."""
    monkeypatch.setattr(file, "PATIENCE", 0.05)
    path = tmp_path / "shop.sandbox"
    with (
        receiving() as receiver,
        closing(Sandbox(path)) as sandbox,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        an_endpoint(sandbox, receiver.url)
        a_source(sandbox)
        other.execute("BEGIN IMMEDIATE")
        with delivering(store_of(sandbox)):
            for _ in range(3):
                with pytest.raises(ApiError):
                    Webhooks(store_of(sandbox)).try_once()
            other.execute("ROLLBACK")
            assert ["source.chargeable"] == receiver.types(1)


def test_stopped(sandbox: Sandbox, store: Store) -> None:
    """What happens after the stop waits for the next start."""
    with receiving() as receiver:
        an_endpoint(sandbox, receiver.url)
        with delivering(store):
            pass
        a_source(sandbox)

        assert receiver.arrived.empty()
        with delivering(store):
            assert ["source.chargeable"] == receiver.types(1)


def test_stopped_while_a_server_keeps_silent(sandbox: Sandbox, store: Store) -> None:
    """A stop does not wait for a server that does not answer: it is tried again."""
    over = threading.Event()
    begun = threading.Event()

    def keep_silent(_: Received) -> None:
        begun.set()
        over.wait(LONGEST_WAIT)

    with receiving(then=keep_silent) as silent:
        an_endpoint(sandbox, silent.url)
        a_source(sandbox)
        webhooks = Webhooks(store)
        webhooks.start()
        assert begun.wait(LONGEST_WAIT)
        webhooks.stop(seconds=0.05)
        over.set()
        silent.take()

    assert [("pending", 1, None)] == deliveries(sandbox, "status", "tries", "error")


def test_never_started(store: Store) -> None:
    """What was never started can be stopped."""
    Webhooks(store).stop()


def test_resend(sandbox: Sandbox, store: Store) -> None:
    """An event is delivered once more, with a new signature, when it is asked for."""
    with receiving() as receiver, delivering(store):
        endpoint = an_endpoint(sandbox, receiver.url)
        a_source(sandbox)
        receiver.take()
        [event] = sandbox.objects("events")
        again = sandbox.call("workbench.resend", event=event["id"])
        [received] = receiver.take()

    assert 1 == again["deliveries"]
    assert event["id"] == received.verified(endpoint["secret"]).id


def test_resend_what_there_is_not(sandbox: Sandbox) -> None:
    """An event that there is not cannot be sent again."""
    error = refused(sandbox, "workbench.resend", event="evt_none")

    assert (404, "resource_missing") == (error.status, error.code)


def test_pages_of_deliveries(sandbox: Sandbox) -> None:
    """Deliveries are listed from the newest on, page by page."""
    an_endpoint(sandbox, "http://localhost:1/")
    for _ in range(3):
        ask(sandbox, "POST", "/v1/sources", VISA)

    first = ask(sandbox, "GET", "/_sandbox/deliveries", {"limit": "2"})
    rest = ask(sandbox, "GET", "/_sandbox/deliveries", {"starting_after": "2"})
    pages = [(ids(page.body), page["has_more"]) for page in (first, rest)]

    assert [(["3", "2"], True), (["1"], False)] == pages


@pytest.mark.parametrize(
    "after",
    ["x", "0", "2", "-1", "1.0", "9" * 18, "9" * 30, "9" * 4999],
    ids=lambda after: after[:5] + f" of {len(after)}",
)
def test_after_no_delivery(sandbox: Sandbox, after: str) -> None:
    """A page that begins after a delivery there was not is refused."""
    an_endpoint(sandbox, "http://localhost:1/")
    ask(sandbox, "POST", "/v1/sources", VISA)
    answer = ask(sandbox, "GET", "/_sandbox/deliveries", {"starting_after": after})

    assert (400, INVALID, "resource_missing", "starting_after") == answer.refusal
