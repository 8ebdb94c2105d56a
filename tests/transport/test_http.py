"""The door over HTTP: the answers of the door in process, and what never gets there."""

import logging
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import from_json
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sandbox.app import App
from sandbox.request.forms import LARGEST_BODY, encode
from sandbox.store import Store
from sandbox.transport.http import Limits, application
from sandbox.wire import Headers, Request, Response
from tests.asking import INVALID, KEY, contents, journal
from tests.resources.making import IDEAL
from tests.transport.calling import call

LIVE = "sk_" + "live_4eC39HqLyjWDarjtT1zdp7dc"


@pytest.fixture
def store() -> Store:
    """What the application answers from."""
    return Store()


@pytest.fixture
def web(store: Store) -> ASGIApp:
    """The application around a fresh store."""
    return application(App(store), hosts=["Shop.test"])


class Asked(NamedTuple):
    """A request."""

    method: str
    path: str
    query: str = ""
    body: str = ""
    fields: dict[str, str] | None = None


REQUESTS = {
    "a post": Asked("POST", "/v1/customers", body="email=a%40b.c&metadata[a]=1"),
    "with a key": Asked("POST", "/v1/customers", fields={"Idempotency-Key": "k1"}),
    "a refused post": Asked("POST", "/v1/charges", body="amount=x"),
    "a broken rule of the page": Asked(
        "POST", "/v1/charges", body="amount=1099&currency=eur&source=src_none"
    ),
    "a list": Asked("GET", "/v1/customers", "limit=1&expand[]=data.default_source"),
    "a version": Asked("GET", "/v1/events", fields={"Stripe-Version": "2020-08-27"}),
    "a deletion": Asked("DELETE", "/v1/customers/cus_1"),
    "nobody": Asked("GET", "/v1/customers/cus_nobody"),
    "nowhere": Asked("GET", "/v1/wat"),
    "not a method": Asked("PATCH", "/v1/customers"),
    "options": Asked("OPTIONS", "/v1/customers"),
    "an asterisk": Asked("OPTIONS", "*"),
    "no path": Asked("GET", ""),
    "an empty id": Asked("GET", "/v1/customers/"),
    "bytes in a path": Asked("GET", "/v1/customers/%FF%00%zz"),
    "letters in a path": Asked("GET", "/v1/customers/caf\xe9"),
    "a broken escape": Asked("GET", "/v1/customers", "limit=%zz"),
    "no text": Asked("POST", "/v1/customers", body="name=%FF"),
    "json": Asked(
        "POST", "/v1/customers", body="{}", fields={"Content-Type": "application/json"}
    ),
    "no key": Asked("GET", "/v1/customers", fields={"Authorization": ""}),
    "a live key": Asked(
        "GET", "/v1/customers", fields={"Authorization": f"Bearer {LIVE}"}
    ),
    "its own operation": Asked("POST", "/_sandbox/advance", body="hours=1"),
}


@pytest.mark.parametrize("asked", REQUESTS.values(), ids=REQUESTS)
def test_http_answers_as_the_door_does(asked: Asked) -> None:
    """Over HTTP a request has the status, the header fields and the body it has here.

    Source: docs.stripe.com/api/request_ids, /idempotent_requests and /versioning
    """
    fields = {"authorization": f"Bearer {KEY}", **Headers(asked.fields or {})}
    here = App(Store(seed=7)).handle(
        Request(
            asked.method,
            asked.path,
            asked.query,
            Headers(fields),
            asked.body.encode(),
        )
    )
    there = call(
        application(App(Store(seed=7))),
        asked.method,
        f"{asked.path}?{asked.query}",
        [asked.body.encode()],
        **fields,
    )

    length = {"content-length": str(len(here.body))}
    assert (here.status, here.body) == (there.status, there.body)
    assert {**here.headers, **length} == there.headers


def test_a_replay_over_http(web: ASGIApp) -> None:
    """A request that is sent again with its key is answered from memory, and says so.

    Source: liberapay/liberapay.com, tests/py/fixtures/TestPayinsStripe.yml
    """
    first, again = (
        call(web, "POST", "/v1/customers", [b"name=A"], Idempotency_Key="k1")
        for _ in "12"
    )

    assert first.body == again.body
    assert {
        "idempotent-replayed": "true",
        "idempotency-key": "k1",
        "original-request": first.headers["Request-Id"],
    }.items() <= again.headers.items()


