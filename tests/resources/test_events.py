"""Events: what each call tells, in which order, and what an event keeps."""

import re
from typing import Any

import pytest

from sandbox import Sandbox
from tests.asking import CARD, INVALID, VISA, ask
from tests.resources.making import (
    IDEAL,
    PRICE,
    SEPA,
    START,
    a_customer,
    a_source,
    charge,
    ids,
    refusal,
    the_customer,
    told,
)

KEYS = set(
    "id object api_version created data livemode pending_webhooks request type".split()
)
Names = dict[str, str]
RICH, POOR = {"customer": "cus_rich"}, {"customer": "cus_poor"}


@pytest.fixture
def names(sandbox: Sandbox) -> Names:
    """A shop about which nothing is told, and the ids of two charges by their names."""
    sandbox.given("cus_rich", email="rich@example.com", metadata={"a": "1"})
    sandbox.given("cus_poor")
    sandbox.given("src_default", customer="cus_rich")
    sandbox.given("src_saved", customer="cus_rich")
    sandbox.given("src_debit", customer="cus_rich", type="sepa_debit")
    sandbox.given("src_free")
    sandbox.given("src_declined", token="tok_chargeDeclined")
    sandbox.given("src_pending", type="ideal", status="pending")
    whole = charge(sandbox, source=a_source(sandbox), description="Old")
    held = charge(sandbox, source=a_source(sandbox), capture=False)
    return {"(whole)": whole["id"], "(held)": held["id"]}


def since(sandbox: Sandbox, names: Names, operation: str, sent: dict[str, Any]) -> Any:
    """The events that a call tells, the oldest first."""
    before = len(sandbox.objects("events"))
    sandbox.call(operation, **{k: names.get(str(v), v) for k, v in sent.items()})
    return sandbox.objects("events")[before:]


Told = tuple[str, dict[str, Any], list[str]]
TOLD: dict[str, Told] = {
    "make a card source": ("sources.create", VISA, ["source.chargeable"]),
    "make a single-use card source": (
        "sources.create",
        VISA | {"usage": "single_use"},
        ["source.chargeable"],
    ),
    "make a debit": ("sources.create", SEPA, ["source.chargeable"]),
    "make an ideal source": ("sources.create", IDEAL, []),
    "authorise": (
        "workbench.authorise",
        {"source": "src_pending"},
        ["source.chargeable"],
    ),
    "refuse to authorise": (
        "workbench.authorise",
        {"source": "src_pending", "outcome": "failed"},
        ["source.failed"],
    ),
    "let time go by": ("workbench.advance", {"hours": 1}, ["source.canceled"]),
    "update a source": (
        "sources.update",
        {"source": "src_free", "metadata": {"a": "1"}},
        [],
    ),
    "make a token": (
        "tokens.create",
        {"card": {"number": "4242424242424242", "exp_month": 1, "exp_year": 2030}},
        [],
    ),
    "make a customer": ("customers.create", {}, ["customer.created"]),
    "change a customer": (
        "customers.update",
        RICH | {"email": "new@example.com"},
        ["customer.updated"],
    ),
    "change nothing": ("customers.update", RICH | {"email": "rich@example.com"}, []),
    "send nothing": ("customers.update", RICH, []),
    "move the default": (
        "customers.update",
        RICH | {"default_source": "src_saved"},
        ["customer.updated"],
    ),
    "attach by an update": (
        "customers.update",
        POOR | {"source": "src_free"},
        ["customer.updated", "customer.source.created"],
    ),
    "attach the first source": (
        "customers.sources.create",
        POOR | {"source": "src_free"},
        ["customer.updated", "customer.source.created"],
    ),
    "attach another source": (
        "customers.sources.create",
        RICH | {"source": "src_free"},
        ["customer.source.created"],
    ),
    "detach the default": (
        "customers.sources.detach",
        RICH | {"source": "src_default"},
        ["customer.updated", "customer.source.deleted"],
    ),
    "detach another source": (
        "customers.sources.detach",
        RICH | {"source": "src_saved"},
        ["customer.source.deleted"],
    ),
    "delete a customer without sources": (
        "customers.delete",
        POOR,
        ["customer.deleted"],
    ),
    "charge a card": (
        "charges.create",
        PRICE | {"source": "src_free"},
        ["charge.succeeded"],
    ),
    "charge a customer": ("charges.create", PRICE | RICH, ["charge.succeeded"]),
    "reserve money": (
        "charges.create",
        PRICE | {"source": "src_free", "capture": False},
        ["charge.succeeded"],
    ),
    "charge a debit": (
        "charges.create",
        PRICE | RICH | {"source": "src_debit"},
        ["charge.pending"],
    ),
    "change a charge": (
        "charges.update",
        {"charge": "(whole)", "description": "New"},
        ["charge.updated"],
    ),
    "change nothing of a charge": (
        "charges.update",
        {"charge": "(whole)", "description": "Old"},
        [],
    ),
    "capture": ("charges.capture", {"charge": "(held)"}, ["charge.captured"]),
    "capture a part": (
        "charges.capture",
        {"charge": "(held)", "amount": 500},
        ["charge.captured"],
    ),
    "refund": ("refunds.create", {"charge": "(whole)"}, ["charge.refunded"]),
    "refund a part": (
        "charges.refunds.create",
        {"charge": "(whole)", "amount": 1},
        ["charge.refunded"],
    ),
    "retrieve": ("customers.retrieve", RICH, []),
    "list": ("charges.list", {}, []),
}


