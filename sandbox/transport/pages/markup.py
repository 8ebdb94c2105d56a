"""HTML that cannot be broken out of: whatever is no markup already is escaped.

>>> print(tag("a", "Tom & Jerry", href="?a=1&b=2"))
<a href="?a=1&amp;b=2">Tom &amp; Jerry</a>
>>> print(tag("p", "Hello ", tag("b", "<you>"), class_="first"))
<p class="first">Hello <b>&lt;you&gt;</b></p>
"""

import base64
import hashlib
from html import escape

from sandbox.transport.pages.style import STYLE
from sandbox.wire import Headers, Response

EMPTY = {"meta", "link", "br"}
"""Elements that have nothing inside, and no end."""


class Html(str):
    """Markup: escaped where it was not ours."""

    __slots__ = ()


def tag(name: str, /, *inside: str, **attributes: str | bool | None) -> Html:
    """An element. `class_="x"` is class="x", True a name alone, None no attribute."""
    spelt = "".join(
        f" {key.rstrip('_').replace('_', '-')}"
        + ("" if value is True else f'="{escape(value)}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    end = "" if name in EMPTY else f"</{name}>"
    return Html(f"<{name}{spelt}>{together(*inside)}{end}")


def together(*parts: str) -> Html:
    """Parts one after the other; what is text is escaped."""
    return Html("".join(one if isinstance(one, Html) else escape(one) for one in parts))


def facts(rows: dict[str, str]) -> Html:
    """Names and values, one a line."""
    lines = [
        tag("tr", tag("th", name, scope="row"), tag("td", value))
        for name, value in rows.items()
    ]
    return tag("table", tag("tbody", *lines))


HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
HERE = "'self' http://localhost:* http://127.0.0.1:*"
"""Whose frames a page may be shown in: a notebook on this machine."""

HEADERS = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": f"default-src 'none'; style-src 'sha256-{HASH}';"
    " img-src data:; base-uri 'none'; form-action 'self' http: https:;"
    f" frame-ancestors {HERE}",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
"""A page runs no script and loads nothing. Its form goes to the server, which sends the
browser on to any shop: Chromium holds `form-action` against that as well."""


def page(title: str, *inside: str, status: int = 200, narrow: bool = True) -> Response:
    """A page with a title and what is in it."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{title} · Sources sandbox"),
        tag("link", rel="icon", href="data:,"),
        tag("style", Html(STYLE)),
    )
    main = tag("main", *inside, class_="narrow" if narrow else None)
    whole = tag("html", head, tag("body", main), lang="en")
    body = f"<!DOCTYPE html>\n{whole}\n".encode()
    return Response(status, body, Headers(HEADERS))


def message(status: int, title: str, *sentences: str) -> Response:
    """A page that says one thing."""
    words = [tag("p", sentence) for sentence in sentences]
    return page(title, tag("h1", title), *words, status=status)
