r"""The changes of a page as a unified diff, in which nothing acts.

>>> print(*lines("a.txt", "one\ntwo\n", "one\ntwo;\n"), sep="\n")
--- a.txt
+++ a.txt
@@ -1,2 +1,2 @@
 one
-two
+two;
"""

from collections.abc import Iterator, Sequence

from sandbox.doccheck.pages.found import lines_alike
from sandbox.doccheck.reports.rows import plain

AROUND = 3
"""So many lines are shown before and behind what changes."""

NO_END = "\\ No newline at end of file"


def lines(path: str, before: str, after: str) -> Iterator[str]:
    """The lines of the diff of a page that has as many lines as before.

    What cannot be shown is a question mark, as everywhere; a tab stays one.
    """
    old, new = split(before), split(after)
    changed = [number for number, line in enumerate(old) if line != new[number]]
    if changed:
        yield f"--- {plain(path)}"
        yield f"+++ {plain(path)}"
    for group in grouped(changed):
        first = max(0, group[0] - AROUND)
        last = min(len(old), group[-1] + AROUND + 1)
        if last == len(old) and not old[-1]:  # behind the last end of a line
            last -= 1
        yield f"@@ -{first + 1},{last - first} +{first + 1},{last - first} @@"
        yield from hunk(old, new, range(first, last))


def split(text: str) -> list[str]:
    """The lines of a text, however they end; behind the last end is an empty one."""
    return lines_alike(text).removeprefix("\ufeff").split("\n")


def grouped(changed: Sequence[int]) -> Iterator[list[int]]:
    """Changes that are so near to one another that they are shown together."""
    group: list[int] = []
    for number in changed:
        if group and number - group[-1] > 2 * AROUND:
            yield group
            group = []
        group.append(number)
    if group:
        yield group


def hunk(old: Sequence[str], new: Sequence[str], numbers: range) -> Iterator[str]:
    """Lines with their signs: first all that go of those that stand together."""
    waiting: list[str] = []
    for number in numbers:
        end = [NO_END] if number == len(old) - 1 else []
        if old[number] == new[number]:
            yield from waiting
            waiting = []
            yield from [f" {shown(old[number])}", *end]
        else:
            yield from [f"-{shown(old[number])}", *end]
            waiting += [f"+{shown(new[number])}", *end]
    yield from waiting


def shown(line: str) -> str:
    """A line as it may be shown."""
    return "\t".join(map(plain, line.split("\t")))
