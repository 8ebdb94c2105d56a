"""The story of an object: everything that befell it, in order."""

from typing import Any

import pytest
import stripe

from sandbox import Sandbox, connect
from sandbox.domain.payment_types import TYPES
from sandbox.errors import ApiError
from sandbox.widgets.chapters import kept
from sandbox.widgets.story import COLUMNS, Story
from tests.widgets.hands import Reader

MARKUP = "<img src=x onerror=alert(1)>"
IDEAL: dict[str, Any] = {
    "type": "ideal",
    "amount": 1099,
    "currency": "eur",
    "redirect": {"return_url": "https://example.com/return"},
}


def whats(told: Story) -> list[tuple[str, str, str]]:
    """What happened, the status after it, and the events of it."""
    return [(one.what, one.status, one.events) for one in told.chapters]


def test_the_whole_life_of_a_source(sandbox: Sandbox) -> None:
    """Created, authorised, charged and consumed: each with what it told."""
    source = sandbox.call("sources.create", **IDEAL)["id"]
    sandbox.authorise(source)
    sandbox.call("charges.create", source=source, amount=1099, currency="eur")

    assert [
        ("POST /v1/sources", "pending", ""),
        (
            f"POST /_sandbox/sources/{source}/authorise",
            "chargeable",
            "source.chargeable",
        ),
        ("POST /v1/charges", "consumed", ""),
    ] == whats(sandbox.story(source))


def test_what_happens_by_itself_has_its_place(sandbox: Sandbox) -> None:
    """A source that nobody authorises is canceled by the clock."""
    source = sandbox.call("sources.create", **IDEAL)["id"]
    sandbox.advance(days=1)

    *_, last = sandbox.story(source).chapters
    assert ("by itself", "canceled", "source.canceled") == (
        last.what,
        last.status,
        last.events,
    )
    assert last.when > "2017-06-05 12:00:00"


def test_one_second_has_an_order(sandbox: Sandbox) -> None:
    """What happened by itself stands before what was asked later in its second."""
    source = sandbox.call("sources.create", **IDEAL)["id"]
    sandbox.advance(seconds=TYPES["ideal"].times_out)
    with pytest.raises(ApiError):
        sandbox.call("charges.create", source=source, amount=1099, currency="eur")
    _, canceled, refused = told = sandbox.story(source).chapters

    assert ["POST /v1/sources", "by itself", "POST /v1/charges"] == [
        one.what for one in told
    ]
    assert canceled.when == refused.when


def test_what_another_request_caused(sandbox: Sandbox) -> None:
    """A source that is replaced tells of the request that did it, and named another."""
    sandbox.given("cus_1")
    sandbox.given("src_1", customer="cus_1")
    sandbox.call("customers.update", customer="cus_1", source="tok_amex")
    *_, last = sandbox.story("src_1").chapters

    assert ("POST /v1/customers/cus_1", "consumed", "customer.source.deleted") == (
        last.what,
        last.status,
        last.events,
    )


def test_a_file_of_an_earlier_version(sandbox: Sandbox) -> None:
    """Without a record of its cause, an event comes last in its second."""
    source = sandbox.call("sources.create", **IDEAL)["id"]
    sandbox.authorise(source)
    sandbox.call("charges.create", source=source, amount=1099, currency="eur")
    with sandbox._store.transaction():  # noqa: SLF001 - as it was left by that version
        sandbox._store._db.execute("UPDATE journal SET events = NULL")  # noqa: SLF001

    assert ["POST", "POST", "POST", "by"] == [
        one.what.split()[0] for one in sandbox.story(source).chapters
    ]


def test_a_refusal_is_part_of_the_story(sandbox: Sandbox) -> None:
    """What was refused is told with its status and its code."""
    sandbox.given("cus_1")
    with pytest.raises(ApiError):
        sandbox.call("charges.create", customer="cus_1", amount=1099, currency="eur")

    assert "402 missing" == sandbox.story("cus_1").chapters[-1].answer


OBJECTS = ("customer", "charge", "refund", "dispute")


