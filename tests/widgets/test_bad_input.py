"""Bad input in every field of every form of the lessons.

What a reader types is answered, or refused in place. The form stays a form.
"""

import json
from itertools import product
from typing import Any

import ipywidgets as widgets
import pytest

from sandbox import Sandbox
from sandbox.domain.payment_types import TYPES
from sandbox.errors import ApiError
from sandbox.widgets import panels
from sandbox.widgets.fields import COLLECTIONS
from sandbox.widgets.forms import (
    AttachForm,
    ChargeForm,
    CreateSourceForm,
    NamedForm,
    SetDefaultForm,
)
from tests.asking import journal
from tests.widgets.hands import Reader, from_browser, pressed, refusal, shown

MARKUP = "<img src=x onerror=alert(1)>"

TEXTS = {
    "letters": "ten",
    "fraction": "10.5",
    "below nothing": "-1",
    "emoji": "🦊 支付",
    "10,000 characters": "x" * 10_000,
    "10,000 digits": "9" * 10_000,
    "HTML": MARKUP,
    "HTML that ends a tag": f'"></code></pre></table>{MARKUP}',
    "first half of a character": "a\ud83d",
    "second half of a character": "\udd8aa",
    "NUL": "a\0b",
    "lines": "a\r\n\u2028b",
    "right to left": "\u202eabc",
    "the folder above": "..",
    "brackets": "a[b]=c&d%zz",
}

NAMED = NamedForm.__subclasses__()
FIELDS = [
    (form, name)
    for form in NAMED
    for name, field in form(Sandbox()).fields.items()
    if isinstance(field, widgets.Text)
]

every_field = pytest.mark.parametrize(
    ("kind", "name"), FIELDS, ids=[f"{form.__name__}-{name}" for form, name in FIELDS]
)


def test_there_are_forms_and_fields() -> None:
    """What follows is about all of them."""
    assert {"CreateSourceForm", "ChargeForm"} <= {form.__name__ for form in NAMED}
    assert len(NAMED) < len(FIELDS)


def drawn(kind: type[NamedForm], name: str) -> NamedForm:
    """A form as it is when it asks for this field."""
    form = kind(Sandbox(seed=2))
    if isinstance(form, CreateSourceForm):
        choices = product(TYPES, form.fields["usage"].options)
        while not form.fits(name):
            form.fields["type"].value, form.fields["usage"].value = next(choices)
    return form


def typed(form: NamedForm, name: str, text: str) -> None:
    """Let a browser tell what was typed into a field."""
    form.fields[name].set_state({"value": text})


def told(form: NamedForm) -> dict[str, Any]:
    """All that a form tells a browser, or a file."""
    bundle = form._repr_mimebundle_()
    texts = [bundle["text/plain"], bundle["text/html"], form.message.value]
    fields = [field.value for field in form.fields.values()]
    return {"texts": texts, "code": form.code.code, "fields": fields}


@every_field
def test_whatever_is_typed(kind: type[NamedForm], name: str) -> None:
    """There is a result or a refusal, as text, that can be told; the button is back."""
    form = drawn(kind, name)
    for what, text in TEXTS.items():
        typed(form, name, text)

        pressed(form)

        assert (form.result is None) == isinstance(form.error, ApiError), what
        assert not form.button.disabled, what
        assert {"alert"} if form.error else {"status"} == {*shown(form).roles}, what
        json.dumps(told(form), ensure_ascii=False).encode()


@every_field
def test_markup_is_text_everywhere(kind: type[NamedForm], name: str) -> None:
    """Markup stands in the snapshot and in the code as it was typed, and is no tag."""
    form = drawn(kind, name)
    typed(form, name, MARKUP)

    pressed(form)

    snapshot = Reader(form._repr_mimebundle_()["text/html"])
    assert MARKUP in snapshot.words
    assert "img" not in snapshot.tags | shown(form).tags
    assert "onerror" in form.code.text("python", "page")


@every_field
def test_a_form_is_good_again(kind: type[NamedForm], name: str) -> None:
    """What was refused leaves no mark on the request that comes after it."""
    form, like_new = drawn(kind, name), drawn(kind, name)
    before = form.fields[name].value
    typed(form, name, MARKUP)
    pressed(form)

    typed(form, name, before)

    assert like_new.planned() == form.planned()
    assert like_new.code.code == form.code.code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a\ud83d", "a\ufffd", id="first half"),
        pytest.param("\udd8aa", "\ufffda", id="second half"),
        pytest.param("\ud83e\udd8a", "🦊", id="both halves"),
        pytest.param("🦊 支付", "🦊 支付", id="whole"),
    ],
)
@every_field
def test_half_a_character(
    kind: type[NamedForm], name: str, text: str, expected: str
) -> None:
    """Half a character arrives as U+FFFD, from a browser and from a program."""
    form = drawn(kind, name)

    typed(form, name, text)
    assert expected == form.fields[name].value

    form.fields[name].value = ""
    form.fields[name].value = text
    assert expected == form.fields[name].value


