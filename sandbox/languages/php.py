"""PHP: how a call is written."""

from collections.abc import Mapping
from typing import Any

from sandbox.languages.call import Call
from sandbox.languages.spelling import Spelling, camel, spelled
from sandbox.languages.text import block, comma, escaped, is_name, plain

COMMENT = "//"
ESCAPES = {
    "\\": "\\\\", '"': '\\"', "$": "\\$", "\n": "\\n", "\t": "\\t", "\r": "\\r",
}  # fmt: skip
LIST = "all"
"""PHP's word for list, which is a word of the language."""

METHODS = {"detachSource": "deleteSource", "listSources": "allSources"}
"""Methods of today's services. Source: github.com/stripe/stripe-php, lib/Service"""


def literal(value: Any, *, page: bool) -> str:
    r"""A value of parameters, as PHP writes it: `array()` in the page's day.

    >>> print(literal({"email": "a$b"}, page=True))
    array(
      "email" => "a\$b",
    )
    >>> print(literal(["a", 1, None, True], page=False))
    ["a", 1, null, true]
    """
    opening, closing = ("array(", ")") if page else ("[", "]")
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Mapping):
        rows = [f"{quoted(k)} => {literal(v, page=page)}" for k, v in value.items()]
        return block(opening, rows, closing)
    if isinstance(value, list | tuple):
        items = (literal(one, page=page) for one in value)
        return f"{opening}{', '.join(items)}{closing}"
    return plain(value, nothing="null")


def quoted(text: str) -> str:
    """A text between quotes."""
    inner = escaped(text, ESCAPES, unicode="\\u{{{:x}}}")
    return f'"{inner}"'


def given(call: Call, *, page: bool) -> tuple[str, str]:
    """What goes beside the ids: the parameters, and the options after them."""
    options = literal(dict(call.options), page=page) if call.options else ""
    params = literal(call.params, page=page) if call.params or options else ""
    return params, options


def write(call: Call, *, page: bool, key: str) -> str:
    """The code of a call."""
    words = spelled(call.operation)
    if not page:
        client = f"$stripe = new \\Stripe\\StripeClient({quoted(key)});"
        return f"{client}\n\n${camel(words.noun)} = {of_client(call, words)};"
    made = retrieved(call, words) if words.changes else direct(call, words)
    return f"\\Stripe\\Stripe::setApiKey({quoted(key)});\n\n{made}"


def of_client(call: Call, words: Spelling) -> str:
    """A call of a service of the client; of its address, where no service has it.

    By its address, only a POST has parameters of its own.
    """
    params, options = given(call, page=False)
    if words.today is None:
        if call.known.method != "POST":
            params = "null" if options else ""
        method = quoted(call.known.method.lower())
        arguments = comma(method, quoted(call.address), params, options)
        return f"$stripe->rawRequest({arguments})"
    method = LIST if words.method == "list" else camel(words.method)
    if words.kind == "SourceTransaction":
        method = "allSourceTransactions"
    ids = map(quoted, call.ids.values())
    arguments = comma(*ids, params, options)
    service = camel(words.resource)
    return f"$stripe->{service}->{METHODS.get(method, method)}({arguments})"


def direct(call: Call, words: Spelling) -> str:
    """A call of a class: create, retrieve, list; of a list inside an object."""
    params, options = given(call, page=True)
    ids = list(map(quoted, call.ids.values()))
    if words.kind == "SourceTransaction":
        made = (
            f"\\Stripe\\Source::allSourceTransactions({comma(*ids, params, options)})"
        )
        return f"${camel(words.noun)} = {made};"
    verb = LIST if words.verb == "list" else words.verb
    if verb == "retrieve" and call.params:  # the id is one of the parameters
        whole = {"id": list(call.ids.values())[-1], **call.params}
        ids[-1], params = literal(whole, page=True), ""
    if not words.inner:
        made = f"\\Stripe\\{words.owner}::{verb}({comma(*ids, params, options)})"
        return f"${camel(words.noun)} = {made};"
    name = f"${camel(words.owner[:1].lower() + words.owner[1:])}"
    owner = quoted(next(iter(call.ids.values())))
    made = f"{name}->{words.inner}->{verb}({comma(*ids[1:], params, options)})"
    return f"{name} = \\Stripe\\{words.owner}::retrieve({owner});\n{made};"


def retrieved(call: Call, words: Spelling) -> str:
    """Retrieve an object, and do something with it."""
    first, *inner = map(quoted, call.ids.values())
    name = f"${camel(words.owner.lower() if inner else words.noun)}"
    steps = [f"{name} = \\Stripe\\{words.owner}::retrieve({first});"]
    if inner:
        thing = f"${camel(words.noun)}"
        steps.append(f"{thing} = {name}->{words.inner}->retrieve({inner[0]});")
        name = thing
    rest, verb = dict(call.params), words.verb
    options = literal(dict(call.options), page=True) if call.options else ""
    if verb == "update":
        verb = "save"
        fields = [n for n in rest if is_name(n) and n != "expand"]
        steps += [f"{name}->{n} = {literal(rest.pop(n), page=True)};" for n in fields]
    params = literal(rest, page=True) if rest or (options and verb != "save") else ""
    return "\n".join([*steps, f"{name}->{verb}({comma(params, options)});"])
