"""What goes wrong while a sandbox is used: a full disk, a held file, Ctrl-C."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.errors import ApiError
from sandbox.storage import file
from tests.asking import INVALID, Answer, ask, contents, journal
from tests.storage.test_journal import entry

CHARGE = {"amount": 1099, "currency": "eur", "customer": "cus_1"}


def charge(sandbox: Sandbox, key: str = "k1") -> Answer:
    """Charge the customer under an idempotency key."""
    return ask(sandbox, "POST", "/v1/charges", CHARGE, Idempotency_Key=key)


def read(sandbox: Sandbox) -> str:
    """Ask for what is there: the id of the request."""
    return ask(sandbox, "GET", "/v1/charges/none").headers["Request-Id"]


def with_a_customer(sandbox: Sandbox) -> Sandbox:
    """The same sandbox, with a customer who can be charged."""
    sandbox.given("cus_1")
    sandbox.given("src_1", usage="reusable", customer="cus_1")
    sandbox.call("customers.update", customer="cus_1", default_source="src_1")
    return sandbox


def run(sandbox: Sandbox, statement: str) -> Any:
    """Run a statement on the connection of a sandbox: what it answers first."""
    return sandbox._store._db.execute(statement).fetchone()  # noqa: SLF001


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Sandbox]:
    """A sandbox in a file, with a customer who can be charged."""
    with closing(Sandbox(tmp_path / "shop.sandbox")) as sandbox:
        yield with_a_customer(sandbox)


LARGE = {f"key {number}": "x" * 500 for number in range(50)}
"""Metadata that finds no place in what is left of a page."""


@pytest.mark.parametrize("path", [":memory:", "shop.sandbox"])
def test_a_full_disk_takes_the_request_back(tmp_path: Path, path: str) -> None:
    """Without room for a request nothing of it is kept, and the error says why."""
    place = path if path == file.MEMORY else tmp_path / path
    with closing(with_a_customer(Sandbox(place))) as sandbox:
        sandbox.reset()
        run(sandbox, "PRAGMA max_page_count = 1")  # as many as there are
        before = contents(sandbox)
        with pytest.raises(OSError, match=rf"The disk is full.*{path}"):
            sandbox.call("customers.create", metadata=LARGE)

        assert before == contents(sandbox)


def test_a_request_is_done_once_there_is_room(shop: Sandbox) -> None:
    """A key whose request found no room is free, and the request runs later."""
    run(shop, "PRAGMA query_only = 1")
    with pytest.raises(PermissionError, match="may not be written any more"):
        charge(shop)
    run(shop, "PRAGMA query_only = 0")
    made = charge(shop)

    assert 200 == made.status
    assert "Idempotent-Replayed" not in made.headers
    assert [made["id"]] == [one["id"] for one in shop.objects("charges")]


def test_damage_that_is_met_later_is_told(shop: Sandbox, tmp_path: Path) -> None:
    """A request that meets damage in a file ends with the name of the file."""
    path = tmp_path / "shop.sandbox"
    run(shop, "PRAGMA wal_checkpoint(TRUNCATE)")
    path.write_bytes(b"\xff" * path.stat().st_size)
    with pytest.raises(OSError, match=r"shop\.sandbox"):
        charge(shop)


def test_a_restore_without_room_changes_nothing(shop: Sandbox) -> None:
    """A copy that finds no room in a file is not put there, not even in part."""
    other = Sandbox()
    for _ in range(20):
        other.call("customers.create", metadata=LARGE)
    before = contents(shop)
    run(shop, "PRAGMA max_page_count = 1")
    with pytest.raises(OSError, match=r"The disk is full.*shop\.sandbox"):
        shop.restore(other.snapshot())

    assert before == contents(shop)


def test_a_copy_that_is_closed_cannot_be_put_back(shop: Sandbox) -> None:
    """A snapshot that was closed is told as it is, and nothing changes."""
    before, kept = contents(shop), shop.snapshot()
    kept.close()
    with pytest.raises(sqlite3.ProgrammingError):
        shop.restore(kept)

    assert before == contents(shop)


def test_a_fault_of_ours_stays_what_it_is(shop: Sandbox) -> None:
    """An error that the file is not to blame for comes out as it is, and is undone."""
    before = contents(shop)
    run(shop, "ALTER TABLE journal RENAME TO elsewhere")
    with pytest.raises(sqlite3.OperationalError, match="no such table: journal"):
        charge(shop)
    run(shop, "ALTER TABLE elsewhere RENAME TO journal")

    assert before == contents(shop)


def test_reads_that_wait_survive_a_request_that_failed(shop: Sandbox) -> None:
    """When a request is taken back, the reads before it keep their ids and wait on."""
    before = len(journal(shop))
    reads = [ask(shop, "GET", "/v1/customers").headers["Request-Id"] for _ in "12"]
    run(shop, "PRAGMA query_only = 1")
    with pytest.raises(PermissionError):
        charge(shop)
    run(shop, "PRAGMA query_only = 0")
    made = charge(shop).headers["Request-Id"]

    assert [*reads, made] == [row["request"] for row in journal(shop)[before:]]


@pytest.fixture
def held(
    shop: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[sqlite3.Connection]:
    """The file in the middle of another's transaction, which nobody waits for long."""
    monkeypatch.setattr(file, "PATIENCE", 0.01)
    run(shop, "PRAGMA busy_timeout = 10")
    place = tmp_path / "shop.sandbox"
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_a_held_file_is_worth_a_retry(shop: Sandbox, method: str) -> None:
    """While another process holds the file, a request is refused and told to retry."""
    refused = ask(shop, method, "/v1/customers/cus_1", Idempotency_Key="k1")

    assert (429, INVALID, "lock_timeout", None) == refused.refusal
    assert "true" == refused.headers["Stripe-Should-Retry"]
    assert "k1" == refused.headers["Idempotency-Key"]
    assert "2017-06-05" == refused.headers["Stripe-Version"]
    assert "Another process has held shop.sandbox" in refused.error["message"]


