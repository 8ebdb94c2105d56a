"""The forms of the lessons: each names an operation, and the fields to ask for.

>>> from sandbox import Sandbox
>>> form = CreateSourceForm(Sandbox(), token="tok_amex")
>>> form
<CreateSourceForm: POST /v1/sources type='card' usage='reusable' token='tok_amex' owner.name='Jenny Rosen'>
>>> form.button.click()
>>> form.result["card"]["brand"]
'American Express'
"""  # noqa: E501 - a doctest shows the whole form

from typing import Any, ClassVar

from sandbox.domain.payment_types import TYPES
from sandbox.resources.workbench.given import STAND_INS
from sandbox.session import Sandbox
from sandbox.widgets.fields import dotted
from sandbox.widgets.form import Form

__all__ = [
    "AttachForm",
    "ChargeForm",
    "CreateCustomerForm",
    "CreateSourceForm",
    "Form",
    "SetDefaultForm",
]


class NamedForm(Form):
    """A form whose operation, fields and words are known by its name."""

    asks: ClassVar[str]
    names: ClassVar[str]
    says: ClassVar[str | None] = None
    begins: ClassVar[dict[str, Any]] = {}

    def __init__(self, sandbox: Sandbox, **values: Any) -> None:
        """Draw the form; its title is the first sentence of its description."""
        title = (type(self).__doc__ or "").partition(".")[0]
        names, values = self.names.split(), self.begins | values
        super().__init__(
            sandbox, self.asks, names, title=title, button=self.says, **values
        )


class CreateSourceForm(NamedForm):
    """Create a source. What its type has no use for is neither shown nor sent."""

    asks = "sources.create"
    names = (
        "type usage token amount currency sepa_debit.iban owner.name ideal.bank"
        " redirect.return_url"
    )
    begins: ClassVar[dict[str, Any]] = {
        name.replace(".", "__"): value
        for example in STAND_INS.values()
        for name, value in dotted(example).items()
    } | {"usage": "reusable"}

    def fits(self, name: str) -> bool:
        """Whether the chosen type has a use for a field."""
        kind = TYPES[self.fields["type"].value]
        usage = self.fields["usage"].value if len(kind.usages) > 1 else kind.usage
        single = usage == "single_use"
        rules = {
            "usage": len(kind.usages) > 1,
            "token": kind.name == "card",
            "amount": single,
            "currency": single or bool(kind.currencies),
            "redirect": kind.flow == "redirect",
        } | {other: other == kind.name for other in TYPES}
        return rules.get(name.partition(".")[0], True)


class CreateCustomerForm(NamedForm):
    """Create a customer. With a source, it is attached, and becomes the default."""

    asks, names = "customers.create", "email source"


class AttachForm(NamedForm):
    """Attach a source to a customer."""

    asks, names, says = "customers.sources.create", "customer source", "Attach source"


class SetDefaultForm(NamedForm):
    """Set the default source of a customer."""

    asks, names, says = (
        "customers.update",
        "customer default_source",
        "Set default source",
    )
    needs = ("default_source",)


class ChargeForm(NamedForm):
    """Charge a source, a customer, or both."""

    asks, names, says = "charges.create", "amount currency customer source", "Charge"
    begins: ClassVar[dict[str, Any]] = {"amount": 1099, "currency": "eur"}
