"""What a page leaves to fill in is no mistake, whatever it looks like."""

from pathlib import Path

import pytest

from sandbox.doccheck.blanks import is_blank
from sandbox.doccheck.reports.data import call
from tests.doccheck.pages_made import CURL, KEY, RUBY, RUBY_KEY, checked, fence, page
from tests.doccheck.pages_made import told as told_of

BLANKS = (
    "... cus_... cus_\u2026 cus_*** src_xxx {{CUSTOMER_ID}} {id} <customer> [CUSTOMER] "
    "%id% :id $ID ${ID} YOUR_CUSTOMER your-customer CUSTOMER_ID CARD_ID"
).split()

VALUES = (
    "eur EUR cus_1 TOK_VISA Jenny me@example.com x 10.50 https://a.b/c? Well... "
    "A_ {} [] <> :1 $5 50% youth src_1xx"
).split()


@pytest.mark.parametrize("text", [*BLANKS, "<your key>", "<<YOUR KEY>>"])
def test_blanks(text: str) -> None:
    """It is known by how it is written."""
    assert is_blank(text)


@pytest.mark.parametrize("text", [*VALUES, "What is <b>?", ""])
def test_values(text: str) -> None:
    """Whatever else a text is, it is meant as it stands."""
    assert not is_blank(text)


@pytest.mark.parametrize("blank", ["{{SOURCE_ID}}", "tok_...", "YOUR_TOKEN"])
def test_a_call_with_a_blank(tmp_path: Path, blank: str) -> None:
    """It is run with a value that works, and shown as the page has it."""
    code = f'stripe.Customer.create(source="{blank}")'
    (one,) = checked(page(tmp_path, fence("python", KEY + code)))

    assert ((), {"source": blank}) == (one.problems, call(one.calls[0], ())["params"])


def test_a_blank_where_a_number_belongs(tmp_path: Path) -> None:
    """It is no amount that cannot be; what else is wrong is told."""
    code = 'stripe.Charge.create(amount="{}", currency="euro", source="tok_visa")'
    path = page(tmp_path, fence("python", KEY + code.format("<amount>")))
    wrong = page(tmp_path, fence("python", KEY + code.format("ten")), name="b.md")

    assert [(3, "refused")] == told_of(path)
    assert [(3, "parameter")] == told_of(wrong)


def test_a_blank_among_tabs(tmp_path: Path) -> None:
    """It is like another blank, and unlike a value."""
    blank = fence("bash", CURL.replace("tok_visa", "tok_..."))
    other = fence("ruby", RUBY_KEY + RUBY.replace("tok_visa", "<token>"))
    value = fence("ruby", RUBY_KEY + RUBY)
    alike = page(tmp_path, blank, other)
    unlike = page(tmp_path, blank, value, name="b.md")

    assert [] == told_of(alike)
    assert ["differs"] * 2 == [kind for _, kind in told_of(unlike)]