@pytest.mark.parametrize(("operation", "sent", "expected"), TOLD.values(), ids=TOLD)
def test_what_a_call_tells(
    sandbox: Sandbox,
    names: Names,
    operation: str,
    sent: dict[str, Any],
    expected: list[str],
) -> None:
    """A call tells what it did, in this order; of a source's use it tells nothing."""
    events = since(sandbox, names, operation, sent)

    assert expected == [event["type"] for event in events]


ASSUMED: dict[str, Told] = {
    "make a customer with a source": (
        "customers.create",
        {"source": "src_free"},
        ["customer.created", "customer.source.created"],
    ),
    "replace the default": (
        "customers.update",
        RICH | {"source": "src_free"},
        ["customer.updated", "customer.source.deleted", "customer.source.created"],
    ),
    "delete a customer with sources": ("customers.delete", RICH, ["customer.deleted"]),
    "update a source of a customer": (
        "customers.sources.update",
        RICH | {"source": "src_saved", "metadata": {"a": "1"}},
        [],
    ),
}


@pytest.mark.parametrize(
    ("operation", "sent", "expected"), ASSUMED.values(), ids=ASSUMED
)
def test_what_a_call_is_assumed_to_tell(
    sandbox: Sandbox,
    names: Names,
    operation: str,
    sent: dict[str, Any],
    expected: list[str],
) -> None:
    """Assumed: what is told where no recording shows it."""
    events = since(sandbox, names, operation, sent)

    assert expected == [event["type"] for event in events]


def test_a_declined_charge_is_told(sandbox: Sandbox, names: Names) -> None:
    """A 402 that leaves a failed charge behind is told of; nothing else of it is."""
    before = len(sandbox.objects("events"))

    answer = ask(sandbox, "POST", "/v1/charges", PRICE | {"source": "src_declined"})

    assert names
    assert (402, CARD, "card_declined", None) == answer.refusal
    assert ["charge.failed"] == told(sandbox, since=before)


ROLLED_BACK: dict[str, tuple[str, dict[str, Any]]] = {
    "an unknown source": ("customers.create", {"source": "src_none"}),
    "a declined card": ("customers.create", {"source": "src_declined"}),
    "a declined replacement": ("customers.update", RICH | {"source": "src_declined"}),
    "nothing to charge": ("charges.create", PRICE | POOR),
    "too much to refund": ("refunds.create", {"charge": "(whole)", "amount": 2000}),
    "too much to capture": ("charges.capture", {"charge": "(held)", "amount": 2000}),
}


@pytest.mark.parametrize(("operation", "sent"), ROLLED_BACK.values(), ids=ROLLED_BACK)
def test_a_refused_call_tells_nothing(
    sandbox: Sandbox, names: Names, operation: str, sent: dict[str, Any]
) -> None:
    """What was refused has not happened, and nothing is told of it."""
    before = told(sandbox)
    sent = {key: names.get(str(value), value) for key, value in sent.items()}

    refusal(sandbox, operation, **sent)

    assert before == told(sandbox)


def test_the_keys_of_an_event(sandbox: Sandbox) -> None:
    """An event has its recorded keys, and the day's API version."""
    a_source(sandbox)

    [event] = sandbox.objects("events")

    assert set(event) == KEYS
    assert ["id", "object"] == list(event)[:2]
    assert re.fullmatch("evt_[A-Za-z0-9]{24}", event["id"])
    assert {
        "object": "event",
        "api_version": "2017-06-05",
        "created": START,
        "livemode": False,
        "pending_webhooks": 0,
        "type": "source.chargeable",
    }.items() <= event.items()
    assert {"object"} == set(event["data"])


