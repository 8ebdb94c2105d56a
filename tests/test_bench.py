"""The bench runs, and prints every figure that it holds to a limit."""

import pytest

from tests import bench

pytestmark = pytest.mark.slow
TASKS = ["retrieve", "list ten", "charge", "customer"]


def figures(said: str) -> list[str]:
    """What the lines with a limit are called."""
    lines = [line for line in said.splitlines() if "(at most" in line]
    return [line[:25].strip() for line in lines]


def test_the_bench_measures_against_the_floor_of_the_sdk(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In process: each task at each size, its growth, a file, memory and imports."""
    status = bench.main(["--rounds", "2", "--sizes", "1", "3"])

    ends = ["charge, kept in a file", "a charge, all its records"]
    starts = ["import sandbox", "first answer, on top"]
    expected = [*TASKS, *TASKS, "retrieve", "list ten", *ends, *starts]
    assert expected == figures(capsys.readouterr().out)
    assert status in {0, 1, 2}


def test_the_bench_measures_over_http(capsys: pytest.CaptureFixture[str]) -> None:
    """Over HTTP: each task against an empty endpoint of the same server."""
    status = bench.main(["--http", "--rounds", "2", "--sizes", "1"])

    assert set(TASKS) <= set(figures(capsys.readouterr().out))
    assert status in {0, 1, 2}
