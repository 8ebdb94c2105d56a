"""Ruby: with the gem `stripe` that its `require` finds."""

import os
import shutil
import subprocess
from functools import cache

from sandbox.doccheck.execute.runners.place import SHIMS, Command, Place
from sandbox.request.versions import PAGE_VERSION


def absent() -> str:
    """Why Ruby cannot be run."""
    if not shutil.which("ruby"):
        return "there is no ruby on the PATH"
    if not load_path():
        return "there is no gem stripe: gem install stripe, or set RUBYLIB"
    return ""


@cache
def load_path() -> str:
    """Where Ruby finds the SDK and what that needs; "" where it finds none."""
    asked = subprocess.run(  # noqa: S603 - it is asked what it has
        [shutil.which("ruby") or "ruby", "-e", 'require "stripe"; puts $LOAD_PATH'],
        capture_output=True,
        check=False,
        text=True,
    )
    found = [] if asked.returncode else asked.stdout.splitlines()
    return os.pathsep.join(found)


def command(code: str, place: Place) -> Command:
    """Ruby runs it, without warnings; the SDK is there before it begins."""
    script = place.written(code, "snippet.rb")
    program = shutil.which("ruby") or "ruby"
    words = [program, "-W0", "-r", str(SHIMS / "ruby_snippet.rb"), str(script)]
    env = {"RUBYLIB": load_path(), "SSL_CERT_FILE": str(place.authority)}
    return Command(words, {**place.env, **env, "SANDBOX_VERSION": PAGE_VERSION})