ANSWERED = [name for name, (_, _, types) in TOLD.items() if len(types) == 1]
KINDS = ["customers", "sources", "charges"]


@pytest.mark.parametrize("name", ANSWERED)
def test_an_event_holds_the_object(sandbox: Sandbox, names: Names, name: str) -> None:
    """An event holds the object that it is about, as it is then."""
    operation, sent, _ = TOLD[name]

    [event] = since(sandbox, names, operation, sent)

    about = event["data"]["object"]
    listed = {one["id"]: one for kind in KINDS for one in sandbox.objects(kind)}
    if name.startswith("delete"):
        assert sent["customer"] == about["id"]
    else:
        assert listed[about["id"]] == about


def test_an_event_stays_as_it_was(sandbox: Sandbox) -> None:
    """An event keeps the object of its moment, whatever becomes of it."""
    source = a_source(sandbox, metadata={"a": "1"})
    customer = a_customer(sandbox, source)
    before = sandbox.objects("events")

    sandbox.call("sources.update", source=source, metadata={"a": "2"})
    sandbox.call("customers.delete", customer=customer)

    assert before == sandbox.objects("events")[: len(before)]
    assert "chargeable" == before[0]["data"]["object"]["status"]


def test_an_event_shows_a_customer_with_its_sources(sandbox: Sandbox) -> None:
    """An event has the shape of the account's version, whoever asked in which."""
    source = a_source(sandbox)

    made = ask(
        sandbox,
        "POST",
        "/v1/customers",
        {"source": source},
        Stripe_Version="2020-08-27",
    )

    event = sandbox.objects("events")[1]
    assert "sources" not in made.body
    assert [source] == ids(event["data"]["object"]["sources"])
    assert "2017-06-05" == event["api_version"]


def test_an_event_names_the_request(sandbox: Sandbox) -> None:
    """Every event of a request has its id, and its idempotency key."""
    sent = {"source": a_source(sandbox)}

    made = ask(sandbox, "POST", "/v1/customers", sent, Idempotency_Key="k1")

    asked = {"id": made.headers["Request-Id"], "idempotency_key": "k1"}
    assert [asked] * 2 == [one["request"] for one in sandbox.objects("events")[1:]]


def test_a_request_without_a_key(sandbox: Sandbox) -> None:
    """Without an idempotency key the event of a request has none."""
    made = ask(sandbox, "POST", "/v1/customers")

    [event] = sandbox.objects("events")
    assert {"id": made.headers["Request-Id"], "idempotency_key": None} == event[
        "request"
    ]


def test_a_replay_tells_nothing(sandbox: Sandbox) -> None:
    """A request that is replayed has happened once, and is told once."""
    for _ in range(2):
        ask(sandbox, "POST", "/v1/customers", Idempotency_Key="k1")

    assert ["customer.created"] == told(sandbox)


BY_ITSELF: dict[str, dict[str, Any]] = {
    "time": {"operation": "workbench.advance", "hours": 1},
    "the bank": {"operation": "workbench.authorise", "source": "src_1"},
}


@pytest.mark.parametrize("sent", BY_ITSELF.values(), ids=BY_ITSELF)
def test_what_happens_by_itself_names_no_request(
    sandbox: Sandbox, sent: dict[str, Any]
) -> None:
    """What no request of the shop has caused has no request."""
    sandbox.given("src_1", type="ideal", status="pending")

    sandbox.call(
        sent["operation"], **{k: v for k, v in sent.items() if k != "operation"}
    )

    [event] = sandbox.objects("events")
    assert {"id": None, "idempotency_key": None} == event["request"]


