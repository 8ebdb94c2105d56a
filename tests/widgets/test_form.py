"""A form: checked before it is sent, answered in place, usable again."""

import re
from html import escape

import ipywidgets as widgets
import pytest
import stripe
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic_core import to_json

from sandbox import Sandbox
from sandbox.errors import ApiError
from sandbox.operations import BY_NAME
from sandbox.widgets.fields import askable
from sandbox.widgets.forms import (
    AttachForm,
    ChargeForm,
    CreateCustomerForm,
    CreateSourceForm,
    Form,
    NamedForm,
    SetDefaultForm,
)
from sandbox.wire import Request, Response
from tests.asking import contents, journal
from tests.widgets.hands import Reader, pressed, refusal, shown


def test_every_operation_has_a_form(sandbox: Sandbox) -> None:
    """Whatever is in the catalogue can be drawn with all its fields, and pressed."""
    assert BY_NAME
    for name, operation in BY_NAME.items():
        form = pressed(Form(sandbox, name, askable(operation)))

        assert (form.result is None) == isinstance(form.error, ApiError), name
        assert form.message.value, name
        assert not form.button.disabled, name


def test_ids_are_offered(sandbox: Sandbox) -> None:
    """A form offers the ids that exist when it is drawn, the newest first."""
    for name in ("cus_1", "cus_2", "src_1"):
        sandbox.given(name)

    fields = ChargeForm(sandbox).fields

    assert ("cus_2", "cus_1") == fields["customer"].options
    assert ("src_1",) == fields["source"].options
    assert not fields["source"].ensure_option


def test_ids_are_refreshed(sandbox: Sandbox) -> None:
    """What one form makes, the others offer at once."""
    attach = AttachForm(sandbox)

    made = pressed(CreateCustomerForm(sandbox)).result

    assert made
    assert (made["id"],) == attach.fields["customer"].options


def test_ids_are_refreshed_when_shown(sandbox: Sandbox, customer: str) -> None:
    """A form that is shown again offers what is there now."""
    form = AttachForm(sandbox)
    sandbox.call("customers.delete", customer=customer)
    sandbox.given("cus_1")

    form._repr_mimebundle_()

    assert ("cus_1",) == form.fields["customer"].options


def test_ids_of_another_sandbox(sandbox: Sandbox) -> None:
    """Each form offers what its own sandbox holds."""
    other = Sandbox()
    form = AttachForm(other)

    pressed(CreateCustomerForm(sandbox))

    assert () == form.fields["customer"].options


def test_test_tokens_are_offered(sandbox: Sandbox) -> None:
    """The test tokens are always there, and offered."""
    assert {"tok_visa", "tok_amex"} <= {
        *CreateSourceForm(sandbox).fields["token"].options
    }


def test_many_ids(sandbox: Sandbox) -> None:
    """Of many ids the newest hundred are offered."""
    made = [sandbox.call("customers.create")["id"] for _ in range(101)]

    assert tuple(made[:0:-1]) == AttachForm(sandbox).fields["customer"].options


class Counting(Sandbox):
    """A sandbox that counts what it is asked."""

    asked = 0

    def handle(self, request: Request) -> Response:
        """Answer, and count."""
        self.asked += 1
        return super().handle(request)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (CreateSourceForm, "token"),
        (ChargeForm, "amount"),
        (ChargeForm, "customer"),
        (CreateCustomerForm, "email"),
    ],
)
def test_the_code_follows_each_letter(kind: type[NamedForm], name: str) -> None:
    """While one types, the code does too, in few bytes; nothing is asked for it."""
    sandbox = Counting()
    form = kind(sandbox)
    before, sent = sandbox.asked, list[int]()
    form.code.observe(lambda change: sent.append(len(to_json(change["new"]))), "code")
    for letters in ("j", "je", "jen"):
        form.fields[name].set_state({"value": letters})  # as a browser tells it
        assert "jen"[: len(letters)] in form.code.text("python", "page")

    assert form.fields[name].continuous_update
    assert before == sandbox.asked
    assert 3 == len(sent)
    assert max(sent) < FEW_BYTES


FEW_BYTES = 8_000
"""What a letter may send to the browser: the code in all languages and styles."""


@pytest.mark.parametrize("stored", [0, 101])
def test_ids_cost_one_request_a_kind(stored: int) -> None:
    """However many objects there are, a form looks up each kind with one request."""
    sandbox = Counting()
    for _ in range(stored):
        sandbox.call("customers.create")

    AttachForm(sandbox)

    assert stored + len(["customers", "sources"]) == sandbox.asked