def test_the_whole_address_is_an_address(web: ASGIApp) -> None:
    """A request line may name the server too, as it does on its way to a proxy.

    Source: www.rfc-editor.org/rfc/rfc9112#section-3.2.2
    """
    assert 200 == call(web, "GET", "http://localhost:12111/v1/customers").status
    assert 403 == call(web, "GET", "http://evil.test/v1/customers").status


def test_a_body_in_pieces(web: ASGIApp, store: Store) -> None:
    """A body is read to its end, in however many pieces it comes."""
    call(web, "POST", "/v1/customers", [b"name=", b"Jen", b"", b"ny"])

    assert ["Jenny"] == [one["name"] for one in store.select("customers")]


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "LocalHost:80", "127.0.0.1:12111", "[::1]:12111", "[::1]"),
        *("shop.test:8080", "192.0.2.7:12111", None),
    ],
)
def test_our_own_names(web: ASGIApp, host: str | None) -> None:
    """The server goes by its names and its own address, whatever the port."""
    assert 200 == call(web, "GET", "/v1/customers", host=host).status


@pytest.mark.parametrize(
    "host", ["evil.test", "evil.test:12111", "localhost.evil.test", "", "192.0.2.8"]
)
def test_somebody_elses_name(web: ASGIApp, store: Store, host: str) -> None:
    """A name that leads here by somebody else's doing is refused, unheard."""
    refused = call(web, "POST", "/v1/customers", host=host)

    assert (403, INVALID, None, None) == refused.refusal
    assert "close" == refused.headers["Connection"]
    assert [] == journal(store)


HEADS = {
    "a long path": ("/v1/" + "a" * 20_000, {}),
    "a long query": ("/v1/customers?a=" + "a" * 20_000, {}),
    "a long field": ("/v1/customers", {"X": "a" * 20_000}),
    "many fields": ("/v1/customers", {f"X_{n}": "a" for n in range(101)}),
}


@pytest.mark.parametrize(("target", "fields"), HEADS.values(), ids=HEADS)
def test_a_head_too_large(
    web: ASGIApp, store: Store, target: str, fields: dict[str, str]
) -> None:
    """A request line and header fields that no client sends are refused."""
    assert (431, INVALID, None, None) == call(web, "GET", target, **fields).refusal
    assert [] == journal(store)


BODIES = {
    "declared": ([], {"Content_Length": str(LARGEST_BODY + 1)}),
    "declared beyond measure": ([], {"Content_Length": "9" * 5000}),
    "in pieces": ([b"a" * 100_000] * 11, {}),
}


@pytest.mark.parametrize(("pieces", "fields"), BODIES.values(), ids=BODIES)
def test_a_body_too_large(
    web: ASGIApp, store: Store, pieces: list[bytes], fields: dict[str, str]
) -> None:
    """A body that goes past the limit is refused before it is read to its end."""
    refused = call(web, "POST", "/v1/customers", pieces, ends="never", **fields)

    assert (413, INVALID, None, None) == refused.refusal
    assert "close" == refused.headers["Connection"]
    assert [] == journal(store)


def test_the_largest_body(web: ASGIApp) -> None:
    """A body of just the limit is read; what is in it is another matter."""
    refused = call(web, "POST", "/v1/customers", [b"name=" + b"a" * 999_995])

    assert (400, "name") == (refused.status, refused.refusal[3])


VISIBLE = st.characters(min_codepoint=0x21, max_codepoint=0x7E)
PATHS = st.one_of(
    st.text(VISIBLE, max_size=40),
    st.text(VISIBLE, max_size=40).map("/v1/{}".format),
    st.text(VISIBLE, max_size=40).map("/redirect/authenticate/src_1{}".format),
    st.text(VISIBLE, max_size=40).map("/adapter/sepa_debit/file/src_1/{}".format),
)
VALUES = st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF), max_size=40)


