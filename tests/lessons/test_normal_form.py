"""The form in which a notebook is saved."""

import json
from typing import Any

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from sandbox.lessons.normal_form import WIDGET, normal_form, read


def outputs(*given: NotebookNode) -> list[dict[str, Any]]:
    """What is saved of the outputs of a cell."""
    notebook = new_notebook(cells=[new_code_cell(outputs=list(given))])
    saved: list[dict[str, Any]] = json.loads(normal_form(notebook))["cells"][0][
        "outputs"
    ]
    return saved


def printed(text: str, name: str = "stdout") -> NotebookNode:
    """A piece of what a cell printed."""
    return new_output("stream", name=name, text=text)


def test_prints_join() -> None:
    """What was printed in pieces is one text per stream, stdout first."""
    saved = outputs(
        printed("a\n"), printed("!\n", "stderr"), printed("b"), printed("c")
    )

    assert [(out["name"], out["text"]) for out in saved] == [
        ("stdout", ["a\n", "bc"]),
        ("stderr", ["!\n"]),
    ]


def test_prints_around_a_picture() -> None:
    """What was printed before something shown stays before it."""
    shown = new_output("display_data", data={"text/plain": "x"})

    saved = outputs(printed("a"), shown, printed("b"), printed("c"))

    kinds = [out["output_type"] for out in saved]
    assert kinds == ["stream", "display_data", "stream"]
    assert saved[2]["text"] == ["bc"]


def test_traceback() -> None:
    """Of a traceback, one line stays: no colours, no paths."""
    lines = ["\x1b[31mValueError\x1b[0m", "/home/me/x.py in f()"]

    (saved,) = outputs(
        new_output("error", ename="ValueError", evalue="no", traceback=lines)
    )

    assert saved["traceback"] == ["ValueError: no"]


def test_bare_error() -> None:
    """An error without a sentence is its name."""
    (saved,) = outputs(
        new_output("error", ename="KeyError", evalue="", traceback=["x"])
    )

    assert saved["traceback"] == ["KeyError"]


def test_widget() -> None:
    """The number of a widget's model in its kernel goes; its other forms stay."""
    data = {WIDGET: {"model_id": "1f"}, "text/plain": "Form()", "text/html": "<b>"}

    (saved,) = outputs(new_output("display_data", data=data))

    assert saved["data"].keys() == {"text/plain", "text/html"}


def test_metadata() -> None:
    """Of a cell's metadata the tags stay, of the notebook's the language."""
    cell = new_code_cell(
        metadata={"tags": ["a"], "execution": {"shell": "now"}, "scrolled": True}
    )
    notebook = new_notebook(cells=[cell], metadata={"widgets": {}, "signature": "x"})

    saved = json.loads(normal_form(notebook))

    assert saved["cells"][0]["metadata"] == {"tags": ["a"]}
    assert saved["metadata"].keys() == {"kernelspec", "language_info"}


def test_ids_stay() -> None:
    """Ids that were given stay, so that a diff shows what was changed."""
    cells = [new_markdown_cell("a", id="setup"), new_code_cell("b", id="e5f1")]

    saved = json.loads(normal_form(new_notebook(cells=cells)))

    assert [cell["id"] for cell in saved["cells"]] == ["setup", "e5f1"]


def test_normal_form_is_stable() -> None:
    """The normal form of a normal form is itself, and ends in one newline."""
    cells = [new_markdown_cell("é\n"), new_code_cell("b", outputs=[printed("a\nb\n")])]
    once = normal_form(new_notebook(cells=cells))

    assert normal_form(read(once)) == once
    assert once.endswith("}\n")


def test_older_minor_version() -> None:
    """A notebook from before there were ids gets them."""
    old = {"cells": [{"cell_type": "markdown", "metadata": {}, "source": ["a\n", "b"]}]}
    text = json.dumps(old | {"metadata": {}, "nbformat": 4, "nbformat_minor": 2})

    notebook = read(text)

    assert notebook.cells[0].id == "cell-1"
    assert notebook.cells[0].source == "a\nb"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not JSON"),
        ("{]", "not JSON"),
        ("[]", "not a notebook"),
        ('{"cells": {}}', "not a notebook"),
        ('{"cells": [1]}', "not a notebook"),
        ('{"worksheets": [], "nbformat": 3, "metadata": {}}', "not a notebook"),
        ('{"cells": [], "metadata": []}', "not a valid notebook"),
        ('{"cells": [{"cell_type": "odd"}], "metadata": {}}', "not a valid notebook"),
    ],
)
def test_no_notebook(text: str, reason: str) -> None:
    """What is no notebook is refused with the reason."""
    with pytest.raises(ValueError, match=reason):
        read(text)
