"""A process may be killed between any two statements: what is on disk at that moment.

A killed process leaves the file and what stands beside it as any other process sees
them, so a copy taken before each statement is what each of those kills would leave.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.storage import file
from tests.asking import VISA, Answer, ask, contents, journal
from tests.storage.test_layout import of_the_first_layout
from tests.test_trouble import CHARGE, with_a_customer

NAME = "shop.sandbox"


class Photographer:
    """Copies a file, with what stands beside it, before each statement."""

    def __init__(self, path: Path, album: Path) -> None:
        """Copy this file into folders of this one."""
        self.path, self.album = path, album
        self.copies: list[Path] = []

    def watch(self, db: sqlite3.Connection) -> sqlite3.Connection:
        """Copy before each statement of this connection from now on."""
        db.set_trace_callback(lambda _: self.copy())
        return db

    def copy(self) -> None:
        """Copy now."""
        folder = self.album / str(len(self.copies))
        folder.mkdir(parents=True)
        for one in self.path.parent.glob(f"{self.path.name}*"):
            shutil.copyfile(one, folder / one.name)
        self.copies.append(folder / self.path.name)


@pytest.fixture
def photographer(tmp_path: Path) -> Photographer:
    """One who copies the file of a shop."""
    (tmp_path / "shop").mkdir()
    return Photographer(tmp_path / "shop" / NAME, tmp_path / "album")


REQUESTS: dict[str, tuple[str, str, dict[str, Any], int]] = {
    "a charge": ("POST", "/v1/charges", CHARGE, 200),
    "a declined charge": (
        "POST",
        "/v1/charges",
        {**CHARGE, "source": "src_declined"},
        402,
    ),
    "a refused charge": ("POST", "/v1/charges", {**CHARGE, "source": "src_used"}, 400),
    "a source": ("POST", "/v1/sources", VISA, 200),
    "an attachment": ("POST", "/v1/customers/cus_1/sources", {"source": "src_2"}, 200),
    "a deleted customer": ("DELETE", "/v1/customers/cus_1", {}, 200),
    "time that passes": ("POST", "/_sandbox/advance", {"hours": 7}, 200),
    "a reset": ("POST", "/_sandbox/reset", {}, 200),
}


@contextmanager
def opened(path: Path) -> Iterator[Sandbox]:
    """A sandbox in a file, with all that the requests need."""
    with closing(with_a_customer(Sandbox(path))) as sandbox:
        sandbox.given("src_2")
        sandbox.given("src_used", status="consumed")
        sandbox.given("src_declined", token="tok_chargeCustomerFail", customer="cus_1")
        yield sandbox


def everything(sandbox: Sandbox) -> list[Any]:
    """All that a sandbox holds, the journal of requests too."""
    return [contents(sandbox), journal(sandbox)]


@pytest.mark.parametrize("name", REQUESTS)
def test_a_request_is_whole_or_absent(photographer: Photographer, name: str) -> None:
    """Whenever its process is killed, a request is there with all it does, or is not.

    Once it is answered it is there, and its key brings the same answer.
    """
    method, path, sent, status = REQUESTS[name]

    def request(sandbox: Sandbox) -> Answer:
        return ask(sandbox, method, path, sent, Idempotency_Key="k1")

    with opened(photographer.path) as sandbox:
        before = everything(sandbox)
        photographer.watch(sandbox._store._db)  # noqa: SLF001
        answer = request(sandbox)
        sandbox._store._db.set_trace_callback(None)  # noqa: SLF001
        photographer.copy()
        after = everything(sandbox)
    found = []
    for copy in photographer.copies:
        with closing(Sandbox(copy)) as left:
            found.append(everything(left))
    with closing(Sandbox(photographer.copies[-1])) as left:
        again = request(left)

    assert status == answer.status
    assert [before] * (len(found) - 1) + [after] == found
    assert len(found) > 5
    assert (status, answer.body) == (again.status, again.body) or method == "DELETE"


def opening(monkeypatch: pytest.MonkeyPatch, photographer: Photographer) -> None:
    """Open the file, copied before each statement."""
    connect: Callable[..., sqlite3.Connection] = file.opened
    with monkeypatch.context() as patch:
        patch.setattr(
            file, "opened", lambda *a, **k: photographer.watch(connect(*a, **k))
        )
        Sandbox(photographer.path).close()


def test_a_new_file_is_whole_or_empty(
    photographer: Photographer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whenever the process that makes a file is killed, the file can be opened."""
    opening(monkeypatch, photographer)

    assert len(photographer.copies) > 10
    for copy in photographer.copies:
        with closing(Sandbox(copy)) as sandbox:
            assert 200 == ask(sandbox, "POST", "/v1/sources", VISA).status


def test_an_earlier_file_is_brought_up_whole_or_not_at_all(
    photographer: Photographer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whenever the process that brings a file up is killed, the file can be opened."""
    of_the_first_layout(photographer.path)
    opening(monkeypatch, photographer)

    assert len(photographer.copies) > 5
    for copy in photographer.copies:
        with closing(Sandbox(copy)) as sandbox:
            assert ["cus_1"] == [one["id"] for one in sandbox.objects("customers")]
