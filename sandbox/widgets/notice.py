"""What a browser says and does for a form by itself, whether a kernel listens or not.

>>> Notice().headline
'Nobody answers here'
"""

from pathlib import Path

import anywidget
import traitlets

HERE = Path(__file__).parent


class Notice(anywidget.AnyWidget):
    """Says that the kernel of a form is gone; until then, it is not seen.

    A kernel that is gone can send no word, so the browser has it beforehand. It also
    gives arrow keys to the choices of the form, which JupyterLab would take for its
    own, and an outline to what has the focus.

    Source: github.com/jupyter-widgets/ipywidgets packages/base/src/widget.ts (what is
    disconnected), github.com/jupyterlab/lumino packages/commands/src/index.ts (keys)
    """

    _esm, _css = HERE / "notice.js", HERE / "notice.css"
    headline = traitlets.Unicode("Nobody answers here").tag(sync=True)
    advice = traitlets.Unicode(
        "The kernel was restarted or shut down. Run the cells of this notebook again, "
        "down to this one."
    ).tag(sync=True)
