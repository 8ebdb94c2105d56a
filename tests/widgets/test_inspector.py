"""The inspector: the journal made visible, a request at a time."""

import asyncio
import re
from contextlib import suppress

import pytest
import stripe

from sandbox import Sandbox, connect
from sandbox.errors import ApiError
from sandbox.widgets.inspector import MOST_READ, MOST_TOLD, SHOWN, Inspector
from sandbox.wire import Headers, Request
from tests.widgets.hands import Reader

STATEMENTS = 3
"""What SQLite is asked for a request that reads: where it begins and ends, as well."""

MARKUP = "<img src=x onerror=alert(1)>"


def lines(inspector: Inspector) -> list[str]:
    """The requests that are shown."""
    return [label for label, _ in inspector.chosen.options]


@pytest.fixture
def busy(sandbox: Sandbox) -> Sandbox:
    """A sandbox that was asked for a customer, a source, a charge and a refusal."""
    sandbox.given("cus_1")
    sandbox.given("src_1", usage="reusable", customer="cus_1")
    paid = {"customer": "cus_1", "amount": 1099, "currency": "eur"}
    sandbox.call("charges.create", **paid)
    with suppress(ApiError):
        sandbox.call("charges.create", source="src_1", amount=1099, currency="eur")
    return sandbox


def test_the_newest_request_is_first(busy: Sandbox) -> None:
    """Method, path and status of each, with the kind of a refusal."""
    assert [
        "POST /v1/charges 400 invalid_request_error",
        "POST /v1/charges 200",
        "POST /_sandbox/given 200",
        "POST /_sandbox/given 200",
    ] == lines(Inspector(busy))


def test_an_entry_has_parameters_response_and_events(busy: Sandbox) -> None:
    """What was sent, what was answered, and what it caused, folded."""
    seen = Reader(Inspector(busy).entries.value)

    assert "customer=cus_1, amount=1099, currency=eur" in seen.words
    assert "charge.succeeded of ch_" in seen.words
    assert '"paid": true' in seen.words
    assert "Charging a Source attached to a Customer" in seen.words
    assert {"details", "summary"} <= seen.tags


def test_why_a_read_was_refused_can_be_unfolded(sandbox: Sandbox) -> None:
    """The code stands in the line, the sentence in the response."""
    with suppress(ApiError):
        sandbox.call("customers.retrieve", customer="cus_none")
    inspector = Inspector(sandbox)

    assert ["GET /v1/customers/cus_none 404 resource_missing"] == lines(inspector)
    assert "There is no customer" in Reader(inspector.entries.value).words


def test_what_an_owner_did_has_its_event(sandbox: Sandbox) -> None:
    """To authorise causes an event that names no request: it is shown all the same."""
    sandbox.given("src_1", type="ideal", status="pending")
    sandbox.authorise("src_1")
    seen = Reader(Inspector(sandbox).entries.value)
    assert "source.chargeable of src_1" in seen.words


def test_a_request_that_caused_many_events_names_the_first(sandbox: Sandbox) -> None:
    """A clock that moves far makes much happen: it is counted, and some are named."""
    for number in range(MOST_TOLD + 2):
        sandbox.given(f"src_{number}", type="ideal", status="pending")
    sandbox.advance(days=1)
    words = Reader(Inspector(sandbox).entries.value).words
    assert f"{MOST_TOLD + 2} events" in words
    assert MOST_TOLD == words.count("source.canceled of src_")
    assert "and 2 more" in words


def test_requests_about_one_object(busy: Sandbox) -> None:
    """Those that named it, or made it, and no others."""
    inspector = Inspector(busy, "src_1")
    assert [
        "POST /v1/charges 400 invalid_request_error",
        "POST /v1/charges 200",
        "POST /_sandbox/given 200",
    ] == lines(inspector)

    inspector.of.value = "src_other"
    assert [] == lines(inspector)
    assert "No request that fits." in Reader(inspector.entries.value).words


def test_refusals_alone(busy: Sandbox) -> None:
    """A tick leaves those that were refused."""
    inspector = Inspector(busy)
    inspector.refused.value = True
    assert ["POST /v1/charges 400 invalid_request_error"] == lines(inspector)


def test_a_request_as_code(busy: Sandbox) -> None:
    """Any entry can be written in the seven languages; the newest is to begin with."""
    inspector = Inspector(busy)
    assert 'source="src_1"' in inspector.code.text("python", "page")
    inspector.chosen.value = 1
    assert "stripe.Charge.create(" in inspector.code.text("python", "page")

    inspector.of.value = "src_other"
    assert "" == inspector.code.text("python", "page")


def test_new_requests_are_seen_after_a_refresh(busy: Sandbox) -> None:
    """The button looks again."""
    inspector = Inspector(busy)
    busy.call("customers.create")
    inspector.refresh.click()
    assert "POST /v1/customers 200" == lines(inspector)[0]


