"""What the code says of where each of its rules is known from.

>>> [rule.source for rule in rules() if rule.name == "check_digit_fits"]
['ISO/IEC 7812-1, the check digit']
"""

import ast
import inspect
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from sandbox.operations import CATALOGUE, Operation

PACKAGE = Path(__file__).parents[1]
WITH_TABLES = ("domain", "request", "resources")
"""Folders whose tables may have a column that names the source of each row."""

STATED = re.compile(
    r"\b(Source|Assumed): (\S.*?)(?=\n\s*\n|\s(?:Source|Assumed|Raises):|\Z)", re.DOTALL
)
EXAMPLE = re.compile(r"^ *>>> .*$", re.MULTILINE)
SHOWN = 3
"""Fields of a row that name it, where its table does not."""


class Rule(NamedTuple):
    """Something that the real API does, or is taken to do, and where that is known.

    `name` is the function, the constant or the row of a table that says so, `says` the
    first line of what it says; `kind` is Source where it is published, Assumed where it
    is not, and nothing where that had to be said and is not.
    """

    file: str
    line: int
    name: str
    says: str
    kind: str
    source: str


def rules(package: Path = PACKAGE) -> list[Rule]:
    """Every rule of a package, in the order of its files and lines."""
    return [rule for rule in found(package) if rule.kind]


def unfounded(
    package: Path = PACKAGE, operations: Iterable[Operation] = CATALOGUE
) -> list[Rule]:
    """What names no source, and has to: rows of tables, and the real API's operations.

    An operation does so in the docstring of what answers it.
    """
    return [rule for rule in found(package) if not rule.kind] + [
        Rule(*place(operation.handler), str(operation), operation.summary, "", "")
        for operation in operations
        if operation.modelled
        and not any(statements(inspect.getdoc(operation.handler) or ""))
    ]


def place(handler: Any) -> tuple[str, int]:
    """Where a handler stands: its file and its line."""
    code = handler.__code__
    file = Path(code.co_filename).relative_to(PACKAGE.parent).as_posix()
    return file, code.co_firstlineno


@cache
def found(package: Path) -> list[Rule]:
    """The rules of a package, and the rows of its tables that had to be such."""
    paths = sorted(package.rglob("*.py"), key=lambda path: path.as_posix())
    return [rule for path in paths for rule in in_module(path, package)]


def in_module(path: Path, package: Path) -> list[Rule]:
    """The rules of one module: those that its texts say, and the rows of its tables."""
    inside = path.relative_to(package)
    file = (package.name / inside).as_posix()
    tree = ast.parse(path.read_text("utf-8"))
    here = [
        Rule(file, line, name, says, kind, source)
        for name, line, text in texts(tree)
        for says, kind, source in statements(text)
    ]
    if inside.parts[0] in WITH_TABLES:
        dotted = ".".join([package.name, *inside.with_suffix("").parts])
        module = import_module(dotted.removesuffix(".__init__"))
        here += [
            Rule(file, line, name, "", kind, source)
            for name, line, row in rows(tree, module)
            for _, kind, source in list(statements(str(row.source))) or [("", "", "")]
        ]
    return sorted(here, key=lambda rule: rule.line)


def statements(text: str) -> Iterator[tuple[str, str, str]]:
    """What a text says first, with each thing it says of where that is known from.

    An example in it says nothing.

    >>> list(statements("A charge. Source: docs.stripe.com/api"))
    [('A charge.', 'Source', 'docs.stripe.com/api')]
    """
    text = EXAMPLE.sub("", text)
    says = re.split(STATED, text.partition("\n")[0])[0].strip()
    for kind, source in STATED.findall(text):
        yield says, kind, " ".join(source.split())


def texts(node: ast.AST, prefix: str = "") -> Iterator[tuple[str, int, str]]:
    """Each docstring below a node: of what, in which line, and the text.

    A text right below a constant is its docstring.
    """
    if isinstance(node, ast.Module) and (text := ast.get_docstring(node)):
        yield "", 1, text
    before: ast.AST = node
    for child in ast.iter_child_nodes(node):
        match before, child:
            case _, ast.FunctionDef() | ast.ClassDef():
                name = prefix + child.name
                if text := ast.get_docstring(child):
                    yield name, child.lineno, text
                yield from texts(child, f"{name}.")
            case (
                ast.Assign() | ast.AnnAssign(),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                name = prefix + ", ".join(targets(before))
                yield name, before.lineno, inspect.cleandoc(text)
        before = child


def targets(node: ast.Assign | ast.AnnAssign) -> list[str]:
    """The names that an assignment gives."""
    named = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [ast.unparse(name).strip("()") for name in named]


def rows(tree: ast.Module, module: ModuleType) -> Iterator[tuple[str, int, Any]]:
    """Each row of the tables of a module, once: its name, its line and the row."""
    seen: set[int] = set()
    for node in tree.body:
        if not isinstance(node, ast.Assign | ast.AnnAssign):
            continue
        for name in targets(node):
            table = entries(getattr(module, name, None))
            lines = row_lines(node, len(table))
            for (key, row), line in zip(table, lines, strict=True):
                if id(row) not in seen:
                    seen.add(id(row))
                    yield f"{name}, {label(key, row)}", line, row


def entries(table: Any) -> list[tuple[Any, Any]]:
    """The rows of a table with their keys, when a column of it names their sources."""
    pairs = []
    if isinstance(table, dict):
        pairs = list(table.items())
    elif isinstance(table, list | tuple):
        pairs = [(None, row) for row in table]
    columns = (getattr(row, "_fields", ()) for _, row in pairs)
    return pairs if all("source" in fields for fields in columns) else []


def row_lines(node: ast.Assign | ast.AnnAssign, number: int) -> list[int]:
    """The lines of the rows of a table, as far as it is written out."""
    for inner in ast.walk(node):
        parts = getattr(inner, "elts", None) or getattr(inner, "values", None) or []
        if len(parts) == number:
            return [part.lineno for part in parts]
    return [node.lineno] * number


def label(key: Any, row: Any) -> str:
    """What to call a row: its key, or the first texts that it holds."""
    if isinstance(key, str):
        return key
    held = [value for value in row if isinstance(value, str) and value != row.source]
    return " ".join(held[:SHOWN])
