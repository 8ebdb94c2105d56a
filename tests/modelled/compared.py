"""Ask a sandbox, and compare answers and state with what a model says they are."""

from collections import Counter
from typing import Any, ClassVar, NamedTuple

from hypothesis.stateful import RuleBasedStateMachine, invariant

from sandbox import Sandbox
from tests.asking import Answer, ask, contents
from tests.modelled.model import Model
from tests.modelled.saved import DECLINED, Refusal
from tests.resources.making import START


class Asked(NamedTuple):
    """A request with a key, and what was answered."""

    path: str
    sent: dict[str, Any]
    key: str
    at: int
    answer: Answer


class Compared(RuleBasedStateMachine):
    """A sandbox and its model, which agree whenever something was done."""

    seen: ClassVar[Counter[tuple[str, str]]] = Counter()
    """How often each kind of request was done, and was refused."""

    def __init__(self) -> None:
        """Open the shop."""
        super().__init__()
        self.sandbox = Sandbox()
        self.model = Model(START)
        self.asked: list[Asked] = []
        self.number = 0
        self.kept: Any = None
        self.rest = 0
        self.done: list[bool] = []

    def teardown(self) -> None:
        """Close it."""
        if self.kept:
            self.kept[0].close()

    def ask(
        self, what: str, no: Refusal | None, path: str, /, **sent: Any
    ) -> Answer | None:
        """Ask, and compare with what was foreseen; None when it was refused.

        What is refused changes nothing; a charge that is declined is kept.
        """
        method, _, path = path.partition(" ")
        keeps = path == "/v1/charges" and no == DECLINED
        before = None if no is None or keeps else contents(self.sandbox)
        params = {name: value for name, value in sent.items() if value is not None}
        key = self.new_key() if method == "POST" else None
        answer = ask(self.sandbox, method, path, params, Idempotency_Key=key)

        assert no == (answer.refusal if answer.status >= 400 else None)
        if before:
            assert before == contents(self.sandbox)
        self.done.append(not before)
        if key and "_sandbox" not in path:
            self.asked.append(Asked(path, params, key, self.model.now, answer))
        self.seen[what, "refused" if no else "done"] += 1
        return answer if no is None or keeps else None

    def new_key(self) -> str:
        """An idempotency key that was never used."""
        self.number += 1
        return f"key {self.number}"

    @invariant()
    def all_agrees(self) -> None:
        """The sandbox is as the model says.

        After a step that only asked what was refused it still is: nothing changed.
        """
        if any(self.done) or not self.done:
            self.customers_agree()
            self.sources_agree()
            self.charges_agree()
            self.money_agrees()
            self.events_agree()
        self.done.clear()

    def customers_agree(self) -> None:
        """Each customer has its default, and its sources in their order."""
        shown = {
            one["id"]: (one["default_source"], self.listed(one["id"]))
            for one in self.sandbox.objects("customers")
        }
        known = self.model.customers.items()
        assert {name: (one.default, one.sources) for name, one in known} == shown

    def listed(self, customer: str) -> list[str]:
        """The ids in the list of a customer's sources."""
        path = f"/v1/customers/{customer}/sources"
        answer = ask(self.sandbox, "GET", path, {"limit": 100})
        return [one["id"] for one in answer["data"]]

    def sources_agree(self) -> None:
        """Each source has its status and its owner; a card has its owner."""
        shown = {
            one["id"]: (one.get("status", "chargeable"), one.get("customer"))
            for one in self.sandbox.objects("sources")
        }
        known = self.model.sources.items()
        assert {name: (one.status, one.owner) for name, one in known} == shown

    def charges_agree(self) -> None:
        """Each charge has its status, and what was captured, refunded and disputed."""
        names = "status captured amount amount_refunded refunded disputed customer"
        shown = {
            one["id"]: tuple(one[name] for name in names.split())
            for one in self.sandbox.objects("charges")
        }
        assert {
            name: (
                one.status,
                one.captured,
                one.amount,
                one.refunded,
                one.refunded == one.amount,
                one.disputed,
                one.customer,
            )
            for name, one in self.model.charges.items()
        } == shown

    def money_agrees(self) -> None:
        """The balance, what is pending too, is what came less what went and fees."""
        balance = ask(self.sandbox, "GET", "/v1/balance")
        shown: Counter[str] = Counter()
        for one in balance["available"] + balance["pending"]:
            shown[one["currency"]] += one["amount"]
        assert self.model.held == shown

    def events_agree(self) -> None:
        """Of each type there are as many events as there was to tell."""
        shown = Counter(one["type"] for one in self.sandbox.objects("events"))
        assert self.model.told == shown
