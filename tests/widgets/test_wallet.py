"""The wallet: what attaching is for, button by button, each a real request."""

from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.errors import ApiError
from sandbox.widgets.display import told_apart
from sandbox.widgets.wallet import OFFERED, Wallet
from tests.asking import journal
from tests.widgets.hands import Reader, from_browser

MARKUP = "<img src=x onerror=alert(1)>"
SEPA = "SEPA debit 3000"
VISA, MASTER = "Visa 4242, expires 6/2018", "MasterCard 4444, expires 6/2018"


@pytest.fixture
def wallet(sandbox: Sandbox) -> Wallet:
    """The wallet of a customer who has saved nothing yet."""
    customer = sandbox.call("customers.create", email="jenny@example.com")
    return Wallet(sandbox, customer)


@pytest.fixture
def two(wallet: Wallet) -> Wallet:
    """The wallet with two cards in it, the first of them chosen."""
    add(wallet, "Visa 4242")
    add(wallet, "MasterCard 4444")
    return wallet


def add(wallet: Wallet, name: str) -> None:
    """Save a payment method."""
    wallet.offered.value = name
    wallet.add.click()


def choose(wallet: Wallet, line: str) -> None:
    """Choose what the other buttons are about."""
    wallet.saved.label = line


def lines(wallet: Wallet) -> list[str]:
    """What is saved, line by line."""
    return [line for line, _ in wallet.saved.options]


def said(wallet: Wallet) -> str:
    """What the wallet tells of the last press."""
    return Reader(wallet.message.value).words


def refusal(wallet: Wallet) -> tuple[int, str | None, str | None]:
    """The status, code and param of what was refused, and told in place."""
    assert isinstance(wallet.error, ApiError)
    assert f"HTTP {wallet.error.status}" in said(wallet)
    return wallet.error.status, wallet.error.code, wallet.error.param


@pytest.mark.parametrize("name", OFFERED)
def test_what_is_offered_can_be_added(wallet: Wallet, name: str) -> None:
    """A method that was added stands in the wallet, and is the customer's default."""
    add(wallet, name)

    assert wallet.error is None
    assert f"Added: {name}." in said(wallet)
    assert [True] == [line.endswith(" (default)") for line in lines(wallet)]


def test_what_was_added_has_its_name(wallet: Wallet) -> None:
    """It is called by brand and last four, with its expiry if it has one."""
    add(wallet, "Visa 4242")
    add(wallet, "SEPA debit 3000")

    assert [f"{VISA} (default)", SEPA] == lines(wallet)


def test_another_can_be_the_default(two: Wallet) -> None:
    """The default moves by a request, and is told by a word."""
    assert [f"{VISA} (default)", MASTER] == lines(two)

    choose(two, MASTER)
    two.prefer.click()

    assert [VISA, f"{MASTER} (default)"] == lines(two)
    assert f"The default is {MASTER} now." in said(two)


def test_paying_charges_the_one_that_is_chosen(two: Wallet) -> None:
    """The charge refers to the customer and to the source, which stays chargeable."""
    choose(two, MASTER)
    two.money.amount.value, two.money.currency.value = " 2500 ", "usd"
    two.pay.click()

    assert two.result
    assert (2500, "usd", two.customer_id, "chargeable", "4444") == (
        two.result["amount"],
        two.result["currency"],
        two.result["customer"],
        two.result["source"]["status"],
        two.result["source"]["card"]["last4"],
    )
    assert f"Paid 25.00 USD with {MASTER}: {two.result['id']}." in said(two)


def test_what_is_pending_is_not_paid(wallet: Wallet) -> None:
    """A debit is told as on its way: it may still fail, though no request did."""
    wallet.offered.value = SEPA
    wallet.add.click()
    wallet.pay.click()

    assert wallet.result
    assert "pending" == wallet.result["status"]
    assert "Paid" not in said(wallet)
    assert f"Paying 10.99 EUR with {SEPA}: {wallet.result['id']}, pending" in said(
        wallet
    )


