"""A customer as a picture: its sources, its default, and who else paid for it."""

from itertools import combinations

import pytest
import stripe

from sandbox import Sandbox
from sandbox.errors import ApiError
from sandbox.widgets.pictures.picture import Picture
from sandbox.widgets.pictures.svg import Area, Shape
from tests.resources.making import PRICE
from tests.widgets.hands import Reader
from tests.widgets.pictures.meeting import meet

NUMBER = "4242 4242 4242 4242"
EVIL = "<img src=x onerror=alert(1)>"


def of(picture: Picture, kind: str) -> list[Shape]:
    """The shapes of a kind."""
    return [shape for shape in picture.shapes if shape.kind == kind]


def box(picture: Picture, object_id: str) -> Shape:
    """The box of a source or a charge."""
    boxes = of(picture, "box") + of(picture, "charge")
    (found,) = [shape for shape in boxes if object_id in shape.said]
    return found


def heads(picture: Picture) -> list[Area]:
    """Where the arrows that have a head end."""
    return [
        shape.places[-1] for shape in of(picture, "arrow") if "<polygon" in shape.markup
    ]


def pay(sandbox: Sandbox, source: str, **params: object) -> str:
    """The id of a charge of a source with the customer."""
    paid = PRICE | {"customer": "cus_1", "source": source} | params
    return str(sandbox.call("charges.create", **paid)["id"])


@pytest.fixture
def shop(sandbox: Sandbox) -> Sandbox:
    """A customer with two sources, one of which has paid."""
    sandbox.given("cus_1", email="jenny@example.com")
    sandbox.given("src_first", customer="cus_1")
    sandbox.given("src_second", customer="cus_1", token="tok_amex")
    sandbox.call("customers.update", customer="cus_1", default_source="src_second")
    return sandbox


def busy(sandbox: Sandbox, said: str = EVIL) -> Picture:
    """A customer with twenty sources, and twenty charges of one and of others each."""
    owner = {"name": said}
    customer = sandbox.call("customers.create", email=said, description=said)
    for _ in range(20):
        source = stripe.Source.create(type="card", token="tok_visa", owner=owner)
        stripe.Customer.create_source(customer["id"], source=source.id)
        other = stripe.Source.create(type="card", token="tok_visa", owner=owner)
        to = {"customer": customer["id"], "description": said}
        for one in ({}, {"source": other.id}):
            stripe.Charge.create(amount=1099, currency="eur", **to, **one)
    return sandbox.picture(customer)


def test_a_single_use_source_that_is_not_attached(shop: Sandbox) -> None:
    """A charge points to its customer, and to a source outside of the customer."""
    shop.given("src_ideal", type="ideal")
    charge = pay(shop, "src_ideal")

    picture = shop.picture("cus_1")

    (frame,) = of(picture, "frame")
    outside, paid = box(picture, "src_ideal"), box(picture, charge)
    to_source, to_customer = heads(picture)
    assert "consumed" in outside.said
    assert not meet(frame.places[0], outside.places[0])
    assert to_source.left == outside.places[0].right - 1
    assert outside.places[0].top < to_source.top < outside.places[0].bottom
    assert to_customer.left == frame.places[0].right - 1
    assert frame.places[0].top < to_customer.top < frame.places[0].bottom
    assert ["source", "customer"] == [
        shape.said for shape in of(picture, "label") if shape.said != "not attached"
    ]
    assert (
        f"src_ideal: ideal, consumed, not attached. {charge} (10.99 EUR, succeeded) "
        "refers to it, and to cus_1 as well."
    ) in picture.tells
    assert all(
        frame.places[0].holds(box(picture, own).places[0])
        for own in ("src_first", "src_second")
    )
    assert "not attached" in {shape.said for shape in of(picture, "label")}
    assert paid.places[0].left > frame.places[0].right


def test_the_default(shop: Sandbox) -> None:
    """The default source stands first, with a thick edge, and is told by a word."""
    picture = shop.picture("cus_1")

    first, second = of(picture, "box")

    assert "src_second card American Express 8431 chargeable, default" == first.said
    assert "src_first card Visa 4242 chargeable" == second.said
    assert "stroke-width:3" in first.markup
    assert "stroke-width:1" in second.markup


def test_every_charge_points_to_both(shop: Sandbox) -> None:
    """Each charge has an arrow to its source, and all of them lead to the customer."""
    charges = [pay(shop, "src_first"), pay(shop, "src_second")]

    picture = shop.picture("cus_1")

    assert set(charges) == {shape.said.split()[0] for shape in of(picture, "charge")}
    assert 3 == len(heads(picture))
    assert ["source", "source", "customer"] == [s.said for s in of(picture, "label")]


def test_a_source_that_was_detached(shop: Sandbox) -> None:
    """A source that has left its customer stands outside, where its charges find it."""
    pay(shop, "src_first")
    shop.call("customers.sources.detach", customer="cus_1", source="src_first")

    picture = shop.picture("cus_1")

    (frame,) = of(picture, "frame")
    assert "src_first card Visa 4242 consumed" == box(picture, "src_first").said
    assert not meet(frame.places[0], box(picture, "src_first").places[0])


