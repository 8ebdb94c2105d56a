"""Go: how a call is written."""

from collections.abc import Mapping
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
from sandbox.languages.text import block, comma, is_name, nests, plain, quoted
from sandbox.request.forms import flatten

COMMENT = "//"
VERBS = {"create": "New", "retrieve": "Get", "delete": "Del", "detach": "Detach"}
"""Functions of a package. Source: github.com/stripe/stripe-go, customer/client.go"""

OPTIONS = {name: (pascal(name),) for name in spelling.OPTIONS}
"""What options are called behind the `Set` of parameters."""

PACKAGES = {"customers.sources": "paymentsource"}
"""Packages that are not called like the class of what they answer."""

STRUCTS = {"customers.sources": "CustomerSource"}
"""What begins the names of structs, where it is not that class either."""

SERVICES = {"sources.transactions": "source_transactions"}
"""Services of today's client, where no last word of theirs will do."""


def voice(words: Spelling) -> Voice:
    """What Go calls an operation: a function of a package, or of a client's service."""
    place = f"{words.resource}.{words.inner}"
    package = PACKAGES.get(place, words.kind.lower())
    service: Service | None = None
    if words.today:
        path, verb = words.today
        last = SERVICES.get(path, path.split(".")[-1])
        service = f"V1{pascal(last)}", pascal(verb)
    function = VERBS.get(words.verb, pascal(words.verb))
    older = f"{words.kind}s", function
    structs = [page_struct(words)]
    if service:  # between both days a package took that of a service without its verb
        structs += [today_struct(service), today_struct((service[0], ""))]
    names = [(package, function)]
    if words.verb == "detach":
        names.append((words.kind.lower(), function))
        names.append((package, VERBS["delete"]))  # its name in the page's day
    return Voice(tuple(names), service, "", "", older, (*structs, "RawParams"))


def page_struct(words: Spelling) -> str:
    """The struct that took the parameters in the page's day.

    >>> page_struct(spelled("customers.sources.update"))
    'CustomerSourceParams'
    """
    place = f"{words.resource}.{words.inner}"
    if words.verb == "list":
        return f"{words.kind}ListParams"
    return f"{STRUCTS.get(place, words.kind)}Params"


def today_struct(service: Service) -> str:
    """The struct that takes the parameters of a service.

    >>> today_struct(("V1Charges", "Create"))
    'ChargeCreateParams'
    """
    return f"{singular(service[0].removeprefix('V1'))}{service[1]}Params"


ALSO = {
    "Desc": "description", "Statement": "statement_descriptor",
    "CreatedRange": "created", "GreaterThan": "gt", "GreaterThanOrEqual": "gte",
    "LesserThan": "lt", "LesserThanOrEqual": "lte",
}  # fmt: skip
"""Fields whose names were shorter in the page's day, and those of ranges.

Source: github.com/stripe/stripe-go 19.8, charge.go and customer.go; 82.0, params.go
"""

SETTERS = {"source": "SetSource", "expand": "AddExpand"}
ABBREVIATIONS = {"id": "ID", "url": "URL", "api": "API", "ip": "IP", "cvc": "CVC"}
"""Words that fields have in capitals."""


def field(name: str) -> str:
    """What a parameter is called in a struct.

    >>> field("default_source"), field("return_url")
    ('DefaultSource', 'ReturnURL')
    """
    return "".join(ABBREVIATIONS.get(w) or pascal(w) for w in name.split("_"))


def literal(value: Any) -> str:
    r"""A plain value, as Go writes it.

    >>> print(comma(*map(literal, ["a\"b", 1, True, ["x", "y"]])))
    "a\"b", 1, true, []string{"x", "y"}
    """
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list | tuple):
        kind = "string" if any(isinstance(one, str) for one in value) else "int64"
        return f"[]{kind}{{{', '.join(map(literal, value))}}}"
    return plain(value, nothing="nil")


def pointer(value: Any) -> str:
    """A plain value behind a pointer, as today's parameters hold it.

    >>> pointer(1099), pointer(["a"])
    ('stripe.Int64(1099)', 'stripe.StringSlice([]string{"a"})')
    """
    if isinstance(value, list | tuple):
        kind = "String" if any(isinstance(one, str) for one in value) else "Int64"
        return f"stripe.{kind}Slice({literal(value)})"
    if value is None:
        return "nil"
    kind = {bool: "Bool", int: "Int64"}.get(type(value), "String")
    return f"stripe.{kind}({literal(value)})"


