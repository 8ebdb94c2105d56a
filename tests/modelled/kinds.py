"""What pays in the machine's tests: cards, debits and iDEAL, each in a few ways."""

from typing import Any, NamedTuple

HOUR, DAY = 3600, 86400


class Kind(NamedTuple):
    """What pays, as it was made."""

    sent: dict[str, Any]
    card: bool = True
    single: bool = False
    currency: str | None = None
    amount: int | None = None
    settles: int = 0
    refusing: str = ""
    disputed: bool = False
    window: int = 0

    @property
    def declines_charge(self) -> bool:
        """Whether its bank refuses to pay; without a card it says so later."""
        return self.card and self.refusing != ""

    @property
    def born(self) -> str:
        """The status it has first."""
        return "pending" if "redirect" in self.sent else "chargeable"


def _token(token: str, **more: Any) -> Kind:
    return Kind({"type": "card", "token": token}, **more)


def _debit(iban: str, **more: Any) -> Kind:
    owner = {"owner": {"name": "Jenny Rosen"}, "sepa_debit": {"iban": iban}}
    sent = {"type": "sepa_debit", "currency": "eur", **owner}
    return Kind(
        sent, card=False, currency="eur", settles=5 * DAY, window=180 * DAY, **more
    )


PRICE = {"amount": 1000, "currency": "eur"}
BACK = {"redirect": {"return_url": "https://example.com/return"}}
TOKENS = {
    "tok_visa": _token("tok_visa"),
    "tok_chargeDeclined": _token("tok_chargeDeclined", refusing="attach"),
    "tok_chargeCustomerFail": _token("tok_chargeCustomerFail", refusing="charge"),
    "tok_createDispute": _token("tok_createDispute", disputed=True),
}
ONCE = {"type": "card", "token": "tok_visa", "usage": "single_use", "amount": 1000}
SEPA = _debit("DE89370400440532013000")
IDEAL = Kind(
    {"type": "ideal"} | PRICE | BACK,
    card=False, single=True, currency="eur", amount=1000, window=180 * DAY,
)  # fmt: skip
KINDS = [
    *TOKENS.values(),
    Kind(ONCE, single=True, amount=1000),
    SEPA,
    _debit("DE62370400440532013001", refusing="charge"),
    IDEAL,
]
