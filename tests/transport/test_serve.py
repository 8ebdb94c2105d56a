"""`python -m sandbox serve`: ready when it says so, gone when it is told to go."""

import os
import re
import select
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import stripe

from sandbox import Sandbox
from sandbox import __main__ as commands
from sandbox.app import App
from sandbox.store import Store
from sandbox.transport.clients import CLIENTS
from sandbox.transport.serve import INSTALL, announce, until_told
from sandbox.transport.server import Server, listen
from tests.transport.calling import PATIENCE, Line, listening, post
from tests.tree import PROJECT


class Serving:
    """A server that was started with the command."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        """Wait until it says that it is ready."""
        self.process = process
        assert process.stdout
        ready, _, _ = select.select([process.stdout], [], [], PATIENCE)
        assert ready, "it did not say that it is ready"
        self.url = process.stdout.readline().removeprefix("Ready: ").strip()
        self.told = [self.line() for _ in range(len(CLIENTS) + 4)]

    def line(self) -> str:
        """The next line that it prints."""
        assert self.process.stdout
        return self.process.stdout.readline().rstrip("\n")

    def stop(self, sign: signal.Signals) -> tuple[int, str]:
        """Tell it to go: its exit status, and what it printed last."""
        self.process.send_signal(sign)
        left, problems = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, left + problems


@contextmanager
def serving(*words: str) -> Iterator[Serving]:
    """The command, until the test is over."""
    with subprocess.Popen(
        [sys.executable, "-m", "sandbox", "serve", "--port", "0", *words],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield Serving(process)
        finally:
            process.kill()


@pytest.fixture(scope="module")
def served() -> Iterator[Serving]:
    """A server that stays on while this module is tested."""
    with serving("--seed", "7", "--now", "1700000000") as running:
        yield running


def spelt(served: Serving, client: str) -> str:
    """How a client is told where the server is."""
    [line] = [one for one in served.told if one.split()[:1] == [client]]
    return line.strip().removeprefix(client).strip()


def test_ready(served: Serving) -> None:
    """The first line says where the server is, and there it is."""
    assert re.fullmatch(r"http://127\.0\.0\.1:[0-9]+", served.url)
    assert listening(served.url)


def test_every_client_is_told(served: Serving) -> None:
    """Seven clients are told where the server is, each in its own way."""
    host, port = served.url.removeprefix("http://").split(":")

    assert ["curl", "Ruby", "Python", "PHP", "Java", "Node", "Go"] == list(CLIENTS)
    for client in CLIENTS:
        assert host in spelt(served, client)
        assert port in spelt(served, client)


def test_python_as_told(served: Serving) -> None:
    """The line for Python makes a client that talks to the server."""
    client = eval(spelt(served, "Python"), {"stripe": stripe})  # noqa: S307 - our line

    made = client.v1.customers.create({"email": "jenny@example.com"})

    assert made.id == client.v1.customers.retrieve(made.id).id
    assert made.created == 1700000000


def test_curl_as_told(served: Serving) -> None:
    """The line for curl asks the server."""
    command = shlex.split(spelt(served, "curl"))

    shown = subprocess.run(
        [*command, "-s"], capture_output=True, check=True, text=True, timeout=PATIENCE
    )

    assert shown.stdout.startswith('{"object":"list"')


def test_the_seed(served: Serving) -> None:
    """The ids are those of the seed that was given."""
    with Line(served.url) as line:
        line.send(line.request("POST", "/_sandbox/reset"))
        assert 200 == line.read().status
        line.send(post(line, "/v1/customers", ""))
        made = line.read().json["id"]

    assert Sandbox(seed=7).call("customers.create")["id"] == made


@pytest.mark.parametrize(
    ("sign", "ending"),
    [
        (signal.SIGTERM, (0, "")),
        (signal.SIGINT, (130, "\nInterrupted.\n")),
    ],
    ids=["SIGTERM", "Ctrl-C"],
)
def test_going(tmp_path: Path, sign: signal.Signals, ending: tuple[int, str]) -> None:
    """Told to go, the server answers what has begun, and closes its file whole."""
    file = tmp_path / "shop.db"
    with serving("--db", str(file)) as server, Line(server.url) as line:
        begun = ("Content-Length: 6", "Expect: 100-continue")
        line.send(line.request("POST", "/v1/customers", *begun))
        assert 100 == line.read().status
        server.process.send_signal(sign)
        line.send(b"name=A")
        made = line.read().json
        left = server.process.communicate(timeout=PATIENCE)

        assert ending == (server.process.returncode, "".join(left))
        assert not listening(server.url)

    kept = Sandbox(file)
    assert [made["id"]] == [one["id"] for one in kept.objects("customers")]
    kept.close()
    assert [file] == list(tmp_path.iterdir())


def test_going_gives_the_signal_back(capsys: pytest.CaptureFixture[str]) -> None:
    """A program that serves is left with what SIGTERM meant to it before."""
    before = signal.getsignal(signal.SIGTERM)
    server = Server(App(Store()), listen("127.0.0.1", 0))

    def ready() -> None:
        announce(server)
        os.kill(os.getpid(), signal.SIGTERM)

    server.on_ready = ready
    with pytest.raises(SystemExit) as ended:
        until_told(server)

    assert 0 == ended.value.code
    assert f"Ready: {server.url}\n" in capsys.readouterr().out
    assert before == signal.getsignal(signal.SIGTERM)
    assert not listening(server.url)


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What is said where there can be no server, in one line."""
    assert 2 == commands.main(["serve", *words])
    captured = capsys.readouterr()
    assert "" == captured.out
    [sentence] = captured.err.splitlines()
    return sentence


