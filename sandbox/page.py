"""The page this project teaches: its headings, and what of it a request can break.

>>> RULES["single use"].url
'https://docs.stripe.com/sources/customers#single-use-sources'
"""

from typing import Literal, NamedTuple

PAGE = "https://docs.stripe.com/sources/customers"

Broken = Literal[
    "chargeable",
    "consumed",
    "new customer",
    "existing customer",
    "default",
    "attached",
    "without source",
    "single use",
    "attributed",
]
"""Rules of the page, as a refusal names the one that it belongs to."""


class Rule(NamedTuple):
    """A rule under a heading of the page, in our words."""

    heading: str
    says: str

    @property
    def url(self) -> str:
        """Where the heading stands."""
        return f"{PAGE}#{self.heading.lower().replace(' ', '-')}"


REUSABLE = "Reusable Sources"
EXISTING = "Attaching a Source to an existing Customer"
CHARGING = "Charging a Source attached to a Customer"

RULES: dict[Broken, Rule] = {
    "chargeable": Rule(REUSABLE, "What is charged is a source that is chargeable."),
    "consumed": Rule(
        REUSABLE,
        "A reusable source is attached before it is charged: a charge consumes it "
        "otherwise.",
    ),
    "new customer": Rule(
        "Attaching a Source to a new Customer",
        "A customer can begin with a source that was made before, and is nobody's.",
    ),
    "existing customer": Rule(
        EXISTING, "A source is attached after it was made, and to one customer."
    ),
    "default": Rule(EXISTING, "The default is one of the customer's own sources."),
    "attached": Rule(
        CHARGING, "What is attached is charged together with its own customer."
    ),
    "without source": Rule(
        CHARGING, "A charge that names no source takes the default of its customer."
    ),
    "single use": Rule(
        "Single-use Sources", "Each payment takes a single-use source of its own."
    ),
    "attributed": Rule(
        "Attributing single-use Sources payments to Customers",
        "A charge may refer to a customer who does not have the source that pays.",
    ),
}
"""Every rule of the page that a request can break, under the page's headings.

Source: docs.stripe.com/sources/customers
"""
