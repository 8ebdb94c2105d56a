"""Java: how a call is written."""

from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.languages import spelling
from sandbox.languages.call import Call
from sandbox.languages.spelling import (
    Service,
    Spelling,
    Voice,
    camel,
    pascal,
    singular,
    spelled,
)
from sandbox.languages.text import (
    ESCAPES,
    comma,
    escaped,
    indented,
    is_name,
    nests,
    plain,
    units,
)
from sandbox.request.forms import flatten

COMMENT = "//"
CHOICES = ("usage", "reason", "flow")
"""Parameters that are constants of a class, in today's builders."""

HASHES = ("owner", "address", "shipping", "mandate", "redirect", "receiver")
"""Hashes that have a builder of their own; others are sent as they are."""

LARGEST_INT = 2**31 - 1

METHODS = {"source_transactions.list": "sourceTransactions"}
"""A list that an object gives itself.

Source: github.com/stripe/stripe-java, model/Source.java
"""

OPTIONS = {name: (pascal(name),) for name in spelling.OPTIONS}
"""What options are called behind the `set` of a builder."""


def field(name: str) -> str:
    """What a parameter is called behind the `set` of a builder.

    >>> field("default_source")
    'DefaultSource'
    """
    return pascal(name)


def voice(words: Spelling) -> Voice:
    """What Java calls an operation."""
    direct = (words.owner, words.verb)
    service: Service | None = None
    structs: tuple[str, ...] = ()
    if words.today:
        path, verb = words.today
        service = ".".join(map(camel, path.split("."))), verb
        structs = (params_class(path, verb),)
    method = METHODS.get(f"{words.inner}.{words.verb}")
    part = f"get{pascal(words.inner)}" if words.inner and not method else ""
    classes = () if words.inner else (direct,)
    verb = method or words.verb
    return Voice(classes, service, part, verb, structs=structs)


def literal(value: Any) -> str:
    r"""A plain value, as Java writes it.

    >>> print(comma(*map(literal, ["a\"b", 1, True, None, 2**40])))
    "a\"b", 1, true, null, 1099511627776L
    """
    if isinstance(value, str):
        return quoted(value)
    text = plain(value, nothing="null")
    return f"{text}L" if isinstance(value, int) and abs(value) > LARGEST_INT else text


def quoted(text: str) -> str:
    """A text between quotes."""
    return f'"{escaped(text, ESCAPES, unicode=units)}"'


def write(call: Call, *, page: bool, key: str) -> str:
    """The code of a call."""
    words = spelled(call.operation)
    if page:
        return f"Stripe.apiKey = {quoted(key)};\n\n{page_of(call, words)}"
    client = f"StripeClient client = new StripeClient({quoted(key)});"
    return f"{client}\n\n{today_of(call, words)}"


def page_of(call: Call, words: Spelling) -> str:
    """A call of a class, or of an object that is retrieved for it."""
    name = "params" if call.ids else f"{camel(words.noun)}Params"
    lines, params = [], ""
    if call.params:
        lines, params = filled(name, call.params), name
    if options := request_options(call):
        params = params or "null"
    made = made_by(call, words, comma(params, options))
    before, last = made[:-1], made[-1]
    return "\n".join([*before, *lines, *([""] if lines and not before else []), last])


def made_by(call: Call, words: Spelling, given: str) -> list[str]:
    """The statements that make the call, the last of which takes the parameters."""
    ids = list(map(quoted, call.ids.values()))
    kind = words.kind if words.verb != "list" else f"{words.kind}Collection"
    thing = camel(words.noun)
    voiced, verb = voice(words), words.verb
    if words.inner and not voiced.part:
        source = f"Source source = Source.retrieve({ids[0]});"
        return [source, f"{kind} {thing} = source.{voiced.verb}({given});"]
    if not words.inner and not words.changes:
        if verb == "retrieve" and given and "," not in given:
            given = f"{given}, null"
        made = ".".join(voiced.classes[0])
        return [f"{kind} {thing} = {made}({comma(*ids, given)});"]
    owner = camel(words.owner[:1].lower() + words.owner[1:])
    steps = [f"{words.owner} {owner} = {words.owner}.retrieve({ids[0]});"]
    if not words.inner:
        return [*steps, f"{owner}.{verb}({given});"]
    inner = f"{owner}.{voiced.part}()"
    if not words.changes:
        return [*steps, f"{inner}.{verb}({comma(*ids[1:], given)});"]
    found = "PaymentSource" if words.inner == "sources" else words.kind
    steps.append(f"{found} {thing} = {inner}.retrieve({ids[1]});")
    if verb == "detach":
        return [*steps, f"((Source) {thing}).detach({given});"]
    return [*steps, f"{thing}.{verb}({given});"]


