"""HTML, as Sphinx, MkDocs, Docusaurus and others make it, and as it is typed.

A block of code is a `pre`. Its language stands in a class of it, of the `code` in it or
of what is around it (`language-ruby`, `highlight-ruby`, `ruby`), or in `data-lang`.
What holds tabs is known by its class or by a `tablist` in it; elsewhere blocks without
a word between are tabs of one example.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

from sandbox.doccheck.pages.detect import ALIASES, SHELLS
from sandbox.doccheck.pages.pieces import (
    Between,
    Code,
    Fault,
    Heading,
    Piece,
    Place,
    Remark,
    Row,
    Run,
    Tab,
    cut,
    place,
    texts,
)

VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)
"""Elements that have no end. Source: html.spec.whatwg.org, void elements"""

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
HIDDEN = frozenset("button head noscript script style svg template".split())
"""Nobody reads what stands in these between two examples."""

NUMBERS = frozenset("gutter linenodiv lineno linenos".split())
"""Classes of the numbers of lines."""

SETS = re.compile(
    r"(?:sd-|sphinx-)?(?:tab-?set|tabbed-set|tabs(?:-container)?|code-?(?:tabs|group))"
)
PANELS = re.compile(r"(?:\w+-)?(?:tabbed-block|tab-content|tab-pane|tabs?-panel)")
LABELS = re.compile(r"(?:\w+-)?(?:tab-label|tabs-tab)|tabs__item")
NAMED = re.compile(r"(?:language|lang|highlight(?:-source)?)-(.+)")


class Element(NamedTuple):
    """An open element: what it is called, the language it names, what it is for."""

    tag: str
    named: str = ""
    hidden: bool = False
    is_label: bool = False
    is_set: bool = False

    @property
    def is_name(self) -> bool:
        """Whether what is in it names something: a tab, or a part of the page."""
        return self.is_label or self.tag in HEADINGS


def pieces(page: Sequence[Row]) -> Iterator[Piece]:
    """The pieces of a page."""
    reader = Reader(page)
    reader.feed(texts(page))
    reader.close()
    reader.end()
    yield from reader.found


class Reader(HTMLParser):
    """Follows which elements are open, and keeps what was found."""

    def __init__(self, page: Sequence[Row]) -> None:
        """Begin a page."""
        super().__init__(convert_charrefs=False)
        self.page = page
        self.found: list[Piece] = []
        self.open: list[Element] = []
        self.names = self.sets = self.panels = 0
        self.labels: list[str] = []
        self.told = ""
        self.code: list[list[Run]] = []
        self.named = ""
        self.begins: Place | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        element = Element(
            tag,
            language(tag, classes, given),
            tag in HIDDEN or bool(NUMBERS.intersection(classes)) or self.is_hidden,
            self.names_a_tab(tag, classes, given.get("role")),
            any(map(SETS.fullmatch, classes)),
        )
        if tag == "br":
            self.write("\n", "")
        if tag in VOID:
            return
        if given.get("role") == "tablist" and not self.sets:
            self.tabs_around()
        if element.is_set:
            self.tabs()
        if given.get("role") == "tabpanel" or any(map(PANELS.fullmatch, classes)):
            self.panel()
        if element.is_name:
            self.names += 1
            self.told = ""
        self.open.append(element)
        self.code_begins(element)

    def names_a_tab(self, tag: str, classes: Sequence[str], role: str | None) -> bool:
        """Whether such an element is the label of a tab."""
        is_label = role == "tab" or any(map(LABELS.fullmatch, classes))
        return is_label or (tag == "label" and self.sets > 0)

    def tabs(self) -> None:
        """A set of tabs begins."""
        self.labels, self.panels = [], 0
        self.sets += 1
        self.found.append(Between.TABS)

    def tabs_around(self) -> None:
        """What is around a list of tabs is their set."""
        if self.open:
            self.open[-1] = self.open[-1]._replace(is_set=True)
            self.tabs()

    def panel(self) -> None:
        """A tab begins; its label stands right before it, or among all of them."""
        known = self.panels < len(self.labels)
        self.found.append(Tab(self.labels[self.panels] if known else ""))
        self.panels += 1

    def code_begins(self, element: Element) -> None:
        """A block of code begins, or it is told in which language it is."""
        if element.tag == "pre" and self.begins is None and not element.hidden:
            self.begins = self.place()
            self.code = [[]]
            near = (one.named for one in reversed(self.open) if one.named)
            self.named = next(near, "")
        elif self.begins and element.tag == "code" and element.named:
            self.named = element.named

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and with it what was left open in it."""
        if all(one.tag != tag for one in self.open):
            return
        while True:
            element = self.open.pop()
            self.ended(element)
            if element.tag == tag:
                return

    def ended(self, element: Element) -> None:
        """What is known when an element ends."""
        if element.tag == "pre" and self.begins and not element.hidden:
            self.found.append(Code([tuple(row) for row in self.code], self.named))
            self.begins = None
        elif element.is_label:
            self.labels.append(self.told.strip())
        elif element.tag in HEADINGS:
            self.found.append(Heading(self.told.strip().rstrip("¶#").rstrip()))
        if element.is_set:
            self.sets -= 1
            self.found.append(Between.TABS_END)
        self.names -= element.is_name

    def end(self) -> None:
        """The page ends."""
        if self.begins:
            message = "The block of code that begins here does not end."
            self.found.append(Fault(self.begins, message, "Close it with </pre>."))

    @property
    def is_hidden(self) -> bool:
        """Whether nobody reads what comes now."""
        return bool(self.open) and self.open[-1].hidden

    def handle_data(self, data: str) -> None:
        """Text as it stands in the file."""
        self.write(data, data)

    def handle_entityref(self, name: str) -> None:
        """A character by its name."""
        self.write(unescape(f"&{name};"), "")

    def handle_charref(self, name: str) -> None:
        """A character by its number."""
        self.write(unescape(f"&#{name};"), "")

    def handle_comment(self, data: str) -> None:
        """A comment, with its lines."""
        line, column = self.getpos()
        lines = data.split("\n")
        starts = [column + len("<!--"), *([0] * len(lines))]
        self.found.append(
            Remark(
                [
                    cut(self.page[line - 1 + number], start, start + len(told))
                    for number, (start, told) in enumerate(
                        zip(starts, lines, strict=False)
                    )
                ]
            )
        )

    def write(self, told: str, written: str) -> None:
        """Text: code, a label, a heading, or something to read between examples.

        `written` is the same where the file has it so, else nothing.
        """
        if self.begins and not self.is_hidden:
            self.write_code(told, written)
        elif self.names:
            self.told += told
        elif told.strip() and not self.is_hidden:
            self.found.append(Between.PROSE)

    def write_code(self, told: str, written: str) -> None:
        """Text in a block of code, line by line."""
        line, column = self.getpos()
        for number, part in enumerate(told.split("\n")):
            if number:
                self.code.append([])
            row = self.page[line - 1 + (number if written else 0)]
            start = 0 if number and written else column
            if written:
                self.code[-1] += cut(row, start, start + len(part))
            else:
                self.code[-1].append(Run(*place(row, start), part))

    def place(self) -> Place:
        """Where in the file it reads now."""
        line, column = self.getpos()
        return place(self.page[line - 1], column)


def language(tag: str, classes: Sequence[str], given: dict[str, str]) -> str:
    """The language that an element names.

    >>> language("div", ["highlight-ruby", "notranslate"], {})
    'ruby'
    >>> language("pre", ["highlight", "js"], {}), language("div", ["js"], {})
    ('js', '')
    """
    for name in ("data-lang", "data-language"):
        if given.get(name):
            return given[name]
    for one in classes:
        if found := NAMED.fullmatch(one):
            return found[1]
    if tag in {"pre", "code"} or "highlight" in classes:
        return next((one for one in classes if one in ALIASES or one in SHELLS), "")
    return ""
