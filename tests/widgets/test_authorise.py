"""The panel where a payment is authorised in a notebook."""

from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.domain.payment_types import TYPES
from sandbox.errors import ApiError
from sandbox.widgets.authorise import AuthorisePanel
from sandbox.wire import StripeObject
from tests.resources.making import IDEAL, a_customer, a_source
from tests.widgets.hands import Reader, from_browser

OUTCOMES = [("authorise", "chargeable"), ("fail", "failed")]


@pytest.fixture
def ideal(sandbox: Sandbox) -> dict[str, Any]:
    """A payment that waits to be authorised."""
    return sandbox.call("sources.create", **IDEAL)


def words(panel: AuthorisePanel) -> str:
    """What the panel shows, above its buttons and below."""
    return Reader(panel.about.value).words + Reader(panel.message.value).words


def test_the_question(sandbox: Sandbox, ideal: dict[str, Any]) -> None:
    """The panel says how much it is, by which means, and where one returns to."""
    panel = AuthorisePanel(sandbox, ideal)

    for said in ("10.99 EUR", "ideal", "pending", "https://example.com/return"):
        assert said in words(panel)
    assert ["Authorise payment", "Fail payment"] == [
        panel.authorise.description,
        panel.fail.description,
    ]


@pytest.mark.parametrize(("button", "becomes"), OUTCOMES)
def test_a_button(
    sandbox: Sandbox, ideal: dict[str, Any], button: str, becomes: str
) -> None:
    """Either button decides, and shows the address that one comes back to.

    Source: docs.stripe.com/sources/bancontact (the query of the return URL)
    """
    panel = AuthorisePanel(sandbox, ideal["id"])
    from_browser(getattr(panel, button), "click")

    assert panel.result
    assert becomes == panel.result["status"] == panel.source["status"]
    assert (
        f"https://example.com/return?source={ideal['id']}&livemode=false"
        f"&client_secret={ideal['client_secret']}" == panel.returns_to
    )
    assert panel.returns_to in words(panel)
    assert becomes in words(panel)
    assert not panel.authorise.disabled
    assert not panel.fail.disabled


@pytest.mark.parametrize("kind", [name for name, row in TYPES.items() if row.waits])
def test_every_type_that_waits(sandbox: Sandbox, kind: str) -> None:
    """The panel authorises whatever waits, be it for an answer or for money."""
    waiting = sandbox.given("src_1", type=kind, status="pending")
    panel = AuthorisePanel(sandbox, waiting)
    panel.authorise.click()

    assert panel.result
    assert "chargeable" == panel.result["status"]
    assert "chargeable" in words(panel)


def test_a_button_pressed_again(sandbox: Sandbox, ideal: dict[str, Any]) -> None:
    """What was decided stays decided, and the panel says so."""
    panel = AuthorisePanel(sandbox, ideal)
    panel.authorise.click()
    panel.fail.click()

    assert isinstance(panel.error, ApiError)
    assert (400, None) == (panel.error.status, panel.result)
    assert "chargeable" == panel.source["status"]
    assert "Refused" in words(panel)


def test_a_payment_that_was_reset_away(sandbox: Sandbox, ideal: dict[str, Any]) -> None:
    """A payment that is gone is refused by its id; the panel stays."""
    panel = AuthorisePanel(sandbox, ideal)
    sandbox.reset()
    panel.authorise.click()

    assert isinstance(panel.error, ApiError)
    assert 404 == panel.error.status
    assert ideal["id"] in words(panel)


def test_a_payment_that_redirects_nobody(sandbox: Sandbox) -> None:
    """A code that is scanned in an app leads nowhere."""
    source = a_source(sandbox, type="wechat", amount=1099, currency="eur")
    panel = AuthorisePanel(sandbox, source)
    panel.authorise.click()

    assert panel.returns_to is None
    assert "Back to the shop" not in words(panel)


def test_a_payment_without_an_amount(sandbox: Sandbox) -> None:
    """A source that is good for any amount says that there is none yet."""
    panel = AuthorisePanel(sandbox, a_source(sandbox))

    assert "none yet" in words(panel)
    assert "<AuthorisePanel: by card, chargeable>" == repr(panel)


def test_what_is_no_payment(sandbox: Sandbox) -> None:
    """There is a panel for sources alone."""
    for other in (a_customer(sandbox), "src_nope"):
        with pytest.raises(ApiError) as refused:
            AuthorisePanel(sandbox, other)
        assert (404, "resource_missing") == (refused.value.status, refused.value.code)


class Faulty(Sandbox):
    """A sandbox that breaks down when something is authorised."""

    def authorise(self, source: Any, *, outcome: str = "succeeded") -> StripeObject:
        """Break down."""
        raise RuntimeError(source, outcome)


def test_a_fault_is_shown_and_raised() -> None:
    """A fault of the sandbox is shown, and the buttons can be pressed again."""
    sandbox = Faulty()
    panel = AuthorisePanel(sandbox, a_source(sandbox, **IDEAL))
    with pytest.raises(RuntimeError):
        panel.attempt(lambda: panel.decide("succeeded"))

    assert isinstance(panel.error, RuntimeError)
    assert "The sandbox has a fault" in words(panel)
    assert not panel.authorise.disabled


def test_what_others_see(sandbox: Sandbox, ideal: dict[str, Any]) -> None:
    """Without a kernel there is a picture of the panel, with both its buttons."""
    bundle = AuthorisePanel(sandbox, ideal)._repr_mimebundle_()

    seen = Reader(bundle["text/html"])
    assert "<AuthorisePanel: 10.99 EUR by ideal, pending>" == bundle["text/plain"]
    assert "[ Authorise payment ] [ Fail payment ]" in seen.words
    assert "10.99 EUR" in seen.words


def test_looking_leaves_no_trace(sandbox: Sandbox, ideal: dict[str, Any]) -> None:
    """Only what was decided stands among the requests."""
    panel = AuthorisePanel(sandbox, ideal)
    repr(panel)
    panel.authorise.click()

    asked = [one["operation"] for one in sandbox.call("workbench.requests")["data"]]
    assert ["workbench.authorise", "sources.create"] == asked


@pytest.mark.parametrize("odd", ["<script>alert(1)</script>", '"><img src=x>'])
def test_hostile_addresses(sandbox: Sandbox, odd: str) -> None:
    """Wherever a shop wants people to return to, it is text."""
    redirect = {"return_url": f"https://example.com/?a={odd}"}
    source = a_source(sandbox, **IDEAL | {"redirect": redirect})
    panel = AuthorisePanel(sandbox, source)
    panel.authorise.click()

    assert not {"script", "img"} & Reader(panel.about.value + panel.message.value).tags
    assert odd in Reader(panel.about.value).words
