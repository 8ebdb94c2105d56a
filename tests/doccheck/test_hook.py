"""The pre-commit hook that a project's own configuration names."""

import shlex
import subprocess
import sys

import yaml

from tests.tree import PROJECT

PAGE = PROJECT / "tests" / "pages" / "sources.txt"


def test_the_hook_checks_pages() -> None:
    """Its command, behind which pre-commit puts the changed files, checks them."""
    (hook,) = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    python, *words = shlex.split(hook["entry"])
    checked = subprocess.run(
        [sys.executable, *words, str(PAGE)], capture_output=True, text=True, check=False
    )

    assert ("stripe-examples", "python", "python") == (
        hook["id"],
        hook["language"],
        python,
    )
    assert 1 == checked.returncode
    assert "3 problems" in checked.stdout
