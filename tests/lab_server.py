"""A JupyterLab that was really started, asked as a browser asks it."""

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.request import Request, urlopen

import psutil

from tests.tree import PROJECT

TOKEN = "token"  # noqa: S105 - for one test, on this machine
NEWS = "lab/api/settings/@jupyterlab/apputils-extension:notification"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        number: int = listening.getsockname()[1]
        return number


class Lab(NamedTuple):
    """A running JupyterLab and where it listens."""

    process: psutil.Popen
    port: int

    def ask(self, path: str, body: dict[str, Any] | None = None) -> tuple[str, bytes]:
        """The address and the content that a path leads to."""
        data = None if body is None else json.dumps(body).encode()
        url = f"http://127.0.0.1:{self.port}/{path}"
        headers = {"Authorization": f"token {TOKEN}"}
        with urlopen(Request(url, data=data, headers=headers), timeout=20) as answer:
            return answer.url, answer.read()

    def defaults(self) -> dict[str, Any]:
        """What JupyterLab does about news and updates unless its user chooses."""
        schema = json.loads(self.ask(NEWS)[1])["schema"]
        return {name: one["default"] for name, one in schema["properties"].items()}

    def wait(self, seconds: float = 60) -> None:
        """Until it answers."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                self.ask("api")
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                return

    def stop(self) -> list[psutil.Process]:
        """Press Ctrl-C once; the processes of it that are still there afterwards."""
        began = [self.process, *self.process.children(recursive=True)]
        self.process.send_signal(signal.SIGINT)
        return list(psutil.wait_procs(began, timeout=20)[1])


@contextmanager
def running(command: list[str], home: Path, cwd: Path = PROJECT) -> Iterator[Lab]:
    """JupyterLab in a terminal of its own, with nothing of this machine's settings."""
    folders = ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")
    own = {f"JUPYTER_{name}": str(home / name) for name in folders}
    own["JUPYTERLAB_SETTINGS_DIR"] = str(home / "settings")
    own["JUPYTERLAB_WORKSPACES_DIR"] = str(home / "workspaces")
    import pty  # what there is on every system but Windows

    terminal, keyboard = pty.openpty()
    port = free_port()
    process = psutil.Popen(
        [*command, "--no-browser", "--port", str(port)],
        cwd=cwd,
        env={**os.environ, **own, "JUPYTER_TOKEN": TOKEN},
        stdin=keyboard,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    lab = Lab(process, port)
    try:
        lab.wait()
        yield lab
    finally:
        for left in lab.stop() if process.is_running() else []:
            left.kill()
        process.wait()
        os.close(terminal)
        os.close(keyboard)
