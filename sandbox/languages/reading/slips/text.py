"""Code together with its tree, as the rules beyond a grammar look at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from sandbox.languages.reading.slips.layout import tokens
from sandbox.languages.reading.slips.slip import Slip
from sandbox.languages.reading.syntax.nodes import Placing

if TYPE_CHECKING:
    from tree_sitter import Node, Tree

TEXTS = frozenset(
    "string raw_string heredoc_body heredoc ansi_c_string template_string regex comment"
    " line_comment block_comment encapsed_string string_literal delimited_symbol"
    " nowdoc_body interpreted_string_literal raw_string_literal"
    " character_literal".split()
)
"""The nodes whose code is text for people: strings and comments."""


class Text:
    """A piece of code and its tree, which counts in bytes."""

    def __init__(self, code: str, language: str, tree: Tree) -> None:
        """Of a tree that was made of this code."""
        self.code, self.language, self.tree = code, language, tree
        self.lines = code.split("\n")
        self.start = Placing(code)

    def end(self, node: Node) -> tuple[int, int]:
        """The line and the column behind a node, in characters."""
        return self.start.place(*node.end_point)

    def nodes(self, *types: str) -> Iterator[Node]:
        """The nodes of some types, in the order of the code."""
        for node in self.every:
            if node.type in types:
                yield node

    @cached_property
    def every(self) -> list[Node]:
        """All nodes; however deep, for no function calls itself."""
        found, waiting = [], [self.tree.root_node]
        while waiting:
            node = waiting.pop()
            found.append(node)
            waiting += reversed(node.children)
        return found

    @cached_property
    def spoken(self) -> set[int]:
        """The indices within strings and comments; in broken code, as lines look."""
        if self.tree.root_node.has_error:
            found = tokens(self.code, self.language)
            said = [(t.start, t.end) for t in found if t.kind in ("string", "comment")]
        else:
            raw = self.code.encode("utf-8", "replace")
            said = [
                (len(raw[: n.start_byte].decode()), len(raw[: n.end_byte].decode()))
                for n in self.nodes(*TEXTS)
            ]
        return {index for start, end in said for index in range(start, end)}


Rule = Callable[[Text], Iterator[Slip]]
