"""What forms, the wallet and the inspector share: buttons, and what comes of them.

>>> from sandbox import Sandbox
>>> frame = Acting(Sandbox())
>>> button = frame.action("Greet", lambda: panels.done("Hello"))
>>> button.click()
>>> "Hello" in frame.message.value
True
"""

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from sandbox.errors import ApiError
from sandbox.session import Sandbox
from sandbox.widgets import panels
from sandbox.widgets.controls import OneClick
from sandbox.widgets.frame import Frame
from sandbox.wire import StripeObject

PRIMARY = "primary"
"""The style of the button that a frame is there for."""

Act = Callable[[], str]
"""Something that a button does. It answers HTML: what there is to show for it."""


class Acting(Frame):
    """A frame whose buttons do something, and what came of it.

    `result` is what was answered last, or `error` what went wrong; `message` shows it.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        """Begin with an empty frame, for others to fill."""
        super().__init__()
        self.sandbox, self.message = sandbox, widgets.HTML()
        self.result: StripeObject | None = None
        self.error: Exception | None = None
        self._busy = False
        self.say("")

    def action(
        self, says: str, act: Act, kind: type[widgets.Button] = OneClick, **look: Any
    ) -> widgets.Button:
        """A button that does something, and shows what comes of it.

        What can well be done twice in a moment, like turning a page, is a plain one.
        """
        layout = {"width": "max-content", "margin": "8px 2px"}
        button = kind(description=says, layout=layout, **look)
        button.on_click(lambda _: self.attempt(act))
        return button

    def attempt(self, act: Act) -> None:
        """Do something, show what comes of it, and then how everything is now.

        Nothing is done twice: while it works, another press is none. The buttons stay
        as they are meanwhile, since one that is switched off loses the focus.
        A refusal is shown and kept. A fault of the sandbox is shown and kept as well,
        and raised: it belongs in the log, too.
        """
        if self._busy:
            return
        self._busy, self.result, self.error = True, None, None
        self.say("")
        try:
            self.say(self._outcome(act))
            self.redraw()
        except Exception as error:
            self.error = error
            self.say(panels.fault(error))
            raise
        finally:
            self._busy = False

    def _outcome(self, act: Act) -> str:
        """What there is to show: for what was done, or of a refusal."""
        try:
            return act()
        except ApiError as refusal:
            return self.refuse(refusal)

    def refuse(self, refusal: ApiError, *, asked: bool = True) -> str:
        """Keep a refusal; what there is to show of it."""
        self.error = refusal
        return panels.refusal(refusal, asked=asked)

    def redraw(self) -> None:
        """Show everything as it is now: after a press, and when the frame is shown."""

    def say(self, outcome: str) -> None:
        """Show an outcome, or none."""
        self.message.value = outcome
        self.message.layout.display = None if outcome else "none"

    def on_paper(self) -> str:
        """The frame as it stands, in HTML, for a reader whose kernel does not run."""
        return str(self.message.value)

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        """The live frame, and what it looks like for readers without a kernel."""
        self.redraw()
        bundle: dict[str, Any] = super()._repr_mimebundle_(**options)
        return bundle | {"text/plain": repr(self), "text/html": self.on_paper()}
