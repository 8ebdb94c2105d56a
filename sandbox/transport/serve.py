"""`python -m sandbox serve`: the sandbox over HTTP, for programs in any language."""

import errno
import signal
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Collection, Iterable
from contextlib import closing
from importlib.util import find_spec
from types import FrameType
from typing import TYPE_CHECKING

from sandbox import clock
from sandbox.app import App
from sandbox.errors import NotInstalled
from sandbox.storage.file import MEMORY
from sandbox.store import Store
from sandbox.transport.clients import spelt

if TYPE_CHECKING:
    from sandbox.transport.server import Background, Server

LOOPBACK = "127.0.0.1"
PORT = 12111
"""Where programs that test against a local server look for it, by custom."""

NEEDS = ("starlette", "uvicorn")
INSTALL = 'pip install "sources-sandbox[serve]"'

OPEN = (
    "Whoever reaches this machine can use it, without a password, under its addresses"
    " and the names given with --allow-host."
)


def add_arguments(parser: ArgumentParser) -> None:
    """Say what `serve` can be told."""
    parser.add_argument(
        "--host",
        default=LOOPBACK,
        metavar="ADDRESS",
        help="listen on this address (default: 127.0.0.1, this machine alone)",
    )
    parser.add_argument(
        "--port",
        type=number(0, 65535),
        default=PORT,
        metavar="N",
        help=f"listen on this port (default: {PORT}); 0 takes a free one",
    )
    parser.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="answer to this host name too; may be said more than once",
    )
    parser.add_argument(
        "--db",
        default=MEMORY,
        metavar="FILE",
        help="keep everything in this file (default: in memory, until it stops)",
    )
    parser.add_argument(
        "--seed",
        type=number(-(2**63), 2**63 - 1),
        default=0,
        metavar="N",
        help="make the ids of a new sandbox from this number (default: 0)",
    )
    parser.add_argument(
        "--now",
        type=number(0, clock.LATEST),
        default=clock.START,
        metavar="UNIX",
        help="where the clock of a new sandbox stands, in Unix seconds"
        f" (default: {clock.START}, noon of 5 June 2017)",
    )


def main(arguments: Namespace) -> int:
    """Serve until Ctrl-C or SIGTERM; 2 when there can be no server."""
    try:
        demand()
    except NotInstalled as absent:
        return trouble(str(absent))
    from sandbox.transport.server import Server, listen

    place = f"{arguments.host} port {arguments.port}"
    try:
        listener = listen(arguments.host, arguments.port)
    except OSError as problem:
        taken = problem.errno in {errno.EADDRINUSE, errno.EACCES}
        advice = "--port; 0 takes a free one" if taken else "--host, such as 127.0.0.1"
        return trouble(
            f"{place} cannot be used: {problem.strerror}. Give another {advice}."
        )
    with closing(listener):
        try:
            store = Store(arguments.db, seed=arguments.seed, start=arguments.now)
        except ValueError as problem:
            return trouble(str(problem))
        with closing(store):
            names = [arguments.host, *arguments.allow_host]
            server = Server(App(store), listener, hosts=names)
            server.on_ready = lambda: announce(server)
            until_told(server)
    return 0


def demand(
    needs: Iterable[str] = NEEDS, *, to: str = "Serving", install: str = INSTALL
) -> None:
    """See to it that the packages are there that a server, or something else, needs.

    Raises: NotInstalled, which says what to install.
    """
    for name in needs:
        if find_spec(name) is None:
            message = f"{to} needs {name}: {install}"
            raise NotInstalled(message, name=name)


def background(app: App, port: int, hosts: Collection[str]) -> "Background":
    """A server in a thread, on this machine alone.

    Raises: ModuleNotFoundError without the packages, OSError for a port in use.
    """
    demand()
    from sandbox.transport.server import Background, Server, listen

    return Background(Server(app, listen(LOOPBACK, port), hosts=hosts))


def trouble(sentence: str) -> int:
    """Say why there will be no server."""
    print(sentence, file=sys.stderr)
    return 2


def until_told(server: "Server") -> None:
    """Serve until a signal says to stop.

    uvicorn sends the signal once more when it has stopped: Ctrl-C is left to whoever
    runs the command, and SIGTERM asks for just what has been done. A script's
    background job is begun with Ctrl-C ignored: it ends in the same way.
    """
    ends = {signal.SIGTERM: leave, signal.SIGINT: signal.default_int_handler}
    before = {sign: signal.signal(sign, end) for sign, end in ends.items()}
    try:
        server.serve_forever()
    finally:
        for sign, found in before.items():
            signal.signal(sign, found)


def leave(_: int, __: FrameType | None) -> None:
    """Stop, and call it a success."""
    raise SystemExit(0)


def announce(server: "Server") -> None:
    """Say that the server is ready, at once to whoever reads it, and how to use it."""
    lines = [f"Ready: {server.url}", "", "Point your program at it, with any test key:"]
    lines += [f"  {client:<8}{told}" for client, told in spelt(server.url).items()]
    if server.reached_from_elsewhere:
        lines += ["", OPEN]
    lines += ["", "A browser shows what was asked, and what there is. Ctrl-C stops it."]
    print("\n".join(lines), flush=True)


def number(least: int, most: int) -> Callable[[str], int]:
    """What reads a whole number from a command line, within bounds.

    >>> number(0, 65535)("12111")
    12111
    """

    def read(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = least - 1
        if not least <= value <= most:
            raise ArgumentTypeError(f"give a number from {least} to {most}")
        return value

    return read
