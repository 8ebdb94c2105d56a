"""`python -m sandbox lab`: JupyterLab at the first notebook."""

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from sandbox.__main__ import main
from sandbox.lessons import lab
from tests.lab_server import running
from tests.tree import PROJECT

FIRST = Path("/project") / "notebooks" / "00_start_here.ipynb"


@pytest.fixture
def first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one notebook."""
    notebook = tmp_path / "notebooks" / "00_start_here.ipynb"
    notebook.parent.mkdir()
    notebook.touch()
    monkeypatch.setattr(lab, "NOTEBOOKS", notebook.parent)
    return notebook


@pytest.fixture
def port() -> Iterator[int]:
    """A port that someone listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def test_options() -> None:
    """JupyterLab serves the project, opens the notebook, and ends at one Ctrl-C."""
    given = lab.options(FIRST, browser=True, port=None)

    assert given[:3] == [
        f"--ServerApp.root_dir={FIRST.parents[1]}",
        "--LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb",
        "--ServerApp.answer_yes=True",
    ]
    assert not {"--no-browser", "--port"} & set(given)


def test_options_without_a_browser_at_a_port() -> None:
    """The port that was asked for is taken, or none."""
    given = lab.options(FIRST, browser=False, port=8899)

    assert {"--no-browser", "--port=8899", "--ServerApp.port_retries=0"} <= set(given)


@pytest.mark.parametrize(("user", "allowed"), [(0, True), (1000, False)])
def test_root(monkeypatch: pytest.MonkeyPatch, user: int, allowed: bool) -> None:
    """JupyterLab is allowed to run as root only where it would."""
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)

    given = lab.options(FIRST, browser=True, port=None)

    assert ("--allow-root" in given) is allowed


def test_starts_in_this_process(first: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """JupyterLab gets its options, and finds our defaults beside someone's own."""
    calls: list[list[str]] = []
    module = ModuleType("jupyterlab.labapp")
    module.main = calls.append
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "theirs")

    assert main(["lab", "--no-browser"]) == 0

    ours, theirs = os.environ["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert calls == [lab.options(first, browser=False, port=None)]
    assert theirs == "theirs"
    assert list(Path(ours, "labconfig").glob("*.json"))


@pytest.mark.usefixtures("first")
def test_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without JupyterLab, one line says what installs it."""
    monkeypatch.setitem(sys.modules, "jupyterlab", None)

    with pytest.raises(SystemExit, match=r"pip install -e \"\.\[tutorial\]\""):
        main(["lab"])


def test_no_notebooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without notebooks there is nothing to open."""
    monkeypatch.setattr(lab, "NOTEBOOKS", tmp_path)

    with pytest.raises(SystemExit, match="no notebooks"):
        main(["lab"])


@pytest.mark.usefixtures("first")
def test_taken_port(port: int) -> None:
    """A port that is taken is named, with what to do."""
    with pytest.raises(SystemExit, match=f"Port {port} cannot be used: "):
        main(["lab", "--port", str(port)])


def test_free_port() -> None:
    """A port that nobody listens on is fine."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

    lab.expect_free(port)


@pytest.mark.parametrize("text", ["0", "65536", "-1", "8888.0", "http", ""])
def test_no_port(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is no port is refused before anything starts."""
    with pytest.raises(SystemExit):
        main(["lab", f"--port={text}"])

    assert "a port is a number from 1 to 65535" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="plays a terminal")
def test_lab_for_real(tmp_path: Path) -> None:
    """It opens at notebook 00, asks for no news, and one Ctrl-C ends all of it."""
    with running([sys.executable, "-m", "sandbox", "lab"], tmp_path) as jupyterlab:
        address, _ = jupyterlab.ask("")
        defaults = jupyterlab.defaults()
        jupyterlab.ask("api/kernels", body={"name": "python3"})
        children = jupyterlab.process.children()
        left = jupyterlab.stop()

    notebooks = sorted((PROJECT / "notebooks").glob("*.ipynb"))
    assert address.endswith(f"/lab/tree/notebooks/{notebooks[0].name}")
    assert (defaults["fetchNews"], defaults["checkForUpdates"]) == ("false", False)
    assert children
    assert left == []
