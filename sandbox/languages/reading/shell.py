"""The words of a command, as a shell hands them over, and what curl takes them for.

>>> split("-XPOST"), split("--data"), split("-sS")
(('-X', 'POST'), ('--data', ''), ('-s', ''))
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from sandbox.languages.reading.made import Place
from sandbox.languages.reading.syntax.nodes import word

if TYPE_CHECKING:
    from tree_sitter import Node

ESCAPED = re.compile(r"\\(.)", re.DOTALL)
IN_DOUBLE = re.compile(r'\\(["\\$`])|\\\n')

VALUED = {
    "-X": "request", "--request": "request",
    "-u": "user", "--user": "user",
    "-H": "header", "--header": "header",
    "-d": "data", "--data": "data", "--data-raw": "data", "--data-binary": "data",
    "--data-ascii": "data", "-F": "data", "--form": "data",
    "--data-urlencode": "encoded",
    "--url": "url",
    "-o": "", "--output": "", "-A": "", "--user-agent": "", "-w": "",
    "--write-out": "", "-m": "", "--max-time": "", "--cacert": "",
}  # fmt: skip
"""Options that a value follows, and what it is for."""

FLAGS = frozenset(
    "-G --get -s --silent -S --show-error -i --include -I --head -v --verbose -k "
    "--insecure -L --location -f --fail --compressed --http1.1 -g --globoff -N".split()
)
"""Options that stand alone. Source for both: curl.se/docs/manpage.html"""


class Word(NamedTuple):
    """A word of a command, as the shell hands it over, and where it stands."""

    text: str
    at: Place


def commands(root: Node) -> Iterator[Node]:
    """Every command, in the order in which they stand."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.type == "command":
            yield node
        else:
            waiting += reversed(node.named_children)


def split(said: str) -> tuple[str, str]:
    """An option, and the value that is written right behind it."""
    short, value = said[:2], said[2:]
    if value and short in VALUED:
        return short, value
    several = value and said[0] == "-" and all(f"-{c}" in FLAGS for c in said[1:])
    return (short, "") if several else (said, "")


def text(node: Node | None) -> str:
    """The text of a word, as the shell hands it over."""
    if node is None:
        return ""
    written = word(node)
    if node.type == "raw_string":
        return written[1:-1]
    if node.type == "string":
        return IN_DOUBLE.sub(lambda found: found[1] or "", written[1:-1])
    if node.type in ("concatenation", "command_name") and node.named_children:
        return "".join(text(part) for part in node.named_children)
    return ESCAPED.sub(lambda found: found[1].strip("\n"), written)
