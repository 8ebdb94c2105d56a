"""Notebooks: their cells, what is said of them, and where each line is in the file."""

import json
from pathlib import Path
from typing import Any

import pytest

from sandbox.doccheck.pages import Snippet
from tests.doccheck.pages.reading import faults, read, tabs

CHARGE = "charge = stripe.Charge.list()"


def cell(source: Any, kind: str = "code", *tags: str) -> dict[str, Any]:
    """A cell as it is in the file."""
    return {"cell_type": kind, "metadata": {"tags": [*tags]}, "source": source}


def notebook(*cells: dict[str, Any], language: str = "python") -> str:
    """A notebook as Jupyter writes it."""
    about = {"kernelspec": {"language": language}} if language else {}
    whole = {"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=1)


def read_cells(folder: Path, *cells: dict[str, Any]) -> list[Snippet]:
    """The snippets of a notebook with these cells."""
    return read(folder, "page.ipynb", notebook(*cells))


def test_a_cell_of_a_shell_is_a_step(tmp_path: Path) -> None:
    """Once the program began it does what comes next, and not the same."""
    shell = "%%bash\ncurl https://api.stripe.com/v1/charges"
    shown = read_cells(tmp_path, cell(CHARGE), cell(shell), cell(CHARGE))

    assert [(1, "python"), (2, "curl"), (3, "python")] == tabs(shown)


def test_a_cell_that_writes_a_file(tmp_path: Path) -> None:
    """A cell that writes a file is in its language, and a program of its own."""
    shown = read_cells(tmp_path, cell(f"%%writefile a.b/shop.py\n{CHARGE}"))

    assert [("python", {})] == [(one.language, one.directive) for one in shown]


def test_cells_are_one_program(tmp_path: Path) -> None:
    """From the first cell about the API on, each goes on where the last one ended."""
    shown = read_cells(
        tmp_path, cell("1 + 1"), cell(CHARGE), cell("text", "markdown"), cell("charge")
    )

    assert ["not about the API", "", ""] == [one.aside for one in shown]
    assert [(1, "python"), (2, "python")] == tabs(shown)
    assert [{}, {}, {"continues": True}] == [one.directive for one in shown]


def test_headings_are_in_other_cells(tmp_path: Path) -> None:
    """A cell is under the heading of the Markdown before it."""
    (one,) = read_cells(tmp_path, cell("# One\ntext", "markdown"), cell(CHARGE))

    assert "One" == one.heading


def raised(name: str) -> list[dict[str, Any]]:
    """What a cell shows that printed something, and raised an error."""
    return [
        {"output_type": "stream", "text": "so far"},
        {"output_type": "error", "ename": name, "evalue": "", "traceback": []},
    ]


SAID: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a comment": (
        cell(f"# sources: given src_1;\n#   expect 402 error\n{CHARGE}"),
        {
            "given": [{"id": "src_1"}],
            "expect": {"status": 402, "error": True},
        },
    ),
    "a tag": (
        cell(CHARGE, "code", "other", "raises-exception"),
        {"expect": {"error": True}},
    ),
    "an error of the API": (
        cell(CHARGE, "code", "raises-exception") | {"outputs": raised("CardError")},
        {"expect": {"error": True}},
    ),
    "an error with a name that Python has too": (
        cell(CHARGE, "code", "raises-exception")
        | {"outputs": raised("PermissionError")},
        {"expect": {"error": True}},
    ),
    "an error of Python's own": (
        cell(CHARGE, "code", "raises-exception") | {"outputs": raised("KeyError")},
        {},
    ),
    "a tag that skips": (
        cell(CHARGE, "code", "skip-execution"),
        {"skip": "as its tag says"},
    ),
    "a comment and a tag": (
        cell(f"\n# sources: expect 404\n{CHARGE}", "code", "raises-exception"),
        {"expect": {"status": 404, "error": True}},
    ),
    "other comments": (cell(f"# The first.\n{CHARGE}\n# sources: skip"), {}),
}


@pytest.mark.parametrize(("one", "expected"), SAID.values(), ids=SAID)
def test_what_is_said_of_a_cell(
    tmp_path: Path, one: dict[str, Any], expected: dict[str, Any]
) -> None:
    """A first comment, or a tag that Jupyter heeds, speaks of its cell."""
    (shown,) = read_cells(tmp_path, one)

    assert expected == shown.directive


def test_a_slip_in_a_comment(tmp_path: Path) -> None:
    """The place of a slip is right behind what JSON writes otherwise."""
    said = f'# sources: given cus_1 email="a b"; expct error\n{CHARGE}'
    page = notebook(cell([said]))
    ((line, column, _),) = faults(tmp_path, "page.ipynb", page)

    assert page.split("\n")[line - 1][column - 1 :].startswith("expct")


