"""Go: the snippet is built, with what a fragment leaves out around it, and run."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from pydantic_core import from_json

from sandbox.doccheck.execute.runners.fragment import Packages, whole
from sandbox.doccheck.execute.runners.place import SHIMS, Command, Place

SDK = "github.com/stripe/stripe-go"
KEPT = ("GOROOT", "GOPATH", "GOMODCACHE", "GOCACHE")
SOURCES, PROGRAM = ("snippet.go", "shim.go"), "snippet.exe"
LONGEST_BUILD = 120.0
"""Seconds that a build may take; the first one builds Go's own library too."""


class Sdk(NamedTuple):
    """Where the SDK's source is, and how a program names it."""

    folder: Path
    name: str


def absent() -> str:
    """Why Go cannot be run."""
    if not shutil.which("go"):
        return "there is no go on the PATH"
    if not sdk():
        return f"there is no module stripe-go: go get {SDK}, or set GOPATH"
    return ""


@cache
def settings() -> dict[str, Any]:
    """Where Go keeps what it has."""
    asked = subprocess.run(  # noqa: S603 - it is asked what it has
        [shutil.which("go") or "go", "env", "-json", *KEPT],
        capture_output=True,
        check=True,
    )
    return dict(from_json(asked.stdout))


@cache
def sdk() -> Sdk | None:
    """The newest of the first place that has one: vendored, in GOPATH, downloaded."""
    for home in homes():
        owner = home / Path(SDK).parent
        found = [*owner.glob("stripe-go*/stripe.go"), *owner.glob("*/v*/stripe.go")]
        if found:
            folder = max((one.parent for one in found), key=version)
            plain = (part.partition("@")[0] for part in folder.relative_to(home).parts)
            return Sdk(folder.resolve(), "/".join(plain))
    return None


def homes() -> Iterator[Path]:
    """The folders where Go looks for packages by their names."""
    yield from (above / "vendor" for above in (Path.cwd(), *Path.cwd().parents))
    yield from (Path(path) / "src" for path in settings()["GOPATH"].split(os.pathsep))
    yield Path(settings()["GOMODCACHE"])


def version(folder: Path) -> list[int]:
    """How new a folder says that it is.

    >>> version(Path("stripe-go@v70.15.0")) < version(Path("v82@v82.1.0"))
    True
    """
    return [int(digits) for digits in re.findall(r"\d+", folder.name)]


def workspace(found: Sdk) -> Path:
    """A GOPATH with this SDK alone, beside what Go has built of it already."""
    named = sha256(str(found.folder).encode()).hexdigest()[:12]
    path = Path(settings()["GOCACHE"]) / "sources-sandbox" / named
    place = path / "src" / found.name
    place.parent.mkdir(parents=True, exist_ok=True)
    if not place.exists():
        place.symlink_to(found.folder, target_is_directory=True)
    return path


def command(code: str, place: Place) -> Command:
    """What was built of it; or what Go said against it, said again."""
    found = sdk()
    assert found is not None  # noqa: S101 - it was asked for
    packages = Packages(found.folder, found.name, Path(settings()["GOROOT"]) / "src")
    place.written(whole(code, packages), "snippet.go")
    shim = (SHIMS / "go_snippet.go").read_text(encoding="utf-8")
    place.written(shim.replace(f'"{SDK}"', f'"{found.name}"'), "shim.go")
    if refusal := build(place.folder, workspace(found)):
        place.written(refusal, "refusal")
        return Command(["sh", "-c", "cat refusal; exit 1"], {})
    return Command([str(place.folder / PROGRAM)], place.env)


def build(folder: Path, packages: Path) -> str:
    """Build the program in this folder: what Go says against it, "" for nothing."""
    ways = {"GO111MODULE": "off", "GOFLAGS": "", "GOTOOLCHAIN": "local"}
    try:
        told = subprocess.run(  # noqa: S603 - nothing of a snippet runs in a build
            [shutil.which("go") or "go", "build", "-o", PROGRAM, *SOURCES],
            cwd=folder,
            env={**os.environ, **ways, "GOPATH": str(packages)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            text=True,
            timeout=LONGEST_BUILD,
        )
    except subprocess.TimeoutExpired:
        return f"It was not built within {LONGEST_BUILD:g} seconds."
    return told.stdout if told.returncode else ""
