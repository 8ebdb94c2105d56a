"""How a snippet of each language is run, and what the machine needs for it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from sandbox.languages import NAMES
from sandbox.request.versions import PAGE_VERSION

SHIMS = Path(__file__).parent / "shims"


class Place(NamedTuple):
    """Where a snippet runs: its folder, the sandbox's URL, and who vouches for it."""

    folder: Path
    url: str
    authority: Path


class Command(NamedTuple):
    """Words to run, and what stands in the environment."""

    words: list[str]
    env: dict[str, str]


class Runtime(NamedTuple):
    """How a language is run: why it cannot be, "" where it can; the command."""

    absent: Callable[[], str]
    command: Callable[[str, Place], Command]


# -- curl


def no_curl() -> str:
    """Why curl cannot be run."""
    lacking = [name for name in ("curl", "bash") if not shutil.which(name)]
    return f"there is no {' and no '.join(lacking)} on the PATH" if lacking else ""


def curl(code: str, place: Place) -> Command:
    """A shell runs it; curl finds every host at the sandbox, or nowhere."""
    script = place.folder / "snippet.sh"
    script.write_text(code + "\n", encoding="utf-8", newline="\n")
    address = place.url.partition("//")[2]
    settings = {
        "connect-to": f"::{address}",
        "cacert": str(place.authority).replace("\\", "/"),
        "noproxy": "*",
    }
    lines = [f'{name} = "{value}"' for name, value in settings.items()]
    lines += ["silent", "show-error"]
    (place.folder / ".curlrc").write_text("\n".join(lines), encoding="utf-8")
    home = {"CURL_HOME": str(place.folder)}
    return Command([shutil.which("bash") or "bash", str(script)], home)


# -- Python


def no_python() -> str:
    """Why Python cannot be run: never, it runs this."""
    return "" if find_spec("stripe") else "there is no package stripe"


def python(code: str, place: Place) -> Command:
    """Our Python and its stripe run it, as if it were the main program."""
    script = place.folder / "snippet.py"
    script.write_text(code + "\n", encoding="utf-8", newline="\n")
    words = [sys.executable, "-B", "-P", "-W", "ignore"]
    words += [str(SHIMS / "python_snippet.py"), str(script)]
    env = {"SANDBOX_URL": place.url, "SANDBOX_AUTHORITY": str(place.authority)}
    return Command(words, {**env, "SANDBOX_VERSION": PAGE_VERSION})


# -- Node


def no_node() -> str:
    """Why Node cannot be run."""
    if not shutil.which("node"):
        return "there is no node on the PATH"
    if not packages():
        return "there is no npm package stripe: npm install stripe, or set NODE_PATH"
    return ""


def packages() -> Path | None:
    """The folder where npm's `stripe` is: named, here or above, or for everybody."""
    named = [Path(p) for p in os.environ.get("NODE_PATH", "").split(os.pathsep) if p]
    here = [folder / "node_modules" for folder in (Path.cwd(), *Path.cwd().parents)]
    for folder in (*named, *here):
        if (folder / "stripe" / "package.json").is_file():
            return folder.resolve()
    return None


def node(code: str, place: Place) -> Command:
    """Node runs it: as a script where it is one, as a module where it awaits."""
    shutil.copyfile(SHIMS / "node_snippet.cjs", place.folder / "shim.cjs")
    script = place.folder / "snippet.cjs"
    script.write_text(code + "\n", encoding="utf-8", newline="\n")
    program = shutil.which("node") or "node"
    sound = subprocess.run(  # noqa: S603 - only its grammar is looked at
        [program, "--check", str(script)], capture_output=True, check=False
    )
    if sound.returncode:
        script = script.rename(script.with_suffix(".mjs"))
    found = packages()
    if found:
        (place.folder / "node_modules").symlink_to(found, target_is_directory=True)
    env = {"SANDBOX_URL": place.url, "NODE_EXTRA_CA_CERTS": str(place.authority)}
    shim = str(place.folder / "shim.cjs")
    memory = "--max-old-space-size=256"
    return Command([program, memory, "--require", shim, str(script)], env)


def not_run() -> str:
    """Why every other language is not run."""
    return "only curl, Python and Node are"


RUNTIMES = {
    "curl": Runtime(no_curl, curl),
    "python": Runtime(no_python, python),
    "node": Runtime(no_node, node),
}


def absent() -> dict[str, str]:
    """The languages that cannot be run here, each with the reason."""
    reasons = dict.fromkeys(NAMES, not_run)
    reasons |= {name: runtime.absent for name, runtime in RUNTIMES.items()}
    return {name: why for name, reason in reasons.items() if (why := reason())}