def write(call: Call, *, page: bool, key: str) -> str:
    """The code of a call."""
    words = spelled(call.operation)
    if page:
        return f"stripe.Key = {quoted(key)}\n\n{page_of(call, words)}"
    return f"sc := stripe.NewClient({quoted(key)})\n\n{today_of(call, words)}"


def params_of(call: Call, kind: str, name: str, *, page: bool) -> str:
    """What holds the parameters: a struct, then what is set beside its fields."""
    fields, sets = owners(call, page=page), []
    attaches = page and call.operation == "customers.sources.create"
    for key, value in call.params.items():
        if attaches and key == "source" and isinstance(value, str):
            inner = block("&stripe.SourceParams{", [f"Token: {quoted(value)}"], "}")
            fields.append(f"Source: {inner}")
        elif (beside := setters(name, key, value, page=page)) is not None:
            sets += beside
        else:
            written = literal(value) if page else pointer(value)
            fields.append(f"{field(key)}: {written}")
    if idempotency_key := call.options.get("idempotency_key"):
        sets.append(f"{name}.SetIdempotencyKey({quoted(idempotency_key)})")
    made = f"{name} := {block(f'&stripe.{kind}{{', fields, '}')}"
    return "\n".join([made, *sets])


def setters(name: str, key: str, value: Any, *, page: bool) -> list[str] | None:
    """What sets a parameter that a struct has no plain field for; None if it has one.

    One that none of its methods sets either is sent by its name in brackets.
    """
    if key == "metadata" and isinstance(value, Mapping):
        add = "AddMeta" if page else "AddMetadata"
        return [f"{name}.{add}({quoted(k)}, {literal(v)})" for k, v in value.items()]
    if isinstance(value, Mapping) or nests(value) or not is_name(key):
        return extra(name, {key: value})
    if key in SETTERS:
        texts = value if isinstance(value, list | tuple) else [value]
        return [f"{name}.{SETTERS[key]}({literal(text)})" for text in texts]
    return None


def extra(name: str, params: Mapping[str, Any]) -> list[str]:
    """What sends parameters by their names in brackets."""
    return [
        f"{name}.AddExtra({quoted(path)}, {quoted(text)})"
        for path, text in flatten(dict(params))
    ]


def owners(call: Call, *, page: bool) -> list[str]:
    """The ids on the way to an object inside another, which the struct holds."""
    words = spelled(call.operation)
    if not words.inner:
        return []
    name, value = next(iter(call.ids.items()))
    return [f"{field(name)}: {quoted(value) if page else pointer(value)}"]


def page_of(call: Call, words: Spelling) -> str:
    """A call of a package's function."""
    kind = page_struct(words)
    ids = list(call.ids.values())
    last = [quoted(ids[-1])] if ids and (not words.inner or len(ids) > 1) else []
    name = "params" if ids or words.verb == "list" else f"{camel(words.noun)}Params"
    made, given = "", "" if words.resource == "balance" else "nil"
    if call.params or call.options or words.inner:
        made, given = f"{params_of(call, kind, name, page=True)}\n", name
    result = result_of(words)
    return f"{made}{result}{'.'.join(voice(words).classes[0])}({comma(*last, given)})"


def result_of(words: Spelling) -> str:
    """The names of what comes back: an iterator has no error of its own yet."""
    if words.verb == "list":
        return "i := "
    return f"{''.join(part[0] for part in words.noun.split('_'))}, err := "


def today_of(call: Call, words: Spelling) -> str:
    """A call of a service of the client; of its address, where no service has it."""
    service = voice(words).service
    if service is None:
        return raw(call)
    kind = today_struct(service)
    inside = [quoted(i) for i in list(call.ids.values())[1 if words.inner else 0 :]]
    made, given = "", "nil"
    if call.params or call.options or words.inner:
        made, given = f"{params_of(call, kind, 'params', page=False)}\n", "params"
    asked = f"sc.{'.'.join(service)}({comma('ctx', *inside, given)})"
    if words.verb == "list":
        each = f"for {camel(singular(words.noun))}, err := range {asked}"
        return f"{made}{each} {{\n  // one after another\n}}"
    return f"{made}{result_of(words)}{asked}"


def raw(call: Call) -> str:
    """A call by its address, with its parameters as a form."""
    method = call.known.method
    content = quoted(call.form if method == "POST" else "")
    params, made = "nil", ""
    if name := call.options.get("idempotency_key"):
        params = "params"
        set_ = f"params.SetIdempotencyKey({quoted(name)})"
        made = f"params := &stripe.RawParams{{}}\n{set_}\n"
    asked = comma(f"http.Method{method.title()}", quoted(call.address), content, params)
    return f"{made}response, err := sc.RawRequest({asked})"
