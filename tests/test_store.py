"""The store: objects in lists, changed whole or not at all, in memory or in a file."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sandbox import Sandbox, clock
from sandbox.agenda import Due
from sandbox.errors import ApiError
from sandbox.layout import LAYOUT
from sandbox.store import Store
from tests.asking import VISA, ask, contents
from tests.test_journal import entry


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


# -- objects


def test_an_object_is_found_by_its_id(store: Store) -> None:
    """What was added is found by its id; what was not is None."""
    body = {"id": "cus_1", "object": "customer", "name": "Zoë", "list": [1, None]}
    with store.transaction():
        store.add("customers", body)

    assert body == store.find("cus_1")
    assert store.find("cus_2") is None


def test_a_found_object_is_a_copy(store: Store) -> None:
    """Changing what was found changes nothing until it is saved."""
    fill(store, "cus_1")
    found = store.find("cus_1")
    assert found is not None
    found["n"] = 2

    assert {"id": "cus_1", "object": "customer", "n": 1} == store.find("cus_1")
    with store.transaction():
        store.save(found)
    assert found == store.find("cus_1")


def test_an_added_object_is_a_copy(store: Store) -> None:
    """Changing an object after it was added changes nothing in the store."""
    body = {"id": "cus_1", "object": "customer", "metadata": {}}
    with store.transaction():
        store.add("customers", body)
        body["metadata"]["late"] = "1"  # type: ignore[index]

    assert {"id": "cus_1", "object": "customer", "metadata": {}} == store.find("cus_1")


def test_two_objects_with_one_id_are_refused(store: Store) -> None:
    """An id belongs to one object, whatever the collection."""
    fill(store, "cus_1")
    with pytest.raises(sqlite3.IntegrityError):
        fill(store, "cus_1", collection="sources")


def test_a_list_is_in_the_order_of_adding(store: Store) -> None:
    """Objects are listed as they were added, the newest first or last."""
    fill(store, "b", "a", "c")

    assert ["c", "a", "b"] == ids(store.select("customers"))
    assert ["b", "a", "c"] == ids(store.select("customers", newest_first=False))


def test_saving_keeps_the_place(store: Store) -> None:
    """An object that is saved again stays where it stands."""
    fill(store, "a", "b")
    with store.transaction():
        store.save({"id": "a", "object": "customer", "n": 2})

    assert ["b", "a"] == ids(store.select("customers"))


def test_a_list_is_cut_off_at_its_limit(store: Store) -> None:
    """A list holds as many objects as its limit says, from its beginning."""
    fill(store, "a", "b", "c")

    assert ["c", "b"] == ids(store.select("customers", limit=2))


def test_a_list_is_narrowed_by_conditions(store: Store) -> None:
    """A list holds only objects for which every condition holds."""
    with store.transaction():
        for number in range(4):
            body = {"id": f"c{number}", "object": "customer", "email": "ab"[number % 2]}
            store.add("customers", {**body, "created": number}, owner="x")

    conditions = {"owner =": "x", "body ->> 'email' =": "b", "created >": 1}
    assert ["c3"] == ids(store.select("customers", conditions))


def test_collections_are_apart(store: Store) -> None:
    """An object stands in the list of its collection alone, and has a place there."""
    fill(store, "cus_1")
    fill(store, "src_1", collection="sources")

    assert ["src_1"] == ids(store.select("sources"))
    assert store.place("customers", "src_1") is None
    assert store.place("sources", "src_1") > store.place("customers", "cus_1")  # type: ignore[operator]
    assert (1, 0) == (store.count("customers"), store.count("charges"))


def test_handing_over_moves_to_the_end(store: Store) -> None:
    """An object that is handed over stands last in the list of its owner."""
    fill(store, "src_1", "src_2", collection="sources")
    with store.transaction():
        store.hand_over("src_2", "cus_1")
        store.hand_over("src_1", "cus_1")
    of_owner = {"owner =": "cus_1"}

    assert ["src_1", "src_2"] == ids(store.select("sources", of_owner))
    assert (2, 0) == (store.count("sources", "cus_1"), store.count("sources", ""))


def test_sums_over_a_collection(store: Store) -> None:
    """The sums of a collection are made by a value, over what fits the conditions."""
    with store.transaction():
        for number, currency in enumerate(["usd", "eur", "eur", "gbp"], 1):
            body = {"id": f"ch_{number}", "created": number, "currency": currency}
            store.add("charges", body)

    sums = store.totals(
        "charges", "created", {"created <": 4}, by="body ->> 'currency'"
    )

    assert {"eur": 5, "usd": 1} == sums
    assert ["eur", "usd"] == list(sums)
    assert {} == store.totals("refunds", "created", {}, by="id")


def test_giving_keeps_the_place(store: Store) -> None:
    """An object that is given to an owner stays where it stands."""
    fill(store, "ch_1", "ch_2", collection="charges")
    with store.transaction():
        store.give("ch_1", "cus_1")

    assert ["ch_2", "ch_1"] == ids(store.select("charges"))
    assert ["ch_1"] == ids(store.select("charges", {"owner =": "cus_1"}))


def test_a_retired_object_keeps_its_id_only(store: Store) -> None:
    """A deleted object stands in no list, and its id is still known."""
    fill(store, "cus_1")
    with store.transaction():
        store.retire({"id": "cus_1", "deleted": True})

    assert {"id": "cus_1", "deleted": True} == store.find("cus_1")
    assert [] == store.select("customers")
    assert store.place("customers", "cus_1") is None


# -- transactions


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


# -- the clock and the ids


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


# -- planted failures


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


# -- snapshots and reset


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


# -- files


def test_a_file_keeps_what_was_done(tmp_path: Path) -> None:
    """A sandbox in a file goes on where it was: its seed, its clock and its ids."""
    path = tmp_path / "shop.sandbox"
    with closing(Store(path, seed=2)) as first:
        fill(first, "a")
        with first.transaction():
            first.advance_to(clock.START + 60)
        before = contents(first)
    with closing(Store(path, seed=3)) as second:
        assert 2 == second.seed
        assert clock.START + 60 == second.now
        assert before == contents(second)


def test_a_file_can_be_open_twice(tmp_path: Path) -> None:
    """Two sandboxes on one file see each other's objects, and give out no id twice."""
    path = tmp_path / "shop.sandbox"
    one, other = Sandbox(path), Sandbox(path)
    found = [made(who, 1)[0] for who in (one, other, one, other)]

    assert 4 == len(set(found))
    assert found == [source["id"] for source in one.objects("sources")]
    assert one.objects("events") == other.objects("events")


