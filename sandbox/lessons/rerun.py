"""`python -m sandbox rerun`: the one way in which notebooks are saved."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from difflib import unified_diff
from itertools import islice
from pathlib import Path
from time import perf_counter

from sandbox.lessons.execution import CellError, execute
from sandbox.lessons.folder import NOTEBOOKS, reading_order
from sandbox.lessons.normal_form import normal_form, read

LINES_OF_A_DIFF = 40


def add_arguments(parser: ArgumentParser) -> None:
    """Say what `rerun` can be told."""
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        default=[NOTEBOOKS],
        help="notebooks, or folders of them (default: the tutorial's)",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="save nothing: show what would change, and fail if anything does",
    )


def main(arguments: Namespace) -> int:
    """Run each notebook; 1 if any failed, or differs and was to be checked."""
    found = [path for given in arguments.paths for path in notebooks(given)]
    saved = {path: saved_text(path) for path in found}  # all are read before any runs
    well = [rerun(path, text, check=arguments.check) for path, text in saved.items()]
    return 0 if all(well) else 1


def notebooks(path: Path) -> list[Path]:
    """The notebooks that a path on the command line means.

    Raises: SystemExit, with the reason, when it means none.
    """
    if path.is_dir() or path == NOTEBOOKS:
        return reading_order(path)
    if not path.is_file():
        raise SystemExit(f"There is no {path}.")
    return [path]


def saved_text(path: Path) -> str:
    """What a notebook's file holds.

    Raises: SystemExit, with the reason, when that is no notebook.
    """
    try:
        text = path.read_text(encoding="utf-8")
        read(text)
    except (OSError, ValueError) as problem:
        raise SystemExit(f"{path} cannot be run: {problem}.") from None
    return text


def rerun(path: Path, saved: str, *, check: bool) -> bool:
    """Run one notebook and save it, or only compare it; say how it went."""
    print(path.name, end=" ", flush=True)
    notebook, began = read(saved), perf_counter()
    try:
        execute(notebook, str(path.parent))
    except CellError as problem:
        print(f"failed\n{path}: {problem}")
        return False
    fresh, seconds = normal_form(notebook), perf_counter() - began
    outcome = "unchanged" if fresh == saved else "differs" if check else "saved"
    print(f"{len(notebook.cells)} cells, {seconds:.1f} s, {outcome}")
    if check:
        print("".join(f"{line}\n" for line in difference(saved, fresh)), end="")
    elif fresh != saved:
        replace(path, fresh)
    return outcome != "differs"


def difference(saved: str, fresh: str) -> Iterator[str]:
    """What a run changes, line by line, as long as anyone reads on."""
    lines = unified_diff(
        saved.splitlines(), fresh.splitlines(), "saved", "now", lineterm=""
    )
    yield from islice(lines, LINES_OF_A_DIFF)
    if more := sum(1 for _ in lines):
        yield f"... and {more} more lines"


def replace(path: Path, text: str) -> None:
    """Save a file in one step: a reader sees the old text or the new, never half."""
    path = path.resolve()
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
