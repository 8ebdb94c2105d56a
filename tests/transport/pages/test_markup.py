"""Markup that cannot be broken out of, and what a browser is told about every page."""

import base64
import hashlib
import re

import pytest
from starlette.types import ASGIApp

from sandbox.transport.pages.markup import Html, tag, together
from sandbox.transport.pages.style import STYLE
from tests.transport.calling import call
from tests.transport.pages.reading import HOSTILE, made, seen

LOWEST_CONTRAST = 4.5
"""Source: www.w3.org/TR/WCAG22/#contrast-minimum"""


@pytest.mark.parametrize("odd", HOSTILE)
def test_text_is_escaped(odd: str) -> None:
    """Text is text, inside an element and inside an attribute."""
    inside, attribute = tag("p", odd), tag("a", "x", href=odd)

    assert not {"<script", "<img", "'"} & set(re.findall(r"<\w+|'", inside))
    assert 1 == attribute.count("<a ")
    assert 2 == attribute.count('"')


def test_markup_is_kept() -> None:
    """Markup inside of markup stays what it is."""
    assert "<p>a<b>c</b></p>" == tag("p", "a", tag("b", "c"))
    assert "&lt;b&gt;<b></b>" == together("<b>", Html("<b></b>"))


def test_attributes() -> None:
    """An attribute has a value, stands alone, or is not there."""
    made = tag("input", hidden=True, disabled=False, value=None, class_="x")

    assert '<input hidden class="x"></input>' == made


ADDRESSES = ["/", "/redirect/authenticate/src_1", "/adapter/sepa_debit/file/src_1/x"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_a_browser_is_told(web: ASGIApp, address: str) -> None:
    """No page runs a script, loads anything, is kept, or tells where one came from."""
    page = seen(web, address)
    policy = page.reply.headers["Content-Security-Policy"]
    style = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()

    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert f"'sha256-{style}'" in policy
    assert f"<style>{STYLE}</style>".encode() in page.reply.body
    assert "frame-ancestors 'self'" in policy
    assert "no-store" == page.reply.headers["Cache-Control"]
    assert "no-referrer" == page.reply.headers["Referrer-Policy"]
    assert "nosniff" == page.reply.headers["X-Content-Type-Options"]
    assert not {"script", "img", "iframe", "object"} & page.kinds


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_a_reader_is_told(web: ASGIApp, address: str) -> None:
    """Every page says its language, its title, and has one main heading."""
    page = seen(web, address)

    assert {"lang": "en"} == page.attributes["html"]
    assert "width=device-width, initial-scale=1" == page.attributes["meta"]["content"]
    assert {"title", "main", "h1"} <= page.kinds
    assert 1 == page.reply.body.count(b"<h1>")


@pytest.mark.parametrize("method", ["POST", "DELETE", "OPTIONS"])
def test_a_page_is_looked_at(web: ASGIApp, method: str) -> None:
    """The first page is there to be looked at; nothing else can be done with it."""
    refused = call(web, method, "/")

    assert (405, "GET, HEAD") == (refused.status, refused.headers["Allow"])
    assert 200 == call(web, "HEAD", "/").status


def test_looking_at_pages_leaves_no_trace(web: ASGIApp) -> None:
    """Whoever looks at pages stands in no list of requests."""
    made(web, "/v1/customers")
    for address in ADDRESSES:
        seen(web, address)

    assert 1 == len(call(web, "GET", "/_sandbox/requests").json["data"])


def colours(sheet: str) -> dict[str, str]:
    """The colours of a style sheet, by name."""
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", sheet))


def luminance(colour: str) -> float:
    """How light a colour is, from 0 to 1.

    Source: www.w3.org/TR/WCAG22/#dfn-relative-luminance
    """
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


LIGHT, _, DARK = STYLE.partition("@media")


@pytest.mark.parametrize("sheet", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "raised"])
@pytest.mark.parametrize("word", "text quiet link good bad wait".split())
def test_contrast(sheet: str, ground: str, word: str) -> None:
    """Every colour of text can be read on every ground, by day and by night."""
    known = colours(sheet)
    lights = sorted((luminance(known[word]), luminance(known[ground])), reverse=True)

    assert (lights[0] + 0.05) / (lights[1] + 0.05) >= LOWEST_CONTRAST