def test_a_port_in_use(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A port in use is named, and no file is made."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        said = refused(capsys, "--port", port, "--db", str(tmp_path / "shop.db"))

    assert port in said
    assert "--port" in said
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("host", ["no such host", "192.0.2.1"])
def test_an_address_that_is_not_ours(
    capsys: pytest.CaptureFixture[str], host: str
) -> None:
    """An address that nothing can listen on is named: no other port would help."""
    said = refused(capsys, "--host", host, "--port", "0")

    assert host in said
    assert "Give another --host" in said


def test_a_file_of_something_else(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A file that is no sandbox is refused, and left as it was."""
    file = tmp_path / "notes.txt"
    file.write_text("not a sandbox", encoding="utf-8")

    assert str(file) in refused(capsys, "--port", "0", "--db", str(file))
    assert "not a sandbox" == file.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_made(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A file that cannot be made is refused by its name."""
    file = tmp_path / "nowhere" / "shop.db"

    assert str(file) in refused(capsys, "--port", "0", "--db", str(file))


@pytest.mark.parametrize("absent", ["starlette", "uvicorn"])
def test_without_the_packages(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, absent: str
) -> None:
    """Without the packages of a server, it is said what to install."""
    monkeypatch.setitem(sys.modules, absent, None)

    assert f"Serving needs {absent}: {INSTALL}" == refused(capsys, "--port", "0")
    with pytest.raises(ModuleNotFoundError, match=absent):
        Sandbox().serve()


@pytest.mark.parametrize(
    "words",
    [
        *(("--port", "65536"), ("--port", "-1"), ("--port", "http")),
        *(("--seed", "x"), ("--seed", str(2**63)), ("--now", "-1"), ("--now", "now")),
    ],
    ids=" ".join,
)
def test_misspelt(capsys: pytest.CaptureFixture[str], words: tuple[str, str]) -> None:
    """An option that makes no sense is named, with what would make some."""
    with pytest.raises(SystemExit) as ended:
        commands.main(["serve", *words])

    assert 2 == ended.value.code
    assert f"argument {words[0]}: give a number from " in capsys.readouterr().err


def test_open_to_others() -> None:
    """A server that others can reach says so; its base URL is one for here."""
    with serving("--host", "0.0.0.0", "--allow-host", "shop.test") as server:  # noqa: S104 - what is tested
        warning = [server.line() for _ in range(2)]
        with Line(server.url) as line:
            line.host = "shop.test"
            line.send(line.request("GET", "/v1/customers"))
            assert 200 == line.read().status

    assert re.fullmatch(r"http://127\.0\.0\.1:[0-9]+", server.url)
    assert "without a password" in "".join([*server.told, *warning])


def test_nothing_but_its_own_is_printed(served: Serving) -> None:
    """Requests leave no line behind; the server is silent after it is ready."""
    with Line(served.url) as line:
        line.send(line.request("GET", "/v1/customers"))
        assert 200 == line.read().status
    assert served.process.stdout
    assert served.process.stderr
    pipes = [served.process.stdout, served.process.stderr]

    assert [] == select.select(pipes, [], [], 0)[0]
