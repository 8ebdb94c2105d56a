"""Whatever pages hold, the command says so in a line, and goes on with the next one."""

import json
import os
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sandbox.__main__ import main
from sandbox.doccheck.report import FORMATS
from tests.doccheck.pages_made import CHARGE, CURL, KEY, fence, page

MEBIBYTE = 2**20
URL = "https://api.stripe.com"
LONG = "src_" + "a" * 10_000


class Row(NamedTuple):
    """A file, what the command says of it, and with which status it ends."""

    name: str
    holds: bytes | str
    told: str
    status: int = 1


def python(code: str) -> str:
    """A page with an example in Python."""
    return fence("python", KEY + code)


def curl(*words: str) -> str:
    """A page with a command."""
    return fence("bash", " ".join(["curl -u sk_test_123:", *words]))


def cell(code: str) -> str:
    """A notebook with one cell."""
    cells = [{"cell_type": "code", "source": KEY + code}]
    return json.dumps({"nbformat": 4, "cells": cells}, indent=1)


FILES = {
    "a picture": Row(
        "a.md", b"\x89PNG\r\n\x1a\n\0\0\0", "It is no text: there is a zero"
    ),
    "another encoding": Row(
        "a.md", b"caf\xe9\n", "It is no UTF-8: line 1 has the byte"
    ),
    "UTF-16": Row("a.md", "# Page".encode("utf-16"), "It is UTF-16. Save it as UTF-8."),
    "half a character": Row("a.md", b"\xed\xa0\x80", "It is no UTF-8: line 1"),
    "50 MB": Row("a.md", b"\n" * 50 * MEBIBYTE, "It is too large: it has 50 MiB"),
    "a notebook that is none": Row("a.ipynb", "{", "This is no JSON"),
    "a fence that never ends": Row(
        "a.md", "```python\n" + CHARGE, "a.md:1:1 page file"
    ),
    "fences that never end": Row(
        "a.md", "```python\n" * 5_000, "a.md:1:1 page file: The block of code that beg"
    ),
    "a fence of a million signs": Row(
        "a.md", "`" * 1_000_000, "Close it with as many ` on a line of its own."
    ),
    "a quote in a quote, often": Row(
        "a.md",
        "> " * 9_999 + f"```python\n{CHARGE}",
        "a.md:1:1 page file: What begins here stands too deep in other blocks",
    ),
    "a list in a list, often": Row(
        "a.md",
        "".join(f"{'  ' * depth}- x\n" for depth in range(999)),
        "a.md:50:1 page file: What begins here stands too deep in other blocks",
    ),
    "elements in elements": Row(
        "a.html", f"{'<div>' * 99_999}<pre>{KEY}{CHARGE}</pre>", "in 2 snippets", 0
    ),
    "lists in a line, in reStructuredText": Row(
        "a.rst", "* " * 9_999, "a.rst:1:1 page file: It has blocks in blocks"
    ),
    "emphasis that never ends": Row("a.rst", "*a " * 99_999, "on 2 pages", 0),
    "a notebook in brackets": Row(
        "a.ipynb", "[" * 99_999, "page file: This is no JSON: recursion limit"
    ),
    "a zero in a fence": Row("a.md", python(f"{CHARGE}\0"), "It is no text: there is"),
    "an empty file": Row("a.md", b"", "on 2 pages", 0),
    "a mark and nothing behind it": Row("a.md", b"\xef\xbb\xbf", "on 2 pages", 0),
    "no snippet": Row("a.md", "# A page\n\nIts prose.\n", "on 2 pages", 0),
    "old line ends": Row(
        "a.md", f"{python(CHARGE)}\n".replace("\n", "\r"), "python", 0
    ),
}

