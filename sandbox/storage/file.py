"""Where a sandbox is kept: in memory, or in a file that is ours and is whole."""

import errno
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sandbox.errors import ApiError
from sandbox.storage import layout

MEMORY = ":memory:"
PATIENCE = 5.0
"""Seconds that one process waits for the request of another on the same file."""

HEADER_BYTES, MAGIC = 100, b"SQLite format 3\x00"
"""Source: sqlite.org/fileformat2.html#the_database_header"""

MOST_PAGES = 10_000
"""Of 16 kB, some 20 000 charges: a file of up to so many is read whole when opened."""

SAMPLES = 250
"""Rows of each table that are read of a larger one."""


def connect(path: str | Path, *, seed: int, start: int) -> sqlite3.Connection:
    """The database in memory, or in this file; a new one gets this seed and time.

    A killed process loses nothing that was answered; a power cut may lose the answers
    of the last moments, and never a part of one (a charge would take twice as long if
    it waited for the disk).
    Raises: ValueError for what cannot be a sandbox file, which is left as it was.
    """
    try:
        if str(path) == MEMORY:
            return memory(seed=seed, start=start)
        return file(Path(path).resolve(), seed=seed, start=start)
    except (OSError, sqlite3.DatabaseError) as error:
        message = (
            f"{path} cannot be opened as a sandbox: {error}. Give another file name."
        )
        raise ValueError(message) from error


def memory(*, seed: int, start: int) -> sqlite3.Connection:
    """A fresh database in memory."""
    db = opened(MEMORY)
    layout.prepare(db, seed=seed, start=start)
    return db


def file(path: Path, *, seed: int, start: int) -> sqlite3.Connection:
    """The database in a file, which is made when it is missing or empty.

    Raises: OSError, sqlite3.DatabaseError.
    Source: sqlite.org/pragma.html#pragma_synchronous (NORMAL), sqlite.org/wal.html
    """
    refuse_place(path)
    if path.exists() and path.stat().st_size:
        refuse_foreign(path)
        examine(path)
    db = opened(path)
    try:
        layout.prepare(db, seed=seed, start=start)
        with suppress(sqlite3.OperationalError):  # another process is doing it
            db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        db.close()
        raise
    return db


def opened(place: str | Path, *, uri: bool = False) -> sqlite3.Connection:
    """A connection that begins its transactions itself, in whichever thread."""
    return sqlite3.connect(
        place,
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
        uri=uri,
    )


def refuse_place(path: Path) -> None:
    """Look whether there is, or could be, a file that can be written.

    SQLite writes beside the file too, so its folder counts.
    Raises: OSError.
    """
    if path.exists() and not path.is_file():
        raise OSError("it is not a file")
    if not path.parent.is_dir():
        raise OSError(f"there is no folder {path.parent}")
    for place in (path, path.parent):
        if place.exists() and not os.access(place, os.W_OK):
            raise OSError(f"{place} may not be written")


def refuse_foreign(path: Path) -> None:
    """Look at the header of a file, as SQLite would, but without touching it.

    While something is left beside it, the last page may not be whole yet.
    Raises: OSError, sqlite3.DatabaseError.
    """
    with path.open("rb") as whole:
        header = whole.read(HEADER_BYTES)
    if not header.startswith(MAGIC) or len(header) < HEADER_BYTES:
        raise sqlite3.DatabaseError("it is no database")
    if int.from_bytes(header[68:72], "big") != layout.APPLICATION_ID:
        raise sqlite3.DatabaseError("it is the database of something else")
    page = int.from_bytes(header[16:18], "big") or HEADER_BYTES
    beside = any(Path(f"{path}{end}").exists() for end in ("-wal", "-journal"))
    if not beside and path.stat().st_size % page:
        raise sqlite3.DatabaseError("it is cut off, or something was added to it")


def examine(path: Path) -> None:
    """Look for damage: in all of an ordinary file, here and there in a large one.

    What a killed process left beside the file is only read; closed well, a file has
    nothing beside it, and a connection that may write leaves it so.
    Raises: sqlite3.DatabaseError.
    """
    left = Path(f"{path}-wal")
    only_read = left.exists() and left.stat().st_size > 0
    place = f"{path.as_uri()}?mode=ro" if only_read else path
    with closing(opened(place, uri=only_read)) as db:
        layout.version(db)
        [pages] = db.execute("PRAGMA page_count").fetchone()
        if pages > MOST_PAGES:
            sample(db)
            return
        [health] = db.execute("PRAGMA quick_check(1)").fetchone()
        if health != "ok":
            raise sqlite3.DatabaseError(f"it is damaged ({health.splitlines()[-1]})")


def sample(db: sqlite3.Connection) -> None:
    """Read rows from one end of the large tables to the other, with all they lead to.

    A file that was copied in part is found out so; damage to a few pages of it is told
    by the request that meets it.
    Raises: sqlite3.DatabaseError.
    """
    for table in ("objects", "journal"):
        [last] = db.execute(f"SELECT max(rowid) FROM {table}").fetchone()  # noqa: S608
        row = f"SELECT * FROM {table} WHERE rowid >= ? LIMIT 1"  # noqa: S608 - fixed
        for step in range(SAMPLES):
            db.execute(row, ((last or 0) * step // SAMPLES,)).fetchone()


FAILS = {
    sqlite3.SQLITE_FULL: (errno.ENOSPC, "The disk is full"),
    sqlite3.SQLITE_READONLY: (errno.EACCES, "The file may not be written any more"),
    sqlite3.SQLITE_IOERR: (errno.EIO, "The disk fails"),
    sqlite3.SQLITE_CANTOPEN: (errno.EIO, "The file cannot be opened any more"),
    sqlite3.SQLITE_CORRUPT: (errno.EIO, "The file is damaged"),
    sqlite3.SQLITE_NOTADB: (errno.EIO, "The file was overwritten by something else"),
}
"""What goes wrong with a file while it is used; nobody who asks is to blame."""

BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}


def trouble(error: sqlite3.DatabaseError, path: str) -> Exception | None:
    """What an error of the database means to the caller; None for a fault of ours.

    Source: sqlite.org/rescode.html
    """
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in BUSY:
        return in_use(path)
    if code not in FAILS:
        return None
    number, what = FAILS[code]
    return OSError(number, f"{what}, and nothing was changed ({error})", path)


def in_use(path: str) -> ApiError:
    """Another process does not let go of the file; asked again, a request may pass.

    Source: docs.stripe.com/rate-limits#object-lock-timeouts
    """
    message = (
        f"Another process has held {Path(path).name} for {PATIENCE:g} seconds, so that "
        "this request could not begin. Ask again, or end that process."
    )
    return ApiError(429, message, code="lock_timeout")


def overwrite(db: sqlite3.Connection, copy: sqlite3.Connection, path: str) -> None:
    """Put a copy in the place of all that a database holds, in one step.

    Raises: ApiError 429 while another process holds the file, OSError when it fails.
    """

    def look(status: int, *_: int) -> None:
        if status in BUSY:  # it would be tried for ever
            raise in_use(path)

    try:
        copy.backup(db, progress=look)
    except sqlite3.DatabaseError as error:
        if meant := trouble(error, path):
            raise meant from error
        raise
