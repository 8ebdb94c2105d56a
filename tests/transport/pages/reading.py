"""Read a page as a browser does: its words, its links, its form, its language."""

from html.parser import HTMLParser
from typing import Any

import pytest
from starlette.types import ASGIApp

from sandbox.request.forms import encode
from sandbox.transport.pages.markup import EMPTY
from tests.transport.calling import Reply, call


class Seen(HTMLParser):
    """What is on a page. One whose elements are not closed in their order fails."""

    def __init__(self, reply: Reply) -> None:
        """Read the page."""
        super().__init__()
        self.reply, self.open, self.kinds = reply, list[str](), set[str]()
        self.words, self.headings = list[str](), list[str]()
        self.links, self.buttons = dict[str, str](), list[dict[str, str | None]]()
        self.attributes: dict[str, dict[str, str | None]] = {}
        self.feed(reply.body.decode())
        self.close()
        assert [] == self.open

    def handle_starttag(self, name: str, given: list[tuple[str, str | None]]) -> None:
        """Note what begins."""
        self.kinds.add(name)
        self.attributes[name] = dict(given)
        if name not in EMPTY:
            self.open.append(name)
        if name == "button":
            self.buttons.append(dict(given))

    def handle_endtag(self, name: str) -> None:
        """See to it that what ends is what began last."""
        assert name == self.open.pop()

    def handle_data(self, words: str) -> None:
        """Note what is written."""
        if not self.open or self.open[-1] == "style" or not words.strip():
            return
        self.words.append(words)
        if self.open[-1] in {"h1", "h2"}:
            self.headings.append(words)
        if "a" in self.open:
            address = self.attributes["a"]["href"]
            assert address
            self.links[address] = self.links.get(address, "") + words

    @property
    def text(self) -> str:
        """All that is written."""
        return " ".join(self.words)


def seen(web: ASGIApp, address: str) -> Seen:
    """The page at an address."""
    return Seen(call(web, "GET", address))


def made(web: ASGIApp, path: str, /, **sent: Any) -> dict[str, Any]:
    """What was made by a request over HTTP."""
    reply = call(web, "POST", path, [encode(sent).encode()])
    assert 200 == reply.status, reply.body
    body: dict[str, Any] = reply.json
    return body


HOSTILE = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'-->&lt;"]
hostile = pytest.mark.parametrize("odd", HOSTILE)
