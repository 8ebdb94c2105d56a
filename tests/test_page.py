"""The rules of the page, each as one test: in both styles of the SDK, and over HTTP."""

from collections.abc import Iterator
from typing import Any

import pytest
import stripe

from sandbox.session import Sandbox
from tests.shops import STYLES, Shop

IDEAL = {
    "type": "ideal",
    "token": None,
    "usage": None,
    "amount": 1099,
    "currency": "eur",
    "redirect": {"return_url": "https://example.com/return"},
}


@pytest.fixture(scope="module")
def served() -> Iterator[Sandbox]:
    """A sandbox that serves over HTTP, for one test after the other."""
    with Sandbox() as sandbox:
        sandbox.serve()
        yield sandbox


@pytest.fixture(params=STYLES)
def shop(request: pytest.FixtureRequest, sandbox: Sandbox, served: Sandbox) -> Shop:
    """A shop on a sandbox in which nothing has happened."""
    served.reset()
    return STYLES[request.param](served if request.param == "http" else sandbox)


def refused(
    code: str | None, status: int = 400
) -> pytest.RaisesExc[stripe.StripeError]:
    """Expect the refusal of a request, with this status and code."""

    def matches(error: stripe.StripeError) -> bool:
        return (status, code) == (error.http_status, error.code)

    return pytest.RaisesExc(stripe.StripeError, check=matches)


def test_unattached_reusable(shop: Shop) -> None:
    """A reusable source charged unattached is consumed."""
    source = shop.source()

    shop.charge(source=source.id)

    assert "consumed" == shop.reread(source).status
    with refused(None) as refusal:
        shop.charge(source=source.id)
    assert "attach it before you charge it" in str(refusal.value)


def test_attached_reusable(shop: Shop) -> None:
    """Attached, it stays chargeable for any number of charges."""
    source = shop.source()
    customer = shop.customer(source=source.id)

    charges = [shop.charge(customer=customer.id, source=source.id) for _ in range(5)]

    assert ["succeeded"] * 5 == [charge.status for charge in charges]
    assert "chargeable" == shop.reread(source).status


def test_first_is_default(shop: Shop) -> None:
    """The first source becomes the default, later ones do not."""
    first, second, third = shop.source(), shop.source(), shop.source()

    created_with = shop.customer(source=first.id)
    attached_later = shop.customer()
    shop.attach(created_with, second)
    shop.attach(attached_later, third)

    assert first.id == created_with.default_source
    assert first.id == shop.default(created_with)
    assert [first.id, second.id] == shop.saved(created_with)
    assert third.id == shop.default(attached_later)


def test_default_moves(shop: Shop) -> None:
    """`default_source` moves by update."""
    first, second = shop.source(), shop.source()
    customer = shop.customer(source=first.id)
    shop.attach(customer, second)

    updated = shop.update(customer, default_source=second.id)

    assert second.id == updated.default_source
    assert [first.id, second.id] == shop.saved(customer)
    assert "chargeable" == shop.reread(first).status


def test_default_is_detached(shop: Shop) -> None:
    """When the default is detached, the most recently added one becomes it."""
    sources = [shop.source() for _ in range(3)]
    customer = shop.customer(source=sources[0].id)
    shop.attach(customer, sources[2])
    shop.attach(customer, sources[1])

    shop.detach(customer, sources[0])

    assert sources[1].id == shop.default(customer)
    shop.detach(customer, sources[1])
    shop.detach(customer, sources[2])
    assert shop.default(customer) is None


def test_default_stays(shop: Shop) -> None:
    """Detaching a source that is not the default leaves the default as it was."""
    first, second = shop.source(), shop.source()
    customer = shop.customer(source=first.id)
    shop.attach(customer, second)

    shop.detach(customer, second)

    assert first.id == shop.default(customer)


