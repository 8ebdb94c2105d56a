"""Many at once: threads, asyncio and processes, and still each thing happens once."""

import asyncio
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import chain
from pathlib import Path

import pytest
import stripe

from sandbox import Sandbox
from sandbox.request.forms import encode
from sandbox.storage import file
from sandbox.store import Snapshot
from sandbox.wire import Headers
from tests.asking import IDEMPOTENCY, VISA, Answer, journal
from tests.clerk import PATIENCE, Clerk, Post, at_once, clerks, understood
from tests.resources.making import a_customer, a_source
from tests.storage.test_layout import of_the_first_layout
from tests.test_trouble import whole, with_a_customer
from tests.transport.calling import Line

MANY = 50
CHARGE = {"amount": 1099, "currency": "eur"}

Send = Callable[[Sandbox, list[Post]], list[Answer]]


def by_asyncio(sandbox: Sandbox, posts: list[Post]) -> list[Answer]:
    """Send requests with the SDK's coroutines."""
    client = sandbox.client()

    async def one(post: Post) -> Answer:
        key = {"idempotency_key": post.key} if post.key else {}
        try:
            made = await client.raw_request_async("post", post.path, **post.sent, **key)
        except stripe.StripeError as error:
            return Answer(error.http_status, error.json_body, Headers(error.headers))
        return Answer(made.code, made.data, made.headers)

    async def all_of_them() -> list[Answer]:
        return await asyncio.gather(*map(one, posts))

    return asyncio.run(all_of_them())


def by_http(sandbox: Sandbox, posts: list[Post]) -> list[Answer]:
    """Send requests to a server, each on a connection of its own."""
    url, together = sandbox.serve(), threading.Barrier(len(posts))

    def one(post: Post) -> Answer:
        form = encode(post.sent).encode()
        fields = [f"Content-Length: {len(form)}"]
        fields += [f"Idempotency-Key: {post.key}"] if post.key else []
        with Line(url) as line:
            together.wait(timeout=PATIENCE)
            line.send(line.request("POST", post.path, *fields, body=form))
            reply = line.read()
        return Answer(reply.status, reply.json, reply.headers)

    with ThreadPoolExecutor(len(posts)) as threads:
        return list(threads.map(one, posts, timeout=PATIENCE))


@pytest.fixture(scope="module")
def three() -> Iterator[list[Clerk]]:
    """Three other processes."""
    with clerks(3) as found:
        yield found


@pytest.fixture(params=["threads", "asyncio", "http", "processes"])
def send(request: pytest.FixtureRequest, tmp_path: Path) -> Send:
    """A way to send many requests at once to a sandbox in a file."""
    inside = {"threads": at_once, "asyncio": by_asyncio, "http": by_http}
    if request.param in inside:
        return inside[request.param]
    three: list[Clerk] = request.getfixturevalue("three")

    return lambda _, posts: from_processes(three, tmp_path / "shop.sandbox", posts)


def told(clerks: list[Clerk], lines: list[object]) -> list[object]:
    """Tell each clerk a line of its own, all at once; their answers, in order."""
    for clerk, line in zip(clerks, lines, strict=True):
        clerk.tell(line)
    return [clerk.hear() for clerk in clerks]


def from_processes(clerks: list[Clerk], path: Path, posts: list[Post]) -> list[Answer]:
    """Send requests from several processes, each its share."""
    number = len(clerks)
    assert ["open"] * number == told(clerks, [str(path)] * number)
    answers = told(clerks, [posts[n::number] for n in range(number)])
    return understood(list(chain.from_iterable(answers)))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Sandbox]:
    """A sandbox in a file."""
    with closing(Sandbox(tmp_path / "shop.sandbox")) as sandbox:
        yield sandbox


def statuses(answers: list[Answer]) -> Counter[int]:
    """How often each HTTP status was answered."""
    return Counter(answer.status for answer in answers)


def test_a_single_use_source_is_charged_once(shop: Sandbox, send: Send) -> None:
    """Of fifty charges of one single-use source at the same time, one succeeds."""
    source = a_source(shop, usage="single_use")
    answers = send(shop, [Post("/v1/charges", CHARGE | {"source": source})] * MANY)
    charges = shop.objects("charges")

    assert Counter({200: 1, 400: MANY - 1}) == statuses(answers)
    assert [1099] == [charge["amount"] for charge in charges]
    assert ["consumed"] == [one["status"] for one in shop.objects("sources")]
    whole(shop, 1)


def test_a_source_is_attached_once(shop: Sandbox, send: Send) -> None:
    """Of fifty customers who want one source at the same time, one gets it."""
    source = a_source(shop, usage="reusable")
    customers = [a_customer(shop) for _ in range(MANY)]
    answers = send(
        shop,
        [Post(f"/v1/customers/{one}/sources", {"source": source}) for one in customers],
    )
    owners = [one["id"] for one in shop.objects("customers") if one["default_source"]]

    assert Counter({200: 1, 400: MANY - 1}) == statuses(answers)
    assert [shop.objects("sources")[0]["customer"]] == owners


