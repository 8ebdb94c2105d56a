"""Events reach a handler of this process: after the request, in order, each once."""

import threading
from typing import Any

import pytest
import stripe

from sandbox import Sandbox
from sandbox.errors import ApiError, SandboxWarning
from sandbox.listeners import MOST_IN_A_ROW
from tests.asking import VISA, contents
from tests.resources.making import IDEAL, PRICE, a_source


@pytest.fixture
def heard(sandbox: Sandbox) -> list[str]:
    """The types of all events that a handler is told of, as they come."""
    types: list[str] = []
    sandbox.on("*", lambda event: types.append(event.type))
    return types


@pytest.mark.parametrize(
    ("pattern", "expected"),
    {
        "customer.created": ["customer.created"],
        "customer.*": ["customer.created", "customer.source.created"],
        "customer.source.*": ["customer.source.created"],
        "charge.*": [],
        "*": ["source.chargeable", "customer.created", "customer.source.created"],
    }.items(),
)
def test_a_handler_hears_what_it_waits_for(
    sandbox: Sandbox, pattern: str, expected: list[str]
) -> None:
    """A handler waits for a type, for all that begins alike, or for everything."""
    heard: list[str] = []
    sandbox.on(pattern, lambda event: heard.append(event.type))

    sandbox.call("customers.create", source=a_source(sandbox))

    assert expected == heard


def test_a_handler_gets_an_event_of_the_sdk(sandbox: Sandbox) -> None:
    """A handler gets a `stripe.Event`, as the API shows it."""
    heard: list[stripe.Event] = []
    sandbox.on("source.chargeable", heard.append)

    source = stripe.Source.create(type="card", token="tok_visa")

    [event] = heard
    assert isinstance(event, stripe.Event)
    assert isinstance(event.data.object, stripe.Source)
    assert source.id == event.data.object.id
    assert stripe.Event.retrieve(event.id).to_dict() == event.to_dict()


def test_the_objects_of_an_event_ask_their_own_sandbox() -> None:
    """Without the global client, too, an object of an event can be refreshed."""
    sandbox = Sandbox()
    statuses: list[str] = []
    sandbox.on("source.*", lambda event: statuses.append(event.data.object.status))
    sandbox.on(
        "source.*", lambda event: statuses.append(event.data.object.refresh().status)
    )

    a_source(sandbox)

    assert ["chargeable", "chargeable"] == statuses


def test_two_handlers(sandbox: Sandbox) -> None:
    """Handlers are called in the order in which they began to wait."""
    heard: list[str] = []
    for name in ("first", "second"):
        sandbox.on("*", lambda event, name=name: heard.append(f"{name} {event.type}"))

    sandbox.call("customers.create", source=a_source(sandbox))

    assert [
        f"{name} {kind}"
        for kind in (
            "source.chargeable",
            "customer.created",
            "customer.source.created",
        )
        for name in ("first", "second")
    ] == heard


def test_a_handler_has_an_event_of_its_own(sandbox: Sandbox) -> None:
    """What one handler does to its event, the next one and the sandbox do not see."""
    sandbox.on("*", lambda event: setattr(event.data.object, "status", "spoilt"))
    statuses: list[str] = []
    sandbox.on("*", lambda event: statuses.append(event.data.object.status))

    source = a_source(sandbox)

    assert ["chargeable"] == statuses
    assert "chargeable" == sandbox.call("sources.retrieve", source=source)["status"]


@pytest.mark.parametrize("pattern", ["source.created", "invoice.*", "", "charge."])
def test_an_event_that_never_comes(sandbox: Sandbox, pattern: str) -> None:
    """To wait for what will never come is refused."""
    with pytest.raises(LookupError, match="There are no events"):
        sandbox.on(pattern, print)


async def later(_: stripe.Event) -> None:
    """An async handler, which nobody would await."""


@pytest.mark.parametrize("handler", [later, 1])
def test_what_cannot_be_called(sandbox: Sandbox, handler: Any) -> None:
    """A handler that nothing would come of is refused."""
    with pytest.raises(TypeError, match="plain function"):
        sandbox.on("*", handler)


