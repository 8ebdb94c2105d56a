"""Files and folders as pages: which are read, and what is told of the others."""

import os
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from sandbox import doccheck
from sandbox.doccheck import Unreadable
from sandbox.doccheck.pages import pages, snippets
from sandbox.doccheck.pages.found import FORMATS, LARGEST
from tests.doccheck.pages.reading import FORMATS as SAME
from tests.doccheck.pages.reading import found, read

CURL = "```sh\ncurl https://api.stripe.com/v1/charges\n```\n"

UNREADABLE = {
    "binary": ("page.md", b"\x89PNG\r\n\x1a\n\x00\x00", "there is a zero byte"),
    "UTF-16": ("page.md", "text".encode("utf-16"), "is UTF-16. Save it as UTF-8."),
    "UTF-16, the other way": ("page.md", b"\xfe\xff\x00t", "is UTF-16"),
    "Latin-1": (
        "page.txt",
        "one\ncaf\xe9\n".encode("latin-1"),
        "line 2 has the byte 0xe9. Save it as UTF-8.",
    ),
    "another suffix": ("page.docx", b"", "is no page: it ends in .docx. Pages end in"),
    "no suffix": ("page", b"", "is no page: it has no suffix"),
}


@pytest.mark.parametrize(
    ("name", "content", "why"), UNREADABLE.values(), ids=UNREADABLE
)
def test_no_page(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    """A file that is no page is refused in one line, which says what to do."""
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(Unreadable) as refused:
        list(snippets(path))

    assert str(path) == refused.value.path
    assert why in str(refused.value)
    assert "\n" not in str(refused.value)


def test_too_large(tmp_path: Path) -> None:
    """A file of 50 MB is refused, and no more of it is read than a page may have."""
    path = tmp_path / "page.md"
    with path.open("wb") as file:
        file.truncate(50 * 10**6)
    tracemalloc.start()

    with pytest.raises(Unreadable, match="it has 47 MiB, and a page at most 16"):
        list(snippets(path))

    assert tracemalloc.get_traced_memory()[1] < 2 * LARGEST + 2**20
    tracemalloc.stop()


def test_missing(tmp_path: Path) -> None:
    """A path where there is nothing is refused."""
    with pytest.raises(Unreadable, match="cannot be opened: no such file"):
        list(snippets(tmp_path / "page.md"))


def test_dangling_link(tmp_path: Path) -> None:
    """A link to nothing is told, and the pages behind it are read."""
    (tmp_path / "a.md").symlink_to(tmp_path / "nothing.md")
    (tmp_path / "b.md").write_text(CURL)

    shown, unsound = found(tmp_path)

    assert ["b.md"] == [Path(one.path).name for one in shown]
    ((path, problem),) = unsound
    assert str(tmp_path / "a.md") == path
    assert (1, 1, "file") == problem[:3]
    assert "It cannot be opened: no such file or directory." == problem.message


def test_a_folder_that_loops(tmp_path: Path) -> None:
    """A link to a folder is not followed: each page is read once."""
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "page.md").write_text(CURL)
    (inside / "again").symlink_to(tmp_path, target_is_directory=True)

    assert [inside / "page.md"] == list(pages(tmp_path))
    assert 1 == len(list(snippets(tmp_path)))


def test_a_file_that_links_to_itself(tmp_path: Path) -> None:
    """A link to itself is told as what it is."""
    (tmp_path / "a.md").symlink_to(tmp_path / "a.md")

    _, ((_, problem),) = found(tmp_path)

    assert "symbolic links" in problem.message


def test_a_pipe(tmp_path: Path) -> None:
    """What is no plain file, and may never end, is told and not waited for."""
    os.mkfifo(tmp_path / "a.md")
    (tmp_path / "b.md").write_text(CURL)

    shown, ((_, problem),) = found(tmp_path)

    assert ("It is no plain file.", 1) == (problem.message, len(shown))


def test_which_files_are_pages(tmp_path: Path) -> None:
    """By suffix, sorted, without hidden files and what tools made."""
    named = (
        "b.md a.MD c.py .hidden.md sub/x.txt .git/y.md node_modules/z/README.md "
        "_build/out.md sub/deep/p.mdx sub/Makefile"
    )
    for name in named.split():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(CURL)

    expected = ["a.MD", "b.md", "sub/x.txt", "sub/deep/p.mdx"]
    assert [tmp_path / name for name in expected] == list(pages(tmp_path))
    assert [tmp_path / "c.py"] == list(pages(tmp_path / "c.py"))


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)
def test_permissions(tmp_path: Path) -> None:
    """A page, and a folder, that nobody may read are told; the others are read."""
    (tmp_path / "a.md").write_text(CURL)
    (tmp_path / "a.md").chmod(0)
    (tmp_path / "shut").mkdir(mode=0)
    (tmp_path / "b.md").write_text(CURL)

    shown, unsound = found(tmp_path)

    assert 1 == len(shown)
    assert 2 == len(unsound)


def test_a_folder_that_nobody_may_see(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that cannot be looked into is told, and refused when it is the one."""

    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)

    with pytest.raises(Unreadable, match="cannot be opened: permission denied"):
        list(snippets(tmp_path))


def test_a_folder_inside_that_nobody_may_see(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder among others that cannot be looked into is told, and passed over."""
    scan = os.scandir
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.md").write_text(CURL)

    def refuse(path: str) -> Any:
        if str(path).endswith("b"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    shown, ((path, problem),) = found(tmp_path)

    assert ["a", "c"] == [Path(one.path).parent.name for one in shown]
    assert (str(tmp_path / "b"), "It cannot be opened: permission denied.") == (
        path,
        problem.message,
    )
    assert 2 == sum(isinstance(page, Path) for page in pages(tmp_path))


def test_ten_thousand_snippets(tmp_path: Path) -> None:
    """A page may have ten thousand of them."""
    shown = read(tmp_path, "page.md", f"{CURL}text\n\n" * 10_000)

    assert 10_000 == len(shown)
    assert 10_000 == shown[-1].example


def test_blocks_in_blocks(tmp_path: Path) -> None:
    """What is nested deeper than anyone writes is refused, and does not end the run."""
    path = tmp_path / "page.md"
    fences = ["`" * (303 - depth) + "{note}" for depth in range(300)]
    path.write_text("\n".join([*fences, *(f[:-6] for f in reversed(fences))]))
    (tmp_path / "z.md").write_text(CURL)

    shown, ((_, problem),) = found(tmp_path)

    assert 1 == len(shown)
    assert "It has blocks in blocks, too deep to be read." == problem.message


def test_every_format_has_a_page() -> None:
    """Each format is tried with the example that they share."""
    assert set(FORMATS.values()) == {FORMATS[path.suffix] for path in SAME.iterdir()}


def test_without_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the packages of `[check]` one sentence says what to install."""
    monkeypatch.setitem(sys.modules, "markdown_it", None)

    with pytest.raises(ModuleNotFoundError) as refused:
        doccheck.library("markdown_it")

    assert (
        'Checking pages needs markdown_it: pip install "sources-sandbox[check]"'
        == str(refused.value)
    )


def test_a_package_that_is_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package that lacks one of its own is told as it is."""
    (tmp_path / "broken_library.py").write_text("import not_there_at_all")
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(ModuleNotFoundError, match="No module named 'not_there"):
        doccheck.library("broken_library")