def test_a_planted_failure_waits(sandbox: Sandbox, customer: str) -> None:
    """Looking up ids uses up no planted failure: it comes when the form is pressed."""
    sandbox.fail_next("rate_limit")

    form = pressed(SetDefaultForm(sandbox, customer=customer, default_source="src_1"))

    assert (429, "rate_limit", None) == refusal(form)


def test_what_is_sent(sandbox: Sandbox) -> None:
    """What is typed is sent, nested as its names say, without blanks around it."""
    form = Form(sandbox, "customers.create", ["email", "name", "address.city"])
    form.fields["address.city"].value = " Ghent "

    form.button.click()

    assert form.result
    assert '{"address":{"city":"Ghent"}}' == journal(sandbox)[-1]["params"]
    assert "Ghent" == form.result["address"]["city"]


def test_flags_are_sent_when_they_differ(sandbox: Sandbox) -> None:
    """A flag is sent when it says something else than the operation assumes."""
    form = Form(sandbox, "charges.create", ["capture"], amount=1099)

    assert {"amount": "1099"} == form.filled()
    form.fields["capture"].value = False
    assert {"amount": "1099", "capture": False} == form.filled()


def test_without_capture(sandbox: Sandbox, source: str) -> None:
    """A charge that is not to be captured is not."""
    form = ChargeForm(sandbox, source=source, capture=False)

    assert form.filled()["capture"] is False
    assert pressed(form).result
    assert form.result
    assert not form.result["captured"]


@pytest.mark.parametrize(
    ("form", "values", "expected"),
    [
        (AttachForm, {"source": "src_1"}, (400, "parameter_missing", "customer")),
        (AttachForm, {"customer": "cus_1"}, (400, "parameter_missing", "source")),
        (ChargeForm, {"amount": "ten"}, (400, "parameter_invalid_integer", "amount")),
        (ChargeForm, {"amount": ""}, (400, "parameter_missing", "amount")),
        (CreateCustomerForm, {"email": "x" * 5001}, (400, None, "email")),
        (
            CreateSourceForm,
            {"type": "ideal", "redirect__return_url": "x" * 5001},
            (400, None, "redirect[return_url]"),
        ),
    ],
)
def test_checked_before_it_is_sent(
    sandbox: Sandbox,
    form: type[Form],
    values: dict[str, str],
    expected: tuple[int, str | None, str],
) -> None:
    """What the parameters alone forbid is refused in place, and no request is made."""
    drawn = pressed(form(sandbox, **values))

    assert expected == refusal(drawn)
    assert expected[2] in shown(drawn).words
    assert "Not sent" in shown(drawn).words
    assert [] == journal(sandbox)


def test_the_same_refusal(sandbox: Sandbox, source: str) -> None:
    """What a form refuses by itself, it refuses with the words of the answer."""
    form = pressed(ChargeForm(sandbox, amount="1.5", source=source))

    with pytest.raises(stripe.InvalidRequestError) as caught:
        stripe.Charge.create(amount="1.5", currency="eur", source=source)  # type: ignore[arg-type]

    error = caught.value
    assert form.error
    assert refusal(form) == (error.http_status, error.code, error.param)
    assert str(form.error) == error.user_message


NASTY = {
    "emoji": "🦊 Žofie 支付",
    "html": "<script>alert(1)</script>\"'&",
    "long": "x" * 10_000,
    "brackets": "a[b][c]=d&e%zz",
    "blank": "   ",
    "control": "a\x00b\nc",
    "path": "../../v1/charges?limit=1#top",
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_nasty_text(sandbox: Sandbox, text: str) -> None:
    """Whatever is typed, the answer is a result or a refusal, and it is escaped."""
    forms = [
        CreateCustomerForm(sandbox, email=text),
        CreateCustomerForm(sandbox, source=text),
        AttachForm(sandbox, customer=text, source=text),
        ChargeForm(sandbox, amount=text, currency=text, customer=text),
        CreateSourceForm(sandbox, token=text, owner__name=text),
    ]

    for form in map(pressed, forms):
        assert (form.result is None) == isinstance(form.error, ApiError)
        html = Reader(form._repr_mimebundle_()["text/html"])
        assert "script" not in html.tags | shown(form).tags


def test_html_is_shown_as_it_was_typed(sandbox: Sandbox) -> None:
    """HTML in a value stands in the outcome and the snapshot as text."""
    form = pressed(CreateCustomerForm(sandbox, email=NASTY["html"], id="<b>cus</b>"))

    assert form.result
    for text in (NASTY["html"], "Done: customer <b>cus</b>"):
        assert escape(text) in form.message.value
        assert text in shown(form).words


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(st.sampled_from(sorted(CreateSourceForm.begins)), st.text()))
@example({"type": "ideal"})
def test_any_text(values: dict[str, str]) -> None:
    """No text in any field makes the sandbox stumble."""
    form = CreateSourceForm(Sandbox())
    for name, text in values.items():
        widget = form.fields[name.replace("__", ".")]
        if isinstance(widget, widgets.Text):
            widget.value = text

    form.button.click()

    assert (form.result is None) == isinstance(form.error, ApiError)


