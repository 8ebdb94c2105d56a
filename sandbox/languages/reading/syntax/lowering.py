"""A syntax tree as a small program: every grammar's nodes, said in one form.

>>> from sandbox.languages.reading.syntax.grammars import parse
>>> code = "charge.capture(amount=5)"
>>> seq = lower(parse(code, "python"), code, "python")
>>> sent = seq.parts[0]
>>> sent.kind, sent.name, [part.kind for part in sent.parts]
('send', 'capture', ['name', 'pair'])
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sandbox.languages.reading.syntax.failing import Failing
from sandbox.languages.reading.syntax.form import Form
from sandbox.languages.reading.syntax.nodes import word

if TYPE_CHECKING:
    from tree_sitter import Node, Tree

CONVERSIONS = frozenset("string int int64 str String Number".split())
"""Functions that give back what they are given, in another type."""

HERITAGE = frozenset("superclass superclasses base_clause class_heritage".split())
WORD = re.compile(r"\w+")
"""What a class has more from, and the names in it."""

TARGETS = frozenset("name set list map splat".split())
"""Kinds of forms that can be given a value."""


def lower(tree: Tree, code: str, language: str) -> Form:
    """The program of the tree that a piece of code has."""
    return Lowering(code, language).form(tree.root_node)


class Lowering(Failing):
    """Says statements, calls and names in the small form."""

    def _import(self, node: Node, *_: Node | None) -> Form:
        return Form("import", self.place(node), word(node))

    def _same(self, _: Node, inner: Node | None) -> Form:
        return self.form(inner)

    def _set(self, node: Node, target: Node | None, value: Node | None = None) -> Form:
        form = self.make(node, "set", target, value)
        to, *given = form.parts or (form,)
        sign = word(node.child_by_field_name("operator"))
        if sign not in ("", "=", ":="):
            sum_ = Form("joined", form.at, sign, (to, *given))
            return form._replace(parts=(to, sum_))
        by_name = to.kind == "name" and self.language != "ruby"
        if by_name and given and given[0].kind == "fn":
            named = given[0]._replace(name=to.name)
            return form._replace(parts=(to, named))
        return form

    def _each(
        self,
        node: Node,
        one: Node | None,
        many: Node | None,
        body: Node | None = None,
    ) -> Form:
        return self.make(node, "each", one, many, body)

    def _comprehension(self, node: Node, body: Node | None) -> Form:
        """What is done for each, which Python says before it says of what."""
        form = self.form(body)
        for clause in reversed(node.named_children[1:]):
            inner = self.form(clause)
            form = inner._replace(parts=(*inner.parts, form))
        return form

    def _fn(
        self,
        node: Node,
        takes: Node | None,
        body: Node | None,
        name: Node | None = None,
    ) -> Form:
        takes = takes or node.child_by_field_name("parameter")
        owner = self.takes(node.child_by_field_name("receiver"))
        given = (*owner, *self.takes(takes))
        does = self.form(body)
        if does.kind == "fn":  # the block of Ruby's lambda
            does = does.parts[0]
        form = Form("fn", self.place(node), word(name), (does, *given))
        first = given[0].name if given else ""
        return form._replace(value=bool(owner) or first in ("self", "cls"))

    def _constructor(self, node: Node, takes: Node | None, body: Node | None) -> Form:
        return self._fn(node, takes, body)._replace(name="constructor")

    def takes(self, node: Node | None) -> tuple[Form, ...]:
        """The targets of what a function is given: names, or patterns of them."""
        if node is None:
            return ()
        if node.type in ("identifier", "variable_name"):
            return (self.form(node),)
        found: list[Form] = []
        for one in node.named_children:
            names = one.children_by_field_name("name")
            found += self.forms(names if len(names) > 1 else [one])
        return tuple(form for form in found if form.kind in TARGETS)

    def _take(self, node: Node, name: Node | None, value: Node | None = None) -> Form:
        if value is None:
            return self.form(name)
        return self.make(node, "set", name, value, name=word(name))

    def _rest(self, node: Node, name: Node | None) -> Form:
        return self.make(node, "splat", name, name="**")

    def _either(
        self, node: Node, asked: Node | None, one: Node | None, other: Node | None
    ) -> Form:
        return self.make(node, "either", asked, one or asked, other)

    def _promoted(self, node: Node, name: Node | None, value: Node | None) -> Form:
        """What PHP's constructor is given, and keeps."""
        return self._take(node, name, value)._replace(value=True)

    def _class(self, node: Node, name: Node | None, body: Node | None) -> Form:
        form = self.make(node, "class", body, name=word(name))
        above = [one for one in node.children if one.type in HERITAGE]
        named = WORD.findall(word(above[0])) if above else [""]
        return form._replace(value=named[-1])

    def _typed(self, node: Node, kind: Node | None) -> Form:
        form = self._seq(node)
        name = word(kind).partition("<")[0]
        told = Form("type", self.place(kind or node), name)
        return form._replace(parts=(told, *form.parts))

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

    def _referred(
        self, node: Node, owner: Node | None, name: Node | None = None
    ) -> Form:
        form = self.make(node, "referred", owner, name=word(name))
        return form._replace(at=self.place(name or node))

    def _new(self, node: Node, kind: Node | None, given: Node | None = None) -> Form:
        name = self.form(kind) if kind and kind.type != "generic_type" else None
        if name is None or name.kind == "other":
            name = Form("name", self.place(kind or node), word(kind).partition("<")[0])
        arguments = given if given is not None and "argument" in given.type else None
        own = any(one.type == "class_body" for one in node.named_children)
        return Form("new", name.at, "", (name, *self.given(arguments)), own)

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
