"""The house rules: what stands at the root, how long the README is, what CI runs."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.tree import PROJECT, project_files

ROOT = {"pyproject.toml", "README.md", "LICENSE"} | {
    *("notebooks", "sandbox", "tests", "binder")
}
README_WORDS = 600


def strangers(files: list[Path]) -> list[str]:
    """Visible names at the root that do not belong there."""
    visible = {path.parts[0] for path in files if not path.parts[0].startswith(".")}
    return sorted(visible - ROOT)


def steps(workflow: str) -> list[str]:
    """The commands of a workflow file."""
    return re.findall(r"^\s*(?:- )?run:\s*(.*)$", workflow, re.MULTILINE)


def words(text: str) -> int:
    """How long a text is, commands and tables counted in."""
    return len(text.split())


def test_root() -> None:
    """At the root stand the seven names of the house, and nothing else."""
    files = project_files()

    assert {path.parts[0] for path in files} >= ROOT
    assert strangers(files) == []


def test_stranger_at_the_root(tmp_path: Path) -> None:
    """A file that git would track is found at the root, an ignored one is not."""
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    for name in ("notes.md", "README.md", "built.log", ".gitignore"):
        (tmp_path / name).write_text("*.log\n", encoding="utf-8")

    assert strangers(project_files(tmp_path)) == ["notes.md"]


def test_readme_is_short() -> None:
    """The README has at most 600 words."""
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")

    assert 0 < words(readme) <= README_WORDS


def test_workflow_runs_one_script() -> None:
    """CI elsewhere calls .ci/run, so that nothing holds only there."""
    workflow = (PROJECT / ".github" / "workflows" / "ci.yml").read_text(
        encoding="utf-8"
    )

    assert steps(workflow) == ["bash .ci/run"]


def test_workflow_with_a_step_of_its_own() -> None:
    """A second step is found."""
    assert steps("  - run: bash .ci/run\n  - name: x\n    run: ruff\n") == [
        "bash .ci/run",
        "ruff",
    ]


@pytest.mark.parametrize("script", [".ci/run", "binder/postBuild"])
def test_script(script: str) -> None:
    """The scripts are executable, stop at the first error, and bash can read them."""
    path = PROJECT / script

    assert path.stat().st_mode & 0o111
    assert "\nset -euo pipefail\n" in path.read_text(encoding="utf-8")
    subprocess.run(["bash", "-n", str(path)], check=True)


def test_ci_explains_itself() -> None:
    """`.ci/run --help` says what it does, and a misspelt option is refused."""
    command = ["bash", str(PROJECT / ".ci" / "run")]
    helped = subprocess.run(
        [*command, "--help"], check=True, capture_output=True, text=True
    )
    refused = subprocess.run([*command, "--lonk"], check=False, capture_output=True)

    assert "--long" in helped.stdout
    assert refused.returncode == 2


def test_core_is_small() -> None:
    """The wheel itself needs two packages; everything else is an extra."""
    text = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")

    needed = [
        re.split(r"\W", need)[0]
        for need in tomllib.loads(text)["project"]["dependencies"]
    ]

    assert sorted(needed) == ["pydantic", "stripe"]