def test_removing_detaches(two: Wallet) -> None:
    """What was removed is gone from the customer; the other is the default now."""
    two.remove.click()

    assert [f"{MASTER} (default)"] == lines(two)
    assert f"Removed {VISA}." in said(two)


def test_every_press_is_a_request(two: Wallet) -> None:
    """The journal has what the wallet did: nothing is kept beside the sandbox."""
    two.pay.click()
    choose(two, MASTER)
    two.prefer.click()
    two.remove.click()
    changes = [
        row["operation"] for row in journal(two.sandbox) if row["method"] != "GET"
    ]

    attached = ["sources.create", "customers.sources.create"]
    assert [
        "customers.create", *attached, *attached,
        "charges.create", "customers.update", "customers.sources.detach",
    ] == changes  # fmt: skip


LABELS = {
    ("1099", "eur"): ("Amount in cents", "Pay 10.99 EUR"),
    ("1099", "gbp"): ("Amount in pence", "Pay 10.99 GBP"),
    ("1099", "jpy"): ("Amount in whole JPY", "Pay 1,099 JPY"),
    ("ten", "eur"): ("Amount in cents", "Pay"),
    ("9" * 10_000, "eur"): ("Amount in cents", "Pay"),
}


@pytest.mark.parametrize(
    ("typed", "expected"), LABELS.items(), ids=["EUR", "GBP", "JPY", "ten", "long"]
)
def test_the_amount_in_words(
    wallet: Wallet, typed: tuple[str, str], expected: tuple[str, str]
) -> None:
    """The label names what the amount counts, and the button what is to pay."""
    wallet.money.amount.value, wallet.money.currency.value = typed

    assert expected == (wallet.money.amount.description, wallet.pay.description)


def test_two_alike_have_different_names(wallet: Wallet) -> None:
    """Of the same card, saved twice, each has the end of its id."""
    add(wallet, "Visa 4242")
    add(wallet, "Visa 4242")
    ends = [name[-4:] for _, name in wallet.saved.options]

    assert [f"{VISA}, …{ends[0]} (default)", f"{VISA}, …{ends[1]}"] == lines(wallet)
    wallet.saved.index = 1
    wallet.remove.click()
    assert [f"{VISA} (default)"] == lines(wallet)


def test_ids_that_end_alike_are_told_in_full(sandbox: Sandbox) -> None:
    """Where the end of an id tells nothing, all of it does."""
    twins = [sandbox.given(f"src_{n}_twin") for n in (1, 2)]

    assert [f"{VISA}, src_1_twin", f"{VISA}, src_2_twin"] == [
        *told_apart(twins).values()
    ]


def test_the_buttons_stay(two: Wallet) -> None:
    """No press draws a button anew, or switches it off: the focus stays on it."""
    before, seen = two.children, list[str]()
    for button in (two.pay, two.prefer, two.remove, two.add):
        button.observe(
            lambda change: seen.append(change["owner"].description), "disabled"
        )
        button.click()

    assert before == two.children
    assert [] == seen


def test_nothing_to_pay_with(wallet: Wallet, sent: list[Any]) -> None:
    """An empty wallet has one button to press, which gets the focus with the last."""
    about = (wallet.pay, wallet.prefer, wallet.remove)
    assert [True, True, True] == [button.disabled for button in about]

    wallet.add.click()
    assert [False, False, False] == [button.disabled for button in about]
    assert [] == sent
    assert wallet.saved.layout.display is None
    wallet.remove.click()
    assert [True, True, True] == [button.disabled for button in about]
    assert [{"do": "focus"}] == sent
    assert "Nothing is saved." in Reader(wallet.heading.value).words
    assert "none" == wallet.saved.layout.display


