"""Objects of the SDK as cards, lists as tables, and errors that say what to do.

`%load_ext sandbox` turns it on in a notebook; a terminal keeps the SDK's own way.

>>> body = {"id": "src_1", "object": "source", "status": "chargeable", "type": "card"}
>>> in_a_line(body)
'<source src_1 chargeable>'
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from html import escape
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

from sandbox.domain.money import spelt
from sandbox.errors import ApiError
from sandbox.masking import MASK, masked
from sandbox.session import Sandbox
from sandbox.transport.sdk import OWN_CLIENT, RULE, door_of, went_out
from sandbox.widgets import panels
from sandbox.widgets.fields import in_full
from sandbox.widgets.pictures.purses import face
from sandbox.widgets.tables import field
from sandbox.wire import StripeObject

if TYPE_CHECKING:
    from sandbox.widgets.pictures.picture import Picture

OF_THE_SDK = ("stripe._stripe_object", "StripeObject")
"""What all of the SDK's objects are, by module and name: it need not be imported."""

END = 4
"""Characters of an id that are shown of it, to tell two alike apart."""


def register(shell: Any, refusals: type[Exception]) -> None:
    """Show objects and refusals richly in a notebook; in a terminal nothing changes."""
    if not hasattr(shell, "kernel"):
        return
    formatters = shell.display_formatter.formatters
    formatters["text/html"].for_type_by_name(*OF_THE_SDK, as_card)
    formatters["text/plain"].for_type_by_name(
        *OF_THE_SDK, lambda one, printer, _: printer.text(in_a_line(plain(one)))
    )
    shell.set_custom_exc((refusals,), refused)


def as_card(value: Any) -> str:
    """An object of the SDK as a card, with the picture that its sandbox has of it."""
    body = plain(value)
    return card(body, drawn(door_of(value), body))


def plain(value: Any) -> StripeObject:
    """An object of the SDK as the API answered it, without what is secret or random.

    That is the idempotency key of an event, which the SDK makes up for each request.
    """
    body = masked(value.to_dict())
    for one in body["data"] if body.get("object") == "list" else [body]:
        asked = one.get("request") if one.get("object") == "event" else None
        if isinstance(asked, dict) and asked.get("idempotency_key"):
            asked["idempotency_key"] = MASK
    return body


def card(body: StripeObject, picture: str = "") -> str:
    """An object by the fields that matter; a list as a table; all of it folded below.

    What is no object of the API is shown as JSON alone.
    """
    if body.get("object") == "list":
        inner = panels.listed(body["data"]) + as_json(body)
        return panels.panel("group", panels.LINE, panels.number_listed(body), inner)
    if "id" not in body or "object" not in body:
        return as_json(body)
    inner = panels.facts([*money(body), *panels.matters(body), *owned(body)])
    inner += picture + as_json(body)
    headline = f"{body['object']} {body['id']}"
    return panels.panel("group", panels.LINE, headline, inner)


def money(body: StripeObject) -> panels.Rows:
    """The amount as people read it, beside the one in the minor unit."""
    amount, currency = body.get("amount"), body.get("currency")
    if not isinstance(amount, int) or not isinstance(currency, str):
        return []
    return [("in words", spelt(amount, currency))]


def owned(body: StripeObject) -> panels.Rows:
    """What a customer can pay with, the default marked by a word."""
    sources = field(body, "sources.data") if body["object"] == "customer" else None
    default = body.get("default_source")
    return [
        (one["object"], f"{one['id']}: {saved(one, default)}") for one in sources or ()
    ]


def saved(source: StripeObject, default: str | None) -> str:
    """A payment method in a line."""
    said = " ".join(filter(None, [face(source), source.get("status")]))
    return f"{said} (default)" if source["id"] == default else said


def told_apart(methods: Iterable[StripeObject]) -> dict[str, str]:
    """What a shop calls payment methods, by their ids: no two have the same name.

    Of two alike, each has the end of its id; the whole one where that is alike, too.
    """
    lines = {one["id"]: ", ".join(filter(None, in_a_shop(one))) for one in methods}
    times, ends = Counter(lines.values()), {name: name[-END:] for name in lines}
    short = len(set(ends.values())) == len(ends)
    return {
        name: line
        if times[line] == 1
        else f"{line}, {f'…{ends[name]}' if short else name}"
        for name, line in lines.items()
    }


