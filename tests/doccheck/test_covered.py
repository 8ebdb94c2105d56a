"""`python -m sandbox check --covered` tells which operations have an example."""

import json
from pathlib import Path

import pytest

from sandbox.__main__ import main
from sandbox.doccheck.report import FORMATS
from sandbox.doccheck.reports import covered
from sandbox.operations import MODELLED
from tests.doccheck.pages_made import CHARGE, CURL, KEY, RUBY, RUBY_KEY, fence, page

TWICE = fence("python", f"{KEY}{CHARGE}\n{CHARGE}")
RIGHT = [fence("bash", CURL), "Or:", TWICE, "Then:", TWICE]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A page with examples in three languages, of which that in Ruby is wrong."""
    wrong = fence("ruby", RUBY_KEY + RUBY.replace("eur", "euro"))
    return page(tmp_path, *RIGHT, "Or:", wrong)


def check(*words: object) -> int:
    """The exit status of the command."""
    return main(["check", *map(str, words)])


def test_text(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An operation is a line, a language a column, and what is wrong does not count.

    A snippet counts once, however often it makes the call.
    """
    status = check(shop, "--covered")

    out = capsys.readouterr().out.splitlines()
    rows = {line.split()[0]: line.split()[1:] for line in out}

    assert 1 == status
    assert "curl ruby python php java node go".split() == rows["operation"]
    assert "1 - 2 - - - -".split() == rows["charges.create"]
    assert ["-"] * 7 == rows["tokens.create"]
    assert f"Operations with an example: 1 of {len(MODELLED)}." == out[-2]
    assert out[-1].startswith("1 problem (1 refused) in 4 snippets")


def test_json(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON has the count of every operation in every language, and the summary."""
    check(shop, "--covered", "--format", "json")

    found = json.loads(capsys.readouterr().out)
    charged = found["operations"]["charges.create"]

    assert {"operations", "summary"} == found.keys()
    assert MODELLED == list(found["operations"])
    assert (1, 0, 2) == tuple(charged[name] for name in ("curl", "ruby", "python"))
    assert 1 == found["summary"]["problems"]


def test_a_part_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fence that never ends is one problem, and the rest is counted."""
    status = check(page(tmp_path, *RIGHT, "```python", CHARGE), "--covered")

    assert 1 == status
    assert "Operations with an example: 1 of" in capsys.readouterr().out


@pytest.mark.parametrize("name", sorted({*FORMATS} - {*covered.FORMATS}))
def test_other_formats(
    shop: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """The table has no other formats."""
    assert 2 == check(shop, "--covered", "--format", name)
    assert f"not as {name}" in capsys.readouterr().err
