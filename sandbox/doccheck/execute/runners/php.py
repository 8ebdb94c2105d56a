"""PHP: with Composer's `stripe/stripe-php`."""

import shutil
import subprocess
from pathlib import Path

from sandbox.doccheck.execute.runners.place import (
    API,
    NOWHERE,
    SHIMS,
    Command,
    Place,
    installed,
)
from sandbox.request.versions import PAGE_VERSION

SETTINGS = {
    "auto_prepend_file": SHIMS / "php_snippet.php",
    "error_reporting": "E_ALL & ~E_DEPRECATED",  # an old SDK warns of itself
    "memory_limit": "256M",
    "allow_url_fopen": "0",
    "disable_functions": "fsockopen,pfsockopen,stream_socket_client,socket_connect",
}
"""What a snippet runs under: no way to the network but the SDK's own."""


def absent() -> str:
    """Why PHP cannot be run."""
    if not (program := shutil.which("php")):
        return "there is no php on the PATH"
    if not packages():
        return (
            "there is no Composer package stripe/stripe-php: composer require "
            "stripe/stripe-php, or set COMPOSER_VENDOR_DIR"
        )
    asks = [program, "-r", 'exit((int) !extension_loaded("curl"));']
    asked = subprocess.run(asks, capture_output=True, check=False)  # noqa: S603 - ours
    return "its extension curl is not installed" if asked.returncode else ""


def packages() -> Path | None:
    """The folder of Composer's packages: named, or here or above."""
    return installed("COMPOSER_VENDOR_DIR", "vendor", "autoload.php")


def command(code: str, place: Place) -> Command:
    """PHP runs it; the SDK is there before it begins."""
    opened = code if "<?" in code else f"<?php {code}"  # its lines keep their numbers
    script = place.written(opened, "snippet.php")
    if found := packages():
        (place.folder / "vendor").symlink_to(found, target_is_directory=True)
    settings = [f"-d{name}={value}" for name, value in SETTINGS.items()]
    words = [shutil.which("php") or "php", *settings, str(script)]
    proxies = {"ALL_PROXY": NOWHERE, "NO_PROXY": API}
    return Command(words, {**place.env, **proxies, "SANDBOX_VERSION": PAGE_VERSION})
