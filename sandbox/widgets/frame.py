"""The frame around everything that can be pressed, which knows when nobody listens.

>>> Frame([widgets.HTML("inside")]).children[1].value
'inside'
"""

from collections.abc import Iterable
from typing import Any

import ipywidgets as widgets

from sandbox.widgets import panels

FORM, GONE = "sandbox-form", "sandbox-gone"
DISCONNECTED = "jupyter-widgets-disconnected"
"""What JupyterLab calls a widget whose kernel was restarted, or died.

Source: github.com/jupyter-widgets/ipywidgets packages/base/src/widget.ts
"""

NO_KERNEL = '.jp-NotebookPanel:has([data-status="unknown"])'
"""A notebook of JupyterLab whose kernel was shut down: its widgets are called nothing.

Source: github.com/jupyterlab/jupyterlab packages/notebook/src/executionindicator.tsx
"""

STYLE = f"""<style>
.{FORM} > .{GONE} {{ display: none; }}
.{FORM}.{DISCONNECTED} > .{GONE} {{ display: block; }}
{NO_KERNEL} .{FORM} > .{GONE} {{ display: block; }}
.{FORM}.{DISCONNECTED}::before, .{FORM} .{DISCONNECTED}::before {{ content: none; }}
.{FORM} .widget-radio-box label {{
  display: flex; flex-direction: row-reverse; height: auto; justify-content: flex-end;
}}
</style>"""
"""One sentence instead of the broken chain that each part of a form would show; and
choices in as many lines as they need.
"""

ADVICE = (
    "The kernel was restarted or shut down. Run the cells of this notebook again, "
    "down to this one."
)


class Frame(widgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """Widgets inside a border, and what to do once their kernel is gone.

    No kernel can say that it is not there: the browser shows it.
    """

    def __init__(self, children: Iterable[Any] = ()) -> None:
        """Draw the border."""
        advice = panels.paragraph(ADVICE)
        told = panels.panel("alert", panels.CAREFUL, "Nobody answers here", advice)
        self.gone = widgets.HTML(STYLE + told)
        self.gone.add_class(GONE)
        border = f"1px solid {panels.LINE}"
        super().__init__(layout={"border": border, "padding": "8px 16px"})
        self.add_class(FORM)
        self.fill(*children)

    def fill(self, *children: Any) -> None:
        """Draw these inside."""
        self.children = [self.gone, *children]
