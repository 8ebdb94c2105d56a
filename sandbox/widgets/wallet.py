"""The wallet: the payment methods a customer saved, as a shop shows them.

This is the application that attaching is for. Copy it, and begin your own with it: each
button is one request, or two, and everything shown is read from the API.

>>> from sandbox import Sandbox
>>> sandbox = Sandbox(seed=2)
>>> customer = sandbox.call("customers.create", email="jenny@example.com")
>>> wallet = Wallet(sandbox, customer)
>>> wallet.add.click()
>>> wallet
<Wallet of jenny@example.com: Visa 4242, expires 6/2018 (default)>
"""

from contextlib import suppress
from typing import Any

import ipywidgets as widgets

from sandbox.domain.money import spelt
from sandbox.errors import ApiError
from sandbox.session import Sandbox
from sandbox.widgets import panels
from sandbox.widgets.acting import PRIMARY, Acting
from sandbox.widgets.controls import Money, as_text, labelled, on_enter, side_by_side
from sandbox.widgets.display import told_apart
from sandbox.wire import StripeObject

WIDE = {"width": "auto"}
TITLE, CALL = "Saved payment methods of", "GET /v1/customers/{customer}/sources"
LIST = "customers.sources.list"
OFFERED: dict[str, dict[str, Any]] = {
    "Visa 4242": {"type": "card", "token": "tok_visa"},
    "MasterCard 4444": {"type": "card", "token": "tok_mastercard"},
    "American Express 8431": {"type": "card", "token": "tok_amex"},
    "A card that its bank declines": {
        "type": "card",
        "token": "tok_chargeCustomerFail",
    },
    "SEPA debit 3000": {
        "type": "sepa_debit",
        "currency": "eur",
        "sepa_debit": {"iban": "DE89370400440532013000"},
        "owner": {"name": "Jenny Rosen"},
    },
}
"""What a customer may add here; a shop would ask for a card or an IBAN instead."""


class Wallet(Acting):
    """The saved payment methods of a customer: add, make default, remove, pay.

    `Wallet(sandbox, customer)` takes a customer or its id. `saved` has the method that
    is chosen, which the buttons are about. `result` is what was answered last, or
    `error` why not.
    """

    def __init__(self, sandbox: Sandbox, customer: Any) -> None:
        """Show what the customer has saved."""
        super().__init__(sandbox)
        self.customer_id, self.heading = as_text(customer), widgets.HTML()
        self.saved = labelled(widgets.RadioButtons, "Pay with", layout=WIDE)
        self.money = Money("1099", "eur")
        self.offered = labelled(widgets.Dropdown, "New", options=list(OFFERED))
        self.pay = self.action("Pay", self.charge, button_style=PRIMARY)
        self.prefer = self.action("Make default", self.make_default)
        self.remove = self.action("Remove", self.detach)
        self.add = self.action("Add to wallet", self.attach)
        self.fill(
            self.heading,
            self.saved,
            side_by_side(self.prefer, self.remove),
            side_by_side(self.money, self.pay),
            side_by_side(self.offered, self.add),
            self.message,
        )
        self.money.observe(lambda _: self.price(), "spelt")
        on_enter(self.money.amount, self.pay.click_once)
        self.price()
        self.draw()

    def attach(self) -> str:
        """Make a source of what is offered, and attach it to the customer."""
        source = self.sandbox.call("sources.create", **OFFERED[self.offered.value])
        self.result = self.ask("customers.sources.create", source=source["id"])
        return panels.done(f"Added: {self.offered.value}.")

    def make_default(self) -> str:
        """Have the customer pay with this one when none is named."""
        self.result = self.ask("customers.update", default_source=self.saved.value)
        return panels.done(f"The default is {self.chosen} now.")

    def detach(self) -> str:
        """Detach this one from the customer."""
        self.result = self.ask("customers.sources.detach", source=self.saved.value)
        if len(self.names) == 1:
            self.add.focus()  # the other buttons are about nothing then
        return panels.done(f"Removed {self.chosen}.")

    def charge(self) -> str:
        """Charge this one, with its customer."""
        paid = self.money.params | {"source": self.saved.value}
        self.result = charge = self.ask("charges.create", **paid)
        amount = spelt(charge["amount"], charge["currency"])
        told = f"{amount} with {self.chosen}: {charge['id']}"
        if charge["status"] == "pending":
            return panels.done(f"Paying {told}, pending until the bank has answered.")
        return panels.done(f"Paid {told}.")

    @property
    def chosen(self) -> str:
        """What the method is called that the buttons are about."""
        return self.names.get(self.saved.value, "none")

    def ask(self, operation: str, **params: Any) -> StripeObject:
        """One request about this customer."""
        return self.sandbox.call(operation, customer=self.customer_id, **params)

    def draw(self) -> None:
        """Show the customer, and what is saved, as they are now."""
        customer = self.ask("customers.retrieve")
        gone = bool(customer.get("deleted"))
        methods = [] if gone else self.sandbox.pages(LIST, customer=self.customer_id)
        told = f"{len(methods)} saved" if methods else "Nothing is saved."
        told = "This customer was deleted." if gone else told
        self.who = customer.get("email") or customer["id"]
        self.heading.value = panels.heading(f"{TITLE} {self.who}", told)
        chosen, default = self.saved.value, customer.get("default_source")
        self.names = told_apart(methods)
        self.saved.options = [
            (f"{said} (default)" if name == default else said, name)
            for name, said in self.names.items()
        ]
        self.saved.value = chosen if chosen in self.names else default
        self.saved.layout.display = None if methods else "none"
        for button in (self.pay, self.prefer, self.remove):
            button.disabled = not methods

    def price(self) -> None:
        """Say on the button what is to pay."""
        self.pay.description = f"Pay {self.money.spelt}".strip()

    def redraw(self) -> None:
        """The same anew, as far as the customer is still there."""
        with suppress(ApiError):
            self.draw()

    def __repr__(self) -> str:
        saved = ", ".join(line for line, _ in self.saved.options)
        return f"<Wallet of {self.who}: {saved or 'empty'}>"

    def on_paper(self) -> str:
        """What is saved, for readers without a kernel."""
        rows = [(line, "saved", "") for line, _ in self.saved.options]
        buttons = [self.pay, self.prefer, self.remove, self.add]
        says = [button.description for button in buttons]
        return panels.snapshot(
            f"{TITLE} {self.who}", CALL, rows, says, self.message.value
        )
