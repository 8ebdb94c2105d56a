"""The grammars of the seven languages, and the trees that they make.

>>> parse("stripe.Charge.list()", "python").root_node.type
'module'
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

from sandbox.errors import NotInstalled

if TYPE_CHECKING:
    from collections.abc import Callable

    import tree_sitter

    Reads = Callable[[int, tree_sitter.Point], bytes]

GRAMMARS = {
    "curl": ("tree_sitter_bash", "language"),
    "ruby": ("tree_sitter_ruby", "language"),
    "python": ("tree_sitter_python", "language"),
    "php": ("tree_sitter_php", "language_php_only"),
    "java": ("tree_sitter_java", "language"),
    "node": ("tree_sitter_javascript", "language"),
    "go": ("tree_sitter_go", "language"),
}
"""Where each grammar comes from: a package, and a function of it."""

PIECE = 4
"""Bytes that a grammar is given at a time: any character, or four letters."""

KEPT: dict[bytes, bytes] = {}
MOST_KEPT = 50_000
"""The pieces that were given, each one once, and how many of them at most.

tree-sitter 0.26 never lets go of what it was given by a function. As the same pieces
come again and again, nothing piles up over the thousands of parses of a long run.
"""

CHARACTER = re.compile(rb"[^\x80-\xbf]?[\x80-\xbf]*")
"""A character of UTF-8, or what is left of one."""

MOST_TRIES, CHARACTERS_PER_TRY = 500, 20
"""When to give up. A person's code takes one try in a hundred characters."""

MANIFOLD = {"java": b"<"}
"""What a grammar follows in two ways at once, and keeps all of both to the end.

Ten thousand in one expression take it a gigabyte; a person writes fewer than tries.
"""


@lru_cache(maxsize=len(GRAMMARS))
def parser(language: str) -> tree_sitter.Parser:
    """What parses a language.

    Raises: NotInstalled, which says what to install.
    """
    package, function = GRAMMARS[language]
    try:
        import tree_sitter

        grammar = getattr(import_module(package), function)()
    except ImportError as error:
        message = (
            f"Reading {language} needs {package.replace('_', '-')}. Install it with "
            "pip install 'sources-sandbox[check]'."
        )
        raise NotInstalled(message) from error
    return tree_sitter.Parser(tree_sitter.Language(grammar))


def parse(code: str, language: str) -> tree_sitter.Tree:
    """The tree of a piece of code; with a last newline, which Go's grammar needs.

    Half of a surrogate pair, which no file holds, is read as a question mark.
    Raises: Tangled where a grammar would try for too long, or take too much memory.
    """
    text, tried = source(code), 0
    most = MOST_TRIES + len(text) // CHARACTERS_PER_TRY
    sign = MANIFOLD.get(language)
    if sign and text.count(sign) > most:
        raise Tangled

    def enough(*_: int) -> bool:
        nonlocal tried
        tried += 1
        return tried > most

    try:
        reads = cast("Reads", pieces(text).get)  # at every offset there is something
        return parser(language).parse(reads, progress_callback=enough)
    except BaseException as error:  # Ctrl-C too: the next text is not this one's rest
        parser(language).reset()
        if isinstance(error, ValueError):
            raise Tangled from error
        raise


def pieces(text: bytes) -> dict[int, bytes]:
    r"""What comes at each offset of a text, and nothing at its end.

    A tree asks for it whenever a node is to say its words. No code of ours may run
    then: tree-sitter 0.26 crashes when Ctrl-C comes in between.

    >>> pieces(b"a = 1\n")
    {0: b'a = ', 1: b' = 1', 2: b'= 1\n', 3: b' 1\n', 4: b'1\n', 5: b'\n', 6: b''}
    """
    return {at: piece(text, at) for at in range(len(text) + 1)}


def piece(text: bytes, offset: int) -> bytes:
    r"""The next bytes of a text; where enough are kept, to the end of a character.

    >>> piece(b"create()", 2), piece("größe".encode(), 2)
    (b'eate', b'\xc3\xb6\xc3\x9f')
    """
    given = text[offset : offset + PIECE]
    if len(KEPT) >= MOST_KEPT and given not in KEPT:
        given = CHARACTER.findall(given)[0]
    return KEPT.setdefault(given, given)


class Tangled(ValueError):  # noqa: N818 - it says what the code is
    """Code of which a grammar can make nothing, however long it tries."""


def source(code: str) -> bytes:
    """The bytes that are parsed."""
    return (code.rstrip("\n") + "\n").encode("utf-8", "replace")
