"""Markdown, with the tabs of MkDocs, Docusaurus, MyST and Sphinx design.

Its blocks are found by markdown-it-py; `tabs.py` knows the lines that open and close
tabs. What MkDocs indents below such a line is Markdown again, and so is an indented
block with a fence in it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from sandbox.doccheck import library
from sandbox.doccheck.pages import html, restructured
from sandbox.doccheck.pages.detect import ALIASES, INCLUDED
from sandbox.doccheck.pages.pieces import (
    Between,
    Code,
    Fault,
    Heading,
    Piece,
    Row,
    Tab,
    place,
    remark,
    spaced,
    text,
    texts,
    trimmed,
)
from sandbox.doccheck.pages.tabs import (
    CODE,
    COMMENT,
    SETS,
    Below,
    Markers,
    opened,
    read_out,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

HOLDERS = frozenset(
    "blockquote_open bullet_list_open ordered_list_open list_item_open".split()
)
LEAVES = frozenset(("fence", "code_block", "html_block", "inline"))
OPENING = re.compile(r"[\s>]*(`{3,}|~{3,})[ \t]*[\w{.]+[^`]*$")
"""A fence with the name of a language, which closes none."""
FENCED = re.compile(rf"^\s*(?:`{{3}}|~{{3}}|{COMMENT})", re.MULTILINE)
LONGEST_MARK = 40
CLOSING = re.compile(r"[\s>]*(`{3,}|~{3,})\s*$")
DEEPEST = 100
"""Blocks in blocks of which the innermost is read: nobody writes half as many."""

MOST_UNCLOSED = 20
"""Fences of a page without an end, one behind the other, after which it is read."""

DIRECTIVE = re.compile(r"\{([\w-]+)\}\s*(.*)")
OPTION = re.compile(r"\s*(?::[\w-]+:.*)?$")


def pieces(page: Sequence[Row]) -> Iterator[Piece]:
    """The pieces of a page."""
    return Page(page).pieces()


@cache
def parser() -> "MarkdownIt":
    """What finds blocks; what stands inside a paragraph is not looked at."""
    bound = {"maxNesting": DEEPEST}
    markdown: MarkdownIt = library("markdown_it").MarkdownIt("commonmark", bound)
    return markdown.disable("inline")


class Page:
    """A page, or a part of one that is Markdown of its own."""

    def __init__(self, page: Sequence[Row], unclosed: int = 0) -> None:
        """Take the lines of tabs out of it; so many fences before it have no end."""
        self.rows, self.unclosed = page, unclosed
        self.markers = Markers([text(row) for row in page])
        self.tabs = self.below = False

    def pieces(self) -> Iterator[Piece]:
        """The pieces, in their order."""
        heading = False
        for token in parser().parse("\n".join(self.markers.lines)):
            heading = heading or token.type == "heading_open"
            if token.type in HOLDERS and token.level == DEEPEST - 1 and token.map:
                yield too_deep(self.rows[token.map[0]])
            if token.type not in LEAVES or token.map is None:
                continue
            start, end = token.map
            if token.type == "html_block" and start in self.markers.marks:
                yield from self.marked(start)
            else:
                yield from self.leaf(token, slice(start, end), heading=heading)
            heading = False
        yield from self.end_of_tabs()

    def marked(self, number: int) -> Iterator[Piece]:
        """What a line says that is no Markdown."""
        for mark in self.markers.marks[number]:
            if isinstance(mark, Below):
                yield from self.indented(mark.label)
            else:
                yield from self.end_of_tabs()
                yield mark

    def indented(self, label: str | None) -> Iterator[Piece]:
        """A tab, or a note, begins: it is indented below."""
        self.below = True
        if label is None:
            yield from self.end_of_tabs()
            yield Between.PROSE
            return
        if not self.tabs:
            yield Between.TABS
        self.tabs = True
        yield Tab(label)

    def end_of_tabs(self) -> Iterator[Piece]:
        """Something else than indented tabs goes on."""
        if self.tabs:
            yield Between.TABS_END
        self.tabs = False

    def leaf(self, token: "Token", where: slice, *, heading: bool) -> Iterator[Piece]:
        """A block that has no others in it."""
        block = self.rows[where]
        if token.type == "code_block":
            yield from self.indentation(token, block)
            return
        yield from self.end_of_tabs()
        if token.type == "fence":
            yield from self.fence(token, block, self.markers.lines[where])
        elif heading:
            yield Heading(re.sub(r"\s*\{[#.:].*\}$", "", token.content))
        elif token.type == "html_block":
            yield from html_block(block)
        else:
            yield remark(block) or Between.PROSE

    def indentation(self, token: "Token", block: Sequence[Row]) -> Iterator[Piece]:
        """An indented block: code, or what MkDocs indents."""
        rows = inside(token, block)
        if self.below:
            self.below = False
            yield from Page(rows).pieces()
        elif FENCED.search(token.content):
            yield from Page(trimmed(rows)).pieces()
        else:
            yield from self.end_of_tabs()
            yield Code(rows)

    def fence(
        self, token: "Token", block: Sequence[Row], lines: Sequence[str]
    ) -> Iterator[Piece]:
        """A fence, which may have been closed by the end of another one."""
        last = CLOSING.match(lines[-1]) if len(lines) > 1 else None
        inner = next(
            (
                number
                for number, line in enumerate(lines[1:], 1)
                if (opens := OPENING.match(line)) and opens[1].startswith(token.markup)
            ),
            None,
        )
        if inner and self.unclosed < MOST_UNCLOSED:
            yield unclosed(token, block, f" before line {block[inner][0].line}")
            yield from Page(block[inner:], self.unclosed + 1).pieces()
        elif last and not inner and last[1].startswith(token.markup):
            if f"{{{INCLUDED}}}" in token.info:
                yield Code(block[:1], INCLUDED)
            else:
                yield from fenced(token.info.strip(), inside(token, block[1:-1]))
        else:
            yield unclosed(token, block)


def unclosed(token: "Token", block: Sequence[Row], before: str = "") -> Fault:
    """What is wrong with a fence that does not end where it must."""
    start, mark = text(block[0]).find(token.markup), token.markup
    if len(mark) > LONGEST_MARK:
        mark = f"as many {mark[0]}"
    return Fault(
        place(block[0], max(0, start)),
        f"The block of code that begins here does not end{before}.",
        f"Close it with {mark} on a line of its own.",
    )


def too_deep(row: Row) -> Fault:
    """What is wrong with a block in so many others that its inside is not read."""
    message = "What begins here stands too deep in other blocks to be read."
    return Fault(place(row, 0), message, "Put it into fewer lists and quotes.")


def inside(token: "Token", block: Sequence[Row]) -> list[Row]:
    """The rows of a block of code, without what Markdown has in front of them."""
    found = []
    for row, line in zip(block, token.content.split("\n"), strict=False):
        before, taken, _ = line.partition(COMMENT)
        found.append(spaced(row, before + text(row).lstrip() if taken else line))
    return found


def fenced(info: str, block: Sequence[Row]) -> Iterator[Piece]:
    """What is between two fences: code, or what a directive of MyST makes of it."""
    directive = DIRECTIVE.match(info)
    if directive is None:
        yield Code(block, info)
        return
    name, label = directive.groups()
    if name == "eval-rst":
        yield from restructured.pieces(block)
        return
    block = block[options([text(row) for row in block]) :]
    if name in CODE or name in ALIASES:
        yield Code(block, label if name in CODE else name)
        return
    yield from (mark for mark in opened(name, label) if not isinstance(mark, Below))
    yield from Page(block).pieces()
    if name in SETS:
        yield Between.TABS_END


def options(lines: Sequence[str]) -> int:
    """How many lines at the start of a MyST block say how it is shown.

    >>> options([":linenos:", "", "code"]), options(["---", "a: b", "---", "code"])
    (2, 3)
    """
    if lines[:1] == ["---"] and "---" in lines[1:]:
        return lines.index("---", 1) + 1
    return next((n for n, line in enumerate(lines) if not OPTION.match(line)), 0)


def html_block(block: Sequence[Row]) -> Iterator[Piece]:
    """HTML amid Markdown: a comment, a block of code, or what one reads of it."""
    if told := remark(block):
        yield told
    elif "<pre" in texts(block).lower():
        yield from html.pieces(block)
    else:
        yield from read_out(texts(block))