def test_off(sandbox: Sandbox) -> None:
    """A handler that was switched off hears no more, and may be switched off twice."""
    heard: list[str] = []
    waiting = sandbox.on("*", lambda event: heard.append(event.type))
    a_source(sandbox)

    waiting.off()
    waiting.off()
    a_source(sandbox)

    assert ["source.chargeable"] == heard


def test_switched_off_by_another(sandbox: Sandbox) -> None:
    """A handler that another one switches off does not even hear of that event."""
    heard: list[str] = []
    sandbox.on("*", lambda _: second.off())
    second = sandbox.on("*", lambda event: heard.append(event.type))

    a_source(sandbox)

    assert [] == heard


def test_decorator(sandbox: Sandbox) -> None:
    """As a decorator it leaves a function that can be called, and switched off."""
    heard: list[str] = []

    @sandbox.on("source.chargeable")
    def fulfil(event: Any) -> None:
        heard.append(event.type)

    a_source(sandbox)
    fulfil(stripe.Event.list().data[0])
    fulfil.off()
    a_source(sandbox)

    assert ["source.chargeable"] * 2 == heard
    assert "<fulfil on source.chargeable>" == repr(fulfil)


def test_with_block(sandbox: Sandbox) -> None:
    """In a `with` block a handler hears what happens in the block."""
    heard: list[str] = []
    with sandbox.on("*", lambda event: heard.append(event.type)):
        a_source(sandbox)
    a_source(sandbox)

    assert ["source.chargeable"] == heard


def test_reset_and_restore_leave_handlers(sandbox: Sandbox, heard: list[str]) -> None:
    """Who listens goes on listening when a sandbox begins anew, or goes back."""
    snapshot = sandbox.snapshot()
    a_source(sandbox)
    sandbox.reset()
    a_source(sandbox)
    sandbox.restore(snapshot)
    a_source(sandbox)

    assert ["source.chargeable"] * 3 == heard
    assert 1 == len(sandbox.deliveries())


def test_what_was_told_has_happened(sandbox: Sandbox) -> None:
    """A handler sees the request done, with its row in the journal."""
    seen: list[tuple[int, int]] = []
    sandbox.on(
        "charge.*",
        lambda _: seen.append(
            (len(sandbox.objects("charges")), len(contents(sandbox)["objects"]))
        ),
    )

    sandbox.call("charges.create", **PRICE, source=a_source(sandbox))

    assert [(1, len(contents(sandbox)["objects"]))] == seen


def test_what_is_refused_is_not_told(sandbox: Sandbox, heard: list[str]) -> None:
    """Of a request that was refused half-way nothing is told."""
    sandbox.given("src_declined", token="tok_chargeDeclined")

    with pytest.raises(ApiError):
        sandbox.call("customers.create", source="src_declined")

    assert [] == heard


def test_a_declined_charge_is_told(sandbox: Sandbox, heard: list[str]) -> None:
    """Of a charge that was declined it is told that it failed."""
    sandbox.given("src_declined", token="tok_chargeDeclined")

    with pytest.raises(ApiError):
        sandbox.call("charges.create", **PRICE, source="src_declined")

    assert ["charge.failed"] == heard


def test_a_lost_answer_is_told(sandbox: Sandbox, heard: list[str]) -> None:
    """When only the answer is lost the work is done, and told."""
    sandbox.fail_next("answer_lost")

    with pytest.raises(ApiError):
        sandbox.call("customers.create")

    assert ["customer.created"] == heard


@pytest.mark.usefixtures("sandbox")
def test_a_replay_is_not_told_again(heard: list[str]) -> None:
    """A request that is sent again with its key has happened once."""
    for _ in range(2):
        stripe.Customer.create(idempotency_key="k1")

    assert ["customer.created"] == heard


