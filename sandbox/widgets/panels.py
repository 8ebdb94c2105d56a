"""What a form shows: its heading, its outcome, and itself as plain HTML.

Colours come from the theme of JupyterLab, or are readable ones where there is none.
Everything that was typed or answered is escaped.
"""

from collections.abc import Iterable
from html import escape
from typing import Any

from sandbox.errors import ApiError
from sandbox.page import RULES, Broken
from sandbox.widgets.tables import SHOWN, field
from sandbox.widgets.tables import heading as heading_of
from sandbox.wire import StripeObject

TEXT = "var(--jp-ui-font-color1, #212121)"
MUTED = "var(--jp-ui-font-color2, #616161)"
GROUND = "var(--jp-layout-color2, #f5f5f5)"
PAGE = "var(--jp-layout-color0, transparent)"
LINE = "var(--jp-border-color2, #cccccc)"
DONE = "var(--jp-success-color1, #2e7d32)"
WRONG = "var(--jp-error-color1, #c62828)"
CAREFUL = "var(--jp-warn-color1, #b26a00)"
CLEAR = "transparent"

COLOURS = {
    "chargeable": DONE,
    "succeeded": DONE,
    "won": DONE,
    "pending": CAREFUL,
    "needs_response": CAREFUL,
    "warning_needs_response": CAREFUL,
    "under_review": CAREFUL,
    "warning_under_review": CAREFUL,
    "failed": WRONG,
    "lost": WRONG,
}
"""The colour of a status, beside its word; the others have none of their own."""

CODE = "font-family:var(--jp-code-font-family, monospace)"

CELL = "padding:1px 16px 1px 0;text-align:left;background:transparent"
NAME = f"{CELL};font-weight:normal;white-space:nowrap"
TABLE = "border-collapse:collapse;margin:0"
ROW = '<tr style="background:transparent">'
"""A row without JupyterLab's stripes, which are made for a ground of their own."""
CELL_OF_A_LINE = f"{CELL};white-space:nowrap"
SCROLLS = 'tabindex="0" role="group" aria-label="List" style="overflow-x:auto"'
WIDTH = 'style="max-width:44rem"'
"""How wide a sentence is at most, to be read with ease."""

PLAIN = str | int | bool

Rows = list[tuple[str, Any]]


def heading(title: str, call: str) -> str:
    """The title of a form, and the call it makes: a line may end before a slash."""
    shown = escape(call).replace("/", "<wbr>/")
    bold = "font-weight:600;font-size:1.15em"
    return (
        f'<div style="line-height:1.5;color:{TEXT}">'
        f'<div role="heading" aria-level="3" style="{bold}">{escape(title)}</div>'
        f'<code style="color:{MUTED};{CODE}">{shown}</code></div>'
    )


def hint(text: str) -> str:
    """What a field is for, beside it."""
    style = f"color:{MUTED};line-height:1.4;display:inline-block;padding-left:6px"
    return f'<span style="{style}">{escape(text)}</span>'


def result(body: StripeObject, notice: str | None) -> str:
    """What was answered, by the fields that matter."""
    if body["object"] == "list":
        headline, inner = number_listed(body), listed(body["data"])
    else:
        headline, inner = f"{body['object']} {body.get('id', '')}", facts(matters(body))
    shown = done(f"Done: {headline}", inner)
    if notice:
        shown += panel("status", CAREFUL, "Notice", paragraph(notice))
    return shown


def number_listed(page: StripeObject) -> str:
    """How many objects a page of a list has, and whether more follow."""
    more = ", and there are more" if page.get("has_more") else ""
    return f"{len(page['data'])} listed{more}"


def refusal(error: ApiError, *, asked: bool) -> str:
    """What was refused, why, what to do, and the rule that the page has for it.

    `asked` tells if it was sent at all.
    """
    verdict = "Refused:" if asked else "Not sent. The answer would be"
    headline = f"{verdict} HTTP {error.status}, {error.kind}"
    names = ("code", "decline_code", "param", "charge")
    rows = [(name, getattr(error, name)) for name in names if getattr(error, name)]
    said = paragraph(error.message) + facts(rows) + ruled(error.rule)
    return panel("alert", WRONG, headline, said)


