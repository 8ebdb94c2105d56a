"""What the tests of pages share."""

import pytest
from starlette.types import ASGIApp

from sandbox.app import App
from sandbox.store import Store
from sandbox.transport.http import application


@pytest.fixture
def store() -> Store:
    """What the pages are about."""
    return Store(seed=2)


@pytest.fixture
def web(store: Store) -> ASGIApp:
    """A server's application around it."""
    app = App(store)
    app.base_url = "http://127.0.0.1:12111"
    return application(app)
