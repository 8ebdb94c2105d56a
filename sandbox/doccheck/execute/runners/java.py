"""Java: a shell of the JDK runs fragments, with the stripe-java of the class path."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile, is_zipfile

from sandbox.doccheck.execute.runners.place import SHIMS, Command, Place

SDK, GSON = "com/stripe/Stripe.class", "com/google/gson/Gson.class"
"""A class of the SDK, and one of the only package that it needs, as its README says."""

SETTINGS = (
    "-Xmx256m",
    "-XX:+UseSerialGC",
    "-XX:-UsePerfData",  # which it would write elsewhere
    "-XX:TieredStopAtLevel=1",  # it is over before more would pay
    "-DsocksProxyHost=127.0.0.1",
    "-DsocksProxyPort=9",  # nobody: what is not on this machine is not reached
)


def absent() -> str:
    """Why Java cannot be run."""
    if not (shutil.which("java") and shutil.which("jshell")):
        return "there is no java with its jshell on the PATH"
    if not any(holds(path, SDK) for path in class_path()):
        return "there is no stripe-java on the CLASSPATH"
    if not any(holds(path, GSON) for path in class_path()):
        return "there is no gson on the CLASSPATH, which stripe-java needs"
    return ""


def class_path() -> Iterator[Path]:
    """The folders and archives that CLASSPATH names; `folder/*` are its archives."""
    for entry in filter(None, os.environ.get("CLASSPATH", "").split(os.pathsep)):
        path = Path(entry)
        yield from sorted(path.parent.glob("*.jar")) if path.name == "*" else [path]


def holds(path: Path, name: str) -> bool:
    """Whether a class is in this folder or archive."""
    if not is_zipfile(path):
        return (path / name).is_file()
    with ZipFile(path) as archive:
        return name in archive.namelist()


def command(code: str, place: Place) -> Command:
    """A program of ours hands it to the shell, statement by statement."""
    script = place.written(code, "snippet.java")
    words = [shutil.which("java") or "java", *SETTINGS]
    words += [str(SHIMS / "JavaSnippet.java"), str(script)]
    found = os.pathsep.join(str(path.resolve()) for path in class_path())
    return Command(words, {**place.env, "CLASSPATH": found}, reserves=True)
