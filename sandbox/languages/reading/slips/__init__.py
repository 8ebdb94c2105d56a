"""Slips of syntax: where code really breaks its grammar, and how to mend it.

>>> from sandbox.languages.reading.syntax.grammars import parse
>>> code = "$customer->save()"
>>> slips(code, "php", parse(code, "php"))[0].hint
'Put ; after $customer->save().'
>>> mends(code, "php")
[Mend(line=1, column=18, insert=';', remove='')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.languages.reading.problems import Problem
from sandbox.languages.reading.slips.compiling import notes
from sandbox.languages.reading.slips.mending import broken
from sandbox.languages.reading.slips.slip import Mend, Slip, mended
from sandbox.languages.reading.slips.tolerated import tolerated
from sandbox.languages.reading.syntax.grammars import parse

if TYPE_CHECKING:
    from tree_sitter import Tree

__all__ = ["Mend", "mended", "mends", "notes", "slips"]


def slips(code: str, language: str, tree: Tree) -> list[Problem]:
    """Where code breaks the grammar of its language, by line; none where it is sound.

    The place is that of the token which is missing or too much. What the grammar takes
    in silence, but not the language's own compiler, is a slip too.
    Raises: nothing, for any text.
    """
    return [
        Problem(slip.line, slip.column, "syntax", slip.message, slip.hint)
        for slip in found(code, language, tree)
    ]


def mends(code: str, language: str) -> list[Mend]:
    """The changes that mend all the slips in code; none where one is unsure.

    Each names a place in the code as it is: see `mended`.
    """
    every = found(code, language, parse(code, language))
    if not all(slip.mends for slip in every):
        return []
    changes = sorted({mend for slip in every for mend in slip.mends})
    whole = mended(code, changes)
    return [] if found(whole, language, parse(whole, language)) else changes


def found(code: str, language: str, tree: Tree) -> list[Slip]:
    """The slips of code: those that the grammar takes, and what is broken beside them.

    A quote or a blank that only looks right breaks what follows: that is mended first.
    """
    first = tolerated(code, language, tree)
    if not tree.root_node.has_error:
        return first
    rest = mended(code, [mend for slip in first for mend in slip.mends])
    left = tree if rest == code else parse(rest, language)
    if not left.root_node.has_error:
        return sorted({*first, *tolerated(rest, language, left)})
    return sorted({*first, *broken(rest, language, left)})