def test_a_long_journal_has_pages(sandbox: Sandbox) -> None:
    """Older and newer turn the pages; at an end there is nothing to press."""
    for number in range(2 * SHOWN + 1):
        sandbox.call("customers.create", description=f"n{number}")
    inspector = Inspector(sandbox)
    assert (True, False) == (inspector.newer.disabled, inspector.older.disabled)

    inspector.older.click()
    assert SHOWN == len(lines(inspector))
    inspector.older.click()
    assert 1 == len(lines(inspector))
    assert (False, True) == (inspector.newer.disabled, inspector.older.disabled)

    inspector.newer.click()
    assert SHOWN == len(lines(inspector))


def place(inspector: Inspector) -> str:
    """Which requests are shown, of how many."""
    return Reader(inspector.heading.value).words.rpartition("Requests")[2].strip()


def test_where_one_is(sandbox: Sandbox) -> None:
    """The number of requests, as far as they were read; no page is past the last."""
    inspector = Inspector(sandbox)
    assert "none" == place(inspector)
    for _ in range(SHOWN + 4):
        sandbox.call("customers.create")
    inspector.refresh.click()
    assert "1 to 10 of 14" == place(inspector)
    for _ in range(3):
        inspector.older.click()
    assert "11 to 14 of 14" == place(inspector)

    for _ in range(100):
        sandbox.call("customers.create")
    inspector.refresh.click()
    assert "1 to 10 of at least 100" == place(inspector)


def test_of_no_request_there_is_no_code(sandbox: Sandbox) -> None:
    """What has nothing to show is not shown, and why there is nothing is said."""
    inspector = Inspector(sandbox)
    parts = (inspector.chosen, inspector.code)
    assert "No request yet." == Reader(inspector.entries.value).words.strip()
    assert {"none"} == {part.layout.display for part in parts}

    sandbox.call("customers.create")
    inspector.refresh.click()
    assert {None} == {part.layout.display for part in parts}
    inspector.of.value = "src_other"
    assert "No request that fits." == Reader(inspector.entries.value).words.strip()
    assert {"none"} == {part.layout.display for part in parts}


def test_of_an_address_that_is_none_there_is_no_code(sandbox: Sandbox) -> None:
    """Why is said in place of empty tabs, and markup in it is text."""
    key = Headers({"Authorization": "Bearer sk_test_1"})
    sandbox.call("customers.create")
    sandbox.handle(Request("POST", f"/v1/{MARKUP}", "", key))
    inspector = Inspector(sandbox)
    parts = (inspector.code, inspector.no_code)
    seen = Reader(inspector.no_code.value)
    assert ["none", None] == [part.layout.display for part in parts]
    assert f"Nothing answers to POST /v1/{MARKUP}, so" in seen.words
    assert "img" not in seen.tags

    inspector.chosen.value = 1
    assert [None, "none"] == [part.layout.display for part in parts]


