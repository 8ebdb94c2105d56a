"""The first page: what this is, what was asked, what there is, what is to be done."""

from starlette.types import ASGIApp

from sandbox.transport.clients import CLIENTS
from tests.asking import VISA
from tests.resources.making import IDEAL, SEPA
from tests.transport.calling import call
from tests.transport.pages.reading import hostile, made, seen

OURS, LIVE = "sk_test_4eC39Hq", "sk_" + "live_4eC39Hq"
HEADINGS = ["Sources sandbox", "Latest requests", "Customers", "Sources", "Charges"]


def test_an_empty_sandbox(web: ASGIApp) -> None:
    """A fresh sandbox says what it is, and that there is nothing yet."""
    page = seen(web, "/")

    assert HEADINGS == page.headings
    assert 4 == page.words.count("None so far.")
    assert "http://127.0.0.1:12111" in page.words
    assert all(client in page.text for client in CLIENTS)


def test_what_was_asked(web: ASGIApp) -> None:
    """A request is shown with its parameters and its answer, folded up."""
    customer = made(web, "/v1/customers", name="Jenny")
    call(web, "GET", f"/v1/customers/{customer['id']}")
    call(web, "GET", "/v1/wat")
    page = seen(web, "/")

    assert "details" in page.kinds
    assert "POST /v1/customers" in page.words
    assert '{\n  "name": "Jenny"\n}' in page.words
    assert f'"id": "{customer["id"]}"' in page.text
    assert "Not kept: it only read." in page.words
    assert {"200", "404"} <= set(page.words)
    assert " not understood" in page.words


def test_what_there_is(web: ASGIApp) -> None:
    """Customers stand there with their sources, the default marked, and charges."""
    first, second = (
        made(web, "/v1/sources", type="card", token=token, usage="reusable")["id"]
        for token in ("tok_visa", "tok_amex")
    )
    customer = made(web, "/v1/customers", email="jenny@example.com", source=first)["id"]
    made(web, f"/v1/customers/{customer}/sources", source=second)
    charge = made(web, "/v1/charges", amount=1099, currency="eur", customer=customer)
    words = seen(web, "/").words

    box = words[words.index("Customers") : words.index("Sources")]
    assert [customer, " jenny@example.com"] == box[1:3]
    assert [first, " card ", "chargeable", " default"] == box[3:7]
    assert [second, " card ", "chargeable"] == box[7:]
    assert [charge["id"], "10.99 EUR", "succeeded", first, customer] == words[-5:]


def test_what_has_no_status(web: ASGIApp) -> None:
    """A card that never was a source is shown by what it is."""
    customer = made(web, "/v1/customers", source="tok_visa")
    page = seen(web, "/")

    assert customer["default_source"] in page.words
    assert "card" in page.words


def test_payments_to_authorise(web: ASGIApp) -> None:
    """A pending payment has a link to its page, where its own address leads as well."""
    source = made(web, "/v1/sources", **IDEAL)
    page = seen(web, "/")
    [(link, words)] = page.links.items()

    assert "Payments to authorise" == page.headings[1]
    assert "Authorise 10.99 EUR by ideal" == words
    assert f"http://127.0.0.1:12111/{link}" == source["redirect"]["url"]
    assert 200 == seen(web, f"/{link}").reply.status


def test_a_payment_that_waits_for_long(web: ASGIApp) -> None:
    """A payment that waits is found, however many sources came after it."""
    made(web, "/v1/sources", **IDEAL)
    for _ in range(21):
        made(web, "/v1/sources", **VISA)

    assert ["Authorise 10.99 EUR by ideal"] == list(seen(web, "/").links.values())


def test_events_delivered(web: ASGIApp) -> None:
    """What waits for a webhook endpoint is shown, once there is one."""
    sent = {"url": "http://localhost:1/", "enabled_events": ["*"]}
    endpoint = made(web, "/v1/webhook_endpoints", **sent)
    made(web, "/v1/customers")
    page = seen(web, "/")

    assert "Events delivered" == page.headings[-1]
    assert ["customer.created", endpoint["id"], "pending", "0"] == page.words[-4:]
    assert endpoint["secret"] not in page.text


def test_only_the_latest(web: ASGIApp) -> None:
    """Of many, the latest are shown, and that there are more."""
    customers = [made(web, "/v1/customers")["id"] for _ in range(21)]
    page = seen(web, "/")

    assert customers[-1] in page.words
    assert customers[0] not in page.words
    assert 2 == page.words.count("These are the latest 20; there are more.")


def test_no_secret_is_shown(web: ASGIApp) -> None:
    """No key, no card number and no secret stands on the first page."""
    card = {"number": "4242424242424242", "exp_month": 1, "exp_year": 2030}
    made(web, "/v1/tokens", card=card)
    source = made(web, "/v1/sources", type="card", token="tok_visa")
    endpoint = made(
        web,
        "/v1/webhook_endpoints",
        url="http://127.0.0.1:9/",
        enabled_events=["*"],
    )
    for key in (OURS, LIVE):
        call(web, "GET", "/v1/customers", authorization=f"Bearer {key}")
    page = seen(web, "/").reply.body.decode()

    assert OURS not in page
    assert LIVE not in page
    assert card["number"] not in page
    assert source["client_secret"] not in page
    assert endpoint["secret"] not in page


@hostile
def test_hostile_text(web: ASGIApp, odd: str) -> None:
    """Whatever was sent is shown as text."""
    made(web, "/v1/customers", email=odd, metadata={"a": odd}, description=odd)
    made(web, "/v1/sources", **SEPA | {"owner": {"name": odd}})
    page = seen(web, "/")

    assert f" {odd}" in page.words
    assert not {"script", "img"} & page.kinds
