"""`python -m sandbox check --execute`: snippets are really run, and compared."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from sandbox.__main__ import main
from tests.doccheck.pages_made import CURL, KEY, RUBY, RUBY_KEY, fence, notebook, page
from tests.tree import PROJECT

pytestmark = pytest.mark.skipif(not shutil.which("curl"), reason="needs curl")

TWICE = "for _ in range(2):\n    stripe.Customer.create()\n"
ENDLESS = "stripe.Customer.create()\nwhile True: pass\n"


def executed(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The report on a page whose snippets were really run."""
    main(["check", str(path), "--execute", "--format", "json"])
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    return report


def test_the_snippets_of_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    """Each sends what it reads as: no problem is found beside those of the page."""
    path = PROJECT / "tests" / "pages" / "sources.txt"
    summary = executed(path, capsys)["summary"]

    ran = {name: summary["executed"].get(name) for name in ("curl", "python")}
    assert {"curl": 5, "python": 5} == ran
    assert {"syntax": 2, "unknown": 1} == summary["kinds"]


def test_a_snippet_that_does_more_than_it_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What it really sends is told beside what it reads as."""
    path = page(tmp_path, fence("python", KEY + TWICE))
    (snippet,) = executed(path, capsys)["snippets"]
    (problem,) = snippet["problems"]

    assert "executed" == problem["kind"]
    assert (
        "Request 2 reads as none; really run, it was POST /v1/customers."
        == problem["message"]
    )


@pytest.mark.slow
def test_an_endless_loop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is stopped, and is told; what it sent before was as it reads."""
    path = page(tmp_path, fence("python", KEY + ENDLESS))
    main(["check", str(path), "--execute", "--time-limit", "4", "--format", "json"])
    (snippet,) = json.loads(capsys.readouterr().out)["snippets"]

    assert ["It was stopped after 4 seconds."] == [
        one["message"] for one in snippet["problems"]
    ]


def test_what_is_not_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A snippet that is not run has a note which says why."""
    for name in ("bash", "curl", "sh", "unshare"):
        if found := shutil.which(name):
            (tmp_path / name).symlink_to(found)
    monkeypatch.setenv("PATH", str(tmp_path))
    path = page(tmp_path, fence("ruby", RUBY_KEY + RUBY), fence("bash", CURL))
    ruby, curl = executed(path, capsys)["snippets"]

    why = "Not really run: there is no ruby on the PATH."
    assert [why] == [note["message"] for note in ruby["notes"]]
    assert [] == curl["notes"]


DEFINED = "def pay():\n    stripe.Charge.list()\n"
CALLED = {DEFINED: 1, f"{DEFINED}pay()\n": 0}


@pytest.mark.parametrize(
    ("code", "notes"), CALLED.items(), ids=["not called", "called"]
)
def test_a_function_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], code: str, notes: int
) -> None:
    """A function that nothing calls asks nothing when it is run: that is no problem."""
    (snippet,) = executed(page(tmp_path, fence("python", KEY + code)), capsys)[
        "snippets"
    ]

    why = "Not really run: nothing calls the function that asks."
    assert [why] * notes == [note["message"] for note in snippet["notes"]]
    assert [] == snippet["problems"]


OWN = "from sandbox import connect\nsandbox = connect()\nstripe.Charge.list()"
GIVEN = 'def test_it(sandbox):\n    sandbox.given("src_1")'
SOURCES = {
    "a sandbox of its own": (OWN, "it asks a sandbox of its own"),
    "a fixture": (GIVEN, "it asks a sandbox of its own"),
    "a cell behind another": ("stripe.Charge.list()", "it goes on from an earlier"),
}


@pytest.mark.parametrize(("code", "why"), SOURCES.values(), ids=SOURCES)
def test_what_needs_a_sandbox(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], code: str, why: str
) -> None:
    """What talks to a sandbox in its own process is not run against another one."""
    path = notebook(tmp_path, f"import stripe\n{KEY}", code)
    *_, last = executed(path, capsys)["snippets"]

    assert [] == last["problems"]
    assert last["notes"][0]["message"].startswith(f"Not really run: {why}")


def test_without_the_packages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """One sentence says what to install, and nothing is checked."""
    monkeypatch.setattr("sandbox.doccheck.execute.executor.NEEDS", ("no_such_package",))
    assert 2 == main(["check", str(page(tmp_path, fence("bash", CURL))), "--execute"])
    assert "sources-sandbox[execute]" in capsys.readouterr().err
