"""US bank accounts: the numbers of test mode, and how debits of them end."""

import pytest

from sandbox.domain.us_accounts import DEBITS, ROUTING, check
from sandbox.errors import ApiError
from tests.asking import INVALID

GOOD = "000123456789"


def test_every_test_account_is_known() -> None:
    """A debit of one test account succeeds, and five fail with a code of their own."""
    failures = [row.failure for row in DEBITS.values()]

    assert [None] == [failure for failure in failures if failure is None]
    assert 6 == len(set(failures))


@pytest.mark.parametrize("number", DEBITS)
def test_a_test_account_can_be_given(number: str) -> None:
    """Every test account is at the one bank of test mode."""
    check(ROUTING, number, within="bank_account")


REFUSED = {
    "no bank": (None, GOOD, "parameter_missing", "routing_number"),
    "another bank": ("021000021", GOOD, "routing_number_invalid", "routing_number"),
    "a short bank": ("11000000", GOOD, "routing_number_invalid", "routing_number"),
    "an empty account": (ROUTING, "", "account_number_invalid", "account_number"),
    "a real account": (
        ROUTING,
        "9876543210",
        "account_number_invalid",
        "account_number",
    ),
    "a word": (ROUTING, "savings", "account_number_invalid", "account_number"),
}


@pytest.mark.parametrize(
    ("routing", "number", "code", "name"), REFUSED.values(), ids=REFUSED
)
def test_what_is_no_test_account(
    routing: str | None, number: str, code: str, name: str
) -> None:
    """A number that no test account has is refused by its name, and not repeated."""
    with pytest.raises(ApiError) as caught:
        check(routing, number, within="bank_account")

    error = caught.value
    assert (400, INVALID) == (error.status, error.kind)
    assert (code, f"bank_account[{name}]") == (error.code, error.param)
    assert number in GOOD or number not in error.message
