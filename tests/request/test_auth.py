"""Who asks: test keys by Basic or Bearer, and no live key anywhere."""

import base64
from urllib.parse import quote

import pytest

from sandbox import Sandbox
from sandbox.request import auth
from sandbox.wire import Headers, Request
from tests.asking import (
    INVALID,
    VISA,
    Answer,
    ask,
    contents,
    data_bytes,
    header_fields,
    journal,
    send,
)

LIVE = "sk_live_51HNeverKeepThis"


def basic(text: str) -> str:
    """Basic credentials around a text."""
    return "Basic " + base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "authorization",
    [
        pytest.param("Bearer sk_test_123", id="bearer"),
        pytest.param("bearer sk_test_123", id="bearer in small letters"),
        pytest.param("  Bearer   sk_test_123 ", id="blanks around"),
        pytest.param(basic("sk_test_123:"), id="basic, as curl -u sends it"),
        pytest.param(basic("sk_test_123"), id="basic without a colon"),
        pytest.param(basic("sk_test_123:password"), id="basic with a password"),
        pytest.param("BASIC" + basic("sk_test_123:")[5:], id="basic in capitals"),
        pytest.param("Bearer rk_test_123", id="a restricted key"),
        pytest.param("Bearer sk_test_BQokikJOvBiI2HlWgH4olfQ2", id="the page's key"),
        pytest.param("Bearer sk_test_" + "a" * 240, id="a long key"),
    ],
)
def test_a_test_key_opens_the_door(sandbox: Sandbox, authorization: str) -> None:
    """Any well-formed test key is accepted, as a Bearer token or a Basic user name."""
    answer = ask(sandbox, "GET", "/v1/customers", Authorization=authorization)

    assert 200 == answer.status


@pytest.mark.parametrize(
    ("authorization", "said"),
    [
        pytest.param(None, "No API key", id="no header field"),
        pytest.param("", "No API key", id="an empty header field"),
        pytest.param("sk_test_123", "No API key", id="a key without a scheme"),
        pytest.param("Digest sk_test_123", "No API key", id="another scheme"),
        pytest.param("Bearer", "is empty", id="bearer without a key"),
        pytest.param("Basic", "is empty", id="basic without a key"),
        pytest.param(basic(":sk_test_123"), "is empty", id="the key as password"),
        pytest.param("Basic sk_test_123:", "is empty", id="basic that is not base 64"),
        pytest.param("Basic 4pyT4p", "is empty", id="base 64 cut short"),
        pytest.param("Basic c2tf!dGVzdF8xOg==", "is empty", id="a sign in base 64"),
        pytest.param("Basic /////w==", "is empty", id="base 64 of no text"),
        pytest.param("Basic é", "is empty", id="a letter that base 64 has not"),
        pytest.param("Bearer foobar", "not an API key", id="no key"),
        pytest.param("Bearer sk_test_", "not an API key", id="a prefix alone"),
        pytest.param("Bearer sk_test_1 2", "not an API key", id="a blank in a key"),
        pytest.param("Bearer sk_test_é", "not an API key", id="an accent in a key"),
        pytest.param("Bearer sk_test_1\n2", "not an API key", id="a line in a key"),
        pytest.param("Bearer sk_test_" + "a" * 241, "not an API key", id="too long"),
        pytest.param("Bearer " + "x" * 10_000, "not an API key", id="10,000 letters"),
    ],
)
def test_a_request_without_a_test_key_is_refused(
    sandbox: Sandbox, authorization: str | None, said: str
) -> None:
    """A request without a well-formed key is a 401, and is not even written down."""
    before = contents(sandbox)
    refused = ask(sandbox, "POST", "/v1/sources", VISA, Authorization=authorization)

    assert (401, INVALID, None, None) == refused.refusal
    assert said in refused.error["message"]
    assert "Send a test key" in refused.error["message"]
    assert (before, []) == (contents(sandbox), journal(sandbox))


