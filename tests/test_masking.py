"""No card number is written down or said again, wherever it was sent."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import from_json, to_json

from sandbox import Sandbox
from sandbox.masking import (
    DIGITS,
    LONGEST,
    MASK,
    SHORTEST,
    hidden,
    hidden_json,
    hidden_path,
    masked,
)
from sandbox.operations import CATALOGUE, Operation
from tests.asking import IDEMPOTENCY, ask, journal

VISA, SPELT = "4242424242424242", "4242-4242 4242-4242"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (VISA, "****"),
        (SPELT, "****"),
        ("4242.4242.4242.4242", "****"),
        ("4242 - 4242 - 4242 - 4242", "****"),
        ("4242\u00a04242\u00a04242\u00a04242", "****"),
        ("378282246310005", "****"),
        ("4222222222222", "****"),
        ("6304000000000000000", "****"),
        ("cus_4242424242424242", "cus_****"),
        ("card4242424242424242", "card****"),
        ("987 4242 4242 4242 4242", "****"),
        ("4242 4242 4242 4242 987", "****"),
        (f"{VISA} or 378282246310005", "**** or ****"),
        ("4242424242424241", "4242424242424241"),
        ("424242424242", "424242424242"),
        (VISA + "42424", VISA + "42424"),
        ("DE89370400440532013000", "DE89370400440532013000"),
        ("AT591904300235473203", "AT591904300235473203"),
        ("2017-06-05 12:00:00", "2017-06-05 12:00:00"),
        ("cus_4fDkQ82xyZ91mN", "cus_4fDkQ82xyZ91mN"),
        ("", ""),
    ],
)
def test_what_reads_like_a_card_number_is_hidden(text: str, shown: str) -> None:
    """13 to 19 digits that fit the last one are hidden, whatever stands between."""
    assert shown == hidden(text)


RUNS = st.text(st.sampled_from("0011234456789  -."), min_size=13, max_size=60)


@given(RUNS)
def test_any_groups_side_by_side_may_be_the_number(text: str) -> None:
    """A run is hidden whenever one way to take groups out of it gives a number."""
    assert DIGITS.sub(tried, text) == hidden(text)


def tried(run: re.Match[str]) -> str:
    """The same as `hidden` for one run, with every way to take groups out of it."""
    groups = re.findall(r"[0-9]+", run[0])
    ways = combinations(range(len(groups) + 1), 2)
    numbers = ["".join(groups[first:last]) for first, last in ways]
    return MASK if any(map(is_number, numbers)) else run[0]


def is_number(digits: str) -> bool:
    """Whether it is as long as a card number, and ends with its check digit."""
    doubled = "".join(str(2 * int(digit)) for digit in digits[-2::-2])
    total = sum(map(int, digits[-1::-2] + doubled))
    return SHORTEST <= len(digits) <= LONGEST and total % 10 == 0


@pytest.mark.parametrize("group", ["1 ", "1+", "1", "1111 ", "1" * 20 + " "], ids=repr)
def test_a_long_text_costs_what_its_parts_do(group: str) -> None:
    """However long a run of digits is, a number in it is looked for group by group."""
    long = group * 10_000

    assert long == hidden(long)
    assert MASK == hidden(f"{long} {VISA}")


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (f"/v1/charges/{VISA}/refunds", "/v1/charges/****/refunds"),
        (f"/v1/charges/{quote(SPELT)}", "/v1/charges/****"),
        ("/v1/charges/" + "".join(f"%3{c}" for c in VISA), "/v1/charges/****"),
        ("/v1/charges/ch%2F1", "/v1/charges/ch%2F1"),
        ("/v1/charges", "/v1/charges"),
    ],
)
def test_a_path_hides_it_too(path: str, shown: str) -> None:
    """A card number in a path is hidden, percent-encoded or not."""
    assert shown == hidden_path(path)


def test_names_lists_and_hashes_are_looked_into() -> None:
    """A card number is found as a name, in a list and in a hash."""
    sent = {VISA: "a", "b": [VISA, {"c": VISA}], "d": {"e": {VISA: "f"}}, "g": "7"}

    assert {
        "****": "a",
        "b": ["****", {"c": "****"}],
        "d": {"e": {"****": "f"}},
        "g": "7",
    } == masked(sent)


def ways(operation: Operation) -> Iterator[tuple[dict[str, str], dict[str, Any]]]:
    """Requests with the number in the path, as each parameter, and as a name."""
    plain = dict.fromkeys(operation.ids, "x_1")
    yield plain, {VISA: "1"}
    for name in operation.ids:
        yield plain | {name: VISA}, {}
    for name in operation.params.model_fields:
        for value in (
            VISA,
            [VISA],
            {"wat": VISA},
            {"name": SPELT, "number": VISA, "iban": VISA},
            {VISA: "wat"},
        ):
            yield plain, {name: value}


@pytest.mark.parametrize("operation", CATALOGUE, ids=lambda operation: operation.name)
def test_no_way_in_leads_to_the_journal(sandbox: Sandbox, operation: Operation) -> None:
    """A card number that was sent is in no message and in no row of the journal."""
    requests = list(ways(operation))
    answers = [
        ask(sandbox, operation.method, operation.url(ids), sent)
        for ids, sent in requests
    ]

    assert requests
    assert all(clean(answer.body.get("error")) for answer in answers)
    assert all(map(clean, journal(sandbox)))


def clean(said: Any) -> bool:
    """Whether a card number stands nowhere in it."""
    return VISA not in str(said) and SPELT not in str(said)


@pytest.mark.parametrize("key", [None, "k1"])
def test_the_journal_of_a_number_can_be_read(sandbox: Sandbox, key: str | None) -> None:
    """A request whose answer holds a number is shown without it, with a key or not."""
    sent = {"balance": VISA, "description": SPELT}
    made = ask(sandbox, "POST", "/v1/customers", sent, Idempotency_Key=key)

    [shown] = ask(sandbox, "GET", "/_sandbox/requests")["data"]

    assert int(VISA) == made["balance"]
    assert made["id"] == shown["response"]["id"]
    assert ("****", "****") == (
        shown["response"]["balance"],
        shown["response"]["description"],
    )
    assert clean(shown)


@pytest.mark.parametrize("between", ["\t", "\n", "\r\n", "\f", "\x1f", "\u2028", '\n"'])
def test_an_answer_hides_a_number_in_lines(between: str) -> None:
    """What JSON writes with a backslash stands between groups like a blank."""
    said = between.join(["4242"] * 4)
    shown = from_json(hidden_json(to_json({"a": said, "b": "é\n"}).decode()))

    assert {"a": hidden(said), "b": "é\n"} == shown


def test_an_answer_without_a_number_stays_as_it_is() -> None:
    """An answer with a backslash, or with groups that are no number, is not changed."""
    for said in ("a\nb", 'a "b"', "1\n2\n3", "4242\\n4242\\n4242\\n4242"):
        text = to_json({"note": said, "client_secret": "src_client_secret_1"}).decode()

        assert text == hidden_json(text)


@pytest.mark.parametrize("key", [VISA, SPELT])
def test_a_number_as_a_key_or_a_method_is_not_shown(sandbox: Sandbox, key: str) -> None:
    """The requests so far show no number that was sent as a key, or as a method."""
    first, again = (
        ask(sandbox, "POST", "/v1/customers", Idempotency_Key=key) for _ in range(2)
    )
    ask(sandbox, key, "/v1/customers")
    listed = ask(sandbox, "GET", "/_sandbox/requests")

    assert first.body == again.body
    assert [("****", None), ("POST", None), ("POST", "****")] == [
        (one["method"], one["idempotency_key"]) for one in listed["data"]
    ]
    assert clean(listed.body)


def test_what_is_stored_stays_as_it_was_sent(sandbox: Sandbox) -> None:
    """A text of the caller's own is kept and answered as it was sent."""
    sent = {"description": VISA, "metadata": {"a": VISA}}
    made = ask(sandbox, "POST", "/v1/customers", sent)
    read = ask(sandbox, "GET", f"/v1/customers/{made['id']}")

    assert (VISA, {"a": VISA}) == (read["description"], read["metadata"])
    assert clean(journal(sandbox))


