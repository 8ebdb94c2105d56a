"""The command line: `python -m sandbox`."""

import subprocess
import sys
from argparse import ArgumentParser, Namespace
from importlib import import_module
from types import ModuleType

import pytest

from sandbox import __main__ as commands
from tests.tree import PROJECT

SLOW_TO_IMPORT = {"stripe", "pydantic", "nbformat", "nbclient", "jupyterlab", "pandas"}


def run(*words: str, options: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """What a command line prints, and its exit status."""
    return subprocess.run(
        [sys.executable, *options, "-m", "sandbox", *words],
        cwd=PROJECT,
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )


def test_help_is_instant() -> None:
    """Help names every command, and imports none of their modules."""
    ended = run("--help", options=("-X", "importtime"))

    imported = {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines()}
    assert ended.returncode == 0
    assert all(command.does in ended.stdout for command in commands.COMMANDS)
    assert "argparse" in imported
    assert not SLOW_TO_IMPORT & imported


@pytest.mark.parametrize("command", commands.COMMANDS, ids=lambda command: command.name)
def test_help_of_a_command(
    command: commands.Command, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each command explains each of its options."""
    with pytest.raises(SystemExit) as ended:
        commands.main([command.name, "--help"])

    parser = ArgumentParser()
    import_module(command.module).add_arguments(parser)
    shown = capsys.readouterr().out
    assert ended.value.code == 0
    assert f"python -m sandbox {command.name}" in shown
    for action in parser._actions:  # noqa: SLF001 - argparse has no public list
        assert action.help
        assert action.help.split()[0] in shown


@pytest.mark.parametrize("words", [[], ["laboratory"], ["lab", "x"], ["--", "lab"]])
def test_misspelt(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A command line that makes no sense ends with 2 and says how it is written."""
    with pytest.raises(SystemExit) as ended:
        commands.main(words)

    assert ended.value.code == 2
    assert "usage: python -m sandbox" in capsys.readouterr().err


def test_ctrl_c(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C ends a command with one word and the usual status, not a traceback."""

    def interrupted(arguments: Namespace) -> int:
        raise KeyboardInterrupt(arguments)

    module = ModuleType("sandbox.waiting")
    module.add_arguments, module.main = lambda parser: None, interrupted  # noqa: ARG005
    monkeypatch.setitem(sys.modules, module.__name__, module)
    waiting = commands.Command("wait", module.__name__, "wait for Ctrl-C")
    monkeypatch.setattr(commands, "COMMANDS", (waiting,))

    assert commands.main(["wait"]) == 130
    assert capsys.readouterr().err.strip() == "Interrupted."


def test_who_reads_has_seen_enough() -> None:
    """Behind `head`, a command ends without a word."""
    ended = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m sandbox rules | head -1"],
        cwd=PROJECT,
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )

    assert "" == ended.stderr
    assert 1 == ended.stdout.count("\n")


def test_a_command_whose_packages_are_not_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without the tutorial's packages, a command says what to install."""
    monkeypatch.setitem(sys.modules, "nowhere", None)
    absent = commands.Command("stay", "nowhere", "need what is not there")
    monkeypatch.setattr(commands, "COMMANDS", (absent,))

    with pytest.raises(SystemExit, match=r"stay needs nowhere.*\[tutorial\]"):
        commands.main(["stay", "--help"])
