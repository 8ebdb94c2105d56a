"""A sandbox in a file: kept, shared, and refused when it is not ours or not whole."""

import gc
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from sandbox import Sandbox, clock
from sandbox.storage import file
from sandbox.storage.layout import LAYOUT
from sandbox.store import Store
from tests.asking import ask, contents, journal
from tests.test_store import fill, made


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


def test_a_file_is_as_safe_when_it_is_opened_again(tmp_path: Path) -> None:
    """A file is written in the same way whoever opens it: WAL, synchronous NORMAL."""
    path = tmp_path / "shop.sandbox"
    for _ in ("made", "opened again"):
        with closing(Store(path)) as store:
            found = [
                store._db.execute(f"PRAGMA {name}").fetchone()[0]  # noqa: SLF001
                for name in ("journal_mode", "synchronous", "page_size")
            ]

        assert ["wal", 1, 16_384] == found


def test_time_that_passed_has_passed(tmp_path: Path) -> None:
    """A clock stands where it stood when a file is opened again, though it is empty."""
    path = tmp_path / "shop.sandbox"
    with Sandbox(path) as sandbox:
        sandbox.advance(minutes=1)

    with Sandbox(path) as again:
        assert clock.START + 60 == again.given("cus_1")["created"]


def test_a_key_used_by_one_is_used_for_the_other(tmp_path: Path) -> None:
    """Two sandboxes on one file have one memory of idempotency keys."""
    path = tmp_path / "shop.sandbox"
    one, other = Sandbox(path), Sandbox(path)
    first = ask(one, "POST", "/v1/customers", "", Idempotency_Key="k1")
    second = ask(other, "POST", "/v1/customers", "", Idempotency_Key="k1")

    assert first.body == second.body


@pytest.mark.parametrize("again", ["reset", "restore"])
def test_reads_of_before_do_not_come_back(tmp_path: Path, again: str) -> None:
    """When one of two begins anew, the reads that wait with the other are forgotten."""
    path = tmp_path / "shop.sandbox"
    with closing(Sandbox(path)) as one, closing(Sandbox(path)) as other:
        empty = one.snapshot()
        ask(other, "POST", "/v1/customers")
        ask(other, "GET", "/v1/customers")
        if again == "reset":
            one.reset()
        else:
            one.restore(empty)
        made = ask(other, "POST", "/v1/customers")
        found = [row["request"] for row in journal(one)]

    assert [made.headers["Request-Id"]] == found


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


