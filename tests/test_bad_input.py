"""Bad input: a clear refusal in the real API's shape, and nothing changed."""

from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox import Sandbox
from sandbox.errors import ApiError
from sandbox.operations import CATALOGUE
from sandbox.wire import Headers, Request
from tests.asking import (
    INVALID,
    VISA,
    Answer,
    ask,
    contents,
    header_fields,
    journal,
    send,
)

CUSTOMER, SOURCE, CHARGE = "/v1/customers/cus_1", "/v1/sources/src_1", "/v1/charges"
PAID = {"amount": 1099, "currency": "eur", "source": "src_1"}
SEPA = {
    "type": "sepa_debit",
    "currency": "eur",
    "owner": {"name": "Jenny Rosen"},
    "sepa_debit": {"iban": "DE89370400440532013000"},
}
IDEAL = {
    "type": "ideal",
    "amount": 1099,
    "currency": "eur",
    "redirect": {"return_url": "https://example.com"},
}
Refusal = tuple[int, str | None, str | None]


@pytest.fixture
def shop(sandbox: Sandbox) -> Sandbox:
    """A sandbox with a customer, who has a source, and a source that nobody has."""
    sandbox.given("cus_1", email="jenny@example.com")
    sandbox.given("src_1")
    sandbox.given("src_2", customer="cus_1")
    return sandbox


def refused(sandbox: Sandbox, answer: Answer, before: object) -> Refusal:
    """The status, code and param of a refusal, whose shape is right and effect none."""
    error = answer.error
    assert 400 <= answer.status < 500
    assert ["error"] == list(answer.body)
    assert INVALID == error["type"]
    assert error["message"].endswith((".", "?"))
    assert all(isinstance(value, str) for value in error.values())
    assert before == contents(sandbox)
    return answer.status, error.get("code"), error.get("param")


def check(sandbox: Sandbox, expected: Refusal, *question: Any, **fields: str) -> Answer:
    """Ask, and hold the refusal to what is expected of it."""
    before = contents(sandbox)
    answer = ask(sandbox, *question, **fields)

    assert expected == refused(sandbox, answer, before)
    return answer


UNKNOWN, MISSING = "parameter_unknown", "parameter_missing"
EMPTY, INTEGER = "parameter_invalid_empty", "parameter_invalid_integer"