PREVIOUS: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "another email": (
        "customers.update",
        RICH | {"email": "new@example.com", "name": "Jenny"},
        {"email": "rich@example.com", "name": None},
    ),
    "metadata": (
        "customers.update",
        RICH | {"metadata": {"b": "2"}},
        {"metadata": {"a": "1"}},
    ),
    "another default": (
        "customers.update",
        RICH | {"default_source": "src_saved"},
        {"default_source": "src_default"},
    ),
    "the first default": (
        "customers.sources.create",
        POOR | {"source": "src_free"},
        {"default_source": None},
    ),
    "a replaced default": (
        "customers.update",
        RICH | {"source": "src_free"},
        {"default_source": "src_default"},
    ),
    "a detached default": (
        "customers.sources.detach",
        RICH | {"source": "src_default"},
        {"default_source": "src_default"},
    ),
    "another description": (
        "charges.update",
        {"charge": "(whole)", "description": "New"},
        {"description": "Old"},
    ),
    "a capture": (
        "charges.capture",
        {"charge": "(held)"},
        {"captured": False, "amount_captured": 0, "balance_transaction": None},
    ),
    "a refund": (
        "refunds.create",
        {"charge": "(whole)"},
        {
            "amount_refunded": 0,
            "refunded": False,
            "refunds": {"data": [], "total_count": 0},
        },
    ),
}


@pytest.mark.parametrize(
    ("operation", "sent", "expected"), PREVIOUS.values(), ids=PREVIOUS
)
def test_an_update_tells_what_was_there_before(
    sandbox: Sandbox,
    names: Names,
    operation: str,
    sent: dict[str, Any],
    expected: dict[str, Any],
) -> None:
    """The event of a change tells the values that were replaced, and no others."""
    first = since(sandbox, names, operation, sent)[0]

    assert expected == first["data"]["previous_attributes"]


def test_a_second_refund_tells_of_the_first(sandbox: Sandbox, names: Names) -> None:
    """The event of a refund shows the refunds that there were before it."""
    first = sandbox.call("refunds.create", charge=names["(whole)"], amount=1)

    [event] = since(sandbox, names, "refunds.create", {"charge": "(whole)"})

    before = event["data"]["previous_attributes"]
    assert (1, [first["id"]]) == (before["amount_refunded"], ids(before["refunds"]))
    assert 2 == event["data"]["object"]["refunds"]["total_count"]


def test_only_a_change_has_a_before(sandbox: Sandbox, names: Names) -> None:
    """What was made or deleted has no values that were replaced."""
    sandbox.call("customers.create", source="src_free")
    sandbox.call("customers.sources.detach", **RICH, source="src_saved")
    sandbox.call("customers.delete", **RICH)

    assert names
    kinds = {
        event["type"]
        for event in sandbox.objects("events")
        if "previous_attributes" not in event["data"]
    }
    assert kinds == {
        "source.chargeable",
        "charge.succeeded",
        "customer.created",
        "customer.source.created",
        "customer.source.deleted",
        "customer.deleted",
    }


def test_a_source_that_leaves_is_told_as_it_left(sandbox: Sandbox) -> None:
    """The event of a detached source shows it consumed, and the customer without it."""
    source = a_source(sandbox)
    customer = a_customer(sandbox, source)

    sandbox.call("customers.sources.detach", customer=customer, source=source)

    updated, deleted = sandbox.objects("events")[-2:]
    assert ("consumed", source) == (
        deleted["data"]["object"]["status"],
        deleted["data"]["object"]["id"],
    )
    assert "customer" not in deleted["data"]["object"]
    assert [] == ids(updated["data"]["object"]["sources"])
    assert the_customer(sandbox, customer) == updated["data"]["object"]


def test_an_event_is_retrieved(sandbox: Sandbox) -> None:
    """An event is the same alone as in the list."""
    a_source(sandbox)
    [event] = sandbox.objects("events")

    assert event == sandbox.call("events.retrieve", event=event["id"])


@pytest.mark.parametrize("unknown", ["evt_none", "src_1"])
def test_an_unknown_event(sandbox: Sandbox, unknown: str) -> None:
    """An event that is not there is a 404 for the id."""
    sandbox.given("src_1")

    assert (404, INVALID, "resource_missing", "id") == refusal(
        sandbox, "events.retrieve", event=unknown
    )


@pytest.fixture
def week(sandbox: Sandbox) -> Sandbox:
    """A sandbox in which a few things have happened, an hour apart."""
    source = a_source(sandbox)
    sandbox.advance(hours=1)
    customer = a_customer(sandbox, source)
    sandbox.advance(hours=1)
    charge(sandbox, customer=customer)
    return sandbox