def test_source_in_an_update_replaces(shop: Shop) -> None:
    """A source given in an update takes the place of the default, which is consumed."""
    first, second, third = shop.source(), shop.source(), shop.source()
    customer = shop.customer(source=first.id)
    shop.attach(customer, second)

    shop.update(customer, source=third.id)

    assert third.id == shop.default(customer)
    assert [second.id, third.id] == shop.saved(customer)
    assert "consumed" == shop.reread(first).status
    with refused(None):
        shop.update(customer, source=first.id)


def test_attached_without_its_customer(shop: Shop) -> None:
    """Charging an attached source alone is refused, naming the customer to give."""
    source = shop.source()
    customer = shop.customer(source=source.id)

    with refused(None) as refusal:
        shop.charge(source=source.id)

    assert f"customer={customer.id}" in str(refusal.value)


def test_attached_to_another(shop: Shop) -> None:
    """Charging an attached source with somebody else is refused."""
    source = shop.source()
    shop.customer(source=source.id)
    stranger = shop.customer()

    with refused("missing", status=404) as refusal:
        shop.charge(source=source.id, customer=stranger.id)

    assert "source" == refusal.value.param


def test_customer_alone(shop: Shop) -> None:
    """Charging a customer without a source takes the default."""
    first, second = shop.source(), shop.source()
    customer = shop.customer(source=first.id)
    shop.attach(customer, second)
    shop.update(customer, default_source=second.id)

    charge = shop.charge(customer=customer.id)

    assert second.id == charge.source.id


def test_nothing_to_charge(shop: Shop) -> None:
    """A customer with nothing to charge is 402."""
    customer = shop.customer()

    with refused("missing", status=402) as refusal:
        shop.charge(customer=customer.id)

    assert isinstance(refusal.value, stripe.CardError)
    assert "card" == refusal.value.param


def test_neither(shop: Shop) -> None:
    """A charge that names neither a source nor a customer is refused."""
    with refused("parameter_missing"):
        shop.charge()


def test_single_use_with_a_customer(shop: Shop) -> None:
    """A single-use source can be charged with a customer it is not attached to.

    The charge refers to both, while the customer's list stays as it was.
    """
    saved = shop.source()
    customer = shop.customer(source=saved.id)
    single = shop.source(usage="single_use", amount=1099)

    charge = shop.charge(customer=customer.id, source=single.id)

    assert (customer.id, single.id) == (charge.customer, charge.source.id)
    assert [saved.id] == shop.saved(customer)
    assert "consumed" == charge.source.status
    assert "customer" not in shop.reread(single)


def test_redirect_source_with_a_customer(shop: Shop) -> None:
    """The same with a source that its owner had to authorise first."""
    customer = shop.customer()
    source = shop.source(**IDEAL)
    shop.sandbox.authorise(source)

    charge = shop.charge(customer=customer.id, source=source.id)

    assert (customer.id, source.id) == (charge.customer, charge.source.id)
    assert [] == shop.saved(customer)


def test_single_use_pays_once(shop: Shop) -> None:
    """A single-use source pays once."""
    source = shop.source(usage="single_use")
    shop.charge(source=source.id)

    with refused(None) as refusal:
        shop.charge(source=source.id)

    assert "single_use" in str(refusal.value)


def test_attached_single_use(shop: Shop) -> None:
    """A single-use source can be attached, and a warning says why not to."""
    customer = shop.customer()
    source = shop.source(usage="single_use")

    with shop.told("one charge consumes it"):
        shop.attach(customer, source)

    charge = shop.charge(customer=customer.id)
    assert ("consumed", customer.id) == (charge.source.status, charge.source.customer)
    assert [source.id] == shop.saved(customer)
    with refused(None):
        shop.charge(customer=customer.id)


def ended(shop: Shop, how: str) -> Any:
    """A source that came to an end in this way."""
    if how == "failed":
        source = shop.source(**IDEAL)
        shop.sandbox.authorise(source, outcome="failed")
    elif how == "canceled":
        source = shop.source(**IDEAL)
        shop.sandbox.advance(hours=1)
    elif how == "detached":
        source = shop.source()
        shop.detach(shop.customer(source=source.id), source)
    else:
        source = shop.source()
        shop.charge(source=source.id)
    return source


