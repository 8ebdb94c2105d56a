"""What the owner of a payment sees: authorise it, or let it fail.

>>> from sandbox import Sandbox
>>> sandbox = Sandbox(seed=2)
>>> source = sandbox.call("sources.create", type="ideal", amount=1099, currency="eur",
...     redirect={"return_url": "https://example.com/return"})
>>> panel = AuthorisePanel(sandbox, source)
>>> panel
<AuthorisePanel: 10.99 EUR by ideal, pending>
>>> panel.authorise.click()
>>> panel.result["status"]
'chargeable'
"""

from contextlib import suppress
from typing import Any

import ipywidgets as widgets

from sandbox.domain.money import spelt
from sandbox.domain.return_urls import arrival
from sandbox.errors import ApiError, no_such
from sandbox.session import Sandbox
from sandbox.widgets import panels
from sandbox.widgets.acting import PRIMARY, Acting
from sandbox.widgets.controls import as_text, side_by_side
from sandbox.wire import StripeObject

TITLE = "Authorise this payment?"
CALL = "POST /_sandbox/sources/{source}/authorise"


class AuthorisePanel(Acting):
    """The page of the bank, in a notebook: the same choices, and where they lead.

    `AuthorisePanel(sandbox, source)` takes a source or its id. `authorise.click()` and
    `fail.click()` decide; then `result` is the source as it is now and `returns_to` the
    address that its owner comes back to, or `error` what went wrong.
    Raises: ApiError for what is no source.
    """

    def __init__(self, sandbox: Sandbox, source: Any) -> None:
        """Draw the panel of a source."""
        super().__init__(sandbox)
        self.source_id = as_text(source)
        self._seen = sandbox.call("workbench.object", object_id=self.source_id)
        if self._seen["object"] != "source":
            raise no_such("source", self.source_id, param="source", status=404)
        self.about = widgets.HTML()
        self.authorise = self.action(
            "Authorise payment", lambda: self.decide("succeeded"), button_style=PRIMARY
        )
        self.fail = self.action("Fail payment", lambda: self.decide("failed"))
        buttons = side_by_side(self.authorise, self.fail)
        self.fill(self.about, buttons, self.message)
        self.redraw()

    @property
    def source(self) -> StripeObject:
        """The source as it is now; as it was, where it has been reset away."""
        with suppress(ApiError):
            self._seen = self.sandbox.call("workbench.object", object_id=self.source_id)
        return self._seen

    @property
    def returns_to(self) -> str | None:
        """The address that the owner of the payment comes back to, query included."""
        return arrival(self.source) if "redirect" in self.source else None

    def decide(self, outcome: str) -> str:
        """Tell the bank; what there is to show for it."""
        self.result = self.sandbox.authorise(self.source_id, outcome=outcome)
        return panels.result(self.result, None) + self._way_back()

    def _way_back(self) -> str:
        """Where the owner of the payment is now: back at the shop, with its query."""
        if self.returns_to is None:
            return ""
        return panels.done("Back to the shop", panels.paragraph(self.returns_to))

    def redraw(self) -> None:
        """Show the payment as it is now."""
        self.about.value = panels.heading(TITLE, CALL) + panels.facts(self._rows())

    def _rows(self) -> panels.Rows:
        """What there is to know before one decides."""
        source = self.source
        rows = {
            "amount": price(source) or "none yet",
            "type": source["type"],
            "source": source["id"],
            "status": source["status"],
        }
        if "redirect" in source:
            rows["return_url"] = source["redirect"]["return_url"]
        return list(rows.items())

    def __repr__(self) -> str:
        source = self.source
        words = f"{price(source)} by {source['type']}, {source['status']}"
        return f"<AuthorisePanel: {words.strip()}>"

    def on_paper(self) -> str:
        """The question and its answers, for readers without a kernel."""
        rows = [(name, value, "") for name, value in self._rows()]
        buttons = [self.authorise.description, self.fail.description]
        return panels.snapshot(TITLE, CALL, rows, buttons, self.message.value)


def price(source: StripeObject) -> str:
    """How much a source is good for, if that was said."""
    amount, currency = source["amount"], source["currency"]
    return spelt(amount, currency) if amount and currency else ""
