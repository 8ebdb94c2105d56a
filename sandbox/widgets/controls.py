"""The parts of a form that a reader's hands meet: fields, hints and the button."""

import asyncio
import re
from collections.abc import Callable
from time import monotonic
from typing import Any

import ipywidgets as widgets
import traitlets

from sandbox.domain.card_numbers import CARDS
from sandbox.domain.money import minor_unit, spelt
from sandbox.session import Sandbox
from sandbox.widgets import panels
from sandbox.widgets.fields import COLLECTIONS, Field
from sandbox.wire import Params

WRAPPED = {"flex_flow": "row wrap", "align_items": "center", "grid_gap": "0 8px"}
INSIDE = "calc(100% - 4px)"
"""As wide as there is room, without the margins of a widget."""

PAID_IN = ("eur", "usd", "gbp", "jpy")
"""Currencies to choose from where there is little room: one has no minor unit."""

AMOUNT = re.compile(r"[0-9]{1,8}")
"""Whole numbers up to the largest amount."""

ALWAYS_THERE = {"tokens": tuple(CARDS)}
MOST_OFFERED = 100
"""Ids of one kind, the newest first: a longer list helps nobody to choose."""

DOUBLE_CLICK = 0.5
"""Seconds within which a second click in the browser belongs to the first."""

TYPED = 0.1
"""Seconds until a text that was just typed has arrived behind the press after it.

A browser holds back letters while the kernel still works at those before; presses it
sends at once.
"""


