r"""curl: a command, read as the call that it makes.

>>> from sandbox.languages.reading.syntax.grammars import parse
>>> command = "curl https://api.stripe.com/v1/charges -u sk_test_1: -d amount=5"
>>> made = read(command, parse(command, "curl")).calls[0]
>>> made.call.operation, made.call.params
('charges.create', {'amount': 5})
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus

from sandbox.domain.beyond import is_beyond
from sandbox.errors import ApiError
from sandbox.languages.call import NOTHING, asked
from sandbox.languages.curl import API
from sandbox.languages.reading.made import Made, Place, Reading
from sandbox.languages.reading.parameters import faults
from sandbox.languages.reading.problems import MISSPELLED, Problem, did_you_mean
from sandbox.languages.reading.shell import (
    CLOSE,
    FLAGS,
    HEADERS,
    MORE,
    OPEN,
    UNKNOWN,
    VALUED,
    WRONG,
    Asked,
    Variables,
    Word,
    apart,
    commands,
    keep,
    outside,
    shown,
    split,
    text,
)
from sandbox.languages.reading.syntax.nodes import Placing
from sandbox.request.forms import decode, put
from sandbox.routes import route

if TYPE_CHECKING:
    from tree_sitter import Node, Tree


def read(code: str, tree: Tree) -> Reading:
    """The calls of the commands of a shell, and what is wrong with them."""
    reading = Commands(code)
    for node in commands(tree.root_node):
        if node.type == "command":
            reading.command(node)
        else:
            reading.held.assign(node)
    return Reading(
        tuple(reading.calls), tuple(sorted(reading.problems)), tuple(reading.notes)
    )


PATH = re.compile(r"^(?:[a-z]+://)?[^/?#]*")
"""What stands before the path of an address."""


OPTIONS = {
    "idempotency-key": "idempotency_key",
    "stripe-version": "stripe_version",
    "stripe-account": "stripe_account",
}
"""What goes beside the parameters, by the header that carries it."""

HOST = API.rpartition("/")[2]
OTHERS = {f"{name}.stripe.com" for name in ("connect", "files", "uploads", "hooks")}
"""Others that Stripe answers at. Source: docs.stripe.com/api"""

NAMED = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?::\d+)?")
"""A host by its name, which is somebody else's; a machine's own is a sandbox."""

METHODS = ("GET", "POST", "DELETE")
"""The methods of the API."""

ANYTHING = re.compile(f"/v1(?:/?$|/(?:[^/]+/[^/]+/)*[^/]*{OPEN})")
"""A path that has a variable where the name of a collection stands."""

WORDS = re.compile(r"(?<=/)[a-z_]+(?=/|$)")


class Commands:
    """Reads one command after another."""

    def __init__(self, code: str) -> None:
        """Nothing was read yet."""
        self.held = Variables(Placing(code))
        self.place = self.held.place
        self.calls: list[Made] = []
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []

    def wrong(self, at: Place, kind: str, message: str, hint: str = "") -> None:
        """Keep a problem."""
        self.problems.append(Problem(*at, kind, shown(message), shown(hint)))

    def command(self, node: Node) -> None:
        """One command: curl is read, another is worth a word."""
        name = node.child_by_field_name("name")
        said = text(name, self.held.names)
        if said == "curl":
            words = self.held.words(node.children_by_field_name("argument"))
            self.asked(self.sorted(words), self.place(node))
        elif said.startswith("-"):
            line, column = self.place(node)
            hint = "End the line before with a backslash."
            self.wrong((line, column), "syntax", f"{said} begins a command.", hint)
        elif hint := did_you_mean(said, ["curl"]):
            self.wrong(
                self.place(node), "unknown", f"There is no command {said}.", hint
            )

    def sorted(self, words: list[Word]) -> Asked:
        """Words by what they are for; a word that is unknown is a problem."""
        asked = Asked([], [], [], [], {}, set())
        rest = words[::-1]
        while rest:
            one = rest.pop()
            first, *more = apart(one.text)
            rest += [Word(option, one.at) for option in reversed(more)]
            option, value = split(first)
            if option in FLAGS or option == MORE:
                asked.flags.add(option)
            elif option in VALUED:
                if not value and not rest:
                    self.wrong(one.at, "arguments", f"{option} lacks its value.")
                    return asked
                given = Word(value, one.at) if value else rest.pop()
                keep(asked, VALUED[option], given)
                if option == HEADERS and "=" in given.text:
                    message = f"{HEADERS} does not send {given.text}."
                    self.wrong(one.at, "unknown", message, "Did you mean -d?")
                    asked.flags.add(WRONG)
            elif one.text.startswith("-") and one.text != "-":
                known = [*VALUED, *FLAGS]
                message = f"curl has no option {one.text}."
                self.wrong(one.at, "unknown", message, did_you_mean(one.text, known))
                asked.flags.add(WRONG)
            else:
                asked.urls.append(one)
        return asked

    def asked(self, words: Asked, at: Place) -> None:
        """The call of a command."""
        if not words.urls:
            if MORE not in words.flags:
                self.wrong(at, "arguments", "curl is given no address.")
            return
        url, *others = words.urls
        if self.is_elsewhere(url):
            return
        for other in others if WRONG not in words.flags else ():
            message = f"{other.text} stands alone, and only one address can."
            self.wrong(other.at, "arguments", message, "Is -d missing before it?")
        params, places = self.sent(words)
        self.key(words, at)
        path, _, query = PATH.sub("", url.text).partition("#")[0].partition("?")
        if UNKNOWN.match(url.text) and not path.startswith("/v1/"):
            path = f"/v1{path}"
        method = method_of(words)
        if query:
            params = self.decoded(query, url.at) | params
        options = {
            option: words.headers[header].text
            for header, option in OPTIONS.items()
            if header in words.headers
        }
        call = asked(method, path, params, options or NOTHING)
        more = MORE in words.flags
        if ANYTHING.match(path) or (more and not (words.sent or words.method)):
            return  # only running it tells what it asks for
        if call is None:
            named = words.method if method not in METHODS else []
            self.nowhere(method, path, named[-1].at if named else url.at)
            return
        known = dict.fromkeys(call.ids, url.at) | places
        made = Made(call.changed(outside), *at, known, since=at[0])
        made = made._replace(open=more, caught=more)
        self.calls.append(made)
        self.problems += faults(made)

    def is_elsewhere(self, url: Word) -> bool:
        """Whether an address is none of the API; one that nearly is, is a problem."""
        name = PATH.match(url.text)
        host = name[0].rpartition("/")[2].lower() if name else ""
        if host == HOST:
            return False
        hint = did_you_mean(host, [HOST], like=MISSPELLED)
        if host not in OTHERS and hint:
            self.wrong(url.at, "unknown", f"The API is not at {host}.", hint)
        elif host in OTHERS or NAMED.fullmatch(host):
            self.beyond(url.at, host)
            return True
        return False

    def beyond(self, at: Place, what: str) -> None:
        """A note about what the sandbox knows nothing of."""
        message = f"The sandbox does not model {what}."
        self.notes.append(Problem(*at, "unknown", message))

    def nowhere(self, method: str, path: str, at: Place) -> None:
        """The problem of an address that nothing answers to."""
        if beyond := [part for part in WORDS.findall(path) if is_beyond(part)]:
            self.beyond(at, beyond[0])
            return
        try:
            route(method, shown(path))
        except ApiError as error:
            message, _, hint = error.message.partition(". ")
            self.wrong(at, "unknown", f"{message.rstrip('.')}.", hint)

    def key(self, words: Asked, at: Place) -> None:
        """Whether a command has a key: as a user, or in a header."""
        bearer = words.headers.get("authorization")
        held = words.flags & {MORE, "-n", "--netrc"}
        if not words.keys and not bearer and not held:
            message = "The API is asked, and no API key is sent."
            self.wrong(at, "key", message, "Give it as the user: -u sk_test_...:")
        elif words.keys and ":" not in words.keys[-1].text:
            message = "Without a colon behind the key, curl asks for a password."
            self.notes.append(Problem(*words.keys[-1].at, "key", message))

    def sent(self, words: Asked) -> tuple[dict[str, Any], dict[str, Place]]:
        """The parameters, and where each stands."""
        params: dict[str, Any] = {}
        places: dict[str, Place] = {}
        for sent, how in words.sent:
            if how == "data" and sent.text.startswith("@"):
                words.flags.add(MORE)
                continue
            for part in [sent.text] if how == "encoded" else sent.text.split("&"):
                name, equals, value = part.partition("=")
                if how == "encoded" and not equals:
                    name, equals, value = part.partition("@")
                    value = f"{OPEN}{value}{CLOSE}"  # a file's content
                if how in ("data", "encoded"):
                    name = unquote_plus(name)
                if how == "data":
                    value = unquote_plus(value)
                if not equals or not name or name.startswith("@"):
                    message = f"{part} is no parameter: name=value is expected."
                    self.wrong(sent.at, "arguments", message)
                    continue
                places.setdefault(name.partition("[")[0], sent.at)
                places.setdefault(name, sent.at)
                self.put(params, name, value, sent.at)
        return params, places

    def put(self, params: dict[str, Any], name: str, value: str, at: Place) -> None:
        """Put a parameter where the brackets of its name say."""
        try:
            put(params, name, value)
        except ApiError as error:
            self.wrong(at, "parameter", error.message)

    def decoded(self, query: str, at: Place) -> dict[str, Any]:
        """The parameters of a query."""
        try:
            return decode(query.encode())
        except ApiError as error:
            self.wrong(at, "parameter", error.message)
            return {}


def method_of(words: Asked) -> str:
    """The method of a command: the one that it names, or that its options imply."""
    if words.method:
        return words.method[-1].text
    return "POST" if words.sent and not words.flags & {"-G", "--get"} else "GET"
