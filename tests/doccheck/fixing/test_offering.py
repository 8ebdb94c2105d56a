"""`--fix` shows a diff first, and writes after a yes alone."""

import json
import sys
from io import StringIO
from pathlib import Path

import pytest

from sandbox.__main__ import main
from sandbox.doccheck.fixing import Fixed, offering
from sandbox.doccheck.fixing.page import Fixer
from tests.doccheck.pages_made import CHARGE, KEY, fence, page

WRONG = fence("python", KEY + CHARGE.replace("create", "craete"))
RIGHT = fence("python", KEY + CHARGE)
DIFF = [
    "--- page.md",
    "+++ page.md",
    "@@ -1,4 +1,4 @@",
    " ```python",
    f" {KEY.strip()}",
    f"-{CHARGE.replace('create', 'craete')}",
    f"+{CHARGE}",
    " ```",
]


@pytest.fixture
def wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page in which one thing can be mended, in the folder that we are in."""
    monkeypatch.chdir(tmp_path)
    page(tmp_path, WRONG)
    return Path("page.md")


def check(*words: object) -> int:
    """The exit status of the command."""
    return main(["check", *map(str, words)])


def test_shown(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal the diff is shown, and the page stays as it is."""
    assert 1 == check(wrong, "--fix")

    lines = capsys.readouterr().out.splitlines()

    assert DIFF == lines[:8]
    assert "page.md:3:15 python unknown: Charge has no craete." == lines[8]
    assert "1 change shown, nothing written. With --yes it is." == lines[-1]
    assert WRONG + "\n" == wrong.read_text()


def test_written(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--yes` it is shown and written, and the report tells what is left."""
    assert 0 == check(wrong, "--fix", "--yes")

    lines = capsys.readouterr().out.splitlines()

    assert DIFF == lines[:8]
    assert "no problem in 1 snippet of 1 example on 1 page." == lines[-2]
    assert "1 change written to 1 page." == lines[-1]
    assert RIGHT + "\n" == wrong.read_text()


def test_twice(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second time there is nothing to show, and nothing is written."""
    check(wrong, "--fix", "--yes")
    known = wrong.stat()
    capsys.readouterr()

    assert 0 == check(wrong, "--fix", "--yes")
    assert "Nothing was mended." == capsys.readouterr().out.splitlines()[-1]
    assert (known.st_ino, known.st_mtime_ns) == (
        wrong.stat().st_ino,
        wrong.stat().st_mtime_ns,
    )


def test_other_formats(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With another format the diff is on standard error: the report stays whole."""
    assert 0 == check(wrong, "--fix", "--yes", "--format", "json")

    out, err = capsys.readouterr()

    assert 0 == json.loads(out)["summary"]["problems"]
    assert [*DIFF, "1 change written to 1 page."] == err.splitlines()


def test_yes_to_nothing(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--yes` alone is a mistake that is told."""
    assert 2 == check(wrong, "--yes")
    assert "--yes says yes to what --fix shows: add --fix." in capsys.readouterr().err


def test_unwritten(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page that cannot be written is told in a line, and the exit status is 2."""
    wrong.chmod(0o444)

    assert 2 == check(wrong, "--fix", "--yes")
    lines = capsys.readouterr().out.splitlines()

    assert "page.md is read-only. Make it writable first." == lines[8]
    assert "1 change shown, nothing written." == lines[-1]
    assert WRONG + "\n" == wrong.read_text()


def test_unreadable(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page that cannot be read is told once, and the others are mended."""
    Path("other.md").write_bytes(b"\xff\xfe")

    assert 2 == check("other.md", wrong, "--fix", "--yes")
    assert 1 == len(capsys.readouterr().err.splitlines())
    assert RIGHT + "\n" == wrong.read_text()


def test_languages(wrong: Path) -> None:
    """Only the languages that were asked for are mended."""
    check(wrong, "--fix", "--yes", "--languages", "ruby")

    assert WRONG + "\n" == wrong.read_text()


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It does."""
        return True


ANSWERS = {
    "yes": ("y\nY\n", [True, True]),
    "no, then yes": ("n\nyes\n", [False, True]),
    "all": ("a\n", [True, True]),
    "quit": ("q\n", [False, False]),
    "nothing, twice": ("\n\n", [False, False]),
    "nobody there": ("", [False, False]),
    "a word that is none": ("perhaps\ny\n", [False, True]),
}


@pytest.mark.parametrize(("typed", "expected"), ANSWERS.values(), ids=ANSWERS)
def test_terminal(
    wrong: Path, monkeypatch: pytest.MonkeyPatch, typed: str, expected: list[bool]
) -> None:
    """On a terminal it asks page by page, and what is no yes is a no."""
    page(wrong.parent, WRONG, name="z.md")
    shown = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    monkeypatch.setattr(sys, "stdout", shown)

    check(".", "--fix")

    written = [Path(name).read_text() == RIGHT + "\n" for name in ("page.md", "z.md")]
    assert expected == written
    assert shown.getvalue().index("+++ page.md") < shown.getvalue().index(
        f"Write 1 change to page.md? [{offering.QUESTION}] "
    )


def test_named_like_no_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither a name nor what a page says acts on a terminal."""
    nasty = WRONG.replace("```\n", "```\n\x1b[2J\n").replace("1099", "1099,\t")
    path = page(tmp_path, "\x1b]0;a\x07\n\n" + nasty, name="pa\x1bge.md")

    check(path, "--fix", "--yes")

    shown = capsys.readouterr().out
    assert not [c for c in shown if not c.isprintable() and c not in "\n\t"]


def test_a_place_that_is_no_code(
    wrong: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What can be mended, but has no place in the file, is told in a line."""
    left = Fixed(wrong, b"", b"", 0, (f"{wrong}:3: one thing\x1b",))
    monkeypatch.setattr(Fixer, "fix", lambda *_: left)

    assert 1 == check(wrong, "--fix", "--yes")
    assert "page.md:3: one thing?" == capsys.readouterr().out.splitlines()[0]
