"""The objects of a store: found by id, listed in order, copied on the way."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from sandbox.store import Store
from tests.test_store import fill, ids


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store in memory."""
    with closing(Store(seed=2)) as fresh:
        yield fresh


def test_an_object_is_found_by_its_id(store: Store) -> None:
    """What was added is found by its id; what was not is None."""
    body = {"id": "cus_1", "object": "customer", "name": "Zoë", "list": [1, None]}
    with store.transaction():
        store.add("customers", body)

    assert body == store.find("cus_1")
    assert store.find("cus_2") is None


def test_a_found_object_is_a_copy(store: Store) -> None:
    """Changing what was found changes nothing until it is saved."""
    fill(store, "cus_1")
    found = store.find("cus_1")
    assert found is not None
    found["n"] = 2

    assert {"id": "cus_1", "object": "customer", "n": 1} == store.find("cus_1")
    with store.transaction():
        store.save(found)
    assert found == store.find("cus_1")


def test_an_added_object_is_a_copy(store: Store) -> None:
    """Changing an object after it was added changes nothing in the store."""
    body = {"id": "cus_1", "object": "customer", "metadata": {}}
    with store.transaction():
        store.add("customers", body)
        body["metadata"]["late"] = "1"  # type: ignore[index]

    assert {"id": "cus_1", "object": "customer", "metadata": {}} == store.find("cus_1")


def test_two_objects_with_one_id_are_refused(store: Store) -> None:
    """An id belongs to one object, whatever the collection."""
    fill(store, "cus_1")
    with pytest.raises(sqlite3.IntegrityError):
        fill(store, "cus_1", collection="sources")


def test_a_list_is_in_the_order_of_adding(store: Store) -> None:
    """Objects are listed as they were added, the newest first or last."""
    fill(store, "b", "a", "c")

    assert ["c", "a", "b"] == ids(store.select("customers"))
    assert ["b", "a", "c"] == ids(store.select("customers", newest_first=False))


def test_saving_keeps_the_place(store: Store) -> None:
    """An object that is saved again stays where it stands."""
    fill(store, "a", "b")
    with store.transaction():
        store.save({"id": "a", "object": "customer", "n": 2})

    assert ["b", "a"] == ids(store.select("customers"))


def test_a_list_is_cut_off_at_its_limit(store: Store) -> None:
    """A list holds as many objects as its limit says, from its beginning."""
    fill(store, "a", "b", "c")

    assert ["c", "b"] == ids(store.select("customers", limit=2))


def test_a_list_is_narrowed_by_conditions(store: Store) -> None:
    """A list holds only objects for which every condition holds."""
    with store.transaction():
        for number in range(4):
            body = {"id": f"c{number}", "object": "customer", "email": "ab"[number % 2]}
            store.add("customers", {**body, "created": number}, owner="x")

    conditions = {"owner =": "x", "body ->> 'email' =": "b", "created >": 1}
    assert ["c3"] == ids(store.select("customers", conditions))


def test_collections_are_apart(store: Store) -> None:
    """An object stands in the list of its collection alone, and has a place there."""
    fill(store, "cus_1")
    fill(store, "src_1", collection="sources")

    assert ["src_1"] == ids(store.select("sources"))
    assert store.place("customers", "src_1") is None
    assert store.place("sources", "src_1") > store.place("customers", "cus_1")  # type: ignore[operator]
    assert (1, 0) == (store.count("customers"), store.count("charges"))


def test_handing_over_moves_to_the_end(store: Store) -> None:
    """An object that is handed over stands last in the list of its owner."""
    fill(store, "src_1", "src_2", collection="sources")
    with store.transaction():
        store.hand_over("src_2", "cus_1")
        store.hand_over("src_1", "cus_1")
    of_owner = {"owner =": "cus_1"}

    assert ["src_1", "src_2"] == ids(store.select("sources", of_owner))
    assert (2, 0) == (store.count("sources", "cus_1"), store.count("sources", ""))


def test_sums_over_a_collection(store: Store) -> None:
    """The sums of a collection are made by a value, over what fits the conditions."""
    with store.transaction():
        for number, currency in enumerate(["usd", "eur", "eur", "gbp"], 1):
            body = {"id": f"ch_{number}", "created": number, "currency": currency}
            store.add("charges", body)

    sums = store.totals(
        "charges", "created", {"created <": 4}, by="body ->> 'currency'"
    )

    assert {"eur": 5, "usd": 1} == sums
    assert ["eur", "usd"] == list(sums)
    assert {} == store.totals("refunds", "created", {}, by="id")


def test_giving_keeps_the_place(store: Store) -> None:
    """An object that is given to an owner stays where it stands."""
    fill(store, "ch_1", "ch_2", collection="charges")
    with store.transaction():
        store.give("ch_1", "cus_1")

    assert ["ch_2", "ch_1"] == ids(store.select("charges"))
    assert ["ch_1"] == ids(store.select("charges", {"owner =": "cus_1"}))


def test_a_retired_object_keeps_its_id_only(store: Store) -> None:
    """A deleted object stands in no list, and its id is still known."""
    fill(store, "cus_1")
    with store.transaction():
        store.retire({"id": "cus_1", "deleted": True})

    assert {"id": "cus_1", "deleted": True} == store.find("cus_1")
    assert [] == store.select("customers")
    assert store.place("customers", "cus_1") is None
