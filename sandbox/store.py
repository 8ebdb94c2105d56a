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

from pydantic_core import from_json, to_json

from sandbox import clock, file
from sandbox.agenda import Agenda
from sandbox.journal import Journal
from sandbox.objects import Objects

CHOSEN = ("cus_", "src_")
"""The kinds of objects that a caller may give an id of its own."""


class Snapshot(sqlite3.Connection):
    """A copy of a whole store; it goes away with the last name for it."""

    def __del__(self) -> None:
        self.close()


class Store(Objects):
    """Objects, a journal and an agenda, changed in transactions: whole, or not at all.

    A file is shared: what another process did there is seen by the next transaction.
    """

    def __init__(self, path: str | Path = file.MEMORY, *, seed: int = 0) -> None:
        """Open the file, or memory.

        Raises: ValueError for what is no sandbox file, which is left as it was.
        """
        self.seed, self.lock = seed, threading.RLock()
        self._number, self._now, self._failures = 0, 0, "[]"
        self._shared = str(path) != file.MEMORY
        self._before = self._account
        self._db = file.connect(path, seed=seed)
        self.journal, self.agenda = Journal(self._db), Agenda(self._db)
        self._load()

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
