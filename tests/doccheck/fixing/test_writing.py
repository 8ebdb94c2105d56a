"""A page is written whole or not at all; where it is not, a line says why."""

import os
from pathlib import Path

import pytest

from sandbox.doccheck.fixing import Fixed, Unwritten
from sandbox.doccheck.fixing.writing import write


@pytest.fixture
def fixed(tmp_path: Path) -> Fixed:
    """A page that can be written, alone in its folder."""
    path = tmp_path / "page.md"
    path.write_bytes(b"old\r\n")
    return Fixed(path, b"old\r\n", b"new\r\n", 1)


def test_written(fixed: Fixed) -> None:
    """The new text takes the place of the old one, and nothing else is left behind."""
    write(fixed)

    assert b"new\r\n" == fixed.path.read_bytes()
    assert [fixed.path] == [*fixed.path.parent.iterdir()]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o664], ids=oct)
def test_mode(fixed: Fixed, mode: int) -> None:
    """Who may read and write it stays the same."""
    fixed.path.chmod(mode)
    write(fixed)

    assert mode == fixed.path.stat().st_mode & 0o777


def unwritten(fixed: Fixed) -> str:
    """Why a page is not written; nothing is lost, and nothing is left behind."""
    with pytest.raises(Unwritten) as told:
        write(fixed)

    assert [fixed.path] == [*fixed.path.parent.iterdir()]
    return str(told.value).removeprefix(f"{fixed.path} ")


def test_changed_meanwhile(fixed: Fixed) -> None:
    """What somebody else wrote since is not overwritten."""
    fixed.path.write_bytes(b"theirs")

    assert "changed meanwhile. Check it again." == unwritten(fixed)
    assert b"theirs" == fixed.path.read_bytes()


def test_read_only(fixed: Fixed) -> None:
    """A page that may not be written is not replaced either."""
    fixed.path.chmod(0o444)

    assert "is read-only. Make it writable first." == unwritten(fixed)
    assert b"old\r\n" == fixed.path.read_bytes()


def test_link(fixed: Fixed) -> None:
    """A link is not followed, and not replaced by a file."""
    page = fixed.path
    link = page.parent / "sub" / "link.md"
    link.parent.mkdir()
    link.symlink_to(page)

    with pytest.raises(Unwritten, match=r"is a link to .*page\.md\. Mend that page"):
        write(fixed._replace(path=link))

    assert link.is_symlink()
    assert b"old\r\n" == page.read_bytes()


def test_hard_link(fixed: Fixed, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A page with a second name is left, for that would keep the old text."""
    os.link(fixed.path, tmp_path_factory.mktemp("other") / "name.md")

    assert unwritten(fixed).startswith("has another name, a hard link")
    assert b"old\r\n" == fixed.path.read_bytes()


def test_gone(fixed: Fixed) -> None:
    """A page that is no longer there is not made again."""
    fixed.path.unlink()

    with pytest.raises(Unwritten, match="is gone: no such file or directory"):
        write(fixed)
    assert [] == [*fixed.path.parent.iterdir()]


def test_folder_in_its_place(fixed: Fixed) -> None:
    """What is no file is left."""
    fixed.path.unlink()
    fixed.path.mkdir()

    assert "is no plain file." == unwritten(fixed)


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_writing_fails(
    fixed: Fixed, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """When the disk is full, or fails at any step, the page is as it was."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, full)

    assert "cannot be written: no space left on device." == unwritten(fixed)
    assert b"old\r\n" == fixed.path.read_bytes()


def test_owner_that_cannot_be_kept(
    fixed: Fixed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page of somebody else does not become one's own."""
    known = os.stat_result

    def forbidden(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    real = Path.stat

    def another_owner(path: Path, **options: bool) -> os.stat_result:
        found = real(path, **options)
        owner = 4321 if path == fixed.path else found.st_uid
        return known((*found[:4], owner, *found[5:10]))

    monkeypatch.setattr(os, "chown", forbidden)
    monkeypatch.setattr(Path, "stat", another_owner)

    with pytest.raises(Unwritten, match="cannot be written: operation not permitted"):
        write(fixed)
    assert b"old\r\n" == fixed.path.read_bytes()
