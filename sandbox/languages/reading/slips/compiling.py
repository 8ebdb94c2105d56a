"""Python's own compiler, asked about the grammar alone; and the Python of long ago.

>>> from sandbox.languages.reading.syntax.grammars import parse
>>> code = "f(a=1, 2)"
>>> compiled(code, parse(code, "python")).lineno
1
"""

from __future__ import annotations

import ast
import re
import warnings
from typing import TYPE_CHECKING

from sandbox.languages.reading.problems import Problem

if TYPE_CHECKING:
    from tree_sitter import Node, Tree

FLAGS = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
"""Nothing is compiled to be run; pages leave the function around an `await` out."""


def compiled(code: str, tree: Tree) -> SyntaxError | None:
    """What the compiler says against some code, statements of Python 2 aside."""
    text = code.encode("utf-8", "replace").decode()
    for start, end in sorted(old_ways(tree), reverse=True):
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


def old_ways(tree: Tree) -> list[tuple[int, int]]:
    """Where, in bytes, statements are written that only Python 2 has."""
    return [(start, end) for start, end, _ in old_statements(tree)]


def old_statements(tree: Tree) -> list[tuple[int, int, Node]]:
    """The statements of Python 2: `print x`, `exec x`, `except Error, e`."""
    found, waiting = [], [tree.root_node]
    while waiting:
        node = waiting.pop()
        waiting += node.children
        if node.type in ("print_statement", "exec_statement"):
            found.append((node.start_byte, node.end_byte, node))
        if node.type == "except_clause":
            commas = [child for child in node.children if child.type == ","]
            found += [(comma.start_byte, comma.end_byte, node) for comma in commas]
    return found


def notes(code: str, language: str, tree: Tree) -> list[Problem]:
    """What is no slip, but tells how old a page is: the statements of Python 2."""
    if language != "python":
        return []
    lines = code.split("\n")
    return [
        Problem(
            node.start_point[0] + 1,
            len((re.match(r"\s*", lines[node.start_point[0]]) or [""])[0]) + 1,
            "syntax",
            f"{node.type.split('_')[0]} is written as Python 2 had it.",
            "Write it as Python 3 has it.",
        )
        for _, _, node in sorted(old_statements(tree), key=lambda found: found[0])
    ]
