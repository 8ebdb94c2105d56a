"""What a process may do on which system, as the system calls itself."""

import os
import platform
from pathlib import Path

import pytest

from sandbox.doccheck.execute import offline

RELEASES = {
    "6.14.0-37-generic": True,
    "6.14-rc1": True,
    "6.14rc1": True,
    "7": True,
    "10.0.1": True,
    "6.13.9": False,
    "6.1.0-28-cloud-amd64": False,
    "6": False,
    "unknown": False,
    "": False,
}


@pytest.mark.parametrize(("release", "own"), RELEASES.items(), ids=RELEASES)
def test_how_many_processes_there_may_be(
    release: str, own: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Linux that bounds each namespace is told so, however it is called."""
    resource = pytest.importorskip("resource")
    bound = tmp_path / "pid_max"
    monkeypatch.setattr(offline.sys, "platform", "linux")
    monkeypatch.setattr(platform, "release", lambda: release)
    monkeypatch.setattr(offline, "PROCESSES", bound)
    monkeypatch.setattr(os, "getpid", lambda: 1)
    monkeypatch.setattr(resource, "setrlimit", lambda *_: None)
    offline.few()

    assert own == bound.exists()
