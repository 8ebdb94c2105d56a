"""Running a notebook from top to bottom in a kernel of this very interpreter."""

import asyncio
import os
from typing import NamedTuple

from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from sandbox.lessons.exercises.progress import OFF, PLACE

SECONDS_PER_CELL = 60

FAILED_LINE = """next(
    (frame.lineno for frame in __import__("traceback").extract_tb(
        __import__("sys").last_traceback) if "ipykernel_" in frame.filename),
    getattr(__import__("sys").last_value, "lineno", 0))"""
"""Asked of the kernel, since a short traceback does not show the line."""


class Place(NamedTuple):
    """A cell, by its position among all cells from 1, and a line of it from 1."""

    number: int
    source: str
    line: int = 1

    def __str__(self) -> str:
        lines = self.source.splitlines() or [""]
        line = self.line if 0 < self.line <= len(lines) else 1
        return f"cell {self.number}, line {line}: {lines[line - 1].strip()}"


class CellError(Exception):
    """A cell did not do what its notebook says."""

    def __init__(self, place: Place, reason: str) -> None:
        """Say which cell, and what it did instead."""
        super().__init__(f"{place}\n  {reason}")


class ThisInterpreter(KernelSpecManager):
    """The one kernel there is: whatever `python3` is registered as elsewhere."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:  # noqa: ARG002
        """The kernel of the running interpreter, silent below an error."""
        return KernelSpec(**get_kernel_dict(extra_arguments=["--log-level=ERROR"]))


def execute(notebook: NotebookNode, folder: str) -> None:
    """Run every cell in order, in a kernel that starts in `folder`; keep the outputs.

    Raises: CellError at an error that no `raises-exception` tag announces, and at a
    tag without its error.
    """
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    asyncio.run(_execute(notebook, folder))


async def _execute(notebook: NotebookNode, folder: str) -> None:
    kernel = AsyncKernelManager(kernel_spec_manager=ThisInterpreter())
    client = NotebookClient(
        notebook, km=kernel, timeout=SECONDS_PER_CELL, record_timing=False
    )
    # What a reader has answered is no part of a saved notebook.
    await client.async_start_new_kernel(cwd=folder, env=os.environ | {PLACE: OFF})
    try:
        await client.async_start_new_kernel_client()
        for index, cell in enumerate(notebook.cells):
            if cell.cell_type == "code":
                await _execute_cell(client, cell, index)
    finally:  # at Ctrl-C too: no kernel is left behind
        await kernel.shutdown_kernel(now=True)
        if client.kc:
            client.kc.stop_channels()


async def _execute_cell(client: NotebookClient, cell: NotebookNode, index: int) -> None:
    place = Place(index + 1, cell.source)
    try:
        await client.async_execute_cell(cell, index)
    except CellExecutionError as problem:
        place = place._replace(line=await _failed_line(client))
        raise CellError(place, f"{problem.ename}: {problem.evalue}") from None
    except CellTimeoutError:
        raise CellError(place, f"took over {SECONDS_PER_CELL} seconds") from None
    except DeadKernelError:
        task = asyncio.current_task()
        if task and task.cancelling():  # it was Ctrl-C, which nbclient takes for death
            raise asyncio.CancelledError from None
        raise CellError(place, "the kernel died") from None
    if reason := surprise(cell):
        raise CellError(place, reason)


def surprise(cell: NotebookNode) -> str | None:
    """What a cell that ran to its end says of its errors, against what its tags say.

    A form's button that fails shows an error, and the cell goes on all the same.
    """
    errors = [out for out in cell.outputs if out.output_type == "error"]
    announced = "raises-exception" in cell.metadata.get("tags", [])
    if announced and not errors:
        return "is tagged raises-exception, and raised nothing"
    if errors and not announced:
        return f"{errors[0].ename}: {errors[0].evalue}"
    return None


async def _failed_line(client: NotebookClient) -> int:
    """The line of the cell at which the last error left it, as far as it is known."""
    if client.kc is None:
        return 1
    asked = client.kc.execute("", silent=True, user_expressions={"line": FAILED_LINE})
    reply = await client.async_wait_for_reply(asked) or {"content": {}}
    answer = reply["content"].get("user_expressions", {}).get("line", {})
    return int(answer.get("data", {}).get("text/plain", 1))
