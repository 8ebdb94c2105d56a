"""`python -m sandbox rerun`: saving what notebooks show, or checking it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from sandbox.__main__ import main
from sandbox.lessons import rerun
from tests.tree import PROJECT

SHOWS_MUCH = """\
import sys
from ipywidgets import HTML
print("out")
print("err", file=sys.stderr)
HTML("form")"""


def save(path: Path, *sources: str, fails: bool = False) -> Path:
    """A notebook as an editor leaves it; the last cell fails, and says so."""
    cells = [new_markdown_cell("# Title"), *map(new_code_cell, sources)]
    if fails:
        cells[-1].metadata["tags"] = ["raises-exception"]
    nbformat.write(new_notebook(cells=cells), path)
    return path


def test_two_runs_are_identical(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first run saves; the second finds not one byte to change."""
    path = save(tmp_path / "01_a.ipynb", SHOWS_MUCH, "1 / 0", fails=True)

    assert main(["rerun", str(tmp_path)]) == 0
    first, told = path.read_bytes(), capsys.readouterr().out
    assert main(["rerun", str(path)]) == 0

    assert told.startswith("01_a.ipynb 3 cells, ")
    assert told.endswith(" s, saved\n")
    assert path.read_bytes() == first
    assert b"ZeroDivisionError: division by zero" in first
    assert capsys.readouterr().out.endswith(" s, unchanged\n")


def test_failure_keeps_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A notebook that fails stays as it was, and the next one runs all the same."""
    fails = save(tmp_path / "01_a.ipynb", "print(1)", "print(nothing)")
    works = save(tmp_path / "02_b.ipynb", "print(1)")
    before = fails.read_bytes()

    assert main(["rerun", str(tmp_path)]) == 1

    told = capsys.readouterr().out
    assert f"{fails}: cell 3, line 1: print(nothing)\n  NameError: " in told
    assert fails.read_bytes() == before
    assert '"1\\n"' in works.read_text(encoding="utf-8")
    assert sorted(tmp_path.iterdir()) == [fails, works]


def test_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--check` shows what would change, fails, and saves nothing."""
    path = save(tmp_path / "01_a.ipynb", "print('chargeable')")
    main(["rerun", str(path)])
    good = path.read_text(encoding="utf-8")
    bad = good.replace('"chargeable\\n"', '"consumed\\n"')
    capsys.readouterr()

    assert main(["rerun", "--check", str(path)]) == 0
    path.write_text(bad, encoding="utf-8")
    assert main(["rerun", "--check", str(path)]) == 1

    told = capsys.readouterr().out
    assert '-      "consumed\\n"' in told
    assert '+      "chargeable\\n"' in told
    assert path.read_text(encoding="utf-8") == bad


def test_long_difference() -> None:
    """A difference is shown as far as anyone reads, and then counted."""
    lines = list(rerun.difference("a\n" * 100, "b\n" * 100))

    assert len(lines) == rerun.LINES_OF_A_DIFF + 1
    assert lines[-1] == "... and 163 more lines"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("gone.ipynb", None, "There is no "),
        ("empty", None, "There is no "),
        ("a.ipynb", b"{", "a.ipynb cannot be run: it is not JSON"),
        ("a.ipynb", b"{}", "a.ipynb cannot be run: it is JSON, but not a notebook"),
        ("a.ipynb", b"\xff", "a.ipynb cannot be run: 'utf-8' codec"),
    ],
    ids=["file", "folder", "json", "notebook", "text"],
)
def test_no_notebook(
    tmp_path: Path, name: str, content: bytes | None, reason: str
) -> None:
    """A path that means no notebook ends everything before anything ran."""
    good = save(tmp_path / "00_good.ipynb", "1")
    before = good.read_bytes()
    if content is not None:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(SystemExit, match=reason):
        main(["rerun", str(good), str(tmp_path / name)])

    assert good.read_bytes() == before


def test_folder_without_notebooks(tmp_path: Path) -> None:
    """An empty folder is an error: a run over nothing has shown nothing."""
    with pytest.raises(SystemExit, match="no notebooks"):
        main(["rerun", str(tmp_path)])


def test_replace_keeps_the_old(tmp_path: Path) -> None:
    """A text that cannot be written leaves the old one, and nothing beside it."""
    path = tmp_path / "a.ipynb"
    path.write_text("old", encoding="utf-8")

    with pytest.raises(UnicodeEncodeError):
        rerun.replace(path, "new \ud800")

    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.fixture
def hears_ctrl_c() -> Iterator[None]:
    """What is started hears Ctrl-C, though a shell's background job does not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
@pytest.mark.usefixtures("hears_ctrl_c")
def test_ctrl_c_loses_nothing(tmp_path: Path) -> None:
    """Ctrl-C in the middle of a notebook leaves its file, and no kernel behind."""
    marker = tmp_path / "running"
    waits = f"import time\nopen({str(marker)!r}, 'w').close()\ntime.sleep(60)"
    path = save(tmp_path / "01_a.ipynb", "print(1)", waits)
    before = path.read_bytes()
    command = [sys.executable, "-m", "sandbox", "rerun", str(path)]
    running = subprocess.Popen(
        command,
        cwd=PROJECT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )

    deadline = time.monotonic() + 30
    while not marker.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    kernels = psutil.Process(running.pid).children(recursive=True)
    running.send_signal(signal.SIGINT)
    told, _ = running.communicate(timeout=30)

    assert kernels
    assert not psutil.wait_procs(kernels, timeout=5)[1]
    assert running.returncode == 130
    assert told == "01_a.ipynb \nInterrupted.\n"
    assert path.read_bytes() == before
