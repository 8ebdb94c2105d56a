"""The frame: everything that can be pressed can say that nobody listens any more."""

from collections.abc import Callable
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.widgets.authorise import AuthorisePanel
from sandbox.widgets.forms import CreateCustomerForm
from sandbox.widgets.inspector import Inspector
from sandbox.widgets.notice import Notice
from sandbox.widgets.wallet import Wallet

FRAMED: dict[str, Callable[[Sandbox], Any]] = {
    "form": CreateCustomerForm,
    "wallet": lambda sandbox: Wallet(sandbox, sandbox.given("cus_1")),
    "inspector": Inspector,
    "panel": lambda sandbox: AuthorisePanel(sandbox, sandbox.given("src_1")),
}


@pytest.mark.parametrize("name", FRAMED)
def test_it_can_say_that_its_kernel_is_gone(sandbox: Sandbox, name: str) -> None:
    """The browser has the notice beforehand, and finds it by the name of the frame."""
    framed = FRAMED[name](sandbox)

    assert "sandbox-form" in framed.get_state()["_dom_classes"]
    assert 1 == sum(isinstance(one, Notice) for one in framed.children)