def test_the_button_keeps_the_focus(sandbox: Sandbox) -> None:
    """The button is never switched off: a browser would take the focus from it."""
    form = CreateCustomerForm(sandbox)
    states: list[bool] = []
    form.button.observe(lambda change: states.append(change["new"]), "disabled")

    form.button.click()

    assert [] == states


def test_a_fault_of_the_sandbox(caplog: pytest.LogCaptureFixture) -> None:
    """A fault of the sandbox is shown, kept and logged; the form can be used again."""
    sandbox = Sandbox()
    form = CreateCustomerForm(sandbox)
    sandbox.close()

    form.button.click()

    assert "ValueError" == type(form.error).__name__
    assert "The sandbox has a fault" in shown(form).words
    assert str(form.error) in shown(form).words
    assert ["alert"] == shown(form).roles
    assert not form.button.disabled
    assert "ValueError" in caplog.text


def test_a_fault_is_raised() -> None:
    """Who presses the form from a program gets the fault as an exception."""
    sandbox = Sandbox()
    form = CreateCustomerForm(sandbox)
    sandbox.close()

    with pytest.raises(Exception, match="closed") as caught:
        form.press()

    assert caught.value is form.error


def test_a_planted_failure(sandbox: Sandbox) -> None:
    """A failure on the way is shown like a refusal; pressing again helps."""
    sandbox.fail_next()
    form = pressed(CreateCustomerForm(sandbox))

    assert (500, None, None) == refusal(form)
    assert pressed(form).result


def test_what_is_saved(sandbox: Sandbox) -> None:
    """A saved form shows its title, call, labels, values, hints and button."""
    bundle = CreateCustomerForm(sandbox, email="jenny@example.com")._repr_mimebundle_()

    words = re.sub(r"\s+", " ", Reader(bundle["text/html"]).words).strip()
    assert (
        "Create a customer POST /v1/customers "
        "Email jenny@example.com An e-mail address. "
        "Source (empty) A source or a token to attach; it becomes the default. "
        "[ Create customer ] Run this cell to use the form. "
        "The code of this request: Python import stripe "
        'stripe.api_key = "sk_test_BQokikJOvBiI2HlWgH4olfQ2" '
        'customer = stripe.Customer.create(email="jenny@example.com")'
    ) == words
    assert (
        "<CreateCustomerForm: POST /v1/customers email='jenny@example.com' source=''>"
    ) == bundle["text/plain"]
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_the_outcome_is_saved(sandbox: Sandbox) -> None:
    """A form that was pressed is saved with its outcome."""
    form = pressed(ChargeForm(sandbox))

    assert form.message.value in form._repr_mimebundle_()["text/html"]


def test_saved_twice(sandbox: Sandbox) -> None:
    """Two forms alike are saved alike: nothing in it is random."""
    first, second = (CreateSourceForm(sandbox)._repr_mimebundle_() for _ in range(2))

    for kind in ("text/plain", "text/html"):
        assert first[kind] == second[kind]


def test_secrets_are_not_saved(sandbox: Sandbox) -> None:
    """Of a card's number and its code, a saved form tells only that they are there."""
    form = Form(
        sandbox, "tokens.create", card__number="5555555555554444", card__cvc="987"
    )

    bundle = form._repr_mimebundle_()

    assert "5555555555554444" == form.fields["card.number"].value
    for kind in ("text/plain", "text/html"):
        assert "5555555555554444" not in bundle[kind]
        assert "987" not in bundle[kind]
        assert "****" in bundle[kind]


def test_a_card_number_in_another_field_is_not_saved(sandbox: Sandbox) -> None:
    """A card number that was typed where an id belongs is not in a saved form."""
    form = AttachForm(sandbox, source="4242 4242 4242 4242")

    bundle = form._repr_mimebundle_()

    assert "4242" not in bundle["text/plain"] + bundle["text/html"]


def test_showing_changes_nothing(sandbox: Sandbox) -> None:
    """Drawing and showing a form changes nothing, and is no request of the reader's."""
    before = contents(sandbox)["objects"]

    AttachForm(sandbox)._repr_mimebundle_()

    assert before == contents(sandbox)["objects"]
    assert [] == journal(sandbox)
