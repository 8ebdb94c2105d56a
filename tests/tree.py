"""The files that make the project: what git tracks, and what it would track."""

import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


def project_files(root: Path = PROJECT) -> list[Path]:
    """Every file of the work tree that is not ignored, relative to its root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
        text=True,
    )
    names = sorted(set(filter(None, listed.stdout.split("\0"))))
    return [Path(name) for name in names if (root / name).is_file()]
