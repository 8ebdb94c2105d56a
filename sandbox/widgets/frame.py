"""The frame around everything that can be pressed.

>>> Frame([widgets.HTML("inside")]).children[1].value
'inside'
"""

from collections.abc import Iterable
from typing import Any

import ipywidgets as widgets

from sandbox.widgets import panels
from sandbox.widgets.notice import Notice


class Frame(widgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """Widgets inside a border, and what to do once their kernel is gone."""

    def __init__(self, children: Iterable[Any] = ()) -> None:
        """Draw the border."""
        border = f"1px solid {panels.LINE}"
        super().__init__(layout={"border": border, "padding": "8px 16px"})
        self.add_class("sandbox-form")
        self.notice = Notice()
        self.fill(*children)

    def fill(self, *children: Any) -> None:
        """Draw these inside."""
        self.children = [self.notice, *children]