@pytest.fixture
def sent(wallet: Wallet, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the browser is told of the button that adds."""
    told: list[Any] = []
    monkeypatch.setattr(wallet.add, "send", told.append)
    return told


def test_a_program_presses_what_is_about_nothing(wallet: Wallet) -> None:
    """A button that is switched off does no harm when a program presses it."""
    for button in (wallet.pay, wallet.remove):
        button.click()
        assert isinstance(wallet.error, ApiError)
    wallet.prefer.click()

    assert "The default is none now." in said(wallet)


@pytest.mark.parametrize("amount", ["", "10.99", "-5", "😀", "x" * 10_000, MARKUP])
def test_a_wrong_amount_is_refused_in_place(two: Wallet, amount: str) -> None:
    """The refusal names the amount, nothing is charged, and the next one is paid."""
    two.money.amount.value = amount
    two.pay.click()

    status, _, param = refusal(two)
    assert (400, "amount") == (status, param)
    assert "img" not in Reader(two.message.value).tags
    assert [] == two.sandbox.objects("charges")
    two.money.amount.value = "1099"
    two.pay.click()
    assert "Paid 10.99 EUR" in said(two)


def test_a_declined_card_says_so(wallet: Wallet) -> None:
    """The bank's no is shown, with its code; the card stays in the wallet."""
    add(wallet, "A card that its bank declines")
    wallet.pay.click()

    assert (402, "card_declined", None) == refusal(wallet)
    assert 1 == len(lines(wallet))


def test_two_wallets_of_one_customer(two: Wallet) -> None:
    """What is removed in one is refused in the other, which shows what is left."""
    other = Wallet(two.sandbox, two.customer_id)
    two.remove.click()
    other.remove.click()

    assert 404 == refusal(other)[0]
    assert lines(two) == lines(other)


def test_a_customer_who_was_deleted_meanwhile(two: Wallet) -> None:
    """The wallet says that the customer is gone, and shows nothing to pay with."""
    two.sandbox.call("customers.delete", customer=two.customer_id)
    two.pay.click()

    assert (400, "resource_missing", "customer") == refusal(two)
    assert [] == lines(two)
    assert "This customer was deleted." in Reader(two.heading.value).words


def test_a_sandbox_that_was_reset_meanwhile(two: Wallet) -> None:
    """Nothing is raised into the notebook: the refusal is shown, and shown again."""
    two.sandbox.reset()
    two.add.click()

    assert 404 == refusal(two)[0]
    assert "Refused: HTTP 404" in two._repr_mimebundle_()["text/html"]


def test_a_double_click_pays_once(two: Wallet) -> None:
    """Two clicks in a moment are one payment."""
    from_browser(two.pay, "click")
    from_browser(two.pay, "click")

    assert 1 == len(two.sandbox.objects("charges"))


def test_enter_pays(two: Wallet) -> None:
    """Enter in the amount presses the button that pays."""
    from_browser(two.money.amount, "submit")

    assert 1 == len(two.sandbox.objects("charges"))


def test_a_name_with_markup_is_text(sandbox: Sandbox) -> None:
    """What a customer is called is shown as it was written."""
    customer = sandbox.call("customers.create", email=MARKUP)
    wallet = Wallet(sandbox, customer)
    for html in (wallet.heading.value, wallet._repr_mimebundle_()["text/html"]):
        assert "img" not in Reader(html).tags
        assert MARKUP in Reader(html).words


def test_a_wallet_on_paper(two: Wallet) -> None:
    """Without a kernel a reader sees whose wallet it is, and what is in it."""
    bundle = two._repr_mimebundle_()
    assert (
        f"<Wallet of jenny@example.com: {VISA} (default), {MASTER}>"
        == bundle["text/plain"]
    )
    words = Reader(bundle["text/html"]).words
    for said_there in (MASTER, "[ Pay 10.99 EUR ]", "Run this cell to use the form."):
        assert said_there in words


def test_an_unknown_customer_is_refused(sandbox: Sandbox) -> None:
    """There is no wallet of nobody."""
    with pytest.raises(ApiError, match="cus_nobody") as refused:
        Wallet(sandbox, "cus_nobody")

    error = refused.value
    assert (404, "resource_missing", "id") == (error.status, error.code, error.param)
