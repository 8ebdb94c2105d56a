"""Node: how a call is written."""

from collections.abc import Iterable, Mapping
from typing import Any

from sandbox.languages.call import Call
from sandbox.languages.spelling import Spelling, camel, spelled
from sandbox.languages.text import block, comma, escaped, is_name, plain

COMMENT = "//"
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}

VERBS = {"delete": "del"}
METHODS = {"detachSource": "deleteSource"}
"""Source: github.com/stripe/stripe-node, src/resources"""

OPTIONS = {"idempotency_key": ("idempotency_key", "idempotencyKey")}
"""The name of an option in the page's day, and today."""


def literal(value: Any) -> str:
    r"""A value of parameters, as JavaScript writes it.

    >>> print(literal({"email": 'a"b', "expand": ["x", 1, True, None]}))
    {
      email: "a\"b",
      expand: ["x", 1, true, null],
    }
    """
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Mapping):
        return block("{", pairs(value), "}")
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(literal, value))}]"
    return plain(value, nothing="null")


def pairs(params: Mapping[str, Any]) -> Iterable[str]:
    """Names and values of an object."""
    for name, value in params.items():
        yield f"{name if is_name(name) else quoted(name)}: {literal(value)}"


def quoted(text: str) -> str:
    """A text between quotes."""
    inner = escaped(text, ESCAPES, unicode="\\u{{{:x}}}")
    return f'"{inner}"'


def write(call: Call, *, page: bool, key: str) -> str:
    """The code of a call."""
    words = spelled(call.operation)
    ids = list(map(quoted, call.ids.values()))
    place = 0 if page else 1
    named = {OPTIONS[name][place]: text for name, text in call.options.items()}
    options = literal(named) if named else ""
    params = literal(call.params) if call.params or options else ""
    if not page:
        made = today(call, words, comma(*ids, params, options))
        client = f'const stripe = require("stripe")({quoted(key)});'
        return f"{client}\n\nconst {camel(words.noun)} = await {made};"
    listens = (
        f"function(err, {camel(words.noun)}) {{\n  // asynchronously called\n}}"
        if not words.inner and words.verb in ("create", "retrieve", "list")
        else ""
    )
    made = f"stripe.{camel(words.resource)}.{method(words, page=True)}"
    client = f'var stripe = require("stripe")({quoted(key)});'
    return f"{client}\n\n{made}({comma(*ids, params, options, listens)});"


def today(call: Call, words: Spelling, arguments: str) -> str:
    """A call of a service of the client; of its address, where no service has it."""
    if words.today is None:
        asked = comma(quoted(call.known.method), quoted(call.path))
        rest = comma(literal(call.params) if call.params or call.options else "")
        return f"stripe.rawRequest({comma(asked, rest, options_of(call))})"
    return f"stripe.{camel(words.resource)}.{method(words, page=False)}({arguments})"


def options_of(call: Call) -> str:
    """The options of a call, as they are named today."""
    named = {OPTIONS[name][1]: text for name, text in call.options.items()}
    return literal(named) if named else ""


def method(words: Spelling, *, page: bool) -> str:
    """The method of a resource: of a list inside an object too."""
    if words.kind == "SourceTransaction":
        return "listSourceTransactions"
    if words.kind == "BalanceTransaction" and words.resource == "balance" and page:
        return "listTransactions" if words.verb == "list" else "retrieveTransaction"
    if not words.inner:
        return VERBS.get(words.verb, words.verb)
    made = camel(words.method)
    return METHODS.get(made, made)
