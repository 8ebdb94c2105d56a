"""The request made visible: what was sent, what was answered, what it caused.

>>> from sandbox import Sandbox
>>> sandbox = Sandbox(seed=2)
>>> made = sandbox.call("customers.create", email="jenny@example.com")
>>> Inspector(sandbox)
<Inspector: POST /v1/customers 200>
"""

import asyncio
from contextlib import suppress
from html import escape
from itertools import takewhile
from typing import Any

import ipywidgets as widgets
from pydantic_core import to_json

from sandbox.errors import ApiError
from sandbox.languages import asked
from sandbox.masking import masked
from sandbox.session import Sandbox
from sandbox.widgets import panels
from sandbox.widgets.acting import Acting
from sandbox.widgets.code_tabs import CodeTabs
from sandbox.widgets.controls import INSIDE, Line, as_text, labelled, side_by_side
from sandbox.widgets.pictures.purses import counted
from sandbox.widgets.story import answered, in_words, names
from sandbox.wire import StripeObject

TITLE = "Requests"
SHOWN = 10
"""Requests on a page."""

MOST_READ = 100
"""Requests that are read at a time."""

READ = "It is kept of requests that change something; this one only read."
"""What stands for a response that is not there."""

MOST_TOLD = 20
"""Events of a request that are named: the clock may have moved by years."""

NEVER: StripeObject = {}
"""The newest request, where there is none."""

NARROW, WIDE = {"width": "max-content"}, {"width": "32rem", "max_width": INSIDE}


