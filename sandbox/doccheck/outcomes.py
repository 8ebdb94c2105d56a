"""What came of running an example, as a problem at its place, or none.

>>> from sandbox.doccheck.running import Runner
>>> from sandbox.languages import Call
>>> charge = Call("charges.create", {}, {"amount": 1, "currency": "eur"})
>>> calls = [Made(charge, 3, 1, {"amount": (4, 3)})]
>>> problem = refused(Runner().search(calls), calls)
>>> problem.line, problem.kind, problem.message[:60]
(4, 'refused', 'charges.create is refused: amount is 1: the least that can b')
"""

from collections.abc import Sequence

from sandbox.doccheck.running import Run
from sandbox.errors import ApiError
from sandbox.languages.reading.made import Made, Place
from sandbox.languages.reading.problems import Problem

ABOUT_PARAMETERS = "parameter_"
"""How the codes begin of what no world could mend."""


def refused(runs: Sequence[Run], calls: Sequence[Made]) -> Problem | None:
    """Why an example works in none of these worlds: at what the refusal is about.

    That of the world in which it came farthest; which were tried, and why each refused
    it, is the hint.
    """
    ends = [run.refusal for run in runs if run.refusal]
    if not ends or len(ends) < len(runs):
        return None
    position, why = max(ends, key=lambda refusal: refusal.position)
    made = calls[position]
    return Problem(
        *place(made, why),
        "parameter" if (why.code or "").startswith(ABOUT_PARAMETERS) else "refused",
        f"{made.call.operation} is refused: {why.message}",
        tried(runs),
    )


def tried(runs: Sequence[Run]) -> str:
    """Which worlds were tried, and why each refused, in as few words as there are."""
    reasons: dict[str, list[str]] = {}
    for run in runs:
        why = run.refusal.why.message if run.refusal else ""
        reasons.setdefault(why, []).append(run.world.told)
    listed = {why: "; ".join(dict.fromkeys(told)) for why, told in reasons.items()}
    if len(listed) == 1:
        return f"The same in every world that was tried: {'; '.join(listed.values())}."
    return "Tried: " + " ".join(f"[{told}] {why}" for why, told in listed.items())


def place(made: Made, why: ApiError) -> Place:
    """Where what a refusal is about stands: a parameter, or a value that it names.

    An id in the address goes by another name in refusals than in the code.
    """
    whole = why.param or ""
    name = whole if whole in made.places else whole.partition("[")[0]
    if name not in made.places:
        values = {**made.call.ids, **made.call.params}
        told = [one for one, value in values.items() if is_told(value, why.message)]
        name = told[-1] if told else ""
    return made.places.get(name, (made.line, made.column))


def is_told(value: object, message: str) -> bool:
    """Whether a message speaks of an id.

    >>> is_told("src_1", "There is no source 'src_1'."), is_told("eur", "Give eur.")
    (True, False)
    """
    return isinstance(value, str) and "_" in value and value in message