def test_a_clock_moved_by_one_is_moved_for_the_other(tmp_path: Path) -> None:
    """Two sandboxes on one file have one clock."""
    path = tmp_path / "shop.sandbox"
    one, other = Sandbox(path), Sandbox(path)
    one.advance(minutes=1)

    assert clock.START + 60 == other.given("cus_1")["created"]


def test_a_key_used_by_one_is_used_for_the_other(tmp_path: Path) -> None:
    """Two sandboxes on one file have one memory of idempotency keys."""
    path = tmp_path / "shop.sandbox"
    one, other = Sandbox(path), Sandbox(path)
    first = ask(one, "POST", "/v1/customers", "", Idempotency_Key="k1")
    second = ask(other, "POST", "/v1/customers", "", Idempotency_Key="k1")

    assert first.body == second.body


def test_a_restore_reaches_the_file(tmp_path: Path) -> None:
    """What is restored into a file is there when the file is opened again."""
    path = tmp_path / "shop.sandbox"
    with closing(Store(path)) as store, closing(store.snapshot()) as kept:
        fill(store, "a")
        store.restore(kept)
    with closing(Store(path)) as again:
        assert [] == again.select("customers")


def test_an_empty_file_becomes_a_sandbox(tmp_path: Path) -> None:
    """An empty file becomes a sandbox, as one that does not exist does."""
    path = tmp_path / "empty"
    path.touch()
    with closing(Store(path)) as store:
        fill(store, "a")

    assert path.stat().st_size > 0


def sandbox_file(path: Path) -> bytes:
    """The bytes of a sandbox file with some objects in it."""
    with closing(Store(path)) as store:
        fill(store, *(f"cus_{n}" for n in range(2000)))
    return path.read_bytes()


def foreign_database(path: Path, statements: str) -> bytes:
    """The bytes of a database of something else."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(statements)
    return path.read_bytes()


def write(path: Path, kind: str) -> bytes:
    """A file that is no sandbox, or is one no more; the bytes it has."""
    if kind == "a text":
        path.write_text("id,name\n1,Jenny\n" * 100)
    elif kind == "a short text":
        path.write_text("hello")
    elif kind == "another database":
        foreign_database(path, "CREATE TABLE notes (text);")
    elif kind == "a database with a WAL":
        foreign_database(path, "PRAGMA journal_mode = WAL; CREATE TABLE notes (text);")
    elif kind == "a marked database without tables":
        foreign_database(path, "PRAGMA application_id = 7;")
    elif kind == "a later layout":
        sandbox_file(path)
        foreign_database(path, f"PRAGMA user_version = {LAYOUT + 1};")
    elif kind == "without an account":
        sandbox_file(path)
        foreign_database(path, "DROP TABLE account;")
    else:
        damage(path, kind)
    return path.read_bytes()


def damage(path: Path, kind: str) -> None:
    """Break a file of ours."""
    whole = sandbox_file(path)
    middle = len(whole) // 2
    path.write_bytes(
        {
            "cut off": whole[:middle],
            "cut off after the header": whole[:100],
            "overwritten at its beginning": b"\x00" * 50 + whole[50:],
            "overwritten in the middle": whole[:middle]
            + b"\xff" * 16384
            + whole[middle + 16384 :],
        }[kind]
    )


REFUSED = [
    "a text",
    "a short text",
    "another database",
    "a database with a WAL",
    "a marked database without tables",
    "a later layout",
    "without an account",
    "cut off",
    "cut off after the header",
    "overwritten at its beginning",
    "overwritten in the middle",
]


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_sandbox_file_is_refused_and_left_alone(
    tmp_path: Path, kind: str
) -> None:
    """A foreign or a damaged file is refused by name, and not a byte of it changes."""
    path = tmp_path / "shop.sandbox"
    before = write(path, kind)
    with pytest.raises(ValueError, match=r"shop\.sandbox is not a sandbox file: "):
        Store(path)

    assert before == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize("name", [".", "missing/shop.sandbox"])
def test_a_place_for_no_file_is_refused(tmp_path: Path, name: str) -> None:
    """A folder, and a path through a folder that is missing, are refused by name."""
    with pytest.raises(ValueError, match="Give another file name"):
        Store(tmp_path / name)


def test_a_later_layout_is_named(tmp_path: Path) -> None:
    """A file of a later version is refused with both versions of its layout."""
    path = tmp_path / "shop.sandbox"
    write(path, "a later layout")
    with pytest.raises(ValueError, match=f"layout {LAYOUT + 1}.* layout {LAYOUT}"):
        Store(path)


def test_a_store_can_be_closed_twice(tmp_path: Path) -> None:
    """A store lets go of its file once, however often it is told to."""
    store = Store(tmp_path / "shop.sandbox")
    store.close()
    store.close()

    with pytest.raises(sqlite3.ProgrammingError):
        store.find("cus_1")
