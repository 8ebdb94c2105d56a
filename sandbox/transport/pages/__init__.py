"""The pages: what a person sees who opens the server's address in a browser.

They look at the sandbox through the same door as every program, without a trace.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from sandbox.app import App
from sandbox.transport import openapi
from sandbox.transport.pages import authorise, mandate, overview
from sandbox.transport.pages.markup import message
from sandbox.wire import Request, Response


class Page(NamedTuple):
    """An address, the methods it takes, and who draws it."""

    path: re.Pattern[str]
    methods: tuple[str, ...]
    draw: Callable[..., Response]


LOOK = ("GET", "HEAD")
PAGES = (
    Page(re.compile("/"), LOOK, overview.draw),
    Page(re.compile("/openapi.json"), LOOK, openapi.draw),
    Page(
        re.compile("/redirect/authenticate/(?P<source>[^/]+)"),
        (*LOOK, "POST"),
        authorise.draw,
    ),
    Page(
        re.compile("/adapter/sepa_debit/file/(?P<source>[^/]+)/(?P<secret>[^/]+)"),
        LOOK,
        mandate.draw,
    ),
)


def answer(app: App, request: Request) -> Response | None:
    """The page at an address; None where there is no page, but perhaps the API."""
    for page in PAGES:
        if found := page.path.fullmatch(request.path):
            if request.method in page.methods:
                return page.draw(app, request, **found.groupdict())
            taken = f"This page takes {' and '.join(page.methods)}."
            refused = message(405, "Nothing to do here", taken)
            refused.headers["allow"] = ", ".join(page.methods)
            return refused
    return None