def change(path: Path, statements: str) -> None:
    """Change a database behind the sandbox's back, or make one of something else."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(statements)


FOREIGN = {
    "a database": "CREATE TABLE notes (text);",
    "a database with a WAL": "PRAGMA journal_mode = WAL; CREATE TABLE notes (text);",
    "a database without tables": "CREATE TABLE notes (text); DROP TABLE notes;",
    "a marked database without tables": "PRAGMA application_id = 7;",
}
CHANGED = {
    "a later layout": f"PRAGMA user_version = {LAYOUT + 1};",
    "a layout before the first": "PRAGMA user_version = 0;",
    "without an account": "DROP TABLE account;",
    "without a row in its account": "DELETE FROM account;",
    "without an index": "DROP INDEX journal_by_key;",
}
PAGE = 16_384
DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "cut off": lambda whole: whole[: len(whole) // PAGE // 2 * PAGE],
    "cut off after the header": lambda whole: whole[:100],
    "cut off in the header": lambda whole: whole[:50],
    "cut off by a byte": lambda whole: whole[:-1],
    "with something added": lambda whole: whole + b"\n",
    "zeros at its beginning": lambda whole: bytes(50) + whole[50:],
    "zeros after the header": lambda whole: (
        whole[:100] + bytes(PAGE - 100) + whole[PAGE:]
    ),
    "a page of noise": lambda whole: (
        whole[: 9 * PAGE] + b"\xff" * PAGE + whole[10 * PAGE :]
    ),
}
TEXTS = {"a text": "id,name\n1,Jenny\n" * 100, "a short text": "hello"}
REASONS = {
    **dict.fromkeys(TEXTS, "it is no database"),
    **dict.fromkeys(FOREIGN, "it is the database of something else"),
    "a later layout": f"it has layout {LAYOUT + 1}, and this version reads",
    "a layout before the first": "it is the database of something else",
    "without an account": "it has no account",
    "without a row in its account": "it has no account, or several",
    "without an index": "it has no journal_by_key",
    "cut off": "malformed",
    "cut off after the header": "it is cut off, or something was added to it",
    "cut off by a byte": "it is cut off, or something was added to it",
    "with something added": "it is cut off, or something was added to it",
    "cut off in the header": "it is no database",
    "zeros at its beginning": "it is no database",
    "zeros after the header": "malformed",
    "a page of noise": "it is damaged .Page 10: ",
}
"""Why each kind of file is refused."""


def write(path: Path, kind: str) -> None:
    """Write a file that is no sandbox, or is one no more."""
    if kind in TEXTS:
        path.write_text(TEXTS[kind], encoding="utf-8")
    elif kind in FOREIGN:
        change(path, FOREIGN[kind])
    else:
        whole = sandbox_file(path)
        if kind in CHANGED:
            change(path, CHANGED[kind])
        else:
            path.write_bytes(DAMAGE[kind](whole))


def test_every_kind_has_its_reason() -> None:
    """Each kind of file that is refused below says why."""
    kinds = TEXTS | FOREIGN | CHANGED | DAMAGE

    assert kinds
    assert REASONS.keys() == kinds.keys()


@pytest.mark.parametrize("kind", REASONS)
def test_what_is_no_sandbox_file_is_refused_and_left_alone(
    tmp_path: Path, kind: str
) -> None:
    """A foreign or a damaged file is refused by name, and not a byte of it changes."""
    path = tmp_path / "shop.sandbox"
    write(path, kind)
    before = path.read_bytes()
    told = rf"shop\.sandbox cannot be opened as a sandbox: .*{REASONS[kind]}"
    with pytest.raises(ValueError, match=told):
        Sandbox(path)

    assert before == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


def killed(path: Path, folder: Path) -> Path:
    """The file and what stands beside it, as a killed process leaves them."""
    folder.mkdir()
    with closing(Store(path)) as store:
        fill(store, *(f"cus_{n}" for n in range(2000, 2100)))
        for one in path.parent.glob(f"{path.name}*"):
            shutil.copyfile(one, folder / one.name)
    return folder / path.name


def files(folder: Path) -> dict[str, bytes]:
    """The bytes of the files in a folder, but for the memory that processes share."""
    return {
        one.name: one.read_bytes()
        for one in folder.iterdir()
        if not one.name.endswith("-shm")
    }


def test_what_a_killed_process_left_is_taken_up(tmp_path: Path) -> None:
    """A file goes on with all that was done before its process was killed."""
    path = tmp_path / "shop.sandbox"
    sandbox_file(path)
    left = killed(path, tmp_path / "killed")
    assert len(files(left.parent)["shop.sandbox-wal"]) > PAGE

    with closing(Store(left)) as store:
        assert 2100 == store.count("customers")
    assert ["shop.sandbox"] == [one.name for one in left.parent.iterdir()]


def test_damage_is_left_alone_with_what_stands_beside_it(tmp_path: Path) -> None:
    """What a killed process left beside a file is not written into a damaged one."""
    path = tmp_path / "shop.sandbox"
    sandbox_file(path)
    left = killed(path, tmp_path / "killed")
    left.write_bytes(DAMAGE["a page of noise"](left.read_bytes()))
    before = files(left.parent)
    with pytest.raises(ValueError, match="it is damaged"):
        Store(left)

    assert before == files(left.parent)


def test_a_large_file_is_looked_at_here_and_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a large file only rows here and there are read: a part that is gone is told.

    Damage to one page is told by the request that meets it.
    """
    path = tmp_path / "shop.sandbox"
    whole = sandbox_file(path)
    monkeypatch.setattr(file, "MOST_PAGES", 1)
    Sandbox(path).close()
    middle = len(whole) // PAGE // 2 * PAGE
    path.write_bytes(whole[:middle] + bytes(len(whole) - middle))
    with pytest.raises(ValueError, match="malformed"):
        Sandbox(path)

    monkeypatch.setattr(file, "SAMPLES", 1)
    path.write_bytes(whole[:middle] + bytes(PAGE) + whole[middle + PAGE :])
    with (
        closing(Store(path)) as store,
        pytest.raises(OSError, match=r"The file is damaged, .*shop\.sandbox"),
        store.transaction(),
    ):
        store.select("customers")