def test_what_happens_by_itself_is_told(sandbox: Sandbox, heard: list[str]) -> None:
    """What the bank and the clock bring about is told too, in the order of time."""
    paid, late = a_source(sandbox, **IDEAL), a_source(sandbox, **IDEAL)

    sandbox.authorise(paid)
    sandbox.advance(hours=7)

    assert ["source.chargeable", "source.canceled", "source.canceled"] == heard
    assert {"canceled"} == {
        sandbox.call("sources.retrieve", source=one)["status"] for one in (paid, late)
    }


def test_in_the_thread_of_the_caller(sandbox: Sandbox) -> None:
    """A handler runs in the thread whose request caused the event."""
    threads: list[str] = []
    sandbox.on("*", lambda _: threads.append(threading.current_thread().name))
    thread = threading.Thread(target=a_source, args=[sandbox], name="shop")

    thread.start()
    thread.join(timeout=10)

    assert ["shop"] == threads


def test_a_handler_may_ask(sandbox: Sandbox, heard: list[str]) -> None:
    """What a handler asks is answered at once; its events come after those at hand."""
    answers: list[str] = []

    @sandbox.on("source.chargeable")
    def pay(event: stripe.Event) -> None:
        source = event.data.object.id
        customer = stripe.Customer.create(source=source)
        answers.append(customer.default_source)
        assert ["source.chargeable"] == heard

    source = a_source(sandbox)

    assert [source] == answers
    assert ["source.chargeable", "customer.created", "customer.source.created"] == heard


def test_a_handler_without_end(sandbox: Sandbox) -> None:
    """A handler that goes on causing its own event is stopped, and named."""
    sandbox.on("customer.created", lambda _: sandbox.call("customers.create"))

    with pytest.warns(SandboxWarning, match="1000 events in a row"):
        sandbox.call("customers.create")

    assert MOST_IN_A_ROW + 1 == len(sandbox.objects("customers"))


def fail(_: stripe.Event) -> None:
    """Raise an error, as code under test does."""
    message = "out of stock"
    raise ValueError(message)


def test_a_handler_that_fails(sandbox: Sandbox) -> None:
    """What a handler raises is a warning: the request is answered all the same."""
    sandbox.on("source.chargeable", fail)
    heard: list[str] = []
    sandbox.on("*", lambda event: heard.append(event.type))

    with pytest.warns(SandboxWarning, match="fail was told source.chargeable") as said:
        source = stripe.Source.create(type="card", token="tok_visa")

    assert "ValueError: out of stock" in str(said[0].message)
    assert "chargeable" == source.status
    assert ["source.chargeable"] == heard


def test_a_warning_that_is_an_error(sandbox: Sandbox) -> None:
    """With warnings as errors a failing handler is one, when all else is done."""
    sandbox.on("source.chargeable", fail)
    heard: list[str] = []
    sandbox.on("*", lambda event: heard.append(event.type))

    with pytest.raises(SandboxWarning, match="out of stock"):
        sandbox.call("sources.create", **VISA)

    assert ["source.chargeable"] == heard
    assert 1 == len(sandbox.objects("sources"))


def test_a_refusal_in_a_handler(sandbox: Sandbox) -> None:
    """A request of a handler that is refused does not refuse the one before it."""
    sandbox.on("*", lambda _: sandbox.call("charges.create", **PRICE))

    with pytest.warns(SandboxWarning, match="ApiError"):
        source = a_source(sandbox)

    assert "chargeable" == sandbox.call("sources.retrieve", source=source)["status"]


def test_deliveries(sandbox: Sandbox) -> None:
    """Who was told of what, and what was raised, is kept."""
    sandbox.on("customer.*", fail)
    sandbox.on("source.*", repr)

    a_source(sandbox)
    with pytest.warns(SandboxWarning):
        sandbox.call("customers.create")

    first, second = sandbox.objects("events")
    assert [
        (first["id"], "source.chargeable", "repr", "delivered", None),
        (
            second["id"],
            "customer.created",
            "fail",
            "failed",
            "ValueError: out of stock",
        ),
    ] == [tuple(one.values()) for one in sandbox.deliveries()]
