"""A notebook with one of everything that the project draws."""

from collections.abc import Iterable
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

SETUP = """
%load_ext sandbox
import stripe
from sandbox import connect
from sandbox.widgets.forms import (
    AttachForm, AuthorisePanel, ChargeForm, CreateCustomerForm, CreateSourceForm,
    SetDefaultForm,
)
from sandbox.widgets.inspector import Inspector
from sandbox.widgets.snippet_panel import SnippetPanel
from sandbox.widgets.wallet import Wallet
sandbox = connect(seed=2)
jenny = stripe.Customer.create(email="jenny@example.com")
visa = stripe.Source.create(type="card", token="tok_visa", usage="reusable")
amex = stripe.Source.create(type="card", token="tok_amex", usage="reusable")
for card in (visa, amex):
    stripe.Customer.create_source(jenny.id, source=card.id)
charge = stripe.Charge.create(amount=1099, currency="eur", customer=jenny.id)
once = stripe.Source.create(type="card", token="tok_visa", usage="single_use")
stripe.Charge.create(amount=500, currency="eur", customer=jenny.id, source=once.id)
ideal = stripe.Source.create(
    type="ideal", amount=1099, currency="eur",
    redirect={"return_url": "https://example.com/return"},
)
spare = stripe.Source.create(type="card", token="tok_mastercard", usage="reusable")
SNIPPET = "curl https://api.stripe.com/v1/customers -u sk_test_123: -d email=a@b.eu"
"""

SHOWN = {
    "create-source": 'CreateSourceForm(sandbox, type="card")',
    "create-customer": "CreateCustomerForm(sandbox)",
    "attach": "AttachForm(sandbox, customer=jenny.id, source=spare.id)",
    "set-default": "SetDefaultForm(sandbox, customer=jenny.id, default_source=amex.id)",
    "charge-form": "ChargeForm(sandbox, customer=jenny.id)",
    "authorise": "AuthorisePanel(sandbox, ideal)",
    "wallet": "Wallet(sandbox, jenny)",
    "inspector": "Inspector(sandbox)",
    "snippet": "SnippetPanel(sandbox, SNIPPET)",
    "life-of-a-source": "sandbox.life(visa)",
    "life-of-a-charge": "sandbox.life(charge)",
    "customer-picture": "sandbox.picture(jenny)",
    "story": "sandbox.story(once)",
    "card-of-a-source": "visa",
    "card-of-a-customer": "stripe.Customer.retrieve(jenny.id)",
    "list": "stripe.Charge.list()",
    "refusal": 'stripe.Charge.create(amount=1099, currency="eur", source=visa.id)',
    "table": 'sandbox.table("charges")',
    "exercise": 'with sandbox.exercise("1.1"):\n    ...',
    "progress": "sandbox.progress()",
}
"""Cells by the name of their picture."""

PRESSED = {
    "create-source": "Create source",
    "create-customer": "Create customer",
    "attach": "Attach source",
    "set-default": "Set default source",
    "charge-form": "Charge",
    "authorise": "Authorise payment",
    "wallet": "Pay",
    "inspector": "Refresh",
    "snippet": "Run it",
}
"""What can be pressed, with a button of it."""

TWICE = [*PRESSED, "authorise"]
"""The same with two panels of one source."""

RAISING = ("refusal",)
PLACES = {name: place for place, name in enumerate(SHOWN, 1)}
"""Where each cell stands."""


def write(path: Path, names: Iterable[str] = SHOWN) -> None:
    """Write the notebook, or one of some of its cells, not run yet."""
    tags = {name: {"tags": ["raises-exception"]} for name in RAISING}
    cells = [new_code_cell(SETUP.strip())]
    cells += [new_code_cell(SHOWN[name], metadata=tags.get(name, {})) for name in names]
    spec = {"name": "python3", "display_name": "Python 3 (ipykernel)"}
    notebook = new_notebook(cells=cells, metadata={"kernelspec": spec})
    nbformat.write(notebook, path)