def test_a_wrong_key_is_masked(sandbox: Sandbox) -> None:
    """The message shows of a wrong key only its beginning and its end."""
    refused = ask(
        sandbox,
        "GET",
        "/v1/customers",
        Authorization="Bearer sk_prod_12345678901234xyz",
    )

    assert "'sk_prod_123**********4xyz'" in refused.error["message"]


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("", ""),
        ("abc", "abc"),
        ("abcdef", "abcd**"),
        ("a" * 19, "aaaa" + "*" * 15),
        ("a" * 20, "a" * 11 + "*****" + "aaaa"),
        ("a" * 500, "a" * 11 + "*" * 45 + "aaaa"),
        ("\x00\n\x1babc", "????"[:3] + "a**"),
    ],
)
def test_a_key_is_shown_with_its_middle_hidden(key: str, shown: str) -> None:
    """A key is shown without its middle, a short one without anything but its start."""
    assert shown == auth.mask(key)


def test_a_request_is_understood_after_its_key(sandbox: Sandbox) -> None:
    """Without a key an unknown address is a 401, not a 404."""
    assert 401 == ask(sandbox, "GET", "/v1/wat", Authorization=None).status


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v1/charges"),
        ("GET", "/v1/charges"),
        ("POST", "/v1/customers"),
        ("DELETE", "/v1/customers/cus_1"),
        ("POST", "/v1/customers/cus_1/sources"),
        ("POST", "/v1/sources/src_1"),
        ("POST", "/v1/refunds"),
        ("GET", "/v1/events"),
        ("POST", "/_sandbox/reset"),
        ("POST", "/_sandbox/advance"),
    ],
)
@pytest.mark.parametrize(
    ("version", "status"),
    [
        ("2017-06-05", 403),
        ("2016-10-19", 403),
        ("2016-10-18", 401),
        ("2015-02-18", 401),
    ],
)
def test_a_publishable_key_does_not_do_for_a_secret_call(
    sandbox: Sandbox, method: str, path: str, version: str, status: int
) -> None:
    """A publishable key on a secret call is a 403, a 401 before 2016-10-19."""
    before = contents(sandbox)
    refused = ask(
        sandbox, method, path, Authorization="Bearer pk_test_1", Stripe_Version=version
    )

    assert (status, INVALID, "secret_key_required", None) == refused.refusal
    assert before == contents(sandbox)


def test_a_publishable_key_makes_tokens_and_sources(sandbox: Sandbox) -> None:
    """A publishable key makes tokens and sources, as a web page does."""
    card = {"card": {"number": "4242424242424242", "exp_month": 1, "exp_year": 2030}}
    public = {"Authorization": "Bearer pk_test_1"}
    token = ask(sandbox, "POST", "/v1/tokens", card, **public)
    sent = {"type": "card", "token": token["id"]}
    source = ask(sandbox, "POST", "/v1/sources", sent, **public)

    assert (200, 200) == (token.status, source.status)


def test_a_publishable_key_reads_a_source_with_its_secret(sandbox: Sandbox) -> None:
    """A publishable key reads a source only for who knows its client_secret."""
    source = sandbox.call("sources.create", **VISA)
    path, public = f"/v1/sources/{source['id']}", {"Authorization": "Bearer pk_test_1"}
    secret = f"client_secret={source['client_secret']}"

    assert 200 == ask(sandbox, "GET", path, secret, **public).status
    for query in ("", "client_secret=src_client_secret_wrong"):
        assert (401, INVALID, None, "client_secret") == ask(
            sandbox, "GET", path, query, **public
        ).refusal


def test_a_connected_account_is_refused(sandbox: Sandbox) -> None:
    """The sandbox has one account: a request for another one is a 403."""
    before = contents(sandbox)
    refused = ask(sandbox, "POST", "/v1/sources", VISA, Stripe_Account="acct_1")

    assert (403, INVALID, "account_invalid", None) == refused.refusal
    assert (before, []) == (contents(sandbox), journal(sandbox))


def test_an_empty_account_is_none(sandbox: Sandbox) -> None:
    """An empty `Stripe-Account` names no account, and is passed over."""
    assert 200 == ask(sandbox, "GET", "/v1/customers", Stripe_Account="").status


def posted(body: str | bytes) -> Request:
    """A request that carries something in its body."""
    text = body if isinstance(body, bytes) else body.encode()
    return Request("POST", "/v1/customers", headers=header_fields(), body=text)


def with_field(name: str, value: str) -> Request:
    """A request that carries something in a header field."""
    return Request("POST", "/v1/customers", headers=header_fields(**{name: value}))


