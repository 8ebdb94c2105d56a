"""The rules of the sandbox once more, in few words: what a machine compares it with.

A model says first whether something is refused (`why_not_...`), then what it changes.
Amounts are integers in the minor unit, times are Unix seconds.
"""

from collections import Counter
from dataclasses import dataclass, field

from tests.modelled.kinds import HOUR, TOKENS, Kind

Refusal = tuple[int, str, str | None, str | None]
"""Status, type, code and param, as `Answer.refusal` has them."""


def bad(code: str | None = None, param: str | None = None, at: int = 400) -> Refusal:
    """An invalid request."""
    return at, "invalid_request_error", code, param


DECLINED: Refusal = (402, "card_error", "card_declined", None)
NO_CUSTOMER = bad("resource_missing", "id", 404)


@dataclass
class Source:
    """A source, or with a `card_` id a card; `ends` is when it times out."""

    kind: Kind
    status: str
    owner: str | None = None
    ends: int | None = None


@dataclass
class Customer:
    """A customer, and what it has, the oldest first."""

    default: str | None = None
    sources: list[str] = field(default_factory=list)


@dataclass
class Saved:
    """Who has which sources, and what was told."""

    now: int
    customers: dict[str, Customer] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)

    def tell(self, *events: str) -> None:
        """Count events."""
        self.told.update(events)

    def make(self, source: str, kind: Kind) -> None:
        """What needs no answer from anybody is chargeable; the rest has an hour."""
        waits = kind.born == "pending"
        ends = self.now + HOUR if waits else None
        self.sources[source] = Source(kind, kind.born, ends=ends)
        if not waits:
            self.tell("source.chargeable")

    def why_not_answer(self, source: str) -> Refusal | None:
        """Only what is pending can be authorised, or be refused by its owner."""
        if source not in self.sources or source.startswith("card_"):
            return bad("resource_missing", "id", 404)
        return None if self.sources[source].status == "pending" else bad()

    def answer(self, source: str, outcome: str) -> None:
        """Authorised, a source has six hours; otherwise it has failed."""
        one = self.sources[source]
        good = outcome == "succeeded"
        one.status = "chargeable" if good else "failed"
        one.ends = self.now + 6 * HOUR if good else None
        self.tell(f"source.{one.status}")

    def why_not_attach(self, given: str) -> Refusal | None:
        """What is attached, consumed, or refused by its bank, is not attached."""
        if given in TOKENS:
            return DECLINED if TOKENS[given].refusing == "attach" else None
        if given not in self.sources:
            return bad("resource_missing", "source")
        one = self.sources[given]
        if one.owner or one.status not in ("pending", "chargeable"):
            return bad()
        return DECLINED if one.kind.card and one.kind.refusing == "attach" else None

    def attach(self, customer: str, given: str, made: str) -> None:
        """It is the last in the list, and the default when there is none."""
        if given in TOKENS:
            self.sources[made] = Source(TOKENS[given], "chargeable")
        self.sources[made].owner = customer
        owner = self.customers[customer]
        owner.sources.append(made)
        owner.default = owner.default or made
        self.tell("customer.source.created")

    def release(self, source: str) -> None:
        """A source that leaves is consumed, unless it ended before; a card is gone."""
        one = self.sources[source]
        self.customers[one.owner or ""].sources.remove(source)
        one.owner = None
        if source.startswith("card_"):
            del self.sources[source]
        elif one.status in ("pending", "chargeable"):
            one.status, one.ends = "consumed", None

    def detach(self, customer: str, source: str) -> None:
        """The youngest of the others becomes the default, if it was."""
        self.release(source)
        owner = self.customers[customer]
        if owner.default == source:
            owner.default = owner.sources[-1] if owner.sources else None
            self.tell("customer.updated")
        self.tell("customer.source.deleted")

    def replace(self, customer: str, given: str, made: str) -> None:
        """Attached by an update, it is the default, and the old one leaves."""
        owner = self.customers[customer]
        if owner.default:
            self.release(owner.default)
            self.tell("customer.source.deleted")
        owner.default = made
        self.attach(customer, given, made)
        self.tell("customer.updated")

    def delete(self, customer: str) -> None:
        """Its sources leave, which is not told."""
        for source in list(self.customers[customer].sources):
            self.release(source)
        del self.customers[customer]
        self.tell("customer.deleted")

    def why_not_of(self, customer: str, source: str, no: Refusal) -> Refusal | None:
        """Somebody else's source is as none."""
        if customer not in self.customers:
            return NO_CUSTOMER
        return None if source in self.customers[customer].sources else no
