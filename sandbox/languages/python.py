"""Python: how a call is written."""

from collections.abc import Mapping
from typing import Any

from sandbox.languages import spelling
from sandbox.languages.call import Call
from sandbox.languages.spelling import Spelling, Voice, spelled
from sandbox.languages.text import block, is_name, quoted

COMMENT = "#"
SHORT = 60
"""A call of no more characters than this stands in one line."""

CLASS_VERBS = {"update": "modify", "detach": "delete"}
"""What is asked of a class.

Source: github.com/stripe/stripe-python, stripe/_customer.py
"""

SAVE = {"update": "save"}
"""What is asked of an object that was retrieved."""


OPTIONS = {name: (name,) for name in spelling.OPTIONS}
"""What options are called."""


def voice(words: Spelling) -> Voice:
    """What Python calls an operation."""
    verb = CLASS_VERBS.get(words.verb, words.verb)
    function = f"{verb}_{words.noun}" if words.inner else verb
    saved = SAVE.get(words.verb, words.verb)
    return Voice(((words.owner, function),), words.today, words.inner, saved)


def literal(value: Any) -> str:
    r"""A value of parameters, as Python writes it.

    >>> print(literal({"email": 'a "b"', "expand": ["x", 1, True, None]}))
    {"email": "a \"b\"", "expand": ["x", 1, True, None]}
    """
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Mapping):
        rows = [f"{quoted(str(k))}: {literal(v)}" for k, v in value.items()]
        return line("{", rows, "}")
    if isinstance(value, list | tuple):
        return line("[", map(literal, value), "]")
    return repr(value)


def line(opening: str, rows: Any, closing: str) -> str:
    """Rows in one line if they fit, else one a line."""
    rows = list(rows)
    one = f"{opening}{', '.join(rows)}{closing}"
    if (len(one) <= SHORT and "\n" not in one) or (
        len(rows) == 1 and rows[0][0] == "{"
    ):
        return one
    return block(opening, rows, closing, by="    ")


def named(params: Mapping[str, Any]) -> list[str]:
    """Parameters as arguments by name; those that can be no name, as a hash."""
    plain = all(map(is_name, params))
    if plain:
        return [f"{name}={literal(value)}" for name, value in params.items()]
    return [f"**{literal(params)}"]


def call_of(function: str, *first: str, **params: Any) -> str:
    """A call with arguments in their order, then by name."""
    return line(f"{function}(", [*first, *named(params)], ")")


def write(call: Call, *, page: bool, key: str) -> str:
    """The code of a call."""
    words = spelled(call.operation)
    if page:
        made = retrieved(call, words) if words.changes else direct(call, words)
        return f"import stripe\n\nstripe.api_key = {quoted(key)}\n\n{made}"
    client = f"client = stripe.StripeClient({quoted(key)})"
    return f"import stripe\n\n{client}\n\n{words.noun} = {of_client(call, words)}"


def of_client(call: Call, words: Spelling) -> str:
    """A call of a service of the client; of its address, where no service has it."""
    sent = call.params or call.options or words.verb == "create"
    params = [literal(call.params)] if sent else []
    options = [literal(dict(call.options))] if call.options else []
    service = voice(words).service
    if service is None:
        method = quoted(call.known.method.lower())
        given = dict(call.params) | dict(call.options)
        return call_of("client.raw_request", method, quoted(call.path), **given)
    ids = list(map(quoted, call.ids.values()))
    function = f"client.v1.{'.'.join(service)}("
    return line(function, [*ids, *params, *options], ")")


def direct(call: Call, words: Spelling) -> str:
    """A call of a class: create, retrieve, list; of a list inside an object."""
    given = dict(call.params) | dict(call.options)
    ids = list(map(quoted, call.ids.values()))
    voiced = voice(words)
    if not words.inner or words.kind == "SourceTransaction":
        made = call_of(f"stripe.{'.'.join(voiced.classes[0])}", *ids, **given)
        return f"{words.noun} = {made}"
    owner, *inner = ids
    name = words.owner.lower()
    made = call_of(f"{name}.{voiced.part}.{voiced.verb}", *inner, **given)
    return f"{name} = stripe.{words.owner}.retrieve({owner})\n{made}"


def retrieved(call: Call, words: Spelling) -> str:
    """Retrieve an object, and do something with it.

    An update of plain fields sets them, and saves; any other is one call.
    """
    first, *inner = map(quoted, call.ids.values())
    given, options = dict(call.params), dict(call.options)
    name = words.owner.lower() if inner else words.noun
    if words.verb == "update" and words.inner == "sources":
        made = f"stripe.{'.'.join(voice(words).classes[0])}"
        return f"{words.noun} = {call_of(made, first, *inner, **given, **options)}"
    if words.verb == "update" and not all(map(is_field, given, given.values())):
        made = f"stripe.{words.kind}.{CLASS_VERBS['update']}"
        return (
            f"{words.noun} = {call_of(made, *(inner or [first]), **given, **options)}"
        )
    steps = [f"{name} = stripe.{words.owner}.retrieve({first})"]
    if inner:
        steps.append(f"{words.noun} = {name}.{words.inner}.retrieve({inner[0]})")
    if words.verb == "update":
        steps += [f"{words.noun}.{n} = {literal(v)}" for n, v in given.items()]
        given = {}
    made = f"{words.noun}.{voice(words).verb}"
    steps.append(call_of(made, **given, **options))
    return "\n".join(steps)


def is_field(name: str, value: Any) -> bool:
    """Whether a parameter can be set like a field of the object."""
    return is_name(name) and not isinstance(value, Mapping | list | tuple)
