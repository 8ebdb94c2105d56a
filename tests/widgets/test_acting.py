"""A frame: whatever a button does, what comes of it is told in place."""

import pytest

from sandbox import Sandbox
from sandbox.errors import invalid
from sandbox.widgets import panels
from sandbox.widgets.acting import Acting
from tests.widgets.hands import Reader


@pytest.fixture
def frame(sandbox: Sandbox) -> Acting:
    """A frame with nothing in it."""
    return Acting(sandbox)


def refuse() -> str:
    """Be refused."""
    raise invalid("amount is 'ten'.", param="amount")


def break_down() -> str:
    """Break down."""
    raise RuntimeError("<b>")


def said(frame: Acting) -> Reader:
    """What the frame tells."""
    return Reader(frame.message.value)


def test_nothing_is_told_before_a_press(frame: Acting) -> None:
    """The place for what comes of it takes no room until then."""
    assert ("", "none") == (frame.message.value, frame.message.layout.display)


def test_what_was_done_is_told_politely(frame: Acting) -> None:
    """A button tells what it did, as a status."""
    frame.action("Greet", lambda: panels.done("Hello")).click()

    assert (["status"], " Hello") == (said(frame).roles, said(frame).words)
    assert frame.message.layout.display is None


def test_a_refusal_is_told_and_kept(frame: Acting) -> None:
    """A refusal is an alert, and nothing is raised."""
    frame.attempt(refuse)

    assert ["alert"] == said(frame).roles
    assert "Refused: HTTP 400, invalid_request_error" in said(frame).words
    assert "amount is 'ten'." == str(frame.error)
    frame.attempt(lambda: panels.done("Hello"))
    assert frame.error is None


def test_a_fault_is_told_kept_and_raised(frame: Acting) -> None:
    """A fault of ours is an alert that blames nobody else, and goes on to the log."""
    with pytest.raises(RuntimeError) as caught:
        frame.attempt(break_down)

    assert caught.value is frame.error
    assert "The sandbox has a fault RuntimeError: <b>" in said(frame).words
    frame.attempt(lambda: panels.done("Hello"))
    assert " Hello" == said(frame).words


def test_a_press_within_a_press_is_none(frame: Acting) -> None:
    """What is pressed while something is done does nothing."""
    pressed: list[str] = []

    def act() -> str:
        pressed.append("once")
        frame.attempt(act)
        return ""

    frame.attempt(act)
    assert ["once"] == pressed


def test_what_a_frame_shows_on_paper(frame: Acting) -> None:
    """For readers without a kernel there is what came of the last press."""
    frame.attempt(lambda: panels.done("Hello"))

    assert frame.message.value == frame._repr_mimebundle_()["text/html"]