def when_typed(act: Callable[[], None]) -> None:
    """Do something when the text that was typed before has arrived, too."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:  # no kernel, so nothing is on its way
        act()
    else:
        loop.call_later(TYPED, act)


class OneClick(widgets.Button):  # type: ignore[misc]  # ipywidgets has no types
    """A button that takes a double click in the browser for a single one.

    `click()` always clicks: a program that says it twice means it twice.
    """

    _clicked = float("-inf")

    def click_once(self) -> None:
        """Click, unless the last click was a moment ago."""
        if monotonic() - self._clicked > DOUBLE_CLICK:
            self.click()
        self._clicked = monotonic()

    def _handle_button_msg(self, _: Any, content: dict[str, Any], __: Any) -> None:
        if content.get("event") == "click":
            when_typed(self.click_once)


def whole(text: str) -> str:
    r"""A text with U+FFFD for half a character, as browsers send a form.

    >>> whole("a\ud83d"), whole("\ud83e\udd8a")
    ('a\ufffd', '\U0001f98a')

    Source: infra.spec.whatwg.org/#javascript-string-convert
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class Whole(traitlets.HasTraits):
    """A field of text that can be told to a browser, whatever was put into it.

    No message can hold half a character: one that was typed would not arrive, and the
    form would send what stood there before.
    """

    @traitlets.validate("value")
    def _whole(self, proposal: Any) -> str:
        return whole(proposal["value"])

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take what a browser tells; this is echoed before it is validated."""
        if isinstance(sync_data.get("value"), str):
            sync_data = sync_data | {"value": whole(sync_data["value"])}
        super().set_state(sync_data)  # type: ignore[misc]  # that of the widget


class Line(Whole, widgets.Text):  # type: ignore[misc]  # ipywidgets has no types
    """A field for a line of text."""


class Ids(Whole, widgets.Combobox):  # type: ignore[misc]  # ipywidgets has no types
    """A field for an id, which offers some."""


def on_enter(text: Any, act: Callable[[], None]) -> None:
    """Let Enter in a text field do something, when the text has arrived, too.

    The browser tells of the key first, and of the text right behind it.
    """

    def entered(_: Any, content: dict[str, Any], __: Any) -> None:
        if content.get("event") == "submit":
            when_typed(act)

    text.on_msg(entered)


def control(field: Field, value: Any) -> Any:
    """The widget of a field, labelled, with a value to begin with.

    Raises: ValueError for a value it cannot hold.
    """
    about = [field.meaning, f"Sent as {field.parameter}."]
    look = {
        "description": field.label,
        "layout": {"width": "32rem", "max_width": INSIDE},
        "tooltip": " ".join(filter(None, about)),
    }
    value = field.default if value is None else value
    if field.kind is bool:
        return widgets.Checkbox(value=flag(field, value), **look)
    text = as_text(value)
    if field.choices:
        text = choice(field, text)
        return widgets.Dropdown(options=field.choices, value=text, **look)
    kind = Ids if field.name in COLLECTIONS else Line
    placeholder = "" if field.needed else "optional"
    return kind(value=text, placeholder=placeholder, **look)


def labelled(kind: Any, label: str, **values: Any) -> Any:
    """A widget with its label beside it, as wide as it needs to be."""
    look = {"style": {"description_width": "initial"}, "layout": {"max_width": INSIDE}}
    return kind(description=label, **look | values)


def side_by_side(*parts: Any) -> Any:
    """Widgets beside one another, or below where there is no room."""
    return widgets.HBox(parts, layout=WRAPPED)


class Money(widgets.HBox):  # type: ignore[misc]  # ipywidgets has no types
    """An amount and its currency, whose minor unit stands in the label.

    `params` is what a charge is sent; `spelt` the amount as people read it, or "".
    """

    spelt = traitlets.Unicode()

    def __init__(self, amount: str, currency: str) -> None:
        """Begin with this amount."""
        self.amount = labelled(Line, "Amount", value=amount)
        codes = [(code.upper(), code) for code in PAID_IN]
        self.currency = labelled(
            widgets.Dropdown, "Currency", options=codes, value=currency
        )
        super().__init__([self.amount, self.currency], layout=WRAPPED)
        for widget in self.children:
            widget.observe(lambda _: self._tell(), "value")
        self._tell()

    def _tell(self) -> None:
        currency, typed = self.currency.value, self.params["amount"]
        self.amount.description = f"Amount in {minor_unit(currency)}"
        known = AMOUNT.fullmatch(typed)
        self.spelt = spelt(int(typed), currency) if known else ""

    @property
    def params(self) -> Params:
        """What it is as parameters."""
        return {"amount": self.amount.value.strip(), "currency": self.currency.value}


def flag(field: Field, value: Any) -> bool:
    """A value for a checkbox."""
    if value is not None and not isinstance(value, bool):
        raise ValueError(f"{field.name} is {value!r}: give True or False.")
    return bool(value)


def choice(field: Field, text: str) -> str:
    """A value for a dropdown: one of its choices, the first when nothing is said."""
    if text in field.choices:
        return text
    if text:
        known = ", ".join(filter(None, field.choices))
        raise ValueError(f"{field.name} is {text!r}: give one of {known}.")
    return field.choices[0]


def as_text(value: Any) -> str:
    """A value as it is typed; of an object its id.

    >>> as_text(1099), as_text({"id": "src_1", "object": "source"}), as_text(None)
    ('1099', 'src_1', '')
    """
    if isinstance(value, dict):
        value = value["id"]
    value = getattr(value, "id", value)
    return "" if value is None else str(value)


def row(widget: Any, field: Field) -> Any:
    """A field and what it is for, side by side where there is room."""
    hint = widgets.HTML(panels.hint(field.meaning), layout={"flex": "1 1 14rem"})
    look = {"flex_flow": "row wrap", "align_items": "center"}
    return widgets.HBox([widget, hint], layout=look)


def existing(sandbox: Sandbox, collection: str) -> tuple[str, ...]:
    """The ids to offer from a collection."""
    newest = sandbox.call(
        "workbench.objects",
        collection=collection,
        newest_first=True,
        limit=MOST_OFFERED,
    )
    ids = [body["id"] for body in newest["data"]]
    return (*ids, *ALWAYS_THERE.get(collection, ()))