@settings(max_examples=60)
@given(
    st.sampled_from(["GET", "POST", "DELETE", "HEAD", "WAT"]),
    PATHS,
    st.lists(st.binary(max_size=40), max_size=3),
    st.dictionaries(
        st.sampled_from("authorization content-type stripe-version x".split()), VALUES
    ),
)
def test_anything_is_answered(
    method: str, target: str, body: list[bytes], fields: dict[str, str]
) -> None:
    """Whatever is sent, it is answered, and the server is not to blame."""
    web = application(App(Store()))
    call(web, "POST", "/v1/sources", [encode(IDEAL).encode()])

    assert call(web, method, target, body, **fields).status < 500


def test_a_body_that_does_not_end(store: Store) -> None:
    """A body that does not come to its end is waited for only so long."""
    web = application(App(store), limits=Limits(body_seconds=0.02))

    refused = call(web, "POST", "/v1/customers", [b"name=A"], ends="never")

    assert (408, INVALID, None, None) == refused.refusal
    assert "close" == refused.headers["Connection"]
    assert [] == store.select("customers") == journal(store)


def test_a_caller_who_hangs_up(web: ASGIApp, store: Store) -> None:
    """Of a request whose sender is gone before its end, nothing is done."""
    call(web, "POST", "/v1/customers", [b"name=A"], ends="gone")

    assert [] == store.select("customers") == journal(store)


class Faulty(App):
    """A sandbox with a fault, whose text quotes what was sent."""

    def handle(self, request: Request) -> Response:
        """Break down."""
        raise ValueError(request.body, request.headers)


class Watched:
    """An application, with the messages noted that it sends."""

    def __init__(self, app: ASGIApp) -> None:
        """Watch this application."""
        self.app, self.sent = app, list[Message]()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, and note."""

        async def noted(message: Message) -> None:
            self.sent.append(message)
            await send(message)

        await self.app(scope, receive, noted)


def test_a_fault_is_answered(store: Store) -> None:
    """A fault of the sandbox is an `api_error` for the caller, and nothing was done.

    The server hears of it as well, as servers expect to.
    """
    with store.transaction():
        store.add("customers", {"id": "cus_broken", "object": "customer"})
    before, web = contents(store), Watched(application(App(store)))

    with pytest.raises(KeyError):
        call(web, "POST", "/v1/customers/cus_broken", [b"metadata[a]=1"])

    head, body = web.sent
    assert (500, "api_error") == (
        head["status"],
        from_json(body["body"])["error"]["type"],
    )
    assert before == contents(store)


def test_a_file_that_fails_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A request that cannot be kept is a 500 that says why, and the server goes on."""
    with closing(Store(tmp_path / "shop.sandbox")) as store:
        before, web = contents(store), application(App(store))
        store._db.execute("PRAGMA query_only = 1")  # noqa: SLF001
        refused = call(web, "POST", "/v1/customers", Idempotency_Key="k1")
        store._db.execute("PRAGMA query_only = 0")  # noqa: SLF001
        after = contents(store)
        made = call(web, "POST", "/v1/customers", Idempotency_Key="k1")

    assert (500, "api_error", None, None) == refused.refusal
    assert "The file may not be written any more" in refused.json["error"]["message"]
    assert "shop.sandbox" in caplog.text
    assert before == after
    assert (200, None) == (made.status, made.headers.get("Idempotent-Replayed"))


def test_what_is_logged_of_a_fault(caplog: pytest.LogCaptureFixture) -> None:
    """The log says where a fault is, and quotes nothing that was sent."""
    number, web = b"card[number]=4242424242424242", application(Faulty(Store()))

    with pytest.raises(ValueError, match="4242"):
        call(web, "POST", "/v1/tokens", [number], Idempotency_Key="k-e-y")

    [record] = caplog.records
    assert logging.ERROR == record.levelno
    assert all(said in caplog.text for said in ("POST", "ValueError", "in handle"))
    assert not any(kept in caplog.text for kept in ("4242", KEY, "k-e-y"))


def test_nothing_is_logged_of_what_is_well(
    web: ASGIApp, caplog: pytest.LogCaptureFixture
) -> None:
    """Requests that are answered or refused leave no line in any log."""
    for key in (KEY, LIVE):
        call(web, "GET", "/v1/customers", Authorization=f"Bearer {key}")

    assert "" == caplog.text
