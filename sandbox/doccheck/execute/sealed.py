"""`python sealed.py FOLDER WORD...`: a program that can change this folder alone.

It is run as a file, where a process has mounts of its own to be root of; every other
file can be read as before, and neither written nor removed.
"""

import ctypes
import os
import sys

NEW_MOUNTS, BIND = 0x20000, 0x1000
"""CLONE_NEWNS and MS_BIND: man7.org, unshare(2) and mount(2)."""

SET_ATTRIBUTES, BELOW_TOO, READ_ONLY, NO_DEVICES = 442, 0x8000, 1, 4
"""mount_setattr, which Linux has since 5.12: man7.org, mount_setattr(2)."""

DEVICES = (b"/dev/null", b"/dev/zero", b"/dev/random", b"/dev/urandom")
"""What every program may have; no disk is among them."""

NO_MORE, MOUNTING = 24, 21
"""PR_CAPBSET_DROP of CAP_SYS_ADMIN: what is read-only stays so."""


class Attributes(ctypes.Structure):
    """What to change of a mount."""

    _fields_ = (
        ("on", ctypes.c_uint64),
        ("off", ctypes.c_uint64),
        ("propagation", ctypes.c_uint64),
        ("names", ctypes.c_uint64),
    )


def seal(folder: str) -> None:
    """Let this process, and what it becomes, write in this folder alone.

    Raises: OSError where the system does not let it.
    """
    system, path = ctypes.CDLL(None, use_errno=True), os.fsencode(folder)

    def done(status: int) -> None:
        if status:
            raise OSError(ctypes.get_errno(), "a program cannot be sealed here")

    def change(place: bytes, flags: int, **attributes: int) -> int:
        wanted = Attributes(**attributes)
        size = ctypes.c_size_t(ctypes.sizeof(wanted))
        given = SET_ATTRIBUTES, -1, place, flags, ctypes.byref(wanted), size
        return int(system.syscall(*given))

    done(system.unshare(NEW_MOUNTS))
    for place in (path, *DEVICES):
        done(system.mount(place, place, None, BIND, None))
    done(change(b"/", BELOW_TOO, on=READ_ONLY | NO_DEVICES))
    done(change(path, 0, off=READ_ONLY))
    for device in DEVICES:
        done(change(device, 0, off=READ_ONLY | NO_DEVICES))
    done(system.prctl(NO_MORE, MOUNTING, 0, 0, 0))
    os.chdir(folder)


if __name__ == "__main__":
    seal(sys.argv[1])
    os.execvp(sys.argv[2], sys.argv[2:])  # noqa: S606 - no shell is wanted
