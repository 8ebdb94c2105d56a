"""The one door: a request happens whole, and is written down, or not at all."""

import re
from typing import Any

import pytest
from pydantic_core import from_json

from sandbox import Sandbox
from sandbox.app import App
from sandbox.request.forms import encode
from sandbox.resources import sources
from sandbox.resources.exchange import Exchange
from sandbox.store import Store
from sandbox.wire import Params, Request, StripeObject
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
from tests.resources.making import IDEAL, SEPA, the_source, told

FORM = "application/x-www-form-urlencoded"
CARD = {"number": "4242424242424242", "exp_month": 1, "exp_year": 2030, "cvc": "987"}


def test_an_answer_is_json_that_nobody_keeps(sandbox: Sandbox) -> None:
    """Every answer is JSON, and says that it must not be kept."""
    for answer in (
        ask(sandbox, "GET", "/v1/customers"),
        ask(sandbox, "GET", "/v1/wat"),
        ask(sandbox, "GET", "/v1/customers", Authorization=None),
    ):
        assert "application/json" == answer.headers["Content-Type"]
        assert "no-cache, no-store" == answer.headers["Cache-Control"]


def test_every_request_has_an_id(sandbox: Sandbox) -> None:
    """Every request has an id of its own, the refused ones too."""
    answers = [
        ask(sandbox, "POST", "/v1/sources", VISA),
        ask(sandbox, "GET", "/v1/customers"),
        ask(sandbox, "GET", "/v1/wat"),
        ask(sandbox, "POST", "/v1/charges"),
    ]
    found = [answer.headers["Request-Id"] for answer in answers]

    assert all(re.fullmatch(r"req_[0-9A-Za-z]{14}", one) for one in found)
    assert 4 == len(set(found))


def test_without_a_key_nothing_is_said_of_keys(sandbox: Sandbox) -> None:
    """An answer to a request without an idempotency key says nothing of keys."""
    answer = ask(sandbox, "POST", "/v1/sources", VISA)

    for name in ("Idempotency-Key", "Original-Request", "Stripe-Should-Retry"):
        assert name not in answer.headers


def test_a_refusal_is_not_worth_a_retry(sandbox: Sandbox) -> None:
    """A request with a key that was refused for good says that a retry is no use."""
    refused = ask(sandbox, "POST", "/v1/charges", "", Idempotency_Key="k1")

    assert 400 == refused.status
    assert "false" == refused.headers["Stripe-Should-Retry"]


def test_a_rule_of_the_page_is_no_part_of_the_answer(sandbox: Sandbox) -> None:
    """Which rule a request broke is known in process; no byte of the answer tells."""
    sandbox.given("cus_1")
    sandbox.given("src_1", usage="reusable", customer="cus_1")
    form = encode({"amount": 1099, "currency": "eur", "source": "src_1"}).encode()

    answer = sandbox.handle(
        Request("POST", "/v1/charges", headers=header_fields(), body=form)
    )

    assert "attached" == answer.rule
    assert ["message", "type"] == list(from_json(answer.body)["error"])
    assert not any("rule" in name.lower() for name in answer.headers)


def test_an_accepted_request_may_come_with_a_notice(sandbox: Sandbox) -> None:
    """What was accepted but is not wise is done, and said in a header field."""
    sandbox.given("cus_1")
    sandbox.given("src_1", usage="single_use")
    attached = ask(sandbox, "POST", "/v1/customers/cus_1/sources", "source=src_1")
    charged = ask(sandbox, "GET", "/v1/customers/cus_1")

    assert 200 == attached.status
    assert "src_1 is single_use" in attached.headers["Sandbox-Notice"]
    assert "Sandbox-Notice" not in charged.headers


def test_a_notice_is_one_line_of_plain_text(sandbox: Sandbox) -> None:
    """A notice fits into a header field, whatever ids it names."""
    made = ask(sandbox, "POST", "/v1/customers", {"id": "zoë\r\nX-Injected: 1"})
    sandbox.given("src_1", usage="single_use")
    path = "/v1/customers/zo%C3%AB%0D%0AX-Injected%3A%201/sources"
    notice = ask(sandbox, "POST", path, "source=src_1").headers["Sandbox-Notice"]

    assert 200 == made.status
    assert notice.isascii()
    assert notice.isprintable()