def in_a_shop(method: StripeObject) -> Iterator[str]:
    """What a person knows a payment method by: brand, last four and expiry.

    >>> list(in_a_shop({"object": "card", "brand": "Visa", "last4": "4242"}))
    ['Visa 4242']
    """
    brand = field(method, "*.brand") or field(method, "*.bank_name")
    kind = in_full(str(method.get("type", method["object"])))
    yield f"{brand or kind} {field(method, '*.last4') or method['id']}"
    if year := field(method, "*.exp_year"):
        yield f"expires {field(method, '*.exp_month')}/{year}"


def drawn(sandbox: Any, body: StripeObject) -> str:
    """Its life, or what a customer has, folded; as it is in its sandbox by now.

    Nothing of what has no picture, is there no longer, or was answered elsewhere.
    """
    from sandbox.widgets.pictures.customer import picture
    from sandbox.widgets.pictures.life import LIVES, life

    if not isinstance(sandbox, Sandbox) or sandbox.closed:
        return ""
    with suppress(ApiError):
        if body.get("object") == "customer":
            return unfolds("Its sources and charges", picture(sandbox, body["id"]))
        if body.get("object") in LIVES:
            says = f"Its life{since(sandbox, body)}"
            return unfolds(says, life(sandbox, body["id"]))
    return ""


def unfolds(says: str, picture: "Picture") -> str:
    """A picture, folded; on the ground of the page, where its pale text can be read."""
    style = f"background:{panels.PAGE};padding:4px 12px"
    return folded(says, f'<div style="{style}">{picture.html()}</div>')


def since(sandbox: Sandbox, body: StripeObject) -> str:
    """The status by now, where what matters is no longer as in the copy in the hand."""
    now = sandbox.call("workbench.object", object_id=body["id"])
    same = panels.matters(now) == panels.matters(body)
    return "" if same else f" by now: {now['status']}"


def as_json(body: StripeObject) -> str:
    """All of it, folded."""
    text = to_json(body, indent=2).decode()
    style = f"max-height:24rem;overflow:auto;color:inherit;{panels.CODE}"
    return folded("JSON", f'<pre tabindex="0" style="{style}">{escape(text)}</pre>')


def folded(says: str, inner: str) -> str:
    """What is seen when it is pressed: no kernel is needed for that."""
    head = f'<details style="margin-top:4px"><summary>{escape(says)}</summary>'
    return f"{head}{inner}</details>"


def in_a_line(body: StripeObject) -> str:
    """An object in text: its kind, its id and its status, without an address."""
    if body.get("object") == "list":
        return f"<list of {len(body['data'])}>"
    words = [body.get(name) for name in ("object", "id", "status")]
    return f"<{' '.join(str(one) for one in words if one) or 'object'}>"


class Told:
    """Something to be displayed."""

    def __init__(self, html: str, words: str) -> None:
        """Keep it as HTML, and in words."""
        self._bundle = {"text/html": html, "text/plain": words}

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return self._bundle


def refused(
    shell: Any, kind: type[Exception], error: Any, trace: Any, tb_offset: Any = None
) -> None:
    """Show a refusal of the API above its traceback, which stays as short as it was."""
    from IPython.display import display

    answered = error.http_status is not None
    html = panels.refusal(as_refusal(error), asked=True) if answered else stopped(error)
    display(Told(html, f"{kind.__name__}: see below."))  # type: ignore[no-untyped-call]
    shell.showtraceback((kind, error, trace), tb_offset=tb_offset)


def stopped(error: Any) -> str:
    """An error that no answer tells of: the SDK stopped by itself, or heard nothing."""
    name, said = type(error).__name__, error.user_message or str(error)
    if went_out(error):
        headline = f"Not answered by the sandbox: {name}"
        where = "the real one, unless it was given another address"
        said = f"This client asks an API over the network: {where}. {OWN_CLIENT}"
    else:
        headline = f"Stopped by the SDK itself: {name}"
    return panels.panel("alert", panels.WRONG, headline, panels.paragraph(said))


def as_refusal(error: Any) -> ApiError:
    """An exception of the SDK as the refusal that it tells of."""
    answered = (field(error, "json_body") or {}).get("error", {})
    own = {
        "message": error.user_message or str(error),
        "type": type(error).__name__,
    }
    rule = error.headers.get(RULE)
    return ApiError.told(error.http_status or 0, own | answered, rule=rule)
