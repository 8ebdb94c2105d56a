"""What the tests of the forms begin with."""

import pytest

from sandbox import Sandbox


@pytest.fixture
def customer(sandbox: Sandbox) -> str:
    """A customer."""
    return str(sandbox.call("customers.create")["id"])


@pytest.fixture
def source(sandbox: Sandbox) -> str:
    """A reusable card source that nobody has."""
    made = sandbox.call("sources.create", type="card", token="tok_visa")
    return str(made["id"])
