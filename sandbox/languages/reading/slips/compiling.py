"""Python's own compiler, asked about the grammar alone; and the Python of long ago.

>>> from sandbox.languages.reading.syntax.grammars import parse
>>> code = "f(a=1, 2)"
>>> compiled(code, parse(code, "python")).lineno
1
"""

from __future__ import annotations

import ast
import warnings
from typing import TYPE_CHECKING

from sandbox.languages.reading.problems import Problem
from sandbox.languages.reading.syntax.nodes import Placing

if TYPE_CHECKING:
    from tree_sitter import Node, Tree

FLAGS = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
"""Nothing is compiled to be run; pages leave the function around an `await` out."""


def compiled(code: str, tree: Tree) -> SyntaxError | None:
    """What the compiler says against some code, statements of Python 2 aside."""
    text = code.encode("utf-8", "replace").decode()
    for start, end, _ in reversed(old_statements(tree)):
        text = without(text, start, end)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(text, "<snippet>", "exec", flags=FLAGS)
    except SyntaxError as error:
        return error
    except (ValueError, RecursionError, MemoryError) as error:
        return SyntaxError(str(error) or "it is nested too deeply")
    return None


def without(text: str, start: int, end: int) -> str:
    """Code, with a part of it that Python 3 lacks written so that it takes it."""
    raw = text.encode()
    part = raw[start:end].decode()
    new = " as " if part.startswith(",") else "pass" + "\n" * part.count("\n")
    return raw[:start].decode() + new + raw[end:].decode()


def old_statements(tree: Tree) -> list[tuple[int, int, Node]]:
    """The statements of Python 2, in order: `print x`, `exec x`, `except Error, e`.

    Each with the part of it, in bytes, that Python 3 does not take.
    """
    found, waiting = [], [tree.root_node]
    while waiting:
        node = waiting.pop()
        waiting += node.children
        if node.type in ("print_statement", "exec_statement"):
            found.append((node.start_byte, node.end_byte, node))
        if node.type == "except_clause":
            commas = [child for child in node.children if child.type == ","]
            found += [(comma.start_byte, comma.end_byte, node) for comma in commas]
    return sorted(found, key=lambda one: one[0])


def notes(code: str, language: str, tree: Tree) -> list[Problem]:
    """What is no slip, but tells how old a page is: the statements of Python 2."""
    if language != "python":
        return []
    place = Placing(code)
    return [
        Problem(
            *place(node),
            "syntax",
            f"{node.type.split('_')[0]} is written as Python 2 had it.",
            "Write it as Python 3 has it.",
        )
        for _, _, node in old_statements(tree)
    ]