def test_the_answer_of_a_key_is_replayed_as_it_was(sandbox: Sandbox) -> None:
    """A replay is the first answer to the byte, also with a number in a text."""
    sent = {"description": VISA}
    first, again = (
        ask(sandbox, "POST", "/v1/customers", sent, Idempotency_Key="k1")
        for _ in range(2)
    )

    assert first.body == again.body
    assert VISA == again["description"]


@pytest.mark.parametrize("other", ["4111111111111111", quote(SPELT)])
def test_a_key_that_moves_to_another_number_is_refused(
    sandbox: Sandbox, other: str
) -> None:
    """Addresses that are kept alike, without the number in them, are not one."""
    for number in (VISA, "4111111111111111", SPELT):
        sandbox.call("customers.create", id=number, name="before")
    first, moved, again = (
        ask(sandbox, "POST", f"/v1/customers/{number}", "name=A", Idempotency_Key="k1")
        for number in (VISA, other, VISA)
    )

    assert (400, IDEMPOTENCY, None, None) == moved.refusal
    assert clean(moved.error)
    assert first.body == again.body
    assert ["before", "before", "A"] == sorted(
        (one["name"] for one in sandbox.objects("customers")), reverse=True
    )


def test_a_key_that_moves_to_another_path_does_not_tell_it(sandbox: Sandbox) -> None:
    """A key that comes again at another address is refused without naming either."""
    sandbox.call("customers.create", id=VISA)
    paths = [f"/v1/customers/{VISA}", f"/v1/customers/{VISA}/sources"]
    _, answer = (
        ask(sandbox, "POST", path, {"source": "src_1"}, Idempotency_Key="k1")
        for path in paths
    )

    assert (400, IDEMPOTENCY, None, None) == answer.refusal
    assert clean(answer.error)
