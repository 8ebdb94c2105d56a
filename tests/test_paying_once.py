"""One order, two places that charge for it: the event's handler, and the way back.

A shop hears `source.chargeable` and charges; its return page, or the code that saved a
card a moment ago, charges as well. Source: docs.stripe.com/sources/best-practices;
github.com/woocommerce/woocommerce-gateway-stripe/issues/489
"""

from collections.abc import Callable
from typing import Any

import pytest
import stripe

from sandbox import Sandbox
from sandbox.errors import SandboxWarning

ORDER = "order_1"
Key = Callable[[str], str | None]


def no_key(_: str) -> str | None:
    """Let the SDK make up a key for each request, which protects its retries alone."""
    return None


def key_of_the_order(_: str) -> str | None:
    """The same key, whoever charges for the order."""
    return ORDER


def key_of_the_place(place: str) -> str | None:
    """A key of its own for each place: it protects a place from itself alone."""
    return f"{ORDER} {place}"


class Shop:
    """Charges for an order wherever it learns that it can."""

    def __init__(self, sandbox: Sandbox, key: Key) -> None:
        """Listen for sources that can be charged."""
        self.key = key
        self.customer = stripe.Customer.create(email="jenny@example.com").id
        self.charges: list[str] = []
        sandbox.on("source.chargeable", self.hear)

    def hear(self, event: Any) -> None:
        """Charge a source that became chargeable, and save it if it can be saved."""
        source = event.data.object
        if source.usage == "reusable":
            stripe.Customer.create_source(self.customer, source=source.id)
        self.charge("handler", source)

    def come_back(self, source: Any) -> None:
        """Charge when the customer is back from where the payment was authorised."""
        self.charge("return", source)

    def charge(self, place: str, source: Any) -> None:
        """Charge for the order; a saved source is charged with its customer."""
        saved = {"customer": self.customer} if source.usage == "reusable" else {}
        charge = stripe.Charge.create(
            amount=1099,
            currency="eur",
            source=source.id,
            idempotency_key=self.key(place),
            **saved,
        )
        self.charges.append(charge.id)


def a_card() -> Any:
    """A card that is to be saved: it can be charged at once."""
    return stripe.Source.create(type="card", token="tok_visa", usage="reusable")


def a_payment() -> Any:
    """A payment by iDEAL, which its owner has still to authorise."""
    return stripe.Source.create(
        type="ideal",
        amount=1099,
        currency="eur",
        redirect={"return_url": "https://example.com/return"},
    )


@pytest.mark.parametrize("key", [no_key, key_of_the_place])
def test_a_saved_card_is_charged_twice(sandbox: Sandbox, key: Key) -> None:
    """Two places that charge a saved card take the money twice.

    A card source is chargeable as soon as it is made: its event comes too, and a key
    for each place is no protection.
    """
    shop = Shop(sandbox, key)
    shop.come_back(a_card())

    assert 2 == len(set(shop.charges)) == len(sandbox.objects("charges"))


def test_a_saved_card_is_charged_once(sandbox: Sandbox) -> None:
    """With the order as the key both places get the one charge that there is."""
    shop = Shop(sandbox, key_of_the_order)
    shop.come_back(a_card())

    [charge] = sandbox.objects("charges")
    assert [charge["id"]] * 2 == shop.charges


@pytest.mark.parametrize("key", [no_key, key_of_the_place])
def test_a_payment_seems_to_fail(sandbox: Sandbox, key: Key) -> None:
    """A single-use source is not charged twice, but the second place sees an error.

    The customer has paid, and is told that it did not work.
    """
    shop = Shop(sandbox, key)
    payment = a_payment()
    sandbox.authorise(payment)

    with pytest.raises(stripe.InvalidRequestError):
        shop.come_back(payment)

    assert 1 == len(shop.charges) == len(sandbox.objects("charges"))


def test_a_payment_is_made_once(sandbox: Sandbox) -> None:
    """With the order as the key the second place gets the charge of the first."""
    shop = Shop(sandbox, key_of_the_order)
    payment = a_payment()
    sandbox.authorise(payment)
    shop.come_back(payment)

    [charge] = sandbox.objects("charges")
    assert [charge["id"]] * 2 == shop.charges


def test_without_a_key_the_slow_handler_fails(sandbox: Sandbox) -> None:
    """A handler that comes second fails by itself: the customer never hears of it."""
    payment = a_payment()
    sandbox.on("source.chargeable", lambda _: shop.come_back(payment))  # before it
    shop = Shop(sandbox, no_key)

    with pytest.warns(SandboxWarning, match="hear was told source.chargeable"):
        sandbox.authorise(payment)

    assert 1 == len(shop.charges) == len(sandbox.objects("charges"))
    assert ["delivered", "failed"] == [one["status"] for one in sandbox.deliveries()]
