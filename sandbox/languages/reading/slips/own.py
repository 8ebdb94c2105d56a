"""What one language's own compiler refuses, and its grammar takes in silence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from sandbox.languages.reading.slips.compiling import compiled
from sandbox.languages.reading.slips.slip import Mend, Slip, short
from sandbox.languages.reading.slips.text import Text
from sandbox.languages.reading.syntax.nodes import word

if TYPE_CHECKING:
    from tree_sitter import Node

FUNCTIONS = frozenset(
    "function_expression function_declaration arrow_function method_definition".split()
)
"""JavaScript's nodes that an `await` can stand in."""

KEYED = ("pair", "keyed_element", "keyword_argument")
"""What gives a value by a key, in Ruby, Go and Python."""


def no_comma(text: Text) -> Iterator[Slip]:
    """Go: what stands last in a line before the closing bracket has a comma too."""
    for node in text.nodes("literal_value", "argument_list", "parameter_list"):
        _, *inside, closer = [one for one in node.children if one.type != "comment"]
        last = inside[-1] if inside else closer
        if last.type != "," and last.end_point[0] < closer.start_point[0]:
            place = text.end(last)
            message = f"Go wants a comma here, as {word(closer)} is in another line."
            hint = f"Put , after {short(word(last))}."
            yield Slip(*place, message, hint, (Mend(*place, ","),))


def late_operator(text: Text) -> Iterator[Slip]:
    """Go: a line that could end ends; what goes on in the next is another statement."""
    for node in text.nodes("binary_expression"):
        left, operator = node.children[:2]
        if left.end_point[0] < operator.start_point[0]:
            yield late(text, left, word(operator))
    for node in text.nodes("expression_statement"):
        unary, before = node.children[0], node.prev_named_sibling
        if unary.type == "unary_expression" and before and word(unary)[0] in "+-*&":
            yield late(text, before, word(unary)[0])


def late(text: Text, before: Node, sign: str) -> Slip:
    """The slip of what stands in the line after the one where it belongs."""
    message = f"Go ends the statement here, before the {sign} of the next line."
    comma = "Put , at the end of this line, or move & there."
    hint = comma if sign == "&" else f"Move {sign} to the end of this line."
    return Slip(*text.end(before), message, hint)


def late_brace(text: Text) -> Iterator[Slip]:
    """Go: the brace of a block stands in the line of what it belongs to."""
    for node in text.nodes("block", "literal_value"):
        before, parent = node.prev_sibling, node.parent
        if before is None or parent is None or before.type == "comment":
            continue
        alone = parent.type in ("statement_list", "source_file")
        bare = before.type == "function_declaration" and before.children[-1]
        if alone and not (bare and bare.type != "block"):
            continue
        if before.end_point[0] < node.start_point[0]:
            yield late(text, before, "{")


def long_character(text: Text) -> Iterator[Slip]:
    """Java: single quotes hold one character; text takes double ones."""
    for node in text.nodes("character_literal"):
        inside = word(node)[1:-1]
        if len(inside) > 1 and not inside.startswith("\\"):
            line, column = text.start(node)
            mends = (
                Mend(line, column, '"', "'"),
                Mend(line, column + len(inside) + 1, '"', "'"),
            )
            message = "Java holds one character in single quotes, and here are more."
            plain = '"' not in inside
            yield Slip(
                line, column, message, 'Write " instead.', mends if plain else ()
            )


def declared_twice(text: Text) -> Iterator[Slip]:
    """JavaScript: `const` and `let` name a thing once in a block."""
    for block in text.nodes("program", "statement_block"):
        seen: dict[str, bool] = {}
        for declaration in block.named_children:
            fixed = declaration.type == "lexical_declaration"
            if not fixed and declaration.type != "variable_declaration":
                continue
            for name in names_of(declaration):
                named = word(name)
                if named in seen and (fixed or seen[named]):
                    message = f"{named} is declared here for the second time."
                    hint = f"Leave the const or let out, or give {named} another name."
                    yield Slip(*text.start(name), message, hint)
                seen[named] = fixed or seen.get(named, False)


def names_of(declaration: Node) -> Iterator[Node]:
    """The plain names that a declaration declares."""
    for declarator in declaration.named_children:
        name = declarator.child_by_field_name("name")
        if name and name.type == "identifier":
            yield name


def plain_await(text: Text) -> Iterator[Slip]:
    """JavaScript: `await` stands in an `async` function, or in none."""
    for node in text.nodes("await_expression"):
        around = node.parent
        while around and around.type not in FUNCTIONS:
            around = around.parent
        if around and not any(child.type == "async" for child in around.children):
            message = "await stands in a function that is not async."
            hint = f"Put async before the function of line {around.start_point[0] + 1}."
            yield Slip(*text.start(node), message, hint)


def comma_twice(text: Text) -> Iterator[Slip]:
    """JavaScript: between two arguments, or two properties, there is one comma."""
    for node in text.nodes("arguments", "object"):
        for before, comma in pairwise(node.children):
            if before.type == comma.type == ",":
                place = text.start(comma)
                mend = (Mend(*place, "", ","),)
                yield Slip(*place, ", is too much here.", "Take , away.", mend)


def key_twice(text: Text) -> Iterator[Slip]:
    """Ruby, Go and Python: a key is given once. Ruby only warns, but one is lost."""
    for group in text.nodes("hash", "argument_list", "literal_value"):
        seen: set[str] = set()
        for pair in group.named_children:
            if pair.type in KEYED:
                key = word(pair.children[0]).strip("\"':")
                if key in seen:
                    message = f"The key {key} stands here for the second time."
                    yield Slip(*text.start(pair), message, f"Keep one {key}.")
                seen.add(key)


def refused(text: Text) -> Iterator[Slip]:
    """Python: what its own compiler refuses."""
    error = None if text.tree.root_node.has_error else compiled(text.code, text.tree)
    if error:
        lines = text.code.split("\n")
        line = min(max(error.lineno or 1, 1), len(lines))
        column = min(max(error.offset or 1, 1), len(lines[line - 1]) + 1)
        yield Slip(line, column, f"Python refuses this: {error.msg}.", "")
