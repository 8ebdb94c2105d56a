"""Plain text, such as a page copied out of a browser: nothing says where code begins.

A paragraph is prose, or it is code by what stands in it. The tabs of an example follow
one another, and so do the paragraphs of a tab; a tab begins where a paragraph

- is a curl command, imports something, or sets the API key;
- is in another language than the paragraph before it, as its marks tell.

A comment, an import, or a line that sets the key belongs to the paragraph behind it.
Prose ends the example; a short line of it without a full stop is a heading, or with the
name of a language the label of a tab.
"""

import re
from collections.abc import Iterator, Sequence

from sandbox.doccheck.pages.detect import best, detected, is_label, marks
from sandbox.doccheck.pages.pieces import (
    Between,
    Code,
    Heading,
    Piece,
    Row,
    remark,
    rows,
    text,
    texts,
)

COMMENT = re.compile(r"\s*(?:#|//)")
KEY = re.compile(
    r"api_?key|\bstripe\.key\b|require\(.*stripe"
    r"|\bnew stripe\(|stripeclient\b|\bnewclient\(",
    re.IGNORECASE,
)
IMPORT = re.compile(
    r"\s*(?:require ['\"]|import [\w{*(]|from \w+ import|package \w|<\?php)"
)
CURL = re.compile(r"\s*(?:\$ )?curl\s")
NOTATION = re.compile(r"[;={}\[\]$\\&]|::|->|\w\(|\)\.|^\S+\.\w+$|(?<=\s)-[a-zA-Z]\s")
PLAIN_WORD = re.compile(r"[('\"]*[^\W\d_]+(?:['\u2019-][^\W\d_]+)*[)'\".,:;!?]*")
UNDERLINE = re.compile(r"\s*([=\-~^*_#])\1{2,}\s*")

SENTENCE = 6
"""So many plain words in a line that ends like a sentence are one."""

LONGEST_HEADING = 80

LOOKED_AT = 50
"""By so many lines it shows in which language a tab is, and whether it has begun."""


def pieces(page: Sequence[Row]) -> Iterator[Piece]:
    """The pieces of a text."""
    tab: list[Row] = []
    label = ""
    for block in paragraphs(page):
        told = remark(block) or (prose(block) if is_prose(block) else None)
        if told is None and goes_on(tab, block):
            tab += [*gap(tab[-1], block[0]), *block]
            continue
        if tab or told:
            yield from finished(tab, label)
            label = ""
        tab = [] if told else block
        if isinstance(told, Heading) and is_label(told.text):
            label = told.text
        elif told:
            yield told
    yield from finished(tab, label)


def paragraphs(lines: Sequence[Row]) -> Iterator[list[Row]]:
    """Lines that follow one another, without the blank ones and the underlines."""
    block: list[Row] = []
    for row in lines:
        if text(row).strip():
            block.append(row)
        elif block:
            yield block
            block = []
    if block:
        yield block


def gap(before: Row, after: Row) -> list[Row]:
    """The blank lines between two paragraphs of a tab."""
    first, end = before[0].line + 1, after[0].line
    return rows([""] * (end - first), first=first)


def finished(tab: Sequence[Row], label: str) -> Iterator[Piece]:
    """A tab that is whole, and its label when nothing came of it."""
    if tab:
        yield Code(tab, label)
    elif label:
        yield Heading(label)


def goes_on(tab: Sequence[Row], block: Sequence[Row]) -> bool:
    """Whether a paragraph belongs to the tab before it."""
    if not tab or CURL.match(text(block[0])):
        return False
    if is_head(tab[:LOOKED_AT]):
        return True
    if any(KEY.search(text(row)) or IMPORT.match(text(row)) for row in block):
        return False
    tells = marks(texts(block))
    if is_head(block) and not tells:
        return False
    return not tells or detected(texts(tab[:LOOKED_AT])) in best(tells)


def is_head(block: Sequence[Row]) -> bool:
    """Whether there is nothing in it yet but comments, imports and the key."""
    code = [text(row) for row in block if text(row).strip()]
    code = [line for line in code if not (COMMENT.match(line) or IMPORT.match(line))]
    return not code or (len(code) == 1 and bool(KEY.search(code[0])))


def is_prose(block: Sequence[Row]) -> bool:
    """Whether a reader reads it, and no machine."""
    lines = [text(row) for row in block if not UNDERLINE.fullmatch(text(row))]
    if not lines or all(COMMENT.match(line) for line in lines):
        return not lines
    if len(lines) == 1 and is_label(lines[0].strip()):
        return True
    if COMMENT.match(lines[0]):
        return False
    whole = " ".join(line.strip() for line in lines)
    return is_sentence(whole) or not (NOTATION.search(whole) or marks("\n".join(lines)))


def is_sentence(line: str) -> bool:
    """Whether most of it is plain words, and it ends as a sentence does.

    >>> is_sentence("Set usage=reusable before you attach it to a customer.")
    True
    >>> is_sentence('puts "The source is consumed and cannot be charged again."')
    False
    """
    words = line.split()
    plain = sum(1 for word in words if PLAIN_WORD.fullmatch(word))
    return (
        line[-1] in ".:!?)"
        and not line.endswith("()")
        and plain >= SENTENCE
        and plain * 10 >= len(words) * 7
    )


def prose(block: Sequence[Row]) -> Piece:
    """A heading, the label of a tab, or what one reads."""
    lines = [text(row).strip() for row in block]
    title = lines[0].strip("*_ ")
    if len(lines) > 1 and not UNDERLINE.fullmatch(lines[1]):
        return Between.PROSE
    if len(title) > LONGEST_HEADING or title[-1:] in {*".:;,?!"}:
        return Between.PROSE
    return Heading(title)
