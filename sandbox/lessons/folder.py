"""Where the notebooks lie, and the order in which they are read."""

from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
NOTEBOOKS = PROJECT / "notebooks"
INSTALL = 'python -m pip install -e ".[tutorial]"'
"""What installs all that the lessons need."""


def reading_order(folder: Path) -> list[Path]:
    """The notebooks of a folder: each name begins with its place.

    Raises: SystemExit, with what to do, where there are none.
    """
    found = sorted(folder.glob("*.ipynb"))
    if not found:
        message = f"There are no notebooks in {folder}."
        if folder == NOTEBOOKS:
            message += (
                " The lessons are in the project's repository, not in the installed"
                f" package: clone it, and inside it run {INSTALL}"
            )
        raise SystemExit(message)
    return found
