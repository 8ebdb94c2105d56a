"""A diff shows what changes, and nothing in it acts on a terminal."""

import subprocess
from pathlib import Path

import pytest

from sandbox.doccheck.fixing.diff import lines


def numbered(**changes: str) -> tuple[str, str]:
    """Thirty lines, and the same with some of them changed."""
    old = [f"line {number}" for number in range(1, 31)]
    new = [changes.get(f"_{number}", line) for number, line in enumerate(old, 1)]
    return "\n".join(old) + "\n", "\n".join(new) + "\n"


def test_hunks() -> None:
    """What stands near to one another is shown together, with three lines around."""
    before, after = numbered(_2="two", _8="eight", _29="x")

    assert [
        *("--- a", "+++ a", "@@ -1,11 +1,11 @@", " line 1", "-line 2", "+two"),
        *(f" line {number}" for number in range(3, 8)),
        *("-line 8", "+eight", " line 9", " line 10", " line 11"),
        *("@@ -26,5 +26,5 @@", " line 26", " line 27", " line 28"),
        *("-line 29", "+x", " line 30"),
    ] == [*lines("a", before, after)]


def test_lines_that_change_together() -> None:
    """Of lines that follow one another all the old ones come first."""
    assert ["-a", "-b", "+c", "+d"] == [*lines("a", "a\nb\n", "c\nd\n")][3:]


def test_no_last_line_end() -> None:
    """A last line without an end is marked, as other tools do."""
    mark = "\\ No newline at end of file"

    assert ["-a", mark, "+b", mark] == [*lines("a", "a", "b")][3:]
    assert ["-a", "+b", " c", mark] == [*lines("a", "a\nc", "b\nc")][3:]


def test_nothing_changes() -> None:
    """Where nothing changes there is nothing to show."""
    assert [] == [*lines("a", "a", "a")]


NASTY = {
    "a control character": ("\x1b[2J", "?[2J"),
    "a backspace": ("\x08", "?"),
    "another direction": ("\u202e", "?"),
    "another line end": ("\u2028\x0b\x85", "???"),
    "a tab": ("\t", "\t"),
}


@pytest.mark.parametrize(("said", "shown"), NASTY.values(), ids=NASTY)
def test_what_acts(said: str, shown: str) -> None:
    """What would act on a terminal is a question mark, save a tab."""
    path = f"a{said}".replace("\t", "")

    found = [*lines(path, f"a{said}\n", f"b{said}\n")]

    assert [f"-a{shown}", f"+b{shown}"] == found[3:]
    assert f"--- a{shown}".replace("\t", "") == found[0]


@pytest.mark.parametrize("end", ["\n", ""], ids=["line end", "none"])
def test_patch(tmp_path: Path, end: str) -> None:
    """Git can apply it."""
    before, after = numbered(_1="one", _15="fifteen", _30="thirty")
    page = tmp_path / "page.md"
    page.write_text(before.removesuffix("\n") + end, "utf-8")
    texts = [text.removesuffix("\n") + end for text in (before, after)]
    patch = "\n".join(lines("page.md", *texts)) + "\n"

    subprocess.run(
        ["git", "apply", "-p0", "-"], cwd=tmp_path, input=patch, text=True, check=True
    )

    assert texts[1] == page.read_text("utf-8")
