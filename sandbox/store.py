"""The one store: objects, the journal of requests and the agenda, in SQLite.

>>> store = Store()
>>> with store.transaction():
...     store.add("customers", {"id": "cus_1", "object": "customer"})
>>> store.find("cus_1")
{'id': 'cus_1', 'object': 'customer'}
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic_core import from_json, to_json

from sandbox import agenda, clock, journal
from sandbox.agenda import Agenda
from sandbox.journal import Journal
from sandbox.wire import StripeObject

APPLICATION_ID = 0x50C5_0001
"""Marks a file as ours, in SQLite's own header field for that."""

LAYOUT = 1
"""The version of the tables below, in SQLite's own header field for that."""

CHOSEN = ("cus_", "src_")
"""The kinds of objects that a caller may give an id of its own."""

SCHEMA = """
-- one row; failures are the refusals planted for the next requests, as JSON
CREATE TABLE account (seed INTEGER, now INTEGER, number INTEGER, failures TEXT);

-- place is the order of every list: a number drawn when an object is made, and drawn
-- again when a source is attached, so that a customer's sources stand as they came.
CREATE TABLE objects (
    place INTEGER PRIMARY KEY, id TEXT, collection TEXT, owner TEXT, created INTEGER,
    body TEXT
);
CREATE UNIQUE INDEX objects_by_id ON objects (id);
CREATE INDEX objects_by_collection ON objects (collection);
CREATE INDEX objects_by_owner ON objects (owner, collection);
CREATE INDEX customers_by_email ON objects (body ->> 'email')
    WHERE collection = 'customers';

"""


class Snapshot(sqlite3.Connection):
    """A copy of a whole store; it goes away with the last name for it."""

    def __del__(self) -> None:
        self.close()


