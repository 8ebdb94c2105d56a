"""What a reader does to a form, and sees of it."""

from html.parser import HTMLParser
from typing import Any

from sandbox.errors import ApiError
from sandbox.widgets.forms import Form


class Reader(HTMLParser):
    """What a browser sees of some HTML: words, tags, names of attributes, and roles."""

    def __init__(self, html: str) -> None:
        """Read it."""
        super().__init__()
        self.words, self.roles = "", list[str | None]()
        self.tags, self.attributes = set[str](), set[str]()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag, what it says, and its role."""
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.roles += [value for name, value in attrs if name == "role"]

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.words += f" {data}"


def shown(form: Form) -> Reader:
    """The outcome that a form shows."""
    return Reader(form.message.value)


def pressed(form: Form) -> Form:
    """The form after its button was clicked."""
    form.button.click()
    return form


def refusal(form: Form) -> tuple[int, str | None, str | None]:
    """The status, code and param of what a form was refused with."""
    assert isinstance(form.error, ApiError)
    assert form.result is None
    return form.error.status, form.error.code, form.error.param


def from_browser(widget: Any, event: str) -> None:
    """Let a widget hear of an event as the browser tells it."""
    data = {"method": "custom", "content": {"event": event}}
    message = {"content": {"data": data}, "buffers": []}
    widget._handle_msg(message)  # noqa: SLF001 - there is no browser
