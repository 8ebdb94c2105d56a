"""The forms of the lessons: each names an operation, and the fields to ask for.

>>> from sandbox import Sandbox
>>> form = CreateSourceForm(Sandbox(), token="tok_amex")
>>> form
<CreateSourceForm: POST /v1/sources type='card' usage='reusable' token='tok_amex' owner.name=''>
>>> form.button.click()
>>> form.result["card"]["brand"]
'American Express'
"""  # noqa: E501 - a doctest shows the whole form

from typing import Any, ClassVar

from sandbox.domain.payment_types import TYPES
from sandbox.session import Sandbox
from sandbox.widgets.authorise import AuthorisePanel
from sandbox.widgets.fields import CLOSED, dots, dotted
from sandbox.widgets.form import Form

__all__ = [
    "AttachForm",
    "AuthorisePanel",
    "ChargeForm",
    "CreateCustomerForm",
    "CreateSourceForm",
    "Form",
    "SetDefaultForm",
]


EXAMPLES = {name: dotted(kind.example) for name, kind in TYPES.items()}
"""What a source of each type can be made of, by the names of the fields."""

NEEDED = [dots(need) for kind in TYPES.values() for need in kind.needs]
MORE = ["three_d_secure.customer"]
"""What only some sources of a type need: a card that is attached."""
NAMES = NEEDED + MORE + [name for example in EXAMPLES.values() for name in example]
INNER = dict.fromkeys(name for name in NAMES if "." in name)
OF_TYPES = [n for n in (INNER | CLOSED) if n.split(".")[0] in TYPES]
"""Fields that one type has a use for, and no other."""
OF_EVERY = sorted(n for n in INNER if n not in OF_TYPES)
"""Fields that any type may have a use for: who pays, and where that one comes back."""


def underscored(values: dict[str, Any]) -> dict[str, Any]:
    """Values by the names of fields, as a form is given them: `owner__name=`."""
    return {name.replace(".", "__"): value for name, value in values.items()}


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
    """Create a source. What its type has no use for is neither shown nor sent.

    Another type brings its own example along, where nothing else was typed: an owner
    for an account, none for a card.
    """

    asks, needs = "sources.create", ("type",)
    names = " ".join(["type usage token amount currency", *OF_TYPES, *OF_EVERY])
    begins: ClassVar[dict[str, Any]] = underscored(
        {
            name: value
            for example in reversed(EXAMPLES.values())
            for name, value in example.items()
            if name not in OF_EVERY
        }
        | {"usage": "reusable"}
    )

    def __init__(self, sandbox: Sandbox, **values: Any) -> None:
        """Draw the form, filled in with the example of its type."""
        example = EXAMPLES.get(values.get("type", "card"), {})
        super().__init__(sandbox, **(underscored(example) | values))

    def _wire(self) -> None:
        super()._wire()
        self.fields["type"].observe(lambda _: self._suggest(), "value")

    def _suggest(self) -> None:
        """Fill in the example of the chosen type, where nothing else was typed."""
        example = EXAMPLES[self.fields["type"].value]
        for name, value in (dict.fromkeys(OF_EVERY, "") | example).items():
            suggested = {example.get(name, "") for example in EXAMPLES.values()}
            if self.fields[name].value in suggested:
                self.fields[name].value = value

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
            "redirect": "redirect[return_url]" in kind.needs,
        } | {other: other == kind.name for other in TYPES}
        if name == "owner.email":  # where a lever of test mode may be pulled
            return kind.waits
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