def test_an_end_hands_the_focus_on(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A button that switches itself off gives the focus to the way back."""
    for _ in range(SHOWN + 1):
        sandbox.call("customers.create")
    inspector, told = Inspector(sandbox), list[str]()
    for button in (inspector.refresh, inspector.newer, inspector.older):
        monkeypatch.setattr(
            button, "send", lambda _, name=button.description: told.append(name)
        )
    inspector.older.click()
    assert ["Newer"] == told
    inspector.newer.click()
    assert ["Newer", "Older"] == told

    inspector.older.click()
    sandbox.reset()
    inspector.newer.click()
    assert ["Newer", "Older", "Newer", "Refresh"] == told


def test_what_is_secret_or_random_is_not_shown() -> None:
    """No card number, no client secret, no idempotency key, no id of a request."""
    with connect(seed=2) as sandbox:
        source = stripe.Source.create(type="card", token="tok_visa")
        card = {"number": "4242424242424242", "exp_month": 12, "exp_year": 2030}
        stripe.Token.create(card=card)  # type: ignore[arg-type]
        html = Inspector(sandbox)._repr_mimebundle_()["text/html"]
        [key, _] = [
            row["idempotency_key"] for row in sandbox.pages("workbench.requests")
        ]

    assert "4242424242424242" not in html
    assert source.client_secret not in html
    assert key not in html
    assert not re.search(r"\breq_\w{14}", html)


def test_markup_is_text(sandbox: Sandbox) -> None:
    """What somebody sent is shown as it was written, folded and unfolded."""
    sandbox.call("customers.create", description=MARKUP)
    inspector = Inspector(sandbox, MARKUP)
    inspector.of.value = ""
    bundle = inspector._repr_mimebundle_()
    assert "img" not in Reader(bundle["text/html"]).tags
    assert MARKUP in Reader(bundle["text/html"]).words


def test_a_sandbox_that_was_reset(busy: Sandbox) -> None:
    """Everything is gone, and the inspector says what is there now."""
    inspector = Inspector(busy)
    busy.reset()
    inspector.refresh.click()
    assert [] == lines(inspector)


def test_a_fault_is_shown(busy: Sandbox) -> None:
    """What goes wrong while it looks is told in place, as in every frame."""
    inspector = Inspector(busy)
    busy.close()
    inspector.refresh.click()

    assert "The sandbox has a fault" in Reader(inspector.message.value).words
    with pytest.raises(ValueError, match="closed"):
        inspector.refused.value = True


def test_a_big_journal_opens_at_once(sandbox: Sandbox) -> None:
    """A page is read, however many requests there are; a search reads on, in pages."""
    sandbox.given("cus_1")
    for _ in range(1000):
        sandbox.call("customers.create")
    read: list[str] = []
    sandbox._store._db.set_trace_callback(read.append)  # noqa: SLF001
    inspector = Inspector(sandbox)
    opened = len(read)
    inspector.of.value = "cus_1"
    searched = len(read) - opened
    told = sandbox.story("cus_1")

    assert (["POST /_sandbox/given 200"], 1) == (lines(inspector), len(told.chapters))
    assert STATEMENTS * (1 + SHOWN) == opened
    assert 1000 / 20 > searched


async def later() -> None:
    """Let what waits for the kernel be done."""
    await asyncio.sleep(0)


def shown(inspector: Inspector) -> Inspector:
    """The same, displayed."""
    inspector._repr_mimebundle_()
    return inspector


def test_what_comes_while_it_is_shown_is_counted(busy: Sandbox) -> None:
    """How many came stands beside the heading; what is read stays until a press."""

    async def cells() -> list[str]:
        told, inspector = [], shown(Inspector(busy))
        for _ in range(2):
            busy.call("customers.create")
            await later()
            told.append(place(inspector))
        assert "POST /v1/charges 400 invalid_request_error" == lines(inspector)[0]
        inspector.refresh.click()
        await later()
        return [*told, place(inspector)]

    assert [
        "1 to 4 of 4 · 1 newer: press Refresh",
        "1 to 4 of 4 · 2 newer: press Refresh",
        "1 to 6 of 6",
    ] == asyncio.run(cells())


def test_it_looks_once_for_all_that_a_cell_asked(busy: Sandbox) -> None:
    """A loop of requests costs one look and one word to the browser, at its end."""

    async def cell() -> tuple[list[str], str]:
        said: list[str] = []
        inspector = shown(Inspector(busy))
        inspector.heading.observe(lambda change: said.append(change["new"]), "value")
        for _ in range(MOST_READ + 1):
            busy.call("customers.create")
        assert [] == said
        await later()
        return said, place(inspector)

    said, told = asyncio.run(cell())
    assert (1, "1 to 4 of 4 · at least 100 newer: press Refresh") == (len(said), told)


def test_only_what_fits_is_counted(busy: Sandbox) -> None:
    """An inspector of one object keeps silent about all the others."""

    async def cells() -> list[str]:
        told, inspector = [], shown(Inspector(busy, "src_1"))
        for asked in ({}, {"description": "src_1"}):
            busy.call("customers.create", **asked)
            await later()
            told.append(place(inspector))
        return told

    assert ["1 to 3 of 3", "1 to 3 of 3 · 1 newer: press Refresh"] == asyncio.run(
        cells()
    )


def test_a_request_of_another_thread_is_counted(busy: Sandbox) -> None:
    """What came over HTTP is looked for in the kernel's own thread."""

    async def cell() -> str:
        inspector = shown(Inspector(busy))
        await asyncio.to_thread(busy.call, "customers.create")
        await later()
        return place(inspector)

    assert "1 to 4 of 4 · 1 newer: press Refresh" == asyncio.run(cell())


def test_nobody_looks_where_nothing_is_shown(busy: Sandbox) -> None:
    """Not before it is displayed, not in a plain program, not after the end."""

    async def cell() -> tuple[str, str]:
        hidden, closed = Inspector(busy), shown(Inspector(busy))
        busy.call("customers.create")
        busy.close()
        await later()
        return place(hidden), place(closed)

    plain = shown(Inspector(busy))
    assert ("1 to 4 of 4", "1 to 4 of 4") == asyncio.run(cell())
    assert "1 to 4 of 4" == place(plain)


def test_a_kernel_that_ended_stops_no_request(busy: Sandbox) -> None:
    """Who was told to look is gone with its loop; the request is answered."""

    async def cell() -> Inspector:
        return shown(Inspector(busy))

    inspector = asyncio.run(cell())
    assert "customer" == busy.call("customers.create")["object"]
    assert "1 to 4 of 4" == place(inspector)
