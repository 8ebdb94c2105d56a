"""The page where the owner of a payment authorises it, or lets it fail."""

import hmac

from sandbox.app import App
from sandbox.domain.money import spelt
from sandbox.domain.return_urls import arrival, host
from sandbox.errors import ApiError
from sandbox.request.forms import decode
from sandbox.transport.pages.asking import decide, found
from sandbox.transport.pages.markup import (
    HEADERS,
    Html,
    message,
    page,
    tag,
    together,
)
from sandbox.wire import Headers, Request, Response, StripeObject

OUTCOMES = ("succeeded", "failed")


def draw(app: App, request: Request, *, source: str) -> Response:
    """Ask whether a pending payment is authorised, or do what was answered.

    Who has the address may decide: it has the client secret of the source in it.
    """
    body = found(app, source)
    if body is None or body["object"] != "source":
        sentence = "This sandbox has no such payment. It may have been reset since."
        return message(404, "No such payment", sentence)
    if not knows(request, body):
        sentence = "The address is not complete: open the redirect.url of the source."
        return message(403, "Not this address", sentence)
    if request.method == "POST":
        return decided(app, request, body)
    return asked(body) if body["status"] == "pending" else settled(body)


def knows(request: Request, source: StripeObject) -> bool:
    """Whether an address has the client secret of the source in it."""
    try:
        said = decode(request.query.encode()).get("client_secret")
    except ApiError:
        return False
    expected = source["client_secret"].encode()
    return isinstance(said, str) and hmac.compare_digest(said.encode(), expected)


def decided(app: App, request: Request, source: StripeObject) -> Response:
    """Do what was answered, and send its owner back to the shop."""
    try:
        outcome = decode(request.body).get("outcome")
    except ApiError:
        outcome = None
    if outcome not in OUTCOMES:
        sentence = f"Give an outcome: {' or '.join(OUTCOMES)}."
        return message(400, "Neither authorised nor failed", sentence)
    if source["status"] != "pending" or not decide(app, source["id"], outcome):
        return settled(found(app, source["id"]) or source, status=409)
    if "redirect" in source and host(arrival(source)):
        return Response(303, b"", Headers(HEADERS | {"location": arrival(source)}))
    return settled(found(app, source["id"]) or source)


def asked(source: StripeObject) -> Response:
    """The question."""
    return page(
        "Authorise a payment",
        tag("h1", "Authorise this payment?"),
        about(source),
        tag(
            "form",
            choice("succeeded", "Authorise payment", first=True),
            choice("failed", "Fail payment"),
            method="post",
        ),
        returning(source, "Either way you return to "),
        tag("p", "A page of the Sources sandbox: no money moves.", class_="quiet"),
    )


def choice(outcome: str, says: str, *, first: bool = False) -> Html:
    """One of the two buttons."""
    look = "first" if first else None
    return tag("button", says, name="outcome", value=outcome, class_=look)


def settled(source: StripeObject, *, status: int = 200) -> Response:
    """What became of a payment that waits no longer."""
    return page(
        "A payment",
        tag("h1", f"This payment is {source['status']}"),
        about(source),
        tag("p", "There is nothing left to authorise."),
        returning(source, "Return to "),
        status=status,
    )


def about(source: StripeObject) -> Html:
    """How much it is, and by which means."""
    amount, currency = source["amount"], source["currency"]
    price = spelt(amount, currency) if amount and currency else "No amount yet"
    means = together("by ", source["type"], ", ", tag("code", source["id"]))
    return tag(
        "div",
        tag("div", price, class_="price"),
        tag("div", means, class_="quiet"),
        class_="box",
    )


def returning(source: StripeObject, words: str) -> Html:
    """Where the owner of the payment came from, as a link where it can be one."""
    if "redirect" not in source:
        return Html("")
    address = arrival(source)
    shop = host(address)
    if shop is None:
        return tag("p", words, tag("code", address))
    if source["status"] == "pending":
        return tag("p", words, tag("b", shop), ".")
    return tag("p", tag("a", words, shop, href=address))