def test_a_held_file_leaves_the_key_free(
    shop: Sandbox, held: sqlite3.Connection
) -> None:
    """A request that could not begin runs when it is sent again with its key."""
    refused = charge(shop)
    held.execute("ROLLBACK")
    made = charge(shop)

    assert (429, 200) == (refused.status, made.status)
    assert "Idempotent-Replayed" not in made.headers


@pytest.mark.usefixtures("held")
def test_a_held_file_can_be_let_go(shop: Sandbox) -> None:
    """A sandbox is closed though another process holds its file; a read may be lost."""
    shop._store.journal.note(entry("req_1"))  # noqa: SLF001
    shop.close()

    assert "closed" == shop.describe()


def test_a_restore_does_not_wait_for_ever(
    shop: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A restore into a file that another process holds is refused, and does nothing."""
    kept = shop.snapshot()
    charge(shop)
    before = contents(shop)
    monkeypatch.setattr(file, "PATIENCE", 0.01)
    run(shop, "PRAGMA busy_timeout = 10")
    place = tmp_path / "shop.sandbox"
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for restore in (
            lambda: shop.restore(kept),
            lambda: file.overwrite(shop._store._db, kept, str(place)),  # noqa: SLF001
        ):
            with pytest.raises(ApiError, match="Another process has held shop"):
                restore()
        other.execute("ROLLBACK")

    assert before == contents(shop)


HOLD = """
import sys
from sandbox.store import Store
with Store(sys.argv[1]).transaction() as _:
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_killed_process_holds_nothing(shop: Sandbox, tmp_path: Path) -> None:
    """What was killed in the middle of a request does not keep others from theirs."""
    place = str(tmp_path / "shop.sandbox")
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, place],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout
        assert b"held" in other.stdout.readline()
        other.kill()
        other.wait(timeout=60)

    assert 200 == charge(shop).status


def test_request_ids_of_two_are_not_alike(shop: Sandbox, tmp_path: Path) -> None:
    """No two requests to one file have ids alike, reads that wait among them."""
    with closing(Sandbox(tmp_path / "shop.sandbox")) as other:
        answers = [
            ask(who, method, "/v1/customers")
            for method in ("GET", "GET", "POST", "GET", "POST")
            for who in (shop, other)
        ]
    found = {answer.headers["Request-Id"] for answer in answers}

    assert len(answers) == len(found)
    assert found < {row["request"] for row in journal(shop)}