PARAMETERS: list[tuple[str, str, dict[str, Any] | str, str | None, str | None]] = [
    # unknown
    ("POST", "/v1/customers", {"wat": 1}, UNKNOWN, "wat"),
    ("POST", "/v1/customers", {"shipping": {"wat": 1}}, UNKNOWN, "shipping[wat]"),
    ("POST", CUSTOMER, {"id": "cus_2"}, UNKNOWN, "id"),
    ("GET", CUSTOMER, {"limit": 1}, UNKNOWN, "limit"),
    ("DELETE", CUSTOMER, {"force": "true"}, UNKNOWN, "force"),
    ("POST", CHARGE, {**PAID, "card": "x"}, UNKNOWN, "card"),
    ("POST", "/v1/sources", {**VISA, "customer": "cus_1"}, UNKNOWN, "type"),
    ("POST", "/v1/sources", {**VISA, "owner": {"wat": 1}}, UNKNOWN, "owner[wat]"),
    ("GET", CHARGE, {"status": "succeeded"}, UNKNOWN, "status"),
    ("POST", "/_sandbox/given", {"id": "cus_2", "name": "x"}, UNKNOWN, "name"),
    ("POST", "/_sandbox/given", {"id": "cus_2", "usage": "reusable"}, UNKNOWN, "usage"),
    ("POST", "/_sandbox/given", {"id": "src_3", "email": "a@b.c"}, UNKNOWN, "email"),
    # missing
    ("POST", CHARGE, "", MISSING, "amount"),
    ("POST", CHARGE, {"amount": 1099}, MISSING, "currency"),
    ("POST", CHARGE, {"amount": 1099, "currency": "eur"}, MISSING, None),
    ("POST", "/v1/sources", "", MISSING, "type"),
    ("POST", "/v1/sources", {"type": "card"}, MISSING, "token"),
    ("POST", "/v1/sources", {"type": "sepa_debit"}, MISSING, "currency"),
    ("POST", "/v1/sources", {"type": "ideal"}, MISSING, "amount"),
    (
        "POST",
        "/v1/sources",
        {**IDEAL, "redirect": {}, "owner": {}},
        MISSING,
        "redirect[return_url]",
    ),
    ("POST", "/v1/tokens", "", MISSING, "card"),
    ("POST", "/v1/tokens", {"card": {"exp_month": 1}}, MISSING, "card[number]"),
    ("POST", f"{CUSTOMER}/sources", "", MISSING, "source"),
    ("POST", "/v1/refunds", "", MISSING, "charge"),
    ("GET", "/_sandbox/objects", "", MISSING, "collection"),
    ("POST", "/_sandbox/given", "", MISSING, "id"),
    # empty
    ("POST", CHARGE, {**PAID, "amount": ""}, EMPTY, "amount"),
    ("POST", CHARGE, {**PAID, "source": ""}, EMPTY, "source"),
    ("POST", CHARGE, {**PAID, "customer": ""}, EMPTY, "customer"),
    ("POST", CUSTOMER, {"default_source": ""}, EMPTY, "default_source"),
    ("POST", "/v1/customers", {"source": ""}, EMPTY, "source"),
    ("POST", "/v1/customers", {"id": ""}, EMPTY, "id"),
    ("POST", f"{CUSTOMER}/sources", {"source": ""}, EMPTY, "source"),
    ("GET", f"{CUSTOMER}/sources", {"limit": ""}, EMPTY, "limit"),
    # of the wrong type
    ("POST", CHARGE, {**PAID, "amount": {"eur": 1}}, INTEGER, "amount"),
    ("POST", CHARGE, {**PAID, "source": {"id": "src_1"}}, None, "source"),
    ("POST", CHARGE, {**PAID, "source": ["src_1"]}, None, "source"),
    ("POST", CHARGE, {**PAID, "capture": "maybe"}, None, "capture"),
    ("POST", CHARGE, {**PAID, "metadata": "x"}, None, "metadata"),
    ("POST", CHARGE, {**PAID, "shipping": "x"}, None, "shipping"),
    ("POST", "/v1/customers", {"address": "Ghent"}, None, "address"),
    ("POST", "/v1/customers", {"balance": "much"}, INTEGER, "balance"),
    ("POST", "/v1/customers", {"email": {"a": "b"}}, None, "email"),
    ("POST", "/v1/customers", {"name": "x" * 5001}, None, "name"),
    ("POST", "/v1/sources", {**VISA, "usage": "often"}, None, "usage"),
    ("POST", "/v1/sources", {**VISA, "flow": "sideways"}, None, "flow"),
    ("POST", "/v1/sources", {**VISA, "owner": "Jenny"}, None, "owner"),
    ("POST", "/v1/sources", {"type": "cash"}, None, "type"),
    ("POST", "/v1/sources", {"type": "klarna"}, None, "type"),
    ("POST", "/v1/sources", {**SEPA, "usage": "single_use"}, None, "usage"),
    ("POST", "/v1/refunds", {"charge": "ch_1", "reason": "regret"}, None, "reason"),
    ("GET", f"{CUSTOMER}/sources", {"object": "cash"}, None, "object"),
    ("GET", "/_sandbox/objects", {"collection": "account"}, None, "collection"),
    ("POST", "/_sandbox/advance", {"days": "x"}, INTEGER, "days"),
    ("POST", "/_sandbox/advance", {"days": -1}, None, None),
    ("POST", "/_sandbox/advance", {"days": "9" * 18}, None, None),
    ("POST", "/_sandbox/fail_next", {"failure": "doom"}, None, "failure"),
    ("POST", "/_sandbox/given", {"id": "src_3", "status": "new"}, None, "status"),
    ("POST", "/_sandbox/given", {"id": "src_3", "status": "pending"}, None, "status"),
]


