"""What an exercise is: what is given, what is wanted, and what comes close to it."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sandbox.errors import ApiError
from sandbox.wire import StripeObject

if TYPE_CHECKING:
    from sandbox.session import Sandbox

CUSTOMER, VISA, AMEX = "cus_jenny", "src_visa", "src_amex"
"""Ids that exercises begin with."""

FAIL_NEXT = "workbench.fail_next"


class Seen(NamedTuple):
    """What happened in the sandbox during an attempt.

    `requests` are those of the real API, oldest first, with their answers; `sandbox` is
    asked how things are now. `error` is what ended the attempt. `levers` are the other
    requests, for what only a sandbox can do.
    """

    requests: list[StripeObject]
    sandbox: "Sandbox"
    error: BaseException | None = None
    levers: Sequence[StripeObject] = ()

    def objects(self, collection: str) -> list[StripeObject]:
        """Everything of a kind as it is now."""
        return self.sandbox.objects(collection)

    def find(self, object_id: str) -> defaultdict[str, Any]:
        """An object as it is now; where there is none, each field of it is None."""
        try:
            body = self.sandbox.call("workbench.object", object_id=object_id)
        except ApiError:
            body = {}
        return defaultdict(lambda: None, body)

    @property
    def idle(self) -> bool:
        """Whether nothing was done: nothing asked, and no handler switched on."""
        done = self.requests or self.levers or self.error or self.sandbox.listeners
        return not done

    @property
    def last(self) -> StripeObject:
        """What was sent by the request that came last; of none, nothing."""
        return self.requests[-1]["params"] if self.requests else {}

    def asked(self, *operations: str, status: int = 200) -> list[StripeObject]:
        """The requests for these operations that were answered so."""
        return [
            one
            for one in self.requests
            if one["operation"] in operations and one["status"] == status
        ]

    def owned(self, customer: str = CUSTOMER) -> list[str]:
        """The ids of what is attached to a customer, the first one first."""
        return [
            one["id"]
            for one in self.objects("sources")
            if one.get("customer") == customer and one.get("status") != "consumed"
        ]

    @property
    def planted(self) -> list[str]:
        """The failures that were planted."""
        asked = [one for one in self.levers if one["operation"] == FAIL_NEXT]
        return [one["params"].get("failure", "") for one in asked]

    @property
    def heard(self) -> list[str]:
        """The types of the events that handlers were told."""
        return [one["type"] for one in self.sandbox.deliveries()]

    @property
    def pending(self) -> list[StripeObject]:
        """The charges that the bank has yet to answer."""
        return [one for one in self.objects("charges") if one["status"] == "pending"]

    @property
    def charges(self) -> list[StripeObject]:
        """The charges that succeeded."""
        return [one for one in self.objects("charges") if one["paid"]]

    @property
    def paid(self) -> list[tuple[int, str, str, str | None]]:
        """The same by amount, currency, source, and customer."""
        return [
            (one["amount"], one["currency"], one["source"]["id"], one["customer"])
            for one in self.charges
        ]

    @property
    def refused(self) -> str | None:
        """The code of the refusal that ended the attempt; its type without a code."""
        code = getattr(self.error, "code", None)
        return code or (type(self.error).__name__ if self.error else None)


Look = Callable[[Seen], bool]


class Miss(NamedTuple):
    """A way to come close: how it is told from the others, why it is not it, a hint."""

    when: Look
    why: str
    hint: str


def not_the_amount(cents: int, said: str) -> Miss:
    """Something else was charged than the amount of the task."""
    return Miss(
        lambda seen: any(one["amount"] != cents for one in seen.charges),
        f"The amount is not {said}.",
        f"that is {cents} cents.",
    )


def not_in(currency: str, said: str) -> Miss:
    """Something was charged in another currency than that of the task."""
    return Miss(
        lambda seen: any(one["currency"] != currency for one in seen.charges),
        f"The currency is not the {said}.",
        f'its code is "{currency}".',
    )


NOT_IN_EUROS = not_in("eur", "euro")

NO_CARD = Miss(
    lambda seen: any(one.get("type") != "card" for one in seen.objects("sources")),
    "The source is no card.",
    'say type="card", and token="tok_visa".',
)


class Exercise(NamedTuple):
    """One exercise of a section: its number is the section's, then its own.

    `given` are the objects that exist when it begins: arguments of `given`. `wanted`
    says whether it is done; if not, the first miss that applies says why. `refusal`
    means that the attempt is to end with a refusal.
    """

    number: str
    title: str
    wanted: Look
    done: str
    misses: tuple[Miss, ...]
    given: tuple[dict[str, Any], ...] = ()
    refusal: bool = False


JENNY: dict[str, Any] = {"id": CUSTOMER, "email": "jenny@example.com"}


def card(source_id: str = VISA, **state: Any) -> dict[str, Any]:
    """A reusable card that exists when an exercise begins."""
    token = "tok_amex" if source_id == AMEX else "tok_visa"
    return {"id": source_id, "usage": "reusable", "token": token} | state


ATTACHED = (JENNY, card(customer=CUSTOMER))
"""Jenny with one card, which is her default."""
TWO = (*ATTACHED, card(AMEX, customer=CUSTOMER))
"""The same with a second one."""
