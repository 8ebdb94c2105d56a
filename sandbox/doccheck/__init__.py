"""What an author runs over a page: its examples found, read, compared and run."""

from importlib import import_module
from pathlib import Path
from types import ModuleType

from sandbox.errors import NotInstalled

INSTALL = 'pip install "sources-sandbox[check]"'


class Unreadable(Exception):  # noqa: N818 - it says what a page is
    """What cannot be read as a page, and why."""

    def __init__(self, path: Path | str, why: str) -> None:
        """Name the file or folder, and say what to do about it."""
        super().__init__(f"{path} {why}")
        self.path = str(path)
        self.why = why


def library(name: str) -> ModuleType:
    """A package that only checking needs.

    Raises: NotInstalled, which says what to install.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as absent:
        root = name.partition(".")[0]
        if absent.name is None or absent.name.partition(".")[0] != root:
            raise
        message = f"Checking pages needs {root}: {INSTALL}"
        raise NotInstalled(message, name=root) from None
