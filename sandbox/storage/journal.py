"""The journal: every request with its answer, and so the memory of idempotency keys."""

import sqlite3
from typing import NamedTuple

from sandbox.masking import hidden, hidden_json, hidden_path
from sandbox.page import Broken

SCHEMA = """
CREATE TABLE journal (
    number INTEGER PRIMARY KEY, request TEXT, at INTEGER, method TEXT, path TEXT,
    operation TEXT, version TEXT, params TEXT, status INTEGER, response TEXT,
    idempotency_key TEXT, fingerprint TEXT, events TEXT,
    rule TEXT
);
CREATE UNIQUE INDEX journal_by_key ON journal (idempotency_key)
    WHERE idempotency_key IS NOT NULL;
"""


MOST_NOTED = 100
"""Reads that wait to be written down together."""


class Entry(NamedTuple):
    """One request and its answer, as the journal keeps them.

    `params` and `response` are JSON; `response` is absent for a request that only
    read, and was not refused. `events` are the ids of those that it caused, in JSON,
    if there are any. With an `idempotency_key` the row is the idempotency record as
    well. `rule` is the rule of the page that it broke.
    """

    request: str
    at: int
    method: str
    path: str
    operation: str | None
    version: str | None
    params: str
    status: int
    response: str | None
    idempotency_key: str | None
    fingerprint: str | None
    events: str | None = None
    rule: Broken | None = None


COLUMNS = ", ".join(Entry._fields)


def written(entry: Entry) -> Entry:
    """An entry as it is written down: without a card number in it, with one exception.

    The answer that belongs to an idempotency key has to be replayed as it was, to the
    byte, and the key to be known again: these two may hold a card number, when the
    caller wrote one into a text of its own.
    """
    method, path, answer = hidden(entry.method), hidden_path(entry.path), entry.response
    if answer and not entry.idempotency_key:
        answer = hidden_json(answer)
    if (method, path, answer) == (entry.method, entry.path, entry.response):
        return entry
    return entry._replace(method=method, path=path, response=answer)


class Journal:
    """The requests of a sandbox, in order; written inside a store's transaction."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        """Keep the journal in the database of this cursor."""
        self._cursor = cursor
        self.noted: list[Entry] = []
        self._written = 0

    def reload(self) -> None:
        """See what is in the database now.

        Where there is less than there was, another process began anew: what was noted
        came before that.
        """
        [last] = self._cursor.execute("SELECT max(number) FROM journal").fetchone()
        if (last or 0) < self._written:
            self.noted = []
        self._written = last or 0

    def mark(self) -> tuple[list[Entry], int]:
        """What to come back to when a transaction is taken back."""
        return self.noted, self._written

    def return_to(self, mark: tuple[list[Entry], int]) -> None:
        """Forget what was done since."""
        self.noted, self._written = mark

    @property
    def length(self) -> int:
        """How many requests there were, those that are only noted among them."""
        return self._written + len(self.noted)

    def note(self, entry: Entry) -> None:
        """Keep a request that only read, until the next one is written down.

        A read then costs no write; what is lost with the process is no change.
        """
        self.noted.append(entry)
        if len(self.noted) >= MOST_NOTED:
            self.flush()

    def write_down(self, entry: Entry) -> None:
        """Add a request and its answer to the journal, after what was noted."""
        self._write([*self.noted, entry])

    def flush(self) -> None:
        """Write down what was noted."""
        self._write(self.noted)

    def _write(self, rows: list[Entry]) -> None:
        """Add rows, after which nothing waits: a list of its own, for `mark`'s sake.

        A key that another process wrote down first stays with its first request.
        """
        self.noted = []
        self._written += len(rows)
        self._cursor.executemany(
            "INSERT OR IGNORE INTO journal"
            " VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            map(written, rows),
        )

    def latest(self, limit: int, *, before: int) -> list[Entry]:
        """So many requests before the one with this number, the newest first."""
        noted = self.noted[: max(before - self._written - 1, 0)][: -limit - 1 : -1]
        rows = self._cursor.execute(
            f"SELECT {COLUMNS} FROM journal WHERE number < ?"  # noqa: S608 - fixed texts
            " ORDER BY number DESC LIMIT ?",
            (before, limit - len(noted)),
        )
        return [*map(written, noted), *(Entry(*row) for row in rows)]

    def number(self, request: str) -> int | None:
        """The number of the request with this id, counted from 1."""
        for number, entry in enumerate(self.noted, self._written + 1):
            if entry.request == request:
                return number
        [found] = self._cursor.execute(
            "SELECT max(number) FROM journal WHERE request = ?", (request,)
        ).fetchone()
        return int(found) if found else None

    def recall(self, idempotency_key: str) -> Entry | None:
        """The request that was made with this idempotency key, if any."""
        row = self._cursor.execute(
            f"SELECT {COLUMNS} FROM journal WHERE idempotency_key = ?",  # noqa: S608
            (idempotency_key,),
        ).fetchone()
        return Entry(*row) if row else None

    def clear(self) -> None:
        """Forget every request."""
        self.noted, self._written = [], 0
        self._cursor.execute("DELETE FROM journal")
