"""Python: our own runs it, with the package `stripe` that it has."""

import sys
from importlib.util import find_spec

from sandbox.doccheck.execute.runners.place import SHIMS, Command, Place
from sandbox.request.versions import PAGE_VERSION


def absent() -> str:
    """Why Python cannot be run: never, it runs this."""
    return "" if find_spec("stripe") else "there is no package stripe"


def command(code: str, place: Place) -> Command:
    """Our Python and its stripe run it, as if it were the main program."""
    script = place.written(code, "snippet.py")
    words = [sys.executable, "-B", "-P", "-W", "ignore"]
    words += [str(SHIMS / "python_snippet.py"), str(script)]
    return Command(words, {**place.env, "SANDBOX_VERSION": PAGE_VERSION})