def test_a_refused_request_lets_nobody_in_between(
    shop: Sandbox, tmp_path: Path
) -> None:
    """A request that is taken back holds the file until its refusal is written down."""
    place, came = tmp_path / "shop.sandbox", []
    with closing(sqlite3.connect(place, isolation_level=None, timeout=0)) as other:

        def come(statement: str) -> None:
            with suppress(sqlite3.OperationalError):
                other.execute("BEGIN IMMEDIATE")
                came.append(statement)
                other.execute("ROLLBACK")

        shop._store._db.set_trace_callback(come)  # noqa: SLF001
        refused = ask(shop, "POST", "/v1/charges", CHARGE | {"source": "src_none"})
        shop._store._db.set_trace_callback(None)  # noqa: SLF001

    assert 404 == refused.status
    assert ["BEGIN IMMEDIATE"] == came


def test_a_planted_failure_happens_once_for_both(shop: Sandbox, tmp_path: Path) -> None:
    """A failure that was planted in a file comes once, to whoever asks first."""
    shop.fail_next("rate_limit")
    with closing(Sandbox(tmp_path / "shop.sandbox")) as other:
        statuses = [ask(who, "GET", "/v1/customers").status for who in (other, shop)]

    assert [429, 200] == statuses


WHERE = ("app.py", "store.py", "file.py", "journal.py", "objects.py", "contextlib.py")


def between(do: Callable[[], object], line: int, come: Callable[[], object]) -> bool:
    """Let something come before the n-th line of the door and the store; False: after.

    That is where Python runs what a signal, or an object that goes away, has it run.
    """
    left, debugger = line, sys.gettrace()

    def watch(frame: FrameType, event: str, _: object) -> Any:
        nonlocal left
        if not frame.f_code.co_filename.endswith(WHERE):
            return None
        left -= event == "line"
        if event == "line" and not left:
            come()
        return watch

    sys.settrace(watch)
    try:
        do()
    finally:
        sys.settrace(debugger)
    return left <= 0


def interrupted(do: Callable[[], object], line: int) -> bool:
    """Press Ctrl-C before the n-th line of the door and the store; False: after it."""

    def press() -> None:
        raise KeyboardInterrupt

    try:
        between(do, line, press)
    except KeyboardInterrupt:
        return True
    return False


def whole(sandbox: Sandbox, number: int) -> None:
    """Check that there are so many charges, each with its event."""
    charges = [one["id"] for one in sandbox.objects("charges")]
    events = [
        one["data"]["object"]["id"]
        for one in sandbox.objects("events")
        if one["type"] == "charge.succeeded"
    ]

    assert number == len(charges)
    assert charges == events


@pytest.mark.parametrize("path", [":memory:", "shop.sandbox"])
def test_ctrl_c_leaves_a_request_whole_or_absent(tmp_path: Path, path: str) -> None:
    """Wherever Ctrl-C comes, a charge is there with its event and key, or is not.

    A read that waits to be written down goes on waiting.
    """
    place = path if path == file.MEMORY else tmp_path / path
    with closing(with_a_customer(Sandbox(place))) as sandbox:
        line, reads = 1, [read(sandbox)]
        while interrupted(partial(charge, sandbox, f"k{line}"), line):
            assert 200 == charge(sandbox, f"k{line}").status
            reads.append(read(sandbox))
            line += 1

        rows = journal(sandbox)
        whole(sandbox, line)
        assert reads == [row["request"] for row in rows if row["method"] == "GET"]
        assert line == sum(row["idempotency_key"] is not None for row in rows)
        assert line > 100


