"""A program run for so long, with so much to write, and with nothing left of it."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sandbox.doccheck.execute import sealed
from sandbox.doccheck.execute.jobs import STOPPED
from sandbox.doccheck.execute.offline import first
from sandbox.doccheck.execute.runners.place import Command

MOST_WRITTEN = 8 * 1024 * 1024
"""Bytes that a program may write into one file, its own output too."""

MOST_MEMORY = 1024 * 1024 * 1024
"""Bytes that a program may reserve, unless its machine reserves what it never uses."""

LAST_SAID = 500
"""Bytes of its output that are kept."""

KEPT = ("PATH", "SYSTEMROOT")
"""What a program needs of the environment to begin at all."""


def environment(folder: Path, **more: str) -> dict[str, str]:
    """An environment with nothing of ours in it: no key, no proxy, no home."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    home = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "USERPROFILE"), str(folder))
    return {**kept, **home, "LANG": "C.UTF-8", "NO_PROXY": "*", **more}


@cache
def sealing() -> tuple[str, ...]:
    """The words that let a program write in one folder alone, which is named next.

    None where that cannot be done.
    """
    words = (sys.executable, "-IS", sealed.__file__)
    if not first():
        return ()
    with TemporaryDirectory(prefix="sandbox-") as folder:
        tried = subprocess.run(  # noqa: S603 - ours
            [*words, folder, "true"], capture_output=True, check=False
        )
    return () if tried.returncode else words


def bounded(command: Command, folder: Path, seconds: float) -> list[str]:
    """A command that the system itself stops: by its time, and by what it takes."""
    words = [*sealing(), str(folder), *command.words] if sealing() else command.words
    if not (shell := shutil.which("sh")):
        return words
    limits = {"t": round(seconds) + 1, "f": MOST_WRITTEN // 512, "c": 0}
    if not command.reserves:
        limits["v"] = MOST_MEMORY // 1024
    steps = [f"ulimit -{which} {most}" for which, most in limits.items()]
    return [shell, "-c", "; ".join([*steps, 'exec "$@"']), "sh", *words]


def caged(command: Command, folder: Path, *, seconds: float) -> tuple[str, str]:
    """How a program ended, "" for well, and the last that it said.

    Nothing that it began is left, whether it ended or was ended.
    """
    with (folder / "said").open("w+b") as output:
        process = subprocess.Popen(  # noqa: S603 - what the author asked to be run
            bounded(command, folder, seconds),
            cwd=folder,
            env=environment(folder, **command.env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            ended = in_words(process.wait(seconds))
        except subprocess.TimeoutExpired:
            ended = f"{STOPPED} after {seconds:g} seconds"
        finally:
            end(process)
        output.seek(max(output.seek(0, os.SEEK_END) - LAST_SAID, 0))
        return ended, output.read().decode(errors="replace")


def in_words(status: int) -> str:
    """What an exit status says.

    >>> in_words(0), in_words(1)
    ('', 'ended with exit status 1')
    """
    if status >= 0:
        return f"ended with exit status {status}" if status else ""
    return f"was ended by the signal {signal.Signals(-status).name}"


def end(process: subprocess.Popen[bytes]) -> None:
    """End a program, and everything that it began."""
    if sys.platform == "win32":
        process.kill()
        process.wait()
        return
    with suppress(ProcessLookupError):  # nothing of it is left
        if first():
            os.kill(-1, signal.SIGKILL)  # all but us, whatever it calls itself
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    with suppress(ChildProcessError):
        while first():  # what it left is ours
            os.waitpid(-1, 0)
