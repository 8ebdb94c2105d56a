"""Notebooks: their cells are one program, and what stands between is Markdown.

From the first code cell that is about the API on, each is an example that goes on where
the one before it ends. A first line `# sources: ...` speaks of its cell; so do the tags
`raises-exception` and `skip-execution`, as Jupyter means them. Lines that only Jupyter
knows (`%timeit`, `!pip`) are read as `pass`; a cell that begins `%%bash` is a shell's,
and one that writes a file is in the language of that. Such a cell is a step of its own,
and no tab of what stands before it.
"""

import builtins
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, dropwhile, takewhile
from typing import Literal

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from sandbox.doccheck.pages import markdown
from sandbox.doccheck.pages.detect import ALIASES
from sandbox.doccheck.pages.pieces import (
    SIGN,
    Between,
    Code,
    Fault,
    Piece,
    Remark,
    Row,
    Run,
    cut,
    place,
    remark,
    text,
    texts,
)

TOKEN = re.compile(r'"(?P<text>[^"\\]*(?:\\.[^"\\]*)*)"|[{}\[\],:]|[^\s{}\[\],:"]+')
PART = re.compile(r"(?:\\u[0-9a-fA-F]{4})+|\\.|[^\\]+", re.DOTALL)
NO_JSON = re.compile(r"Invalid JSON: (.*) at line (\d+) column (\d+)")
MAGIC = re.compile(r"\s*(?:[%!?]|\w+ *= *[%!]).*|.*\?$")
CELL_MAGIC = re.compile(r"%%(?:script +|(?:write)?file\b.*\.)?(\w+).*")
OF_PYTHON = frozenset("time timeit capture prun python python3".split())
"""Magics of a cell that is in Python all the same."""

TAGS = {
    "raises-exception": "sources: expect error",
    "skip-execution": "sources: skip, as its tag says",
}
"""Source: nbclient.readthedocs.io/en/latest/client.html, the tags that it heeds"""


PYTHONS_OWN = frozenset(dir(builtins)) - {"PermissionError"}
"""Errors that no SDK raises; Stripe's has its own of the last name."""


class Language(BaseModel):
    """What a notebook says of its kernel's language, in one of two places."""

    language: str = ""
    name: str = ""


class About(BaseModel):
    """What a notebook says of itself."""

    kernelspec: Language = Language()
    language_info: Language = Language()

    @property
    def language(self) -> str:
        """The language of its cells; Python where it does not say."""
        return self.kernelspec.language or self.language_info.name or "python"


class Tagged(BaseModel):
    """What a cell says of itself."""

    tags: list[str] = []


class Output(BaseModel):
    """What a cell showed: of an error, its class."""

    output_type: str = ""
    ename: str = ""


class Cell(BaseModel):
    """A cell; its source is read with its places in the file."""

    cell_type: str
    metadata: Tagged = Tagged()
    outputs: list[Output] = []

    @property
    def said(self) -> str:
        """What its tags say; an error of Python's own is none of the API's."""
        raised = {one.ename for one in self.outputs if one.output_type == "error"}
        own = raised and not raised - PYTHONS_OWN
        tags = [tag for tag in self.metadata.tags if tag in TAGS]
        return "" if own or not tags else TAGS[tags[0]]


class Notebook(BaseModel):
    """A notebook, as far as it matters here.

    Source: nbformat.readthedocs.io/en/latest/format_description.html
    """

    nbformat: Literal[4]
    metadata: About = About()
    cells: list[Cell]


def pieces(page: Sequence[Row]) -> Iterator[Piece]:
    """The pieces of a notebook."""
    whole = texts(page)
    try:
        notebook = Notebook.model_validate_json(whole)
    except ValidationError as error:
        yield no_notebook(error)
        return
    blocks = sources(whole, page)
    for number, cell in enumerate(notebook.cells):
        block = blocks.get(number, [])
        if cell.cell_type == "markdown":
            yield from markdown.pieces(block)
        elif cell.cell_type == "code":
            yield from code(block, notebook.metadata.language, cell.said)


def no_notebook(error: ValidationError) -> Fault:
    """What is wrong with a file that is no notebook."""
    first = error.errors(include_url=False)[0]
    if found := NO_JSON.fullmatch(first["msg"]):
        why, line, column = found.groups()
        at, message = (int(line), max(1, int(column))), f"This is no JSON: {why}."
    else:
        where = ".".join(map(str, first["loc"])) or "its beginning"
        at, message = (1, 1), f"This is no notebook of version 4: look at {where}."
    return Fault(at, message, "Open it in Jupyter, mend it, and save it.")


def code(block: Sequence[Row], language: str, tag: str) -> Iterator[Piece]:
    """A cell of code, with what is said of it in a comment, or by a tag."""
    shown = list(dropwhile(lambda row: not text(row).strip(), block))
    if not shown:
        return
    comment = list(takewhile(lambda row: SIGN.match(text(row)), shown))
    said = remark(comment) if comment else None
    if said is None and tag:
        said = Remark([(Run(*place(shown[0], 0), tag),)])
    magic = CELL_MAGIC.fullmatch(text(shown[0]))
    is_other = magic and magic[1] not in OF_PYTHON
    if is_other:
        yield Between.PROSE
    if said:
        yield said
    if magic and is_other:
        yield Code(shown[1:], magic[1])
        return
    if ALIASES.get(language.lower()) == "python":
        block = [quiet(row) for row in block]
    yield Code(block, language, cell=True)


def quiet(row: Row) -> Row:
    """A line of Python; what only Jupyter knows does nothing."""
    line = text(row)
    if not MAGIC.fullmatch(line):
        return row
    indent = len(line) - len(line.lstrip())
    return (*cut(row, 0, indent), Run(*place(row, indent), "pass"))


def sources(whole: str, page: Sequence[Row]) -> dict[int, list[Row]]:
    """The source of each cell by its number, line by line, each with its place."""
    starts = [0, *accumulate(len(text(row)) + 1 for row in page)]
    found: defaultdict[int, list[list[Run]]] = defaultdict(lambda: [[]])
    for number, start, raw in strings(whole):
        line = bisect_right(starts, start)
        write(found[number], raw, line, start - starts[line - 1] + 1)
    return {n: [tuple(row) for row in block if row] for n, block in found.items()}


def write(block: list[list[Run]], raw: str, line: int, column: int) -> None:
    """Add what a string of JSON says, which begins here in the file."""
    for part in PART.finditer(raw):
        told = from_json(f'"{part[0]}"') if "\\" in part[0] else part[0]
        if told != "\n" or not block[-1]:
            block[-1].append(Run(line, column + part.start(), told.strip("\n")))
        if told == "\n":
            block.append([])


def strings(whole: str) -> Iterator[tuple[int, int, str]]:
    """The strings of each cell's source: its number, where they begin, as written.

    >>> list(strings('{"cells": [{"source": ["a", "b"]}, {"source": "c"}]}'))
    [(0, 24, 'a'), (0, 29, 'b'), (1, 47, 'c')]
    """
    path: list[str | int | None] = []
    for token in TOKEN.finditer(whole):
        sign, told = token[0], token["text"]
        if sign in {"{", "["}:
            path.append(None if sign == "{" else 0)
        elif sign in {"}", "]"}:
            path.pop()
        elif sign == ",":
            last = path[-1]
            path[-1] = last + 1 if isinstance(last, int) else None
        elif told is not None and path[-1] is None:
            path[-1] = told
        elif told is not None:
            match path:
                case ["cells", int(number), "source", *_]:
                    yield number, token.start("text"), told