def test_a_key_is_executed_once(shop: Sandbox, send: Send) -> None:
    """Of fifty requests with one key, one is done; the others replay it or are 409."""
    with_a_customer(shop)
    post = Post("/v1/charges", CHARGE | {"customer": "cus_1"}, "k1")
    answers = send(shop, [post] * MANY)
    first, *others = [answer for answer in answers if answer.status == 200]
    refused = [answer for answer in answers if answer.status != 200]

    assert [first.body] * len(others) == [answer.body for answer in others]
    assert {(409, IDEMPOTENCY, "idempotency_key_in_use", None)} >= {
        answer.refusal for answer in refused
    }
    assert 1 == sum(
        "Idempotent-Replayed" not in one.headers for one in [first, *others]
    )
    whole(shop, 1)


def test_a_refund_is_paid_back_once(shop: Sandbox, send: Send) -> None:
    """Of fifty refunds of a tenth each, ten are paid: the charge, and no more."""
    with_a_customer(shop)
    charge = shop.call("charges.create", amount=1000, currency="eur", customer="cus_1")
    answers = send(
        shop, [Post("/v1/refunds", {"charge": charge["id"], "amount": 100})] * MANY
    )
    [after] = shop.objects("charges")

    assert Counter({200: 10, 400: MANY - 10}) == statuses(answers)
    assert (1000, True) == (after["amount_refunded"], after["refunded"])
    assert 1000 == sum(refund["amount"] for refund in shop.objects("refunds"))


def test_no_two_ids_are_alike(shop: Sandbox, send: Send) -> None:
    """Fifty objects made at the same time have fifty ids, and fifty requests too."""
    answers = send(shop, [Post("/v1/sources", VISA)] * MANY)
    made = {answer["id"] for answer in answers}
    requests = {answer.headers["Request-Id"] for answer in answers}

    assert (MANY, MANY) == (len(made), len(requests))
    assert made == {source["id"] for source in shop.objects("sources")}
    assert requests == {row["request"] for row in journal(shop)}


@pytest.mark.parametrize("place", [Path(":memory:"), Path("shop.sandbox")], ids=str)
def test_snapshots_are_whole_while_others_charge(tmp_path: Path, place: Path) -> None:
    """What is copied, put back or forgotten in between is never half a request."""
    path = place if str(place) == file.MEMORY else tmp_path / place
    sandbox = with_a_customer(Sandbox(path))
    post = Post("/v1/charges", CHARGE | {"customer": "cus_1"})
    begin, kept = sandbox.snapshot(), []

    def put_back(_: int) -> None:
        copy = sandbox.snapshot()
        kept.append(copy)
        sandbox.restore(begin)

    def forget(_: int) -> None:
        sandbox.reset()
        sandbox.restore(begin)

    work = [
        put_back,
        forget,
        lambda _: post.send(sandbox),
        lambda _: sandbox.advance(hours=1),
    ]
    with ThreadPoolExecutor(len(work)) as threads:
        for done in [threads.submit(one, n) for n in range(25) for one in work]:
            done.result(timeout=PATIENCE)

    for copy in [*kept, sandbox.snapshot()]:
        sandbox.restore(copy)
        whole(sandbox, len(sandbox.objects("charges")))


def test_nobody_waits_for_ever(shop: Sandbox) -> None:
    """Whatever is done at the same time from many threads comes to an end."""
    with_a_customer(shop)
    kept: Snapshot = shop.snapshot()
    charge = Post("/v1/charges", CHARGE | {"customer": "cus_1"}, "k1")
    work = [
        lambda: charge.send(shop),
        shop.snapshot,
        lambda: shop.restore(kept),
        shop.reset,
        shop.describe,
        lambda: shop.objects("charges"),
        lambda: shop.advance(hours=1),
    ]
    threads = [
        threading.Thread(target=one, daemon=True) for one in work for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=PATIENCE)

    assert [] == [thread for thread in threads if thread.is_alive()]
    shop.restore(kept)
    assert 200 == charge.send(shop).status


@pytest.mark.parametrize("attempt", range(8))
def test_a_file_is_made_once(three: list[Clerk], tmp_path: Path, attempt: int) -> None:
    """Three processes that open a new file at the same instant share one sandbox."""
    path = tmp_path / f"{attempt}.sandbox"
    answers = from_processes(three, path, [Post("/v1/sources", VISA)] * 6)
    with closing(Sandbox(path)) as sandbox:
        made = [source["id"] for source in sandbox.objects("sources")]

    assert sorted(made) == sorted(answer["id"] for answer in answers)
    assert 6 == len(set(made))


def test_a_file_is_brought_up_once(three: list[Clerk], tmp_path: Path) -> None:
    """Three processes that open a file of an earlier layout bring it up together."""
    path = of_the_first_layout(tmp_path / "shop.sandbox")
    answers = from_processes(three, path, [Post("/v1/sources", VISA)] * 6)

    assert Counter({200: 6}) == statuses(answers)
