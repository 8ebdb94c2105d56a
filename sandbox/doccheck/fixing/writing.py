"""Writing a page whole or not at all, and saying in a line why not."""

import os
import shutil
import stat
import tempfile
from pathlib import Path

from sandbox.doccheck.fixing import Fixed, Unwritten


def write(fixed: Fixed) -> None:
    """Put the new page in the place of the old one, in one step.

    Its mode and its owner stay as they are. What is written first is another file in
    the same folder, which is gone whatever happens.
    Raises: Unwritten for a page that may not be written, or is not what it was.
    """
    path = fixed.path
    check(path)
    try:
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            new = Path(file.name)
            try:
                file.write(fixed.after)
                file.flush()
                os.fsync(file.fileno())
                like(new, path)
                if path.read_bytes() != fixed.before:
                    raise Unwritten(path, "changed meanwhile. Check it again.")
                new.replace(path)
            finally:
                new.unlink(missing_ok=True)
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise Unwritten(path, f"cannot be written: {why}.") from None


def check(path: Path) -> None:
    """Whether a page is one that may be written.

    Raises: Unwritten for a link, what is no file, and what is read-only.
    """
    if path.is_symlink():
        raise Unwritten(path, f"is a link to {path.resolve()}. Mend that page itself.")
    try:
        known = path.stat()
    except OSError as error:
        raise Unwritten(path, f"is gone: {(error.strerror or '').lower()}.") from None
    if not stat.S_ISREG(known.st_mode):
        raise Unwritten(path, "is no plain file.")
    if known.st_nlink > 1:
        raise Unwritten(path, "has another name, a hard link, that would keep the old.")
    if not known.st_mode & 0o222 or not os.access(path, os.W_OK):
        raise Unwritten(path, "is read-only. Make it writable first.")


def like(new: Path, path: Path) -> None:
    """Give a new file the mode and the owner of another."""
    shutil.copymode(path, new)
    wanted, known = path.stat(), new.stat()
    if (wanted.st_uid, wanted.st_gid) != (known.st_uid, known.st_gid):
        os.chown(new, wanted.st_uid, wanted.st_gid)
