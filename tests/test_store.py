"""The store: objects in lists, changed whole or not at all, in memory or in a file."""

import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from sandbox import Sandbox, clock
from sandbox.errors import ApiError
from sandbox.storage.agenda import Due
from sandbox.store import Store
from tests.asking import VISA, ask, contents
from tests.storage.test_journal import entry


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store in memory."""
    with closing(Store(seed=2)) as fresh:
        yield fresh


def fill(store: Store, *object_ids: str, collection: str = "customers") -> None:
    """Add objects with these ids, in this order."""
    with store.transaction():
        for object_id in object_ids:
            store.add(collection, {"id": object_id, "object": "customer", "n": 1})


def ids(found: list[dict[str, object]]) -> list[object]:
    """The ids of objects, in their order."""
    return [one["id"] for one in found]


def leave_with(store: Store, error: BaseException) -> None:
    """Change all there is to change in a transaction, and leave it by an error."""
    with store.transaction():
        store.add("customers", {"id": store.next_id("cus_")})
        store.advance_to(store.now + 60)
        store.agenda.plan(Due(1, "cus_1", "timed out"))
        store.plant("rate_limit", None)
        store.journal.write_down(entry("req_1", "k1"))
        raise error


@pytest.mark.parametrize(
    "error", [RuntimeError(), ApiError(400, ""), KeyboardInterrupt()]
)
def test_a_transaction_that_fails_takes_everything_back(
    store: Store, error: BaseException
) -> None:
    """An exception takes back objects, ids, clock, agenda and what was planted."""
    before, number = contents(store), clock.identifier(2, "cus_", 1)
    with pytest.raises(type(error)):
        leave_with(store, error)

    assert before == contents(store)
    assert clock.START == store.now
    assert store.journal.recall("k1") is None
    with store.transaction():
        assert number == store.next_id("cus_")
        assert store.take_failure("customers.create") is None
        assert store.agenda.take(10**10) is None


def test_a_call_within_a_transaction_is_kept_whole_or_taken_back(store: Store) -> None:
    """What a call answers comes back once it is kept; its exception leaves nothing."""

    def made(customer_id: str) -> str:
        store.add("customers", {"id": customer_id, "object": "customer"})
        return customer_id

    def refused(customer_id: str) -> None:
        raise ApiError(400, f"{made(customer_id)} was made, and is not kept.")

    assert "cus_kept" == store.within(made, "cus_kept")
    with pytest.raises(ApiError):
        store.within(refused, "cus_lost")

    assert store.find("cus_kept")
    assert store.find("cus_lost") is None


def test_the_clock_is_right_as_soon_as_a_transaction_failed(store: Store) -> None:
    """Outside of transactions too the clock shows what was kept, not what was tried."""
    with pytest.raises(RuntimeError):
        leave_with(store, RuntimeError())

    assert clock.START == store.now


def test_a_transaction_can_begin_afresh(store: Store) -> None:
    """What came before `undo` is taken back, ids and clock too; the rest is kept."""
    with store.transaction():
        first = store.next_id("cus_")
        store.add("customers", {"id": "before"})
        store.advance_to(store.now + 60)
        store.plant("rate_limit", None)
        store.undo()
        second = store.next_id("cus_")
        store.add("customers", {"id": "after"})

    assert ["after"] == ids(store.select("customers"))
    assert clock.START == store.now
    assert first == second == clock.identifier(2, "cus_", 1)
    with store.transaction():
        assert store.take_failure("customers.create") is None


def test_a_failure_that_came_does_not_come_again(store: Store) -> None:
    """A planted failure stays taken when its request is taken back."""
    with store.transaction():
        store.plant("rate_limit", None)
    with store.transaction():
        assert "rate_limit" == store.take_failure("customers.create")
        store.undo()

    with store.transaction():
        assert store.take_failure("customers.create") is None


def test_transactions_of_threads_do_not_mix(store: Store) -> None:
    """Two threads that add at the same time get ids and places of their own."""
    together = threading.Barrier(2)

    def work() -> None:
        together.wait(timeout=30)
        for _ in range(25):
            with store.transaction():
                store.add("customers", {"id": store.next_id("cus_")})

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert 50 == store.count("customers")


def test_the_clock_stands_still_until_it_is_moved(store: Store) -> None:
    """The clock begins at noon of the page's day, and only moves forward."""
    assert clock.START == store.now
    with store.transaction():
        store.advance_to(clock.START + 60)
        store.advance_to(clock.START + 30)

    assert clock.START + 60 == store.now


