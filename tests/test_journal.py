"""The journal: what was asked and answered, and which key it was asked with."""

import sqlite3

import pytest

from sandbox import clock
from sandbox.journal import Entry
from sandbox.store import Store


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
        with pytest.raises(sqlite3.IntegrityError):
            store.journal.write_down(entry("req_4", "k1"))

    assert entry("req_3", "k1") == store.journal.recall("k1")


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
