"""The agenda: what will happen by itself when the clock gets there."""

import sqlite3
from typing import NamedTuple

SCHEMA = """
CREATE TABLE agenda (
    number INTEGER PRIMARY KEY, at INTEGER, object TEXT, trigger TEXT
);
CREATE INDEX agenda_by_time ON agenda (at, number);
CREATE INDEX agenda_by_object ON agenda (object);
"""


class Due(NamedTuple):
    """Something that will happen to an object when the clock gets there."""

    at: int
    object_id: str
    trigger: str


class Agenda:
    """What is due, by time; changed inside a store's transaction."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        """Keep the agenda in the database of this cursor."""
        self._cursor = cursor

    def plan(self, due: Due) -> None:
        """Put something on the agenda."""
        self._cursor.execute("INSERT INTO agenda VALUES (NULL, ?, ?, ?)", due)

    def forget(self, object_id: str) -> None:
        """Take everything about an object off the agenda."""
        self._cursor.execute("DELETE FROM agenda WHERE object = ?", (object_id,))

    def take(self, until: int) -> Due | None:
        """The first thing due by then, taken off the agenda."""
        row = self._cursor.execute(
            "SELECT number, at, object, trigger FROM agenda WHERE at <= ?"
            " ORDER BY at, number LIMIT 1",
            (until,),
        ).fetchone()
        if not row:
            return None
        self._cursor.execute("DELETE FROM agenda WHERE number = ?", (row[0],))
        return Due(*row[1:])

    def clear(self) -> None:
        """Forget all that is due."""
        self._cursor.execute("DELETE FROM agenda")