def made(sandbox: Sandbox, times: int = 3) -> list[str]:
    """The ids of some sources that are made now."""
    return [sandbox.call("sources.create", **VISA)["id"] for _ in range(times)]


def test_equal_seeds_give_equal_ids() -> None:
    """Two sandboxes with one seed give the same ids; another seed gives others."""
    assert made(Sandbox(seed=2)) == made(Sandbox(seed=2))
    assert not set(made(Sandbox(seed=2))) & set(made(Sandbox(seed=3)))


def test_a_refused_request_uses_no_id_up() -> None:
    """Refused requests in between change nothing in the ids that follow."""
    one, other = Sandbox(seed=2), Sandbox(seed=2)
    first = made(other, 1)
    ask(other, "POST", "/v1/charges", "amount=99&currency=eur&source=src_none")
    ask(other, "POST", "/v1/sources", "type=card&token=tok_none")

    assert made(one) == first + made(other, 2)


def test_ids_after_a_restore_are_not_alike() -> None:
    """After a restore no two objects that exist have ids alike."""
    sandbox = Sandbox()
    made(sandbox)
    kept = sandbox.snapshot()
    made(sandbox)
    sandbox.restore(kept)
    made(sandbox)
    found = [
        one["id"] for name in ("sources", "events") for one in sandbox.objects(name)
    ]

    assert (12, 12) == (len(found), len(set(found)))


@pytest.mark.parametrize("number", range(1, 9))
def test_a_chosen_id_is_not_given_out_again(number: int) -> None:
    """An id that somebody chose, and that would have come later, is passed over."""
    sandbox = Sandbox(seed=2)
    chosen = clock.identifier(2, "src_", number)
    sandbox.given(chosen)
    found = [chosen, *made(sandbox)]

    assert 4 == len(set(found))
    assert found == [source["id"] for source in sandbox.objects("sources")]


def test_a_planted_failure_happens_once(store: Store) -> None:
    """Planted failures come in order, each once, to the operation they name."""
    with store.transaction():
        store.plant("rate_limit", "charges.create")
        store.plant("api_error", None)
        store.plant("lock_timeout", None)
        taken = [store.take_failure("customers.list") for _ in range(3)]

        assert ["api_error", "lock_timeout", None] == taken
        assert "rate_limit" == store.take_failure("charges.create")
        assert store.take_failure("charges.create") is None


def test_a_snapshot_is_a_copy_of_then(store: Store) -> None:
    """A snapshot stays as it was whatever happens, and can be used twice."""
    fill(store, "a")
    kept = store.snapshot()
    for object_id in ("b", "c"):
        fill(store, object_id)
        store.restore(kept)

        assert ["a"] == ids(store.select("customers"))
    kept.close()


def test_a_restore_brings_the_clock_back(store: Store) -> None:
    """A restore brings back the clock, the ids and the journal at once."""
    before = contents(store)
    with closing(store.snapshot()) as kept:
        with store.transaction():
            store.advance_to(store.now + 60)
            store.journal.write_down(entry("req_1", "k1"))
            store.next_id("cus_")
        store.restore(kept)

    assert clock.START == store.now
    assert before == contents(store)
    assert store.journal.recall("k1") is None


def test_a_snapshot_of_another_sandbox_brings_its_seed() -> None:
    """A sandbox restored from another's snapshot goes on as that one would."""
    other, here = Sandbox(seed=5), Sandbox(seed=2)
    [source] = made(other, 1)
    here.restore(other.snapshot())
    charged = [
        one.call("charges.create", amount=99, currency="eur", source=source)
        for one in (other, here)
    ]

    assert charged[0] == charged[1]
    assert made(other) == made(here)


def test_a_reset_forgets_everything(store: Store) -> None:
    """After a reset a store is as good as new, with its seed."""
    before = contents(store)
    with store.transaction():
        store.add("customers", {"id": store.next_id("cus_")})
        store.advance_to(store.now + 60)
        store.agenda.plan(Due(1, "a", "x"))
        store.plant("rate_limit", None)
        store.journal.write_down(entry("req_1", "k1"))
    with store.transaction():
        store.reset()

    assert before == contents(store)
    assert store.journal.recall("k1") is None
