"""A sandbox that serves beside the program that holds it."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest
import stripe

from sandbox import Sandbox
from sandbox.transport.server import VARIABLE, listen
from tests.asking import KEY
from tests.receiving import receiving
from tests.transport.calling import Line, listening


def test_serve_and_stop(sandbox: Sandbox) -> None:
    """A sandbox serves at one address until it is told to stop."""
    first, again = sandbox.serve(), sandbox.serve()
    asked = listening(first)
    sandbox.stop_serving()
    sandbox.stop_serving()

    assert (first, True, False) == (again, asked, listening(first))


def test_serve_from_many_threads(sandbox: Sandbox) -> None:
    """However many ask it to at once, a sandbox serves at one address."""
    with ThreadPoolExecutor(8) as many:
        urls = list(many.map(lambda _: sandbox.serve(), range(8)))
        list(many.map(lambda _: sandbox.stop_serving(), range(8)))

    assert 1 == len(set(urls))
    assert not listening(urls[0])


def test_leaving_the_block_stops_the_server() -> None:
    """Closing a sandbox, or leaving its block, ends its server too."""
    with Sandbox() as inside:
        url = inside.serve()
    closed = Sandbox()
    other = closed.serve()
    closed.close()

    assert [False, False] == [listening(url), listening(other)]


def test_a_port_of_ones_choice(sandbox: Sandbox) -> None:
    """A sandbox serves at a port that is asked for, unless it is in use."""
    with listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
        with pytest.raises(OSError, match="in use"):
            sandbox.serve(port)

    assert sandbox.serve(port).endswith(f":{port}")


def test_a_name_of_ones_choice(sandbox: Sandbox) -> None:
    """A sandbox answers to a name that is allowed, and to no other."""
    url = sandbox.serve(allow_hosts=["shop.test"])
    answered = {}
    for name in ("shop.test", "evil.test"):
        with Line(url) as line:
            line.host = name
            line.send(line.request("GET", "/v1/customers"))
            answered[name] = line.read().status

    assert {"shop.test": 200, "evil.test": 403} == answered


def test_the_same_objects(sandbox: Sandbox) -> None:
    """The SDK in process and a program outside see the same objects."""
    made = stripe.Customer.create(email="jenny@example.com")
    sandbox.serve()

    seen = subprocess.run(
        ["curl", "-s", f"{os.environ[VARIABLE]}/v1/customers", "-u", f"{KEY}:"],
        capture_output=True,
        check=True,
        text=True,
        timeout=20,
    )

    assert made.id in seen.stdout


def test_the_address_in_the_environment() -> None:
    """Programs started from here find the server; afterwards all is as it was."""
    before = os.environ.get(VARIABLE)
    first, second = Sandbox(), Sandbox()
    addresses = [first.serve(), second.serve()]
    found = [os.environ[VARIABLE]]
    first.stop_serving()
    found.append(os.environ[VARIABLE])
    second.stop_serving()

    assert [addresses[1]] * 2 == found
    assert before == os.environ.get(VARIABLE)


def test_events_are_delivered(sandbox: Sandbox) -> None:
    """While a sandbox serves, events leave for the servers that wait for them."""
    with receiving() as receiver:
        endpoint = stripe.WebhookEndpoint.create(
            url=receiver.url, enabled_events=["source.chargeable"]
        )
        early = stripe.Source.create(type="card", token="tok_visa")
        sandbox.serve()
        late = stripe.Source.create(type="card", token="tok_visa")
        events = [received.verified(endpoint.secret) for received in receiver.take(2)]
        sandbox.stop_serving()

    assert [early.id, late.id] == [event.data.object.id for event in events]
    assert ["delivered"] * 2 == [one["status"] for one in sandbox.deliveries()]


def test_payments_lead_to_the_server(sandbox: Sandbox) -> None:
    """A source that is made while a sandbox serves sends its owner to the server."""
    ideal = {
        "type": "ideal",
        "amount": 1099,
        "currency": "eur",
        "redirect": {"return_url": "https://example.com/return"},
    }
    url = sandbox.serve()
    during = sandbox.call("sources.create", **ideal)["redirect"]["url"]
    sandbox.stop_serving()
    after = sandbox.call("sources.create", **ideal)["redirect"]["url"]

    assert during.startswith(f"{url}/redirect/authenticate/src_")
    assert after.startswith("https://hooks.stripe.com/redirect/authenticate/src_")


def test_in_process_and_over_http_at_once(sandbox: Sandbox) -> None:
    """Of many charges of one single-use source, from all sides, one succeeds."""
    source = sandbox.call("sources.create", type="card", token="tok_visa")["id"]
    price = {"amount": 1099, "currency": "eur", "source": source}
    url = sandbox.serve()
    clients = [
        sandbox.client(),
        stripe.StripeClient(KEY, base_addresses={"api": url}),
    ] * 10

    def charge(client: stripe.StripeClient) -> str:
        try:
            return client.v1.charges.create(price).status  # type: ignore[arg-type]
        except stripe.InvalidRequestError as refused:
            return str(refused.code)

    with ThreadPoolExecutor(8) as many:
        outcomes = list(many.map(charge, clients))

    assert 1 == outcomes.count("succeeded")
    assert 20 == len(outcomes)