EVERYTHING = [
    "charge.succeeded",
    "customer.source.created",
    "customer.updated",
    "customer.created",
    "source.chargeable",
]
LISTS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "all": ({}, EVERYTHING),
    "a type": ({"type": "charge.succeeded"}, ["charge.succeeded"]),
    "charges": ({"type": "charge.*"}, ["charge.succeeded"]),
    "customers and their sources": ({"type": "customer.*"}, EVERYTHING[1:4]),
    "sources of customers": ({"type": "customer.source.*"}, EVERYTHING[1:2]),
    "sources alone": ({"type": "source.*"}, ["source.chargeable"]),
    "a type nobody told": ({"type": "charge.failed"}, []),
    "half a word": ({"type": "char.*"}, []),
    "half a type": ({"type": "charge"}, []),
    "no dot": ({"type": "charge*"}, []),
    "another pattern": ({"type": "?harge.*"}, []),
    "a set of letters": ({"type": "[a-z]harge.*"}, []),
    "a star on both sides": ({"type": "*harge.*"}, []),
    "other letters": ({"type": "Charge.*"}, []),
    "an hour": ({"created": START + 3600}, EVERYTHING[1:4]),
    "an hour of a type": (
        {"created": {"gt": START}, "type": "customer.created"},
        ["customer.created"],
    ),
    "the newest": ({"limit": 2}, EVERYTHING[:2]),
    "some types": (
        {"types": ["source.chargeable", "customer.updated", "charge.failed"]},
        ["customer.updated", "source.chargeable"],
    ),
    "a family among types": ({"types": ["charge.*"]}, []),
    "some types of an hour": (
        {"types": ["source.chargeable", "charge.succeeded"], "created": {"gt": START}},
        ["charge.succeeded"],
    ),
    "what was delivered": ({"delivery_success": True}, EVERYTHING),
    "what was not": ({"delivery_success": False}, []),
}


@pytest.mark.parametrize(("query", "expected"), LISTS.values(), ids=LISTS)
def test_events_are_listed(
    week: Sandbox, query: dict[str, Any], expected: list[str]
) -> None:
    """Events are listed with the newest first: all, of a type, or of a family."""
    listed = week.call("events.list", **query)

    assert expected == [event["type"] for event in listed["data"]]
    assert "/v1/events" == listed["url"]


BAD_LISTS: dict[str, tuple[dict[str, Any], str | None, str]] = {
    "both ways to name types": (
        {"type": "charge.failed", "types": ["charge.failed"]},
        None,
        "types",
    ),
    "too many types": ({"types": ["charge.failed"] * 21}, None, "types"),
    "an empty type in a list": (
        {"types": [""]},
        "parameter_invalid_empty",
        "types[0]",
    ),
    "half a flag": ({"delivery_success": "maybe"}, None, "delivery_success"),
    "an empty type": ({"type": ""}, "parameter_invalid_empty", "type"),
    "an unknown filter": ({"object": "src_1"}, "parameter_unknown", "object"),
    "an unknown cursor": (
        {"starting_after": "evt_none"},
        "resource_missing",
        "starting_after",
    ),
}


@pytest.mark.parametrize(("query", "code", "param"), BAD_LISTS.values(), ids=BAD_LISTS)
def test_what_is_not_listed(
    sandbox: Sandbox, query: dict[str, Any], code: str | None, param: str
) -> None:
    """A list of events is asked for by what is there."""
    assert (400, INVALID, code, param) == refusal(sandbox, "events.list", **query)


def test_events_that_were_not_delivered(sandbox: Sandbox) -> None:
    """What waits for a webhook endpoint is listed as not delivered."""
    before = a_source(sandbox)
    sandbox.call(
        "webhook_endpoints.create",
        url="http://localhost:1/",
        enabled_events=["source.chargeable"],
    )
    after = a_source(sandbox)
    a_customer(sandbox)

    pages = [
        sandbox.call("events.list", type="source.*", delivery_success=delivered)["data"]
        for delivered in (True, False)
    ]
    assert [[before], [after]] == [
        [event["data"]["object"]["id"] for event in page] for page in pages
    ]
    assert [1] == [event["pending_webhooks"] for event in pages[1]]


def test_events_can_be_read_for_thirty_days(sandbox: Sandbox) -> None:
    """An event is there for 30 days, alone and in the list, and no longer."""
    a_source(sandbox)
    sandbox.advance(days=30)
    [event] = sandbox.call("events.list")["data"]
    assert event == sandbox.call("events.retrieve", event=event["id"])

    sandbox.advance(seconds=1)

    assert [] == sandbox.call("events.list", created={"gte": START})["data"]
    assert (404, INVALID, "resource_missing", "id") == refusal(
        sandbox, "events.retrieve", event=event["id"]
    )
    assert event["id"] == sandbox.objects("events")[0]["id"]
