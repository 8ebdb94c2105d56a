"""Calls that are run, in a world or in several, until one is found in which they work.

>>> from sandbox.languages import Call
>>> charge = Call("charges.create", {}, {"amount": 1099, "currency": "eur",
...     "customer": "cus_1", "source": "src_1"})
>>> runs = Runner().search([Made(charge, 1, 1, {})])
>>> [run.world.told for run in runs], runs[-1].refusal
(['src_1 is reusable and attached to cus_1'], None)
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic_core import from_json

from sandbox.doccheck.worlds import World, Worlds, named
from sandbox.door import OUR_KEY
from sandbox.errors import ApiError, invalid
from sandbox.languages import Call
from sandbox.languages.reading.made import Answer, Made
from sandbox.session import Sandbox
from sandbox.wire import Headers, Request, StripeObject

MOST_TRIED = 24
"""Worlds that are tried for one example."""


class Refusal(NamedTuple):
    """The call that was refused, by its number, and why."""

    position: int
    why: ApiError


class Run(NamedTuple):
    """What came of calls in a world: the answers, and the refusal that ended it."""

    world: World
    answers: tuple[StripeObject, ...]
    refusal: Refusal | None

    @property
    def works(self) -> bool:
        """Whether nothing was refused."""
        return self.refusal is None


class Runner:
    """A sandbox of its own, which begins anew with every run."""

    def __init__(self) -> None:
        """Open it, in memory."""
        self._sandbox = Sandbox()

    def run(self, calls: Sequence[Made], world: World) -> Run:
        """Make the calls one after the other, as far as they work.

        Raises: ApiError for a world that cannot be.
        """
        self._sandbox.reset()
        for state in world.states:
            self._sandbox.call("workbench.given", **state)
        answers: list[StripeObject] = []
        for position, made in enumerate(calls):
            try:
                answers.append(self._ask(filled_in(made.call, answers)))
            except ApiError as why:
                return Run(world, tuple(answers), Refusal(position, why))
        return Run(world, tuple(answers), None)

    def search(
        self,
        calls: Sequence[Made],
        *,
        heading: str = "",
        wanted: Callable[[Run], bool] = lambda run: run.works,
    ) -> list[Run]:
        """Run the calls in likely worlds, up to one in which all goes as wanted.

        What was refused is not tried again where only ids named later are different.
        """
        runs: list[Run] = []
        thought_of = Worlds([made.call for made in calls], heading)
        for world in thought_of:
            runs.append(run := self.run(calls, world))
            if wanted(run) or len(runs) == MOST_TRIED:
                break
            if run.refusal:
                until_then = calls[: run.refusal.position + 1]
                thought_of.give_up(len(named([made.call for made in until_then])))
        return runs

    def _ask(self, call: Call) -> StripeObject:
        """What a call is answered.

        Raises: ApiError for what is refused.
        """
        fields = {"Authorization": f"Bearer {OUR_KEY}"}
        if key := call.options.get("idempotency_key"):
            fields["Idempotency-Key"] = key
        posted = call.known.method == "POST"
        response = self._sandbox.handle(
            Request(
                call.known.method,
                call.path,
                "" if posted else call.form,
                Headers(fields),
                call.form.encode(errors="replace") if posted else b"",
            )
        )
        body: StripeObject = from_json(response.body)
        if error := body.get("error"):
            raise ApiError.told(response.status, error)
        return body


def filled_in(call: Call, answers: Sequence[StripeObject]) -> Call:
    """A call with what earlier ones answered in it.

    Raises: ApiError 400 for a field that was not answered.
    """
    return call._replace(
        ids=filled(call.ids, answers),
        params=filled(call.params, answers),
        options=filled(call.options, answers),
    )


def filled(value: Any, answers: Sequence[StripeObject], name: str = "") -> Any:
    """A value without answers yet to come; `name` is the parameter it stands in.

    >>> filled({"customer": Answer(0, ("id",))}, [{"id": "cus_1"}])
    {'customer': 'cus_1'}
    """
    if isinstance(value, Answer):
        return answered(value, answers, name)
    if isinstance(value, Mapping):
        return {k: filled(inner, answers, name or k) for k, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, answers, name) for inner in value]
    return value


def answered(value: Answer, answers: Sequence[StripeObject], name: str) -> Any:
    """A field of what an earlier call answered.

    Raises: ApiError 400 when there is no such field.
    """
    found: Any = answers[value.of] if value.of < len(answers) else {}
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
