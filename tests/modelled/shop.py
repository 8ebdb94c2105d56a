"""A shop that does anything, in any order, and says first what the answer has to be."""

from copy import deepcopy
from json import dumps
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    initialize,
    multiple,
    precondition,
    rule,
)

from tests.asking import ask, contents
from tests.modelled.compared import Compared
from tests.modelled.kinds import DAY, HOUR, IDEAL, KINDS, TOKENS, Kind
from tests.modelled.saved import NO_CUSTOMER, Customer, bad

AMOUNTS = st.sampled_from([1000, 1000, 1000, 1001, 49])
PARTS = st.none() | st.sampled_from([1, 49, 400, 999, 1000, 1001])
PRICES = st.fixed_dictionaries(
    {
        "amount": AMOUNTS,
        "currency": st.sampled_from(["eur", "eur", "eur", "usd"]),
        "capture": st.sampled_from(["true", "true", "false"]),
    }
)
TAKEN = {"amount": 1000, "currency": "eur", "capture": "true"}
HELD = TAKEN | {"capture": "false"}
MOSTLY = st.sampled_from([True, True, True, False])
SECONDS = st.sampled_from(
    [1, HOUR - 1, HOUR, 6 * HOUR, DAY, 5 * DAY, 7 * DAY, 10 * DAY, 181 * DAY]
)
ITS_OWN = "its own customer"


