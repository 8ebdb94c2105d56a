"""Node: how a call is written."""

from collections.abc import Mapping
from typing import Any

from sandbox.languages.call import Call
from sandbox.languages.spelling import Spelling, Voice, camel, pascal, spelled
from sandbox.languages.text import ESCAPES, block, braced, comma, pairs, plain

COMMENT = "//"

VERBS = {"delete": "del"}
NESTED = {"detach": "delete"}
"""Source: github.com/stripe/stripe-node, src/resources"""

TRANSACTIONS = {"list": "listTransactions", "retrieve": "retrieveTransaction"}
"""Of the balance, in the page's day."""


def voice(words: Spelling) -> Voice:
    """What Node calls an operation: by a method of a resource, in both styles."""
    method = VERBS.get(words.verb, words.verb)
    if words.inner:
        method = NESTED.get(words.verb, words.verb) + pascal(words.noun)
    named = (camel(words.resource), method)
    earlier = words.today is None and not words.inner
    first = ("balance", TRANSACTIONS[words.verb]) if earlier else named
    return Voice((first,), named if words.today else None, "", "")


OPTIONS = {
    "idempotency_key": ("idempotency_key", "idempotencyKey"),
    "api_key": ("api_key", "apiKey"),
    "stripe_account": ("stripe_account", "stripeAccount"),
    "stripe_version": ("stripe_version", "apiVersion"),
}
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
        return block("{", pairs(value, quoted, literal), "}")
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(literal, value))}]"
    return plain(value, nothing="null")


def quoted(text: str) -> str:
    """A text between quotes."""
    return braced(text, ESCAPES)


def write(call: Call, *, page: bool, key: str) -> str:
    """The code of a call."""
    words = spelled(call.operation)
    ids = list(map(quoted, call.ids.values()))
    place = 0 if page else 1
    named = {OPTIONS[name][place]: text for name, text in call.options.items()}
    options = literal(named) if named else ""
    params = literal(call.params) if call.params or options else ""
    if not page:
        made = today(call, words, ids, params, options)
        client = f'const stripe = require("stripe")({quoted(key)});'
        return f"{client}\n\nconst {camel(words.noun)} = await {made};"
    listens = (
        f"function(err, {camel(words.noun)}) {{\n  // asynchronously called\n}}"
        if not words.inner and words.verb in ("create", "retrieve", "list")
        else ""
    )
    made = ".".join(voice(words).classes[0])
    client = f'var stripe = require("stripe")({quoted(key)});'
    return f"{client}\n\nstripe.{made}({comma(*ids, params, options, listens)});"


def today(
    call: Call, words: Spelling, ids: list[str], params: str, options: str
) -> str:
    """A call of a service of the client; of its address, where no service has it.

    By its address, only a POST has parameters of its own.
    """
    service = voice(words).service
    if service is None:
        if call.known.method != "POST":
            params = "null" if options else ""
        asked = [quoted(call.known.method), quoted(call.address)]
        return f"stripe.rawRequest({comma(*asked, params, options)})"
    return f"stripe.{'.'.join(service)}({comma(*ids, params, options)})"
