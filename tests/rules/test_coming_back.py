"""Where the payer is sent, authorised or not, and what the shop is told there."""

from typing import NamedTuple

import pytest

from sandbox.app import App
from sandbox.request.forms import encode
from sandbox.store import Store
from sandbox.transport.http import application
from tests.transport.calling import call

GUIDE = "Source: docs.stripe.com/sources/bancontact"
SHOP = "https://shop.test/done"
TOLD = "source={id}&livemode=false&client_secret={secret}"


class Rule(NamedTuple):
    """A return_url and a button: where that leads, and what the source says then."""

    return_url: str
    pressed: str
    leads_to: str | None
    redirect: tuple[str, str | None]
    source: str


GOOD, BAD = ("succeeded", None), ("failed", "declined")

RULES = {
    "authorised": Rule(SHOP, "succeeded", f"{SHOP}?{TOLD}", GOOD, GUIDE),
    "failed": Rule(SHOP, "failed", f"{SHOP}?{TOLD}", BAD, GUIDE),
    "with a query": Rule(
        f"{SHOP}?order=7", "succeeded", f"{SHOP}?order=7&{TOLD}", GOOD, GUIDE
    ),
    "with our names": Rule(
        f"{SHOP}?source=x&order=7&livemode=true", "succeeded",
        f"{SHOP}?order=7&{TOLD}", GOOD, GUIDE,
    ),
    "with a fragment": Rule(
        f"{SHOP}#top", "succeeded", f"{SHOP}?{TOLD}#top", GOOD,
        "Assumed: a fragment stays, behind the query",
    ),
    "to an app": Rule(
        "shop://done", "succeeded", None, GOOD,
        "Assumed: no browser is sent to an app; the page shows the address",
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_coming_back(rule: Rule) -> None:
    """Either button leads back to the shop, which is told of which source."""
    web = application(App(Store()))
    form = {
        "type": "ideal",
        "amount": 1099,
        "currency": "eur",
        "redirect": {"return_url": rule.return_url},
    }
    made = call(web, "POST", "/v1/sources", [encode(form).encode()]).json
    page = f"/redirect/authenticate/{made['id']}?client_secret={made['client_secret']}"

    answer = call(web, "POST", page, [f"outcome={rule.pressed}".encode()])

    now = call(web, "GET", f"/v1/sources/{made['id']}").json["redirect"]
    told = {"id": made["id"], "secret": made["client_secret"]}
    expected = rule.leads_to and rule.leads_to.format(**told)
    assert expected == answer.headers.get("Location")
    assert rule.redirect == (now["status"], now["failure_reason"])
