"""The panel for authors: paste a snippet, see what it asks, and what comes of it."""

import pytest

from sandbox import Sandbox
from sandbox.errors import ApiError
from sandbox.languages import LANGUAGES, NAMES, Call, write
from sandbox.languages.reading import LONGEST
from sandbox.widgets.snippet_panel import SnippetPanel
from tests.widgets.hands import Reader

MARKUP = "<img src=x onerror=alert(1)>"
ATTACH = Call("customers.sources.create", {"customer": "cus_1"}, {"source": "src_1"})
PHP = r"""
\Stripe\Stripe::setApiKey("sk_test_123");

$customer = \Stripe\Customer::create(array("email" => "jenny@example.com"));
$charge = \Stripe\Charge::create(array(
  "amount" => 1099,
  "currency" => "eur",
  "customer" => $customer->id,
  "source" => "src_1",
));
"""


def seen(panel: SnippetPanel) -> Reader:
    """What the panel shows beside its fields."""
    html = f"{panel.heading.value}{panel.found.value}{panel.message.value}"
    return Reader(html)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_snippet_in_any_language(sandbox: Sandbox, language: str) -> None:
    """Its language is seen, its call is told, and written in the six others."""
    panel = SnippetPanel(sandbox, write(ATTACH, language))

    assert language == panel.written_in
    assert [ATTACH] == [made.call for made in panel.calls]
    assert f"{NAMES[language]}, 1 call" in seen(panel).words
    assert all(write(ATTACH, name) == panel.tabs.text(name, "page") for name in NAMES)


def test_a_snippet_of_several_calls(sandbox: Sandbox) -> None:
    """One is chosen to be written; what an earlier call answers has a name."""
    panel = SnippetPanel(sandbox, PHP)
    assert ["line 4: customers.create", "line 5: charges.create"] == [
        label for label, _ in panel.chosen.options
    ]
    panel.chosen.value = 1
    assert "ID_OF_CALL_1" in panel.tabs.text("python", "page")
    assert "customer=ID_OF_CALL_1" in seen(panel).words


FORM = """
stripe.api_key = "sk_test_123"
stripe.Charge.create(
    amount=1099, currency=request.form["currency"], source=request.form["stripeToken"]
)
"""


@pytest.mark.parametrize("own", [True, False], ids=["of its own", "the reader's"])
def test_values_from_a_web_request(sandbox: Sandbox, own: bool) -> None:
    """They go by their names in the code, and by something likely when it runs."""
    panel = SnippetPanel(sandbox, FORM)
    assert 'source="STRIPETOKEN"' in panel.tabs.text("python", "page")
    assert "source=STRIPETOKEN" in seen(panel).words

    sandbox.given("src_outside")
    panel.own.value = own
    panel.run.click()
    assert ["succeeded"] == [charge["status"] for charge in panel.results]


def test_it_runs_where_its_ids_exist(sandbox: Sandbox) -> None:
    """The result is that of a sandbox of its own: the reader's stays as it is."""
    panel = SnippetPanel(sandbox, PHP)
    panel.run.click()

    assert ["customer", "charge"] == [body["object"] for body in panel.results]
    assert panel.error is None
    assert "src_1 is" in seen(panel).words
    assert "empty" == sandbox.describe()


def test_it_runs_in_the_reader_s_own_sandbox(sandbox: Sandbox) -> None:
    """Without the tick the calls are made here, and the refusal is the one of here."""
    panel = SnippetPanel(sandbox, PHP)
    panel.own.value = False
    panel.run.click()

    assert "1 customer" == sandbox.describe()
    assert isinstance(panel.error, ApiError)
    assert ("missing", "source") == (panel.error.code, panel.error.param)
    assert not panel.run.disabled


def test_what_no_world_can_mend(sandbox: Sandbox) -> None:
    """A refusal is shown, as in a form."""
    code = write(Call("charges.create", {}, {"amount": 0, "currency": "eur"}), "ruby")
    panel = SnippetPanel(sandbox, code)
    panel.run.click()
    assert isinstance(panel.error, ApiError)
    assert "Refused" in seen(panel).words


def test_what_is_wrong_is_told(sandbox: Sandbox) -> None:
    """A problem has its line, its column and its kind."""
    code = 'stripe.api_key = "sk_test_123"\nstripe.Customer.retreive("cus_1")'
    panel = SnippetPanel(sandbox, code)
    assert "Line 2, column 17: unknown" in seen(panel).words
    assert panel.run.disabled


def test_a_language_that_is_chosen(sandbox: Sandbox) -> None:
    """It goes before how the snippet looks."""
    panel = SnippetPanel(sandbox, write(ATTACH, "php"))
    panel.language.value = "ruby"
    assert "ruby" == panel.written_in
    assert [] == panel.calls


def test_another_snippet(sandbox: Sandbox) -> None:
    """What was there before is gone, its results too."""
    panel = SnippetPanel(sandbox, PHP)
    panel.run.click()
    panel.code.value = write(ATTACH, "go")
    assert ([], "") == (panel.results, panel.message.value)
    assert "<SnippetPanel: Go, POST /v1/customers/cus_1/sources>" == repr(panel)


UNREAD = {
    "nothing": ("", "Paste one"),
    "blanks": (" \n ", "Paste one"),
    "no language": ("Lorem ipsum", "No language that is known"),
    "markup": (MARKUP, "No language that is known"),
    "an emoji": ("\U0001f98a", "No language that is known"),
    "too long": ("x" * (LONGEST + 1), "reads up to 20000"),
    "a live key": ('stripe.api_key = "sk_live_123"', "A live key stands in it"),
}


@pytest.mark.parametrize(("code", "said"), UNREAD.values(), ids=UNREAD)
def test_what_cannot_be_read(sandbox: Sandbox, code: str, said: str) -> None:
    """It says why, and there is nothing to run."""
    panel = SnippetPanel(sandbox, code)
    assert said in seen(panel).words
    assert panel.run.disabled
    panel.run.click()
    assert [] == panel.results


def test_markup_stays_text(sandbox: Sandbox) -> None:
    """What was pasted is shown as it was written, live and saved."""
    code = write(Call("customers.create", {}, {"description": MARKUP}), "python")
    panel = SnippetPanel(sandbox, code)
    panel.run.click()
    saved = Reader(panel._repr_mimebundle_()["text/html"])
    assert "img" not in seen(panel).tags | saved.tags
    assert MARKUP in saved.words


@pytest.mark.parametrize("secret", ["sk_live_123", "4242424242424242"])
def test_nothing_secret_is_saved(sandbox: Sandbox, secret: str) -> None:
    """Neither a live key nor a card number stands in a saved notebook."""
    panel = SnippetPanel(sandbox, f'stripe.api_key = "{secret}"')
    assert secret not in panel._repr_mimebundle_()["text/html"]