@pytest.mark.parametrize(
    ("method", "path", "sent", "code", "param"),
    PARAMETERS,
    ids=[f"{m} {p} {c or 'wrong'} {name}" for m, p, _, c, name in PARAMETERS],
)
def test_a_wrong_parameter_is_refused(  # noqa: PLR0913 - a row of the table
    shop: Sandbox,
    method: str,
    path: str,
    sent: dict[str, Any] | str,
    code: str | None,
    param: str | None,
) -> None:
    """An unknown, missing, empty or mistyped parameter is a 400 that names it."""
    check(shop, (400, code, param), method, path, sent)


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        pytest.param("-1", INTEGER, id="negative"),
        pytest.param("-1099", INTEGER, id="very negative"),
        pytest.param("0", INTEGER, id="zero"),
        pytest.param("-0", INTEGER, id="negative zero"),
        pytest.param("1", "amount_too_small", id="one cent"),
        pytest.param("49", "amount_too_small", id="one cent too little"),
        pytest.param("100000000", "amount_too_large", id="one cent too much"),
        pytest.param("9" * 18, "amount_too_large", id="18 digits"),
        pytest.param("9" * 19, INTEGER, id="19 digits"),
        pytest.param("9" * 10_000, INTEGER, id="10,000 digits"),
        pytest.param("10.99", INTEGER, id="a fraction"),
        pytest.param("1099.0", INTEGER, id="a fraction of nothing"),
        pytest.param("1,099", INTEGER, id="a thousands sign"),
        pytest.param("1e4", INTEGER, id="an exponent"),
        pytest.param("0x44B", INTEGER, id="hexadecimal"),
        pytest.param("NaN", INTEGER, id="not a number"),
        pytest.param("Infinity", INTEGER, id="infinity"),
        pytest.param("٩٩٩", INTEGER, id="digits of another script"),
        pytest.param("true", INTEGER, id="a flag"),
        pytest.param("1099 ", INTEGER, id="a blank"),
        pytest.param("1_099", INTEGER, id="an underscore"),
        pytest.param("\x00", INTEGER, id="NUL"),
    ],
)
def test_a_wrong_amount_is_refused(shop: Sandbox, amount: str, code: str) -> None:
    """An amount that is no amount, too small or too large is a 400 that says which."""
    check(shop, (400, code, "amount"), "POST", CHARGE, {**PAID, "amount": amount})


@pytest.mark.parametrize("amount", ["-1", "0", "x", "1.5", "9" * 19])
def test_a_source_of_a_wrong_amount_is_refused(shop: Sandbox, amount: str) -> None:
    """A source is not made for an amount that is none."""
    sent = {**IDEAL, "amount": amount}
    check(shop, (400, INTEGER, "amount"), "POST", "/v1/sources", sent)


@pytest.mark.parametrize("amount", ["-1", "0", "x", "1.5", "9" * 19])
def test_a_refund_of_a_wrong_amount_is_refused(shop: Sandbox, amount: str) -> None:
    """A refund is not made of an amount that is none."""
    charge = shop.call("charges.create", **PAID)["id"]
    sent = {"charge": charge, "amount": amount}
    check(shop, (400, INTEGER, "amount"), "POST", "/v1/refunds", sent)


@pytest.mark.parametrize(
    "currency", ["xyz", "e", "euro", "€", "eur;usd", "e\x00r", "eur ", "x" * 5000]
)
def test_an_unknown_currency_is_refused(shop: Sandbox, currency: str) -> None:
    """A currency that does not exist is a 400 for the currency."""
    sent = {**PAID, "currency": currency}
    check(shop, (400, None, "currency"), "POST", CHARGE, sent)


