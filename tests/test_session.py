"""A sandbox in the hand: snapshots, tables, files."""

import gc
from pathlib import Path

import pytest
import stripe

import sandbox as sandbox_package
from sandbox import Sandbox


def test_reset(sandbox: Sandbox) -> None:
    """After a reset nothing is there, and everything comes as it came before."""
    first = stripe.Customer.create()
    sandbox.advance(hours=1)

    sandbox.reset()

    assert [] == sandbox.objects("customers")
    again = stripe.Customer.create()
    assert (first.id, first.created) == (again.id, again.created)


def test_snapshot(sandbox: Sandbox) -> None:
    """Restoring brings everything back: objects, statuses, ids and time."""
    source = stripe.Source.create(type="card", token="tok_visa")
    snapshot = sandbox.snapshot()
    charged = stripe.Charge.create(amount=1099, currency="eur", source=source.id)
    sandbox.advance(hours=1)

    sandbox.restore(snapshot)

    assert "chargeable" == stripe.Source.retrieve(source.id).status
    again = stripe.Charge.create(amount=1099, currency="eur", source=source.id)
    assert (charged.id, charged.created) == (again.id, again.created)


def test_snapshot_restores_twice(sandbox: Sandbox) -> None:
    """A snapshot can be restored as often as one likes."""
    snapshot = sandbox.snapshot()
    for _ in range(2):
        stripe.Customer.create()
        sandbox.restore(snapshot)
        assert [] == sandbox.objects("customers")


def test_saved_methods(sandbox: Sandbox) -> None:
    """The list the page promises: the reusable sources that a customer has saved."""
    sandbox.given("cus_1")
    sandbox.given("src_visa", customer="cus_1")
    sandbox.given("src_amex", customer="cus_1", token="tok_amex")
    sandbox.given("src_once", usage="single_use", customer="cus_1")
    sandbox.given("src_nobodys")

    saved = sandbox.table("sources", customer="cus_1", usage="reusable")

    assert ["src_visa", "src_amex"] == list(saved["id"])
    assert ["Visa", "American Express"] == list(saved["brand"])


@pytest.mark.parametrize("number", [0, 1, 100, 101])
def test_objects_are_all_there(sandbox: Sandbox, number: int) -> None:
    """However many there are, `objects` gives them all, the oldest first."""
    made = [sandbox.call("customers.create")["id"] for _ in range(number)]

    assert made == [customer["id"] for customer in sandbox.objects("customers")]


def test_repr(sandbox: Sandbox) -> None:
    """A sandbox says what is in it."""
    assert "<Sandbox: empty>" == repr(sandbox)
    sandbox.given("cus_1")
    sandbox.given("src_1")
    sandbox.given("src_2")
    assert "<Sandbox: 1 customer, 2 sources>" == repr(sandbox)


def test_file(tmp_path: Path) -> None:
    """A sandbox in a file is there again when the file is opened again."""
    first = Sandbox(tmp_path / "shop.db", seed=7)
    made = first.call("customers.create")
    first.close()

    second = Sandbox(tmp_path / "shop.db")

    assert made == second.call("customers.retrieve", customer=made["id"])
    assert made["id"] != second.call("customers.create")["id"]
    second.close()


@pytest.mark.parametrize("memory", [True, False], ids=["in memory", "in a file"])
def test_closed(tmp_path: Path, memory: bool) -> None:
    """A closed sandbox says so, and how to go on; nothing is asked of it any more."""
    sandbox = Sandbox(":memory:" if memory else tmp_path / "shop.sandbox")
    snapshot = sandbox.snapshot()
    sandbox.close()

    assert "<Sandbox: closed>" == repr(sandbox)
    for ask in (
        lambda: sandbox.call("customers.create"),
        sandbox.client().v1.customers.create,
        lambda: sandbox.objects("customers"),
        lambda: sandbox.restore(snapshot),
        sandbox.snapshot,
        sandbox.serve,
    ):
        with pytest.raises(ValueError, match="This sandbox is closed"):
            ask()
    sandbox.close()


def test_time_and_seed() -> None:
    """The time in a sandbox moves with `advance` alone, and its seed never does."""
    sandbox = Sandbox(seed=7)
    began = sandbox.now
    sandbox.advance(days=1)

    assert began + 86400 == sandbox.now
    assert 7 == sandbox.seed


@pytest.mark.parametrize("found", [True, False])
def test_import_leaves_the_garbage_collector_as_it_was(found: bool) -> None:
    """What is imported is not swept meanwhile; afterwards Python does as it did."""
    before, kept = gc.isenabled(), gc.get_freeze_count()
    (gc.enable if found else gc.disable)()
    try:
        with sandbox_package.unswept():
            assert not gc.isenabled()

        assert found == gc.isenabled()
        assert kept >= gc.get_freeze_count()
    finally:
        (gc.enable if before else gc.disable)()


def test_a_public_name_is_imported_once() -> None:
    """The second time it is simply there."""
    assert Sandbox is vars(sandbox_package)["Sandbox"]
