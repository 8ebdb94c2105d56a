"""How long a thousand pages take to check, and how much memory.

`python -m tests.doccheck.many [PAGES]` checks so many copies of our page, which has
35 snippets in seven languages and three defects; so many pages of which no two are
alike, without any; and one page with ten snippets for each of those. It prints seconds,
snippets a second and the largest size of the process so far, in MiB, for a tenth of
each and for all of it: the sizes should hardly differ.
"""

import resource
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter

from sandbox.doccheck.report import Checking
from sandbox.languages import LANGUAGES, Call, Style, write
from tests.doccheck.defects import PAGE
from tests.doccheck.pages_made import CURL, fence

KIB = 1024
"""What Linux counts sizes of processes in."""


def copies(folder: Path, pages: int) -> None:
    """So many copies of our page."""
    for number in range(pages):
        (folder / f"{number:05}.txt").write_bytes(PAGE.read_bytes())


def distinct(folder: Path, pages: int) -> None:
    """So many pages of which no two name the same objects, in either style of code."""
    for number in range(pages):
        style: Style = "today" if number % 2 else "page"
        parts = [f"# Page {number}"]
        for call in calls(number):
            parts.append(f"## An example of {call.operation}")
            parts += [fence(name, write(call, name, style)) for name in LANGUAGES]
        path = folder / f"{number:05}.md"
        path.write_text("\n\n".join(parts), "utf-8")


def calls(number: int) -> Iterator[Call]:
    """Calls about objects that are named on no other page."""
    customer, source, charge = (f"{kind}_{number:06}" for kind in ("cus", "src", "ch"))
    of_customer = {"customer": customer}
    saved = of_customer | {"source": source}
    yield Call("customers.create", {}, {"description": customer, "source": source})
    yield Call("customers.sources.create", of_customer, {"source": source})
    yield Call("customers.update", of_customer, {"default_source": source})
    yield Call("charges.create", {}, {"amount": 99 + number, "currency": "eur"} | saved)
    yield Call("charges.retrieve", {"charge": charge}, {})


def one_page(folder: Path, pages: int) -> None:
    """One page, with ten snippets for each of so many."""
    example = fence("bash", CURL)
    (folder / "page.md").write_text(f"{example}\n\nThen:\n\n" * 10 * pages, "utf-8")


SITES: dict[str, Callable[[Path, int], None]] = {
    "copies of our page": copies,
    "pages, each another": distinct,
    "times ten snippets on one page": one_page,
}


def checked(folder: Path) -> Checking:
    """A run over a folder, to its end; nothing of it is kept but its counts."""
    run = Checking([folder], LANGUAGES)
    for _ in run.found():
        pass
    return run


def measured(site: Callable[[Path, int], None], pages: int) -> str:
    """What the run came to, in words."""
    with tempfile.TemporaryDirectory() as folder:
        site(Path(folder), pages)
        began = perf_counter()
        run = checked(Path(folder))
        seconds = perf_counter() - began
    snippets = run.tally.snippets.total()
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KIB
    speed = f"{seconds:.1f} s, {snippets / seconds:.0f} snippets a second"
    return f"{speed}, {size} MiB. {run.tally.in_words}"


def main(words: Sequence[str]) -> int:
    """Print it."""
    pages = int(words[0]) if words else 1000
    for name, site in SITES.items():
        for number in (max(1, pages // 10), pages):
            print(f"{number} {name}: {measured(site, number)}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
