"""What came of an example, where nobody can say that it is the example's fault."""

from collections.abc import Sequence

from sandbox.doccheck.continuing import Continued
from sandbox.doccheck.running import Run
from sandbox.doccheck.tabs import from_outside
from sandbox.domain.card_numbers import CARDS
from sandbox.languages.reading.problems import Problem

BEYOND = "the sandbox does not model"
"""How a refusal speaks of what the sandbox knows nothing of: no fault of the page."""

DECLINED = {
    one.code for card in CARDS.values() for one in (card.attach, card.charge) if one
}
"""What banks say of cards that are there to be declined: whoever uses one wants it."""


def is_open(came: Problem, runs: Sequence[Run], read: Continued) -> bool:
    """Whether what came of an example says nothing of it, or nothing for sure.

    So it is with what the sandbox does not model, with a card that the bank declines,
    with an earlier example that did not work, and with values from outside of the code.
    """
    said = [came] if read.calls else [came, *read.reading.notes]
    if any(BEYOND in one.message.lower() for one in said):
        return True
    ends = [run.refusal for run in runs if run.refusal]
    if len(ends) < len(runs):
        return any(map(from_outside, read.calls[-1:]))
    position, why = max(ends, key=lambda refusal: refusal.position)
    if came.kind == "refused" and why.code in DECLINED:
        return True
    if unknown := from_outside(read.calls[position]):
        return why.param is None or why.param.partition("[")[0] in unknown
    return position < len(read.before)
