"""The first page: what this is, how to use it, what was asked, and what there is."""

import json
from typing import Any
from urllib.parse import quote

from sandbox.app import App
from sandbox.domain.money import spelt
from sandbox.door import Door
from sandbox.masking import masked
from sandbox.transport import clients
from sandbox.transport.pages.asking import listed
from sandbox.transport.pages.markup import Html, page, tag, together
from sandbox.wire import Request, Response, StripeObject

SHOWN = 20
"""Of each kind, the newest."""

LOOKS = {
    "good": {"chargeable", "succeeded", "consumed", "paid", "delivered"},
    "wait": {"pending"},
    "bad": {"failed", "canceled"},
}
"""What a status looks like; it is written out as well."""


def draw(app: App, _: Request) -> Response:
    """The sandbox as it is now."""
    customers, sources, charges = (
        listed(app, kind, limit=SHOWN) for kind in ("customers", "sources", "charges")
    )
    pending = listed(app, "sources", limit=SHOWN, status="pending")
    links = [waiting(one) for one in pending["data"]]
    waits = section("Payments to authorise", links, pending)
    requests = Door(app).call("workbench.requests", limit=SHOWN)
    deliveries = Door(app).call("workbench.deliveries", limit=SHOWN)
    sent = table("Events delivered", DELIVERY, deliveries["data"])
    return page(
        "Overview",
        welcome(app.base_url),
        waits if links else "",
        section("Latest requests", [asked(one) for one in requests["data"]], requests),
        section("Customers", [who(app, one) for one in customers["data"]], customers),
        section("Sources", table("Sources", SOURCE, sources["data"]), sources),
        section("Charges", table("Charges", CHARGE, charges["data"]), charges),
        section("Events delivered", sent, deliveries) if sent else "",
        narrow=False,
    )


def welcome(url: str) -> Html:
    """What this is, and how to use it."""
    lines = "\n".join(
        f"{client:<8}{line}" for client, line in clients.spelt(url).items()
    )
    told = tag("details", tag("summary", "Point your program at it"), text(lines))
    return together(
        tag("h1", "Sources sandbox"),
        tag(
            "p",
            "It answers requests of the Stripe API for Sources, Customers and Charges."
            " Any test key will do, and no money moves.",
        ),
        tag("p", "Base URL: ", tag("code", url)),
        told,
        tag("p", "Reload this page to see what came since.", class_="quiet"),
    )


def section(title: str, items: list[Html], more: StripeObject | None = None) -> Html:
    """A heading, and what stands below it."""
    inside = items or [tag("p", "None so far.", class_="quiet")]
    rest = Html("")
    if more and more["has_more"]:
        rest = tag(
            "p", f"These are the latest {SHOWN}; there are more.", class_="quiet"
        )
    return tag("section", tag("h2", title), *inside, rest)


def asked(request: StripeObject) -> Html:
    """A request; what was sent and what was answered can be unfolded."""
    good = request["status"] < 400  # noqa: PLR2004 - HTTP says so
    line = together(
        tag("span", str(request["status"]), class_="good" if good else "bad"),
        " ",
        tag("code", f"{request['method']} {request['path']}"),
        tag("span", f" {request['operation'] or 'not understood'}", class_="quiet"),
    )
    answer = request["response"]
    return tag(
        "details",
        tag("summary", line),
        tag("p", f"{request['id']}, in version {request['version']}", class_="quiet"),
        tag("div", "Parameters"),
        written(request["params"]),
        tag("div", "Answer"),
        written(masked(answer)) if answer else tag("p", "Not kept: it only read."),
    )


def written(body: StripeObject) -> Html:
    """An object as JSON, to read."""
    return text(json.dumps(body, indent=2, ensure_ascii=False) if body else "none")


def text(lines: str) -> Html:
    """Lines as they are; who has no mouse can scroll them as well."""
    return tag("pre", lines, tabindex="0")


def waiting(source: StripeObject) -> Html:
    """A pending payment, with the way to its page."""
    address = (
        f"redirect/authenticate/{quote(source['id'], safe='')}"
        f"?client_secret={quote(source['client_secret'], safe='')}"
    )
    words = f"Authorise {price(source) or 'it'} by {source['type']}"
    link = tag("a", words, href=address)
    return tag("div", link, " ", tag("code", source["id"]), class_="box")


def who(app: App, customer: StripeObject) -> Html:
    """A customer, and what there is to charge."""
    held = listed(app, "sources", customer=customer["id"], limit=SHOWN)["data"]
    items = []
    for source in reversed(held):
        default = source["id"] == customer["default_source"]
        means = source.get("type") or source["object"]
        items.append(
            tag(
                "li",
                tag("code", source["id"]),
                f" {means} ",
                status(source),
                tag("b", " default") if default else "",
            )
        )
    name = tag("span", f" {customer['email'] or ''}", class_="quiet")
    nothing = tag("div", "Nothing attached.", class_="quiet")
    return tag(
        "div",
        tag("code", customer["id"]),
        name,
        tag("ul", *items) if items else nothing,
        class_="box",
    )


def status(body: StripeObject) -> Html:
    """The status of an object, in words and in a colour."""
    said = body.get("status") or ""
    look = next((look for look, words in LOOKS.items() if said in words), None)
    return tag("span", said, class_=look)


def price(body: StripeObject) -> str:
    """The amount of an object, if it has one."""
    amount, currency = body.get("amount"), body.get("currency")
    return spelt(amount, currency) if amount and currency else ""


Columns = dict[str, Any]

SOURCE: Columns = {
    "Id": lambda one: tag("code", one["id"]),
    "Type": lambda one: one.get("type") or one["object"],
    "Usage": lambda one: one.get("usage") or "",
    "Status": status,
    "Amount": price,
    "Customer": lambda one: tag("code", one.get("customer") or ""),
}
CHARGE: Columns = {
    "Id": lambda one: tag("code", one["id"]),
    "Amount": price,
    "Status": status,
    "Source": lambda one: tag("code", one["source"]["id"]),
    "Customer": lambda one: tag("code", one["customer"] or ""),
}
DELIVERY: Columns = {
    "Event": lambda one: one["type"],
    "Endpoint": lambda one: tag("code", one["to"]),
    "Status": status,
    "Tries": lambda one: str(one["tries"]),
    "Problem": lambda one: one["error"] or "",
}


def table(title: str, columns: Columns, bodies: list[StripeObject]) -> list[Html]:
    """Objects, one a line; no table of nothing. Who has no mouse can scroll it."""
    if not bodies:
        return []
    head = tag("tr", *(tag("th", name, scope="col") for name in columns))
    lines = [
        tag("tr", *(tag("td", show(body)) for show in columns.values()))
        for body in bodies
    ]
    whole = tag("table", tag("thead", head), tag("tbody", *lines))
    about = {"role": "group", "aria_label": title, "tabindex": "0"}
    return [tag("div", whole, class_="wide", **about)]
