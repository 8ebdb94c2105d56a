"""What a form asks for, and how it asks."""

import ipywidgets as widgets
import pytest
import stripe

from sandbox import Sandbox
from sandbox.operations import BY_NAME
from sandbox.widgets.controls import Ids, Line
from sandbox.widgets.fields import askable
from sandbox.widgets.forms import (
    AttachForm,
    CreateSourceForm,
    Form,
)


@pytest.mark.parametrize(
    ("operation", "expected"),
    {
        "customers.create": [],
        "charges.create": ["amount", "currency"],
        "customers.sources.create": ["customer", "source"],
        "customers.sources.detach": ["customer", "source"],
        "tokens.create": [],
    }.items(),
)
def test_fields_by_default(
    sandbox: Sandbox, operation: str, expected: list[str]
) -> None:
    """A form asks for the ids and parameters that its operation needs."""
    assert expected == list(Form(sandbox, operation).fields)


def test_fields_are_drawn_in_order(sandbox: Sandbox) -> None:
    """A form asks for the named fields in their order, then for those with a value."""
    form = Form(sandbox, "customers.create", ["name", "email"], address__city="Ghent")

    assert ["name", "email", "address.city"] == list(form.fields)
    assert "Ghent" == form.fields["address.city"].value


@pytest.mark.parametrize(
    ("name", "kind"),
    {
        "source": Ids,
        "customer": Ids,
        "capture": widgets.Checkbox,
        "amount": Line,
        "receipt_email": Line,
    }.items(),
)
def test_kinds_of_fields(sandbox: Sandbox, name: str, kind: type) -> None:
    """Each kind of parameter has its kind of widget."""
    assert kind is type(Form(sandbox, "charges.create", [name]).fields[name])


def test_choices(sandbox: Sandbox) -> None:
    """A parameter with few values is chosen; an optional one may stay empty."""
    fields = Form(sandbox, "sources.create", ["type", "usage", "ideal.bank"]).fields

    assert ("", "card", "sepa_debit", "ideal") == fields["type"].options[:4]
    assert ("", "reusable", "single_use") == fields["usage"].options
    assert ("", "abn_amro") == fields["ideal.bank"].options[:2]
    assert ("", "", "") == tuple(field.value for field in fields.values())


@pytest.mark.parametrize(
    ("name", "label"),
    {
        "type": "Type",
        "owner.name": "Owner name",
        "sepa_debit.iban": "SEPA debit IBAN",
        "redirect.return_url": "Redirect return URL",
        "ideal.bank": "iDEAL bank",
        "three_d_secure.card": "3D Secure card",
        "card.exp_month": "Card expiry month",
    }.items(),
)
def test_labels_are_words(sandbox: Sandbox, name: str, label: str) -> None:
    """A field is labelled in full words, and tells what it is for."""
    field = Form(sandbox, "sources.create", [name]).fields[name]

    assert label == field.description
    assert askable(BY_NAME["sources.create"])[name].meaning in field.tooltip


def test_no_label_is_cut(sandbox: Sandbox) -> None:
    """There is room for the longest label that is seen, and for all of the button."""
    form = CreateSourceForm(sandbox)

    seen = [form.fields[name] for name in form.fields if form.fits(name)]
    longest = max(len(field.description) for field in seen)
    widths = {field.style.description_width for field in seen}

    assert len(seen) < len(form.fields)
    assert {f"{longest + 1}ch"} == widths
    assert "max-content" == form.button.layout.width


def test_unknown_operation(sandbox: Sandbox) -> None:
    """An operation that does not exist is refused with those that do."""
    with pytest.raises(ValueError, match=r"'customers\.greet'.* customers\.create"):
        Form(sandbox, "customers.greet")


@pytest.mark.parametrize(
    ("fields", "values"),
    [(["emial"], {}), (["owner"], {}), ([], {"emial": "a@example.com"})],
)
def test_unknown_field(
    sandbox: Sandbox, fields: list[str], values: dict[str, str]
) -> None:
    """A field that the operation does not have is refused with those that it has."""
    with pytest.raises(ValueError, match=r"customers\.create has no field .* email,"):
        Form(sandbox, "customers.create", fields, **values)


def test_unknown_choice(sandbox: Sandbox) -> None:
    """A value that cannot be chosen is refused with those that can."""
    with pytest.raises(ValueError, match=r"'klarna'.* card, sepa_debit, ideal"):
        CreateSourceForm(sandbox, type="klarna")


def test_no_flag(sandbox: Sandbox) -> None:
    """A checkbox begins as True or False, and as nothing else."""
    with pytest.raises(ValueError, match=r"capture is 'false': give True or False"):
        Form(sandbox, "charges.create", capture="false")


def test_objects_stand_for_their_ids(
    sandbox: Sandbox, customer: str, source: str
) -> None:
    """An object of the SDK, or one that a form made, stands for its id."""
    by_sdk = stripe.Customer.retrieve(customer)
    by_call = sandbox.call("sources.retrieve", source=source)

    form = AttachForm(sandbox, customer=by_sdk, source=by_call)

    assert (customer, source) == tuple(field.value for field in form.fields.values())