ENDS = {
    "detached": ("consumed", None),
    "consumed": ("consumed", None),
    "canceled": ("canceled", "payment_method_unexpected_state"),
    "failed": ("failed", "payment_method_unexpected_state"),
}


@pytest.mark.parametrize("how", ENDS)
def test_what_has_ended_is_not_charged(shop: Shop, how: str) -> None:
    """Detached, consumed, canceled and failed sources cannot be charged."""
    source = ended(shop, how)
    status, code = ENDS[how]

    assert status == shop.reread(source).status
    with refused(code):
        shop.charge(source=source.id)
    with refused(code):
        shop.charge(source=source.id, customer=shop.customer().id)


@pytest.mark.parametrize("how", ENDS)
def test_what_has_ended_is_not_attached(shop: Shop, how: str) -> None:
    """Detached, consumed, canceled and failed sources cannot be attached."""
    source = ended(shop, how)
    customers = shop.sandbox.objects("customers")

    with refused(None) as refusal:
        shop.customer(source=source.id)

    assert ENDS[how][0] in str(refusal.value)
    assert customers == shop.sandbox.objects("customers")


def test_statements_of_the_page(sandbox: Sandbox) -> None:
    """The page's Python statements run as they stand, with the page's own ids."""
    sandbox.given("src_18eYalAHEMiOZZp1l9ZTjSU0")

    stripe.api_key = "sk_test_BQokikJOvBiI2HlWgH4olfQ2"

    customer = stripe.Customer.create(
      email="paying.user@example.com",
      source="src_18eYalAHEMiOZZp1l9ZTjSU0",
    )  # fmt: skip

    assert "src_18eYalAHEMiOZZp1l9ZTjSU0" == customer.default_source
    assert "paying.user@example.com" == customer.email


def test_statements_for_an_existing_customer(sandbox: Sandbox) -> None:
    """Retrieve, attach through the list, move the default, save, charge: unmodified."""
    sandbox.given("cus_AFGbOSiITuJVDs")
    sandbox.given("src_saved", customer="cus_AFGbOSiITuJVDs")
    sandbox.given("src_18eYalAHEMiOZZp1l9ZTjSU0")

    customer = stripe.Customer.retrieve("cus_AFGbOSiITuJVDs")
    customer.sources.create(source="src_18eYalAHEMiOZZp1l9ZTjSU0")

    assert "src_saved" == stripe.Customer.retrieve(customer.id).default_source

    customer = stripe.Customer.retrieve("cus_AFGbOSiITuJVDs")
    customer.default_source = "src_18eYalAHEMiOZZp1l9ZTjSU0"
    with pytest.warns(DeprecationWarning, match="save"):
        customer.save()

    charge = stripe.Charge.create(
      amount=1099,
      currency="eur",
      customer="cus_AFGbOSiITuJVDs",
      source="src_18eYalAHEMiOZZp1l9ZTjSU0",
    )  # fmt: skip

    assert "src_18eYalAHEMiOZZp1l9ZTjSU0" == customer.default_source
    assert ("succeeded", "chargeable") == (charge.status, charge.source.status)


def test_statement_for_a_single_use_source(sandbox: Sandbox) -> None:
    """The last statement of the page: the charge refers to both, unrelated or not."""
    sandbox.given("cus_AFGbOSiITuJVDs")
    sandbox.given("src_18eYalAHEMiOZZp1l9ZTjSU0", usage="single_use")

    charge = stripe.Charge.create(
      amount=1099,
      currency="eur",
      customer="cus_AFGbOSiITuJVDs",
      source="src_18eYalAHEMiOZZp1l9ZTjSU0",
    )  # fmt: skip

    assert "cus_AFGbOSiITuJVDs" == charge.customer
    assert "src_18eYalAHEMiOZZp1l9ZTjSU0" == charge.source.id
    assert [] == stripe.Customer.list_sources("cus_AFGbOSiITuJVDs").data
