"""Files of earlier versions: they grow up when they are opened, whole or not at all."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sandbox import Sandbox, clock
from sandbox.storage import layout
from sandbox.store import Store
from tests.asking import VISA, ask

FIRST = """
CREATE TABLE account (seed INTEGER, now INTEGER, number INTEGER, failures TEXT);
CREATE TABLE objects (
    place INTEGER PRIMARY KEY, id TEXT, collection TEXT, owner TEXT, created INTEGER,
    body TEXT
);
CREATE UNIQUE INDEX objects_by_id ON objects (id);
CREATE INDEX objects_by_collection ON objects (collection);
CREATE INDEX objects_by_owner ON objects (owner, collection);
CREATE INDEX customers_by_email ON objects (body ->> 'email')
    WHERE collection = 'customers';
CREATE TABLE journal (
    number INTEGER PRIMARY KEY, request TEXT, at INTEGER, method TEXT, path TEXT,
    operation TEXT, version TEXT, params TEXT, status INTEGER, response TEXT,
    idempotency_key TEXT, fingerprint TEXT
);
CREATE UNIQUE INDEX journal_by_key ON journal (idempotency_key)
    WHERE idempotency_key IS NOT NULL;
CREATE TABLE agenda (
    number INTEGER PRIMARY KEY, at INTEGER, object TEXT, trigger TEXT
);
CREATE INDEX agenda_by_time ON agenda (at, number);
CREATE INDEX agenda_by_object ON agenda (object);
INSERT INTO account VALUES (2, 1496664060, 1, '[]');
INSERT INTO objects VALUES (1, 'cus_1', 'customers', '', 1496664000,
    '{"id":"cus_1","object":"customer","address":null,"balance":0,
    "created":1496664000,"currency":null,"default_source":null,"delinquent":false,
    "description":null,"discount":null,"email":"a@example.com",
    "invoice_prefix":"SANDBOX1","invoice_settings":{"custom_fields":null,
    "default_payment_method":null,"footer":null},"livemode":false,"metadata":{},
    "name":null,"phone":null,"preferred_locales":[],"shipping":null,
    "tax_exempt":"none"}');
INSERT INTO journal VALUES (1, 'req_1', 1496664000, 'POST', '/v1/customers',
    'customers.create', '2017-06-05', '{}', 200, '{"id":"cus_1"}', 'k1',
    '8b1e0b1fa3a2a0a6b36fa36b');
"""
"""A file of layout 1, with a customer that was made under the key `k1`."""


def of_the_first_layout(path: Path) -> Path:
    """Make a file of layout 1."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(
            f"PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; {FIRST}"
            f"PRAGMA application_id = {layout.APPLICATION_ID};"
            "PRAGMA user_version = 1;"
        )
    return path


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A file of layout 1."""
    return of_the_first_layout(tmp_path / "shop.sandbox")


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    """An empty database in memory."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        yield fresh


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The tables of a database with their columns, and its indexes with theirs."""
    with closing(sqlite3.connect(path)) as db:
        names = db.execute("SELECT name FROM sqlite_schema ORDER BY name").fetchall()
        return {
            name: db.execute(
                f"SELECT name, type, pk FROM pragma_table_info('{name}')"  # noqa: S608
                f" UNION ALL SELECT name, cid, seqno FROM pragma_index_info('{name}')"
            ).fetchall()
            for (name,) in names
        }


def test_an_earlier_file_keeps_what_it_holds(earlier: Path) -> None:
    """A file of the first layout goes on: its objects, its clock and its keys."""
    with closing(Sandbox(earlier)) as sandbox:
        found = ask(sandbox, "GET", "/v1/customers/cus_1")
        reused = ask(sandbox, "POST", "/v1/charges", "", Idempotency_Key="k1")
        made = ask(sandbox, "POST", "/v1/sources", VISA)

    assert "a@example.com" == found["email"]
    assert "'k1' belongs to /v1/customers" in reused.error["message"]
    assert 1496664060 == made["created"]


def test_an_earlier_file_comes_out_as_a_new_one(earlier: Path, tmp_path: Path) -> None:
    """Once it was opened, a file of the first layout has the tables of today."""
    new = tmp_path / "new.sandbox"
    for path in (earlier, new):
        Store(path).close()

    assert {"account", "journal", "objects"} < tables(new).keys()
    assert tables(new) == tables(earlier)


def test_a_file_grows_up_once(earlier: Path) -> None:
    """A file that was brought up is left alone when it is opened again."""
    Store(earlier).close()
    before = earlier.read_bytes()
    Store(earlier).close()

    assert before == earlier.read_bytes()


def grow(db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, *steps: str) -> None:
    """Bring a database of the first layout up by these steps."""
    monkeypatch.setattr(layout, "MIGRATIONS", steps)
    monkeypatch.setattr(layout, "LAYOUT", 1 + len(steps))
    layout.prepare(db, seed=0, start=clock.START)


def columns(db: sqlite3.Connection) -> list[str]:
    """The names of the account's columns."""
    found = db.execute("SELECT name FROM pragma_table_info('account')")
    return [name for (name,) in found]


STEPS = (
    "ALTER TABLE account ADD one TEXT;\n",
    "-- both\nALTER TABLE account ADD two TEXT;\nUPDATE account SET two = ';';\n",
)


def test_steps_are_taken_in_order(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is several layouts behind takes each step, from where it stands."""
    grow(db, monkeypatch)
    grow(db, monkeypatch, STEPS[0])
    assert "one" == columns(db)[-1]
    grow(db, monkeypatch, *STEPS)

    assert ["one", "two"] == columns(db)[-2:]
    assert (3,) == db.execute("PRAGMA user_version").fetchone()


def test_a_step_that_fails_takes_all_of_them_back(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that cannot be brought up stays as it was, in its own layout."""
    grow(db, monkeypatch)
    before = db.serialize()
    with pytest.raises(sqlite3.OperationalError, match="no such table: gone"):
        grow(db, monkeypatch, *STEPS, "DELETE FROM gone;\n")

    assert before == db.serialize()
    assert not db.in_transaction


def test_a_file_that_cannot_be_brought_up_is_refused(earlier: Path) -> None:
    """An earlier file with a table that came later is refused, and left as it was."""
    with closing(sqlite3.connect(earlier)) as db:
        db.execute("CREATE TABLE deliveries (number INTEGER)")
    before = earlier.read_bytes()
    with pytest.raises(ValueError, match="table deliveries already exists"):
        Store(earlier)

    assert before == earlier.read_bytes()
    assert [earlier] == list(earlier.parent.iterdir())


def test_every_statement_ends_its_line() -> None:
    """Nothing of the tables and the steps is left out when they are taken apart."""
    for script in (layout.SCHEMA, *layout.MIGRATIONS):
        found = "".join(layout.statements(script))

        assert found.strip() == script.strip()
