"""`python -m sandbox check` tells what it found, in five formats and an exit status."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from sandbox.__main__ import main
from sandbox.doccheck import report
from sandbox.doccheck.checking import Checker
from sandbox.doccheck.pages import markdown
from sandbox.doccheck.progress import Progress
from sandbox.languages.reading.problems import KINDS
from sandbox.languages.reading.syntax import grammars
from tests.doccheck.pages_made import CHARGE, CURL, KEY, RUBY, RUBY_KEY, fence, page

WRONG = fence("python", KEY + CHARGE.replace("eur", "euro"))
RIGHT = fence("python", KEY + CHARGE)
TOLD = (
    "charges.create is refused: currency is 'euro': give a three-letter code such as "
    "eur or usd."
)

IN_WORDS = "1 problem (1 refused) in 2 snippets of 1 example on 1 page."


@pytest.fixture
def wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page with a problem in its third line, in the folder that we are in."""
    monkeypatch.chdir(tmp_path)
    page(tmp_path, WRONG, fence("csharp", "var c = 1;"))
    return Path("page.md")


def check(*words: object) -> int:
    """The exit status of the command."""
    return main(["check", *map(str, words)])


def test_text(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each problem is a line that editors understand; a table and a sentence follow."""
    assert 1 == check(wrong)

    lines = capsys.readouterr().out.splitlines()

    assert f"page.md:3:35 python refused: {TOLD}" == lines[0]
    assert lines[1].startswith("    The same in every world that was tried: ")
    assert [
        "",
        "language  snippets           ok      problem  unsupported",
        "csharp           1            0            0            1",
        "python           1            0            1            0",
        "all              2            0            1            1",
        f"{IN_WORDS} Not covered, and not checked: csharp 1.",
    ] == lines[2:]


def test_json(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON has every snippet, with its calls, problems and notes."""
    check(wrong, "--format", "json")

    found = json.loads(capsys.readouterr().out)
    python, csharp = found["snippets"]

    assert {"summary", "snippets"} == found.keys()
    assert {
        "path": "page.md",
        "line": 2,
        "end_line": 3,
        "heading": "",
        "language": "python",
        "example": 1,
        "status": "problem",
        "calls": [
            {
                "operation": "charges.create",
                "method": "POST",
                "path": "/v1/charges",
                "params": {"amount": 1099, "currency": "euro", "source": "tok_visa"},
            }
        ],
        "problems": [
            {
                "line": 3,
                "column": 35,
                "kind": "refused",
                "message": TOLD,
                "hint": python["problems"][0]["hint"],
            }
        ],
        "notes": [],
    } == python
    assert ("csharp", "unsupported") == (csharp["language"], csharp["status"])
    assert {
        "pages": 1,
        "examples": 1,
        "snippets": 2,
        "ok": 0,
        "problem": 1,
        "unsupported": 1,
        "problems": 1,
        "kinds": {"refused": 1},
        "notes": 0,
        "executed": {},
        "unsupported_languages": {"csharp": 1},
        "unreadable": [],
        "complete": True,
    } == found["summary"]


def test_json_of_what_is_known_only_by_running(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An id that a call answers, or that comes from outside, is named in braces."""
    code = (
        "customer = stripe.Customer.create(email=form.email)\n"
        'stripe.Customer.modify(customer.id, metadata={"tags": [customer.email]})'
    )
    check(page(tmp_path, fence("python", KEY + code)), "--format", "json")

    (snippet,) = json.loads(capsys.readouterr().out)["snippets"]
    create, update = snippet["calls"]

    assert "/v1/customers/{customers.create.id}" == update["path"]
    assert {"metadata": {"tags": ["{customers.create.email}"]}} == update["params"]
    assert create["params"]["email"].startswith("{")


def test_junit(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JUnit has a test case for each snippet, named by line and language."""
    check(wrong, "--format", "junit")

    suites = ET.fromstring(capsys.readouterr().out)  # noqa: S314 - it is ours
    (suite,) = suites
    failed, skipped = suite

    assert {"tests": "2", "failures": "1", "errors": "0", "skipped": "1"} == {
        name: suite.get(name) for name in ("tests", "failures", "errors", "skipped")
    }
    assert ("page.md", "2-python") == (failed.get("classname"), failed.get("name"))
    assert "refused" == failed[0].get("type")
    assert (failed[0].get("message") or "").startswith(f"page.md:3:35: {TOLD}")
    assert ["skipped"] == [one.tag for one in skipped]


def test_markdown(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Markdown has a row for each problem, and what was found in words."""
    check(wrong, "--format", "markdown")

    lines = capsys.readouterr().out.splitlines()

    assert ["Where | Language | Kind | What", "---|---|---|---"] == lines[:2]
    assert lines[2].startswith(r"page.md:3:35 | python | refused | charges.create is")
    assert lines[4].startswith("1 problem (1 refused) in 2 snippets")


def test_github(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """GitHub is told the file, the line and the column of each problem."""
    check(wrong, "--format", "github")

    told, words = capsys.readouterr().out.splitlines()

    assert told.startswith(
        f"::error file=page.md,line=3,col=35,title=python refused::{TOLD}"
    )
    assert words.startswith("1 problem (1 refused)")


@pytest.mark.parametrize("name", report.FORMATS)
def test_nothing_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """A page without a problem ends well in every format, which says something."""
    assert 0 == check(page(tmp_path, RIGHT), "--format", name)
    assert capsys.readouterr().out.strip()


NASTY = "a\x1b[2J%0A::error::b"


@pytest.mark.parametrize("name", report.FORMATS)
def test_control_characters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """What a page says never reaches a terminal as a control character."""
    code = CHARGE.replace("eur", NASTY).replace("tok_visa", "a|b<c>&\u202ed")
    path = page(tmp_path, fence("python", KEY + code), name="pa\x1bge,1%.md")

    assert 1 == check(path, "--format", name)
    shown = capsys.readouterr().out

    assert not [c for c in shown if not c.isprintable() and c != "\n"]
    if name == "junit":
        assert ET.fromstring(shown) is not None  # noqa: S314 - it is ours
    if name == "github":
        assert 1 == sum(line.startswith("::") for line in shown.splitlines())
        assert "%2C1%25.md" in shown
        assert "%250A::error::b" in shown
    if name == "markdown":
        assert all(3 == line.count(" | ") for line in shown.splitlines()[2:3])


def test_output_that_cannot_carry_everything(tmp_path: Path) -> None:
    """On an output that has ASCII alone other characters are escaped."""
    path = page(tmp_path, fence("python", KEY + CHARGE.replace("eur", "€uro")))

    ended = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-m", "sandbox", "check", str(path)],
        env={"PYTHONIOENCODING": "ascii", "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        check=False,
    )

    assert 1 == ended.returncode, ended.stderr
    assert rb"\u20acuro" in ended.stdout


def test_a_reader_who_has_seen_enough(tmp_path: Path) -> None:
    """When nobody reads on, as behind `head`, it ends without a word."""
    page(tmp_path, *[WRONG] * 200)

    ended = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m sandbox check {tmp_path} | head -1"],
        env={"PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=True,
    )

    assert b"" == ended.stderr
    assert 1 == ended.stdout.count(b"\n")


FAIL_ON = {
    "any": 1,
    "refused": 1,
    "syntax,refused": 1,
    "SYNTAX, Differs": 0,
    "unsupported": 1,
    "nothing": 0,
}


@pytest.mark.parametrize(("kinds", "status"), FAIL_ON.items(), ids=FAIL_ON)
def test_fail_on(wrong: Path, kinds: str, status: int) -> None:
    """The exit status is 1 for the kinds that were asked for, and no others."""
    assert status == check(wrong, "--fail-on", kinds)


def test_languages(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the languages that were asked for are looked at, or counted."""
    page(wrong.parent, WRONG, fence("ruby", RUBY_KEY + RUBY), fence("bash", CURL))

    assert 0 == check(wrong, "--languages", "ruby,curl")
    assert "python" not in capsys.readouterr().out


MISSPELT = [
    ("--languages", "ruby,cobol", "cobol is none of curl, ruby"),
    ("--languages", "", "nothing is none of curl"),
    ("--fail-on", "sytnax", "sytnax is none of syntax, unknown"),
    ("--format", "xml", "xml"),
]


@pytest.mark.parametrize(("option", "value", "message"), MISSPELT)
def test_misspelt_option(
    wrong: Path,
    capsys: pytest.CaptureFixture[str],
    option: str,
    value: str,
    message: str,
) -> None:
    """A misspelt option says which there are, and the exit status is 2."""
    with pytest.raises(SystemExit) as ended:
        check(wrong, option, value)

    assert 2 == ended.value.code
    assert message in capsys.readouterr().err


def test_help_explains_the_kinds(capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` says what each kind of problem is, and what the exit status means."""
    with pytest.raises(SystemExit):
        check("--help")

    shown = capsys.readouterr().out

    assert all(f"  {kind}" in shown and what in shown for kind, what in KINDS.items())
    assert "exit status: 0" in shown


def test_no_such_page(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page that is not there is told in a line; the rest is checked; the end is 2."""
    assert 2 == check("nowhere.md", wrong)

    out, err = capsys.readouterr()

    assert "on 1 page." in out
    assert err.startswith("nowhere.md ")
    assert 1 == len(err.splitlines())
    assert "page.md:3:35 python refused" in out


def test_no_page_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    """Where no page was read nothing is counted, and the end is 2."""
    assert 2 == check("nowhere.md")
    assert "No page was read.\n" == capsys.readouterr().out


@pytest.mark.usefixtures("wrong")
def test_unreadable_page_of_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    """A page of a folder that is no text is a problem of its own; the rest goes on."""
    Path("a.md").write_bytes(b"\x00\x01")

    assert 1 == check(".")
    out, err = capsys.readouterr()

    assert "a.md:1:1 page file: It " in out
    assert "page.md:3:35 python refused" in out
    assert "" == err


@pytest.mark.usefixtures("wrong")
@pytest.mark.parametrize("name", ["json", "junit"])
def test_unreadable_page_in_other_formats(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """It is in the summary of JSON, and an error in JUnit."""
    Path("a.md").write_bytes(b"\x00\x01")
    check(".", "--format", name)
    out = capsys.readouterr().out

    if name == "json":
        (one,) = json.loads(out)["summary"]["unreadable"]
        assert ("a.md", "file", 1) == (one["path"], one["kind"], one["line"])
    else:
        assert '<error type="file" message="a.md:1:1: It ' in out


def test_a_part_of_a_page_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fence that never ends is told at its line; what stands before is checked."""
    path = page(tmp_path, RIGHT, "```python", KEY + CHARGE)

    assert 1 == check(path)
    assert f"{path}:6:1 page file: " in capsys.readouterr().out


def test_no_example_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where there was nothing to check, that is no success."""
    assert 2 == check(page(tmp_path, "Prose alone."))
    assert "no snippet" in capsys.readouterr().out


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It does."""
        return True


def test_progress_on_a_terminal() -> None:
    """On a terminal a bar shows how many pages are done, and is wiped out again."""
    stream = Terminal()
    progress = Progress(2, stream)
    progress.step("a\x1b.md")
    progress.step("b.md")
    progress.clear()

    assert ["", f"[{'':30}] 0/2 a?.md", f"[{'#' * 15:30}] 1/2 b.md", ""] == (
        stream.getvalue().split("\r\x1b[K")
    )


@pytest.mark.parametrize("stream", [StringIO(), Terminal()], ids=["file", "one page"])
def test_no_progress(stream: StringIO) -> None:
    """Nothing is drawn into a file, or for a single page."""
    Progress(1 if stream.isatty() else 9, stream).step("a.md")

    assert "" == stream.getvalue()


@pytest.mark.parametrize("name", report.FORMATS)
def test_interrupted(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    """After Ctrl-C the report of what was found so far is whole, and the end is 130."""
    page(tmp_path, WRONG, name="a.md")
    page(tmp_path, WRONG, name="b.md")
    check_page = Checker.check

    def interrupted(self: Checker, path: Path) -> Iterator[Any]:
        yield from check_page(self, path)
        raise KeyboardInterrupt

    monkeypatch.setattr(Checker, "check", interrupted)

    assert 130 == check(tmp_path, "--format", name)
    out = capsys.readouterr().out
    assert "a.md" in out
    assert "b.md" not in out
    if name == "json":
        assert not json.loads(out)["summary"]["complete"]
    elif name == "junit":
        assert 1 == len(ET.fromstring(out))  # noqa: S314 - it is ours
    else:
        assert "Interrupted: so far 1 problem" in out


@pytest.mark.parametrize("package", ["markdown_it", "tree_sitter"])
def test_without_the_packages(
    package: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Who has not installed what checking needs is told so in one line."""
    unread = page(tmp_path, fence("python", f"stripe.Customer.create()  # {package}"))
    for parser in (markdown.parser, grammars.parser):
        parser.cache_clear()
    monkeypatch.setitem(sys.modules, package, None)

    assert 2 == check(unread)
    (line,) = capsys.readouterr().err.splitlines()
    assert "sources-sandbox[check]" in line
