"""Ruby: how a call is written."""

from collections.abc import Mapping
from typing import Any

from sandbox.languages import spelling
from sandbox.languages.call import Call
from sandbox.languages.spelling import Spelling, Voice, spelled
from sandbox.languages.text import block, braced, comma, escaped, is_name, pairs, plain

COMMENT = "#"
SINGLE = {"\\": "\\\\", "'": "\\'"}
DOUBLE = {
    "\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "#": "\\#",
}  # fmt: skip


CLASS_VERBS = {"detach": "delete"}
"""What is asked of a class.

Source: github.com/stripe/stripe-ruby, lib/stripe/resources
"""

SAVE = {"update": "save"}
"""What is asked of an object that was retrieved."""


OPTIONS = {name: (name,) for name in spelling.OPTIONS}
"""What options are called."""


def voice(words: Spelling) -> Voice:
    """What Ruby calls an operation."""
    verb = words.verb
    nested = f"{CLASS_VERBS.get(verb, verb)}_{words.noun}"
    function = nested if words.inner else verb
    saved = SAVE.get(verb, verb)
    return Voice(((words.owner, function),), words.today, words.inner, saved)


def literal(value: Any) -> str:
    r"""A value of parameters, as Ruby writes it.

    >>> print(literal(["it's", 1, True, None]))
    ['it\'s', 1, true, nil]
    """
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Mapping):
        return block("{", pairs(value, quoted, literal), "}")
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(literal, value))}]"
    return plain(value, nothing="nil")


def quoted(text: str) -> str:
    """A text between quotes: single ones, unless something needs a backslash."""
    if text.isprintable():
        return f"'{escaped(text, SINGLE, unicode=chr)}'"
    return braced(text, DOUBLE)


def write(call: Call, *, page: bool, key: str) -> str:
    """The code of a call."""
    words = spelled(call.operation)
    if page:
        made = retrieved(call, words) if words.changes else direct(call, words)
        return f'require "stripe"\n\nStripe.api_key = {quoted(key)}\n\n{made}'
    client = f"client = Stripe::StripeClient.new({quoted(key)})"
    return f'require "stripe"\n\n{client}\n\n{words.noun} = {of_client(call, words)}'


def of_client(call: Call, words: Spelling) -> str:
    """A call of a service of the client; of its address, where no service has it."""
    options = literal(dict(call.options)) if call.options else ""
    service = voice(words).service
    if service is None:
        given = f"params: {literal(call.params)}" if call.params else ""
        opts = f"opts: {options}" if options else ""
        method = f":{call.known.method.lower()}"
        return f"client.raw_request({comma(method, quoted(call.path), given, opts)})"
    params = literal(call.params) if call.params or options else ""
    ids = map(quoted, call.ids.values())
    return f"client.v1.{'.'.join(service)}({comma(*ids, params, options)})"


def direct(call: Call, words: Spelling) -> str:
    """A call of a class: create, retrieve, list; of a list inside an object."""
    params = literal(call.params) if call.params or call.options else ""
    options = literal(dict(call.options)) if call.options else ""
    ids = list(map(quoted, call.ids.values()))
    voiced = voice(words)
    made = f"Stripe::{'.'.join(voiced.classes[0])}"
    if words.kind == "SourceTransaction":
        return f"{words.noun} = {made}({comma(*ids, params, options)})"
    *owner, last = ids or [""]
    if (
        words.verb == "retrieve" and ids and call.params
    ):  # the id is one of the parameters
        last, params = literal({"id": list(call.ids.values())[-1], **call.params}), ""
    name = words.owner.lower()
    if not words.inner:
        given = comma(last, params, options)
        return f"{words.noun} = {made}({given})" if given else f"{words.noun} = {made}"
    given = comma(last if owner else "", params, options)
    made = f"{name}.{voiced.part}.{voiced.verb}" + (f"({given})" if given else "")
    return f"{name} = Stripe::{words.owner}.retrieve({ids[0]})\n{made}"


def retrieved(call: Call, words: Spelling) -> str:
    """Retrieve an object, and do something with it."""
    first, *inner = map(quoted, call.ids.values())
    name = words.owner.lower() if inner else words.noun
    steps = [f"{name} = Stripe::{words.owner}.retrieve({first})"]
    if inner:
        steps.append(f"{words.noun} = {name}.{words.inner}.retrieve({inner[0]})")
    rest, verb = dict(call.params), voice(words).verb
    if words.changes and words.verb == "update":
        set_ = [n for n in rest if is_name(n) and n != "expand"]
        steps += [f"{words.noun}.{n} = {literal(rest.pop(n))}" for n in set_]
    params = literal(rest) if rest or call.options else ""
    options = literal(dict(call.options)) if call.options else ""
    given = comma(params, options)
    return "\n".join([*steps, f"{words.noun}.{verb}" + (f"({given})" if given else "")])