def ruled(rule: Broken | None) -> str:
    """The rule of the page, under its heading, which leads there."""
    if rule is None:
        return ""
    heading, says = RULES[rule]
    style = "color:inherit;text-decoration:underline"
    link = f'<a href="{RULES[rule].url}" rel="noopener" style="{style}">{heading}</a>'
    return f"<div {WIDTH}>On the page, under {link}: {escape(says)}</div>"


def fault(error: Exception) -> str:
    """A fault of the sandbox: nobody's request is to blame for it."""
    told = paragraph(f"{type(error).__name__}: {error}")
    advice = "Your request is not to blame. Report it, with the traceback in the log."
    return panel("alert", WRONG, "The sandbox has a fault", told + paragraph(advice))


def done(headline: str, inner: str = "") -> str:
    """What went well, told politely."""
    return panel("status", DONE, headline, inner)


def panel(role: str, colour: str, headline: str, inner: str) -> str:
    """A headline beside a colour, and what follows from it."""
    style = (
        f"border-left:4px solid {colour};background:{GROUND};color:{TEXT};"
        "padding:8px 12px;margin:4px 0;line-height:1.5;overflow-wrap:anywhere"
    )
    return (
        f'<div role="{role}" style="{style}"><strong>{escape(headline)}</strong>'
        f"{inner}</div>"
    )


def paragraph(text: str) -> str:
    """A sentence or two."""
    return f"<div {WIDTH}>{escape(text)}</div>"


def columns(body: StripeObject) -> list[str]:
    """The fields that matter of an object, or all that is plain in another one."""
    known = SHOWN.get(f"{body['object']}s")
    if known is None or body.get("deleted"):
        return [name for name, one in body.items() if isinstance(one, PLAIN)]
    return known.split()


def fields(body: StripeObject) -> Rows:
    """The same, with their values."""
    return [(path, field(body, path)) for path in columns(body)]


def matters(body: StripeObject) -> Rows:
    """The same beside a headline with the id, without what it has no hash for."""
    return [
        (name, value)
        for name, value in fields(body)
        if name not in ("id", "object") and not ("." in name and value is None)
    ]


def facts(rows: Rows) -> str:
    """Names and values, one a line."""
    lines = [f"{ROW}{head(name, 'row')}{cell(value)}</tr>" for name, value in rows]
    return f'<table style="{TABLE}">{"".join(lines)}</table>' if lines else ""


def listed(objects: list[StripeObject]) -> str:
    """Objects of a list, one a line, by what matters of the first.

    Where there is no room for a line, it scrolls: an id that is broken is hard to read.
    """
    if not objects:
        return ""
    names = columns(objects[0])
    heads = "".join(head(heading_of(name), "col") for name in names)
    rows = [
        "".join(cell(field(one, name), CELL_OF_A_LINE) for name in names)
        for one in objects
    ]
    lines = "".join(f"{ROW}{row}</tr>" for row in [heads, *rows])
    return f'<div {SCROLLS}><table style="{TABLE}">{lines}</table></div>'


def head(name: str, scope: str) -> str:
    """The name of a row or a column."""
    return f'<th scope="{scope}" style="{NAME}">{escape(name.removeprefix("*."))}</th>'


def cell(value: Any, style: str = CELL) -> str:
    """One value, as it would stand in a request; of nothing, that it is nothing."""
    if value is None or isinstance(value, bool):
        value = {None: "none", True: "true", False: "false"}[value]
    return f'<td style="{style};{CODE}">{escape(str(value))}</td>'


def snapshot(
    title: str,
    call: str,
    rows: Iterable[tuple[str, Any, str]],
    buttons: Iterable[str],
    outcome: str,
) -> str:
    """A form as it stands, for a reader whose kernel does not run.

    `rows` are labels, values and hints.
    """
    lines = "".join(
        f"<tr>{head(label, 'row')}{cell('(empty)' if value == '' else value)}"
        f'<td style="{CELL}">{escape(meaning)}</td></tr>'
        for label, value, meaning in rows
    )
    pressed = " ".join(f"[ {escape(button)} ]" for button in buttons)
    return (
        f"<div><p><strong>{escape(title)}</strong> <code>{escape(call)}</code></p>"
        f'<table style="{TABLE}">{lines}</table>'
        f"<p><strong>{pressed}</strong> "
        "<em>Run this cell to use the form.</em></p>"
        f"{outcome}</div>"
    )
