"""The words of a command, as a shell hands them over, and what curl takes them for.

>>> split("-XPOST"), split("--data"), split("-u")
(('-X', 'POST'), ('--data', ''), ('-u', ''))
>>> apart("-sSfu"), apart("-G"), apart("-Gz")
(['-s', '-S', '-f', '-u'], ['-G'], ['-Gz'])
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from sandbox.languages.reading.made import Outside, Place
from sandbox.languages.reading.syntax.nodes import Placing, word

if TYPE_CHECKING:
    from tree_sitter import Node

ESCAPED = re.compile(r"\\(.)", re.DOTALL)
IN_DOUBLE = re.compile(r'\\(["\\$`])|\\\n')

VALUED = {
    "-X": "request", "--request": "request",
    "-u": "user", "--user": "user",
    "-H": "header", "--header": "header",
    "-d": "data", "--data": "data", "--data-raw": "data", "--data-binary": "data",
    "--data-ascii": "data", "-F": "data", "--form": "data",
    "--data-urlencode": "encoded",
    "--url": "url", "--oauth2-bearer": "bearer", "-K": "more", "--config": "more",
} | dict.fromkeys(
    "-o --output -A --user-agent -w --write-out -m --max-time --cacert --retry "
    "--retry-delay --retry-max-time --connect-timeout -D --dump-header -x --proxy "
    "-b --cookie -c --cookie-jar -e --referer -E --cert --cert-type --capath --resolve "
    "--proto --stderr --trace --trace-ascii --limit-rate --keepalive-time".split(),
    "",
)  # fmt: skip
"""Options that a value follows, and what it is for."""

FLAGS = frozenset(
    "-G --get -s --silent -S --show-error -i --include -I --head -v --verbose -k "
    "--insecure -L --location -f --fail --compressed --http1.1 -g --globoff -N "
    "--fail-with-body --fail-early --http2 --http3 --no-progress-meter --no-buffer "
    "--progress-bar -# -q --disable -O --remote-name -n --netrc -4 --ipv4 -6 --ipv6 "
    "--tlsv1.2 --tlsv1.3 --retry-all-errors --retry-connrefused --tcp-nodelay "
    "--location-trusted --create-dirs -J --remote-header-name".split()
)
"""Options that stand alone. Source for both: curl.se/docs/manpage.html"""


HEADERS = "-D"
"""Writes headers to a file; with a parameter behind it, it is a slip for -d."""

WRONG, MORE = "?", "..."
"""Stand among the flags where an option was none of curl's, and where a file or a shell
holds more than the command says."""

AT = re.compile(r"\"?\$(?:\{(\w+)\[[@*]\]\}|\{?[@*][:\d]*\}?)\"?")
"""All that an array holds, or that a function or a script was given."""


class Word(NamedTuple):
    """A word of a command, as the shell hands it over, and where it stands."""

    text: str
    at: Place


class Asked(NamedTuple):
    """The words of a command, sorted by what they are for."""

    urls: list[Word]
    sent: list[tuple[Word, str]]
    method: list[Word]
    keys: list[Word]
    headers: dict[str, Word]
    flags: set[str]


def keep(asked: Asked, use: str, given: Word) -> None:
    """Put the value of an option where it belongs."""
    if use == "header":
        name, _, value = given.text.partition(":")
        asked.headers[name.strip().lower()] = Word(value.strip(), given.at)
    elif use in ("data", "encoded"):
        asked.sent.append((given, use))
    elif use == "bearer":
        asked.headers["authorization"] = given
    elif use == "more":
        asked.flags.add(MORE)
    elif use:
        {"request": asked.method, "user": asked.keys, "url": asked.urls}[use].append(
            given
        )


def commands(root: Node) -> Iterator[Node]:
    """Every command, and what gives a variable a value, in their order."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.type in ("command", "variable_assignment"):
            yield node
        if node.type != "command":
            waiting += reversed(node.named_children)


def split(said: str) -> tuple[str, str]:
    """An option, and the value that is written right behind it."""
    short, value = said[:2], said[2:]
    if value and short in VALUED:
        return short, value
    return said, ""


