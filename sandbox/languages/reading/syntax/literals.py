"""Values, as the grammars have them: numbers, texts, maps, lists and structs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.languages.reading.syntax.form import Form
from sandbox.languages.reading.syntax.nodes import Placing, child, number, word
from sandbox.languages.reading.syntax.quotes import unescaped, unquoted
from sandbox.languages.reading.syntax.tables import TABLES, Row

if TYPE_CHECKING:
    from tree_sitter import Node

DEEPEST = 120
"""Levels of a tree that are read. No example that a person wrote comes near."""

OTHER: Row = ("other",)
CONSTANTS = {"true": True, "false": False}
PIECES = frozenset(
    "string_start string_content string_end string_fragment escape_sequence "
    "heredoc_content heredoc_start heredoc_end nowdoc_string multiline_string_fragment "
    "interpreted_string_literal_content raw_string_literal_content".split()
)
"""Parts of a text that are no expressions."""

ENDS = frozenset("string_start string_end heredoc_start heredoc_end".split())
"""Those of them that are only marks."""

WORDS = frozenset("property_identifier number identifier field_identifier".split())
TYPED = {"slice_type", "array_type", "implicit_length_array_type"}


class Literals:
    """Says values in the small form, and nodes by the rules of their table."""

    def __init__(self, code: str, language: str) -> None:
        """Read the tree of a language, by its table."""
        self.language, self.table = language, TABLES[language]
        self.place = Placing(code)
        self.depth = 0

    def form(self, node: Node | None) -> Form:
        """What a node is; nothing for one that is not there, or that is too deep."""
        if node is None or self.depth >= DEEPEST:
            return Form("other", self.place(node) if node else (1, 1))
        rule, *fields = self.table.get(node.type, OTHER)
        self.depth += 1
        made: Form = getattr(self, f"_{rule}")(node, *(child(node, f) for f in fields))
        self.depth -= 1
        return made

    def forms(self, nodes: Any) -> tuple[Form, ...]:
        """What several nodes are, without those that mean nothing."""
        return tuple(self.form(n) for n in nodes if self.matters(n))

    def matters(self, node: Node) -> bool:
        """Whether a node is no comment, or what else has no part in a program."""
        return self.table.get(node.type, OTHER)[0] != "skip"

    def make(self, node: Node, kind: str, *parts: Node | None, name: str = "") -> Form:
        """A form whose parts are nodes that are there."""
        return Form(kind, self.place(node), name, self.forms(p for p in parts if p))

    def _last(self, node: Node) -> Form:
        return self.form(node.named_children[-1])

    def _constant(self, node: Node) -> Form:
        return Form("value", self.place(node), value=CONSTANTS.get(word(node).lower()))

    def _number(self, node: Node) -> Form:
        return Form("value", self.place(node), value=number(word(node)))

    def _minus(self, node: Node, inner: Node | None) -> Form:
        form = self.form(inner)
        minus = word(node).startswith("-")
        if minus and form.kind == "value" and isinstance(form.value, int | float):
            return form._replace(value=-form.value)
        return form if minus else Form("other", self.place(node), "", (form,))

    def _pointer(self, node: Node, inner: Node | None) -> Form:
        if word(node).startswith("&"):
            return self.make(node, "address", inner)
        return self._minus(node, inner)

    def _symbol(self, node: Node) -> Form:
        return Form("text", self.place(node), word(node).lstrip(":"))

    def _text(self, node: Node) -> Form:
        inside = [c for c in node.named_children if c.type not in PIECES]
        if not inside:
            return Form("text", self.place(node), unquoted(word(node), self.language))
        parts = [self.piece(c) for c in node.named_children if c.type not in ENDS]
        return Form("joined", self.place(node), "", tuple(parts))

    def piece(self, node: Node) -> Form:
        """A part of a text: what stands there, or an expression."""
        if node.type not in PIECES:
            return self.form(node)
        told = unescaped(word(node), self.language, '"')
        return Form("text", self.place(node), told)

    def _joined(self, node: Node) -> Form:
        operator = node.child_by_field_name("operator")
        name = operator.type if operator else ""
        return self.make(node, "joined", *node.named_children, name=name)

    def _map(self, node: Node) -> Form:
        return self.make(node, "map", *node.named_children)

    def _list(self, node: Node) -> Form:
        keyed = any(one.type == "=>" for one in node.children)
        if keyed and node.type == "list_literal":
            return self._keyed(node)
        form = self.make(node, "list", *node.named_children)
        alone = node.type == "expression_list" and len(form.parts) == 1
        return form.parts[0] if alone else form

    def _keyed(self, node: Node) -> Form:
        """What PHP takes out of an array by its keys."""
        inside = self.forms(node.named_children)
        pairs = [
            Form("pair", key.at, key.name, (target,))
            for key, target in zip(inside[::2], inside[1::2], strict=False)
        ]
        return Form("map", self.place(node), "", tuple(pairs))

    def _pair(self, node: Node, key: Node | None, value: Node | None) -> Form:
        if key is not None and key.type == "literal_element" and key.named_children:
            key = key.named_children[0]
        at, name = self.place(node), None
        if node.type == "keyword_argument" or (key and key.type in WORDS):
            name = word(key)
        if node.type == "pair" and self.language == "python":
            name = None
        told = None if name is not None else self.form(key)
        if told is not None and told.kind == "text":
            name, told = told.name, None
        parts = (self.form(value), *([told] if told else []))
        return Form("pair", at, name or "", parts)

    def _shorthand(self, node: Node) -> Form:
        inner = Form("name", self.place(node), word(node))
        return Form("pair", inner.at, inner.name, (inner,))

    def _fallen(self, node: Node, name: Node | None, value: Node | None) -> Form:
        """A name in a pattern, with a value to fall to."""
        pair = self.form(name)
        fallen = Form("set", pair.at, pair.name, (*pair.parts, self.form(value)))
        return Form("pair", self.place(node), pair.name, (fallen,))

    def _splat(self, node: Node, inner: Node | None) -> Form:
        return self.make(node, "splat", inner)

    def _argument(self, node: Node, name: Node | None) -> Form:
        form = self._last(node)
        return Form("pair", self.place(node), word(name), (form,)) if name else form

    def _array(self, node: Node) -> Form:
        form = self._map(node)
        paired = any(part.kind in ("pair", "splat") for part in form.parts)
        return form if paired else form._replace(kind="list")

    def _element(self, node: Node) -> Form:
        if len(node.named_children) == 1:
            return self.form(node.named_children[0])
        return self._pair(node, node.named_children[0], node.named_children[1])

    def _declare(
        self, node: Node, name: Node | None, value: Node | None, kind: Node | None
    ) -> Form:
        if value is not None:
            return self.make(node, "set", name, value)
        package, _, word_ = word(kind).rpartition(".")
        empty = Form("struct" if package else "other", self.place(node), word_)
        return Form("set", empty.at, "", (self.form(name), empty))

    def _struct(self, node: Node, kind: Node | None, body: Node | None) -> Form:
        listed = kind is not None and kind.type in TYPED
        inside = self.forms(body.named_children if body else [])
        if listed:
            return Form("list", self.place(node), "", inside)
        if kind is not None and kind.type == "map_type":
            return Form("map", self.place(node), "", inside)
        return Form("struct", self.place(node), word(kind), inside)
