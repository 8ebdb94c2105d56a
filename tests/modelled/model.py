"""The rules of charges, and of what happens by itself, once more in few words."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sandbox.domain import fees
from tests.modelled.kinds import DAY, TOKENS, Kind
from tests.modelled.saved import DECLINED, Refusal, Saved, bad

HOLDS, LEAST = 7 * DAY, 50

NOTHING_SAVED: Refusal = (402, "card_error", "missing", "card")
TOO_EARLY_OR_LATE = bad("payment_method_unexpected_state", "source")
UNPAID = {
    "chargeable": None,
    "consumed": bad(),
    "pending": TOO_EARLY_OR_LATE,
    "failed": TOO_EARLY_OR_LATE,
    "canceled": TOO_EARLY_OR_LATE,
}
"""Why a source of each status cannot be charged."""


@dataclass
class Charge:
    """A charge; `ends` is when it settles, or its hold does, `answer` the dispute."""

    kind: Kind
    source: str
    customer: str | None
    amount: int
    currency: str
    created: int
    status: str
    captured: bool = False
    refunded: int = 0
    waiting: list[int] = field(default_factory=list)
    disputed: bool = False
    ends: int | None = None
    answer: int | None = None


@dataclass
class Model(Saved):
    """An account: who has what, what was paid, what is held, and what was told."""

    charges: dict[str, Charge] = field(default_factory=dict)
    held: Counter[str] = field(default_factory=Counter)

    def due(self) -> Iterator[tuple[int, str, str]]:
        """What happens by itself, and when."""
        for name, source in self.sources.items():
            if source.ends is not None:
                yield source.ends, "source", name
        for name, charge in self.charges.items():
            if charge.ends is not None:
                yield charge.ends, "charge", name
            if charge.answer is not None:
                yield charge.answer, "dispute", name

    def wait(self, seconds: int) -> None:
        """Time goes by, and what is due happens."""
        until = self.now + seconds
        while (due := min(self.due(), default=(until + 1, "", "")))[0] <= until:
            self.now, what, name = due
            if what == "source":
                self.sources[name].status, self.sources[name].ends = "canceled", None
                self.tell("source.canceled")
            elif what == "dispute":
                self.charges[name].answer = None
                self.tell("charge.dispute.closed")
            else:
                self.end(self.charges[name])
        self.now = until

    def end(self, charge: Charge) -> None:
        """A pending charge settles; a hold is let go."""
        charge.ends = None
        if charge.status != "pending":
            charge.refunded = charge.amount
            self.tell("charge.expired")
            return
        waiting, charge.waiting = charge.waiting, []
        self.told["charge.refund.updated"] += len(waiting)
        if charge.kind.refusing:
            charge.status, charge.refunded = "failed", 0
            self.fail(charge.source)
        else:
            charge.status = "succeeded"
            self.arrive(charge, charge.amount)
            self.held[charge.currency] -= sum(waiting)
        self.tell(f"charge.{charge.status}")

    def fail(self, source: str) -> None:
        """After a debit that came back, no more are tried."""
        if self.sources[source].status == "chargeable":
            self.sources[source].status = "failed"
            self.tell("source.failed")

    def why_not_pay(  # noqa: PLR0911 - each way to be refused
        self, source: str | None, customer: str | None
    ) -> Refusal | None:
        """Who may be charged with what: what is attached only with its customer."""
        if customer and customer not in self.customers:
            return bad("resource_missing", "customer")
        if source is None and customer is None:
            return bad("parameter_missing")
        payer = source or self.customers[customer or ""].default
        if payer is None:
            return NOTHING_SAVED
        if payer in TOKENS:
            return bad("missing", "source", 404) if customer else None
        if customer and self.owner(payer) not in (None, customer):
            return bad("missing", "source", 404)
        if payer not in self.sources:
            return bad("resource_missing", "source")
        if self.owner(payer) not in (None, customer):
            return bad()
        return UNPAID[self.sources[payer].status]

    def owner(self, source: str) -> str | None:
        """Whose a source is; what is not there is as somebody else's."""
        one = self.sources.get(source)
        return one.owner if one else "cus_somebody"

    def why_not_charge(
        self, source: str | None, customer: str | None, price: dict[str, Any]
    ) -> Refusal | None:
        """Who may be charged, and whether what is charged fits."""
        if price["amount"] < LEAST:
            return bad("amount_too_small", "amount")
        if no := self.why_not_pay(source, customer):
            return no
        kind = self.payer(source, customer)[1]
        if kind.currency not in (None, price["currency"]):
            return bad("payment_method_currency_mismatch", "currency")
        if kind.amount not in (None, price["amount"]):
            return bad(param="amount")
        if price["capture"] == "false" and not kind.card:
            return bad(param="capture")
        return DECLINED if kind.declines_charge else None

    def payer(self, source: str | None, customer: str | None) -> tuple[str, Kind]:
        """What pays: the source that is named, or the default."""
        name = source or self.customers[customer or ""].default or ""
        return name, TOKENS.get(name) or self.sources[name].kind

    def charge(
        self,
        made: str,
        source: str | None,
        customer: str | None,
        price: dict[str, Any],
    ) -> None:
        """What is not attached, or is for one use, is consumed by it."""
        name, kind = self.payer(source, customer)
        amount, currency = price["amount"], price["currency"]
        one = Charge(kind, name, customer, amount, currency, self.now, "failed")
        self.charges[made] = one
        if not kind.declines_charge:
            one.status = "pending" if kind.settles else "succeeded"
            one.captured = price["capture"] == "true"
            self.consume(name)
            if not one.captured:
                one.ends = self.now + HOLDS
            elif kind.settles:
                one.ends = self.now + kind.settles
            else:
                self.arrive(one, amount)
        self.tell(f"charge.{one.status}")

    def consume(self, source: str) -> None:
        """A source that paid."""
        one = self.sources.get(source)
        if one and (one.kind.single or not one.owner):
            one.status, one.ends = "consumed", None

    def arrive(self, charge: Charge, amount: int) -> None:
        """The money is there, less the fee; some cards dispute it at once."""
        currency = charge.currency
        self.held[currency] += amount - fees.of_payment(amount, currency)
        if charge.kind.disputed:
            charge.disputed, charge.answer = True, (self.now // DAY + 9) * DAY
            self.held[currency] -= amount + fees.of_dispute(currency)
            self.tell("charge.dispute.created", "charge.dispute.funds_withdrawn")

    def why_not_capture(self, charge: str, amount: int | None) -> Refusal | None:
        """A hold is captured once, in a week, all of it or a part."""
        if charge not in self.charges:
            return bad("resource_missing", "charge", 404)
        one = self.charges[charge]
        if one.captured:
            return bad("charge_already_captured")
        if one.refunded:
            late = self.now >= one.created + HOLDS
            return bad(
                f"charge_{'expired_for_capture' if late else 'already_refunded'}"
            )
        if one.status != "succeeded":
            return bad()
        if amount is not None and amount > one.amount:
            return bad(param="amount")
        return bad("amount_too_small") if amount and amount < LEAST else None

    def capture(self, charge: str, amount: int | None) -> None:
        """What is captured comes; the rest is let go."""
        one = self.charges[charge]
        taken = one.amount if amount is None else amount
        one.captured, one.refunded, one.ends = True, one.amount - taken, None
        self.arrive(one, taken)
        self.tell("charge.captured")

    def why_not_refund(self, charge: str, amount: int | None) -> Refusal | None:
        """Never more than is left, and of a hold all of it."""
        if charge not in self.charges:
            return bad("resource_missing", "charge")
        one = self.charges[charge]
        left = one.amount - one.refunded
        if one.disputed:
            return bad("charge_disputed")
        if one.status == "failed":
            return bad(param="charge")
        if not left:
            return bad("charge_already_refunded")
        if amount and (amount > left or (amount < left and not one.captured)):
            return bad(param="amount")
        late = one.kind.window and self.now > one.created + one.kind.window
        return bad(param="charge") if late else None

    def refund(self, charge: str, amount: int | None) -> None:
        """The money goes, or will when it has come; of a hold none goes."""
        one = self.charges[charge]
        given = amount or one.amount - one.refunded
        one.refunded += given
        if one.status == "pending":
            one.waiting.append(given)
        elif one.captured:
            self.held[one.currency] -= given
        else:
            one.ends = None
        self.tell("charge.refunded")
