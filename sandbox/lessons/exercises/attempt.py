"""One attempt at an exercise: a sandbox of its own state, and a verdict at its end."""

from types import TracebackType
from typing import TYPE_CHECKING, Self

from sandbox.lessons.exercises.catalogue import EXERCISES
from sandbox.lessons.exercises.exercise import Exercise, Seen
from sandbox.lessons.exercises.progress import Progress
from sandbox.lessons.exercises.verdict import OPEN, RIGHT, WRONG, tell
from sandbox.transport.sdk import OWN_CLIENT, went_out

if TYPE_CHECKING:
    from sandbox.session import Sandbox

CLOSED = (
    "The sandbox was closed, and nothing in it can be looked at. Hint: run the second "
    "cell of the notebook, which opens another, and leave close() out."
)
LONGEST = 160
"""Characters of an error that a verdict has room for."""


class Attempt:
    """What stands between `with` and the verdict: try as often as you like.

    The sandbox begins with what the exercise gives, and is put back as it was; handlers
    of before hear nothing meanwhile, those of the attempt nothing afterwards. What goes
    wrong inside is part of the verdict, and does not stop the notebook.
    Raises: LookupError for an exercise that there is not.
    """

    def __init__(self, sandbox: "Sandbox", number: str, *, record: bool = True) -> None:
        """Look the exercise up."""
        if number not in EXERCISES:
            known = ", ".join(EXERCISES)
            raise LookupError(f"There is no exercise {number!r}. There are {known}.")
        self.sandbox, self.exercise, self._record = sandbox, EXERCISES[number], record
        self.verdict = ""

    def __enter__(self) -> Self:
        self._before = self.sandbox.snapshot()
        self._listened = self.sandbox.listeners.replace()
        self.sandbox.reset()
        for state in self.exercise.given:
            self.sandbox.given(state["id"], **{k: state[k] for k in state if k != "id"})
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        mark, line = WRONG, CLOSED
        if not self.sandbox.closed:
            mark, line = self._looked_at(error)
        if error is not None and not isinstance(error, Exception):
            return False  # Ctrl-C is no answer
        self.verdict = f"{mark} {self.exercise.number} {line}"
        tell(self.verdict)
        if self._record and mark != OPEN:
            Progress.load().record(self.exercise.number, right=mark == RIGHT)
        return True

    def _looked_at(self, error: BaseException | None) -> tuple[str, str]:
        """What is to be said of the sandbox as it is, which is then put back."""
        try:
            asked = self.sandbox.pages("workbench.requests")[::-1]
            requests = [one for one in asked if modelled(one["operation"])]
            levers = [one for one in asked if pulled(one["operation"])]
            return judged(self.exercise, Seen(requests, self.sandbox, error, levers))
        finally:
            self.sandbox.listeners.replace(*self._listened)
            self.sandbox.restore(self._before)


def modelled(operation: str | None) -> bool:
    """Whether a request was one for the API, and not for the sandbox itself."""
    return operation is None or not operation.startswith("workbench.")


def pulled(operation: str | None) -> bool:
    """Whether it was one for the sandbox, beside those that said what is given."""
    return not modelled(operation) and operation != "workbench.given"


def judged(exercise: Exercise, seen: Seen) -> tuple[str, str]:
    """The mark of an attempt, and the line beside it."""
    if seen.idle:
        return OPEN, "not answered yet: put your code in place of the dots."
    if went_out(seen.error):
        return WRONG, f"It asked over the network, not this sandbox. Hint: {OWN_CLIENT}"
    stopped = unexpected(exercise, seen)
    if not stopped and exercise.wanted(seen):
        return RIGHT, exercise.done
    missed = next((miss for miss in exercise.misses if miss.when(seen)), None)
    why = missed.why if missed else f"Not what was asked: {exercise.title}"
    if stopped:
        why = f"It stopped: {in_short(seen.error)}"
    return WRONG, f"{why} Hint: {missed.hint if missed else 'read the task again.'}"


def unexpected(exercise: Exercise, seen: Seen) -> bool:
    """Whether the attempt ended with an error that no refusal of the API was to be."""
    answered = any(
        getattr(seen.error, name, None) for name in ("http_status", "status")
    )
    return seen.error is not None and not (exercise.refusal and answered)


def in_short(error: BaseException | None) -> str:
    """An error in one line: its name, and the beginning of what it says."""
    said = getattr(error, "user_message", None) or str(error)
    line = " ".join(f"{type(error).__name__}: {said}".split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
