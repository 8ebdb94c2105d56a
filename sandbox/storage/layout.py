"""What stands in the database, and how one made by an earlier version grows up."""

import re
import sqlite3
from collections.abc import Iterator, Sequence

from sandbox.storage import agenda, deliveries, journal, objects

APPLICATION_ID = 0x50C5_0001
"""Marks a file as ours, in SQLite's own header field for that."""

ACCOUNT = """
-- one row; failures are the refusals planted for the next requests, as JSON
CREATE TABLE account (seed INTEGER, now INTEGER, number INTEGER, failures TEXT);
"""

SCHEMA = f"{ACCOUNT}{objects.SCHEMA}{journal.SCHEMA}{agenda.SCHEMA}{deliveries.SCHEMA}"

WITH_DELIVERIES = """
CREATE TABLE deliveries (
    number INTEGER PRIMARY KEY, event TEXT, type TEXT, endpoint TEXT, body TEXT,
    tries INTEGER, next REAL, status INTEGER, error TEXT
);
CREATE INDEX deliveries_waiting ON deliveries (endpoint, number)
    WHERE next IS NOT NULL;
CREATE INDEX deliveries_by_event ON deliveries (event);
"""

WITH_CAUSES = "ALTER TABLE journal ADD events TEXT;\n"

WITH_RULES = "ALTER TABLE journal ADD rule TEXT;\n"

MIGRATIONS: tuple[str, ...] = (WITH_DELIVERIES, WITH_CAUSES, WITH_RULES)
"""SQL that makes layout 2 of 1, 3 of 2, and so on; each statement ends its line.

Whatever changes SCHEMA is added here too, at the end: a file of an earlier version is
then brought up when it is opened, and comes out as a new one would.
"""

LAYOUT = 1 + len(MIGRATIONS)
"""The version of the tables, in SQLite's own header field for that."""

NAMES = frozenset(re.findall(r"CREATE (?:UNIQUE )?(?:TABLE|INDEX) (\w+)", SCHEMA))


def version(db: sqlite3.Connection) -> int:
    """The layout of a database; 0 for an empty one.

    Raises: sqlite3.DatabaseError for one that is not ours, or of a later version.
    """
    [mark] = db.execute("PRAGMA application_id").fetchone()
    [layout] = db.execute("PRAGMA user_version").fetchone()
    found = {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}
    if (mark, layout, found) == (0, 0, set()):
        return 0
    if mark != APPLICATION_ID or layout < 1:
        raise sqlite3.DatabaseError("it is the database of something else")
    if layout > LAYOUT:
        later = f"it has layout {layout}, and this version reads layout {LAYOUT}"
        raise sqlite3.DatabaseError(later)
    if layout == LAYOUT and (absent := NAMES - found):
        raise sqlite3.DatabaseError(f"it has no {', '.join(sorted(absent))}")
    if not db.execute("SELECT count(*) = 1 FROM account").fetchone()[0]:
        raise sqlite3.DatabaseError("it has no account, or several")
    return int(layout)


def prepare(db: sqlite3.Connection, *, seed: int, start: int) -> None:
    """Make an empty database a sandbox of this seed, and an earlier one one of today.

    It is done whole or not at all, by one process while others wait; what cannot be
    written is found out here too.
    Raises: sqlite3.DatabaseError as `version` does.
    """
    db.execute("PRAGMA page_size = 16384")
    db.execute("BEGIN IMMEDIATE")
    try:
        found = version(db)
        if not found:
            create(db, seed=seed, start=start)
        elif found < LAYOUT:
            migrate(db, MIGRATIONS[found - 1 :])
        if found != LAYOUT:
            db.execute(f"PRAGMA user_version = {LAYOUT}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def create(db: sqlite3.Connection, *, seed: int, start: int) -> None:
    """Make the tables, and an account whose clock stands at the start."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(db, [SCHEMA])
    db.execute("INSERT INTO account VALUES (?, ?, 0, '[]')", (seed, start))


def migrate(db: sqlite3.Connection, scripts: Sequence[str]) -> None:
    """Take these steps, in the transaction that runs."""
    for script in scripts:
        for statement in statements(script):
            db.execute(statement)


def statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one: `executescript` would commit first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
