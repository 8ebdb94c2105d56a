"""Idempotency keys: one key, one execution, and the same answer ever after."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from sandbox import Sandbox
from sandbox.app import App
from sandbox.errors import ApiError
from sandbox.request import idempotency
from sandbox.store import Store
from sandbox.wire import Headers, Request
from tests.asking import (
    IDEMPOTENCY,
    INVALID,
    VISA,
    Answer,
    ask,
    contents,
    header_fields,
    send,
)

REFUSED_CARD = {"type": "card", "token": "tok_chargeCustomerFail"}


def said_back(answer: Answer) -> tuple[str | None, str | None]:
    """The idempotency key and the API version that an answer names."""
    return answer.headers.get("Idempotency-Key"), answer.headers.get("Stripe-Version")


def test_the_first_answer_names_itself_as_the_original(sandbox: Sandbox) -> None:
    """The first answer to a key echoes it, and is its own original."""
    first = ask(sandbox, "POST", "/v1/sources", VISA, Idempotency_Key="k1")

    assert "k1" == first.headers["Idempotency-Key"]
    assert first.headers["Request-Id"] == first.headers["Original-Request"]
    assert "false" == first.headers["Stripe-Should-Retry"]
    assert "Idempotent-Replayed" not in first.headers


def test_a_second_request_gets_the_first_answer(sandbox: Sandbox) -> None:
    """The same request with the same key gets the same answer, and does nothing."""
    first = ask(sandbox, "POST", "/v1/sources", VISA, Idempotency_Key="k1")
    before = contents(sandbox)
    second = ask(sandbox, "POST", "/v1/sources", VISA, Idempotency_Key="k1")

    assert (200, first.body) == (second.status, second.body)
    assert before == contents(sandbox)


def test_a_replay_says_that_it_is_one(sandbox: Sandbox) -> None:
    """A replay has a request id of its own, and names the request it repeats."""
    first = ask(sandbox, "POST", "/v1/sources", VISA, Idempotency_Key="k1")
    second = ask(sandbox, "POST", "/v1/sources", VISA, Idempotency_Key="k1")

    assert "true" == second.headers["Idempotent-Replayed"]
    assert "k1" == second.headers["Idempotency-Key"]
    assert first.headers["Request-Id"] == second.headers["Original-Request"]
    assert first.headers["Request-Id"] != second.headers["Request-Id"]


def test_a_third_request_names_the_first(sandbox: Sandbox) -> None:
    """Every replay names the first request, and none the replay before it."""
    first, _, third = [
        ask(sandbox, "POST", "/v1/sources", VISA, Idempotency_Key="k1")
        for _ in range(3)
    ]

    assert first.headers["Request-Id"] == third.headers["Original-Request"]


def test_the_order_of_parameters_does_not_matter(sandbox: Sandbox) -> None:
    """A request that names its parameters in another order is the same request."""
    first = ask(
        sandbox, "POST", "/v1/sources", "type=card&token=tok_visa", Idempotency_Key="k"
    )
    second = ask(
        sandbox, "POST", "/v1/sources", "token=tok_visa&type=card", Idempotency_Key="k"
    )

    assert first.body == second.body


def test_two_keys_are_two_executions(sandbox: Sandbox) -> None:
    """Two requests with keys of their own are two executions."""
    one = ask(sandbox, "POST", "/v1/sources", VISA, Idempotency_Key="k1")
    two = ask(sandbox, "POST", "/v1/sources", VISA, Idempotency_Key="k2")

    assert one["id"] != two["id"]


def test_a_decline_is_replayed(sandbox: Sandbox) -> None:
    """A 402 belongs to its key: the charge that failed is not tried again."""
    source = sandbox.call("sources.create", **REFUSED_CARD)["id"]
    sent = {"amount": 1099, "currency": "eur", "source": source}
    first = ask(sandbox, "POST", "/v1/charges", sent, Idempotency_Key="k1")
    second = ask(sandbox, "POST", "/v1/charges", sent, Idempotency_Key="k1")

    assert (402, first.body) == (second.status, second.body)
    assert "true" == second.headers["Idempotent-Replayed"]
    assert "false" == second.headers["Stripe-Should-Retry"]
    assert 1 == len(sandbox.objects("charges"))


def test_a_missing_object_is_replayed(sandbox: Sandbox) -> None:
    """A 404 of a request that ran is replayed, though the object exists by now."""
    first = ask(sandbox, "POST", "/v1/customers/cus_1", "name=A", Idempotency_Key="k1")
    sandbox.given("cus_1")
    second = ask(sandbox, "POST", "/v1/customers/cus_1", "name=A", Idempotency_Key="k1")

    assert (404, INVALID, "resource_missing", "id") == first.refusal
    assert first.refusal == second.refusal
    assert "true" == second.headers["Idempotent-Replayed"]


def test_a_replay_breaks_the_same_rule(sandbox: Sandbox) -> None:
    """A refusal that is given again belongs to the rule of the page it belonged to."""
    sent = {"amount": 1099, "currency": "eur", "source": "src_none"}
    for _ in "12":
        ask(sandbox, "POST", "/v1/charges", sent, Idempotency_Key="k1")

    listed = sandbox.call("workbench.requests")["data"]

    assert ["chargeable", "chargeable"] == [one["rule"] for one in listed]


def test_a_refused_parameter_leaves_the_key_free(sandbox: Sandbox) -> None:
    """A request that was refused for its parameters can be mended under its key."""
    refused = ask(sandbox, "POST", "/v1/sources", "type=card&x=1", Idempotency_Key="k")
    mended = ask(sandbox, "POST", "/v1/sources", VISA, Idempotency_Key="k")

    assert (400, INVALID, "parameter_unknown", "x") == refused.refusal
    assert 200 == mended.status
    assert "Idempotent-Replayed" not in mended.headers


def test_a_refused_expand_leaves_the_key_free(sandbox: Sandbox) -> None:
    """A request that was refused for what it expands can be mended under its key."""
    sent = {**VISA, "expand": ["owner"]}
    refused = ask(sandbox, "POST", "/v1/sources", sent, Idempotency_Key="k")
    mended = ask(sandbox, "POST", "/v1/sources", VISA, Idempotency_Key="k")

    assert (400, INVALID, None, None) == refused.refusal
    assert 200 == mended.status


def test_an_unknown_caller_leaves_the_key_free(sandbox: Sandbox) -> None:
    """A request without an API key takes no idempotency key."""
    refused = ask(
        sandbox, "POST", "/v1/sources", VISA, Authorization=None, Idempotency_Key="k"
    )
    known = ask(sandbox, "POST", "/v1/sources", VISA, Idempotency_Key="k")

    assert 401 == refused.status
    assert 200 == known.status


@pytest.mark.parametrize("failure", ["rate_limit", "lock_timeout"])
def test_a_429_leaves_the_key_free(sandbox: Sandbox, failure: str) -> None:
    """A request that came too soon runs when it is sent again with the same key."""
    sandbox.fail_next(failure)
    early = ask(sandbox, "POST", "/v1/sources", VISA, Idempotency_Key="k")
    later = ask(sandbox, "POST", "/v1/sources", VISA, Idempotency_Key="k")

    assert (429, INVALID, failure, None) == early.refusal
    assert "Stripe-Should-Retry" not in early.headers
    assert 200 == later.status
    assert "Idempotent-Replayed" not in later.headers


def test_a_lost_answer_is_fetched_with_the_key(sandbox: Sandbox) -> None:
    """A request whose answer was lost is not done twice: its key brings the answer."""
    sandbox.fail_next("answer_lost")
    lost = ask(sandbox, "POST", "/v1/sources", VISA, Idempotency_Key="k")
    fetched = ask(sandbox, "POST", "/v1/sources", VISA, Idempotency_Key="k")

    assert (500, "api_error") == (lost.status, lost.error["type"])
    assert 200 == fetched.status
    assert lost.headers["Request-Id"] == fetched.headers["Original-Request"]
    assert [fetched["id"]] == [source["id"] for source in sandbox.objects("sources")]


def test_a_key_with_other_parameters_is_refused(sandbox: Sandbox) -> None:
    """A key that comes again with other parameters is refused, and named."""
    ask(sandbox, "POST", "/v1/sources", VISA, Idempotency_Key="k1")
    before = contents(sandbox)
    other = ask(
        sandbox,
        "POST",
        "/v1/sources",
        {**VISA, "usage": "single_use"},
        Idempotency_Key="k1",
    )

    assert (400, IDEMPOTENCY, None, None) == other.refusal
    assert "'k1' came before with other parameters" in other.error["message"]
    assert before == contents(sandbox)


def test_a_key_at_another_address_is_refused(sandbox: Sandbox) -> None:
    """A key that comes again at another address is refused, and both are named."""
    ask(sandbox, "POST", "/v1/customers", "", Idempotency_Key="k1")
    other = ask(sandbox, "POST", "/v1/charges", "", Idempotency_Key="k1")

    assert (400, IDEMPOTENCY, None, None) == other.refusal
    for text in ("'k1'", "/v1/customers", "/v1/charges"):
        assert text in other.error["message"]


def test_a_refused_reuse_leaves_the_first_answer(sandbox: Sandbox) -> None:
    """After a key was refused for another request, the first one is still replayed."""
    first = ask(sandbox, "POST", "/v1/customers", "", Idempotency_Key="k1")
    ask(sandbox, "POST", "/v1/customers", "name=A", Idempotency_Key="k1")
    again = ask(sandbox, "POST", "/v1/customers", "", Idempotency_Key="k1")

    assert first.body == again.body


class TellingLock:
    """The lock of a store, which tells when somebody is about to wait for it."""

    def __init__(self, store: Store) -> None:
        """Stand in front of the lock of this store."""
        self._inner, self.asked = store.lock, threading.Event()

    def __enter__(self) -> None:
        self.asked.set()
        self._inner.acquire()

    def __exit__(self, *_: object) -> None:
        self._inner.release()


def test_a_key_in_use_is_refused() -> None:
    """While the first request with a key runs, a second one is a 409."""
    store = Store()
    app, inner = App(store), store.lock
    lock = store.lock = TellingLock(store)  # type: ignore[assignment]
    fields = header_fields(Idempotency_Key="k1", Stripe_Version="2018-01-23")
    request = Request("POST", "/v1/customers", headers=fields)
    with ThreadPoolExecutor(1) as other_thread:
        with inner:
            running = other_thread.submit(send, app, request)
            assert lock.asked.wait(timeout=30)
            second = send(app, request)
        first = running.result(timeout=30)
    third = send(app, request)

    assert (409, IDEMPOTENCY, "idempotency_key_in_use", None) == second.refusal
    assert ("k1", "2018-01-23") == said_back(second)
    assert 200 == first.status
    assert ("true", first.body) == (third.headers["Idempotent-Replayed"], third.body)
    assert 1 == store.count("customers")


def test_of_requests_at_the_same_time_one_is_done() -> None:
    """Of several requests that come with one key at the same time, one is done."""
    store = Store()
    app, together = App(store), threading.Barrier(4)
    request = Request(
        "POST", "/v1/customers", headers=header_fields(Idempotency_Key="k1")
    )

    def work() -> Answer:
        together.wait(timeout=30)
        return send(app, request)

    with ThreadPoolExecutor(4) as threads:
        answers = [threads.submit(work) for _ in range(4)]
        found = [answer.result(timeout=30) for answer in answers]

    assert {200, 409} >= {answer.status for answer in found}
    assert 1 == len({answer["id"] for answer in found if answer.status == 200})
    assert 1 == store.count("customers")


def test_another_key_is_not_in_use() -> None:
    """While one request runs, a request with another key waits, and then runs."""
    store = Store()
    app, inner = App(store), store.lock
    lock = store.lock = TellingLock(store)  # type: ignore[assignment]
    requests = [
        Request("POST", "/v1/customers", headers=header_fields(Idempotency_Key=key))
        for key in ("k1", "k2")
    ]
    with ThreadPoolExecutor(1) as other_thread:
        with inner:
            running = other_thread.submit(send, app, requests[0])
            assert lock.asked.wait(timeout=30)
            second = send(app, requests[1])
        first = running.result(timeout=30)

    assert (200, 200) == (first.status, second.status)
    assert 2 == store.count("customers")


@pytest.mark.parametrize(
    "key",
    [
        pytest.param("", id="empty"),
        pytest.param("   ", id="blanks alone"),
        pytest.param("k" * 256, id="256 characters"),
    ],
)
def test_what_is_no_key_is_refused(sandbox: Sandbox, key: str) -> None:
    """An idempotency key has 1 to 255 characters."""
    before = contents(sandbox)
    refused = ask(sandbox, "POST", "/v1/customers", "", Idempotency_Key=key)

    assert (400, IDEMPOTENCY, None, None) == refused.refusal
    assert (key or None, "2017-06-05") == said_back(refused)
    assert before == contents(sandbox)


@pytest.mark.parametrize("key", ["k", "k" * 255, "k 1", "clé/1?&"])
def test_odd_keys_are_keys(sandbox: Sandbox, key: str) -> None:
    """A key may be any text up to 255 characters."""
    first = ask(sandbox, "POST", "/v1/customers", "", Idempotency_Key=key)
    second = ask(sandbox, "POST", "/v1/customers", "", Idempotency_Key=key)

    assert first["id"] == second["id"]


@pytest.mark.parametrize("key", ["k1", "", "k" * 256])
def test_a_key_means_nothing_for_a_get(sandbox: Sandbox, key: str) -> None:
    """A GET is asked anew each time, whatever key comes with it."""
    sandbox.given("cus_1")
    first = ask(sandbox, "GET", "/v1/customers", Idempotency_Key=key)
    sandbox.given("cus_2")
    second = ask(sandbox, "GET", "/v1/customers", Idempotency_Key=key)

    assert (1, 2) == (len(first["data"]), len(second["data"]))
    assert "Idempotent-Replayed" not in second.headers


def test_a_key_means_nothing_for_a_delete(sandbox: Sandbox) -> None:
    """A DELETE runs each time: the second one finds nothing to delete."""
    sandbox.given("cus_1")
    first = ask(sandbox, "DELETE", "/v1/customers/cus_1", Idempotency_Key="k1")
    second = ask(sandbox, "DELETE", "/v1/customers/cus_1", Idempotency_Key="k1")

    assert 200 == first.status
    assert (404, INVALID, "resource_missing", "id") == second.refusal


def test_a_key_of_a_delete_is_echoed(sandbox: Sandbox) -> None:
    """A key that comes with a DELETE is echoed, though nothing is kept under it."""
    sandbox.given("cus_1")
    deleted = ask(sandbox, "DELETE", "/v1/customers/cus_1", Idempotency_Key="k1")
    made = ask(sandbox, "POST", "/v1/customers", "", Idempotency_Key="k1")

    assert "k1" == deleted.headers["Idempotency-Key"]
    assert "Original-Request" not in deleted.headers
    assert "Idempotent-Replayed" not in made.headers


def test_a_reset_forgets_the_keys(sandbox: Sandbox) -> None:
    """After a reset a key is new again."""
    ask(sandbox, "POST", "/v1/customers", "name=A", Idempotency_Key="k1")
    sandbox.reset()
    second = ask(sandbox, "POST", "/v1/customers", "name=B", Idempotency_Key="k1")

    assert "B" == second["name"]


def test_the_publishable_and_the_secret_key_share_the_account(sandbox: Sandbox) -> None:
    """A key belongs to the account, whichever API key came with it."""
    first = ask(sandbox, "POST", "/v1/sources", VISA, Idempotency_Key="k1")
    second = ask(
        sandbox,
        "POST",
        "/v1/sources",
        VISA,
        Authorization="Bearer pk_test_1",
        Idempotency_Key="k1",
    )

    assert first["id"] == second["id"]


def test_keys_are_checked_where_they_stand() -> None:
    """A key that may stand is given back; one that may not is an error of its kind."""
    assert "k1" == idempotency.check_key("k1")
    with pytest.raises(ApiError, match="has 300 characters"):
        idempotency.check_key("k" * 300)


def test_a_fingerprint_tells_parameters_apart() -> None:
    """A fingerprint differs when any value, name or nesting does."""
    several = [{}, {"a": "1"}, {"a": "2"}, {"b": "1"}, {"a": {"b": "1"}}, {"a": ["1"]}]

    assert len(several) == len({idempotency.fingerprint(sent) for sent in several})


def test_header_names_are_read_whatever_their_case(sandbox: Sandbox) -> None:
    """The key is found in `idempotency-key` as in `Idempotency-Key`."""
    fields = Headers({"authorization": "Bearer sk_test_1", "idempotency-key": "k1"})
    first = send(sandbox, Request("POST", "/v1/customers", headers=fields))
    second = ask(sandbox, "POST", "/v1/customers", "", Idempotency_Key="k1")

    assert first["id"] == second["id"]
