"""A verdict as it is told: a line of text, and in a notebook one that can be heard.

>>> tell("✓ 1.1 A reusable source, chargeable, and attached to nobody yet.")
✓ 1.1 A reusable source, chargeable, and attached to nobody yet.
"""

import sys
from html import escape

OPEN, RIGHT, WRONG = "○", "✓", "✗"
STYLE = "line-height:1.5;overflow-wrap:anywhere"


class Verdict:
    """A line of words: of plain text JupyterLab breaks the words themselves."""

    def __init__(self, line: str) -> None:
        """Keep the line."""
        self.line = line

    def __repr__(self) -> str:
        return self.line

    def _repr_html_(self) -> str:
        return f'<div role="status" style="{STYLE}">{escape(self.line)}</div>'


def tell(line: str) -> None:
    """Tell a verdict: display it where a notebook listens, else print it."""
    ipython = sys.modules.get("IPython")
    if ipython and hasattr(ipython.get_ipython(), "kernel"):
        ipython.display.display(Verdict(line))
    else:
        print(line)