class Shop(Compared):
    """Asks for this and that; the model says first what the answer has to be."""

    customers: Bundle[str] = Bundle("customers")
    sources: Bundle[str] = Bundle("sources")
    charges: Bundle[str] = Bundle("charges")

    given = st.one_of(sources, sources, sources, st.sampled_from([*TOKENS]))
    payers = st.none() | given

    @initialize(target=customers)
    def open(self) -> MultipleResults[str]:
        """There are two customers, one with a card; and ids of what there is not."""
        made = [self.create_customer(source) for source in ("tok_visa", None)]
        return multiple(*map(str, made), "cus_none")

    @initialize(target=sources)
    def make_some(self) -> MultipleResults[str]:
        """There is a source of each kind, none of them attached."""
        return multiple(*map(self.create_source, KINDS), "src_none")

    @initialize(target=charges)
    def sell(self) -> MultipleResults[str]:
        """A card paid, and the money of another is reserved."""
        made = [self.charge("tok_visa", None, price) for price in (TAKEN, HELD)]
        return multiple(*map(str, made), "ch_none")

    @rule(target=sources, kind=st.sampled_from(KINDS))
    def create_source(self, kind: Kind) -> str:
        """A source of each kind."""
        made = self.ask("create a source", None, "POST /v1/sources", **kind.sent)
        assert made
        assert kind.born == made["status"]
        self.model.make(made["id"], kind)
        return str(made["id"])

    @rule(target=sources, outcome=st.sampled_from(["succeeded", "failed"]))
    def authorised(self, outcome: str) -> str:
        """An iDEAL source whose owner answers at once."""
        source = self.create_source(IDEAL)
        self.answer_at_the_bank(source, outcome)
        return source

    @rule(source=given, outcome=st.sampled_from(["succeeded", "succeeded", "failed"]))
    def answer_at_the_bank(self, source: str, outcome: str) -> None:
        """The owner of a source authorises it, or refuses to."""
        no = self.model.why_not_answer(source)
        path = f"POST /_sandbox/sources/{source}/authorise"
        if self.ask("answer at the bank", no, path, outcome=outcome):
            self.model.answer(source, outcome)

    @rule(target=customers, source=payers)
    def create_customer(self, source: str | None) -> str | MultipleResults[str]:
        """A customer, with a source, with a token, or with neither."""
        no = self.model.why_not_attach(source) if source else None
        made = self.ask("create a customer", no, "POST /v1/customers", source=source)
        if made is None:
            return multiple()
        customer: str = made["id"]
        self.model.tell("customer.created")
        self.model.customers[customer] = Customer()
        if source:
            self.model.attach(customer, source, made["default_source"])
        return customer

    @rule(target=sources, customer=customers, source=given)
    def attach(self, customer: str, source: str) -> str | MultipleResults[str]:
        """A source or a token is attached."""
        known = self.model.customers.get(customer)
        no = self.model.why_not_attach(source) if known else NO_CUSTOMER
        path = f"POST /v1/customers/{customer}/sources"
        made = self.ask("attach", no, path, source=source)
        if made is None or known is None:
            return multiple()
        if known.default is None:
            self.model.tell("customer.updated")
        self.model.attach(customer, source, made["id"])
        return multiple() if made["id"] == source else str(made["id"])

    @rule(customer=customers, source=given)
    def replace(self, customer: str, source: str) -> None:
        """A source given in an update takes the place of the default."""
        known = customer in self.model.customers
        no = self.model.why_not_attach(source) if known else NO_CUSTOMER
        path = f"POST /v1/customers/{customer}"
        if made := self.ask("replace", no, path, source=source):
            self.model.replace(customer, source, made["default_source"])

    @rule(customer=customers, source=given, of_it=MOSTLY, data=st.data())
    def choose_default(
        self, customer: str, source: str, data: st.DataObject, *, of_it: bool
    ) -> None:
        """Another source becomes the default, when the customer has it."""
        source = self.one_of(customer, data) if of_it else source
        missing = bad("resource_missing", "source")
        no = self.model.why_not_of(customer, source, missing)
        path = f"POST /v1/customers/{customer}"
        if self.ask("choose the default", no, path, default_source=source):
            owner = self.model.customers[customer]
            self.model.told["customer.updated"] += owner.default != source
            owner.default = source

    @rule(customer=customers, source=given, of_it=MOSTLY, data=st.data())
    def detach(
        self, customer: str, source: str, data: st.DataObject, *, of_it: bool
    ) -> None:
        """A source leaves its customer."""
        source = self.one_of(customer, data) if of_it else source
        no = self.model.why_not_of(customer, source, bad("resource_missing", "id", 404))
        path = f"DELETE /v1/customers/{customer}/sources/{source}"
        if self.ask("detach", no, path):
            self.model.detach(customer, source)

    def one_of(self, customer: str, data: st.DataObject) -> str:
        """One of the sources of a customer, if it has any."""
        owner = self.model.customers.get(customer, Customer())
        return data.draw(st.sampled_from(owner.sources or ["src_none"]))

    @rule(customer=customers, sure=st.sampled_from([False, False, False, True]))
    def delete_customer(self, customer: str, *, sure: bool) -> None:
        """A customer is deleted, once, and more rarely than it is made."""
        if not sure:
            return
        no = None if customer in self.model.customers else NO_CUSTOMER
        if self.ask("delete a customer", no, f"DELETE /v1/customers/{customer}"):
            self.model.delete(customer)

    @rule(
        target=charges,
        token=st.sampled_from(["tok_visa", "tok_createDispute"]),
        price=st.sampled_from([HELD, TAKEN]),
    )
    def charge_a_card(
        self, token: str, price: dict[str, Any]
    ) -> str | MultipleResults[str]:
        """A card pays, or reserves what can be captured or let go."""
        return self.charge(token, None, price)

    @rule(
        target=charges,
        source=payers,
        customer=st.sampled_from([ITS_OWN, ITS_OWN, None]) | customers,
        price=st.just(TAKEN) | PRICES,
    )
    def charge(
        self, source: str | None, customer: str | None, price: dict[str, Any]
    ) -> str | MultipleResults[str]:
        """A charge of a source, of a customer, of both, or of neither."""
        if customer == ITS_OWN:
            known = self.model.sources.get(source or "")
            customer = known.owner if known else None
        no = self.model.why_not_charge(source, customer, price)
        names = {"source": source, "customer": customer}
        made = self.ask("charge", no, "POST /v1/charges", **price, **names)
        if made is None:
            return multiple()
        charge = str(made.error["charge"] if no else made["id"])
        self.model.charge(charge, source, customer, price)
        return charge

    @rule(charge=charges, amount=PARTS)
    def capture(self, charge: str, amount: int | None) -> None:
        """What a charge reserved is taken, all or a part."""
        no = self.model.why_not_capture(charge, amount)
        path = f"POST /v1/charges/{charge}/capture"
        if self.ask("capture", no, path, amount=amount):
            self.model.capture(charge, amount)

    @rule(charge=charges, amount=PARTS)
    def refund(self, charge: str, amount: int | None) -> None:
        """Money of a charge goes back, all or a part."""
        no = self.model.why_not_refund(charge, amount)
        if self.ask("refund", no, "POST /v1/refunds", charge=charge, amount=amount):
            self.model.refund(charge, amount)

    @rule(seconds=SECONDS)
    def wait(self, seconds: int) -> None:
        """The clock moves."""
        self.sandbox.advance(seconds=seconds)
        self.model.wait(seconds)
        self.seen["wait", "done"] += 1

    @precondition(lambda self: self.asked)
    @rule(data=st.data(), same=st.booleans())
    def retry(self, data: st.DataObject, *, same: bool) -> None:
        """A request comes again with its key: replayed, or refused if it changed."""
        first = data.draw(st.sampled_from(self.asked))
        if self.model.now >= first.at + DAY:
            return
        before = contents(self.sandbox)
        sent = first.sent if same else first.sent | {"metadata": {"other": "yes"}}
        again = ask(self.sandbox, "POST", first.path, sent, Idempotency_Key=first.key)

        assert before == contents(self.sandbox)
        if same:
            assert first.answer.status == again.status
            assert dumps(first.answer.body) == dumps(again.body)
            assert again.headers["Idempotent-Replayed"] == "true"
        else:
            assert again.refusal == (400, "idempotency_error", None, None)
        self.seen["retry", "done" if same else "refused"] += 1

    def much_happened(self) -> bool:
        """Whether it is worth to look back: both are rare, or nothing gets far."""
        return len(self.asked) >= self.rest + 8

    @precondition(much_happened)
    @rule()
    def snapshot(self) -> None:
        """All is kept as it is now."""
        self.teardown()
        self.kept = self.sandbox.snapshot(), deepcopy(self.model), list(self.asked)
        self.rest = len(self.asked)
        self.seen["snapshot", "done"] += 1

    @precondition(lambda self: self.kept and self.much_happened())
    @rule()
    def restore(self) -> None:
        """All is as it was at the snapshot."""
        snapshot, model, asked = self.kept
        self.sandbox.restore(snapshot)
        self.model, self.asked = deepcopy(model), list(asked)
        self.seen["restore", "done"] += 1
