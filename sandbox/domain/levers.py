"""The levers of test mode: an e-mail, a name or an account says what will happen.

>>> pulled("created", "ideal", {"owner[email]": "my_chargeable@example.com"}).trigger
'authorised'
>>> pulled("charged", "sofort", {"owner[name]": "failing_charge"}).trigger
'failed'
"""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from sandbox.domain import ibans, us_accounts

When = Literal["created", "changed", "charged"]


class Lever(NamedTuple):
    """What happens by itself after a source was created, changed or charged.

    `pattern` is what `param` looks like as a whole, a regular expression. `trigger` is
    what happens to the source, or how the charge ends; after `seconds`: 0 is right
    after the answer, None as long as it takes without a lever. `code` is that of a
    charge that fails.
    """

    types: str
    when: When
    param: str
    pattern: str
    trigger: str
    seconds: int | None
    source: str
    code: str = "payment_method_not_available"


AMOUNT = r"amount_([1-9][0-9]{0,7})@.*"
DEFAULT_TRANSFER = 1000
"""In the minor unit. Source: docs.stripe.com/sources/sepa-credit-transfer (testing)"""

GUIDE = "Source: docs.stripe.com/sources/"

LEVERS = [
    Lever(
        "ideal", "created", "owner[email]", r".*_chargeable@example\.com",
        "authorised", 0, f"{GUIDE}ideal",
    ),
    Lever(
        "bancontact", "created", "owner[email]", r".*_chargeable@example\.com",
        "authorised", 0, f"{GUIDE}bancontact",
    ),
    Lever(
        "p24", "created", "owner[email]", r".*_chargeable@example\.com",
        "authorised", 0, f"{GUIDE}p24",
    ),
    Lever(
        "multibanco", "created", "owner[email]", r".*\+fill_never@.*", "funded", None,
        f"{GUIDE}multibanco",
    ),
    Lever(
        "multibanco", "created", "owner[email]", r".*\+fill_now@.*", "funded", 0,
        f"{GUIDE}multibanco",
    ),
    Lever(
        "multibanco", "created", "owner[email]", r".*", "funded", 3,
        f"{GUIDE}multibanco",
    ),
    Lever(
        "bitcoin", "created", "owner[email]", r".*\+fill_now@.*", "funded", 0,
        "Source: github.com/stripe/stripe-php, tests (bitcoin receivers, 2017)",
    ),
    Lever(
        "ach_credit_transfer", "created", "owner[email]", r".*", "funded", 0,
        f"{GUIDE}ach-credit-transfer",
    ),
    Lever(
        "sepa_credit_transfer", "created", "owner[email]", r".*", "funded", 0,
        f"{GUIDE}sepa-credit-transfer",
    ),
    Lever(
        "ach_credit_transfer", "changed", "owner[email]", AMOUNT, "funded", 0,
        "Assumed: as for SEPA",
    ),
    Lever(
        "sepa_credit_transfer", "changed", "owner[email]", AMOUNT, "funded", 0,
        f"{GUIDE}sepa-credit-transfer",
    ),
    Lever(
        "sofort", "charged", "owner[name]", "succeeding_charge", "succeeded", 0,
        f"{GUIDE}sofort",
    ),
    Lever(
        "sofort", "charged", "owner[name]", "failing_charge", "failed", 0,
        f"{GUIDE}sofort",
    ),
    *(
        Lever(
            "sepa_debit", "charged", "sepa_debit[iban]", row.iban, row.outcome,
            row.seconds, row.source,
        )
        for row in ibans.DEBITS
    ),
    *(
        Lever(
            "ach_debit", "charged", "bank_account[account_number]", number, "failed",
            None, row.source, row.failure,
        )
        for number, row in us_accounts.DEBITS.items()
        if row.failure
    ),
]  # fmt: skip
"""Assumed: the code of a charge that fails, but for those of US accounts."""


def pulled(when: When, kind: str, said: Mapping[str, str | None]) -> Lever | None:
    """The lever that was pulled by what is said of a source of this type, if any."""
    rows = (row for row in LEVERS if row.when == when and kind in row.types.split())
    return next((row for row in rows if fits(row, said.get(row.param))), None)


def fits(row: Lever, text: str | None) -> bool:
    """Whether a text is what pulls a lever."""
    return text is not None and re.fullmatch(row.pattern, text) is not None


def transferred(email: str | None) -> int:
    """What is sent to a receiver by itself, in the minor unit: what its e-mail says.

    >>> transferred("amount_4242@example.com"), transferred("jenny@example.com")
    (4242, 1000)

    Source: docs.stripe.com/sources/sepa-credit-transfer (testing)
    """
    said = re.fullmatch(AMOUNT, email or "")
    return int(said[1]) if said else DEFAULT_TRANSFER