def test_a_currency_that_a_source_does_not_pay_in_is_refused(shop: Sandbox) -> None:
    """A source that pays in one currency is neither made nor charged in another."""
    sent = {**SEPA, "currency": "usd"}
    check(shop, (400, "invalid_currency", "currency"), "POST", "/v1/sources", sent)
    source = shop.call("sources.create", **SEPA)["id"]
    sent = {**PAID, "source": source, "currency": "usd"}
    code = "payment_method_currency_mismatch"
    check(shop, (400, code, "currency"), "POST", CHARGE, sent)


ODD = {
    "nothing like it": "cus_none",
    "of another kind": "evt_1",
    "a slash": "cus/1",
    "a slash at the end": "cus_1/",
    "NUL": "cus_1\x00",
    "NUL alone": "\x00",
    "an emoji": "cus_🐱",
    "10,000 characters": "cus_" + "x" * 10_000,
    "two dots": "..",
    "dots and slashes": "../../v1/customers/cus_1",
    "a quote": "cus_1'",
    "double quotes": 'cus_1"',
    "SQL": "cus_1' OR '1'='1",
    "more SQL": "'; DROP TABLE objects; --",
    "a wildcard": "cus_%",
    "a pattern": "cus_*",
    "a template": "{customer}",
    "a blank": " ",
    "line breaks": "cus_1\r\nX-Injected: 1",
    "capitals": "CUS_1",
    "right to left": "\u202ecus_1",
    "a backslash": "cus_1\\",
}
odd_ids = pytest.mark.parametrize("object_id", ODD.values(), ids=ODD.keys())


@odd_ids
@pytest.mark.parametrize(
    ("method", "path", "param"),
    [
        ("GET", "/v1/customers/{}", "id"),
        ("POST", "/v1/customers/{}", "id"),
        ("DELETE", "/v1/customers/{}", "id"),
        ("GET", "/v1/customers/{}/sources", "id"),
        ("GET", "/v1/customers/cus_1/sources/{}", "id"),
        ("POST", "/v1/customers/cus_1/sources/{}", "id"),
        ("DELETE", "/v1/customers/cus_1/sources/{}", "id"),
        ("GET", "/v1/sources/{}", "id"),
        ("POST", "/v1/sources/{}", "id"),
        ("GET", "/v1/charges/{}", "id"),
        ("POST", "/v1/charges/{}", "id"),
        ("POST", "/v1/charges/{}/capture", "charge"),
        ("POST", "/v1/charges/{}/refunds", "id"),
        ("GET", "/v1/charges/{}/refunds", "id"),
        ("GET", "/v1/refunds/{}", "id"),
        ("GET", "/v1/events/{}", "id"),
        ("GET", "/v1/tokens/{}", "id"),
        ("POST", "/_sandbox/sources/{}/authorise", "id"),
    ],
)
def test_an_odd_id_in_a_path_is_not_found(
    shop: Sandbox, method: str, path: str, param: str, object_id: str
) -> None:
    """An id that nothing answers to is a 404, whatever its characters."""
    address = path.format(quote(object_id, safe=""))
    check(shop, (404, "resource_missing", param), method, address)


@odd_ids
@pytest.mark.parametrize(
    ("path", "sent", "name", "status", "code"),
    [
        ("/v1/charges", {**PAID}, "source", 400, "resource_missing"),
        ("/v1/charges", {**PAID}, "customer", 400, "resource_missing"),
        ("/v1/customers", {}, "source", 400, "resource_missing"),
        (CUSTOMER, {}, "source", 400, "resource_missing"),
        (f"{CUSTOMER}/sources", {}, "source", 400, "resource_missing"),
        ("/v1/charges", {**PAID, "customer": "cus_1"}, "source", 404, "missing"),
        ("/v1/sources", {**VISA}, "token", 400, "resource_missing"),
    ],
)
def test_an_odd_id_in_a_parameter_is_not_found(  # noqa: PLR0913 - a row of the table
    shop: Sandbox,
    path: str,
    sent: dict[str, Any],
    name: str,
    status: int,
    code: str,
    object_id: str,
) -> None:
    """An id that nothing answers to is refused for its parameter."""
    if len(object_id) > 5000:
        status, code = 400, None  # a text this long is refused for its length
    check(shop, (status, code, name), "POST", path, {**sent, name: object_id})


