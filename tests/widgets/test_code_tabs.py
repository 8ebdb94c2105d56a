"""Code in tabs: seven languages, two styles, and nothing of it is markup."""

import pytest

from sandbox import Sandbox
from sandbox.languages import LANGUAGES, NAMES, STYLES, Call, write
from sandbox.operations import BY_NAME
from sandbox.widgets.code_tabs import HERE, CodeTabs, as_html
from sandbox.widgets.fields import askable
from sandbox.widgets.form import Form
from sandbox.widgets.forms import ChargeForm, CreateCustomerForm, CreateSourceForm

MARKUP = "<img src=x onerror=alert(1)>"


@pytest.fixture
def charge() -> Call:
    """A call to show."""
    return Call("charges.create", {}, {"amount": 1099, "currency": "eur"})


def test_every_tab_has_the_code_of_its_language(charge: Call) -> None:
    """Seven tabs, in two styles: what the languages write."""
    tabs = CodeTabs(charge)
    shown = {(name, style) for style in tabs.code for name in tabs.code[style]}

    assert {(name, style) for name in LANGUAGES for style in STYLES} == shown
    for name, style in shown:
        assert write(charge, name, style) == tabs.text(name, style)


def test_another_call_keeps_the_language_that_is_chosen(charge: Call) -> None:
    """A reader who reads Ruby goes on reading Ruby."""
    tabs = CodeTabs()
    assert "" == tabs.text("ruby", "page")

    tabs.language, tabs.manner = "ruby", "today"
    tabs.show(charge)
    assert "client.v1.charges.create" in tabs.text(tabs.language, tabs.manner)
    assert ("ruby", "today") == (tabs.language, tabs.manner)


def test_a_client_of_its_own_is_told_of_beside_its_code() -> None:
    """Code that leaves the sandbox when it is pasted here says how it stays."""
    assert "sandbox.client()" in CodeTabs().notes["today"]["python"]
    assert "note.textContent" in (HERE / "code_tabs.js").read_text()


def test_tabs_are_shown_without_a_kernel_too(charge: Call) -> None:
    """A reader of a file sees a fold for each language, and what call it is."""
    bundle, *_ = CodeTabs(charge)._repr_mimebundle_()

    assert "<CodeTabs: POST /v1/charges>" == bundle["text/plain"]
    for name in NAMES.values():
        assert (
            f"<summary>The code of this request: {name}</summary>"
            in bundle["text/html"]
        )


def test_no_call_is_shown_as_none() -> None:
    """Tabs that wait for a call say so."""
    bundle, *_ = CodeTabs()._repr_mimebundle_()
    assert ("<CodeTabs: no call>", "") == (bundle["text/plain"], bundle["text/html"])


@pytest.mark.parametrize("text", [MARKUP, "</code></pre><script>x</script>", "\ud800"])
def test_what_was_typed_is_text_in_the_code(text: str) -> None:
    """Markup in a value is shown as it was typed; half a character as a question."""
    call = Call("customers.create", {}, {"description": text})
    assert "<img" not in as_html(call)
    assert "<script" not in as_html(call)
    CodeTabs(call).code["page"]["php"].encode()


def test_the_module_sets_text_and_never_markup() -> None:
    """In the browser, too, code arrives as text."""
    module = (HERE / "code_tabs.js").read_text()
    assert "textContent" in module
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "write("):
        assert way not in module


LONG = "x" * 10_000


@pytest.mark.parametrize(
    "call",
    [
        Call("customers.create", {}, {"email": LONG}),
        Call("customers.create", {}, {"metadata": {"note": LONG}}),
        Call("customers.retrieve", {"customer": LONG}, {}),
    ],
    ids=["text", "text in a hash", "id"],
)
def test_a_long_value_is_cut_and_says_so(call: Call) -> None:
    """The code shows how it begins and how much is left out, and stays small."""
    tabs = CodeTabs(call)
    php = tabs.text("php", "page")

    assert not tabs.whole
    assert "xxx... and 9500 characters more" in php
    assert len(str(tabs.code)) < 20_000
    assert "9500 characters more" in as_html(call)
    assert call == tabs.call


def test_a_value_of_usual_length_is_whole() -> None:
    """Nothing is left out, and nothing says so."""
    tabs = CodeTabs(Call("customers.create", {}, {"email": "x" * 500}))

    assert tabs.whole
    assert "more" not in tabs.text("php", "page")


def test_a_form_shows_the_code_of_what_it_would_send(sandbox: Sandbox) -> None:
    """The code follows what is typed, with numbers as numbers."""
    form = ChargeForm(sandbox)
    form.fields["amount"].value = "2500"

    assert 'create(amount=2500, currency="eur")' in form.code.text("python", "page")

    form.fields["amount"].value = "2500.5"
    assert 'create(amount="2500.5", currency="eur")' in form.code.text("python", "page")


def test_an_id_that_is_not_given_yet_is_named(sandbox: Sandbox) -> None:
    """The code of a form that waits for an id says which one."""
    form = Form(sandbox, "customers.retrieve")
    assert "retrieve('CUSTOMER_ID')" in form.code.text("ruby", "page")

    form.fields["customer"].value = "cus_1"
    assert "retrieve('cus_1')" in form.code.text("ruby", "page")


def test_a_form_on_paper_shows_its_code_in_python(sandbox: Sandbox) -> None:
    """Without a kernel there is the code too, in the language of the lessons."""
    html = CreateCustomerForm(sandbox)._repr_mimebundle_()["text/html"]
    assert "<summary>The code of this request: Python</summary>" in html
    assert "stripe.Customer.create(" in html


def test_a_form_on_paper_has_no_card_number_in_its_code(sandbox: Sandbox) -> None:
    """What is written into a file hides what is secret."""
    fields = ["card.number", "card.exp_month", "card.exp_year"]
    form = Form(sandbox, "tokens.create", fields, card__number="4000056655665556")
    html = form._repr_mimebundle_()["text/html"]
    assert "4000056655665556" not in html
    assert "****" in html


@pytest.mark.parametrize("name", BY_NAME)
@pytest.mark.parametrize(
    "text", [MARKUP, "😀", "x" * 10_000, "\ud800", "\0", "'\"\\$`"]
)
def test_whatever_is_typed_a_form_has_code_for_it(
    sandbox: Sandbox, name: str, text: str
) -> None:
    """No text that can be typed into a form leaves it without its code."""
    form = Form(sandbox, name, askable(BY_NAME[name]))
    for field in form.fields.values():
        if isinstance(field.value, str) and not hasattr(field, "_options_labels"):
            field.value = text
    assert set(form.code.code["page"]) == set(LANGUAGES)


def test_a_form_of_a_source_shows_what_its_type_needs(sandbox: Sandbox) -> None:
    """Another type has other code, at once."""
    form = CreateSourceForm(sandbox)
    form.fields["type"].value = "ideal"
    assert 'type="ideal"' in form.code.text("python", "page")
    assert "tok_" not in form.code.text("python", "page")
