"""How long a thousand pages take to check, and how much memory.

`python -m tests.doccheck.many [PAGES]` prints seconds, snippets a second and the
largest size of the process, in MiB. Each page has 35 snippets in seven languages.
"""

import resource
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from sandbox.doccheck.report import Checking
from sandbox.languages import LANGUAGES
from tests.doccheck.defects import PAGE

KIB = 1024
"""What Linux counts sizes of processes in."""


def site(folder: Path, pages: int) -> None:
    """A folder with so many copies of our page."""
    for number in range(pages):
        shutil.copyfile(PAGE, folder / f"{number:04}.txt")


def checked(folder: Path) -> Checking:
    """A run over a folder, to its end; nothing of it is kept but its counts."""
    run = Checking([folder], LANGUAGES)
    for _ in run.found():
        pass
    return run


def measured(pages: int) -> Iterator[str]:
    """What the run came to, in lines."""
    with tempfile.TemporaryDirectory() as folder:
        site(Path(folder), pages)
        began = perf_counter()
        run = checked(Path(folder))
        seconds = perf_counter() - began
    snippets = run.tally.snippets.total()
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KIB
    yield run.tally.in_words
    yield f"{seconds:.1f} s, {snippets / seconds:.0f} snippets a second, {size} MiB"


def main(words: Sequence[str]) -> int:
    """Print it."""
    print("\n".join(measured(int(words[0]) if words else 1000)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
