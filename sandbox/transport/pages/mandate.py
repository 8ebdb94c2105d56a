"""The mandate of a SEPA debit: what its owner has agreed to."""

import hmac

from sandbox.app import App
from sandbox.transport.pages.asking import found
from sandbox.transport.pages.markup import facts, message, page, tag
from sandbox.wire import Request, Response


def draw(app: App, _: Request, *, source: str, secret: str) -> Response:
    """The mandate of a source, for who has its address."""
    body = found(app, source)
    if body is None or not body.get("mandate"):
        return message(404, "No such mandate", "No source here has this mandate.")
    if not hmac.compare_digest(body["client_secret"].encode(), secret.encode()):
        return message(403, "Not this address", "Open the mandate_url of the source.")
    debit, mandate, owner = body["sepa_debit"], body["mandate"], body["owner"]
    rows = {
        "Reference": mandate["reference"],
        "Owner of the account": owner["name"] or "nobody was named",
        "Account": f"in {debit['country']}, ends in {debit['last4']}",
        "Creditor": "the shop that uses this sandbox",
        "Accepted": mandate["acceptance"]["status"],
    }
    return page(
        "Mandate",
        tag("h1", "SEPA direct debit mandate"),
        tag(
            "p",
            "The owner of this account lets the creditor collect payments from it, and"
            " may ask the bank to give one back within eight weeks.",
        ),
        facts(rows),
        tag("p", "A mandate of a sandbox: no bank knows of it.", class_="quiet"),
    )