CODE = {
    "a language that nobody knows": Row(
        "a.md", fence("brainwave", f"{CHARGE} ++"), "not checked: brainwave 1", 0
    ),
    "tabs and blanks": Row(
        "a.md",
        python(f"if True:\n\t{CHARGE}\n        {CHARGE}"),
        "a.md:5:1 python syntax",
    ),
    "another language than it says": Row(
        "a.md", fence("ruby", KEY + f"for _ in [1]:\n    {CHARGE}"), "a.md:3:"
    ),
    "everything is deleted": Row(
        "a.md", curl("-X DELETE", f"{URL}/v1/customers"), "a.md:2:"
    ),
    "a sandbox that is reset": Row(
        "a.md", curl("-X POST", f"{URL}/_sandbox/reset"), "no problem", 0
    ),
    "a shell that deletes": Row(
        "a.md", fence("bash", f"rm -rf ~/* / && {CURL}"), "no problem", 0
    ),
    "a very long id": Row(
        "a.md", python(f'stripe.Source.retrieve("{LONG}")'), "a.md:3:"
    ),
    "an id that leads elsewhere": Row(
        "a.md", python('stripe.Source.retrieve("../../_sandbox/reset")'), "a.md:3:"
    ),
    "half a character, in code": Row(
        "a.md", python(CHARGE.replace("eur", "\\ud800")), "a.md:3:"
    ),
    "half a character, in a cell": Row(
        "a.ipynb", cell(CHARGE.replace("eur", "\ud800")), "This is no JSON"
    ),
    "what acts on a terminal": Row(
        "a.md", python(CHARGE.replace("eur", "\x1b[2J\x07\u202e\x9b1A")), "a.md:3:"
    ),
    "a bracket in a bracket, often": Row(
        "a.md", python("stripe.Charge.create(" * 900), "a.md:2:1 python syntax"
    ),
    "a snippet that is too long": Row(
        "a.md",
        fence("python", "stripe.Charge.create(" + "(['" * 1_600_000),
        "a.md:2:1 python file: It is too long: it has 4800021 characters, and a snippet"
        " at most 20000.\n    Split it, or leave it out.\n",
    ),
    "a cell that is too long": Row(
        "a.ipynb", cell(f"{CHARGE}\n" * 9_999), "a.ipynb:6:15 python file: It is too"
    ),
    "lists in lists": Row(
        "a.md", python(f"a = {'[' * 3_000}{']' * 3_000}"), "python syntax"
    ),
    "a line without an end": Row(
        "a.md", python("a = " + " + ".join(["1"] * 4_000)), "python syntax"
    ),
    "nothing but quotes": Row(
        "a.md", fence("python", "stripe" + '"' * 9_999), "a.md:2:"
    ),
}

BAD = FILES | CODE


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, in which we are, with a last page in which nothing is wrong."""
    monkeypatch.chdir(tmp_path)
    page(tmp_path, fence("python", KEY + CHARGE), name="zz.md")
    return tmp_path


def check(*words: object) -> int:
    """The exit status of the command."""
    return main(["check", *map(str, words)])


def put(folder: Path, row: Row, name: str = "") -> None:
    """Make the file of a row."""
    holds = row.holds.encode() if isinstance(row.holds, str) else row.holds
    (folder / (name or row.name)).write_bytes(holds)


def assert_harmless(shown: str) -> None:
    """Nothing of it can act on a terminal."""
    assert not [c for c in shown if not c.isprintable() and c != "\n"]


@pytest.mark.parametrize("row", BAD.values(), ids=BAD)
def test_in_a_folder(
    folder: Path, capsys: pytest.CaptureFixture[str], row: Row
) -> None:
    """It is told in a line of its own, and the page behind it is checked."""
    put(folder, row)

    status = check(".", "--languages", "curl,ruby,python")
    out, err = capsys.readouterr()

    assert row.told in out
    assert row.status == status
    assert "" == err
    assert "zz.md" not in out
    assert f"on {len(list(folder.iterdir()))} pages" in out
    assert_harmless(out)
    assert max(map(len, out.splitlines())) < 2_000


@pytest.mark.parametrize("name", FORMATS)
def test_everything_at_once(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """All of it together is one report, which is whole in every format."""
    for number, row in enumerate(BAD.values()):
        put(folder, row, f"{number}{row.name}")

    status = check(".", "--format", name)
    out, err = capsys.readouterr()

    assert 1 == status
    assert "" == err
    assert_harmless(out)
    if name == "json":
        assert len(BAD) + 1 == json.loads(out)["summary"]["pages"]
    elif name == "junit":
        assert ET.fromstring(out) is not None  # noqa: S314 - it is ours
    else:
        assert f"{len(BAD) + 1} pages" in out


NAMES = {
    "a control character": b"a\x1b[2J.md",
    "a line end": b"a\n::error::b.md",
    "no UTF-8": b"a\xff.md",
    "markup": b'<b>&"|`.md',
    "a percent sign": b"a%0A,:.md",
}


@pytest.mark.parametrize("called", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("name", FORMATS)
def test_names_of_files(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, called: bytes
) -> None:
    """However a file is called, its name does nothing where it is shown."""
    path = Path(os.fsdecode(bytes(folder) + b"/" + called))
    path.write_text(python(CHARGE.replace("eur", "euro")), "utf-8")

    assert 1 == check(".", "--format", name)
    assert_harmless(capsys.readouterr().out)


def shut(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let nobody look into folders of this name, as where permissions say so."""
    scan = os.scandir

    def refuse(path: Any) -> Any:
        if str(path).endswith(name):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)


