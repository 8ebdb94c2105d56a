"""`python -m sandbox rules` says where each rule is known from."""

import json

import pytest

from sandbox.__main__ import main
from sandbox.lessons.rules import as_json, counted, listed, named
from sandbox.lessons.statements import Rule, rules
from sandbox.resources import customers

ONE = Rule("sandbox/a.py", 3, "first", "What it is.", kind="Source", source="a.com")
HALF = ONE._replace(kind="Assumed", source="the rest")
OTHER = Rule("sandbox/b.py", 12, "", "", kind="Assumed", source="long " * 30)


def test_rules_stand_file_by_file() -> None:
    """A rule is shown with its line and its sources, in lines for a terminal."""
    lines = "\n".join(listed([ONE, HALF, OTHER])).splitlines()

    assert [
        "sandbox/a.py",
        "     3  first: What it is.",
        "        Source: a.com",
        "        Assumed: the rest",
        "",
        "sandbox/b.py",
    ] == lines[:6]
    assert max(map(len, lines)) <= 88


def test_rules_are_counted() -> None:
    """The last line counts what is published and what is assumed."""
    assert "1 with a public source, as read on 2026-11-23; 2 assumed." == (
        counted([ONE, HALF, OTHER])
    )


def test_rules_for_a_program() -> None:
    """As JSON, each rule has its fields, and both counts are there."""
    body = json.loads(as_json([ONE, OTHER], [HALF]))

    assert [ONE._asdict(), OTHER._asdict()] == body["rules"]
    assert {"Source": 1, "Assumed": 1} == body["count"]
    assert [HALF._asdict()] == body["without"]


def test_an_operation_without_a_source_is_named() -> None:
    """An operation that is known from nowhere is named with its place."""
    [line] = named([ONE._replace(name="x.create (POST /v1/x)", kind="", source="")])

    assert "sandbox/a.py:3: x.create (POST /v1/x) names no source." == line


def test_command(capsys: pytest.CaptureFixture[str]) -> None:
    """The command lists all rules, and ends well when every operation names one."""
    assert 0 == main(["rules"])

    shown = capsys.readouterr().out
    assert "sandbox/domain/lifecycle.py\n" in shown
    assert shown.endswith(f"\n{counted(rules())}\n")


def test_command_for_what_is_assumed(capsys: pytest.CaptureFixture[str]) -> None:
    """`--assumed` shows what is not published, and counts both all the same."""
    assert 0 == main(["rules", "--assumed"])

    shown = capsys.readouterr().out
    assert "        Assumed: " in shown
    assert "        Source: " not in shown
    assert shown.endswith(f"\n{counted(rules())}\n")


def test_command_for_a_program(capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` prints the same for a program, twice the same."""
    assert 0 == main(["rules", "--json"])
    first = capsys.readouterr().out

    assert 0 == main(["rules", "--json"])
    assert first == capsys.readouterr().out
    assert len(rules()) == len(json.loads(first)["rules"])


def test_command_for_a_rule_without_a_source(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An operation that names no source makes the command end with 1, and is named."""
    monkeypatch.setattr(customers.retrieve, "__doc__", "A customer.")

    assert 1 == main(["rules"])
    assert ": customers.retrieve (GET /v1/customers/{customer}) names no source." in (
        capsys.readouterr().out
    )
