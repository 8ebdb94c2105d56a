r"""A snippet looked into: the calls it makes, the same in other languages, the result.

>>> from sandbox import Sandbox
>>> panel = SnippetPanel(Sandbox(), 'stripe.api_key = "sk_test_123"\n'
...     'stripe.Customer.create(email="jenny@example.com")')
>>> panel
<SnippetPanel: Python, POST /v1/customers>
>>> panel.run.click()
>>> panel.results[0]["email"]
'jenny@example.com'
"""

from html import escape
from typing import Any

import ipywidgets as widgets

from sandbox.doccheck.running import Runner, filled_in, settled
from sandbox.errors import ApiError
from sandbox.languages import NAMES, Call
from sandbox.languages.reading import LONGEST, read
from sandbox.languages.reading.made import Answer, Made, Outside, Reading
from sandbox.languages.reading.problems import Problem
from sandbox.masking import hidden
from sandbox.request.auth import holds_live_key
from sandbox.session import Sandbox
from sandbox.widgets import panels
from sandbox.widgets.acting import PRIMARY, Acting
from sandbox.widgets.code_tabs import CodeTabs
from sandbox.widgets.controls import Whole
from sandbox.widgets.pictures.purses import counted
from sandbox.widgets.story import in_words
from sandbox.wire import StripeObject

TITLE = "What does this snippet do?"
AS_IT_LOOKS = "as it looks"
APART = "In a sandbox of its own"
OWN = f"{APART}, where the ids that it names exist"
WIDE = {"width": "44rem", "max_width": "calc(100% - 4px)"}
NOTHING = Reading((), ())


class Lines(Whole, widgets.Textarea):  # type: ignore[misc]  # ipywidgets has no types
    """A field for several lines."""


class SnippetPanel(Acting):
    """Paste a snippet: its language, its calls, what is wrong, and what comes of it.

    `SnippetPanel(sandbox, code)`. `code.value` is the snippet, `language.value` one of
    the seven or "" to go by how it looks. `reading` is what was read; after
    `run.click()` `results` are the objects that were answered, or `error` is the
    refusal. It runs in a sandbox of its own in which the ids that it names exist, or
    with `own.value = False` in the one it was given.
    Raises: ModuleNotFoundError without the extra `check`.
    """

    def __init__(self, sandbox: Sandbox, code: str = "") -> None:
        """Draw the panel, and read a snippet to begin with."""
        super().__init__(sandbox)
        self.reading = NOTHING
        self.results: list[StripeObject] = []
        look = {"style": {"description_width": "9ch"}, "layout": WIDE}
        self.code = Lines(value=code, description="Snippet", rows=10, **look)
        choices = [(AS_IT_LOOKS, ""), *((says, name) for name, says in NAMES.items())]
        self.language = widgets.Dropdown(
            options=choices, value="", description="Language", **look
        )
        self.chosen = widgets.Dropdown(description="As code", **look)
        self.own = widgets.Checkbox(value=True, description=OWN, indent=False)
        self.own.layout.width = "max-content"
        self.run = self.action("Run it", self._run, button_style=PRIMARY)
        self.heading, self.found, self.tabs = widgets.HTML(), widgets.HTML(), CodeTabs()
        reading = [self.heading, self.code, self.language, self.found]
        running = [self.own, self.run, self.message]
        self.fill(*reading, *running, self.chosen, self.tabs)
        for widget in (self.code, self.language):
            widget.observe(lambda _: self._read(), "value")
        self.chosen.observe(lambda _: self._write(), "value")
        self._read()

    @property
    def written_in(self) -> str:
        """The language that is read: the one that is chosen, or how it looks; or ""."""
        from sandbox.doccheck.pages.detect import detected

        return self.language.value or detected(self.code.value[:LONGEST])

    @property
    def calls(self) -> list[Made]:
        """The calls that it makes, but for what only fetches an object for another."""
        return [made for made in self.reading.calls if not made.fetched]

    def _read(self) -> None:
        """Read the snippet, and show what was found."""
        language, code = self.written_in, self.code.value
        why_not = unread(code)
        known = language and code.strip() and not why_not
        self.reading = read(code, language) if known else NOTHING
        self.heading.value = panels.heading(TITLE, self._summary())
        self.found.value = why_not or found(self.reading)
        self.results, self.error = [], None
        self.say("")
        self.run.disabled = not self.calls
        labels = [f"line {made.line}: {made.call.operation}" for made in self.calls]
        self.chosen.options = [(label, n) for n, label in enumerate(labels)]
        self.chosen.value = 0 if labels else None
        self._write()

    def _summary(self) -> str:
        """Its language, and how many calls it makes."""
        if not self.code.value.strip():
            return "Paste one in any of the seven languages."
        name = NAMES.get(self.written_in, "No language that is known: choose one")
        return f"{name}, {counted(len(self.calls), 'call')}"

    def _write(self) -> None:
        """Write the chosen call in all languages."""
        place = self.chosen.value
        made = self.calls[place].call if place is not None else None
        self.tabs.show(made and named(made))

    def _run(self) -> str:
        """Run the calls; what there is to show for it."""
        self.results = []
        return self._apart() if self.own.value else self._here()

    def _apart(self) -> str:
        """Run them in a sandbox in which they work, if there is one."""
        last = Runner().search(self.reading.calls)[-1]
        self.results = list(last.answers)
        told = panels.paragraph(f"{APART}, where {last.world.told}:") + self._answered()
        return told + self.refuse(last.refusal.why) if last.refusal else told

    def _here(self) -> str:
        """Run them in the reader's own sandbox, one after the other."""
        try:
            for made in self.reading.calls:
                call = filled_in(settled(made).call, self.results)
                params = {**call.ids, **call.params}
                self.results.append(self.sandbox.call(call.operation, **params))
        except ApiError as refusal:
            return self._answered() + self.refuse(refusal)
        return self._answered()

    def _answered(self) -> str:
        """What was answered."""
        return "".join(panels.result(body, None) for body in self.results)

    def __repr__(self) -> str:
        asked = [f"{m.call.known.method} {named(m.call).path}" for m in self.calls]
        said = [NAMES.get(self.written_in, "nothing"), *asked]
        return f"<SnippetPanel: {', '.join(said)}>"

    def on_paper(self) -> str:
        """The snippet and what was found; of a live key or a card number, nothing."""
        unsafe = holds_live_key(self.code.value)
        text = "" if unsafe else hidden(self.code.value[:LONGEST])
        code = f"<pre><code>{escape(text)}</code></pre>"
        return f"{self.heading.value}{code}{self.found.value}{self.message.value}"