def test_cards(shop: Sandbox) -> None:
    """A card that is no source is drawn like one; a deleted one is called deleted."""
    card = shop.call("customers.sources.create", customer="cus_1", source="tok_visa")
    kept = shop.picture("cus_1")
    pay(shop, card["id"])
    shop.call("customers.sources.detach", customer="cus_1", source=card["id"])

    assert f"{card['id']} card Visa 4242" == box(kept, card["id"]).said
    assert (
        f"{card['id']} card Visa 4242 deleted"
        == box(shop.picture("cus_1"), card["id"]).said
    )


def test_a_card_that_nobody_keeps(shop: Sandbox) -> None:
    """What paid by a token alone is drawn once its charge is given to the customer."""
    charge = shop.call("charges.create", source="tok_visa", **PRICE)
    shop.call("charges.update", charge=charge["id"], customer="cus_1")

    picture = shop.picture("cus_1")

    assert (
        f"{charge['source']['id']} card Visa 4242"
        == box(picture, charge["source"]["id"]).said
    )


def test_nothing(sandbox: Sandbox) -> None:
    """A customer without sources is an empty frame, which says so."""
    picture = sandbox.picture(sandbox.given("cus_1"))

    assert ["nothing is attached"] == [shape.said for shape in of(picture, "label")]
    assert "cus_1: 0 attached sources, default none, 0 charges." == picture.title
    assert "Nothing is attached, and nothing was charged." == picture.tells


def test_the_title(shop: Sandbox) -> None:
    """The title counts, and names the default."""
    pay(shop, "src_first")

    assert (
        "cus_1 (jenny@example.com): 2 attached sources, default src_second, 1 charge."
    ) == shop.picture(stripe.Customer.retrieve("cus_1")).title


def test_the_rest_is_counted(sandbox: Sandbox) -> None:
    """Of many sources and charges some are drawn; the rest is counted in words."""
    picture = busy(sandbox)

    assert 5 + 3 == len(of(picture, "box"))
    assert 2 + 3 == len(of(picture, "charge"))
    assert {"and 15 more sources", "and 18 more charges"} < {
        shape.said for shape in of(picture, "label")
    }
    assert picture.tells.endswith("And 32 more sources and 35 more charges.")
    assert "And 32 more sources and 35 more charges." in Reader(picture.html()).words


@pytest.mark.parametrize("said", [EVIL, "x" * 200, "日本語" * 60, "a"])
def test_nothing_hides_another(sandbox: Sandbox, said: str) -> None:
    """No text, source or charge lies upon another one."""
    picture = busy(sandbox, said)
    found = [
        s for kind in ("box", "charge", "label", "text") for s in of(picture, kind)
    ]
    arrows = [place for shape in of(picture, "arrow") for place in shape.places]
    labels = [place for shape in of(picture, "label") for place in shape.places]

    assert [] == [
        (one.said, other.said)
        for one, other in combinations(found, 2)
        if meet(one.places[0], other.places[0])
    ]
    assert not any(meet(one, label) for one in arrows for label in labels)


def test_text_stays_text(sandbox: Sandbox) -> None:
    """Markup in an e-mail, a description or a name is shown as it was typed."""
    reader = Reader(busy(sandbox).html())

    assert "onerror" not in reader.attributes
    assert reader.words.count(EVIL) > 10


def test_no_card_number_is_drawn(sandbox: Sandbox) -> None:
    """What somebody wrote into a text is hidden in every place of it, as in a card."""
    card = {"type": "card", "token": "tok_visa", "owner": {"name": NUMBER}}
    saved, once = (sandbox.call("sources.create", **card)["id"] for _ in range(2))
    about = {"description": NUMBER, "source": saved}
    customer = sandbox.call("customers.create", **about)["id"]
    for source in (saved, once):
        paid = {"customer": customer, "source": source, "description": NUMBER}
        sandbox.call("charges.create", amount=1099, currency="eur", **paid)
    seen = sandbox.picture(customer)

    assert NUMBER not in seen.html() + repr(seen)
    assert seen.html().count("****") > 5


def test_same_again(shop: Sandbox) -> None:
    """Looking changes nothing: the same picture again, and no trace in the journal."""
    pay(shop, "src_first")
    before = shop.pages("workbench.requests")

    assert shop.picture("cus_1").html() == shop.picture("cus_1").html()
    assert before == shop.pages("workbench.requests")


def test_unknown_id(sandbox: Sandbox) -> None:
    """For an id that nothing has, it is said what to give."""
    with pytest.raises(ApiError, match=r"no customer \(cus_\.\.\.\) 'cus_x'") as caught:
        sandbox.picture("cus_x")

    refused = (caught.value.status, caught.value.code, caught.value.param)
    assert (404, "resource_missing", "id") == refused


def test_deleted_customer(shop: Sandbox) -> None:
    """A customer that was deleted is refused like one that never was."""
    shop.call("customers.delete", customer="cus_1")

    with pytest.raises(ApiError, match=r"no customer \(cus_\.\.\.\)") as caught:
        shop.picture("cus_1")

    refused = (caught.value.status, caught.value.code, caught.value.param)
    assert (404, "resource_missing", "id") == refused


def test_no_customer(shop: Sandbox) -> None:
    """For what is no customer, it is said what it is."""
    with pytest.raises(ApiError, match="'src_first' is a source, and no c") as caught:
        shop.picture("src_first")

    refused = (caught.value.status, caught.value.code, caught.value.param)
    assert (400, None, "id") == refused