PLACES = {
    "as a bearer token": with_field("Authorization", f"Bearer {LIVE}"),
    "as a basic user name": with_field("Authorization", basic(f"{LIVE}:")),
    "as a basic password": with_field("Authorization", basic(f"sk_test_1:{LIVE}")),
    "without a scheme": with_field("Authorization", LIVE),
    "in another header field": with_field("X_Forwarded_Key", LIVE),
    "as an idempotency key": with_field("Idempotency_Key", LIVE),
    "as a version": with_field("Stripe_Version", LIVE),
    "as an account": with_field("Stripe_Account", LIVE),
    "in the body": posted(f"description={LIVE}"),
    "in a nested value": posted(f"metadata[key]={LIVE}"),
    "in a list": posted(f"expand[]={LIVE}"),
    "as a parameter's name": posted(f"{LIVE}=1"),
    "as a nested name": posted(f"metadata[{LIVE}]=1"),
    "inside a longer text": posted(f"description=my+key+is+{LIVE}.+ok"),
    "in a JSON body": posted(f'{{"key": "{LIVE}"}}'),
    "beside bytes that are no text": posted(b"description=\xff\xfe" + LIVE.encode()),
    "in the query": Request(
        "GET", "/v1/customers", f"email={LIVE}", headers=header_fields()
    ),
    "in the path": Request("GET", f"/v1/customers/{LIVE}", headers=header_fields()),
    "as the method": Request(LIVE, "/v1/customers", headers=header_fields()),
    "percent-encoded in the body": posted("description=sk%5Flive%5F51HNeverKeepThis"),
    "percent-encoded in small letters": posted("description=sk%5flive%5f51HNever"),
    "one letter percent-encoded": posted("description=s%6B_live_51HNeverKeepThis"),
    "percent-encoded in the path": Request(
        "GET", "/v1/customers/sk%5Flive%5F51HNeverKeepThis", headers=header_fields()
    ),
    "percent-encoded in full": Request(
        "GET",
        "/v1/customers",
        "email=" + "".join(f"%{ord(c):02X}" for c in LIVE),
        headers=header_fields(),
    ),
    "a restricted key": posted("description=rk_live_51HNeverKeepThis"),
    "a publishable key": posted("description=pk_live_51HNeverKeepThis"),
}


@pytest.mark.parametrize("request_", PLACES.values(), ids=PLACES.keys())
def test_a_live_key_stops_everything(sandbox: Sandbox, request_: Request) -> None:
    """A live key, wherever it stands, is a 401, and nothing at all is written down."""
    before = contents(sandbox)
    refused = send(sandbox, request_)

    assert (401, INVALID, None, None) == refused.refusal
    assert "live key" in refused.error["message"]
    assert (before, []) == (contents(sandbox), journal(sandbox))


@pytest.mark.parametrize("request_", PLACES.values(), ids=PLACES.keys())
def test_a_live_key_is_kept_nowhere(sandbox: Sandbox, request_: Request) -> None:
    """Of a live key nothing stands in the answer, or in any byte of the database."""
    response = sandbox.handle(request_)
    answered = response.body + repr(response.headers).encode()

    assert b"51HNever" not in answered
    assert b"51HNever" not in data_bytes(sandbox)


def test_a_live_key_is_refused_before_the_test_key_is_asked_for() -> None:
    """A live key in the body is told of, also in a request without a key of its own."""
    sandbox = Sandbox()
    refused = ask(sandbox, "POST", "/v1/customers", f"name={LIVE}", Authorization=None)

    assert "live key" in refused.error["message"]


@pytest.mark.parametrize(
    "text",
    [
        "sk_test_live",
        "we_live_here",
        "risk_lively",
        "asleep_live",
        "sk-live-1",
        "100% live",
        "sklive_",
    ],
)
def test_what_only_looks_like_a_live_key_passes(sandbox: Sandbox, text: str) -> None:
    """A text that holds no prefix of a live key is no reason to stop."""
    made: Answer = ask(
        sandbox, "POST", "/v1/customers", f"description={quote(text, safe='')}"
    )

    assert (200, text) == (made.status, made["description"])


def test_header_names_do_not_matter_for_a_key() -> None:
    """The key is found in `authorization` as in `Authorization`."""
    fields = Headers({"AUTHORIZATION": "Bearer sk_test_1"})

    assert "sk_test_1" == auth.authenticate(fields)
