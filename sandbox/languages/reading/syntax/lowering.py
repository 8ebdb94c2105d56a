"""A syntax tree as a small program: every grammar's nodes, said in one form.

>>> from sandbox.languages.reading.syntax.grammars import parse
>>> code = "charge.capture(amount=5)"
>>> seq = lower(parse(code, "python"), code, "python")
>>> sent = seq.parts[0]
>>> sent.kind, sent.name, [part.kind for part in sent.parts]
('send', 'capture', ['name', 'pair'])
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.languages.reading.syntax.form import Form
from sandbox.languages.reading.syntax.literals import Literals
from sandbox.languages.reading.syntax.nodes import names, word

if TYPE_CHECKING:
    from tree_sitter import Node, Tree

CONVERSIONS = frozenset("string int int64 str String Number".split())
"""Functions that give back what they are given, in another type."""


def lower(tree: Tree, code: str, language: str) -> Form:
    """The program of the tree that a piece of code has."""
    return Lowering(code, language).form(tree.root_node)


class Lowering(Literals):
    """Says statements, calls and names in the small form."""

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

    def _set(self, node: Node, target: Node | None, value: Node | None = None) -> Form:
        return self.make(node, "set", target, value)

    def _catch(self, node: Node, name: Node | None, body: Node | None) -> Form:
        bound = [self.make(node, "set", name)] if name else []
        return Form("seq", self.place(node), "", (*bound, self.form(body)))

    def _try(self, node: Node) -> Form:
        form = self._other(node)
        handlers = [one for one in node.named_children if one.type == "except_clause"]
        if len(handlers) != 1:
            return form
        error = word(handlers[0].named_children[0]).partition(" as ")[0]
        return form._replace(kind="try", name=error.rpartition(".")[2])

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

    def _typed(self, node: Node, kind: Node | None) -> Form:
        form = self._seq(node)
        name = word(kind).partition("<")[0]
        told = Form("type", self.place(kind or node), name)
        return form._replace(parts=(told, *form.parts))

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