def test_a_folder_inside_that_nobody_may_see(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that cannot be looked into is told, and the others are checked."""
    (folder / "shut").mkdir()
    shut(monkeypatch, "shut")

    assert 1 == check(".")
    out = capsys.readouterr().out

    assert "shut:1:1 page file: It cannot be opened: permission denied." in out
    assert "1 snippet" in out


def test_pages_in_other_formats(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Documentation in a format that is not read is told, and fails nothing."""
    (folder / "inside").mkdir()
    (folder / "inside" / "page.adoc").write_text("= A page", encoding="utf-8")

    assert 0 == check(".")
    said = "Not read, since no page ends in .adoc: 1 file.\n"
    assert capsys.readouterr().err.startswith(said)


UNUSABLE = {
    "nothing there": ("nowhere.md", "nowhere.md cannot be opened: no such file"),
    "nothing there, without a suffix": ("nowhere", "nowhere cannot be opened: no such"),
    "no page": ("tool.exe", "tool.exe is no page: it ends in .exe"),
    "a folder without pages": ("empty", ""),
    "a folder that nobody may see": ("shut", "shut cannot be opened: permission"),
    "a link to itself": ("loop.md", "loop.md cannot be opened: too many levels of"),
}


@pytest.mark.parametrize(("path", "told"), UNUSABLE.values(), ids=UNUSABLE)
def test_paths(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    told: str,
) -> None:
    """A path that cannot be used is a line of its own, and the end is 2."""
    (folder / "tool.exe").write_bytes(b"MZ")
    (folder / "loop.md").symlink_to(folder / "loop.md")
    (folder / "empty").mkdir()
    (folder / "shut").mkdir()
    shut(monkeypatch, "shut")

    assert 2 == check(path)
    assert capsys.readouterr().err.startswith(told)

    status = check(path, "zz.md")
    out, err = capsys.readouterr()

    assert (2 if told else 0) == status
    assert bool(told) == len(err.splitlines())
    assert "no problem in 1 snippet" in out


def test_a_folder_that_loops(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link to the folder itself is not followed: each page is checked once."""
    (folder / "again").symlink_to(folder, target_is_directory=True)

    assert 0 == check(".")
    assert "in 1 snippet of 1 example on 1 page." in capsys.readouterr().out


def test_what_is_deleted_is_not_gone_elsewhere(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each example has a world of its own: what one deletes, the next one has."""
    delete = curl("-X DELETE", f"{URL}/v1/customers/cus_1")
    reset = curl("-X POST", f"{URL}/_sandbox/reset")
    retrieve = curl(f"{URL}/v1/customers/cus_1")
    page(folder, delete, "Then:", reset, "Then:", retrieve, "Then:", delete)

    assert 0 == check(".")
    assert "no problem in 5 snippets of 5 examples" in capsys.readouterr().out