@odd_ids
def test_an_odd_default_source_is_not_found(shop: Sandbox, object_id: str) -> None:
    """A default source that is not attached is refused, under the name `source`."""
    expected: Refusal = (400, "resource_missing", "source")
    if len(object_id) > 5000:
        expected = (400, None, "default_source")
    check(shop, expected, "POST", CUSTOMER, {"default_source": object_id})


@odd_ids
def test_an_odd_id_cannot_be_given(shop: Sandbox, object_id: str) -> None:
    """Only an id that looks like one can be said to exist."""
    if object_id == "cus_none":
        object_id = "cus_1"
    code = "resource_already_exists" if object_id == "cus_1" else None
    sent = {"id": object_id}
    check(shop, (400, code, "id"), "POST", "/_sandbox/given", sent)


OF_ANOTHER_KIND = ODD["of another kind"]


@pytest.mark.parametrize(
    "object_id", [o for o in ODD.values() if len(o) <= 5000 and o != OF_ANOTHER_KIND]
)
def test_an_odd_id_of_ones_own_choice_works(sandbox: Sandbox, object_id: str) -> None:
    """A customer may have any id but one of another kind, and is found by it."""
    made = ask(sandbox, "POST", "/v1/customers", {"id": object_id})
    path = "/v1/customers/" + quote(object_id, safe="")

    assert (200, object_id) == (made.status, made["id"])
    assert made.body == ask(sandbox, "GET", path).body
    assert [object_id] == [one["id"] for one in sandbox.objects("customers")]


def test_an_id_that_is_taken_is_refused(shop: Sandbox) -> None:
    """An id belongs to one object: a second one of it is refused."""
    taken = (400, "resource_already_exists", "id")
    check(shop, taken, "POST", "/v1/customers", {"id": "cus_1"})
    check(shop, taken, "POST", "/v1/customers", {"id": "src_1"})
    check(shop, taken, "POST", "/_sandbox/given", {"id": "cus_1"})


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/wat"),
        ("POST", "/v1/payment_intents"),
        ("GET", "/"),
        ("GET", ""),
        ("GET", "/v1/customers/"),
        ("GET", "/v1/customers/cus_1/"),
        ("GET", "//v1/customers"),
        ("GET", "/v1/../v1/customers"),
        ("GET", "/v1/customers/cus_1/sources/src_2/more"),
        ("GET", "/v1/" + "x/" * 5000),
        ("GET", "/v1/%00"),
        ("GET", "/v2/customers"),
        ("GET", "http://127.0.0.1/v1/customers"),
        ("GET", "/v1/sources"),
        ("DELETE", "/v1/sources/src_1"),
        ("PUT", "/v1/customers/cus_1"),
        ("PATCH", "/v1/customers/cus_1"),
        ("HEAD", "/v1/customers"),
        ("OPTIONS", "/v1/customers"),
        ("get", "/v1/customers"),
        ("", "/v1/customers"),
        ("GET\x00", "/v1/customers"),
        ("X" * 10_000, "/v1/customers"),
    ],
)
def test_an_unknown_address_or_method_is_a_404(
    shop: Sandbox, method: str, path: str
) -> None:
    """An address that nothing answers to, or not with this method, is a 404."""
    check(shop, (404, None, None), method, path)


