"""curl: how a call is written, in both styles alike."""

import shlex

from sandbox.languages.call import Call
from sandbox.request.forms import flatten

COMMENT = "#"
API = "https://api.stripe.com"
"""Where the real API answers; a sandbox that is served answers elsewhere."""

PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.,")
"""Characters of a value that a form carries as they are, and a shell too."""

NO_END = {ord(one): f"%{ord(one):02X}" for one in "%&+="}
"""What would end a name, or be decoded in it: curl sends names as they are."""


def write(call: Call, *, page: bool, key: str) -> str:
    """The command of a call: the key, then what is sent, one a line."""
    method = call.known.method
    lines = [f"curl {API}{call.path}", f"-u {shlex.quote(key)}:"]
    if method == "DELETE":
        lines.append("-X DELETE")
    elif method == "GET" and call.params:
        lines.append("-G")
    elif method == "POST" and not call.params:
        lines.append("-X POST")
    if name := call.options.get("idempotency_key"):
        lines.append(f"-H {shlex.quote(f'Idempotency-Key: {name}')}")
    lines += [
        sent(name, value, page=page) for name, value in flatten(dict(call.params))
    ]
    return " \\\n   ".join(lines)


def sent(name: str, value: str, *, page: bool) -> str:
    """One parameter: percent-encoded by curl, where that is needed.

    >>> print(sent("email", "a@example.com", page=True))
    -d email="a@example.com"
    >>> print(sent("metadata[note]", "it's 5 & 6", page=False))
    --data-urlencode "metadata[note]=it's 5 & 6"
    """
    if value and {*name, *value} <= PLAIN:
        return f"-d {name}={value}"
    safe = set(value) <= PLAIN | set("@:/")
    if page and value and safe and value[0] != "@" and set(name) <= PLAIN:
        return f'-d {name}="{value}"'
    name = name.translate(NO_END)
    flag = "-d" if safe and value[:1] != "@" else "--data-urlencode"
    return f"{flag} {double_quoted(f'{name}={value}')}"


def double_quoted(text: str) -> str:
    """A text between quotes: double ones, unless a shell would look inside them."""
    return shlex.quote(text) if set(text) & set('\\"$`!') else f'"{text}"'
