"""The agenda: what is due, in the order of its time."""

import pytest

from sandbox.storage.agenda import Due
from sandbox.store import Store


@pytest.fixture
def store() -> Store:
    """A store whose agenda is empty."""
    return Store()


def test_what_is_due_comes_in_the_order_of_its_time(store: Store) -> None:
    """What is due is taken once, the earliest first, and else as it was planned."""
    with store.transaction():
        for due in (Due(30, "c", "x"), Due(10, "a", "x"), Due(30, "b", "x")):
            store.agenda.plan(due)
        taken = [store.agenda.take(30) for _ in range(4)]

    assert [Due(10, "a", "x"), Due(30, "c", "x"), Due(30, "b", "x"), None] == taken


def test_what_is_due_later_waits(store: Store) -> None:
    """What is due later than asked stays on the agenda."""
    with store.transaction():
        store.agenda.plan(Due(31, "a", "x"))

        assert store.agenda.take(30) is None
        assert Due(31, "a", "x") == store.agenda.take(31)


def test_what_is_forgotten_does_not_come(store: Store) -> None:
    """What is due for one object can be taken off the agenda; the rest stays."""
    with store.transaction():
        for due in (Due(10, "a", "x"), Due(11, "a", "y"), Due(20, "b", "x")):
            store.agenda.plan(due)
        store.agenda.forget("a")

        assert Due(20, "b", "x") == store.agenda.take(30)


def test_a_cleared_agenda_is_empty(store: Store) -> None:
    """Nothing of an agenda that was cleared is due."""
    with store.transaction():
        store.agenda.plan(Due(10, "a", "x"))
        store.agenda.clear()

        assert store.agenda.take(30) is None
