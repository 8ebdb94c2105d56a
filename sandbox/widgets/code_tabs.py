"""The code of a call in tabs, one for each language of the page.

>>> tabs = CodeTabs(Call("customers.retrieve", {"customer": "cus_1"}, {}))
>>> print(tabs.text("node", "today").splitlines()[-1])
const customer = await stripe.customers.retrieve("cus_1");
>>> tabs
<CodeTabs: GET /v1/customers/cus_1>
"""

from html import escape
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from sandbox.languages import LANGUAGES, NAMES, STYLES, Call, Style, write

HERE = Path(__file__).parent
TITLE = "The code of this request"
MOST_SHOWN = 500
"""Characters of one value in the code: fourteen times as many go to the browser."""


NOTES: dict[str, dict[str, str]] = {
    "today": {
        "python": "A client that is made so asks the real API; "
        "one from sandbox.client() asks the sandbox."
    }
}
"""What is said below the code, by style and language."""


class CodeTabs(anywidget.AnyWidget):
    """Tabs with the code of a call: in seven languages, in two styles, to be copied.

    The arrow keys go from tab to tab. What a reader chose stays chosen in the tabs that
    come after. `show(call)` shows another call; without one there is no code yet.
    `whole` is false while the code leaves out the end of a long value, and says so.
    """

    _esm, _css = HERE / "code_tabs.js", HERE / "code_tabs.css"
    names = traitlets.Dict(NAMES).tag(sync=True)
    styles = traitlets.Dict(STYLES).tag(sync=True)
    title = traitlets.Unicode(TITLE).tag(sync=True)
    notes = traitlets.Dict(NOTES).tag(sync=True)
    unfolded = traitlets.Bool(default_value=True).tag(sync=True)
    code = traitlets.Dict().tag(sync=True)
    whole = traitlets.Bool(default_value=True).tag(sync=True)
    language = traitlets.Enum(LANGUAGES, default_value="python").tag(sync=True)
    manner = traitlets.Enum(tuple(STYLES), default_value="page").tag(sync=True)

    def __init__(self, call: Call | None = None, **look: Any) -> None:
        """Show the code of a call; `manner="today"` begins with today's SDKs."""
        super().__init__(**look)
        self.call: Call | None = None
        self.show(call)

    def show(self, call: Call | None) -> None:
        """Show the code of another call, in the language that is chosen."""
        self.call = call
        self.whole = call is None or shortened(call) == call
        self.code = {style: codes(call, style) for style in STYLES} if call else {}

    def text(self, language: str, style: Style) -> str:
        """The code in one of the tabs; "" while there is no call."""
        return str(self.code.get(style, {}).get(language, ""))

    def __repr__(self) -> str:
        call = f"{self.call.known.method} {self.call.path}" if self.call else "no call"
        return f"<CodeTabs: {call}>"

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """The live tabs, and the code as plain HTML for readers without a kernel."""
        bundle, *metadata = super()._repr_mimebundle_(**options) or ({},)
        static = as_html(self.call, style=self.manner) if self.call else ""
        return (bundle | {"text/plain": repr(self), "text/html": static}, *metadata)


def codes(call: Call, style: Style) -> dict[str, str]:
    """The code in every language, in a style."""
    return {name: written(call, name, style) for name in NAMES}


def written(call: Call, language: str, style: Style) -> str:
    """The code as it can be shown: half a character, which no text has, as "?"."""
    return write(shortened(call), language, style).encode(errors="replace").decode()


def shortened(call: Call) -> Call:
    """The call with long values cut, and how much of them is left out."""
    return call.changed(lambda value, _: cut(value))


def cut(value: Any) -> Any:
    """A long text by how it begins; anything else as it is.

    >>> cut("x" * 10_000).lstrip("x")
    '... and 9500 characters more'
    """
    if isinstance(value, str) and len(value) > MOST_SHOWN:
        return f"{value[:MOST_SHOWN]}... and {len(value) - MOST_SHOWN} characters more"
    return value


def as_html(
    call: Call, *, style: Style = "page", languages: tuple[str, ...] = LANGUAGES
) -> str:
    """The code of a call without life: a fold for each language, all of them closed."""
    return "".join(
        f"<details><summary>{TITLE}: {NAMES[name]}</summary>"
        f"<pre><code>{escape(written(call, name, style))}</code></pre></details>"
        for name in languages
    )
