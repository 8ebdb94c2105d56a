"""US bank accounts by their numbers: is it a test account, and how debits of it end.

>>> check("110000000", "000222222227", within="bank_account")
>>> DEBITS["000222222227"].failure
'insufficient_funds'
"""

from typing import NamedTuple

from sandbox.errors import ApiError, invalid

ROUTING, BANK = "110000000", "STRIPE TEST BANK"
"""The one bank of test mode. Source: docs.stripe.com/ach (testing)"""

DEPOSITS = (32, 45)
"""What the two deposits that verify a test account are worth, in cents.

Source: docs.stripe.com/ach (testing)
"""


class Debit(NamedTuple):
    """How every debit of a test account ends: with the code of a failure, or well."""

    failure: str | None
    source: str


ACH = "Source: docs.stripe.com/ach (testing), docs.stripe.com/connect/testing (codes)"

DEBITS = {
    "000123456789": Debit(None, ACH),
    "000111111116": Debit("no_account", ACH),
    "000111111113": Debit("account_closed", ACH),
    "000222222227": Debit("insufficient_funds", ACH),
    "000333333335": Debit("debit_not_authorized", ACH),
    "000444444440": Debit("invalid_currency", ACH),
}


def check(routing: str | None, number: str, *, within: str) -> None:
    """Hold the numbers of an account, sent inside a hash, against those of test mode.

    Raises: ApiError 400 with the code that names the number.
    Source: docs.stripe.com/error-codes (routing_number_invalid, account_number_invalid)
    """
    if routing is None:
        name = f"{within}[routing_number]"
        message = f"{name} is missing: a US account needs it. Use {ROUTING}."
        raise invalid(message, code="parameter_missing", param=name)
    if routing != ROUTING:
        raise wrong("routing_number", within, f"the bank of test mode is {ROUTING}")
    if number not in DEBITS:
        known = ", ".join(DEBITS)
        raise wrong("account_number", within, f"the sandbox debits only {known}")


def wrong(name: str, within: str, why: str) -> ApiError:
    """The refusal of a number that no test account has; it is not repeated."""
    message = f"This {name} is of no test account: {why}. Never give a real one here."
    return invalid(message, code=f"{name}_invalid", param=f"{within}[{name}]")
