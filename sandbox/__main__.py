"""`python -m sandbox COMMAND`: each command lives in the module that does its work."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

from sandbox.lessons.folder import INSTALL


class Command(NamedTuple):
    """A name, the module with its `add_arguments` and `main`, and what it does."""

    name: str
    module: str
    does: str


COMMANDS = (
    Command("lab", "sandbox.lessons.lab", "open the tutorial in JupyterLab"),
    Command("serve", "sandbox.transport.serve", "answer over HTTP, for any language"),
    Command("check", "sandbox.doccheck.report", "check the examples of a page"),
    Command("rerun", "sandbox.lessons.rerun", "run notebooks and save what they show"),
    Command("covered", "sandbox.lessons.covered", "list the operations it models"),
    Command("rules", "sandbox.lessons.rules", "say where each rule is known from"),
)


def parser(chosen: str | None) -> argparse.ArgumentParser:
    """The command line; only the chosen command's module is imported.

    Raises: SystemExit that says what to install, where that module needs it.
    """
    whole = argparse.ArgumentParser(
        prog="python -m sandbox",
        description="A sandbox for Stripe Sources: its tutorial and its tools.",
        epilog="python -m sandbox COMMAND --help says more about each.",
    )
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in COMMANDS:
        sentence = command.does[0].upper() + command.does[1:] + "."
        one = commands.add_parser(command.name, help=command.does, description=sentence)
        if command.name == chosen:
            try:
                module = import_module(command.module)
            except ModuleNotFoundError as absent:
                told = f"{command.name} needs {absent.name}. Install it: {INSTALL}"
                raise SystemExit(told) from None
            module.add_arguments(one)
            one.set_defaults(run=module.main)
    return whole


def main(words: Sequence[str]) -> int:
    """Run one command: 0 is well, 1 is not, 2 is a misspelt command line."""
    chosen = next((word for word in words if not word.startswith("-")), None)
    arguments = parser(chosen).parse_args(words)
    try:
        status = int(arguments.run(arguments))
        sys.stdout.flush()
    except BrokenPipeError:  # as with `| head`: who reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("\nInterrupted.", file=sys.stderr)
        return 130
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
