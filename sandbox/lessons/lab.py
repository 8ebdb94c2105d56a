"""`python -m sandbox lab`: JupyterLab, opened at the first notebook."""

import os
import socket
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from sandbox.lessons.folder import INSTALL, NOTEBOOKS, reading_order

LABCONFIG = Path(__file__).with_name("labconfig")
"""Defaults for JupyterLab: no news, no search for updates, nothing sent outside."""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what `lab` can be told."""
    parser.add_argument(
        "--no-browser",
        action="store_true",
        help="print the address instead of opening it in a browser",
    )
    parser.add_argument(
        "--port",
        type=port_number,
        metavar="N",
        help="listen on this port (default: the first free one from 8888 on)",
    )


def main(arguments: Namespace) -> int:
    """Run JupyterLab in this process until Ctrl-C, so that nothing outlives it."""
    first = reading_order(NOTEBOOKS)[0]
    if find_spec("jupyterlab") is None:
        raise SystemExit(
            f"JupyterLab is not installed. It comes with the tutorial: {INSTALL}"
        )
    if arguments.port:
        expect_free(arguments.port)
    os.environ["JUPYTER_CONFIG_PATH"] = config_path()

    from jupyterlab.labapp import main as jupyterlab

    jupyterlab(options(first, browser=not arguments.no_browser, port=arguments.port))
    return 0


def options(first: Path, *, browser: bool, port: int | None) -> list[str]:
    """The command line of JupyterLab that shows one notebook of the project."""
    page = f"/lab/tree/{first.parent.name}/{first.name}"
    given = [
        f"--ServerApp.root_dir={first.parent.parent}",
        f"--LabApp.default_url={quote(page)}",
        "--ServerApp.answer_yes=True",  # one Ctrl-C ends it, without a question
    ]
    if not browser:
        given.append("--no-browser")
    if port:
        given += [f"--port={port}", "--ServerApp.port_retries=0"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        given.append("--allow-root")  # containers and workshop machines
    return given


def config_path() -> str:
    """Where Jupyter looks for configuration: beside this file too.

    Someone's own settings stay what they are, and win.
    """
    others = os.environ.get("JUPYTER_CONFIG_PATH")
    return os.pathsep.join([str(LABCONFIG.parent), *([others] if others else [])])


def port_number(text: str) -> int:
    """A port as it is written on a command line.

    >>> port_number("8888")
    8888
    """
    if not text.isdecimal() or not 1 <= int(text) <= 65535:  # noqa: PLR2004 - 16 bits
        raise ArgumentTypeError(f"a port is a number from 1 to 65535, not {text!r}")
    return int(text)


def expect_free(port: int) -> None:
    """Stop, and say what to do, where nothing can listen on a port."""
    with socket.socket() as probe:
        if os.name == "posix":  # or a port would seem taken for a minute after use
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as problem:
            raise SystemExit(
                f"Port {port} cannot be used: {problem.strerror}. Give another number,"
                " or leave --port out and JupyterLab takes a free one."
            ) from None