@pytest.mark.parametrize(
    "authorization", ["", "Bearer", "Bearer nonsense", "Basic ????", "\x00"]
)
def test_no_key_is_a_401(shop: Sandbox, authorization: str) -> None:
    """A request without a key, or with a broken one, is a 401 and leaves no trace."""
    before = journal(shop)
    check(shop, (401, None, None), "GET", CHARGE, "", Authorization=authorization)

    assert before == journal(shop)


@pytest.mark.parametrize(
    ("body", "param"),
    [
        pytest.param(b"amount=%zz", None, id="a broken escape"),
        pytest.param(b"amount", None, id="a name alone"),
        pytest.param(b"&&&&", None, id="only separators"),
        pytest.param(b"amount=\xff\xfe", None, id="invalid UTF-8"),
        pytest.param(b"amount=%ff%fe", None, id="percent-encoded invalid UTF-8"),
        pytest.param(b"\xff\xfe\x00a", None, id="UTF-16"),
        pytest.param(b"amount=%ed%a0%80", None, id="half a surrogate pair"),
        pytest.param(b"amount=%c0%ae", None, id="an overlong dot"),
        pytest.param(b'{"amount": 1099}', None, id="JSON"),
        pytest.param(b"<amount>1099</amount>", None, id="XML"),
        pytest.param(b"a" + b"[b]" * 9 + b"=1", "a" + "[b]" * 9, id="nine levels"),
        pytest.param(
            b"a" + b"[b]" * 300_000 + b"=1",
            ("a" + "[b]" * 27)[:80] + "...",
            id="300,000 levels",
        ),
        pytest.param(b"[" * 100_000 + b"=1", "[" * 80 + "...", id="100,000 brackets"),
        pytest.param(b"&".join([b"a[]=1"] * 1001), None, id="1001 fields"),
        pytest.param(b"a=1&" * 100_000 + b"a=1", None, id="100,001 fields"),
        pytest.param(b"description=" + b"x" * 1_000_000, None, id="over the limit"),
        pytest.param(b"x" * 10_000_000, None, id="ten times over the limit"),
        pytest.param(b"amount[=1", "amount[", id="an open bracket"),
        pytest.param(b"amount=1&amount[a]=1", "amount[a]", id="two shapes"),
        pytest.param(b"\x00", None, id="NUL"),
    ],
)
@pytest.mark.parametrize("where", ["body", "query"])
def test_a_broken_form_is_refused(
    shop: Sandbox, body: bytes, param: str | None, where: str
) -> None:
    """A body or a query that is no form, or too much of one, is a 400."""
    before = contents(shop)
    if where == "query":
        text = body.decode("latin-1") if body.isascii() else quote(body, safe="=&")
        request = Request("GET", CHARGE, text, header_fields())
    else:
        request = Request("POST", CHARGE, "", header_fields(), body)
    answer = send(shop, request)

    assert (400, None, param) == refused(shop, answer, before)


HALF = "\ud800"
HALVES = {
    "in a path": Request("GET", f"/v1/customers/{HALF}", "", header_fields()),
    "in a path that nothing answers to": Request("GET", HALF, "", header_fields()),
    "in a path to be deleted": Request("DELETE", CUSTOMER + HALF, "", header_fields()),
    "behind an escape": Request("GET", f"/v1/charges/%41{HALF}", "", header_fields()),
    "in a query": Request("GET", CHARGE, f"limit={HALF}", header_fields()),
    "in a method": Request(f"G{HALF}T", CHARGE, "", header_fields()),
    "in a key": Request(
        "POST", CUSTOMER, "", header_fields(Idempotency_Key=HALF), b"name=A"
    ),
}


@pytest.mark.parametrize("request_", HALVES.values(), ids=HALVES)
def test_half_a_character_is_refused_at_the_door(
    shop: Sandbox, request_: Request
) -> None:
    """What no bytes stand for is a 400, and leaves no trace."""
    before, asked = contents(shop), journal(shop)
    answer = send(shop, request_)

    assert (400, None, None) == refused(shop, answer, before)
    assert "\\ud800" in answer.error["message"]
    assert "2017-06-05" == answer.headers["Stripe-Version"]
    assert "Idempotency-Key" not in answer.headers
    assert asked == journal(shop)


