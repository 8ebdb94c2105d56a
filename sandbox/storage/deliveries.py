"""Deliveries: which event goes to which endpoint, and how far that has come."""

import sqlite3
import threading
from typing import NamedTuple

SCHEMA = """
-- next is wall time: when it is tried (again), or NULL when that is over; body is the
-- event as the endpoint's API version shows it, as JSON.
CREATE TABLE deliveries (
    number INTEGER PRIMARY KEY, event TEXT, type TEXT, endpoint TEXT, body TEXT,
    tries INTEGER, next REAL, status INTEGER, error TEXT
);
CREATE INDEX deliveries_waiting ON deliveries (endpoint, number)
    WHERE next IS NOT NULL;
CREATE INDEX deliveries_by_event ON deliveries (event);
"""

LAST = 2**62
"""A number that comes after all of them."""

COLUMNS = "number, event, type, endpoint, body, tries, next, status, error"

HEADS = """
    SELECT min(number) FROM deliveries WHERE next IS NOT NULL GROUP BY endpoint
"""
"""The first that waits for each endpoint; the others come after it."""


class Delivery(NamedTuple):
    """One event on its way to one endpoint.

    `next` is when it is tried (again), in Unix seconds of wall time, and None when that
    is over. `status` is the HTTP status it was last answered with, if it was; `error`
    says why that is not enough.
    """

    number: int
    event: str
    type: str
    endpoint: str
    body: str
    tries: int
    next: float | None
    status: int | None
    error: str | None


class Deliveries:
    """What is to be delivered; changed inside a store's transaction.

    `news` is set when there is something to do for whoever delivers.
    """

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        """Keep the deliveries in the database of this cursor."""
        self._cursor = cursor
        self.news = threading.Event()

    def put(self, event: str, kind: str, endpoint: str, body: str) -> None:
        """Have an event delivered, after those that wait for the same endpoint."""
        self._cursor.execute(
            "INSERT INTO deliveries VALUES (NULL, ?, ?, ?, ?, 0, 0, NULL, NULL)",
            (event, kind, endpoint, body),
        )
        self.news.set()

    def again(self, event: str) -> int:
        """Have an event delivered once more, wherever it was to go; to how many."""
        found = self._cursor.execute(
            "UPDATE deliveries SET tries = 0, next = 0 WHERE event = ?", (event,)
        )
        self.news.set()
        return found.rowcount

    def due(self, now: float) -> list[Delivery]:
        """What can be tried now: of each endpoint at most one, the first that waits."""
        rows = self._cursor.execute(
            f"SELECT {COLUMNS} FROM deliveries WHERE number IN ({HEADS})"  # noqa: S608
            " AND next <= ? ORDER BY number",
            (now,),
        )
        return [Delivery(*row) for row in rows]

    def next_time(self) -> float | None:
        """When something will be due, in Unix seconds of wall time, if anything is."""
        [soonest] = self._cursor.execute(
            f"SELECT min(next) FROM deliveries WHERE number IN ({HEADS})"  # noqa: S608
        ).fetchone()
        return None if soonest is None else float(soonest)

    def take(self, due: Delivery, *, until: float) -> Delivery:
        """Take one on for a while: if nothing is heard of it, it is due again then."""
        taken = due._replace(tries=due.tries + 1, next=until)
        self._cursor.execute(
            "UPDATE deliveries SET tries = ?, next = ? WHERE number = ?",
            (taken.tries, taken.next, taken.number),
        )
        return taken

    def tried(self, taken: Delivery, outcome: Delivery) -> bool:
        """Write down how a try went, and when there will be another one, if at all.

        False when it is no longer the one that was taken: then nothing is written.
        """
        found = self._cursor.execute(
            "UPDATE deliveries SET status = ?, error = ?, next = ?"
            " WHERE number = ? AND next = ?",
            (outcome.status, outcome.error, outcome.next, taken.number, taken.next),
        )
        return found.rowcount == 1

    def unanswered(self, event: str) -> int:
        """To how many endpoints an event was to go that have not acknowledged it."""
        [number] = self._cursor.execute(
            "SELECT count(*) FROM deliveries WHERE event = ?"
            " AND coalesce(status, 0) NOT BETWEEN 200 AND 299",
            (event,),
        ).fetchone()
        return int(number)

    def has(self, number: int) -> bool:
        """Whether there is a delivery with this number."""
        return [number] == [one.number for one in self.latest(1, before=number + 1)]

    def latest(self, limit: int, *, before: int = LAST) -> list[Delivery]:
        """So many deliveries before the one with this number, the newest first."""
        rows = self._cursor.execute(
            f"SELECT {COLUMNS} FROM deliveries WHERE number < ?"  # noqa: S608
            " ORDER BY number DESC LIMIT ?",
            (before, limit),
        )
        return [Delivery(*row) for row in rows]

    def clear(self) -> None:
        """Forget all deliveries."""
        self._cursor.execute("DELETE FROM deliveries")
