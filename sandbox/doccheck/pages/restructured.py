"""reStructuredText, with the tabs of Sphinx's extensions.

docutils finds the blocks. Each directive is ours: code becomes code, tabs become tabs,
of every other one the content is read, whether docutils knows it or not. So no file is
included, and nothing raw comes in.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any

from sandbox.doccheck import library
from sandbox.doccheck.pages.detect import INCLUDED
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
)

CODE = frozenset("code code-block sourcecode code-cell ipython prompt".split())
SETS = frozenset("tabs tab-set tab-set-code".split())
TABS = frozenset("tab tab-item group-tab code-tab".split())
NOT_READ = frozenset("raw include math graphviz mermaid toctree".split())
"""What is no text of this page, or none that is read."""

LAYOUT = frozenset("class container div grid highlight index only rst-class".split())
"""Nothing to read by themselves."""

WIDTH = 8
"""As many blanks a tab is worth. Source: docutils.sourceforge.io, tab_width"""

LONGEST = 10_000
"""Characters of a paragraph in which docutils looks for emphasis and links.

That nothing comes of most of them takes it time by the square of their number.
"""

ODD = dict.fromkeys(map(ord, "\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")
"""docutils takes these for ends of lines; no editor does."""

REFUSED = re.compile(r'Error in "([\w-]+)" directive')
ONE_AT_A_TIME = Lock()


def pieces(page: Sequence[Row]) -> Iterator[Piece]:
    """The pieces of a page."""
    yield from Walk(page).pieces(parsed("\n".join(map(text, page)).translate(ODD)))


def parsed(page: str) -> Any:
    """The tree of a page, without a word about what is wrong with it."""
    rst = library("docutils.parsers.rst")
    settings = library("docutils.frontend").get_default_settings(rst.Parser)
    settings.report_level = settings.halt_level = 5
    settings.file_insertion_enabled = settings.raw_enabled = False
    settings.line_length_limit = len(page) + 1
    settings.tab_width = WIDTH
    document = library("docutils.utils").new_document("page", settings)
    with our_directives(rst.directives):
        rst.Parser(inliner=inliner()).parse(page, document)
    return document


def inliner() -> Any:
    """What looks into paragraphs, but for long ones, which are plain text."""
    text_of = library("docutils.nodes").Text
    looks = library("docutils.parsers.rst.states").Inliner()
    parse = looks.parse

    def parsed(words: str, *where: Any) -> Any:
        return parse(words, *where) if len(words) <= LONGEST else ([text_of(words)], [])

    looks.parse = parsed
    return looks


@contextmanager
def our_directives(known: Any) -> Iterator[None]:
    """While this lasts, docutils asks us what a directive means, one page at a time."""
    with ONE_AT_A_TIME:
        before = known.directive
        known.directive = lambda *_: (directive, [])
        try:
            yield
        finally:
            known.directive = before


def directive(  # noqa: PLR0913 - docutils calls it with all of these
    name: str,
    arguments: list[str],
    _options: dict[str, str],
    content: Any,
    lineno: int,
    offset: int,
    _block: str,
    state: Any,
    _machine: Any,
) -> list[Any]:
    """Any directive: its content, as code or as what it is.

    Source: docutils.sourceforge.io/docs/howto/rst-directives.html
    """
    nodes = library("docutils.nodes")
    name, label = name.lower(), arguments[0] if arguments else ""
    if name in NOT_READ:
        return []
    if name in CODE and "\n" in label:
        return [state.reporter.error(f'Error in "{name}" directive', line=lineno)]
    if name == INCLUDED:
        content, label, offset = [label], name, lineno - 1
    if name in CODE or name in {"code-tab", INCLUDED}:
        code = nodes.literal_block("", "\n".join(content), named=label.split()[:1])
        code.line = offset + 1
        inside = [code]
    else:
        holder = nodes.container()
        state.nested_parse(content, offset, holder)
        inside = holder.children
    return [nodes.container("", *inside, directive=name, label=label)]


class Anything(dict[str, type[str]]):
    """Options of any name, each of which is a text."""

    def __missing__(self, _: str) -> type[str]:
        return str


vars(directive).update(arguments=(0, 1, True), options=Anything(any=str), content=True)


class Walk:
    """A tree that is walked in its order, and how far its page was read."""

    def __init__(self, page: Sequence[Row]) -> None:
        """Begin at the first line."""
        self.page = page
        self.lines = [
            text(row).translate(ODD).expandtabs(WIDTH).rstrip() for row in page
        ]
        self.at = 0
        self.named = ""

    def pieces(self, node: Any) -> Iterator[Piece]:
        """What a node and those in it are."""
        match node.tagname:
            case "container":
                yield from self.directive(node)
            case "literal_block" | "doctest_block":
                yield self.code(node)
            case "comment":
                yield from self.comment(node.astext())
            case "title":
                yield Heading(node.astext())
            case "system_message":
                yield from self.refused(node)
            case "paragraph":
                yield Between.PROSE
            case _:
                for child in node.children:
                    yield from self.pieces(child)

    def directive(self, node: Any) -> Iterator[Piece]:
        """What a directive says, and what is in it."""
        name, label = node["directive"], node["label"]
        if name == "highlight":
            self.named = label
        if name in SETS:
            yield Between.TABS
        elif name in TABS:
            yield Tab(label)
        elif name not in CODE | LAYOUT | {INCLUDED}:
            yield Between.PROSE
        for child in node.children:
            yield from self.pieces(child)
        if name in SETS:
            yield Between.TABS_END

    def code(self, node: Any) -> Code:
        """A block of code, with its lines in the file."""
        written = node.astext().split("\n")
        start = self.find(written, int(node.line or 1) - 1)
        self.at = start + len(written)
        named = " ".join(node.get("named") or [self.named])
        if node.tagname == "doctest_block":
            named = "pycon"
        block = zip(self.page[start : self.at], written, strict=False)
        return Code([spaced(row, line) for row, line in block], named)

    def find(self, written: Sequence[str], hint: int) -> int:
        """The line, from 0, where a block stands; docutils' hint where none fits."""
        last = len(self.lines) - len(written)
        starts: list[int] = [hint, *range(self.at, last + 1)]
        for start in starts:
            there: list[str] = self.lines[start : start + len(written)]
            if len(there) == len(written) and all(map(str.endswith, there, written)):
                return start
        return hint

    def comment(self, told: str) -> Iterator[Piece]:
        """A comment, if it is for us."""
        if not told.startswith("sources:"):
            return
        lines = told.split("\n")
        for start in range(self.at, len(self.lines)):
            line = self.lines[start].lstrip()
            if line.startswith("..") and line[2:].strip() == lines[0].strip():
                self.at = start + 1
                if said := remark(self.page[start : start + len(lines)]):
                    yield said
                return

    def refused(self, node: Any) -> Iterator[Piece]:
        """A directive that docutils cannot read; others are not about code."""
        name = REFUSED.search(node.astext())
        if name and name[1] in CODE | TABS | SETS:
            yield unread(self.page, node["line"], name[1])


def unread(page: Sequence[Row], line: int, name: str) -> Fault:
    """What is wrong with a directive whose content is lost."""
    message = f"The directive {name} cannot be read."
    hint = "Put its options below it, then a blank line, then what is in it."
    return Fault(place(page[line - 1], 0), message, hint)
