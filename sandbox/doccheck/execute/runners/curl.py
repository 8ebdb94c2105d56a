"""curl: a shell runs it."""

import shutil

from sandbox.doccheck.execute.runners.place import Command, Place


def absent() -> str:
    """Why curl cannot be run."""
    lacking = [name for name in ("curl", "bash") if not shutil.which(name)]
    return f"there is no {' and no '.join(lacking)} on the PATH" if lacking else ""


def command(code: str, place: Place) -> Command:
    """A shell runs it; curl finds every host at the sandbox, or nowhere."""
    script = place.written(code, "snippet.sh")
    settings = {
        "connect-to": f"::{place.url.partition('//')[2]}",
        "cacert": str(place.authority).replace("\\", "/"),
        "noproxy": "*",
    }
    lines = [f'{name} = "{value}"' for name, value in settings.items()]
    lines += ["silent", "show-error"]
    (place.folder / ".curlrc").write_text("\n".join(lines), encoding="utf-8")
    home = {"CURL_HOME": str(place.folder)}
    return Command([shutil.which("bash") or "bash", str(script)], home)