PLACES = {
    ".": "it is not a file",
    "": "it is not a file",
    "missing/shop.sandbox": "there is no folder .*missing",
    "shop.txt/shop.sandbox": "there is no folder .*shop.txt",
}


@pytest.mark.parametrize("name", PLACES)
def test_a_place_for_no_file_is_refused(tmp_path: Path, name: str) -> None:
    """A folder, and a path through what is no folder, are refused by name."""
    (tmp_path / "shop.txt").touch()
    with pytest.raises(ValueError, match=f"{PLACES[name]}.* Give another file name"):
        Sandbox(tmp_path / name)


@pytest.fixture
def nobody() -> Iterator[Path]:
    """A folder of a user who may not write everything, even where root runs tests."""
    root = hasattr(os, "setresuid") and not os.geteuid()
    if root:
        os.setresuid(65_534, 65_534, 0)
    try:
        with TemporaryDirectory() as folder:
            yield Path(folder).resolve()
    finally:
        if root:
            os.setresuid(0, 0, 0)


def test_a_file_that_may_not_be_written_is_refused(nobody: Path) -> None:
    """A file that is only to be read is refused, and nothing is left beside it."""
    path = nobody / "shop.sandbox"
    before = sandbox_file(path)
    path.chmod(0o444)
    with pytest.raises(ValueError, match=r"shop\.sandbox may not be written"):
        Sandbox(path)

    assert before == path.read_bytes()
    assert [path] == list(nobody.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such folders")
def test_a_folder_that_may_not_be_written_is_refused(nobody: Path) -> None:
    """A folder in which no file can be made is refused, whether or not one is there."""
    path = nobody / "shop.sandbox"
    sandbox_file(path)
    nobody.chmod(0o555)
    try:
        for name in ("shop.sandbox", "new.sandbox"):
            with pytest.raises(ValueError, match="may not be written"):
                Sandbox(nobody / name)
    finally:
        nobody.chmod(0o755)

    assert [path] == list(nobody.iterdir())


def test_a_file_is_let_go_at_the_end_of_a_block(tmp_path: Path) -> None:
    """A sandbox in a file is closed with its block; its reads are in the journal."""
    path = tmp_path / "shop.sandbox"
    with Sandbox(path) as sandbox:
        read = ask(sandbox, "GET", "/v1/customers").headers["Request-Id"]

    assert [path] == list(tmp_path.iterdir())
    with Sandbox(path) as again:
        assert [read] == [row["request"] for row in journal(again)]


def test_memory_outlives_its_block() -> None:
    """A sandbox in memory can be looked at after its block: nothing else holds it."""
    with Sandbox() as sandbox:
        sandbox.given("cus_1")

    assert "1 customer" == sandbox.describe()


def test_a_file_is_let_go_with_the_last_name_for_it(tmp_path: Path) -> None:
    """A sandbox that nobody closed loses nothing that was answered."""
    path = tmp_path / "shop.sandbox"
    sandbox = Sandbox(path)
    sandbox.given("cus_1")
    del sandbox
    gc.collect()

    assert [path] == list(tmp_path.iterdir())
    with Sandbox(path) as again:
        assert "1 customer" == again.describe()


def test_a_store_can_be_closed_twice(tmp_path: Path) -> None:
    """A store lets go of its file once, however often it is told to."""
    store = Store(tmp_path / "shop.sandbox")
    store.close()
    store.close()

    with pytest.raises(sqlite3.ProgrammingError):
        store.find("cus_1")
