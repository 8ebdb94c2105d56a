"""The frame: what is pressed stands in it, and what to do once nobody listens."""

from typing import Any

import ipywidgets as widgets
import pytest

from sandbox import Sandbox
from sandbox.widgets.authorise import AuthorisePanel
from sandbox.widgets.forms import CreateCustomerForm
from sandbox.widgets.frame import ADVICE, FORM, GONE, Frame
from sandbox.widgets.inspector import Inspector
from sandbox.widgets.wallet import Wallet
from tests.widgets.hands import Reader

FRAMED = {
    "form": CreateCustomerForm,
    "wallet": lambda sandbox: Wallet(sandbox, sandbox.given("cus_1")),
    "inspector": Inspector,
    "panel": lambda sandbox: AuthorisePanel(sandbox, sandbox.given("src_1")),
}


def classes(widget: Any) -> tuple[str, ...]:
    """What a style can call a widget."""
    return tuple(widget.get_state()["_dom_classes"])


@pytest.mark.parametrize("name", FRAMED)
def test_all_that_is_pressed_can_tell_that_its_kernel_is_gone(
    sandbox: Sandbox, name: str
) -> None:
    """The browser has the advice beforehand: a kernel that is gone sends none."""
    framed = FRAMED[name](sandbox)
    told = Reader(framed.children[0].value)

    assert (FORM,) == classes(framed)
    assert (GONE,) == classes(framed.children[0])
    assert ["alert"] == told.roles
    assert ADVICE in told.words


def test_the_advice_is_hidden_while_there_is_a_kernel() -> None:
    """Its style says so, and shows it beside what JupyterLab calls disconnected."""
    style = Frame([widgets.HTML()]).children[0].value.partition("</style>")[0]

    assert f".{FORM} > .{GONE} {{ display: none; }}" in style
    assert f".{FORM}.jupyter-widgets-disconnected > .{GONE}" in style
