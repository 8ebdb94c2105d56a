"""The one form in which a notebook is saved: runs that show the same are the same.

>>> print(normal_form(read('{"cells": [], "nbformat": 4, "metadata": {}}')), end="")
{
 "cells": [],
 "metadata": {
  "kernelspec": {
   "display_name": "Python 3 (ipykernel)",
   "language": "python",
   "name": "python3"
  },
  "language_info": {
   "name": "python"
  }
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
"""

import json
import re
from itertools import count, groupby
from typing import Any

import nbformat
from nbformat import NotebookNode, ValidationError

METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}
CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
"""Source: nbformat.readthedocs.io/en/latest/format_description.html#cell-ids"""

WIDGET = "application/vnd.jupyter.widget-view+json"
"""Names a model that lives in one kernel only; the other forms of a widget stay."""


def read(text: str) -> NotebookNode:
    """The notebook that a file holds, each cell with an id.

    Raises: ValueError, with the reason, when it holds none.
    """
    try:
        notebook = json.loads(text)
    except ValueError as problem:
        raise ValueError(f"it is not JSON ({problem})") from None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise ValueError("it is JSON, but not a notebook of format 4")
    name_cells(cells)
    notebook |= {"nbformat": 4, "nbformat_minor": 5}
    try:
        nbformat.validate(notebook)
    except ValidationError as problem:
        raise ValueError(f"it is not a valid notebook ({problem.message})") from None
    node: NotebookNode = nbformat.reads(json.dumps(notebook), as_version=4)
    return node


def name_cells(cells: list[dict[str, Any]]) -> None:
    """Keep ids that are well formed and unique; number the other cells.

    >>> cells = [{"id": "setup"}, {}, {"id": "setup"}, {"id": "b c"}, {"id": "cell-2"}]
    >>> name_cells(cells)
    >>> [cell["id"] for cell in cells]
    ['setup', 'cell-1', 'cell-3', 'cell-4', 'cell-2']
    """
    kept: set[str] = set()
    nameless = []
    for cell in cells:
        name = cell.get("id")
        if isinstance(name, str) and CELL_ID.fullmatch(name) and name not in kept:
            kept.add(name)
        else:
            nameless.append(cell)
    free = (name for n in count(1) if (name := f"cell-{n}") not in kept)
    for cell in nameless:
        cell["id"] = next(free)


def normal_form(notebook: NotebookNode) -> str:
    """The text to save: what a reader sees, and nothing of the run that made it."""
    cells = [_cell(cell) for cell in notebook.cells]
    saved = nbformat.from_dict(
        {"cells": cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}
    )
    return str(nbformat.writes(saved, version=nbformat.NO_CONVERT)).rstrip("\n") + "\n"


def _cell(cell: NotebookNode) -> dict[str, Any]:
    tags = cell.metadata.get("tags")
    normal = {**cell, "metadata": {"tags": tags} if tags else {}}
    if cell.cell_type == "code":
        normal["outputs"] = _outputs(cell.outputs)
    return normal


def _outputs(outputs: list[NotebookNode]) -> list[dict[str, Any]]:
    """Outputs in order. What was printed between two others is one text per stream."""
    normal: list[dict[str, Any]] = []
    for printed, group in groupby(outputs, lambda out: out.output_type == "stream"):
        normal += (_streams if printed else _others)(list(group))
    return normal


def _streams(pieces: list[NotebookNode]) -> list[dict[str, Any]]:
    """One text per stream: in which order two streams arrive is chance."""
    texts = {name: _text(pieces, name) for name in ("stdout", "stderr")}
    return [
        {"output_type": "stream", "name": name, "text": text}
        for name, text in texts.items()
        if text
    ]


def _text(pieces: list[NotebookNode], name: str) -> str:
    return "".join(piece.text for piece in pieces if piece.name == name)


def _others(outputs: list[NotebookNode]) -> list[dict[str, Any]]:
    return [_error(out) if "ename" in out else _shown(out) for out in outputs]


def _error(output: NotebookNode) -> dict[str, Any]:
    line = f"{output.ename}: {output.evalue}" if output.evalue else output.ename
    return {**output, "traceback": [line]}


def _shown(output: NotebookNode) -> dict[str, Any]:
    data = {kind: shown for kind, shown in output.data.items() if kind != WIDGET}
    return {**output, "data": data}