@pytest.mark.parametrize(
    "kind",
    [FORM, f"{FORM}; charset=utf-8", "Application/X-WWW-Form-Urlencoded", None],
)
def test_a_form_is_read_as_one(sandbox: Sandbox, kind: str | None) -> None:
    """A body is read as a form when it says so, in whatever case, or says nothing."""
    made = ask(sandbox, "POST", "/v1/customers", "name=Zo%C3%AB", Content_Type=kind)

    assert (200, "Zoë") == (made.status, made["name"])


@pytest.mark.parametrize(
    "kind", ["application/json", "multipart/form-data; boundary=x", "text/plain", ""]
)
def test_another_kind_of_body_is_refused(sandbox: Sandbox, kind: str) -> None:
    """A body that says it is something else is refused, with what the API reads."""
    before = contents(sandbox)
    refused = ask(sandbox, "POST", "/v1/customers", "name=Zoe", Content_Type=kind)

    assert (400, INVALID, None, None) == refused.refusal
    assert FORM in refused.error["message"]
    assert before == contents(sandbox)


def test_without_a_body_its_kind_does_not_matter(sandbox: Sandbox) -> None:
    """A request without a body may say of it what it likes."""
    answer = ask(sandbox, "GET", "/v1/customers", Content_Type="application/json")

    assert 200 == answer.status


def test_query_and_body_are_read_together(sandbox: Sandbox) -> None:
    """Parameters stand in the query or in the body; of two values the body's wins."""
    request = Request(
        "POST", "/v1/customers", "name=A&phone=1", header_fields(), b"name=B"
    )
    made = send(sandbox, request)

    assert ("B", "1") == (made["name"], made["phone"])


def test_an_id_in_the_path_may_be_percent_encoded(sandbox: Sandbox) -> None:
    """An id with odd characters is found under its percent-encoded address."""
    made = ask(sandbox, "POST", "/v1/customers", {"id": "a/b c?d"})
    found = ask(sandbox, "GET", "/v1/customers/a%2Fb%20c%3Fd")

    assert (200, "a/b c?d") == (made.status, made["id"])
    assert made.body == found.body


def test_a_refusal_takes_everything_back(sandbox: Sandbox) -> None:
    """A request that is refused half way through leaves nothing of its first half."""
    sandbox.given("cus_1")
    before = contents(sandbox)
    sent = {"name": "B", "source": "src_none"}
    refused = ask(sandbox, "POST", "/v1/customers/cus_1", sent)

    assert (400, INVALID, "resource_missing", "source") == refused.refusal
    assert before == contents(sandbox)


def test_a_decline_keeps_the_charge_that_failed(sandbox: Sandbox) -> None:
    """A declined charge is stored with its event, and the refusal names it."""
    source = sandbox.call("sources.create", type="card", token="tok_chargeCustomerFail")
    sent = {"amount": 1099, "currency": "eur", "source": source["id"]}
    declined = ask(sandbox, "POST", "/v1/charges", sent)
    charge = sandbox.call("charges.retrieve", charge=declined.error["charge"])

    assert (402, "card_error", "card_declined", None) == declined.refusal
    assert ("failed", False) == (charge["status"], charge["paid"])
    assert "charge.failed" == sandbox.objects("events")[-1]["type"]


