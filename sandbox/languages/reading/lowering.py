"""A syntax tree as a small program: every grammar's nodes, said in one form.

>>> from sandbox.languages.reading.grammars import parse
>>> code = "charge.capture(amount=5)"
>>> seq = lower(parse(code, "python"), code, "python")
>>> sent = seq.parts[0].parts[0]
>>> sent.kind, sent.name, [part.kind for part in sent.parts]
('send', 'capture', ['name', 'pair'])
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.languages.reading.form import Form
from sandbox.languages.reading.grammars import TABLES, Row
from sandbox.languages.reading.nodes import Placing, child, names, number, word
from sandbox.languages.reading.quotes import unquoted

if TYPE_CHECKING:
    from tree_sitter import Node, Tree


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

CONVERSIONS = frozenset("string int int64 str String Number".split())
"""Functions that give back what they are given, in another type."""

WORDS = frozenset("property_identifier number identifier field_identifier".split())
TYPED = {"slice_type", "array_type", "implicit_length_array_type"}


def lower(tree: Tree, code: str, language: str) -> Form:
    """The program of the tree that a piece of code has."""
    return Lowering(code, language).form(tree.root_node)


class Lowering:
    """Says the nodes of one tree in the small form."""

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

    # -- statements

    def _seq(self, node: Node) -> Form:
        return self.make(node, "seq", *node.named_children)

    def _other(self, node: Node) -> Form:
        return self.make(node, "other", *node.named_children)

    _skip = _other

    def _import(self, node: Node, *_: Node | None) -> Form:
        return Form("import", self.place(node), word(node))

    def _same(self, _: Node, inner: Node | None) -> Form:
        return self.form(inner)

    def _last(self, node: Node) -> Form:
        return self.form(node.named_children[-1])

    def _set(self, node: Node, target: Node | None, value: Node | None = None) -> Form:
        return self.make(node, "set", target, value)

    def _catch(self, node: Node, name: Node | None, body: Node | None) -> Form:
        bound = [self.make(node, "set", name)] if name else []
        return Form("seq", self.place(node), "", (*bound, self.form(body)))

    def _each(
        self, node: Node, one: Node | None, many: Node | None, body: Node | None
    ) -> Form:
        return self.make(node, "each", one, many, body)

    def _fn(
        self,
        node: Node,
        takes: Node | None,
        body: Node | None,
        name: Node | None = None,
    ) -> Form:
        takes = takes or node.child_by_field_name("parameter")
        form = self.make(node, "fn", body, name=word(name))
        return form._replace(value=list(names(takes)))

    # -- calls and names

    def _call(self, _: Node, function: Node | None, given: Node | None) -> Form:
        called = self.form(function)
        parts = self.given(given)
        if called.kind == "name" and called.name in CONVERSIONS and len(parts) == 1:
            return parts[0]
        if called.kind == "attr":
            return called._replace(kind="send", parts=(*called.parts, *parts))
        return Form("call", called.at, "", (called, *parts))

    def _send(
        self,
        node: Node,
        owner: Node | None,
        name: Node | None,
        given: Node | None,
        block: Node | None = None,
    ) -> Form:
        parts = (*self.given(given), *([self.form(block)] if block else []))
        at = self.place(name or node)
        if owner is None:
            called = Form("name", at, word(name))
            return Form("call", at, "", (called, *parts))
        return Form("send", at, word(name), (self.form(owner), *parts))

    def _new(self, node: Node, kind: Node | None, given: Node | None = None) -> Form:
        name = self.form(kind) if kind and kind.type != "generic_type" else None
        if name is None or name.kind == "other":
            name = Form("name", self.place(kind or node), word(kind).partition("<")[0])
        arguments = given if given is not None and "argument" in given.type else None
        return Form("new", name.at, "", (name, *self.given(arguments)))

    def given(self, node: Node | None) -> tuple[Form, ...]:
        """Arguments; a template after a function, as JavaScript allows, is one too."""
        if node is None:
            return ()
        return self.forms(node.named_children)

    def _attr(self, node: Node, owner: Node | None, name: Node | None) -> Form:
        if owner is None:
            return Form("name", self.place(name or node), word(name))
        form = self.make(node, "attr", owner, name=word(name))
        return form._replace(at=self.place(name or node))

    def _index(self, node: Node, owner: Node | None, key: Node | None) -> Form:
        return self.make(node, "index", owner, key)

    def _name(self, node: Node) -> Form:
        return Form("name", self.place(node), word(node))

    def _qualified(self, node: Node) -> Form:
        line, column = self.place(node)
        form: Form | None = None
        for name in word(node).split("\\"):
            if name and form is None:
                form = Form("name", (line, column), name)
            elif name and form:
                form = Form("attr", (line, column), name, (form,))
            column += len(name) + 1
        return form or Form("other", (line, column))

    # -- values

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
        return self.make(node, "joined", *inside)

    def _joined(self, node: Node) -> Form:
        operator = node.child_by_field_name("operator")
        adds = operator is None or operator.type in ("+", ".")
        return self.make(node, "joined" if adds else "other", *node.named_children)

    # -- maps and lists

    def _map(self, node: Node) -> Form:
        return self.make(node, "map", *node.named_children)

    def _list(self, node: Node) -> Form:
        form = self.make(node, "list", *node.named_children)
        alone = node.type == "expression_list" and len(form.parts) == 1
        return form.parts[0] if alone else form

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

    def _pattern(self, node: Node) -> Form:
        return self.make(node, "other")

    def _declare(
        self, node: Node, name: Node | None, value: Node | None, kind: Node | None
    ) -> Form:
        if value is not None:
            return self.make(node, "set", name, value)
        struct = Form("struct", self.place(node), word(kind).rpartition(".")[2])
        return Form("set", struct.at, "", (self.form(name), struct))

    def _struct(self, node: Node, kind: Node | None, body: Node | None) -> Form:
        listed = kind is not None and kind.type in TYPED
        inside = self.forms(body.named_children if body else [])
        if listed:
            return Form("list", self.place(node), "", inside)
        if kind is not None and kind.type == "map_type":
            return Form("map", self.place(node), "", inside)
        return Form("struct", self.place(node), word(kind), inside)
