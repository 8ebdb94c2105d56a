"""Where a grammar refuses a piece of code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.languages.reading.nodes import Placing
from sandbox.languages.reading.problems import Problem

if TYPE_CHECKING:
    from tree_sitter import Tree


def broken(code: str, tree: Tree) -> list[Problem]:
    """The first thing that the grammar of the code's language does not understand."""
    place = Placing(code)
    waiting = [tree.root_node] if tree.root_node.has_error else []
    while waiting:
        node = waiting.pop()
        if node.is_missing:
            return [Problem(*place(node), "syntax", f"{node.type} is missing.")]
        if node.is_error and not any(inner.has_error for inner in node.children):
            return [Problem(*place(node), "syntax", "The grammar ends here.")]
        waiting += [inner for inner in reversed(node.children) if inner.has_error]
    return []
