"""What only a sandbox can do, in Python: each method is one operation of the catalogue.

>>> from sandbox.app import App
>>> from sandbox.store import Store
>>> bench = Workbench(App(Store()))
>>> bench.given("src_1", type="ideal", status="pending")["status"]
'pending'
>>> bench.authorise("src_1")["status"]
'chargeable'
"""

from typing import Any

from sandbox.door import Door
from sandbox.wire import StripeObject


class Workbench(Door):
    """Says what exists, moves time, plays the bank and the owner, plants failures."""

    def given(self, object_id: str, /, **state: Any) -> StripeObject:
        """Say that a customer, source or card exists, and its state, without events.

        `given("cus_1", email=...)`, `given("card_1", customer="cus_1")`,
        `given("src_1", usage="reusable", status="chargeable", customer="cus_1",
        type="card", token="tok_visa")`.
        Raises: ApiError for a state that a source can never be in.
        """
        return self.call("workbench.given", id=object_id, **state)

    def advance(
        self, *, days: int = 0, hours: int = 0, minutes: int = 0, seconds: int = 0
    ) -> StripeObject:
        """Move the clock; what is due on the way happens, in order, with its events."""
        return self.call(
            "workbench.advance",
            days=days,
            hours=hours,
            minutes=minutes,
            seconds=seconds,
        )

    def authorise(self, source: Any, *, outcome: str = "succeeded") -> StripeObject:
        """Authorise a pending source as its owner does, or refuse to ("failed")."""
        return self.call(
            "workbench.authorise", source=getattr(source, "id", source), outcome=outcome
        )

    def fund(self, source: Any, amount: int | None = None) -> StripeObject:
        """Let money arrive at a receiver: in the minor unit, or what it asks for."""
        return self.call(
            "workbench.fund", source=getattr(source, "id", source), amount=amount
        )

    def fail_next(
        self, failure: str = "api_error", *, operation: str | None = None
    ) -> StripeObject:
        """Make the next request fail, once: api_error, answer_lost, rate_limit, ..."""
        return self.call("workbench.fail_next", failure=failure, operation=operation)

    def objects(self, collection: str, **filters: Any) -> list[StripeObject]:
        """Everything of one kind, as it came: customers, sources, charges, ...

        A source comes anew when it is attached or detached: it stands last then.
        """
        return self.pages("workbench.objects", collection=collection, **filters)