def unread(code: str) -> str:
    """Why a snippet is not read; "" where it is."""
    if holds_live_key(code):
        told = "A live key stands in it. Take it out: the sandbox knows test keys only."
        return panels.panel("alert", panels.WRONG, "Not read", panels.paragraph(told))
    if len(code) > LONGEST:
        told = f"It has {len(code)} characters; the panel reads up to {LONGEST}."
        return panels.panel("alert", panels.WRONG, "Not read", panels.paragraph(told))
    return ""


def found(reading: Reading) -> str:
    """The calls that were read, then what is wrong, then what is only to be noted."""
    rows = [(f"line {made.line}", in_a_line(made.call)) for made in reading.calls]
    return "".join(
        [
            panels.facts(rows),
            *(problem(one, panels.WRONG) for one in reading.problems),
            *(problem(one, panels.CAREFUL) for one in reading.notes),
        ]
    )


def in_a_line(call: Call) -> str:
    """A call as a request: its address, and its parameters."""
    call = named(call)
    words = [call.known.method, call.path, in_words(call.params)]
    return " ".join(filter(None, words))


def problem(one: Problem, colour: str) -> str:
    """What is wrong, where, and what to do."""
    headline = f"Line {one.line}, column {one.column}: {one.kind}"
    told = panels.paragraph(one.message) + panels.paragraph(one.hint)
    return panels.panel("status", colour, headline, told)


def named(call: Call) -> Call:
    """A call in which what is known only by running has a name.

    >>> paid = {"customer": Answer(0, ("id",)), "source": Outside("stripeToken")}
    >>> dict(named(Call("charges.create", {}, paid)).params)
    {'customer': 'ID_OF_CALL_1', 'source': 'STRIPETOKEN'}
    """

    def name(value: Any, _: str) -> Any:
        if isinstance(value, Answer):
            return f"{'_'.join(value.field)}_OF_CALL_{value.of + 1}".upper()
        return value.name.upper() if isinstance(value, Outside) else value

    return call.changed(name)