def test_what_is_due_at_once(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is due at once happens right after the answer, which does not show it."""

    def at_once(exchange: Exchange, source: StripeObject) -> None:
        if source["status"] == "pending":
            exchange.plan(0, source["id"], "timed out")

    monkeypatch.setattr(sources, "plan_end", at_once)

    answer = ask(sandbox, "POST", "/v1/sources", IDEAL)

    assert "pending" == answer["status"]
    assert "canceled" == the_source(sandbox, answer["id"])["status"]
    assert ["source.canceled"] == told(sandbox)


def test_a_fault_of_the_sandbox_is_raised_and_leaves_nothing() -> None:
    """A fault of the sandbox itself is an exception; nothing of the request is kept."""
    store = Store()
    app = App(store)
    with store.transaction():
        store.add("customers", {"id": "cus_broken", "object": "customer"})
    before = contents(store)
    request = Request(
        "POST",
        "/v1/customers/cus_broken",
        "",
        header_fields(Idempotency_Key="k1"),
        b"metadata[a]=1",
    )
    with pytest.raises(KeyError):
        app.handle(request)

    assert before == contents(store)
    assert store.journal.recall("k1") is None


def test_after_a_fault_the_key_is_free_again() -> None:
    """A key that came with a request that broke down can be used again."""
    store = Store()
    app = App(store)
    with store.transaction():
        store.add("customers", {"id": "cus_broken", "object": "customer"})
    fields = header_fields(Idempotency_Key="k1")
    with pytest.raises(KeyError):
        app.handle(Request("POST", "/v1/customers/cus_broken", "metadata[a]=1", fields))

    assert 200 == app.handle(Request("POST", "/v1/customers", "", fields)).status


@pytest.mark.parametrize("sent", [IDEAL, SEPA], ids=["redirect", "mandate"])
def test_a_source_leads_to_the_server_that_has_the_pages(sent: Params) -> None:
    """A source made at a server of our own sends its owner to a page there."""
    app = App(Store())
    app.base_url = "http://127.0.0.1:12111"
    request = Request("POST", "/v1/sources", "", header_fields(), encode(sent).encode())

    made = Answer.of(app.handle(request))

    page = made.body.get("redirect") or made.body["mandate"]
    assert page["url"].startswith("http://127.0.0.1:12111/")


@pytest.mark.parametrize(
    ("failure", "refusal"),
    [
        ("api_error", (500, "api_error", None, None)),
        ("rate_limit", (429, INVALID, "rate_limit", None)),
        ("lock_timeout", (429, INVALID, "lock_timeout", None)),
    ],
)
def test_a_planted_failure_happens_once_and_changes_nothing(
    sandbox: Sandbox, failure: str, refusal: tuple[Any, ...]
) -> None:
    """A planted failure meets the next request, changes nothing, and is gone."""
    before = contents(sandbox)
    sandbox.fail_next(failure)
    failed = ask(sandbox, "POST", "/v1/sources", VISA, Idempotency_Key="k1")

    assert refusal == failed.refusal
    assert "Stripe-Should-Retry" not in failed.headers
    assert before == contents(sandbox)
    assert 200 == ask(sandbox, "POST", "/v1/sources", VISA, Idempotency_Key="k1").status


def test_a_planted_failure_waits_for_its_operation(sandbox: Sandbox) -> None:
    """A failure planted for one operation passes the others by."""
    sandbox.fail_next("api_error", operation="charges.list")

    assert 200 == ask(sandbox, "GET", "/v1/customers").status
    assert 500 == ask(sandbox, "GET", "/v1/charges").status
    assert 200 == ask(sandbox, "GET", "/v1/charges").status


def test_a_refused_request_leaves_a_planted_failure(sandbox: Sandbox) -> None:
    """A request refused for its parameters does not meet the planted failure."""
    sandbox.fail_next("api_error")

    assert 400 == ask(sandbox, "POST", "/v1/charges").status
    assert 500 == ask(sandbox, "GET", "/v1/charges").status


def test_a_lost_answer_was_given_all_the_same(sandbox: Sandbox) -> None:
    """Where only the answer is lost, the request was done, and is in the journal."""
    sandbox.fail_next("answer_lost")
    lost = ask(sandbox, "POST", "/v1/customers", "name=A")

    assert (500, "api_error", None, None) == lost.refusal
    assert ["A"] == [one["name"] for one in sandbox.objects("customers")]
    assert 200 == journal(sandbox)[-1]["status"]


def last(sandbox: Sandbox) -> dict[str, Any]:
    """The request that was written down last."""
    return journal(sandbox)[-1]


def test_a_request_is_written_down(sandbox: Sandbox) -> None:
    """The journal keeps what was asked, in which version, and what was answered."""
    sent = "name=A&metadata[a]=1"
    made = ask(sandbox, "POST", "/v1/customers", sent, Stripe_Version="2020-08-27")
    row = last(sandbox)
    [told] = sandbox.objects("events")

    assert {
        "number": 1,
        "request": made.headers["Request-Id"],
        "at": 1496664000,
        "method": "POST",
        "path": "/v1/customers",
        "operation": "customers.create",
        "version": "2020-08-27",
        "status": 200,
        "idempotency_key": None,
        "fingerprint": None,
        "events": f'["{told["id"]}"]',
        "rule": None,
    } == {name: row[name] for name in row if name not in {"params", "response"}}
    assert {"name": "A", "metadata": {"a": "1"}} == from_json(row["params"])
    assert made.body == from_json(row["response"])


def test_a_refused_request_is_written_down(sandbox: Sandbox) -> None:
    """The journal keeps a refused request with what was answered to it."""
    refused = ask(sandbox, "POST", "/v1/charges", "amount=x", Idempotency_Key="k1")
    row = last(sandbox)

    assert (400, "charges.create") == (row["status"], row["operation"])
    assert refused.body == from_json(row["response"])
    assert row["idempotency_key"] is None


@pytest.mark.parametrize(
    ("method", "path", "fields"),
    [
        ("GET", "/v1/wat", {}),
        ("PATCH", "/v1/customers", {}),
        ("GET", "/v1/customers", {"Stripe_Version": "x"}),
        ("GET", "/v1/customers", {"Authorization": "Bearer pk_test_1"}),
    ],
)
def test_what_was_not_understood_is_written_down(
    sandbox: Sandbox, method: str, path: str, fields: dict[str, str]
) -> None:
    """A request that was not understood is in the journal without an operation."""
    answer = ask(sandbox, method, path, **fields)
    row = last(sandbox)

    assert (answer.status, None, "{}") == (
        row["status"],
        row["operation"],
        row["params"],
    )
    assert (method, path) == (row["method"], row["path"])


def test_what_only_read_is_written_down_without_its_answer(sandbox: Sandbox) -> None:
    """Of a request that only read, the journal keeps the request alone."""
    ask(sandbox, "GET", "/v1/customers", "limit=3")
    row = last(sandbox)

    assert (None, {"limit": "3"}) == (row["response"], from_json(row["params"]))


def test_why_a_read_was_refused_is_written_down(sandbox: Sandbox) -> None:
    """A refusal is kept of every request, of one that only read as well."""
    answer = ask(sandbox, "GET", "/v1/customers/cus_none")
    row = last(sandbox)

    assert (404, answer.body) == (row["status"], from_json(row["response"]))


def test_a_replay_is_written_down(sandbox: Sandbox) -> None:
    """A replay has a row of its own; the key stays with the first one."""
    answers = [
        ask(sandbox, "POST", "/v1/customers", "", Idempotency_Key="k1") for _ in "12"
    ]
    rows = journal(sandbox)

    assert [answer.headers["Request-Id"] for answer in answers] == [
        row["request"] for row in rows
    ]
    assert ["k1", None] == [row["idempotency_key"] for row in rows]
    assert [200, 200] == [row["status"] for row in rows]


def test_looking_at_the_sandbox_leaves_no_trace(sandbox: Sandbox) -> None:
    """What lists the sandbox's own objects, and a reset, stand in no journal."""
    sandbox.objects("customers")
    sandbox.reset()

    assert [] == journal(sandbox)


def refused_card(number: Any) -> dict[str, Any]:
    """A card that is refused for a parameter too many."""
    return {"card": {**CARD, "number": number, "wat": "1"}}


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        pytest.param("/v1/tokens", {"card": CARD}, id="a token"),
        pytest.param("/v1/sources", {"type": "card", "card": CARD}, id="a source"),
        pytest.param("/v1/tokens", refused_card(CARD["number"]), id="a refused card"),
        pytest.param("/v1/tokens", "card[][number]=4242424242424242", id="in a list"),
        pytest.param("/v1/tokens", "number=4242424242424242", id="outside a card"),
        pytest.param("/v1/tokens", "number[]=4242424242424242", id="as a list"),
        pytest.param("/v1/customers", "number[a]=4242424242424242", id="as a hash"),
    ],
)
def test_a_card_number_is_kept_nowhere(
    sandbox: Sandbox, path: str, sent: dict[str, Any] | str
) -> None:
    """The number and the security code of a card are in no row and in no byte."""
    ask(sandbox, "POST", path, sent)
    kept = data_bytes(sandbox)

    assert "****" in last(sandbox)["params"]
    assert CARD["number"].encode() not in kept  # type: ignore[union-attr]
    assert b"987" not in last(sandbox)["params"].encode()


def test_a_client_secret_is_not_kept_with_a_request(sandbox: Sandbox) -> None:
    """The secret that a request sends is not written down with it."""
    source = sandbox.call("sources.create", **VISA)
    path, secret = f"/v1/sources/{source['id']}", source["client_secret"]
    answer: Answer = ask(sandbox, "GET", path, {"client_secret": secret})

    assert 200 == answer.status
    assert {"client_secret": "****"} == from_json(last(sandbox)["params"])


def test_the_test_key_is_kept_nowhere(sandbox: Sandbox) -> None:
    """The key that a request is made with is in no byte of the database."""
    ask(sandbox, "POST", "/v1/sources", VISA, Authorization="Bearer sk_test_KeepNot")

    assert b"KeepNot" not in data_bytes(sandbox)