MULTIPART = (
    b'--x\r\nContent-Disposition: form-data; name="amount"\r\n\r\n1099\r\n--x--\r\n'
)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"amount": 1099, "currency": "eur"}'),
        ("application/json", b"[" * 100_000),
        ("application/json", b""),
        ("multipart/form-data; boundary=x", MULTIPART),
        ("multipart/form-data", b"amount=1099"),
        ("text/plain", b"amount=1099"),
        ("application/octet-stream", b"\x00\xff"),
        ("\x00", b"amount=1099"),
        ("x" * 10_000, b"amount=1099"),
    ],
)
def test_another_kind_of_body_is_refused(shop: Sandbox, kind: str, body: bytes) -> None:
    """JSON, multipart and other bodies are refused; an empty one lacks its fields."""
    fields = header_fields(Content_Type=kind)
    before = contents(shop)
    answer = send(shop, Request("POST", CHARGE, "", fields, body))
    expected = (400, None, None) if body else (400, MISSING, "amount")

    assert expected == refused(shop, answer, before)


def test_metadata_at_its_limits_is_kept_and_beyond_refused(shop: Sandbox) -> None:
    """Metadata holds 50 keys of 40 characters and values of 500, and no more."""
    most = {f"{n:040}": "v" * 500 for n in range(50)}
    kept = ask(shop, "POST", CUSTOMER, {"metadata": most})

    assert (200, most) == (kept.status, kept["metadata"])
    for wrong in ({**most, "one": "more"}, {"k" * 41: "v"}, {"k": "v" * 501}):
        check(shop, (400, None, "metadata"), "POST", CUSTOMER, {"metadata": wrong})


@pytest.mark.parametrize("path", ["/v1/sources/src_1", CUSTOMER, CHARGE])
def test_metadata_does_not_grow_beyond_its_limits(shop: Sandbox, path: str) -> None:
    """An update brings metadata to 50 keys and no further; a key taken away counts."""
    if path == CHARGE:
        path += "/" + ask(shop, "POST", CHARGE, PAID)["id"]
    most = {f"{n}": "v" for n in range(50)}
    assert 200 == ask(shop, "POST", path, {"metadata": most}).status

    check(shop, (400, None, "metadata"), "POST", path, {"metadata": {"one": "more"}})

    swapped = ask(shop, "POST", path, {"metadata": {"0": "", "one": "more"}})
    assert 50 == len(swapped["metadata"])


ODD_TEXTS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["", "0", "-1", "1099", "eur", "true", "card", "tok_visa", *ODD]),
    st.sampled_from(["cus_1", "src_1", "src_2", "src_3", "reusable", "a@b.c"]),
)
NAMES = sorted(
    {name for operation in CATALOGUE for name in operation.params.model_fields}
    | {"iban", "number", "exp_month", "return_url", "address", "0", "gt"}
)
TREES = st.dictionaries(
    st.one_of(st.sampled_from(NAMES), st.text(max_size=6)),
    st.recursive(
        ODD_TEXTS,
        lambda inner: st.one_of(
            st.lists(inner, max_size=2),
            st.dictionaries(
                st.one_of(st.sampled_from(NAMES), st.text(max_size=6)),
                inner,
                max_size=3,
            ),
        ),
        max_leaves=5,
    ),
    max_size=5,
)
METHODS = st.one_of(st.sampled_from(["GET", "POST", "DELETE"]), st.text(max_size=8))
FIELDS = st.dictionaries(
    st.sampled_from(
        ["Idempotency-Key", "Stripe-Version", "Content-Type", "Stripe-Account", "X"]
    ),
    st.one_of(st.text(max_size=20), st.just("2020-08-27")),
    max_size=2,
)


