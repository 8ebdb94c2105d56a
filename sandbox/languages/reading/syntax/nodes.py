"""Nodes of a syntax tree: their places, their words, their fields.

>>> number("1_000"), number("1099L"), number("10.99")
(1000, 1099, 10.99)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.languages.reading.made import Place
from sandbox.languages.reading.syntax.grammars import source

if TYPE_CHECKING:
    from tree_sitter import Node


class Placing:
    """Tells where nodes begin: line and column, in characters, from 1."""

    def __init__(self, code: str) -> None:
        """Of the tree of a piece of code."""
        self.lines = source(code).split(b"\n")

    def __call__(self, node: Node) -> Place:
        """The place of a node."""
        return self.place(*node.start_point)

    def place(self, row: int, offset: int) -> Place:
        """The place of what a tree has in a row at an offset of bytes, both from 0."""
        line = self.lines[row] if row < len(self.lines) else b""
        return row + 1, len(line[:offset].decode("utf-8", "replace")) + 1


def child(node: Node, field: str | int) -> Node | None:
    """A field of a node, by the grammar's name for it, or by its number."""
    if isinstance(field, str):
        return node.child_by_field_name(field)
    inside = [one for one in node.named_children if not one.is_extra]
    return inside[field] if field < len(inside) else None


def word(node: Node | None) -> str:
    """The text of a node."""
    return (node.text or b"").decode("utf-8", "replace") if node else ""


def number(text: str) -> int | float | str:
    """A number as it is written, or else what is written."""
    digits = text.replace("_", "")
    whole = digits.rstrip("Lln")
    try:
        return int(whole, 0) if whole[:1] != "0" or whole[1:2].isalpha() else int(whole)
    except ValueError:
        pass
    try:
        return float(digits.rstrip("FfDd"))
    except ValueError:
        return text
