"""The forms of the lessons, each pressed as a reader would."""

import pytest

from sandbox import Sandbox
from sandbox.domain.payment_types import TYPES
from sandbox.widgets.forms import (
    AttachForm,
    ChargeForm,
    CreateCustomerForm,
    CreateSourceForm,
    SetDefaultForm,
)
from tests.widgets.hands import pressed, refusal, shown


@pytest.mark.parametrize("kind", TYPES)
def test_create_source(sandbox: Sandbox, kind: str) -> None:
    """A source of every type is made by choosing the type and pressing the button."""
    card = sandbox.given("src_card", token="tok_threeDSecureRequired")
    form = CreateSourceForm(sandbox, three_d_secure__card=card)

    form.fields["type"].value = kind
    form.button.click()

    assert form.error is None
    assert form.result
    assert (kind, TYPES[kind].usage) == (form.result["type"], form.result["usage"])


@pytest.mark.parametrize(
    ("values", "sent"),
    [
        ({"type": "card"}, "type usage token"),
        (
            {"type": "card", "usage": "single_use"},
            "type usage token amount currency",
        ),
        ({"type": "sepa_debit"}, "type currency sepa_debit.iban owner.name"),
        ({"type": "ideal"}, "type amount currency redirect.return_url"),
    ],
    ids=["card", "single-use card", "sepa_debit", "ideal"],
)
def test_create_source_sends_what_fits(
    sandbox: Sandbox, values: dict[str, str], sent: str
) -> None:
    """A field that does not fit the chosen type is neither shown nor sent."""
    form = CreateSourceForm(sandbox)

    for name, value in values.items():
        form.fields[name].value = value

    rows = dict(zip(form.fields, form.children[2:], strict=False))
    visible = [name for name, row in rows.items() if row.layout.display != "none"]
    assert sent.split() == list(form.filled())
    assert sent.split() == [name for name in visible if form.fields[name].value]


def test_an_owner_comes_with_an_account(sandbox: Sandbox) -> None:
    """An account is suggested with its owner, and a card without; what is typed stays.

    Nobody is named in a request that a reader did not type.
    """
    form = CreateSourceForm(sandbox)
    owner, kind = form.fields["owner.name"], form.fields["type"]
    seen = [owner.value]
    for chosen in ("sepa_debit", "card"):
        kind.value = chosen
        seen.append(owner.value)

    owner.value = "Ada"
    kind.value = "sepa_debit"

    assert ["", "Jenny Rosen", ""] == seen
    assert "Ada" == owner.value


def test_a_card_is_sent_without_an_owner(sandbox: Sandbox) -> None:
    """The form of a card, sent as it is drawn, names no owner."""
    made = pressed(CreateSourceForm(sandbox)).result

    assert made
    assert made["owner"]["name"] is None


def test_create_source_pulls_a_lever(sandbox: Sandbox) -> None:
    """The e-mail of a payment that waits can be typed, and may authorise it."""
    form = CreateSourceForm(sandbox, type="ideal")

    form.fields["owner.email"].value = "my_chargeable@example.com"
    form.button.click()

    assert form.result
    made = sandbox.call("sources.retrieve", source=form.result["id"])
    assert ("pending", "chargeable") == (form.result["status"], made["status"])


def test_create_source_of_an_attached_card(sandbox: Sandbox, customer: str) -> None:
    """3D Secure of a card that is attached asks for its customer, too."""
    card = sandbox.given("src_1", customer=customer)["id"]
    form = CreateSourceForm(sandbox, type="three_d_secure")

    form.fields["three_d_secure.card"].value = card
    form.fields["three_d_secure.customer"].value = customer
    form.button.click()

    assert form.result
    assert customer == form.result["three_d_secure"]["customer"]


def test_create_customer(sandbox: Sandbox, source: str) -> None:
    """A customer is created with a source, which becomes the default, or without."""
    without = pressed(CreateCustomerForm(sandbox, email="jenny@example.com"))
    having = pressed(CreateCustomerForm(sandbox, source=source))

    assert without.result
    assert having.result
    assert ("jenny@example.com", None) == (
        without.result["email"],
        without.result["default_source"],
    )
    assert (None, source) == (having.result["email"], having.result["default_source"])


def test_attach(sandbox: Sandbox, customer: str, source: str) -> None:
    """A source is attached to a customer."""
    form = pressed(AttachForm(sandbox, customer=customer, source=source))

    assert form.result
    assert (source, customer) == (form.result["id"], form.result["customer"])


def test_attach_single_use(sandbox: Sandbox, customer: str) -> None:
    """A single-use source is attached, and a notice says why it had better not be."""
    once = sandbox.call(
        "sources.create", usage="single_use", type="card", token="tok_visa"
    )

    form = pressed(AttachForm(sandbox, customer=customer, source=once))

    assert form.error is None
    assert f"{once['id']} is single_use" in shown(form).words
    assert ["status", "status"] == shown(form).roles


def test_set_default(sandbox: Sandbox, customer: str) -> None:
    """The default of a customer is moved to another of its sources."""
    for name in ("src_1", "src_2"):
        sandbox.given(name)
        sandbox.call("customers.sources.create", customer=customer, source=name)

    form = pressed(SetDefaultForm(sandbox, customer=customer, default_source="src_2"))

    assert form.result
    assert "src_2" == form.result["default_source"]


def test_set_default_to_nothing(sandbox: Sandbox, customer: str) -> None:
    """Setting the default asks for one, though an update needs no parameter."""
    form = pressed(SetDefaultForm(sandbox, customer=customer))

    assert (400, "parameter_missing", "default_source") == refusal(form)
    assert "" == form.fields["default_source"].placeholder


def test_charge(sandbox: Sandbox) -> None:
    """A customer, a source, or both are charged; with neither, it is refused."""
    sandbox.given("cus_1")
    sandbox.given("src_own", customer="cus_1")
    sandbox.given("src_free")
    sandbox.given("src_once", usage="single_use")
    asked: list[dict[str, str]] = [
        {"customer": "cus_1"},
        {"source": "src_free"},
        {"customer": "cus_1", "source": "src_once"},
        {},
    ]

    forms = [pressed(ChargeForm(sandbox, **values)) for values in asked]

    assert [
        ("cus_1", "src_own", "chargeable"),
        (None, "src_free", "consumed"),
        ("cus_1", "src_once", "consumed"),
    ] == [
        (made["customer"], made["source"]["id"], made["source"]["status"])
        for form in forms
        if (made := form.result)
    ]
    assert (400, "parameter_missing", None) == refusal(forms[-1])
