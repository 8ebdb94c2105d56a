"""Bank accounts by IBAN: is it one, whose is it, and how do test debits end.

>>> known = account("DE89 3704 0044 0532 0130 00")
>>> known.country, known.bank_code, known.last4
('DE', '37040044', '3000')
"""

from typing import Literal, NamedTuple

from sandbox.errors import ApiError, echo, invalid

# country: length of the IBAN, then where the bank and the branch stand in it
SHAPES: dict[str, tuple[int, slice, slice | None]] = {
    "AD": (24, slice(4, 8), slice(8, 12)),
    "AT": (20, slice(4, 9), None),
    "BE": (16, slice(4, 7), None),
    "BG": (22, slice(4, 8), slice(8, 12)),
    "CH": (21, slice(4, 9), None),
    "CY": (28, slice(4, 7), slice(7, 12)),
    "CZ": (24, slice(4, 8), None),
    "DE": (22, slice(4, 12), None),
    "DK": (18, slice(4, 8), None),
    "EE": (20, slice(4, 6), None),
    "ES": (24, slice(4, 8), slice(8, 12)),
    "FI": (18, slice(4, 7), None),
    "FR": (27, slice(4, 9), slice(9, 14)),
    "GB": (22, slice(4, 8), slice(8, 14)),
    "GI": (23, slice(4, 8), None),
    "GR": (27, slice(4, 7), slice(7, 11)),
    "HR": (21, slice(4, 11), None),
    "HU": (28, slice(4, 7), slice(7, 11)),
    "IE": (22, slice(4, 8), slice(8, 14)),
    "IS": (26, slice(4, 6), slice(6, 8)),
    "IT": (27, slice(5, 10), slice(10, 15)),
    "LI": (21, slice(4, 9), None),
    "LT": (20, slice(4, 9), None),
    "LU": (20, slice(4, 7), None),
    "LV": (21, slice(4, 8), None),
    "MC": (27, slice(4, 9), slice(9, 14)),
    "MT": (31, slice(4, 8), slice(8, 13)),
    "NL": (18, slice(4, 8), None),
    "NO": (15, slice(4, 8), None),
    "PL": (28, slice(4, 12), None),
    "PT": (25, slice(4, 8), slice(8, 12)),
    "RO": (24, slice(4, 8), None),
    "SE": (24, slice(4, 7), None),
    "SI": (19, slice(4, 9), None),
    "SK": (24, slice(4, 8), None),
    "SM": (27, slice(5, 10), slice(10, 15)),
    "VA": (22, slice(4, 7), None),
}
"""Source: the IBAN registry, swift.com/standards/data-standards/iban"""

Outcome = Literal["succeeded", "failed", "disputed"]


class Debit(NamedTuple):
    """How every debit of a test account ends, and after how many seconds.

    Seconds are None where it takes as long as any debit of its type.
    """

    iban: str
    outcome: Outcome
    seconds: int | None
    source: str


SOURCES_PAGE = "Source: docs.stripe.com/sources/sepa-debit (testing)"
METHODS_PAGE = "Source: docs.stripe.com/payments/sepa-debit/accept-a-payment (testing)"

DEBITS = [
    Debit("DE89370400440532013000", "succeeded", None, SOURCES_PAGE),
    Debit("AT611904300234573201", "succeeded", None, SOURCES_PAGE),
    Debit("DE62370400440532013001", "failed", None, SOURCES_PAGE),
    Debit("AT861904300235473202", "failed", None, SOURCES_PAGE),
    Debit("DE35370400440532013002", "disputed", None, SOURCES_PAGE),
    Debit("AT591904300235473203", "disputed", None, SOURCES_PAGE),
    Debit("DE08370400440532013003", "succeeded", 180, METHODS_PAGE),
    Debit("DE78370400440532013004", "failed", 180, METHODS_PAGE),
]
"""A debit of any other account succeeds, in the time of its type."""

ADDRESS_NEEDED = frozenset("AD PF TF GI GB GG VA IM JE MC NC BL PM SM CH WF".split())
"""Countries whose accounts need owner[address][country] and [line1].

Source: docs.stripe.com/sources/sepa-debit
"""


class Account(NamedTuple):
    """A bank account, as much of it as its IBAN says."""

    iban: str
    country: str
    bank_code: str
    branch_code: str | None

    @property
    def last4(self) -> str:
        """What may be shown of the account."""
        return self.iban[-4:]


def account(given: str, *, param: str = "sepa_debit[iban]") -> Account:
    """The account an IBAN names; blanks and small letters are forgiven.

    Raises: ApiError 400 when it is not an IBAN of the SEPA area.
    Source: docs.stripe.com/sources/sepa-debit (invalid_bank_account_iban); the check
    digits are ISO 13616.
    """
    iban = "".join(given.split()).upper()
    shape = SHAPES.get(iban[:2])
    if not shape:
        why = f"it has to begin with one of {', '.join(SHAPES)}"
        raise not_an_iban(given, why, param)
    length, bank, branch = shape
    if len(iban) != length or not (iban.isascii() and iban.isalnum()):
        why = f"one of {iban[:2]} has {length} letters and digits"
        raise not_an_iban(given, why, param)
    if int("".join(str(int(c, 36)) for c in iban[4:] + iban[:4])) % 97 != 1:
        raise not_an_iban(given, "its check digits do not fit the rest", param)
    return Account(iban, iban[:2], iban[bank], iban[branch] if branch else None)


def not_an_iban(given: str, why: str, param: str) -> ApiError:
    """The refusal of an account number, with the first thing wrong about it."""
    message = (
        f"'{echo(given)}' is not an IBAN: {why}. "
        "For a test, use DE89370400440532013000."
    )
    return invalid(message, code="invalid_bank_account_iban", param=param)