@pytest.mark.parametrize("kind", OBJECTS)
def test_every_kind_of_object_has_a_story(sandbox: Sandbox, kind: str) -> None:
    """Customers, charges, refunds and disputes are followed like sources."""
    customer = sandbox.call("customers.create", email="jenny@example.com")["id"]
    risky = sandbox.call("sources.create", type="card", token="tok_createDispute")["id"]
    paid = {"amount": 1099, "currency": "eur", "source": risky, "customer": customer}
    charge = sandbox.call("charges.create", **paid)["id"]
    sandbox.call("customers.delete", customer=customer)
    ids = {
        "customer": customer,
        "charge": charge,
        "dispute": sandbox.call("disputes.list")["data"][0]["id"],
        "refund": paid_back(sandbox),
    }
    told = sandbox.story(ids[kind])

    assert told.chapters
    assert ids[kind] in told.title
    assert [one.when for one in told.chapters] == sorted(o.when for o in told.chapters)


def paid_back(sandbox: Sandbox) -> str:
    """The id of a refund."""
    source = sandbox.call("sources.create", type="card", token="tok_visa")["id"]
    charge = sandbox.call("charges.create", source=source, amount=500, currency="eur")
    made: str = sandbox.call("refunds.create", charge=charge["id"])["id"]
    return made


def test_a_story_can_be_asked_of_the_object_itself() -> None:
    """The SDK's object will do for its id."""
    with connect(seed=2) as sandbox:
        source = stripe.Source.create(type="card", token="tok_visa")
        assert source.id == sandbox.story(source).object_id


def test_an_unknown_id_is_refused(sandbox: Sandbox) -> None:
    """There is no story of what never was."""
    with pytest.raises(ApiError, match="src_nothing"):
        sandbox.story("src_nothing")


def test_a_story_as_a_table(sandbox: Sandbox) -> None:
    """A DataFrame has a row for each chapter."""
    sandbox.given("src_1")
    table = sandbox.story("src_1").table()
    assert (list(COLUMNS), 1) == (list(table.columns), len(table))


def test_a_story_as_html_and_as_a_picture(sandbox: Sandbox) -> None:
    """Table and timeline say the same; markup in what was sent is text."""
    made = sandbox.call("customers.create", description=MARKUP)
    bundle = sandbox.story(made["id"])._repr_mimebundle_()
    seen = Reader(bundle["text/html"])

    assert "onerror" not in seen.attributes
    assert MARKUP in seen.words
    assert {"table", "svg"} <= seen.tags
    assert bundle["text/plain"].startswith(f"The story of {made['id']}\n")


LONG = "x" * 61


@pytest.mark.parametrize(
    ("word", "style"),
    [
        (f"src_{'a' * 24}", None),
        ("2017-06-05", "white-space:nowrap"),
        (LONG, "overflow-wrap:anywhere"),
        (f"/v1/customers/{LONG}", "overflow-wrap:anywhere"),
    ],
    ids=["id", "date", "long", "long in an address"],
)
def test_a_word_is_broken_where_nothing_else_helps(
    word: str, style: str | None
) -> None:
    """Ids and dates stay whole; what is longer than any id does not widen the table."""
    wanted = f'<span style="{style}">{word}</span>' if style else word
    assert wanted == kept(word)


def test_a_line_may_end_before_the_id_in_an_address() -> None:
    """No browser is sure to do so by itself, and a short address stays whole."""
    customer, source = f"cus_{'a' * 14}", f"src_{'b' * 24}"
    assert "/v1/charges" == kept("/v1/charges")
    assert f"/v1/customers/<wbr>{customer}/sources/<wbr>{source}" == kept(
        f"/v1/customers/{customer}/sources/{source}"
    )


def test_no_secret_is_told(sandbox: Sandbox) -> None:
    """A card number and a client secret are in no story."""
    card = {"number": "4242424242424242", "exp_month": 12, "exp_year": 2030}
    token = sandbox.call("tokens.create", card=card)["id"]
    source = sandbox.call("sources.create", type="card", token=token)
    for told in (sandbox.story(token), sandbox.story(source["id"])):
        bundle = told._repr_mimebundle_()
        for text in bundle.values():
            assert "4242424242424242" not in text
            assert source["client_secret"] not in text


def test_two_sandboxes_of_one_seed_tell_the_same() -> None:
    """Nothing in a story is random."""
    told = []
    for _ in range(2):
        with connect(seed=2) as sandbox:
            source = stripe.Source.create(type="card", token="tok_visa")
            stripe.Charge.create(amount=500, currency="eur", source=source.id)
            told.append(sandbox.story(source)._repr_mimebundle_())
    assert told[0] == told[1]
