"""The lines in Markdown that open and close tabs, which Markdown itself does not know.

- `=== "Ruby"` of MkDocs: what is indented below it is the tab;
- `<Tabs><TabItem value="ruby">` of Docusaurus, and its like;
- `:::{tab-item} Ruby` of MyST; Docusaurus writes its notes so;
- `{% tab title="Ruby" %}` of GitBook, `{{< tab "Ruby" >}}` of Hugo; `highlight` of Hugo
  and Jekyll is a fence;
- `<summary>Ruby</summary>` right above a fence, and any other line of HTML there: for
  Markdown the fence would be HTML too.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sandbox.doccheck.pages.detect import is_label
from sandbox.doccheck.pages.pieces import Between, Heading, Piece, Tab

INDENTED = re.compile(
    r"\s*(?:(===)[!+]* |!!! ?|\?\?\?\+? ?)(?:[\w -]*)(?:['\"](.*)['\"])?\s*$"
)
COLONS = re.compile(r"\s*(:{3,})\s*(.*?)\s*$")
TAG = re.compile(
    r"\s*<(/?)(Tabs\.Tab|Tabs|CodeGroup|CodeTabs|TabGroup|RequestExample|TabItem|Tab)\b"
    r"([^>]*)>?"
)
COMPONENT = re.compile(r"\s*</?[A-Z][\w.]*(?:\s[^<>]*)?>\s*$")
CODE_BLOCK = re.compile(r"\s*<(/?)CodeBlock\b(?!.*/>|.*</)")
"""Of Docusaurus: a template of JavaScript, in which code is, or names of files."""

SHORTCODE = re.compile(
    r"\s*\{(?:%|\{[<%])-?\s*(/|end)?\s*([\w-]+)\s*(.*?)\s*-?(?:%|[>%]\})\}\s*$"
)
LABEL = re.compile(r"\b(value|label|title|name|header|lang|language)=[{'\"]+([^'\"}]*)")
QUOTED = re.compile(r"['\"]([^'\"]*)['\"]$")
SETS = frozenset(
    "Tabs CodeGroup CodeTabs TabGroup RequestExample tab-set tab-set-code tabs tabpane "
    "code-group code-tabs codetabs".split()
)
ITEMS = frozenset(
    "tab-item tab tabbed code-group-item code-tab codetab TabItem Tab Tabs.Tab".split()
)
NAMED = re.compile(r"\{?([\w-]+)\}?\s*(.*)")
CODE = frozenset("code code-block sourcecode code-cell ipython".split())
"""What MyST calls a block of code."""

FENCE, TILDES = re.compile(r"\s*(?:`{3}|~{3})"), "~~~~"
HTML = re.compile(r"\s*</?[a-z][^>]*>")
MARKUP = re.compile(r"<[^>]*>")

COMMENT = "<!---->"
"""What stands for such a line: a block ends there, and nobody reads it."""


class Below(NamedTuple):
    """What is indented below this line is a tab with this label, or else a note."""

    label: str | None


Marks = dict[int, list[Piece | Below]]


class Markers:
    """A page for a parser of Markdown, and what its lines say that are no Markdown.

    `lines` has a comment for each of these, with which a block ends as well; `marks` is
    by the number of the line, from 0.
    """

    def __init__(self, page: Sequence[str]) -> None:
        """Look at each line."""
        self.lines = list(page)
        self.marks: Marks = {}
        self.colons: list[tuple[str, str]] = []
        self.front_matter()
        for number, line in enumerate(self.lines):
            self.look_at(number, line)
        for number, line in enumerate(self.lines):
            if FENCE.match(line):
                self.free(number)

    def front_matter(self) -> None:
        """Take out what stands before a page, save its title."""
        stripped = [line.rstrip() for line in self.lines]
        if stripped[:1] != ["---"] or "---" not in stripped[1:]:
            return
        for number in range(stripped.index("---", 1) + 1):
            name, _, told = stripped[number].partition(":")
            if name == "title":
                self.mark(number, [Heading(told.strip(" '\""))])
            else:
                self.lines[number] = ""

    def mark(self, number: int, said: list[Piece | Below]) -> None:
        """Put a comment in the place of a line."""
        line = self.lines[number]
        self.lines[number] = line[: len(line) - len(line.lstrip())] + COMMENT
        self.marks[number] = said

    def look_at(self, number: int, line: str) -> None:
        """Take out a line that is no Markdown."""
        if colons := COLONS.match(line):
            self.colon(number, *colons.groups())
        elif below := INDENTED.match(line):
            self.mark(number, [Below(below[2] or "" if below[1] else None)])
        elif shortcode := SHORTCODE.match(line):
            self.shortcode(number, *shortcode.groups())
        elif block := CODE_BLOCK.match(line):
            self.lines[number] = TILDES + ("" if block[1] else "CodeBlock")
        elif said := list(tags(line)):
            self.mark(number, said)
        elif COMPONENT.match(line):
            self.mark(number, [])

    def free(self, fence: int) -> None:
        """Take out the HTML right above a fence."""
        above = fence - 1
        while above >= 0 and HTML.match(self.lines[above]):
            self.mark(above, [*read_out(self.lines[above])])
            above -= 1

    def shortcode(self, number: int, closes: str, name: str, told: str) -> None:
        """Take out a shortcode; around code it becomes tildes."""
        if name == "highlight":
            self.lines[number] = TILDES + ("" if closes else told.partition(" ")[0])
        elif closes:
            self.mark(number, [Between.TABS_END] if name in SETS else [])
        else:
            labels, quoted = dict(LABEL.findall(told)), QUOTED.match(told)
            label = quoted[1] if quoted else next(iter(labels.values()), "")
            self.mark(number, opened(name, label))

    def colon(self, number: int, fence: str, told: str) -> None:
        """Take out a line of colons: without a name it closes what is open.

        Around code they become backquotes.
        """
        named = NAMED.match(told)
        name, label = named.groups() if named else (self.closed(fence), "")
        if named:
            self.colons.append((fence, name))
        if name in CODE:
            self.lines[number] = self.lines[number].replace(":", "`", len(fence))
        elif named:
            self.mark(number, opened(name, label))
        else:
            self.mark(number, [Between.TABS_END] if name in SETS else [])

    def closed(self, fence: str) -> str:
        """The name of what so many colons close."""
        while self.colons:
            length, name = self.colons.pop()
            if length == fence:
                return name
        return ""


def opened(name: str, label: str) -> list[Piece | Below]:
    """What it says that something of this name begins: tabs, one of them, or a note."""
    if name in SETS:
        return [Between.TABS]
    return [Tab(label) if name in ITEMS else Between.PROSE]


def read_out(html: str) -> Iterator[Piece]:
    """What one reads of some HTML: the label of a tab, or something else.

    >>> [*read_out("<summary>Ruby</summary>")], [*read_out("<details>")]
    ([Tab(label='Ruby')], [])
    """
    if told := MARKUP.sub("", html).strip():
        yield Tab(told) if is_label(told) else Between.PROSE


def tags(line: str) -> Iterator[Piece | Below]:
    """What the tags say that a line begins with."""
    while found := TAG.match(line):
        closes, name, attributes = found.groups()
        if not closes:
            labels = dict(LABEL.findall(attributes))
            yield from opened(name, next(iter(labels.values()), ""))
        elif name in SETS:
            yield Between.TABS_END
        else:
            yield Tab("")
        line = line[found.end() :]
