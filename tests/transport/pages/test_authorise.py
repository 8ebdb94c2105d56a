"""The page where a payment is authorised: who may, what is asked, where it leads."""

from typing import Any

import pytest
from starlette.types import ASGIApp

from sandbox.store import Store
from sandbox.transport.pages import authorise
from sandbox.transport.pages.asking import found
from tests.asking import contents
from tests.resources.making import IDEAL
from tests.transport.calling import Reply, call
from tests.transport.pages.reading import Seen, hostile, made, seen

RETURN = "https://example.com/return"


def pending(web: ASGIApp, return_url: str = RETURN, **sent: Any) -> dict[str, Any]:
    """A payment that waits to be authorised."""
    redirect = {"redirect": {"return_url": return_url}}
    return made(web, "/v1/sources", **IDEAL | redirect | sent)


def address(source: dict[str, Any]) -> str:
    """Where its page is, without the server."""
    return str(source["redirect"]["url"]).removeprefix("http://127.0.0.1:12111")


def press(web: ASGIApp, source: dict[str, Any], outcome: str) -> Reply:
    """Press one of its buttons."""
    return call(web, "POST", address(source), [f"outcome={outcome}".encode()])


def status(web: ASGIApp, source: dict[str, Any]) -> str:
    """The status of a source as it is now."""
    now = call(web, "GET", f"/_sandbox/objects/{source['id']}").json
    return str(now["status"])


def test_the_question(web: ASGIApp) -> None:
    """The page says how much it is and where one returns to, and has two buttons."""
    source = pending(web)
    page = seen(web, address(source))

    assert ["Authorise this payment?"] == page.headings
    assert {"10.99 EUR", source["id"], "example.com"} <= set(page.words)
    assert {"method": "post"} == page.attributes["form"]
    assert [("outcome", "succeeded"), ("outcome", "failed")] == [
        (one["name"], one["value"]) for one in page.buttons
    ]
    assert ["Authorise payment", "Fail payment"] == [
        word for word in page.words if word.endswith(" payment")
    ]


def test_an_amount_without_cents(web: ASGIApp) -> None:
    """An amount is written in the minor unit that its currency has, or has not."""
    source = pending(web, type="alipay", currency="jpy")

    assert "1,099 JPY" in seen(web, address(source)).words


def test_a_payment_that_redirects_nobody(web: ASGIApp) -> None:
    """A code that is scanned in an app is authorised here too, and leads nowhere."""
    source = made(web, "/v1/sources", type="wechat", amount=1099, currency="eur")
    secret = f"client_secret={source['client_secret']}"
    place = f"/redirect/authenticate/{source['id']}?{secret}"

    assert "return" not in seen(web, place).text
    page = Seen(call(web, "POST", place, [b"outcome=succeeded"]))
    assert (200, ["This payment is chargeable"]) == (page.reply.status, page.headings)


@pytest.mark.parametrize(
    ("outcome", "becomes"), [("succeeded", "chargeable"), ("failed", "failed")]
)
def test_a_button(web: ASGIApp, outcome: str, becomes: str) -> None:
    """Either button decides, and sends the browser back to the shop, who it is said.

    Source: docs.stripe.com/sources/bancontact (the return to the shop)
    """
    source = pending(web)
    back = press(web, source, outcome)

    assert becomes == status(web, source)
    assert 303 == back.status
    assert (
        f"{RETURN}?source={source['id']}&livemode=false"
        f"&client_secret={source['client_secret']}" == back.headers["Location"]
    )


@pytest.mark.parametrize("outcome", ["succeeded", "failed"])
def test_a_button_pressed_again(web: ASGIApp, store: Store, outcome: str) -> None:
    """What was decided stays decided; the way back to the shop is still there."""
    source = pending(web)
    first = press(web, source, "failed").headers["Location"]
    before = contents(store)
    page = Seen(press(web, source, outcome))

    assert (409, ["This payment is failed"]) == (page.reply.status, page.headings)
    assert {first: "Return to example.com"} == page.links
    assert before == contents(store)


def test_somebody_was_faster(web: ASGIApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a payment is decided between two looks at it, the later press is told so."""
    source = pending(web)
    press(web, source, "failed")
    looks = iter([source])
    monkeypatch.setattr(
        authorise, "found", lambda app, name: next(looks, None) or found(app, name)
    )

    reply = press(web, source, "succeeded")

    assert 409 == reply.status
    assert "failed" == status(web, source)


def test_looking_again(web: ASGIApp) -> None:
    """Afterwards the page says what became of the payment, and has no button."""
    source = pending(web)
    press(web, source, "succeeded")
    page = seen(web, address(source))

    assert (200, ["This payment is chargeable"]) == (page.reply.status, page.headings)
    assert [] == page.buttons


@pytest.mark.parametrize(
    "body", [b"", b"outcome=", b"outcome=wat", b"outcome[a]=succeeded", b"outcome=%zz"]
)
def test_no_button(web: ASGIApp, store: Store, body: bytes) -> None:
    """What is neither of the two outcomes decides nothing."""
    source = pending(web)
    before = contents(store)

    assert 400 == call(web, "POST", address(source), [body]).status
    assert before == contents(store)


@pytest.mark.parametrize("url", ["shop://done", "javascript:alert(1)", "/done", "x"])
def test_what_no_browser_is_sent_to(web: ASGIApp, url: str) -> None:
    """An address of an app is text: it is no link, and no browser is sent there."""
    source = pending(web, url)
    before, after = seen(web, address(source)), Seen(press(web, source, "succeeded"))

    assert 200 == after.reply.status
    assert "Location" not in after.reply.headers
    for page in (before, after):
        assert {} == page.links
        assert f"{url}?source={source['id']}" in page.text


@hostile
def test_hostile_addresses(web: ASGIApp, odd: str) -> None:
    """Whatever a shop wants people to return to is text, and one header field."""
    source = pending(web, f"{RETURN}?a={odd}\r\nSet-Cookie: a=b")
    seen(web, address(source))
    back = press(web, source, "succeeded")

    assert 303 == back.status
    assert "Set-Cookie" not in back.headers
    assert back.headers["Location"].isascii()
    assert not set('<>"\r\n ') & set(back.headers["Location"])


WRONG = {
    "none": "",
    "another": "?client_secret=src_client_secret_x",
    "in brackets": "?client_secret[a]=x",
    "not ASCII": "?client_secret=%C3%A9",
    "broken": "?client_secret=%zz",
}


@pytest.mark.parametrize("query", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_wrong_secret(web: ASGIApp, store: Store, method: str, query: str) -> None:
    """Without the secret of a source, its page shows nothing and decides nothing."""
    source = pending(web)
    before = contents(store)
    place = f"/redirect/authenticate/{source['id']}{query}"
    page = Seen(call(web, method, place, [b"outcome=succeeded"]))

    assert 403 == page.reply.status
    assert "10.99" not in page.text
    assert before == contents(store)


@pytest.mark.parametrize("odd", ["src_nope", "%00", "..", "%2F", "cus_1", "%FF"])
def test_no_such_payment(web: ASGIApp, odd: str) -> None:
    """What is no source has no page."""
    made(web, "/_sandbox/given", id="cus_1")

    for method in ("GET", "POST"):
        reply = call(web, method, f"/redirect/authenticate/{odd}?client_secret=x")
        assert 404 == reply.status
        assert reply.headers["Content-Type"].startswith("text/html")
