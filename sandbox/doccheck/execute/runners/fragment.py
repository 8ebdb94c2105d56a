"""Fragments of Go: package, imports and main around them, no line moved.

>>> sdk = Packages(Path("absent"), "example.com/stripe", Path("absent"))
>>> print(whole('stripe.Key = "sk_test_123"', sdk))
package main; import ("example.com/stripe"); func main() { stripe.Key = "sk_test_123"
}
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sandbox.languages.reading.syntax.grammars import parse, source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

LONGER = {"http": "net/http", "json": "encoding/json"}
"""Packages of Go's own library with a longer name, which snippets use."""

USES = {"selector_expression": "operand", "qualified_type": "package"}
DECLARES = {"short_var_declaration": "left", "range_clause": "left", "var_spec": "name"}


class Packages(NamedTuple):
    """What can be imported: the SDK's folder and name, and Go's own library."""

    sdk: Path
    name: str
    own: Path

    def path(self, name: str) -> str | None:
        """What is imported for a name; None for one of nobody's."""
        if name == "stripe":
            return self.name
        for found in (self.sdk / name, *sorted(self.sdk.glob(f"*/{name}"))):
            if any(found.glob("*.go")):
                return f"{self.name}/{found.relative_to(self.sdk).as_posix()}"
        longer = LONGER.get(name, name)
        return longer if (self.own / longer).is_dir() else None


def whole(code: str, packages: Packages) -> str:
    """A program that has each line of a snippet where it stood."""
    root, text = parse(code, "go").root_node, source(code).decode()
    kinds = [child.type for child in root.children]
    if "package_clause" in kinds:
        return text
    given = [child for child in root.children if child.type == "import_declaration"]
    imported = b" ".join(child.text or b"" for child in given).decode()
    needed = [path for path in needs(root, packages) if f'"{path}"' not in imported]
    header = "; ".join(f'"{path}"' for path in needed)
    start = f"package main; import ({header}); "
    if "function_declaration" in kinds:
        return start + text  # it has a main of its own
    used = "".join(f"_ = {name}\n" for name in declared(root.children))
    here = given[-1].end_byte if given else 0
    before, after = text.encode()[:here].decode(), text.encode()[here:].decode()
    begins = "; func main() { " if given else "func main() { "
    return f"{start}{before}{begins}{after}{used}}}"


def needs(root: Node, packages: Packages) -> list[str]:
    """What has to be imported for the names that a snippet uses but does not make."""
    made: dict[str, int] = {}
    for node in below(root):
        for name in names(node):
            made.setdefault(name, node.end_byte)
    found: set[str] = set()
    for node in below(root):
        inner = node.child_by_field_name(USES.get(node.type, ""))
        if inner is None or inner.type not in ("identifier", "package_identifier"):
            continue
        name = (inner.text or b"").decode()
        if inner.start_byte < made.get(name, inner.end_byte):
            found |= {path for path in [packages.path(name)] if path}
    return sorted(found)


def declared(nodes: list[Node]) -> Iterator[str]:
    """The variables that stand by themselves: documentation rarely uses them all."""
    for node in nodes:
        if node.type in ("short_var_declaration", "var_declaration"):
            made = (name for one in below(node) for name in names(one))
            yield from (name for name in dict.fromkeys(made) if name != "_")


def names(node: Node) -> Iterator[str]:
    """The names that this very node makes."""
    field = DECLARES.get(node.type)
    for child in node.children_by_field_name(field) if field else ():
        inner = child.named_children if child.type == "expression_list" else [child]
        yield from ((one.text or b"").decode() for one in inner)


def below(node: Node) -> Iterator[Node]:
    """A node, and every one in it."""
    yield node
    for child in node.named_children:
        yield from below(child)
