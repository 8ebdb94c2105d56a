"""Deliveries in the store: one at a time for each endpoint, and none lost."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from sandbox.storage.deliveries import Deliveries, Delivery
from sandbox.store import Store

NOW = 1_000.0


@pytest.fixture
def store() -> Iterator[Store]:
    """A store with two events for one endpoint and one for another."""
    with closing(Store()) as fresh:
        for event, endpoint in (
            ("evt_1", "we_1"),
            ("evt_2", "we_1"),
            ("evt_1", "we_2"),
        ):
            fresh.deliveries.put(event, "charge.failed", endpoint, "{}")
        yield fresh


@pytest.fixture
def deliveries(store: Store) -> Deliveries:
    """Its deliveries."""
    return store.deliveries


def places(found: list[Delivery]) -> list[tuple[str, str]]:
    """Which events go where."""
    return [(one.event, one.endpoint) for one in found]


def try_first(deliveries: Deliveries, *, again: float | None = None) -> Delivery:
    """Take the first one that is due on, and write down that it was tried."""
    taken = deliveries.take(deliveries.due(NOW)[0], until=NOW + 20)
    status, error = (500, "answered 500") if again else (200, None)
    outcome = taken._replace(status=status, error=error, next=again)

    assert deliveries.tried(taken, outcome)
    return outcome


def test_one_at_a_time(deliveries: Deliveries) -> None:
    """Of each endpoint the first that waits is due, and no other."""
    assert [("evt_1", "we_1"), ("evt_1", "we_2")] == places(deliveries.due(NOW))
    assert deliveries.next_time() == 0


def test_what_is_under_way_holds_up_the_rest(deliveries: Deliveries) -> None:
    """While one is tried none of the same endpoint is due, until its time is over."""
    deliveries.take(deliveries.due(NOW)[0], until=NOW + 20)

    assert [("evt_1", "we_2")] == places(deliveries.due(NOW))
    assert ("evt_1", "we_1") == places(deliveries.due(NOW + 20))[0]


def test_what_was_taken_makes_room(deliveries: Deliveries) -> None:
    """After one that was acknowledged the next is due."""
    try_first(deliveries)

    assert [("evt_2", "we_1"), ("evt_1", "we_2")] == places(deliveries.due(NOW))


def test_what_failed_waits(deliveries: Deliveries) -> None:
    """One that failed waits for its time, and holds up those after it."""
    try_first(deliveries, again=NOW + 5)
    try_first(deliveries)

    assert [] == deliveries.due(NOW)
    assert NOW + 5 == deliveries.next_time()
    [again] = deliveries.due(NOW + 5)
    assert (("evt_1", "we_1"), 1, 500) == (
        places([again])[0],
        again.tries,
        again.status,
    )


def test_nothing_waits(deliveries: Deliveries) -> None:
    """When all is delivered there is no time at which anything is due."""
    for _ in range(3):
        try_first(deliveries)

    assert ([], None) == (deliveries.due(NOW), deliveries.next_time())


def test_a_late_outcome_changes_nothing(deliveries: Deliveries) -> None:
    """What another has taken on since is not written down by the first."""
    late = deliveries.take(deliveries.due(NOW)[0], until=NOW + 20)
    deliveries.take(deliveries.due(NOW + 20)[0], until=NOW + 40)

    assert not deliveries.tried(late, late._replace(status=200, next=None))
    assert (2, NOW + 40, None) == deliveries.latest(3)[-1][5:8]


def test_unanswered(deliveries: Deliveries) -> None:
    """An event knows how many endpoints have not acknowledged it."""
    assert 2 == deliveries.unanswered("evt_1")
    try_first(deliveries)
    assert 1 == deliveries.unanswered("evt_1")


def test_again(deliveries: Deliveries) -> None:
    """An event can be delivered once more, as if it had never been tried."""
    try_first(deliveries)

    assert 2 == deliveries.again("evt_1")
    assert 0 == deliveries.again("evt_none")
    assert (("evt_1", "we_1"), 0) == (
        places(deliveries.due(NOW))[0],
        deliveries.due(NOW)[0].tries,
    )


def test_latest(deliveries: Deliveries) -> None:
    """Deliveries are looked through from the newest to the oldest."""
    newest = deliveries.latest(2)

    assert [3, 2] == [one.number for one in newest]
    assert [1] == [one.number for one in deliveries.latest(2, before=2)]


def test_news(deliveries: Deliveries) -> None:
    """Whoever delivers is called when there is something new, or something again."""
    assert deliveries.news.is_set()
    deliveries.news.clear()

    deliveries.again("evt_1")

    assert deliveries.news.is_set()


def test_reset(store: Store) -> None:
    """A reset forgets what was to be delivered."""
    with store.transaction():
        store.reset()

    assert [] == store.deliveries.latest(3)
