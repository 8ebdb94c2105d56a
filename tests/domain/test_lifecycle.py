"""The life of a source: every move is a row of a table, and there are no others."""

from itertools import product
from typing import get_args

import pytest

from sandbox.domain import lifecycle
from sandbox.domain.lifecycle import MOVES, STATUSES, Move, Status, Usage

USAGES: tuple[Usage, ...] = get_args(Usage)
TRIGGERS = sorted({row.trigger for row in MOVES})
EVERY_SOURCE = list(product([None, *STATUSES], TRIGGERS, USAGES, [True, False]))

EXPECTED = {
    # before, trigger, usage, attached: after
    ("pending", "authorised", "reusable", True): "chargeable",
    ("pending", "authorised", "reusable", False): "chargeable",
    ("pending", "authorised", "single_use", True): "chargeable",
    ("pending", "authorised", "single_use", False): "chargeable",
    ("pending", "funded", "reusable", True): "chargeable",
    ("pending", "funded", "reusable", False): "chargeable",
    ("pending", "funded", "single_use", True): "chargeable",
    ("pending", "funded", "single_use", False): "chargeable",
    ("pending", "refused", "reusable", True): "failed",
    ("pending", "refused", "reusable", False): "failed",
    ("pending", "refused", "single_use", True): "failed",
    ("pending", "refused", "single_use", False): "failed",
    ("pending", "timed out", "reusable", True): "canceled",
    ("pending", "timed out", "reusable", False): "canceled",
    ("pending", "timed out", "single_use", True): "canceled",
    ("pending", "timed out", "single_use", False): "canceled",
    ("pending", "detached", "reusable", True): "consumed",
    ("pending", "replaced", "reusable", True): "consumed",
    ("pending", "detached", "single_use", True): "consumed",
    ("pending", "replaced", "single_use", True): "consumed",
    ("chargeable", "funded", "reusable", True): "chargeable",
    ("chargeable", "funded", "reusable", False): "chargeable",
    ("chargeable", "funded", "single_use", True): "chargeable",
    ("chargeable", "funded", "single_use", False): "chargeable",
    ("chargeable", "charged in part", "reusable", True): "chargeable",
    ("chargeable", "charged in part", "reusable", False): "chargeable",
    ("chargeable", "charged", "reusable", True): "chargeable",
    ("chargeable", "charged", "reusable", False): "consumed",
    ("chargeable", "charged", "single_use", True): "consumed",
    ("chargeable", "charged", "single_use", False): "consumed",
    ("chargeable", "detached", "reusable", True): "consumed",
    ("chargeable", "replaced", "reusable", True): "consumed",
    ("chargeable", "detached", "single_use", True): "consumed",
    ("chargeable", "replaced", "single_use", True): "consumed",
    ("chargeable", "timed out", "reusable", True): "canceled",
    ("chargeable", "timed out", "reusable", False): "canceled",
    ("chargeable", "timed out", "single_use", True): "canceled",
    ("chargeable", "timed out", "single_use", False): "canceled",
    ("chargeable", "mandate failed", "reusable", True): "failed",
    ("chargeable", "mandate failed", "reusable", False): "failed",
    ("consumed", "detached", "reusable", True): "consumed",
    ("consumed", "replaced", "reusable", True): "consumed",
    ("consumed", "detached", "single_use", True): "consumed",
    ("consumed", "replaced", "single_use", True): "consumed",
    (None, "created", "reusable", True): "chargeable",
    (None, "created", "reusable", False): "chargeable",
    (None, "created", "single_use", True): "chargeable",
    (None, "created", "single_use", False): "chargeable",
    (None, "created without an answer", "single_use", True): "failed",
    (None, "created without an answer", "single_use", False): "failed",
    (None, "created waiting", "reusable", True): "pending",
    (None, "created waiting", "reusable", False): "pending",
    (None, "created waiting", "single_use", True): "pending",
    (None, "created waiting", "single_use", False): "pending",
}


def words(row: Move) -> str:
    """A row of the table as the name of a test."""
    who = {True: "attached ", False: "unattached ", None: ""}[row.attached]
    return f"{who}{row.usage or 'any'} {row.before} {row.trigger}"


@pytest.mark.parametrize(
    ("before", "trigger", "usage", "attached"),
    EVERY_SOURCE,
    ids=[
        f"{usage} {before} {'attached' if attached else 'unattached'} {trigger}"
        for before, trigger, usage, attached in EVERY_SOURCE
    ],
)
def test_a_source_moves_as_the_table_says_and_no_other_way(
    before: Status, trigger: str, usage: Usage, attached: bool
) -> None:
    """Whatever happens to a source, it moves as expected, or not at all."""
    expected = EXPECTED.get((before, trigger, usage, attached))

    assert expected == lifecycle.after(before, trigger, usage=usage, attached=attached)