def apart(said: str) -> list[str]:
    """Short options that are written as one; the last may have its value behind it."""
    options = []
    rest = said
    while rest[2:] and rest[:2] in FLAGS:
        options.append(rest[:2])
        rest = f"-{rest[2:]}"
    known = rest[:2] in VALUED or rest in FLAGS
    return [*options, rest] if known else [said]


Names = Mapping[str, str]
"""What the variables of a shell hold, as far as it is known."""

OPEN, CLOSE = "\ue000", "\ue001"
"""Stand around the name of a variable that nobody knows: no command has them."""

UNKNOWN = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
HELD = frozenset(
    "simple_expansion expansion command_substitution arithmetic_expansion".split()
)
"""The nodes of what a shell puts a value for."""


def text(node: Node | None, names: Names) -> str:
    """The text of a word, as the shell hands it over."""
    if node is None:
        return ""
    written = word(node)
    if node.type == "raw_string":
        return written[1:-1]
    if node.type == "string":
        return quoted(node, names)[1:-1]
    if node.type in HELD:
        return held(node, names)
    if node.type in ("concatenation", "command_name") and node.named_children:
        return "".join(text(part, names) for part in node.named_children)
    return ESCAPED.sub(lambda found: found[1].strip("\n"), written)


def quoted(node: Node, names: Names) -> str:
    """A text in double quotes, with them, and with what its variables hold."""
    raw, start, at = node.text or b"", node.start_byte, 0
    parts = []
    for inner in [one for one in node.named_children if one.type in HELD]:
        parts += [plain(raw[at : inner.start_byte - start]), held(inner, names)]
        at = inner.end_byte - start
    return "".join([*parts, plain(raw[at:])])


def plain(raw: bytes) -> str:
    """A part of a text in double quotes, without its escapes."""
    written = raw.decode("utf-8", "replace")
    return IN_DOUBLE.sub(lambda found: found[1] or "", written)


def held(node: Node, names: Names) -> str:
    """What a variable holds; its name between marks where nobody knows."""
    inside = [one for one in node.named_children if "variable_name" in one.type]
    name = word(inside[0]) if inside else ""
    whole = len(node.named_children) == 1
    return names[name] if whole and name in names else f"{OPEN}{name}{CLOSE}"


def shown(said: str) -> str:
    """A text as its author wrote it, for a message."""
    return UNKNOWN.sub(r"$\1", said)


def outside(value: Any, _: str) -> Any:
    """A value; one with what nobody knows in it comes from outside."""
    found = UNKNOWN.search(value) if isinstance(value, str) else None
    return Outside(found[1]) if found else value


class Variables:
    """What the variables of a shell hold, as one command comes after another."""

    def __init__(self, place: Placing) -> None:
        """None holds anything yet."""
        self.place = place
        self.names: dict[str, str] = {}
        self.arrays: dict[str, list[Word]] = {}

    def assign(self, node: Node) -> None:
        """A variable is given a value; one that a loop gives has none."""
        value = node.child_by_field_name("value")
        name = word(node.child_by_field_name("name"))
        if value is not None and value.type == "array":
            before = self.arrays.get(name, []) if "+=" in word(node) else []
            self.arrays[name] = before + self.words(value.named_children)
        else:
            self.names[name] = text(value, self.names)

    def words(self, nodes: Iterable[Node]) -> list[Word]:
        """Words, as the shell hands them over: an array is all that is in it."""
        words: list[Word] = []
        end = -1
        for one in nodes:
            all_, said = AT.fullmatch(word(one)), text(one, self.names)
            if all_:
                more = Word(MORE, self.place(one))
                words += self.arrays.get(all_[1] or "", [more])
            elif one.start_byte == end:  # the grammar takes the 1 off $API/$1
                before = words[-1].text.removesuffix("$")
                words[-1] = words[-1]._replace(text=f"{before}{OPEN}{said}{CLOSE}")
            else:
                words.append(Word(said, self.place(one)))
            end = one.end_byte
        return words
