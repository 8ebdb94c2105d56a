"""No way out: a process that has this machine's loopback, and no other network."""

import os
import platform
import re
import shutil
import socket
import struct
import subprocess
import sys
from contextlib import closing, suppress
from functools import cache
from pathlib import Path

UNSHARE = (
    "unshare", "--map-root-user", "--net", "--pid", "--fork", "--kill-child", "--",
)  # fmt: skip
"""What begins a process in networks and processes of its own; no right is needed."""

SET_FLAGS, UP_AND_RUNNING = 0x8914, 0x41
"""SIOCSIFFLAGS, and IFF_UP with IFF_RUNNING: man7.org, netdevice(7)."""


MOST_PROCESSES = 512
"""Processes and threads that there may be at once among the processes of its own."""

PROCESSES = Path("/proc/sys/kernel/pid_max")
OWN_SINCE = (6, 14)
"""The Linux in which each namespace of processes has a bound of its own.

Source: Linux, commit 7863dcc72d0f of 2024, read 2026-11-29.
"""


@cache
def alone() -> tuple[str, ...]:
    """The words before a command that cut it off; none where that cannot be done."""
    if not (sys.platform == "linux" and shutil.which(UNSHARE[0])):
        return ()
    tried = subprocess.run([*UNSHARE, "true"], capture_output=True, check=False)  # noqa: S603
    return UNSHARE if tried.returncode == 0 else ()


def loopback_only() -> bool:
    """Whether this process can reach nothing but itself; its loopback is up then."""
    if [name for _, name in socket.if_nameindex()] != ["lo"]:
        return False
    import fcntl

    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as any_socket:
        asked = struct.pack("16sh", b"lo", UP_AND_RUNNING)
        try:
            fcntl.ioctl(any_socket, SET_FLAGS, asked)
        except PermissionError:
            return False  # somebody else's machine without a network
    return True


def first() -> bool:
    """Whether this is the first of processes of its own, which all end with it."""
    return os.getpid() == 1


def version(release: str) -> tuple[int, ...]:
    """The first two numbers of a release, as far as it begins with them.

    >>> version("6.14-rc1"), version("7"), version("next")
    ((6, 14), (7,), ())
    """
    numbers = re.match(r"(\d+)(?:\.(\d+))?", release)
    return tuple(int(one) for one in numbers.groups() if one) if numbers else ()


def few() -> None:
    """Let there be only so many processes at once, where they are of our own.

    The system counts a user's processes, unless that is root: then it takes a Linux
    that bounds each namespace, or the time limit alone ends what multiplies.
    """
    if sys.platform != "linux" or not first():
        return
    import resource

    resource.setrlimit(resource.RLIMIT_NPROC, (MOST_PROCESSES, MOST_PROCESSES))
    if version(platform.release()) >= OWN_SINCE:
        with suppress(OSError):
            PROCESSES.write_text(str(MOST_PROCESSES), encoding="ascii")