def test_a_reusable_source_is_consumed_unless_it_is_attached() -> None:
    """Charged without a customer a reusable source is consumed; with one it is not."""
    after = {
        attached: lifecycle.after(
            "chargeable", "charged", usage="reusable", attached=attached
        )
        for attached in (False, True)
    }

    assert {False: "consumed", True: "chargeable"} == after


@pytest.mark.parametrize("row", MOVES, ids=words)
def test_every_row_is_used(row: Move) -> None:
    """Every row of the table is the one that applies to some source."""
    applied = [
        lifecycle.move(row.before, row.trigger, usage=usage, attached=attached)
        for usage, attached in product(USAGES, [True, False])
    ]

    assert row in applied


def test_a_final_status_stays() -> None:
    """No row leaves a final status: what begins in one ends in it as well."""
    rows = [row for row in MOVES if row.before in lifecycle.FINAL]

    assert [
        ("consumed", "detached", "consumed"),
        ("consumed", "replaced", "consumed"),
    ] == [row[:3] for row in rows]


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_is_reached(status: Status) -> None:
    """Every status is reached from the creation of some source."""
    shown = [
        lifecycle.reachable(first, usage=usage, attached=attached)
        for first, usage, attached in product(
            ("created", "created waiting"), USAGES, (True, False)
        )
    ]

    assert any(status in statuses for statuses in shown)


def test_only_what_is_not_final_can_be_attached() -> None:
    """A source is attached while it is pending or chargeable, not in a final status."""
    assert {"pending", "chargeable"} == set(lifecycle.ATTACHABLE)
    assert set(STATUSES) == {*lifecycle.ATTACHABLE, *lifecycle.FINAL}


@pytest.mark.parametrize(
    ("first", "usage", "attached", "never", "expected"),
    [
        pytest.param(
            "created",
            "reusable",
            True,
            ["timed out", "mandate failed"],
            {"chargeable"},
            id="an attached reusable card",
        ),
        pytest.param(
            "created",
            "reusable",
            False,
            ["timed out", "mandate failed"],
            {"chargeable", "consumed"},
            id="an unattached reusable card",
        ),
        pytest.param(
            "created",
            "reusable",
            True,
            ["timed out"],
            {"chargeable", "failed"},
            id="an attached debit",
        ),
        pytest.param(
            "created waiting",
            "single_use",
            False,
            ["mandate failed"],
            {"pending", "chargeable", "consumed", "canceled", "failed"},
            id="an unattached redirect",
        ),
        pytest.param(
            "created waiting",
            "single_use",
            True,
            ["timed out", "mandate failed", "refused"],
            {"pending", "chargeable", "consumed"},
            id="an attached redirect that goes well",
        ),
        pytest.param("imagined", "reusable", True, [], set(), id="never created"),
    ],
)
def test_the_statuses_a_source_can_show(
    first: str, usage: Usage, attached: bool, never: list[str], expected: set[str]
) -> None:
    """The statuses a source can ever show follow from the table."""
    assert expected == lifecycle.reachable(
        first, usage=usage, attached=attached, never=never
    )


@pytest.mark.parametrize("row", MOVES, ids=words)
def test_every_row_names_its_source(row: Move) -> None:
    """Every row says where the rule comes from, or that it is assumed."""
    assert row.source.startswith(("Source: docs.stripe.com/", "Assumed: "))


@pytest.mark.parametrize("row", MOVES, ids=words)
def test_an_event_has_the_name_of_the_status(row: Move) -> None:
    """A row that tells an event tells of the status it leads to."""
    assert row.event in (None, f"source.{row.after}")


def test_what_is_told_of_a_new_source() -> None:
    """A new source is told of by the status it begins with; one that waits is not."""
    told = {row.after: row.event for row in MOVES if row.before is None}

    assert {
        "chargeable": "source.chargeable",
        "pending": None,
        "failed": "source.failed",
    } == told


@pytest.mark.parametrize("row", [row for row in MOVES if row.before is None], ids=words)
def test_the_first_status_tells_how_a_source_was_created(row: Move) -> None:
    """No two ways to create a source lead to the same status."""
    assert row == lifecycle.creation(row.after)


def test_a_consumed_source_tells_no_event() -> None:
    """There is no event for a source that is consumed."""
    events = {row.event for row in MOVES if row.after == "consumed"}

    assert {None} == events
