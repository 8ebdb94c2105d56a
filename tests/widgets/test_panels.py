"""Outcomes: what a form shows of an answer or a refusal."""

import re

from sandbox import Sandbox
from sandbox.widgets import panels
from sandbox.widgets.forms import (
    AttachForm,
    ChargeForm,
    CreateCustomerForm,
    CreateSourceForm,
    Form,
    SetDefaultForm,
)
from tests.widgets.hands import pressed, refusal, shown


def test_result_is_shown(sandbox: Sandbox, customer: str) -> None:
    """A result is told politely, by the fields that matter."""
    form = pressed(
        ChargeForm(sandbox, source=sandbox.given("src_1"), customer=customer)
    )

    assert form.result
    assert ["status"] == shown(form).roles
    for value in (form.result["id"], "1099", "eur", customer, "src_1", "consumed"):
        assert f" {value}" in shown(form).words


def test_what_a_type_has_is_shown(sandbox: Sandbox) -> None:
    """Of a source is shown what its type has, and nothing of what it has not."""
    words = shown(pressed(CreateSourceForm(sandbox, type="sepa_debit"))).words

    assert " last4 3000" in words
    assert "brand" not in words


def test_refusal_is_shown(sandbox: Sandbox) -> None:
    """A refusal is told at once: status, type, code, param, and what to do."""
    form = pressed(CreateCustomerForm(sandbox, source="src_nobody"))

    assert ["alert"] == shown(form).roles
    assert (400, "resource_missing", "source") == refusal(form)
    assert str(form.error) in shown(form).words
    for value in (
        "Refused: HTTP 400, invalid_request_error",
        "resource_missing",
        "source",
    ):
        assert f" {value}" in shown(form).words


def test_broken_rule_is_shown(sandbox: Sandbox) -> None:
    """A refusal that the page has a rule for tells it, under its heading."""
    form = pressed(CreateCustomerForm(sandbox, source="src_nobody"))

    seen = shown(form)
    assert "Attaching a Source to a new Customer" in seen.words
    assert "a" in seen.tags


def test_decline_is_shown(sandbox: Sandbox) -> None:
    """A declined card is shown with its decline code and the charge that failed."""
    broke = sandbox.given("src_1", token="tok_chargeDeclinedInsufficientFunds")

    form = pressed(ChargeForm(sandbox, source=broke))

    failed = sandbox.objects("charges")[0]["id"]
    assert (402, "card_declined") == refusal(form)[:2]
    for value in ("HTTP 402, card_error", "insufficient_funds", failed):
        assert value in shown(form).words


def test_refused_field_is_marked(sandbox: Sandbox) -> None:
    """The field that was refused is marked until the form is pressed again."""
    form = pressed(ChargeForm(sandbox, amount="ten", source=sandbox.given("src_1")))
    marks = [row.layout.border_left for row in form.children[2:6]]

    form.fields["amount"].value = "1000"
    form.button.click()

    assert [True, False, False, False] == ["error" in mark for mark in marks]
    assert form.error is None
    assert not any("error" in row.layout.border_left for row in form.children[2:6])


def test_a_default_that_is_refused_is_marked(sandbox: Sandbox, customer: str) -> None:
    """The answer names it "source", and the form has it as "Default source"."""
    form = SetDefaultForm(sandbox, customer=customer, default_source="src_nobody")
    rows = pressed(form).children[2:4]
    assert "source" == refusal(form)[2]
    assert [False, True] == ["error" in row.layout.border_left for row in rows]


def test_a_list_is_shown(sandbox: Sandbox, customer: str) -> None:
    """A list is shown as a table, and says when there is more."""
    sandbox.given("cus_2", email="jenny@example.com")

    form = pressed(Form(sandbox, "customers.list", ["limit"], limit=1))

    assert "Done: 1 listed, and there are more" in shown(form).words
    assert "default_source" in shown(form).words
    assert "jenny@example.com" in shown(form).words
    assert customer not in shown(form).words


def test_sources_and_cards_are_shown_together(sandbox: Sandbox, customer: str) -> None:
    """A list of several kinds of objects has the columns of the first."""
    sandbox.given("src_9", customer=customer)
    sandbox.call("customers.sources.create", customer=customer, source="tok_amex")

    form = pressed(Form(sandbox, "customers.sources.list", customer=customer))

    assert "Done: 2 listed id type usage status customer brand last4" in re.sub(
        r"\s+", " ", shown(form).words
    )
    assert f"none none none {customer} American Express 8431" in shown(form).words


def test_an_empty_list_is_shown(sandbox: Sandbox) -> None:
    """A list of nothing says so."""
    assert " Done: 0 listed" == shown(pressed(Form(sandbox, "charges.list"))).words


def test_a_deleted_customer_is_shown(sandbox: Sandbox, customer: str) -> None:
    """Of a deleted customer, only that it was deleted."""
    form = pressed(Form(sandbox, "customers.delete", customer=customer))

    assert f" Done: customer {customer} deleted true" == shown(form).words


def test_deleted_meanwhile(sandbox: Sandbox, customer: str, source: str) -> None:
    """An id that was deleted meanwhile is refused, and offered no more."""
    form = AttachForm(sandbox, customer=customer, source=source)
    sandbox.call("customers.delete", customer=customer)

    form.button.click()

    assert (404, "resource_missing", "id") == refusal(form)
    assert () == form.fields["customer"].options


def test_outcomes_follow_one_another(sandbox: Sandbox) -> None:
    """A new outcome takes the place of the old one."""
    form = pressed(CreateCustomerForm(sandbox, source="src_1"))
    sandbox.given("src_1")

    assert "none" == CreateCustomerForm(sandbox).message.layout.display
    assert form.error
    assert pressed(form).error is None
    assert ["status"] == shown(form).roles
    assert form.message.layout.display is None


def test_a_line_of_a_list_is_not_broken(sandbox: Sandbox) -> None:
    """Ids stay in one piece; where there is no room, the list scrolls, by keys too."""
    listed = panels.listed([sandbox.call("customers.create")])

    assert "white-space:nowrap" in listed
    assert listed.startswith('<div tabindex="0"')
    assert "" == panels.listed([])
