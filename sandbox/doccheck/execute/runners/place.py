"""Where a snippet runs, and what is run there."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

SHIMS = Path(__file__).parents[1] / "shims"
"""What stands in front of a snippet, so that it runs as it is."""


API = "api.stripe.com"
"""The host that snippets ask."""

NOWHERE = "http://127.0.0.1:9"
"""A proxy that is not there: whatever is sent to it is sent to nobody."""


class Place(NamedTuple):
    """Where a snippet runs: its folder, the sandbox's URL, and who vouches for it."""

    folder: Path
    url: str
    authority: Path

    def written(self, code: str, name: str) -> Path:
        """A file with the snippet as it stands; a line that was open is ended."""
        script = self.folder / name
        script.write_text(code + "\n", encoding="utf-8", newline="\n")
        return script

    @property
    def env(self) -> dict[str, str]:
        """What a shim has to know."""
        return {"SANDBOX_URL": self.url, "SANDBOX_AUTHORITY": str(self.authority)}


class Command(NamedTuple):
    """Words to run, and what stands in the environment.

    A program that `reserves` far more memory than it uses has a limit among its words.
    """

    words: list[str]
    env: dict[str, str]
    reserves: bool = False


class Runtime(NamedTuple):
    """How a language is run: why it cannot be, "" where it can; the command."""

    absent: Callable[[], str]
    command: Callable[[str, Place], Command]


def installed(named: str, folder: str, mark: str) -> Path | None:
    """The folder of packages that has this one: named, or here or above.

    `named` is the variable of the environment that may say where it is.
    """
    said = [Path(p) for p in os.environ.get(named, "").split(os.pathsep) if p]
    here = [above / folder for above in (Path.cwd(), *Path.cwd().parents)]
    found = (place.resolve() for place in (*said, *here) if (place / mark).is_file())
    return next(found, None)
