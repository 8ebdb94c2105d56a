"""For people and their editors: a line for each problem, and a table."""

from collections.abc import Iterable, Iterator

from sandbox.doccheck.examples import Checked
from sandbox.doccheck.pages import Unsound
from sandbox.doccheck.reports.rows import plain, rows
from sandbox.doccheck.reports.tally import STATUSES, Tally


def lines(found: Iterable[Checked | Unsound], tally: Tally) -> Iterator[str]:
    """`path:line:column language kind: message`, and below it what to do."""
    for one in found:
        for row in rows(one):
            kind, message, hint = row.problem[2:]
            yield f"{row.place} {row.language} {kind}: {plain(message)}"
            if hint:
                yield f"    {plain(hint)}"
    if tally.problems:
        yield ""
    yield from table(tally)
    yield tally.in_words


def table(tally: Tally) -> Iterator[str]:
    """How many snippets there are in each language, by their status."""
    names = list(dict.fromkeys(name for name, _ in sorted(tally.snippets)))
    if not names:
        return
    counts = [[tally.snippets[name, status] for status in STATUSES] for name in names]
    counts.append([tally.of(status) for status in STATUSES])
    width = max(len(plain(name)) for name in [*names, "language"])
    yield f"{'language':{width}}  snippets" + "".join(f"{s:>13}" for s in STATUSES)
    for name, numbers in zip([*names, "all"], counts, strict=True):
        shown = "".join(f"{number:>13}" for number in numbers)
        yield f"{plain(name):{width}}  {sum(numbers):>8}{shown}"
