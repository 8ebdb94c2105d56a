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

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import ipywidgets as widgets

from sandbox.domain.money import spelt
from sandbox.errors import ApiError
from sandbox.session import Sandbox
from sandbox.widgets import panels
from sandbox.widgets.controls import Line, OneClick, as_text
from sandbox.widgets.frame import Frame
from sandbox.widgets.tables import field
from sandbox.wire import StripeObject

OFFERED: dict[str, dict[str, Any]] = {
    "Visa 4242": {"type": "card", "token": "tok_visa"},
    "MasterCard 4444": {"type": "card", "token": "tok_mastercard"},
    "American Express 8431": {"type": "card", "token": "tok_amex"},
    "A card that its bank declines": {
        "type": "card",
        "token": "tok_chargeCustomerFail",
    },
    "SEPA Direct Debit 3000": {
        "type": "sepa_debit",
        "currency": "eur",
        "sepa_debit": {"iban": "DE89370400440532013000"},
        "owner": {"name": "Jenny Rosen"},
    },
}
"""What a customer may add here; a shop would ask for a card or an IBAN instead."""


class Wallet(Frame):
    """The saved payment methods of a customer: add, make default, remove, pay.

    `Wallet(sandbox, customer)` takes a customer or its id. The amount to pay is in the
    minor unit of its currency. `result` is what was answered last, or `error` why not.
    """

    def __init__(self, sandbox: Sandbox, customer: Any) -> None:
        """Show what the customer has saved."""
        self.sandbox, self.customer_id = sandbox, as_text(customer)
        self.result: StripeObject | None = None
        self.error: Exception | None = None
        self.heading, self.message = widgets.HTML(), widgets.HTML()
        self.saved = widgets.VBox()
        self.choice = labelled(widgets.Dropdown, "Add", options=list(OFFERED))
        self.amount = labelled(Line, "Amount in cents", value="1099")
        self.currency = labelled(
            widgets.Dropdown, "Currency", options=["eur", "usd", "gbp"]
        )
        self.add = self.button("Add to wallet", self.attach)
        adding = widgets.HBox([self.choice, self.add], layout=WRAPPED)
        paying = widgets.HBox([self.amount, self.currency], layout=WRAPPED)
        super().__init__(
            [self.heading, paying, self.saved, adding, self.message],
        )
        self.draw()

    # -- what each button does

    def attach(self) -> StripeObject:
        """Make a source of what was chosen, and attach it to the customer."""
        source = self.sandbox.call("sources.create", **OFFERED[self.choice.value])
        return self.ask("customers.sources.create", source=source["id"])

    def make_default(self, method: StripeObject) -> StripeObject:
        """Have the customer pay with this one when none is named."""
        return self.ask("customers.update", default_source=method["id"])

    def remove(self, method: StripeObject) -> StripeObject:
        """Detach this one from the customer."""
        return self.ask("customers.sources.detach", source=method["id"])

    def pay(self, method: StripeObject) -> StripeObject:
        """Charge this one, with its customer."""
        money = {"amount": self.amount.value.strip(), "currency": self.currency.value}
        return self.ask("charges.create", source=method["id"], **money)

    def ask(self, operation: str, **params: Any) -> StripeObject:
        """One request about this customer."""
        return self.sandbox.call(operation, customer=self.customer_id, **params)

    # -- how it looks

    def draw(self) -> None:
        """Show the customer, and what is saved, as they are now."""
        customer = self.ask("customers.retrieve")
        gone = bool(customer.get("deleted"))
        methods = [] if gone else self.sandbox.pages(LIST, customer=self.customer_id)
        self.who = customer.get("email") or customer["id"]
        self.names = [named(one, customer) for one in methods]
        title = f"Saved payment methods of {self.who}"
        said = "This customer was deleted." if gone else f"{len(methods)} saved"
        self.heading.value = panels.heading(title, said)
        self.saved.children = [self.row(one, customer) for one in methods]

    def redraw(self) -> None:
        """The same after a press, as far as the customer is still there."""
        with suppress(ApiError):
            self.draw()
            self.add.focus()  # the button that was pressed may be gone

    def row(self, method: StripeObject, customer: StripeObject) -> Any:
        """One saved method: its name, and what can be done with it."""
        name, default = plain_name(method), method["id"] == customer["default_source"]
        about = widgets.HTML(panels.paragraph(named(method, customer)), layout=NAME)
        buttons = [self.button(f"Pay with {name}", lambda: self.pay(method))]
        if not default:
            says = f"Make {name} the default"
            buttons.append(self.button(says, lambda: self.make_default(method)))
        buttons.append(self.button(f"Remove {name}", lambda: self.remove(method)))
        return widgets.HBox([about, *buttons], layout=WRAPPED)

    def button(self, says: str, act: Callable[[], StripeObject]) -> OneClick:
        """A button that does something, and shows what comes of it."""
        made = OneClick(description=says, layout={"width": "max-content"})
        made.on_click(lambda _: self.press(made, act))
        return made

    def press(self, button: OneClick, act: Callable[[], StripeObject]) -> None:
        """Do it, show what comes of it, and have all buttons back."""
        button.disabled, self.result, self.error = True, None, None
        try:
            self.result = act()
            self.message.value = panels.panel(
                "status", panels.DONE, told(self.result), ""
            )
            self.redraw()
        except ApiError as refusal:
            self.error = refusal
            self.message.value = panels.refusal(refusal, asked=True)
            self.redraw()
        except Exception as error:
            self.error, self.message.value = error, panels.fault(error)
            raise
        finally:
            button.disabled = False

    def __repr__(self) -> str:
        return f"<Wallet of {self.who}: {', '.join(self.names) or 'empty'}>"

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        """The live wallet, and what it looks like for readers without a kernel."""
        self.draw()
        bundle: dict[str, Any] = super()._repr_mimebundle_(**options)
        rows = [(name, "saved", "") for name in self.names]
        html = panels.snapshot(
            f"Saved payment methods of {self.who}",
            "GET /v1/customers/{customer}/sources",
            rows,
            [self.add.description],
            self.message.value,
        )
        return bundle | {"text/plain": repr(self), "text/html": html}


LIST = "customers.sources.list"
WRAPPED = {"flex_flow": "row wrap", "align_items": "center"}
NAME = {"flex": "1 1 16rem"}


def labelled(kind: Any, label: str, **values: Any) -> Any:
    """A field with its label, as wide as it needs to be."""
    look = {"style": {"description_width": "initial"}, "layout": {"max_width": "100%"}}
    return kind(description=label, **look, **values)


def plain_name(method: StripeObject) -> str:
    """What a person calls a payment method: its brand, and its last four."""
    brand = field(method, "*.brand") or field(method, "*.bank_name")
    kind = str(method.get("type", method["object"])).replace("_", " ")
    return f"{brand or kind} {field(method, '*.last4') or method['id']}"


def named(method: StripeObject, customer: StripeObject) -> str:
    """The same, with what a person wants to know of it."""
    month, year = field(method, "*.exp_month"), field(method, "*.exp_year")
    until = f", expires {month}/{year}" if year else ""
    default = " (default)" if method["id"] == customer["default_source"] else ""
    return f"{plain_name(method)}{until}{default}"


def told(answer: StripeObject) -> str:
    """What was done, in a few words."""
    if answer["object"] == "charge":
        return f"Paid {spelt(answer['amount'], answer['currency'])}: {answer['id']}"
    if answer["object"] == "customer":
        return f"The default is {answer['default_source']} now."
    gone = answer.get("deleted") or answer.get("status") == "consumed"
    return f"{'Removed' if gone else 'Added'} {answer['id']}."
