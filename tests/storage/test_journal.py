"""The journal: what was asked and answered, and which key it was asked with."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from sandbox import clock
from sandbox.storage.journal import MOST_NOTED, Entry, Journal
from sandbox.store import Store

CARD = "4242424242424242"


@pytest.fixture
def store() -> Store:
    """A store whose journal is empty."""
    return Store(seed=2)


def entry(request: str, key: str | None = None) -> Entry:
    """A row of the journal."""
    return Entry(
        request=request,
        at=1,
        method="POST",
        path="/v1/customers",
        operation="customers.create",
        version="2017-06-05",
        params="{}",
        status=200,
        response="{}",
        idempotency_key=key,
        fingerprint="f" if key else None,
    )


def test_a_key_recalls_its_request(store: Store) -> None:
    """A row with an idempotency key is recalled by it, a row without one is not."""
    with store.transaction():
        store.journal.write_down(entry("req_1"))
        store.journal.write_down(entry("req_2", "k1"))

    assert entry("req_2", "k1") == store.journal.recall("k1")
    assert store.journal.recall("k2") is None


def test_a_key_belongs_to_one_request(store: Store) -> None:
    """A key stands in one row at most; rows without one are as many as requests."""
    with store.transaction():
        for request in ("req_1", "req_2"):
            store.journal.write_down(entry(request))
        store.journal.write_down(entry("req_3", "k1"))
        store.journal.write_down(entry("req_4", "k1"))

    assert entry("req_3", "k1") == store.journal.recall("k1")
    assert ["req_1", "req_2", "req_3"] == requests(store)


def test_request_ids_follow_the_journal(store: Store) -> None:
    """The next request id depends on how many requests were written down."""
    found = []
    for _ in range(2):
        with store.transaction():
            found.append(store.next_request_id())
            store.journal.write_down(entry(found[-1]))

    assert [clock.identifier(2, "req_", n) for n in (1, 2)] == found


def test_a_cleared_journal_begins_anew(store: Store) -> None:
    """A journal that was cleared knows no request and no key."""
    with store.transaction():
        store.journal.write_down(entry("req_1", "k1"))
        store.journal.clear()

    with store.transaction():
        assert clock.identifier(2, "req_", 1) == store.next_request_id()
    assert store.journal.recall("k1") is None


def test_reads_are_written_down_with_the_next_change(store: Store) -> None:
    """What only read waits for the next change, and stands before it in the journal."""
    with store.transaction():
        store.journal.note(entry("req_read"))
        store.journal.write_down(entry("req_change"))

    assert ["req_read", "req_change"] == requests(store)


@pytest.mark.parametrize("add", [Journal.note, Journal.write_down])
def test_no_card_number_stands_in_a_path_or_an_answer(
    store: Store, add: Callable[[Journal, Entry], None]
) -> None:
    """Whether a request waits or is written down: who looks finds no card number."""
    path, answer = f"/v1/charges/{CARD}", f'{{"note": "{CARD}"}}'
    with store.transaction():
        add(store.journal, entry("req_1")._replace(path=path, response=answer))

    [kept] = store.journal.latest(1, before=2)

    assert ("/v1/charges/****", '{"note":"****"}') == (kept.path, kept.response)


def test_the_answer_of_a_key_is_kept_to_the_byte(store: Store) -> None:
    """What is to be replayed is not changed, even where it holds a card number."""
    answer = f'{{"note": "{CARD}"}}'
    with store.transaction():
        store.journal.write_down(entry("req_1", "k1")._replace(response=answer))

    [kept] = store.journal.latest(1, before=2)

    assert answer == kept.response


def test_reads_do_not_wait_for_ever(store: Store) -> None:
    """However many reads there are, no more than a hundred wait."""
    with store.transaction():
        for number in range(MOST_NOTED + 1):
            store.journal.note(entry(f"req_{number}"))

    assert ["req_100"] == [waiting.request for waiting in store.journal.noted]
    assert [f"req_{number}" for number in range(MOST_NOTED + 1)] == requests(store)


def test_request_ids_count_what_waits(store: Store) -> None:
    """A read that waits has its number, and the next request another."""
    with store.transaction():
        store.journal.note(entry("req_1"))
    with store.transaction():
        assert clock.identifier(2, "req_", 2) == store.next_request_id()


def test_a_snapshot_has_the_reads_too(store: Store) -> None:
    """Before a copy is taken, what waits is written down."""
    with store.transaction():
        store.journal.note(entry("req_1"))

    store.restore(store.snapshot())

    assert ["req_1"] == requests(store)


def test_closing_writes_down_what_waits(tmp_path: Path) -> None:
    """A file that was closed holds every request, the reads among them."""
    first = Store(tmp_path / "shop.sandbox")
    with first.transaction():
        first.journal.note(entry("req_1"))
    first.close()

    with closing(Store(tmp_path / "shop.sandbox")) as second:
        assert ["req_1"] == requests(second)


def requests(store: Store) -> list[str]:
    """The ids of the requests in the journal, in order."""
    with closing(store.snapshot()) as copy:
        rows = copy.execute("SELECT request FROM journal ORDER BY number")
        return [request for (request,) in rows]
