"""No way out: a process that has this machine's loopback, and no other network."""

import shutil
import socket
import struct
import subprocess
import sys
from contextlib import closing
from functools import cache

UNSHARE = (
    "unshare", "--map-root-user", "--net", "--pid", "--fork", "--kill-child", "--",
)  # fmt: skip
"""What begins a process in networks and processes of its own; no right is needed."""

SET_FLAGS, UP_AND_RUNNING = 0x8914, 0x41
"""SIOCSIFFLAGS, and IFF_UP with IFF_RUNNING: man7.org, netdevice(7)."""


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
