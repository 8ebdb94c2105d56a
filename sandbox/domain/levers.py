"""The levers of test mode: an e-mail, a name or an account says what will happen.

>>> pulled("created", "ideal", {"owner[email]": "my_chargeable@example.com"}).trigger
'authorised'
>>> pulled("charged", "sofort", {"owner[name]": "failing_charge"}).trigger
'failed'
"""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from sandbox.domain.ibans import DEBITS

When = Literal["created", "charged"]


class Lever(NamedTuple):
    """What happens by itself after a source was created or charged in test mode.

    `pattern` is what `param` looks like as a whole, a regular expression. `trigger` is
    what happens to the source, or how the charge ends; after `seconds`: 0 is right
    after the answer, None as long as it takes without a lever.
    """

    types: str
    when: When
    param: str
    pattern: str
    trigger: str
    seconds: int | None
    source: str


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
        for row in DEBITS
    ),
]  # fmt: skip


def pulled(when: When, kind: str, said: Mapping[str, str | None]) -> Lever | None:
    """The lever that was pulled by what is said of a source of this type, if any."""
    rows = (row for row in LEVERS if row.when == when and kind in row.types.split())
    return next((row for row in rows if fits(row, said.get(row.param))), None)


def fits(row: Lever, text: str | None) -> bool:
    """Whether a text is what pulls a lever."""
    return text is not None and re.fullmatch(row.pattern, text) is not None