Given = dict[str, str]


@pytest.fixture
def world(sandbox: Sandbox) -> Given:
    """A customer with a card, and another card."""
    customer = sandbox.given("cus_1")["id"]
    attached, spare = sandbox.given("src_1")["id"], sandbox.given("src_2")["id"]
    sandbox.call("customers.sources.create", customer=customer, source=attached)
    return {"customer": customer, "source": spare, "default_source": attached}


ASKING = [form for form in NAMED if {"customer", "source"} & {*form.names.split()}]


def filled(kind: type[NamedForm], sandbox: Sandbox, world: Given) -> NamedForm:
    """A form with the ids that it asks for."""
    return kind(sandbox, **{n: world[n] for n in world if n in kind.names.split()})


@pytest.mark.parametrize("kind", ASKING)
def test_ids_that_are_gone_meanwhile(
    sandbox: Sandbox, world: Given, kind: type[NamedForm]
) -> None:
    """After a reset no id is right any more: refused by the field, and none offered."""
    form = filled(kind, sandbox, world)
    sandbox.reset()

    status, code, param = refusal(pressed(form))

    assert (True, "resource_missing") == (status in (400, 404), code)
    assert param in COLLECTIONS or param == "id"
    assert "every sandbox has objects of its own" in shown(form).words
    form._repr_mimebundle_()  # as a notebook asks for it again
    assert (
        () == form.fields["source" if "source" in form.fields else "customer"].options
    )


def test_a_customer_who_is_deleted_meanwhile(sandbox: Sandbox, world: Given) -> None:
    """Attaching to them is refused, and their field marked; the next one is fine."""
    form = filled(AttachForm, sandbox, world)
    sandbox.call("customers.delete", customer=world["customer"])

    assert (404, "resource_missing", "id") == refusal(pressed(form))
    assert panels.WRONG in form.children[2].layout.border_left
    assert panels.CLEAR in form.children[3].layout.border_left

    form.fields["customer"].value = sandbox.given("cus_2")["id"]
    assert pressed(form).result


def test_two_forms_on_one_source(sandbox: Sandbox, world: Given) -> None:
    """Two forms attach one source: the first does, the second is told, both go on."""
    first, second = (filled(AttachForm, sandbox, world) for _ in range(2))

    assert pressed(first).result
    status, *_ = refusal(pressed(second))

    assert 400 == status
    assert not first.button.disabled
    assert not second.button.disabled


def test_two_forms_on_one_customer(sandbox: Sandbox, world: Given) -> None:
    """What was said last is the default, whichever form said it."""
    pressed(filled(AttachForm, sandbox, world))
    first, second = (filled(SetDefaultForm, sandbox, world) for _ in range(2))
    second.fields["default_source"].value = world["source"]

    for form, expected in ((second, "source"), (first, "default_source")):
        made = pressed(form).result

        assert made
        assert world[expected] == made["default_source"]


@pytest.mark.parametrize("kind", NAMED)
def test_a_double_click_on_any_form(kind: type[NamedForm]) -> None:
    """Two clicks in a moment send as much as one."""
    sandboxes = Sandbox(seed=2), Sandbox(seed=2)
    for sandbox, clicks in zip(sandboxes, (1, 2), strict=True):
        form = kind(sandbox)
        for _ in range(clicks):
            from_browser(form.button, "click")

    once, twice = map(journal, sandboxes)
    assert len(once) == len(twice)


def test_a_press_while_it_works(sandbox: Sandbox, world: Given) -> None:
    """A press that comes while a form works, as from a handler, sends nothing."""
    form = ChargeForm(sandbox, customer=world["customer"])
    sandbox.on("charge.succeeded", lambda _: form.press())

    form.button.click()

    assert 1 == len(sandbox.objects("charges"))
    assert form.result
    assert not form.button.disabled


@pytest.mark.parametrize("kind", NAMED)
def test_a_form_whose_kernel_is_gone(
    sandbox: Sandbox, world: Given, kind: type[NamedForm]
) -> None:
    """What is left is its snapshot: how to go on, the code, and nothing to press."""
    seen = Reader(filled(kind, sandbox, world)._repr_mimebundle_()["text/html"])

    assert "Run this cell to use the form." in seen.words
    assert "import stripe" in seen.words
    assert not {"button", "input", "script"} & seen.tags


@pytest.mark.parametrize("kind", NAMED)
def test_a_form_whose_sandbox_is_closed(kind: type[NamedForm]) -> None:
    """A fault is told in place, and the button is back."""
    sandbox = Sandbox()
    values = {"amount": "1099", "customer": "cus_1", "source": "src_1"}
    values |= {"default_source": "src_1"}
    form = kind(sandbox, **{n: values[n] for n in values if n in kind.names.split()})
    sandbox.close()

    form.button.click()

    assert "The sandbox has a fault" in shown(form).words
    assert not form.button.disabled
