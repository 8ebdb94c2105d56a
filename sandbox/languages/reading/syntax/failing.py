"""Statements one after another, and what is done only where something failed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sandbox.languages.reading.syntax.form import Form
from sandbox.languages.reading.syntax.literals import Literals
from sandbox.languages.reading.syntax.nodes import word

if TYPE_CHECKING:
    from tree_sitter import Node

ERROR = re.compile(r"\w*(?:Error|Exception)\b(?![\\.:])")
"""A class of errors, without what it is inside of."""

FAILED = re.compile(
    r"\(?(?P<sound>!)?(?:\w*[eE]rr(?:or)?|e)"
    r"(?: ?(?P<how>[!=])==? ?(?:nil|null|undefined))?\)?"
)
"""A condition that asks whether there is an error."""


class Failing(Literals):
    """Says statements in the small form, apart from what is for failures alone."""

    def _seq(self, node: Node) -> Form:
        return self.make(node, "seq", *node.named_children)

    def _other(self, node: Node) -> Form:
        return self.make(node, "other", *node.named_children)

    _skip = _other

    def _try(self, node: Node) -> Form:
        form = self._seq(node)
        errors = [part.name for part in form.parts if part.kind == "except"]
        if not errors:
            return form
        return form._replace(kind="try", name=errors[0] if len(errors) == 1 else "")

    def _except(
        self,
        node: Node,
        error: Node | None,
        name: Node | None = None,
        body: Node | None = None,
    ) -> Form:
        found = ERROR.findall(word(error))
        caught = found[0] if len(found) == 1 else ""
        if body is None:
            return self.make(node, "except", *node.named_children, name=caught)
        bound = [self.make(node, "set", name)] if name else []
        return Form("except", self.place(node), caught, (*bound, self.form(body)))

    def _rescued(self, node: Node, body: Node | None, handler: Node | None) -> Form:
        other = Form("except", self.place(node), "", (self.form(handler),))
        return Form("try", self.place(node), "", (self.form(body), other))

    def _if(
        self, node: Node, asked: Node | None, then: Node | None, other: Node | None
    ) -> Form:
        form = self._other(node)
        found = FAILED.fullmatch(word(asked))
        failed = other if found and (found["sound"] or found["how"] == "=") else then
        if not found or failed is None:
            return form
        at = self.place(failed)
        parts = [
            Form("except", at, "", (part,)) if part.at == at else part
            for part in form.parts
        ]
        return form._replace(parts=tuple(parts))
