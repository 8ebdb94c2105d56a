"""Bank accounts by IBAN: is it one, whose is it, and how do test debits end.

>>> known = account("DE89 3704 0044 0532 0130 00")
>>> known.country, known.bank_code, known.last4
('DE', '37040044', '3000')
"""

from typing import Literal, NamedTuple

from sandbox.errors import ApiError, echo, invalid

# country: length of the IBAN, then where the bank and the branch stand in it
SHAPES: dict[str, tuple[int, slice, slice | None]] = {
    "AT": (20, slice(4, 9), None),
    "BE": (16, slice(4, 7), None),
    "CH": (21, slice(4, 9), None),
    "DE": (22, slice(4, 12), None),
    "DK": (18, slice(4, 8), None),
    "EE": (20, slice(4, 6), None),
    "ES": (24, slice(4, 8), slice(8, 12)),
    "FI": (18, slice(4, 7), None),
    "FR": (27, slice(4, 9), slice(9, 14)),
    "GB": (22, slice(4, 8), slice(8, 14)),
    "GR": (27, slice(4, 7), slice(7, 11)),
    "IE": (22, slice(4, 8), slice(8, 14)),
    "IT": (27, slice(5, 10), slice(10, 15)),
    "LT": (20, slice(4, 9), None),
    "LU": (20, slice(4, 7), None),
    "LV": (21, slice(4, 8), None),
    "MC": (27, slice(4, 9), slice(9, 14)),
    "NL": (18, slice(4, 8), None),
    "NO": (15, slice(4, 8), None),
    "PL": (28, slice(4, 12), None),
    "PT": (25, slice(4, 8), slice(8, 12)),
    "SE": (24, slice(4, 7), None),
    "SI": (19, slice(4, 9), None),
    "SK": (24, slice(4, 8), None),
    "SM": (27, slice(5, 10), slice(10, 15)),
}
"""Source: the IBAN registry, swift.com/standards/data-standards/iban"""

Outcome = Literal["succeeded", "failed"]

FAILING = ("DE62370400440532013001", "AT861904300235473202")
"""Debits of these fail. Source: docs.stripe.com/sources/sepa-debit (testing)"""

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


def account(given: str) -> Account:
    """The account an IBAN names; blanks and small letters are forgiven.

    Raises: ApiError 400 when it is not an IBAN of the SEPA area.
    Source: docs.stripe.com/sources/sepa-debit (invalid_bank_account_iban); the check
    digits are ISO 13616.
    """
    iban = "".join(given.split()).upper()
    shape = SHAPES.get(iban[:2])
    if not shape:
        raise not_an_iban(given, f"it has to begin with one of {', '.join(SHAPES)}")
    length, bank, branch = shape
    if len(iban) != length or not (iban.isascii() and iban.isalnum()):
        why = f"one of {iban[:2]} has {length} letters and digits"
        raise not_an_iban(given, why)
    if int("".join(str(int(c, 36)) for c in iban[4:] + iban[:4])) % 97 != 1:
        raise not_an_iban(given, "its check digits do not fit the rest")
    return Account(iban, iban[:2], iban[bank], iban[branch] if branch else None)


def not_an_iban(given: str, why: str) -> ApiError:
    """The refusal of an account number, with the first thing wrong about it."""
    message = (
        f"'{echo(given)}' is not an IBAN: {why}. "
        "For a test, use DE89370400440532013000."
    )
    return invalid(message, code="invalid_bank_account_iban", param="sepa_debit[iban]")