@st.composite
def addresses(draw: st.DrawFn) -> tuple[str, str]:
    """The method and the path of an operation, with ids that may be there or not."""
    operation = draw(st.sampled_from(CATALOGUE))
    ids = {name: quote(draw(ODD_TEXTS), safe="") for name in operation.ids}
    return operation.method, operation.url(ids)


def small_shop() -> Sandbox:
    """A sandbox with a customer, sources and a charge."""
    sandbox = Sandbox(seed=2)
    sandbox.given("cus_1")
    sandbox.given("src_1")
    sandbox.given("src_2", customer="cus_1")
    sandbox.given("src_3", type="ideal", status="pending")
    sandbox.call("charges.create", amount=1099, currency="eur", customer="cus_1")
    return sandbox


def survives(sandbox: Sandbox, request: Request) -> None:
    """Hold an answer to its shape: never a 5xx, and after a refusal nothing changed."""
    before = contents(sandbox)
    answer = send(sandbox, request)
    assert answer.status < 500
    assert all(isinstance(value, str) for value in answer.headers.values())
    if answer.status == 200:
        assert "object" in answer.body
        return
    assert {"message", "type"} <= set(answer.error)
    assert all(isinstance(value, str) for value in answer.error.values())
    if "charge" not in answer.error:
        assert before == contents(sandbox)


bounded = settings(max_examples=150, derandomize=True, deadline=None)


@given(addresses(), TREES, FIELDS)
@bounded
def test_any_parameters_are_answered(
    address: tuple[str, str], tree: dict[str, Any], fields: dict[str, str]
) -> None:
    """Whatever parameters an operation gets, it does what it is asked or refuses."""
    method, path = address
    if path == "/_sandbox/fail_next":
        path = "/_sandbox/given"
    sandbox = small_shop()
    with_key = Headers({"Authorization": "Bearer sk_test_1", **fields})
    form = "&".join(flat(tree))
    survives(
        sandbox,
        Request(method, path, "", with_key, form.encode())
        if method == "POST"
        else Request(method, path, form, with_key),
    )


def flat(tree: Any, prefix: str = "") -> list[str]:
    """A tree of parameters as fields of a form, brackets and all."""
    if isinstance(tree, dict):
        return [
            one
            for key, inner in tree.items()
            for one in flat(inner, f"{prefix}[{quote(key)}]" if prefix else quote(key))
        ]
    if isinstance(tree, list):
        return [one for inner in tree for one in flat(inner, f"{prefix}[]")]
    return [f"{prefix}={quote(tree)}"]


@given(METHODS, st.text(max_size=40), st.text(max_size=40), st.binary(max_size=80))
@bounded
def test_any_request_is_answered(
    method: str, path: str, query: str, body: bytes
) -> None:
    """Whatever stands in a method, a path, a query and a body, it is answered."""
    sandbox = Sandbox()
    fields = header_fields()
    survives(sandbox, Request(method, path, query, fields, body))
    survives(sandbox, Request("POST", "/v1/charges", query, fields, body))
    survives(sandbox, Request("GET", "/v1/customers/" + path, query, fields))


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=40), max_size=4))
@bounded
def test_any_header_fields_are_answered(fields: dict[str, str]) -> None:
    """Whatever header fields come with a request, it is answered."""
    request = Request("POST", "/v1/sources", "", Headers(fields), b"type=card")
    survives(Sandbox(), request)
    named = {"Authorization": "Bearer sk_test_1", **fields}
    survives(Sandbox(), request._replace(headers=Headers(named)))


def test_a_refusal_in_hand_is_the_same(shop: Sandbox) -> None:
    """Asked by the name of its operation, a request is refused with the same fields."""
    with pytest.raises(ApiError) as error:
        shop.call("charges.create", amount="x", currency="eur")

    assert (400, INTEGER, "amount") == (
        error.value.status,
        error.value.code,
        error.value.param,
    )
