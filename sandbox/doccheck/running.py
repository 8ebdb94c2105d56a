"""Calls that are run, in a world or in several, until one is found in which they work.

>>> from sandbox.languages import Call
>>> charge = Call("charges.create", {}, {"amount": 1099, "currency": "eur",
...     "customer": "cus_1", "source": "src_1"})
>>> runs = Runner().search([Made(charge, 1, 1, {})])
>>> [run.world.told for run in runs], runs[-1].refusal
(['src_1 is reusable and attached to cus_1'], None)
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic_core import from_json

from sandbox.doccheck import making
from sandbox.doccheck.worlds import State, World, Worlds, named
from sandbox.door import OUR_KEY
from sandbox.errors import ApiError, invalid
from sandbox.languages import Call
from sandbox.languages.reading.made import Answer, Made, Outside
from sandbox.request.versions import PAGE_VERSION
from sandbox.session import Sandbox
from sandbox.wire import Headers, Request, StripeObject

NOTHING: Mapping[str, StripeObject] = MappingProxyType({})

FROM_OUTSIDE = {
    "amount": 1099,
    "currency": "eur",
    "charge": "ch_outside",
    "customer": "cus_outside",
    "default_source": "src_outside",
    "dispute": "dp_outside",
    "event": "evt_outside",
    "refund": "re_outside",
    "source": "src_outside",
    "stripe_version": PAGE_VERSION,
    "token": "tok_visa",
    "transaction": "txn_outside",
    "webhook_endpoint": "we_outside",
}
"""What comes from outside of the code, for want of better."""

FIELDS = {"idempotency_key": "Idempotency-Key", "stripe_version": "Stripe-Version"}
"""Options of a call that make a difference here, and the header fields of each."""

BROKEN = 500
"""The HTTP status from which on it was not the caller's fault."""

MOST_TRIED = 24
"""Worlds that are tried for one example."""


NOT_MADE: StripeObject = {}
"""What stands for the answer of a call that is not made, for there is nothing to do."""


class NoneListedError(LookupError):
    """A call is made for each of a list, and the list has none."""


class Refusal(NamedTuple):
    """The call that was refused, by its number, and why."""

    position: int
    why: ApiError


class Run(NamedTuple):
    """What came of calls in a world: the answers, and the refusal that ended it.

    `ends` are objects as they are in the end, by their ids.
    """

    world: World
    answers: tuple[StripeObject, ...]
    refusal: Refusal | None
    ends: Mapping[str, StripeObject] = NOTHING

    @property
    def works(self) -> bool:
        """Whether nothing was refused."""
        return self.refusal is None


class Runner:
    """A sandbox of its own, which begins anew with every run."""

    def __init__(self) -> None:
        """Open it, in memory."""
        self._sandbox = Sandbox()
        self._made: dict[str, str] = {}

    def run(
        self, calls: Sequence[Made], world: World, *, look_at: Collection[str] = ()
    ) -> Run:
        """Make the calls one after the other, as far as they work, then look at some.

        Raises: ApiError for a world that cannot be.
        """
        self._begin(world)
        answers: list[StripeObject] = []
        refusal = None
        for position, made in enumerate(calls):
            try:
                answers.append(self._ask(filled_in(made.call, answers)))
            except NoneListedError:
                answers.append(NOT_MADE)
            except ApiError as why:
                if made.caught:
                    answers.append({})
                    continue
                refusal = Refusal(position, why)
                break
        return Run(world, tuple(answers), refusal, self._look(look_at))

    def _begin(self, world: World) -> None:
        self._sandbox.reset()
        self._made = {}
        for state in world.states:
            if "how" in state:
                made = making.make(self._sandbox, state, self._made)
                self._made[state["id"]] = made
            else:
                self._sandbox.call("workbench.given", **state)

    def _look(self, ids: Collection[str]) -> dict[str, StripeObject]:
        found = {}
        for object_id in ids:
            with suppress(ApiError):  # it may not exist, or exist no longer
                look = Call("workbench.object", {"object_id": object_id}, {})
                found[object_id] = self._ask(look)
        return found

    def search(
        self,
        calls: Sequence[Made],
        *,
        heading: str = "",
        given: Sequence[State] = (),
        wanted: Callable[[Run], bool] = lambda run: run.works,
        look_at: Collection[str] = (),
    ) -> list[Run]:
        """Run the calls in likely worlds, up to one in which all goes as wanted.

        What is given is so in all of them.
        What was refused is not tried again where only ids named later are different.
        """
        runs: list[Run] = []
        calls = [settled(made) for made in calls]
        thought_of = Worlds([made.call for made in calls], heading, given)
        for world in thought_of:
            runs.append(run := self.run(calls, world, look_at=look_at))
            if wanted(run) or len(runs) == MOST_TRIED:
                break
            if run.refusal:
                until_then = calls[: run.refusal.position + 1]
                thought_of.give_up(named([made.call for made in until_then]))
        return runs

    def _ask(self, call: Call) -> StripeObject:
        """What a call is answered, in which everything has the page's ids.

        Raises: ApiError for what is refused.
        """
        asked = request(call.changed(lambda value, _: self._made.get(value, value)))
        response = self._sandbox.handle(asked)
        if response.status >= BROKEN:  # every SDK asks again
            response = self._sandbox.handle(asked)
        answer = response.body
        for shown, real in self._made.items():
            answer = answer.replace(real.encode(), shown.encode())
        body: StripeObject = from_json(answer)
        if error := body.get("error"):
            raise ApiError.told(response.status, error)
        return body


def request(call: Call) -> Request:
    """A call as the SDK of any language sends it."""
    fields = {"Authorization": f"Bearer {OUR_KEY}"}
    for option, field in FIELDS.items():
        if option in call.options:
            fields[field] = str(call.options[option])
    posted = call.known.method == "POST"
    return Request(
        call.known.method,
        call.path,
        "" if posted else call.form,
        Headers(fields),
        call.form.encode(errors="replace") if posted else b"",
    )


def settled(made: Made) -> Made:
    """A call in which what comes from outside of the code has a value."""

    def settle(value: Any, name: str) -> Any:
        outside = isinstance(value, Outside)
        return FROM_OUTSIDE.get(name, value.name) if outside else value

    return made._replace(call=made.call.changed(settle))


def filled_in(call: Call, answers: Sequence[StripeObject]) -> Call:
    """A call with what earlier ones answered in it.

    Raises: ApiError 400 for a field that was not answered, NoneListedError for one of
    none.
    """

    def fill(value: Any, name: str) -> Any:
        return answered(value, answers, name) if isinstance(value, Answer) else value

    return call.changed(fill)


def answered(value: Answer, answers: Sequence[StripeObject], name: str) -> Any:
    """A field of what an earlier call answered.

    Raises: ApiError 400 when there is no such field, NoneListedError where it is of one
    of a list that has none.
    """
    found: Any = answers[value.of] if value.of < len(answers) else {}
    listed = found.get("object") == "list" and value.field[:1] == ("data",)
    if found is NOT_MADE or (listed and not found["data"]):
        raise NoneListedError
    for step in value.field:
        try:
            found = found[int(step)] if isinstance(found, list) else found[step]
        except (LookupError, TypeError, ValueError):
            message = (
                f"{name} is taken from the field {'.'.join(value.field)} of an answer "
                "that has no such field."
            )
            raise invalid(message, param=name) from None
    return found
