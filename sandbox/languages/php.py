"""PHP: how a call is written."""

from collections.abc import Mapping
from typing import Any

from sandbox.languages import spelling
from sandbox.languages.call import Call
from sandbox.languages.spelling import Spelling, Voice, camel, pascal, spelled
from sandbox.languages.text import block, braced, comma, is_name, plain

COMMENT = "//"
ESCAPES = {
    "\\": "\\\\", '"': '\\"', "$": "\\$", "\n": "\\n", "\t": "\\t", "\r": "\\r",
}  # fmt: skip
LIST = "all"
"""PHP's word for list, which is a word of the language."""

VERBS = {"list": LIST, "detach": "delete"}
"""Methods of services and classes. Source: github.com/stripe/stripe-php, lib"""

SAVE = {"update": "save", "list": LIST}
"""What is asked of an object that was retrieved, or of a list inside it."""


OPTIONS = {name: (name,) for name in spelling.OPTIONS}
"""What options are called."""


def voice(words: Spelling) -> Voice:
    """What PHP calls an operation."""
    verb = VERBS.get(words.verb, words.verb)
    function = verb + pascal(words.noun) if words.inner else verb
    service = (camel(words.resource), function) if words.today else None
    saved = SAVE.get(words.verb, words.verb)
    return Voice(((words.owner, function),), service, words.inner, saved)


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
    return braced(text, ESCAPES)


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
    service = voice(words).service
    if service is None:
        if call.known.method != "POST":
            params = "null" if options else ""
        method = quoted(call.known.method.lower())
        arguments = comma(method, quoted(call.address), params, options)
        return f"$stripe->rawRequest({arguments})"
    ids = map(quoted, call.ids.values())
    arguments = comma(*ids, params, options)
    return f"$stripe->{'->'.join(service)}({arguments})"


def direct(call: Call, words: Spelling) -> str:
    """A call of a class: create, retrieve, list; of a list inside an object."""
    params, options = given(call, page=True)
    ids = list(map(quoted, call.ids.values()))
    voiced = voice(words)
    made = f"\\Stripe\\{'::'.join(voiced.classes[0])}"
    if words.kind == "SourceTransaction":
        return f"${camel(words.noun)} = {made}({comma(*ids, params, options)});"
    if (
        words.verb == "retrieve" and ids and call.params
    ):  # the id is one of the parameters
        whole = {"id": list(call.ids.values())[-1], **call.params}
        ids[-1], params = literal(whole, page=True), ""
    if not words.inner:
        return f"${camel(words.noun)} = {made}({comma(*ids, params, options)});"
    name = f"${camel(words.owner[:1].lower() + words.owner[1:])}"
    owner = quoted(next(iter(call.ids.values())))
    given_ = comma(*ids[1:], params, options)
    made = f"{name}->{voiced.part}->{voiced.verb}({given_})"
    return f"{name} = \\Stripe\\{words.owner}::retrieve({owner});\n{made};"


def retrieved(call: Call, words: Spelling) -> str:
    """Retrieve an object, and do something with it.

    What no field of the object can be is sent by its class.
    """
    if words.verb == "update" and not all(map(is_field, call.params)):
        params, options = given(call, page=True)
        ids = map(quoted, call.ids.values())
        made = f"\\Stripe\\{'::'.join(voice(words).classes[0])}"
        return f"${camel(words.noun)} = {made}({comma(*ids, params, options)});"
    first, *inner = map(quoted, call.ids.values())
    name = f"${camel(words.owner.lower() if inner else words.noun)}"
    steps = [f"{name} = \\Stripe\\{words.owner}::retrieve({first});"]
    if inner:
        thing = f"${camel(words.noun)}"
        steps.append(f"{thing} = {name}->{words.inner}->retrieve({inner[0]});")
        name = thing
    params, options = given(call, page=True)
    if words.verb == "update":
        fields = call.params.items()
        steps += [f"{name}->{n} = {literal(v, page=True)};" for n, v in fields]
        params = ""
    verb = voice(words).verb
    return "\n".join([*steps, f"{name}->{verb}({comma(params, options)});"])


def is_field(name: str) -> bool:
    """Whether a parameter can be set like a field of the object."""
    return is_name(name) and name != "expand"