class Store:
    """Objects by id and by list, changed in transactions: whole, or not at all.

    Reads give copies: changing one changes nothing until it is saved.
    """

    def __init__(self, path: str | Path = ":memory:", *, seed: int = 0) -> None:
        """Open the file, or memory; a file of something else is refused, untouched."""
        self.seed, self.lock = seed, threading.RLock()
        self._number, self._now, self._failures = 0, 0, "[]"
        self._shared = str(path) != ":memory:"  # other processes may use a file
        self._before = self._account
        try:
            self._db = sqlite3.connect(
                path,
                isolation_level=None,
                check_same_thread=False,
                cached_statements=256,
            )
            self.journal, self.agenda = Journal(self._db), Agenda(self._db)
            self._open()
        except sqlite3.DatabaseError as error:
            self._let_go()
            message = f"{path} is not a sandbox file: {error}. Give another file name."
            raise ValueError(message) from error

    def _open(self) -> None:
        """Take up what the file holds; make an empty one a file of ours.

        Raises: sqlite3.DatabaseError for one that is not ours, or is damaged.
        """
        [mark] = self._db.execute("PRAGMA application_id").fetchone()
        [layout] = self._db.execute("PRAGMA user_version").fetchone()
        [tables] = self._db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if (tables, mark, layout) == (0, 0, 0):
            self._create()
        elif mark != APPLICATION_ID:
            raise sqlite3.DatabaseError("it is the database of something else")
        elif layout != LAYOUT:
            found = f"it has layout {layout}, and this version reads layout {LAYOUT}"
            raise sqlite3.DatabaseError(found)
        [health] = self._db.execute("PRAGMA quick_check(1)").fetchone()
        if health != "ok":
            raise sqlite3.DatabaseError(health)
        self._load()

    def _create(self) -> None:
        self._db.executescript(
            "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL;"
            "PRAGMA synchronous = NORMAL; BEGIN;"
            f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {LAYOUT};"
            f"{SCHEMA}{journal.SCHEMA}{agenda.SCHEMA}"
        )
        account = (self.seed, clock.START)
        self._db.execute("INSERT INTO account VALUES (?, ?, 0, '[]')", account)
        self._db.execute("COMMIT")

    def __del__(self) -> None:
        self._let_go()

    def _let_go(self) -> None:
        if hasattr(self, "_db"):  # it has none when the file could not be opened
            self._db.close()

    def close(self) -> None:
        """Let go of the file. What was acknowledged stays in it."""
        if self.journal.noted:
            with self.transaction():
                self.journal.flush()
        self._let_go()

    # -- transactions, the clock and the source of all ids

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside happens, or nothing does; one at a time."""
        with self.lock:
            self._begin()
            try:
                yield
                if self._shared and self._account != self._before:
                    self._write_account()
            except BaseException:
                self._take_back()
                raise
            self._db.execute("COMMIT")

    def undo(self) -> None:
        """Take back all that was done in this transaction, which goes on afresh."""
        self._take_back()
        self._begin()

    def _begin(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        if self._shared:
            self._load()
        self._before = self._account

    def _take_back(self) -> None:
        self._db.execute("ROLLBACK")
        self._now, self._number, self._failures = self._before
        self.journal.reload()

    @property
    def _account(self) -> tuple[int, int, str]:
        return self._now, self._number, self._failures

    def _write_account(self) -> None:
        self._db.execute(
            "UPDATE account SET now = ?, number = ?, failures = ?", self._account
        )

    def _load(self) -> None:
        self.seed, self._now, self._number, self._failures = self._db.execute(
            "SELECT seed, now, number, failures FROM account"
        ).fetchone()
        self.journal.reload()

    @property
    def now(self) -> int:
        """The sandbox's own time, in Unix seconds: it stands still unless moved."""
        return self._now

    def advance_to(self, moment: int) -> None:
        """Move the clock forward, to a time in Unix seconds."""
        self._now = max(self._now, moment)

    def next_id(self, prefix: str) -> str:
        """A new id; the number it is made from is taken in the same transaction.

        An id that a caller chose before is passed over.
        """
        while True:
            self._number += 1
            made = clock.identifier(self.seed, prefix, self._number)
            if prefix not in CHOSEN or self.find(made) is None:
                return made

    def next_request_id(self) -> str:
        """The id of the request that will be written down next."""
        return clock.identifier(self.seed, "req_", self.journal.length + 1)

    def reset(self) -> None:
        """Forget everything: the clock and the ids begin anew."""
        self._db.execute("DELETE FROM objects")
        self.journal.clear()
        self.agenda.clear()
        self._now, self._number, self._failures = clock.START, 0, "[]"

    def snapshot(self) -> "Snapshot":
        """A copy of everything as it is now."""
        copy = sqlite3.connect(":memory:", check_same_thread=False, factory=Snapshot)
        with self.transaction():
            self.journal.flush()
            self._write_account()
        with self.lock:
            self._db.backup(copy)
        return copy

    def restore(self, copy: "Snapshot") -> None:
        """Put everything back as it was when the copy was taken."""
        with self.lock:
            copy.backup(self._db)
            self.journal.noted = []
            self._load()

    # -- objects

    def find(self, object_id: str) -> StripeObject | None:
        """The object with this id, if there is one."""
        row = self._db.execute(
            "SELECT body FROM objects WHERE id = ?", (object_id,)
        ).fetchone()
        return from_json(row[0]) if row else None

    def add(self, collection: str, body: StripeObject, *, owner: str = "") -> None:
        """Keep a new object, at the end of its list."""
        self._number += 1
        self._db.execute(
            "INSERT INTO objects VALUES (?, ?, ?, ?, ?, ?)",
            (
                self._number,
                body["id"],
                collection,
                owner,
                body.get("created"),
                to_json(body).decode(),
            ),
        )

    def save(self, body: StripeObject) -> None:
        """Keep an object that was changed, where it stands."""
        self._db.execute(
            "UPDATE objects SET body = ? WHERE id = ?",
            (to_json(body).decode(), body["id"]),
        )

    def hand_over(self, object_id: str, owner: str) -> None:
        """Give an object to an owner (or to nobody: ""), last in the owner's list."""
        self._number += 1
        self._db.execute(
            "UPDATE objects SET owner = ?, place = ? WHERE id = ?",
            (owner, self._number, object_id),
        )

    def give(self, object_id: str, owner: str) -> None:
        """Give an object to an owner, where it stands."""
        self._db.execute(
            "UPDATE objects SET owner = ? WHERE id = ?", (owner, object_id)
        )

    def retire(self, tombstone: StripeObject) -> None:
        """Keep only the id of a deleted object, in no list."""
        self.save(tombstone)
        self._db.execute(
            "UPDATE objects SET collection = '' WHERE id = ?", (tombstone["id"],)
        )

    def place(self, collection: str, object_id: str) -> int | None:
        """Where an object stands in the lists of its collection, if it does."""
        row = self._db.execute(
            "SELECT place FROM objects WHERE id = ? AND collection = ?",
            (object_id, collection),
        ).fetchone()
        return row[0] if row else None

    def select(
        self,
        collection: str,
        where: dict[str, Any] | None = None,
        *,
        newest_first: bool = True,
        limit: int = -1,
    ) -> list[StripeObject]:
        """The objects of a collection for which every condition holds, by place.

        A condition is the left side of an SQL comparison (`"place <"`). It and the
        collection are fixed texts of the callers, never anything a request said; a
        collection in the text also lets SQLite keep its plan. `limit` -1 is all.
        """
        where = where or {}
        conditions = "".join(f" AND {left} ?" for left in where)
        order = "DESC" if newest_first else "ASC"
        rows = self._db.execute(
            f"SELECT body FROM objects WHERE collection = '{collection}'{conditions}"  # noqa: S608
            f" ORDER BY place {order} LIMIT ?",
            (*where.values(), limit),
        )
        return [from_json(body) for (body,) in rows]

    def count(self, collection: str, owner: str | None = None) -> int:
        """How many objects there are in a collection, of one owner or of all."""
        where, values = "collection = ?", [collection]
        if owner is not None:
            where, values = "owner = ? AND collection = ?", [owner, collection]
        [number] = self._db.execute(
            f"SELECT count(*) FROM objects WHERE {where}",  # noqa: S608 - fixed texts
            values,
        ).fetchone()
        return int(number)

    # -- planted failures

    def plant(self, failure: str, operation: str | None) -> None:
        """Make the next request (of an operation) fail."""
        planted = [*from_json(self._failures), [failure, operation]]
        self._failures = to_json(planted).decode()

    def take_failure(self, operation: str) -> str | None:
        """The failure planted for this request, if any: it happens once."""
        if self._failures == "[]":
            return None
        planted = from_json(self._failures)
        for index, (failure, only) in enumerate(planted):
            if only in (None, operation):
                del planted[index]
                self._failures = to_json(planted).decode()
                self._before = (*self._before[:2], self._failures)  # not taken back
                return str(failure)
        return None
