"""The journal: every request with its answer, and so the memory of idempotency keys."""

import sqlite3
from typing import NamedTuple

SCHEMA = """
CREATE TABLE journal (
    number INTEGER PRIMARY KEY, request TEXT, at INTEGER, method TEXT, path TEXT,
    operation TEXT, version TEXT, params TEXT, status INTEGER, response TEXT,
    idempotency_key TEXT, fingerprint TEXT
);
CREATE UNIQUE INDEX journal_by_key ON journal (idempotency_key)
    WHERE idempotency_key IS NOT NULL;
"""


class Entry(NamedTuple):
    """One request and its answer, as the journal keeps them.

    `params` and `response` are JSON; `response` is absent for a request that only
    read. With an `idempotency_key` the row is the idempotency record as well.
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


class Journal:
    """The requests of a sandbox, in order; written inside a store's transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Keep the journal in this database."""
        self._db = db

    def write_down(self, entry: Entry) -> None:
        """Add a request and its answer to the journal."""
        self._db.execute(
            "INSERT INTO journal VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", entry
        )

    def recall(self, idempotency_key: str) -> Entry | None:
        """The request that was made with this idempotency key, if any."""
        row = self._db.execute(
            "SELECT request, at, method, path, operation, version, params, status,"
            " response, idempotency_key, fingerprint"
            " FROM journal WHERE idempotency_key = ?",
            (idempotency_key,),
        ).fetchone()
        return Entry(*row) if row else None

    def clear(self) -> None:
        """Forget every request."""
        self._db.execute("DELETE FROM journal")
