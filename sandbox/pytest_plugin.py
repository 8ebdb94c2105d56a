"""The pytest plugin: everybody's tests have a fixture `sandbox`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sandbox.session import Sandbox


@pytest.fixture
def sandbox() -> Iterator["Sandbox"]:
    """A fresh sandbox, with the stripe SDK connected to it while the test runs."""
    from sandbox.session import connect

    with connect() as fresh:
        yield fresh
