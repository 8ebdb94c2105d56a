"""The objects of a sandbox, by id and by list, in SQLite."""

import sqlite3
from functools import lru_cache
from typing import Any

from pydantic_core import from_json, to_json

from sandbox.wire import StripeObject

SCHEMA = """
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


@lru_cache(maxsize=256)
def selection(collection: str, *conditions: str, newest_first: bool) -> str:
    """The statement that selects objects, written once for each kind of list."""
    more = "".join(f" AND {c if '?' in c else f'{c} ?'}" for c in conditions)
    order = "DESC" if newest_first else "ASC"
    return (
        f"SELECT body FROM objects WHERE collection = '{collection}'{more}"  # noqa: S608
        f" ORDER BY place {order} LIMIT ?"
    )


class Objects:
    """Objects by id and by list; written inside a store's transaction.

    Reads give copies: changing one changes nothing until it is saved.
    """

    _cursor: sqlite3.Cursor
    """Of all statements: the rows of one are read before the next one is run."""

    _number: int
    """The last number drawn, for a place or an id."""

    def find(self, object_id: str) -> StripeObject | None:
        """The object with this id, if there is one."""
        row = self._cursor.execute(
            "SELECT body FROM objects WHERE id = ?", (object_id,)
        ).fetchone()
        return from_json(row[0]) if row else None

    def add(self, collection: str, body: StripeObject, *, owner: str = "") -> None:
        """Keep a new object, at the end of its list."""
        self._number += 1
        self._cursor.execute(
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
        self._cursor.execute(
            "UPDATE objects SET body = ? WHERE id = ?",
            (to_json(body).decode(), body["id"]),
        )

    def hand_over(self, object_id: str, owner: str) -> None:
        """Give an object to an owner (or to nobody: ""), last in the owner's list."""
        self._number += 1
        self._cursor.execute(
            "UPDATE objects SET owner = ?, place = ? WHERE id = ?",
            (owner, self._number, object_id),
        )

    def give(self, object_id: str, owner: str) -> None:
        """Give an object to an owner, where it stands."""
        self._cursor.execute(
            "UPDATE objects SET owner = ? WHERE id = ?", (owner, object_id)
        )

    def retire(self, tombstone: StripeObject) -> None:
        """Keep only the id of a deleted object, in no list."""
        self.save(tombstone)
        self._cursor.execute(
            "UPDATE objects SET collection = '' WHERE id = ?", (tombstone["id"],)
        )

    def place(self, collection: str, object_id: str) -> int | None:
        """Where an object stands in the lists of its collection, if it does."""
        row = self._cursor.execute(
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

        A condition is the left side of an SQL comparison (`"place <"`), or all of it
        with a ? for the value. It and the collection are fixed texts of the callers,
        never anything a request said; a collection in the text also lets SQLite keep
        its plan. `limit` -1 is all.
        """
        where = where or {}
        statement = selection(collection, *where, newest_first=newest_first)
        rows = self._cursor.execute(statement, (*where.values(), limit))
        return [from_json(body) for (body,) in rows]

    def count(self, collection: str, owner: str | None = None) -> int:
        """How many objects there are in a collection, of one owner or of all."""
        where, values = "collection = ?", [collection]
        if owner is not None:
            where, values = "owner = ? AND collection = ?", [owner, collection]
        [number] = self._cursor.execute(
            f"SELECT count(*) FROM objects WHERE {where}",  # noqa: S608 - fixed texts
            values,
        ).fetchone()
        return int(number)

    def totals(
        self, collection: str, what: str, where: dict[str, Any], *, by: str
    ) -> dict[str, int]:
        """The sums over a collection, one for each value of `by`, in its order.

        `what` and `by` are SQL expressions: fixed texts of the callers, as conditions.
        """
        conditions = "".join(f" AND {left} ?" for left in where)
        rows = self._cursor.execute(
            f"SELECT {by}, sum({what}) FROM objects WHERE collection = '{collection}'"  # noqa: S608
            f"{conditions} GROUP BY 1 ORDER BY 1",
            tuple(where.values()),
        )
        return dict(rows.fetchall())
