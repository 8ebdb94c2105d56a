"""The wallet: what attaching is for, button by button, each a real request."""

from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.errors import ApiError
from sandbox.widgets.wallet import OFFERED, Wallet
from tests.asking import journal
from tests.widgets.hands import Reader, from_browser

MARKUP = "<img src=x onerror=alert(1)>"


@pytest.fixture
def wallet(sandbox: Sandbox) -> Wallet:
    """The wallet of a customer who has saved nothing yet."""
    customer = sandbox.call("customers.create", email="jenny@example.com")
    return Wallet(sandbox, customer)


def press(wallet: Wallet, says: str) -> None:
    """Press the button that says this."""
    [button] = [one for one in buttons(wallet) if one.description == says]
    button.click()
    assert not any(one.disabled for one in buttons(wallet))


def buttons(wallet: Wallet) -> list[Any]:
    """All the buttons that are there now."""
    rows = [button for row in wallet.saved.children for button in row.children[1:]]
    return [wallet.add, *rows]


def add(wallet: Wallet, name: str) -> None:
    """Save a payment method."""
    wallet.choice.value = name
    press(wallet, "Add to wallet")


def two(wallet: Wallet) -> Wallet:
    """The wallet with two cards in it."""
    add(wallet, "Visa 4242")
    add(wallet, "MasterCard 4444")
    return wallet


def said(wallet: Wallet) -> str:
    """What the wallet tells of the last press."""
    return Reader(wallet.message.value).words


@pytest.mark.parametrize("name", OFFERED)
def test_what_is_offered_can_be_added_by_its_name(wallet: Wallet, name: str) -> None:
    """A method that was added stands in the wallet, and is the customer's default."""
    add(wallet, name)

    assert wallet.error is None
    assert wallet.names[0].endswith(" (default)")
    assert 1 == len(wallet.names)


def test_the_first_is_the_default_and_another_can_be(wallet: Wallet) -> None:
    """The default moves by a request, and is told by a word."""
    two(wallet)
    visa, master = wallet.names
    assert (True, False) == ("(default)" in visa, "(default)" in master)

    press(wallet, "Make MasterCard 4444 the default")

    visa, master = wallet.names
    assert (False, True) == ("(default)" in visa, "(default)" in master)
    assert "The default is src_" in said(wallet)


def test_paying_charges_the_one_that_was_pressed(wallet: Wallet) -> None:
    """The charge refers to the customer and to the source, which stays chargeable."""
    two(wallet)
    wallet.amount.value, wallet.currency.value = " 2500 ", "usd"
    press(wallet, "Pay with MasterCard 4444")

    assert wallet.result is not None
    assert (2500, "usd", wallet.customer_id, "chargeable") == (
        wallet.result["amount"],
        wallet.result["currency"],
        wallet.result["customer"],
        wallet.result["source"]["status"],
    )
    assert "Paid 25.00 USD" in said(wallet)


def test_removing_detaches(wallet: Wallet) -> None:
    """What was removed is gone from the wallet and from the customer."""
    two(wallet)
    press(wallet, "Remove Visa 4242")

    [left] = wallet.names
    assert left.startswith("MasterCard 4444")
    assert left.endswith("(default)")
    assert "Removed src_" in said(wallet)


def test_every_press_is_a_request(wallet: Wallet) -> None:
    """The journal has what the wallet did: nothing is kept beside the sandbox."""
    two(wallet)
    press(wallet, "Pay with Visa 4242")
    press(wallet, "Make MasterCard 4444 the default")
    press(wallet, "Remove Visa 4242")
    asked = [row["operation"] for row in journal(wallet.sandbox)]

    attached = ["sources.create", "customers.sources.create"]
    changes = [
        name for name in asked if name.split(".")[-1] not in ("list", "retrieve")
    ]
    assert [
        "customers.create", *attached, *attached,
        "charges.create", "customers.update", "customers.sources.detach",
    ] == changes  # fmt: skip


REFUSED = {"": "amount", "10.99": "amount", "-5": "amount", "😀": "amount"}


@pytest.mark.parametrize("amount", [*REFUSED, "x" * 10_000, MARKUP])
def test_a_wrong_amount_is_refused_in_place(wallet: Wallet, amount: str) -> None:
    """The refusal names the amount, nothing is charged, and every button is back."""
    two(wallet)
    wallet.amount.value = amount
    press(wallet, "Pay with Visa 4242")

    assert isinstance(wallet.error, ApiError)
    assert "amount" == wallet.error.param
    assert "img" not in Reader(wallet.message.value).tags
    assert [] == wallet.sandbox.objects("charges")


def test_a_declined_card_says_so(wallet: Wallet) -> None:
    """The bank's no is shown, with its code; the card stays in the wallet."""
    add(wallet, "A card that its bank declines")
    press(wallet, wallet.saved.children[0].children[1].description)

    assert isinstance(wallet.error, ApiError)
    assert (402, "card_declined") == (wallet.error.status, wallet.error.code)
    assert 1 == len(wallet.names)


def test_two_wallets_of_one_customer(wallet: Wallet) -> None:
    """What is removed in one is refused in the other, which shows what is left."""
    two(wallet)
    other = Wallet(wallet.sandbox, wallet.customer_id)
    press(wallet, "Remove Visa 4242")
    press(other, "Remove Visa 4242")

    assert isinstance(other.error, ApiError)
    assert 404 == other.error.status
    assert wallet.names == other.names


def test_a_customer_who_was_deleted_meanwhile(wallet: Wallet) -> None:
    """The wallet says that the customer is gone, and shows nothing to pay with."""
    two(wallet)
    wallet.sandbox.call("customers.delete", customer=wallet.customer_id)
    press(wallet, "Pay with Visa 4242")

    assert isinstance(wallet.error, ApiError)
    assert [] == wallet.names
    assert "This customer was deleted." in Reader(wallet.heading.value).words


def test_a_sandbox_that_was_reset_meanwhile(wallet: Wallet) -> None:
    """Nothing is raised into the notebook: the refusal is shown."""
    two(wallet)
    wallet.sandbox.reset()
    press(wallet, "Add to wallet")

    assert isinstance(wallet.error, ApiError)
    assert "Refused: HTTP 404" in said(wallet)


def test_a_double_click_pays_once(wallet: Wallet) -> None:
    """Two clicks in a moment are one payment."""
    two(wallet)
    pay = buttons(wallet)[1]
    from_browser(pay, "click")
    from_browser(pay, "click")

    assert 1 == len(wallet.sandbox.objects("charges"))


def test_a_name_with_markup_is_text(sandbox: Sandbox) -> None:
    """What a customer is called is shown as it was written."""
    customer = sandbox.call("customers.create", email=MARKUP)
    wallet = Wallet(sandbox, customer)
    bundle = wallet._repr_mimebundle_()
    for html in (wallet.heading.value, bundle["text/html"]):
        assert "img" not in Reader(html).tags
        assert MARKUP in Reader(html).words


def test_a_wallet_on_paper(wallet: Wallet) -> None:
    """Without a kernel a reader sees whose wallet it is, and what is in it."""
    two(wallet)
    bundle = wallet._repr_mimebundle_()
    assert "<Wallet of jenny@example.com: Visa 4242" in bundle["text/plain"]
    words = Reader(bundle["text/html"]).words
    assert "MasterCard 4444" in words
    assert "Run this cell to use the form." in words


def test_an_unknown_customer_is_refused(sandbox: Sandbox) -> None:
    """There is no wallet of nobody."""
    with pytest.raises(ApiError, match="cus_nobody"):
        Wallet(sandbox, "cus_nobody")
