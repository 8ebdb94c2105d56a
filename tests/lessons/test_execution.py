"""Running a notebook, and what is said when a cell does not do what it should."""

import sys
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from sandbox.lessons import execution
from sandbox.lessons.execution import CellError, Place, execute


def notebook(*sources: str, tags: tuple[str, ...] = ()) -> NotebookNode:
    """A notebook with a title and code cells, the last one tagged."""
    cells = [new_code_cell(source) for source in sources]
    cells[-1].metadata["tags"] = list(tags)
    return new_notebook(cells=[new_markdown_cell("# Title"), *cells])


def test_outputs_are_kept(tmp_path: Path) -> None:
    """Cells run from the top, in this interpreter, beside the notebook's own files."""
    ran = notebook(
        "import os, sys\nsys.executable",
        "os.getcwd()",
        "1 / 0",
        tags=("raises-exception",),
    )
    ran.cells[1].execution_count = 7

    execute(ran, str(tmp_path))

    cells = ran.cells[1:]
    shown = [cell.outputs[0].get("data", {}).get("text/plain") for cell in cells]
    assert shown == [repr(sys.executable), repr(str(tmp_path)), None]
    assert [cell.execution_count for cell in cells] == [1, 2, 3]
    assert cells[-1].outputs[0].ename == "ZeroDivisionError"


@pytest.mark.parametrize(
    ("sources", "tags", "place", "reason"),
    [
        (
            ["x = 1", "%xmode Minimal\ny = 0\n\nx / y\n2"],
            (),
            "cell 3, line 4: x / y",
            "ZeroDivisionError: division by zero",
        ),
        (["x = 1\ny = = 2"], (), "cell 2, line 2: y = = 2", "SyntaxError: "),
        (["1 + 1"], ("raises-exception",), "cell 2, line 1: 1 + 1", "raised nothing"),
        (["import os\nos._exit(1)"], (), "cell 2, line 1: import os", "kernel died"),
        (
            [
                "import ipywidgets",
                "b = ipywidgets.Button()",
                "b.on_click(0)\nb.click()",
            ],
            (),
            "cell 4, line 1: b.on_click(0)",
            "TypeError: 'int' object is not callable",
        ),
    ],
    ids=["error", "syntax", "no error", "death", "button"],
)
def test_cell_fails(
    tmp_path: Path, sources: list[str], tags: tuple[str, ...], place: str, reason: str
) -> None:
    """A cell that fails is named by its number, its line and the reason."""
    with pytest.raises(CellError) as failed:
        execute(notebook(*sources, tags=tags), str(tmp_path))

    where, why = str(failed.value).split("\n")
    assert where == place
    assert reason in why


def test_cell_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell that does not end is given up, and its kernel with it."""
    monkeypatch.setattr(execution, "SECONDS_PER_CELL", 1)

    with pytest.raises(
        CellError, match="cell 2, line 1: while True: pass\n  took over 1"
    ):
        execute(notebook("while True: pass"), str(tmp_path))


@pytest.mark.parametrize(
    ("source", "line", "shown"),
    [("a\n  b", 2, "b"), ("a", 5, "a"), ("a", 0, "a"), ("", 1, "")],
)
def test_place(source: str, line: int, shown: str) -> None:
    """A place shows its line, and the first line where that one is unknown."""
    number = line if line == 2 else 1

    assert str(Place(3, source, line)) == f"cell 3, line {number}: {shown}"
