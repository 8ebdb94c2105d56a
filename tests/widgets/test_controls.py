"""The button and the keyboard, as the browser tells of them."""

import asyncio

import pytest

from sandbox import Sandbox
from sandbox.widgets import controls
from sandbox.widgets.forms import (
    CreateCustomerForm,
)
from tests.widgets.hands import from_browser


def test_a_double_click(sandbox: Sandbox) -> None:
    """A double click in the browser is one click."""
    form = CreateCustomerForm(sandbox)

    from_browser(form.button, "click")
    from_browser(form.button, "click")

    assert 1 == len(sandbox.objects("customers"))


def test_two_clicks(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two clicks with a pause between them are two."""
    monkeypatch.setattr(controls, "DOUBLE_CLICK", -1)
    form = CreateCustomerForm(sandbox)

    from_browser(form.button, "click")
    from_browser(form.button, "click")

    assert 2 == len(sandbox.objects("customers"))


def test_two_clicks_of_a_program(sandbox: Sandbox) -> None:
    """A program that clicks twice means it twice, however fast it is."""
    form = CreateCustomerForm(sandbox)

    form.button.click()
    form.button.click()

    assert 2 == len(sandbox.objects("customers"))


def test_other_messages_are_no_clicks(sandbox: Sandbox) -> None:
    """What else a browser tells of a button or a field presses nothing."""
    form = CreateCustomerForm(sandbox)

    from_browser(form.button, "hover")
    from_browser(form.fields["email"], "focus")

    assert [] == sandbox.objects("customers")


def test_enter(sandbox: Sandbox) -> None:
    """Enter in a text field presses the button, once."""
    form = CreateCustomerForm(sandbox, email="jenny@example.com")

    from_browser(form.fields["email"], "submit")
    from_browser(form.fields["email"], "submit")

    assert ["jenny@example.com"] == [c["email"] for c in sandbox.objects("customers")]


@pytest.mark.parametrize("event", ["submit", "click"])
def test_a_press_before_the_text(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, event: str
) -> None:
    """In a kernel, a press waits for the text that the browser sends behind it."""
    monkeypatch.setattr(controls, "TYPED", 0)
    form = CreateCustomerForm(sandbox)
    pressed = {"submit": form.fields["email"], "click": form.button}[event]

    async def type_and_press() -> None:
        from_browser(pressed, event)
        form.fields["email"].value = "jenny@example.com"
        await asyncio.get_running_loop().create_task(asyncio.sleep(0))

    asyncio.run(type_and_press())

    assert ["jenny@example.com"] == [c["email"] for c in sandbox.objects("customers")]


def test_enter_chooses_an_id(sandbox: Sandbox) -> None:
    """Enter in a list of ids chooses one; it presses nothing."""
    form = CreateCustomerForm(sandbox)

    from_browser(form.fields["source"], "submit")

    assert [] == sandbox.objects("customers")