def filled(name: str, params: Mapping[str, Any]) -> list[str]:
    """A map, its inner ones first, and what puts each value into it."""
    made = f"Map<String, Object> {name} = new HashMap<String, Object>();"
    before: list[str] = []
    puts = []
    for key, value in params.items():
        lines, text = held(camel(f"{name}_{word(key)}"), value)
        before += lines
        puts.append(f"{name}.put({quoted(key)}, {text});")
    return [*before, made, *puts]


def listed(name: str, values: Sequence[Any]) -> list[str]:
    """A list, its inner maps first, and what adds each value to it."""
    made = f"List<Object> {name} = new ArrayList<Object>();"
    before: list[str] = []
    adds = []
    for place, value in enumerate(values):
        lines, text = held(f"{name}{place}", value)
        before += lines
        adds.append(f"{name}.add({text});")
    return [*before, made, *adds]


def held(name: str, value: Any) -> tuple[list[str], str]:
    """The lines that a value needs before it, and what then stands for it."""
    if isinstance(value, Mapping):
        return filled(name, value), name
    if isinstance(value, list | tuple):
        return listed(name, value), name
    return [], literal(value)


def word(key: str) -> str:
    """What of a name may stand in the name of a variable."""
    return "".join(c if c.isalnum() and c.isascii() else "_" for c in key) or "_"


def request_options(call: Call) -> str:
    """The options of a call."""
    name = call.options.get("idempotency_key")
    if not name:
        return ""
    return f"RequestOptions.builder().setIdempotencyKey({quoted(name)}).build()"


def today_of(call: Call, words: Spelling) -> str:
    """A call of a service of the client; of its address, where no service has it."""
    ids = list(map(quoted, call.ids.values()))
    options = request_options(call)
    voiced = voice(words).service
    if words.today is None or voiced is None:
        return raw(call)
    service, verb = words.today
    path = ".".join(f"{part}()" for part in voiced[0].split("."))
    kind = f"StripeCollection<{words.kind}>" if words.verb == "list" else words.kind
    if service == "customers.payment_sources":
        kind = kind.replace("Source", "PaymentSource")
    target = f"{kind} {camel(words.noun)} = client.v1().{path}.{verb}"
    if not call.params:
        return f"{target}({comma(*ids, options)});"
    name = params_class(service, verb)
    built = builder(name, call.params)
    params = f"{name} params =\n{indented(built)};"
    return f"{params}\n\n{target}({comma(*ids, 'params', options)});"


def params_class(service: str, verb: str) -> str:
    """The class whose builder takes the parameters of a call.

    >>> params_class("charges", "create"), params_class("sources.transactions", "list")
    ('ChargeCreateParams', 'SourceTransactionListParams')
    """
    nouns = map(singular, service.split("."))
    return f"{''.join(map(pascal, nouns))}{pascal(verb)}Params"


def builder(name: str, params: Mapping[str, Any]) -> str:
    """A builder, with all that is set."""
    sets = [one for key, value in params.items() for one in setters(name, key, value)]
    steps = "\n".join([*sets, ".build()"])
    return f"{name}.builder()\n{indented(steps)}"


def setters(name: str, key: str, value: Any) -> list[str]:
    """What sets one parameter, or puts each entry of it."""
    method = field(key)
    if key == "metadata" and isinstance(value, Mapping):
        return [f".putMetadata({quoted(k)}, {literal(v)})" for k, v in value.items()]
    if isinstance(value, Mapping) and key in HASHES:
        return [f".set{method}(\n{indented(builder(f'{name}.{method}', value))}\n)"]
    if isinstance(value, Mapping) or nests(value) or not is_name(key):
        return [
            f".putExtraParam({quoted(path)}, {quoted(text)})"
            for path, text in flatten({key: value})
        ]
    if isinstance(value, list | tuple):
        one = method.removesuffix("s")
        return [f".add{one}({literal(item)})" for item in value]
    if key in CHOICES and isinstance(value, str) and value.isidentifier():
        return [f".set{method}({name}.{method}.{value.upper()})"]
    whole = isinstance(value, int) and not isinstance(value, bool)
    return [f".set{method}({f'{value}L' if whole else literal(value)})"]


def raw(call: Call) -> str:
    """A call by its address, with its parameters as a form."""
    method = f"ApiResource.RequestMethod.{call.known.method}"
    posted = call.form and call.known.method == "POST"
    content = quoted(call.form) if posted else "null"
    options = request_options(call).replace("RequestOptions", "RawRequestOptions")
    asked = comma(method, quoted(call.address), content, options)
    return f"StripeResponse response = client.rawRequest({asked});"