class Inspector(Acting):
    """The requests of a sandbox, the newest first, each to be unfolded.

    `Inspector(sandbox)` shows all of them, `Inspector(sandbox, source)` those that
    named an object, or made it. What is secret, and what is random, is not shown. A
    request that is chosen under "As code" is written in seven languages. What is asked
    while it is shown is counted beside its heading, until one looks again.
    """

    def __init__(self, sandbox: Sandbox, of: Any = None) -> None:
        """Show the latest requests."""
        super().__init__(sandbox)
        self.page, self._newest = 0, NEVER
        self._loop: asyncio.AbstractEventLoop | None = None
        self._looks = False
        self.of = labelled(Line, "Object", value=as_text(of), placeholder="any id")
        self.refused = widgets.Checkbox(
            description="Refused only", indent=False, layout=NARROW
        )
        self.refresh = self.action("Refresh", self.begin)
        self.newer = self.action("Newer", lambda: self.turn(-1), widgets.Button)
        self.older = self.action("Older", lambda: self.turn(1), widgets.Button)
        self.newer.on_click(lambda _: self._keep_focus(self.newer, self.older))
        self.older.on_click(lambda _: self._keep_focus(self.older, self.newer))
        self.entries, self.heading = widgets.HTML(), widgets.HTML()
        self.chosen = labelled(widgets.Dropdown, "As code", layout=WIDE)
        self.code, self.no_code = CodeTabs(), widgets.HTML()
        filters = [self.of, self.refused, self.refresh, self.newer, self.older]
        self.fill(
            self.heading,
            side_by_side(*filters),
            self.message,
            self.entries,
            self.chosen,
            self.code,
            self.no_code,
        )
        for widget in (self.of, self.refused):
            widget.observe(lambda _: self.attempt(self.begin), "value")
        self.chosen.observe(lambda _: self._write(), "value")
        self.redraw()

    def begin(self) -> str:
        """Go to the newest requests that fit."""
        return self.turn(-self.page)

    def turn(self, step: int) -> str:
        """Turn so many pages towards the older ones."""
        self.page = max(self.page + step, 0)
        return ""

    def _keep_focus(self, pressed: widgets.Button, other: widgets.Button) -> None:
        """Where a press came to an end, the way back gets the focus."""
        if pressed.disabled:
            (self.refresh if other.disabled else other).focus()

    def redraw(self) -> None:
        """Show the requests as they are now."""
        found, all_read = self._found((self.page + 1) * SHOWN + 1)
        self.page = min(self.page, max(len(found) - 1, 0) // SHOWN)
        begin = self.page * SHOWN
        self.seen = found[begin : begin + SHOWN]
        total = len(found) if all_read else f"at least {len(found)}"
        place = f"{begin + 1} to {begin + len(self.seen)} of {total}"
        self.place = place if self.seen else "none"
        self.heading.value = panels.heading(TITLE, self.place)
        self.newer.disabled = not self.page
        self.older.disabled = len(found) <= begin + SHOWN
        caused = self._caused()
        self.entries.value = "".join(entry(one, caused) for one in self.seen) or (
            panels.paragraph(f"No request {'that fits' if self.chooses else 'yet'}.")
        )
        self.chosen.options = [(line(one), n) for n, one in enumerate(self.seen)]
        self.chosen.value = 0 if self.seen else None
        self.chosen.layout.display = None if self.seen else "none"
        self._write()

    def _found(self, most: int) -> tuple[list[StripeObject], bool]:
        """The latest requests that fit, as many at least; and whether it is all."""
        found: list[StripeObject] = []
        after: dict[str, str] = {}
        while len(found) < most:
            page = self.sandbox.call("workbench.requests", limit=MOST_READ, **after)
            if not after:
                self._newest = next(iter(page["data"]), NEVER)
            found += [one for one in page["data"] if self._fits(one)]
            if not page["has_more"]:
                return found, True
            after = {"starting_after": page["data"][-1]["id"]}
        return found, False

    @property
    def chooses(self) -> bool:
        """Whether it leaves requests out."""
        return bool(self.of.value.strip() or self.refused.value)

    def _fits(self, request: StripeObject) -> bool:
        of = self.of.value.strip()
        if self.refused.value and request["status"] < 400:  # noqa: PLR2004 - refusals
            return False
        return not of or names(request, of)

    def _caused(self) -> dict[str, str]:
        """What the events are that the requests on this page caused, by their ids."""
        caused: dict[str, str] = {}
        for name in (n for one in self.seen for n in one["events"][:MOST_TOLD]):
            with suppress(ApiError):  # reset meanwhile
                event = self.sandbox.call("workbench.object", object_id=name)
                caused[name] = f"{event['type']} of {event['data']['object']['id']}"
        return caused

    def _write(self) -> None:
        """Write the chosen request as code, or why there is none."""
        place = self.chosen.value
        call, why = None, ""
        if place is not None and place < len(self.seen):
            one = self.seen[place]
            call = asked(one["method"], one["path"], one["params"])
            address = f"{one['method']} {one['path']}"
            why = f"Nothing answers to {address}, so there is no code for it."
        self.code.show(call)
        self.code.layout.display = None if call else "none"
        self.no_code.value = panels.paragraph(why) if why and not call else ""
        self.no_code.layout.display = None if self.no_code.value else "none"

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        """It is shown, and hears of requests from now on, where a kernel runs."""
        bundle = super()._repr_mimebundle_(**options)
        if self._loop is None:
            with suppress(RuntimeError):  # no kernel, so nobody sees it change
                self._loop = asyncio.get_running_loop()
                self.sandbox.listeners.watch(self.asked)
        return bundle

    def asked(self) -> None:
        """Look when the kernel has nothing else to do: once after a whole cell."""
        if self._loop and not (self._looks or self._loop.is_closed()):
            self._looks = True
            self._loop.call_soon_threadsafe(self._look)

    def _look(self) -> None:
        """Say how many requests came since; nothing that one reads moves away."""
        self._looks = False
        if self.sandbox.closed:
            return
        page = self.sandbox.call("workbench.requests", limit=MOST_READ)["data"]
        came = list(takewhile(lambda one: one != self._newest, page))
        fit = len([one for one in came if self._fits(one)])
        least = "at least " if len(came) == MOST_READ else ""
        since = f" · {least}{fit} newer: press Refresh" if fit else ""
        self.heading.value = panels.heading(TITLE, self.place + since)

    def __repr__(self) -> str:
        return f"<Inspector: {', '.join(map(line, self.seen)) or 'no request'}>"

    def on_paper(self) -> str:
        """The requests of this page, for readers without a kernel."""
        return f"{self.heading.value}{self.entries.value}"


def line(request: StripeObject) -> str:
    """A request in a line."""
    return f"{request['method']} {request['path']} {answered(request)}"


def entry(request: StripeObject, caused: dict[str, str]) -> str:
    """A request to be unfolded: what was sent, what was answered, what it caused."""
    colour = panels.WRONG if request["status"] >= 400 else panels.DONE  # noqa: PLR2004
    answer = request["response"]
    body = to_json(masked(answer), indent=2).decode() if answer else READ
    events = [caused[name] for name in request["events"] if name in caused]
    number = len(request["events"])
    told = f" · {counted(number, 'event')}" if number else ""
    if number > MOST_TOLD:
        events.append(f"and {number - MOST_TOLD} more")
    rows = [
        ("parameters", in_words(request["params"]) or None),
        ("version", request["version"]),
        ("events", ", ".join(events) or None),
    ]
    style = f"border-left:4px solid {colour};padding:2px 12px;margin:2px 0"
    code = f"margin:4px 0;max-height:20rem;overflow:auto;{panels.CODE}"
    rule = panels.ruled(request["rule"])
    return (
        f'<details style="{style};color:{panels.TEXT};overflow-wrap:anywhere">'
        f'<summary style="cursor:pointer;line-height:1.6">'
        f'<code style="color:inherit;{panels.CODE}">{escape(line(request))}</code>'
        f"{escape(told)}</summary>{panels.facts(rows)}{rule}"
        f"<details><summary>response</summary>"
        f'<pre tabindex="0" style="{code};color:inherit">{escape(body)}</pre></details>'
        "</details>"
    )
