"""Whatever a shop does, in any order, a model of the rules foresees."""

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from sandbox.domain import lifecycle, refund_life
from sandbox.resources import attaching
from sandbox.resources.payments import charging
from tests.modelled.kinds import DAY
from tests.modelled.shop import Shop

EXAMPLES, STEPS = (2000, 60) if os.environ.get("SANDBOX_LONG") else (80, 50)


def run(examples: int, *phases: Phase) -> None:
    """Let shops do anything, so many of them."""
    Shop.seen.clear()
    run_state_machine_as_test(
        Shop,
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            phases=phases,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )


ONLY_DONE = {"create a source", "wait", "snapshot", "restore"}
"""What is never refused here."""

ASKED = {
    "answer at the bank",
    "attach",
    "capture",
    "charge",
    "choose the default",
    "create a customer",
    "delete a customer",
    "detach",
    "refund",
    "replace",
    "retry",
}


def test_whatever_a_shop_does_the_model_foresees() -> None:
    """Done or refused, and how, is foreseen for whatever is asked in any order.

    Each kind of request was done and refused, a few times at least.
    """
    run(EXAMPLES, *Phase)

    few = 3
    expected = {(what, "done") for what in ASKED | ONLY_DONE}
    expected |= {(what, "refused") for what in ASKED}
    assert expected == {how for how, times in Shop.seen.items() if times >= few}


def row(rows: list[Any], before: str | None, trigger: str, **other: Any) -> list[Any]:
    """A table with another row in place of those for what happens to a status."""
    changed = [
        one._replace(**other) if (one.before, one.trigger) == (before, trigger) else one
        for one in rows
    ]
    assert changed != rows
    return changed


FAULTS: dict[str, tuple[Any, str, Any]] = {
    "what was charged unattached can be charged again": (
        lifecycle,
        "MOVES",
        row(lifecycle.MOVES, "chargeable", "charged", after="chargeable"),
    ),
    "what was detached can be attached again": (
        lifecycle,
        "MOVES",
        row(lifecycle.MOVES, "chargeable", "detached", after="chargeable"),
    ),
    "a source that timed out is told of as failed": (
        lifecycle,
        "MOVES",
        row(lifecycle.MOVES, "pending", "timed out", event="source.failed"),
    ),
    "the default stays when it is detached": (
        attaching,
        "move_default",
        lambda *_: None,
    ),
    "what waits cannot be attached": (lifecycle, "ATTACHABLE", ("chargeable",)),
    "a refund moves no money": (
        refund_life,
        "MOVES",
        row(refund_life.MOVES, None, "given back", money=None),
    ),
    "a hold lasts a fortnight": (charging, "HOLDS", 14 * DAY),
}


@pytest.mark.parametrize(
    ("module", "name", "fault"), FAULTS.values(), ids=FAULTS.keys()
)
def test_a_fault_is_found(
    module: Any, name: str, fault: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rule of the sandbox that is not as it was comes to light."""
    monkeypatch.setattr(module, name, fault)

    with pytest.raises(AssertionError):
        run(5 * EXAMPLES, Phase.generate)
