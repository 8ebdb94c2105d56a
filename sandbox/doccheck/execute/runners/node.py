"""Node: with npm's `stripe`."""

import shutil
import subprocess
from pathlib import Path

from sandbox.doccheck.execute.runners.place import SHIMS, Command, Place, installed


def absent() -> str:
    """Why Node cannot be run."""
    if not shutil.which("node"):
        return "there is no node on the PATH"
    if not packages():
        return "there is no npm package stripe: npm install stripe, or set NODE_PATH"
    return ""


def packages() -> Path | None:
    """The folder where npm's `stripe` is: named, or here or above."""
    return installed("NODE_PATH", "node_modules", "stripe/package.json")


def command(code: str, place: Place) -> Command:
    """Node runs it: as a script where it is one, as a module where it awaits."""
    shutil.copyfile(SHIMS / "node_snippet.cjs", place.folder / "shim.cjs")
    script = place.written(code, "snippet.cjs")
    program = shutil.which("node") or "node"
    sound = subprocess.run(  # noqa: S603 - only its grammar is looked at
        [program, "--check", str(script)], capture_output=True, check=False
    )
    if sound.returncode:
        script = script.rename(script.with_suffix(".mjs"))
    if found := packages():
        (place.folder / "node_modules").symlink_to(found, target_is_directory=True)
    env = {"SANDBOX_URL": place.url, "NODE_EXTRA_CA_CERTS": str(place.authority)}
    shim = str(place.folder / "shim.cjs")
    memory = "--max-old-space-size=256"
    return Command(
        [program, memory, "--require", shim, str(script)], env, reserves=True
    )
