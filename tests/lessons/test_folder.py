"""Where the notebooks lie."""

from pathlib import Path

import pytest

from sandbox.lessons import folder
from tests.tree import PROJECT


def test_reading_order(tmp_path: Path) -> None:
    """Notebooks are read in the order of the numbers that lead their names."""
    for name in ("10_b.ipynb", "02_c.ipynb", "00_d.ipynb", "01_notes.md"):
        (tmp_path / name).touch()

    names = [path.name for path in folder.reading_order(tmp_path)]

    assert names == ["00_d.ipynb", "02_c.ipynb", "10_b.ipynb"]


def test_no_notebooks(tmp_path: Path) -> None:
    """A folder without notebooks is named."""
    with pytest.raises(SystemExit, match="no notebooks in") as ended:
        folder.reading_order(tmp_path)

    assert str(tmp_path) in str(ended.value)
    assert "clone" not in str(ended.value)


def test_installed_without_notebooks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An installed package has no lessons beside it, and says where they are."""
    monkeypatch.setattr(folder, "NOTEBOOKS", tmp_path)

    with pytest.raises(SystemExit, match="clone it"):
        folder.reading_order(tmp_path)


def test_the_project_s_own() -> None:
    """The tutorial's notebooks lie beside the package."""
    assert PROJECT / "notebooks" == folder.NOTEBOOKS