@pytest.mark.parametrize("path", [":memory:", "shop.sandbox"])
def test_ctrl_c_leaves_a_restore_whole_or_undone(tmp_path: Path, path: str) -> None:
    """Wherever Ctrl-C comes, all is as it was or as it is put back, and goes on."""
    place = path if path == file.MEMORY else tmp_path / path
    other = with_a_customer(Sandbox())
    charge(other)
    with closing(Sandbox(place)) as sandbox, closing(other.snapshot()) as kept:
        begin, line = sandbox.snapshot(), 1
        states = [contents(sandbox), contents(other)]
        while interrupted(partial(sandbox.restore, kept), line):
            assert contents(sandbox) in states
            sandbox.call("customers.create")
            sandbox.restore(begin)
            line += 1

        assert states[1] == contents(sandbox)
        assert line > 20


def test_ctrl_c_on_the_way_into_a_transaction_is_made_good(shop: Sandbox) -> None:
    """A transaction that nobody can end any more is taken back by the next one.

    A notebook keeps the traceback of Ctrl-C, and with it what was interrupted.
    """
    store = shop._store  # noqa: SLF001
    entered = store.transaction()
    entered.__enter__()
    store.add("charges", {"id": "ch_1", "object": "charge"})
    made = charge(shop)
    del entered

    assert 200 == made.status
    assert [made["id"]] == [one["id"] for one in shop.objects("charges")]
    assert shop.objects("charges") == [
        one["data"]["object"] for one in shop.objects("events")
    ]


def test_a_late_end_of_what_was_interrupted_does_no_harm(shop: Sandbox) -> None:
    """What Ctrl-C left open may end in the middle of another transaction."""
    store = shop._store  # noqa: SLF001
    entered = store.transaction()
    entered.__enter__()
    with store.transaction():
        store.add("customers", {"id": "cus_2", "object": "customer"})
        del entered

    assert store.find("cus_2")


@pytest.mark.parametrize("path", [":memory:", "shop.sandbox"])
def test_a_call_in_the_middle_of_a_request_is_refused(
    tmp_path: Path, path: str
) -> None:
    """Wherever a signal handler asks, both requests are whole, or its own is refused.

    Source: docs.python.org/3/library/signal.html#execution-of-python-signal-handlers
    """
    place = path if path == file.MEMORY else tmp_path / path
    with closing(with_a_customer(Sandbox(place))) as sandbox:
        made, refused, line = 0, 0, 1

        def come() -> None:
            nonlocal made, refused
            try:
                made += 200 == charge(sandbox, f"inner {line}").status
            except RuntimeError as refusal:
                assert "is answering a request already" in str(refusal)  # noqa: PT017
                refused += 1

        while between(partial(charge, sandbox, f"k{line}"), line, come):
            line += 1

        whole(sandbox, line + made)
        assert line - 1 == made + refused
        assert made > 5
        assert refused > 100


@pytest.mark.parametrize("path", [":memory:", "shop.sandbox"])
def test_a_call_in_the_middle_of_a_restore_is_refused(
    tmp_path: Path, path: str
) -> None:
    """Wherever a signal handler asks, a restore is whole, and the sandbox goes on."""
    place = path if path == file.MEMORY else tmp_path / path
    with closing(with_a_customer(Sandbox(place))) as sandbox:
        kept, line = sandbox.snapshot(), 1

        def come() -> None:
            with suppress(RuntimeError):
                charge(sandbox, "inner")

        while between(partial(sandbox.restore, kept), line, come):
            assert 200 == charge(sandbox, f"k{line}").status
            whole(sandbox, len(sandbox.objects("charges")))
            assert len(sandbox.objects("charges")) <= 2
            line += 1

        assert line > 20


@pytest.mark.parametrize("act", [Sandbox.close, Sandbox.reset, Sandbox.snapshot])
def test_a_request_is_not_ended_from_within(
    shop: Sandbox, act: Callable[[Sandbox], object]
) -> None:
    """In the middle of a request a sandbox cannot be closed, emptied or copied."""

    def come() -> None:
        with pytest.raises(RuntimeError, match="Ask again when it is done"):
            act(shop)

    assert between(partial(charge, shop), 60, come)
    whole(shop, 1)


def test_a_request_that_was_interrupted_refuses_nothing(shop: Sandbox) -> None:
    """What Ctrl-C ended is not taken for a request that runs, though it is kept."""

    def press() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as kept:
        shop._store.within(press)  # noqa: SLF001

    assert 200 == charge(shop).status
    assert kept
