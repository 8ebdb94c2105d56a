"""Where a grammar gives up.

>>> from sandbox.languages.reading.syntax.grammars import parse
>>> given_up("if if", parse("if if", "java")).said
'if'
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sandbox.languages.reading.syntax.nodes import Placing, word

if TYPE_CHECKING:
    from tree_sitter import Node, Tree


class End(NamedTuple):
    """Where the grammar gave up first, the word there, and how often it did."""

    line: int
    column: int
    said: str
    times: int


def given_up(code: str, tree: Tree) -> End:
    """Where the grammar gave up on some code, of which this is the tree."""
    found = errors(tree)
    if not found:
        return End(1, 1, "", 0)
    said = re.match(r"\S*", word(found[0])) or [""]
    return End(*Placing(code)(found[0]), said[0], len(found))


def errors(tree: Tree) -> list[Node]:
    """The innermost places where the grammar gave up, in the order of the code."""
    found, waiting = [], [tree.root_node]
    while waiting:
        node = waiting.pop()
        inner = [child for child in node.children if child.has_error]
        if node.is_missing or (node.is_error and not inner):
            found.append(node)
        waiting += reversed(inner)
    return found
