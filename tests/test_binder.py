"""binder/: pins that fit the project, and an environment in which the lessons run."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.lab_server import running
from tests.tree import PROJECT, project_files

BINDER = PROJECT / "binder"
ITSELF = "-e ."
BINDER_PLATFORM = {
    "python_version": "3.11",
    "sys_platform": "linux",
    "os_name": "posix",
}


def lines(path: Path) -> list[str]:
    """The requirements of a file, without comments."""
    stripped = (
        line.split("#")[0].strip() for line in path.read_text("utf-8").splitlines()
    )
    return [line for line in stripped if line]


def pins(requirements: list[str]) -> dict[str, str]:
    """Each pinned package and its version.

    >>> pins(["-e .", "Jinja2==3.1.6"])
    {'jinja2': '3.1.6'}
    """
    pinned = [line.split("==") for line in requirements if line != ITSELF]
    return {canonicalize_name(name): version for name, version in pinned}


def asked(extra: str) -> list[Requirement]:
    """What the project needs, with one of its extras and those that it includes."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    needs = [Requirement(need) for need in project["dependencies"] + extras[extra]]
    included = [need for need in needs if need.name == project["name"]]
    return [need for need in needs if need not in included] + [
        need for one in included for other in one.extras for need in asked(other)
    ]


def applies(need: Requirement, *extras: str) -> bool:
    """Whether a requirement holds on Binder's Python, with extras or without."""
    return need.marker is None or any(
        need.marker.evaluate(BINDER_PLATFORM | {"extra": extra})
        for extra in ("", *extras)
    )


def missing(pinned: dict[str, str], needs: list[Requirement]) -> Iterator[str]:
    """What is needed, at first or second hand, and has no pin that satisfies it."""
    seen: set[tuple[str, frozenset[str]]] = set()
    open_needs = list(needs)
    while open_needs:
        need = open_needs.pop()
        name, key = canonicalize_name(need.name), frozenset(need.extras)
        if name not in pinned or not need.specifier.contains(
            pinned[name], prereleases=True
        ):
            yield f"{need} (pinned: {pinned.get(name)})"
        elif (name, key) not in seen:
            seen.add((name, key))
            declared = declared_by(name, pinned[name])
            open_needs += [one for one in declared if applies(one, *need.extras)]


def declared_by(name: str, version: str) -> list[Requirement]:
    """What a package needs, as far as just this version of it is installed here."""
    try:
        installed = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return []
    declared = installed.requires or [] if installed.version == version else []
    return [Requirement(need) for need in declared]


def test_pins_satisfy_the_tutorial() -> None:
    """What the tutorial needs is pinned, and so is what that needs in turn."""
    needs = asked("tutorial")

    assert {"stripe", "pydantic", "jupyterlab", "pandas"} <= {
        need.name for need in needs
    }
    assert not list(missing(pins(lines(BINDER / "requirements.txt")), needs))


@pytest.mark.parametrize(
    ("pinned", "needs"),
    [
        ({"stripe": "15.0.0"}, ["stripe>=16.1"]),
        ({}, ["stripe"]),
        ({"pytest": metadata.version("pytest")}, ["pytest"]),
    ],
    ids=["too old", "not there", "what it needs is not there"],
)
def test_missing_pin(pinned: dict[str, str], needs: list[str]) -> None:
    """A pin that is missing or does not fit is found."""
    assert list(missing(pinned, [Requirement(need) for need in needs]))


def test_pins_alone() -> None:
    """The pins are names and versions, with the command that made them on top."""
    text = (BINDER / "requirements.txt").read_text("utf-8")
    compiled = lines(BINDER / "requirements.txt")

    assert "uv pip compile --python-version 3.11 --python-platform linux" in text[:300]
    assert lines(BINDER / "requirements.in") == ["-e .[tutorial]"]
    assert compiled[0] == ITSELF
    assert all(
        re.fullmatch(r"[a-z0-9.-]+==[0-9][0-9a-z.]*", pin) for pin in compiled[1:]
    )


def test_runtime() -> None:
    """Binder takes the Python that the pins are for."""
    assert (BINDER / "runtime.txt").read_text("utf-8") == "python-3.11\n"


@pytest.mark.slow
@pytest.mark.skipif(
    sys.platform != "linux" or sys.version_info[:2] != (3, 11),
    reason="Binder's pins are for Python 3.11 on Linux",
)
def test_environment_as_binder_builds_it(tmp_path: Path) -> None:
    """A copy of the project, installed as binder/ says, runs every lesson as saved."""
    copy, environment = tmp_path / "repository", tmp_path / "environment"
    for name in project_files():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(PROJECT / name, copy / name)
    kept = {
        name: os.environ[name] for name in os.environ if not name.startswith("PYTHON")
    }
    path = f"{environment / 'bin'}{os.pathsep}{os.environ['PATH']}"
    own = {"HOME": str(tmp_path), "PATH": path}

    def run(*command: str) -> str:
        ended = subprocess.run(
            command,
            cwd=copy,
            env=kept | own,
            check=False,
            stdout=subprocess.PIPE,
            text=True,
        )
        print(ended.stdout)  # noqa: T201 - shown where the test fails
        ended.check_returncode()
        return ended.stdout

    venv = str(environment)
    run(sys.executable, "-m", "venv", "--without-pip", venv)
    run(sys.executable, "-m", "pip", "--python", venv, "install", "--quiet", "pip")
    run("pip", "install", "--quiet", "--no-cache-dir", "-r", "binder/requirements.txt")
    run("binder/postBuild")
    told = run("python", "-m", "sandbox", "rerun", "--check")

    notebooks = sorted((PROJECT / "notebooks").glob("*.ipynb"))
    assert notebooks
    assert told.count("unchanged\n") == len(notebooks)
    assert "No broken requirements" in run("pip", "check")
    jupyter = [f"{environment}/bin/jupyter", "lab", "--allow-root"]
    with running(jupyter, tmp_path / "home", copy) as lab:
        defaults = lab.defaults()
    assert (defaults["fetchNews"], defaults["checkForUpdates"]) == ("false", False)
