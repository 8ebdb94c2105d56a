"""The crash test, which is a program of its own: `python -m tests.crash`."""

import os

import pytest

from tests import crash


@pytest.mark.slow
def test_a_killed_server_loses_nothing_it_answered() -> None:
    """Killed under load, a server leaves each answered request whole, and no half one.

    Twenty kills; `SANDBOX_LONG` makes them two hundred.
    """
    kills = 200 if os.environ.get("SANDBOX_LONG") else 20
    counts = crash.run(kills, seed=1)

    assert kills == counts["kills"]
    assert counts["acknowledged requests"] > 10 * kills
    assert counts["acknowledged requests"] == counts["found, to the byte"]
    assert counts["found absent, then done once"] > 0