def test_what_only_jupyter_knows(tmp_path: Path) -> None:
    """Magics and shell lines do nothing; what is asked with `?` neither."""
    lines = [
        "%load_ext sandbox",
        "!pip install stripe",
        "if True:",
        "    %time stripe",
        "names = !ls",
        "stripe.Charge?",
        "a = 7 % 2",
    ]
    (one,) = read_cells(tmp_path, cell("\n".join(lines)))

    assert [
        *["pass", "pass", "if True:", "    pass", "pass", "pass", "a = 7 % 2"]
    ] == one.code.split("\n")


CELLS = {
    "a shell": ("%%bash\ncurl https://api.stripe.com/v1/charges", "curl"),
    "a script": ("%%script bash -x\ncurl https://api.stripe.com/v1/charges", "curl"),
    "another language": ("%%ruby\nStripe::Charge.list", "ruby"),
    "Python, timed": (f"%%time\n{CHARGE}", "python"),
}


@pytest.mark.parametrize(("source", "language"), CELLS.values(), ids=CELLS)
def test_cell_magics(tmp_path: Path, source: str, language: str) -> None:
    """A cell may be in another language than the kernel's."""
    (one,) = read_cells(tmp_path, cell(source))

    assert language == one.language


@pytest.mark.parametrize(
    ("language", "named"),
    [("ruby", "ruby"), ("javascript", "node"), ("", "python"), ("julia", "julia")],
)
def test_kernels(tmp_path: Path, language: str, named: str) -> None:
    """Cells are in the language of the kernel, which is Python when it is not told."""
    page = notebook(cell("stripe.x()"), language=language)
    (one,) = read(tmp_path, "page.ipynb", page)

    assert named == (one.language or one.named)


SOURCES = {
    "a list of lines": [f"{CHARGE}\n", "\n", 'print("a\\tb: é", charge)\n'],
    "one text": f'{CHARGE}\n\nprint("a\\tb: é", charge)\n',
    "lines cut in pieces": [CHARGE, "\n\nprint(", '"a\\tb: é", ', "charge)"],
}


@pytest.mark.parametrize("ascii_only", [True, False], ids=["escaped", "as it is"])
@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_places(tmp_path: Path, source: Any, *, ascii_only: bool) -> None:
    """A place in a cell is the place in the file, past what JSON writes otherwise."""
    whole = json.loads(notebook(cell(source)))
    page = json.dumps(whole, ensure_ascii=ascii_only, indent=1)
    (one,) = read(tmp_path, "page.ipynb", page)
    lines = (tmp_path / "page.ipynb").read_text("utf-8").split("\n")

    line, column = one.at(3, one.code.split("\n")[2].index(": ") + 1)
    assert f'{CHARGE}\n\nprint("a\\tb: é", charge)' == one.code
    assert lines[line - 1][column - 1 :].startswith(": ")
    assert one.line <= line <= one.end_line


BROKEN = {
    "no JSON": ("{\n 'cells': []}", (2, 2), "This is no JSON: key must be a string"),
    "nothing": ("", (1, 1), "This is no JSON: EOF while parsing a value."),
    "a list": ("[]", (1, 1), "This is no notebook of version 4: look at"),
    "an old one": ('{"nbformat": 3, "worksheets": []}', (1, 1), "look at nbformat"),
    "cells of another shape": (
        '{"nbformat": 4, "cells": [{"cell_type": "code", "metadata": []}]}',
        (1, 1),
        "look at cells.0.metadata",
    ),
}


@pytest.mark.parametrize(("page", "place", "message"), BROKEN.values(), ids=BROKEN)
def test_no_notebook(
    tmp_path: Path, page: str, place: tuple[int, int], message: str
) -> None:
    """A file that is no notebook is told, with the place where JSON ends."""
    ((line, column, told),) = faults(tmp_path, "page.ipynb", page)

    assert place == (line, column)
    assert message in told


EMPTY = {
    "no cells": notebook(),
    "empty cells": notebook(cell(""), cell([]), cell("\n \n"), cell("", "markdown")),
    "raw cells": notebook(cell(CHARGE, "raw")),
    "no source": notebook({"cell_type": "code"}),
    "output that looks like source": notebook(
        {"cell_type": "code", "outputs": [{"source": [CHARGE]}], "source": []}
    ),
}


@pytest.mark.parametrize("page", EMPTY.values(), ids=EMPTY)
def test_a_notebook_without_code(tmp_path: Path, page: str) -> None:
    """A notebook without code has no snippet."""
    assert [] == read(tmp_path, "page.ipynb", page)
