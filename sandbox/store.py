"""The one store: objects, the journal of requests and the agenda, in SQLite.

>>> store = Store()
>>> with store.transaction():
...     store.add("customers", {"id": "cus_1", "object": "customer"})
>>> store.find("cus_1")
{'id': 'cus_1', 'object': 'customer'}
"""

import itertools
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar, TypeVarTuple

from pydantic_core import from_json, to_json

from sandbox import clock
from sandbox.errors import ApiError
from sandbox.storage import file
from sandbox.storage.agenda import Agenda
from sandbox.storage.deliveries import Deliveries
from sandbox.storage.journal import Journal
from sandbox.storage.objects import Objects
from sandbox.storage.turn import refuse_within

Answer = TypeVar("Answer")
Given = TypeVarTuple("Given")

CHOSEN = ("cus_", "src_", "card_")
"""The kinds of objects that a caller may give an id of its own."""


class Snapshot(sqlite3.Connection):
    """A copy of a whole store; it goes away with the last name for it."""

    def __del__(self) -> None:
        self.close()


class Store(Objects):
    """Objects, a journal and an agenda, changed in transactions: whole, or not at all.

    A file is shared: what another process did there is seen by the next transaction.
    """

    def __init__(
        self,
        path: str | Path = file.MEMORY,
        *,
        seed: int = 0,
        start: int = clock.START,
    ) -> None:
        """Open the file, or memory; the clock of a new one stands at the start.

        Raises: ValueError for what is no sandbox file, which is left as it was.
        """
        self.path, self.seed, self.lock = str(path), seed, threading.RLock()
        self._number, self._now, self._failures = 0, 0, "[]"
        self._open: object = None
        self.shared, self.closed = self.path != file.MEMORY, False
        self._apart = itertools.count(secrets.randbits(64) << 32)
        self._db = file.connect(path, seed=seed, start=start)
        self._cursor = self._db.cursor()
        self.journal, self.agenda = Journal(self._cursor), Agenda(self._cursor)
        self.deliveries = Deliveries(self._cursor)
        self._load()
        self._mark()
        self._start = start

    def __del__(self) -> None:
        self._let_go()

    def _let_go(self) -> None:
        if hasattr(self, "_db"):  # it has none when the file could not be opened
            self._db.close()

    def close(self) -> None:
        """Let go of the file. What was acknowledged stays in it.

        Raises: RuntimeError in the middle of a request.
        """
        with self.lock:
            refuse_within(self._open)
            if self.journal.noted:
                with suppress(ApiError, OSError):
                    self.within(self.journal.flush)
                self.journal.noted = []  # reads: no loss where they could not be
            self.closed = True
            self._let_go()

    def check_open(self) -> None:
        """Go on only while there is something to ask.

        Raises: ValueError after `close`.
        """
        if self.closed:
            again = f"Open {self.path} again" if self.shared else "Make another one"
            message = f"This sandbox is closed. {again}: Sandbox(...)."
            raise ValueError(message)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside happens, or nothing does; one at a time.

        Raises: ApiError 429 while another process holds the file, OSError when the
        disk is full or fails, ValueError after `close`.
        """
        mine = object()
        with self.lock:
            try:
                self._begin(mine)
                yield
                self._commit()
            except BaseException as error:
                self._back_out(mine, error)
                raise

    def within(self, work: Callable[[*Given], Answer], *given: *Given) -> Answer:
        """What a call answers that is a transaction of its own: every request is one.

        Raises: what `transaction` does, of which it costs a part; RuntimeError in the
        middle of another one, where a signal handler or a finaliser may ask.
        """
        mine = object()
        with self.lock:
            try:
                self._begin(mine)
                answer = work(*given)
                self._commit()
            except BaseException as error:
                self._back_out(mine, error)
                raise
            return answer

    def undo(self) -> None:
        """Take back all that was done in this transaction, which goes on afresh."""
        if self.shared:
            self._take_back("ROLLBACK TO request")  # no other process comes in between
        else:
            self._take_back()
            self._cursor.execute("BEGIN")

    def _begin(self, mine: object) -> None:
        self.check_open()
        refuse_within(self._open)
        self._open = mine
        if self._db.in_transaction:  # Ctrl-C left one open, on the way in or out of it
            self._take_back()
        self._mark()
        # In memory nobody else can come in between: it costs less to lock late.
        self._cursor.execute("BEGIN IMMEDIATE" if self.shared else "BEGIN")
        if self.shared or self._unsure:
            self._load()
            self._mark()
            self._cursor.execute("SAVEPOINT request")

    def _commit(self) -> None:
        if self.shared and self._account != self._stored:
            self._write_account()
        self._cursor.execute("COMMIT")
        self._open = None

    def _back_out(self, mine: object, error: BaseException) -> None:
        """Take back what was begun, unless Ctrl-C came before or after all of it.

        Raises: what the database's own complaint means to a caller.
        """
        if isinstance(error, sqlite3.DatabaseError):
            self._take_back()
            if trouble := file.trouble(error, self.path):
                raise trouble from error
        elif self._open is mine and self._db.in_transaction:
            self._take_back()

    def _mark(self) -> None:
        """Keep what to come back to, beside what the database takes back itself."""
        self._before, self._journal = self._account, self.journal.mark()

    def _take_back(self, statement: str = "ROLLBACK") -> None:
        self._now, self._number, self._failures = self._before
        self.journal.return_to(self._journal)
        if self._db.in_transaction:  # SQLite ends it by itself when the disk is full
            self._cursor.execute(statement)

    @property
    def _account(self) -> tuple[int, int, str]:
        return self._now, self._number, self._failures

    def _write_account(self) -> None:
        self._stored = self._account
        self._cursor.execute(
            "UPDATE account SET now = ?, number = ?, failures = ?", self._stored
        )

    def _load(self) -> None:
        self.seed, *account = self._cursor.execute(
            "SELECT seed, now, number, failures FROM account"
        ).fetchone()
        self._now, self._number, self._failures = self._stored = tuple(account)
        self.journal.reload()
        self._unsure = False

    @property
    def now(self) -> int:
        """The sandbox's own time, in Unix seconds: it stands still unless moved."""
        return self._now

    def advance_to(self, moment: int) -> None:
        """Move the clock forward, to a time in Unix seconds."""
        self._now = max(self._now, moment)

    def next_id(self, prefix: clock.Prefix) -> str:
        """A new id; the number it is made from is taken in the same transaction.

        An id that a caller chose before is passed over.
        """
        while True:
            self._number += 1
            made = clock.identifier(self.seed, prefix, self._number)
            if prefix not in CHOSEN or self.find(made) is None:
                return made

    def next_request_id(self, *, noted: bool = False) -> str:
        """The id of the request that will be written down next.

        One that is only noted has no row yet: in a file, where another process may
        take that row, its id is drawn apart from all others.
        """
        apart = noted and self.shared
        number = next(self._apart) if apart else self.journal.length + 1
        return clock.identifier(self.seed, "req_", number)

    def reset(self) -> None:
        """Forget everything: the clock and the ids begin anew."""
        self._cursor.execute("DELETE FROM objects")
        self.journal.clear()
        self.agenda.clear()
        self.deliveries.clear()
        self._now, self._number, self._failures = self._start, 0, "[]"

    def snapshot(self) -> "Snapshot":
        """A copy of everything as it is now."""
        copy = sqlite3.connect(":memory:", check_same_thread=False, factory=Snapshot)
        with self.lock:
            self.within(self._tell_all)
            self._db.backup(copy)
        return copy

    def restore(self, copy: "Snapshot") -> None:
        """Put everything back as it was when the copy was taken.

        Raises: ApiError 429 while another process holds the file, OSError when the
        disk is full or fails.
        """
        mine = object()
        with self.lock:
            self.within(self._tell_all)
            self._open = mine
            self._unsure = True  # as long as Ctrl-C may come before it is loaded
            try:
                file.overwrite(self._db, copy, self.path)
            finally:
                self._load()
                self._open = None

    def _tell_all(self) -> None:
        """Have the database say all that is known: reads that wait, and the account."""
        self.journal.flush()
        self._write_account()

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
