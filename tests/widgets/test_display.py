"""What a notebook shows of objects and refusals, in a kernel as a reader has it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import stripe
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from sandbox import Sandbox, connect
from sandbox.lessons.execution import execute
from sandbox.widgets.display import as_card, card, in_a_line, register
from tests.widgets.hands import Reader

MARKUP = "<img src=x onerror=alert(1)>"
SETUP = f"""
%load_ext sandbox
import stripe
from sandbox import connect
sandbox = connect(seed=2)
source = stripe.Source.create(type="card", token="tok_visa", usage="reusable")
customer = stripe.Customer.create(email={MARKUP!r}, source=source.id)
"""
CELLS = {
    "setup": SETUP,
    "source": "source",
    "customer": "stripe.Customer.retrieve(customer.id)",
    "charge": 'stripe.Charge.create(amount=1099, currency="eur", customer=customer.id)',
    "list": "stripe.Charge.list()",
    "events": "stripe.Event.list()",
    "event": "stripe.Event.list().data[0]",
    "hash": "source.card",
    "attached": 'stripe.Charge.create(amount=1099, currency="eur", source=source.id)',
    "no default": """
stripe.Charge.create(amount=1099, currency="eur", customer=stripe.Customer.create().id)
""",
    "bad key": 'stripe.Customer.list(api_key="sk_live_1")',
    "not modelled": "stripe.Product.list()",
    "unknown": f"stripe.Customer.retrieve({MARKUP!r})",
    "a client of its own": 'raise stripe.APIConnectionError("Nobody is there.")',
    "a signature": 'stripe.Webhook.construct_event(b"{}", "t=1,v1=2", "whsec_1")',
    "ours": "1 / 0",
    "exercise": f"with sandbox.exercise('1.1'):\n    raise ValueError({MARKUP!r})",
}
BY_THE_SDK = ("a client of its own", "a signature")
REFUSED = ("attached", "unknown")
NO_RULE = ("unknown", "bad key", "not modelled")
RAISING = {
    name: ["raises-exception"]
    for name in (
        "no default",
        "bad key",
        "not modelled",
        *REFUSED,
        *BY_THE_SDK,
        "ours",
    )
}


def run(folder: str) -> dict[str, list[NotebookNode]]:
    """What each cell puts out when all of them run in one kernel."""
    notebook = new_notebook(
        cells=[
            new_code_cell(code, metadata={"tags": RAISING.get(name, [])})
            for name, code in CELLS.items()
        ]
    )
    execute(notebook, folder)
    return dict(zip(CELLS, (cell.outputs for cell in notebook.cells), strict=True))


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[NotebookNode]]:
    """What a notebook shows."""
    return run(str(tmp_path_factory.mktemp("kernel")))


def shown(outputs: dict[str, list[NotebookNode]], name: str) -> dict[str, str]:
    """The first thing that a cell shows, by its kinds."""
    data: dict[str, str] = outputs[name][0].data
    return data


SAID = {
    "source": ["status chargeable", "usage reusable", "Its life by now: chargeable"],
    "customer": ["Visa 4242 chargeable (default)", "Its sources and charges cus_"],
    "charge": ["in words 10.99 EUR", "status succeeded", "Its life ch_"],
    "list": ["1 listed", "ch_", "source id source status"],
    "events": ["4 listed", "type id status", "customer.created cus_"],
}


@pytest.mark.parametrize("name", SAID)
def test_an_object_is_a_card(outputs: dict[str, list[NotebookNode]], name: str) -> None:
    """Status, usage, owner and default stand out; the JSON is folded below."""
    words = " ".join(Reader(shown(outputs, name)["text/html"]).words.split())
    for said in SAID[name]:
        assert said in words
    assert "JSON" in words


@pytest.mark.parametrize("name", SAID)
def test_its_plain_text_has_no_address(
    outputs: dict[str, list[NotebookNode]], name: str
) -> None:
    """What is compared is the same in every run."""
    text = shown(outputs, name)["text/plain"]
    assert " at 0x" not in text
    assert text.startswith("<")


def test_a_hash_is_shown_as_json(outputs: dict[str, list[NotebookNode]]) -> None:
    """A part of an object is no object: it is shown as it is."""
    assert '"brand": "Visa"' in Reader(shown(outputs, "hash")["text/html"]).words


def test_markup_is_text(outputs: dict[str, list[NotebookNode]]) -> None:
    """An e-mail or an id with markup is shown as it was written."""
    for name in ("customer", "unknown"):
        seen = Reader(shown(outputs, name)["text/html"])
        assert "onerror" not in seen.attributes
        assert "onerror" in seen.words


def test_a_verdict_is_a_line_to_be_heard(
    outputs: dict[str, list[NotebookNode]],
) -> None:
    """Its plain text is the line itself, and what went wrong in it is no markup."""
    verdict = shown(outputs, "exercise")
    seen = Reader(verdict["text/html"])
    told = f"✗ 1.1 It stopped: ValueError: {MARKUP} Hint: read the task again."
    assert told == verdict["text/plain"]
    assert (["status"], {"div"}) == (seen.roles, seen.tags)


def test_a_list_has_no_pictures(outputs: dict[str, list[NotebookNode]]) -> None:
    """Each row would have one; what has no life has none either."""
    for name in ("list", "events", "event", "hash"):
        assert ["JSON"] == folds(shown(outputs, name)["text/html"])


def test_no_secret_is_in_a_card(outputs: dict[str, list[NotebookNode]]) -> None:
    """The client secret is hidden in the JSON as well."""
    html = shown(outputs, "source")["text/html"]
    assert "src_client_secret_" not in html
    assert "****" in html


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_is_told_and_raised(
    outputs: dict[str, list[NotebookNode]], name: str
) -> None:
    """What was refused and what to do, above the error, which is as short as ever."""
    told, error = outputs[name]
    assert "Refused: HTTP 4" in Reader(told.data["text/html"]).words
    assert ("error", "InvalidRequestError") == (error.output_type, error.ename)
    assert 1 == len("\n".join(error.traceback).splitlines())


@pytest.mark.parametrize("name", ["no default", "attached"])
def test_a_refusal_names_the_rule_of_the_page(
    outputs: dict[str, list[NotebookNode]], name: str
) -> None:
    """The heading is named where the page has a rule for it, whatever its code."""
    words = Reader(shown(outputs, name)["text/html"]).words
    assert "Charging a Source attached to a Customer" in words


@pytest.mark.parametrize("name", NO_RULE)
def test_a_refusal_without_a_rule_names_none(
    outputs: dict[str, list[NotebookNode]], name: str
) -> None:
    """No heading is named for what has no code, as a wrong key."""
    assert "On the page" not in Reader(shown(outputs, name)["text/html"]).words


@pytest.mark.parametrize("name", BY_THE_SDK)
def test_what_nobody_answered_is_no_refusal(
    outputs: dict[str, list[NotebookNode]], name: str
) -> None:
    """What the SDK stops by itself has no status, and says that nobody was asked."""
    words = Reader(shown(outputs, name)["text/html"]).words
    assert "HTTP" not in words
    assert "by the sandbox:" in words or "by the SDK itself:" in words


def test_a_client_of_its_own_is_told_how_to_stay(
    outputs: dict[str, list[NotebookNode]],
) -> None:
    """Who makes a client that knows no sandbox reads how to make one that does."""
    words = Reader(shown(outputs, "a client of its own")["text/html"]).words
    assert "asks an API over the network" in words
    assert "sandbox.client()" in words


def test_other_errors_are_as_ever(outputs: dict[str, list[NotebookNode]]) -> None:
    """What is no refusal is shown by its traceback alone."""
    [error] = outputs["ours"]
    assert "ZeroDivisionError" == error.ename


def test_two_runs_show_the_same(
    outputs: dict[str, list[NotebookNode]], tmp_path: Any
) -> None:
    """Nothing that is shown is random."""
    assert outputs == run(str(tmp_path))


def test_a_terminal_keeps_the_way_of_the_sdk() -> None:
    """Without a kernel nothing is registered at all."""
    register(object(), ValueError)


def folds(html: str) -> list[str]:
    """What can be unfolded."""
    return re.findall("<summary>(.+?)</summary>", html)


@pytest.fixture
def connected() -> Iterator[Sandbox]:
    """A sandbox that the SDK talks to."""
    with connect(seed=2) as sandbox:
        yield sandbox


def bought(**params: Any) -> tuple[stripe.Source, stripe.Charge]:
    """A source that has paid for something, as it was before, and its charge."""
    source = stripe.Source.create(type="card", token=params.pop("token", "tok_visa"))
    paid = {"amount": 1099, "currency": "eur", "source": source.id}
    return source, stripe.Charge.create(**paid | params)


def test_a_picture_is_the_one_of_the_sandbox(connected: Sandbox) -> None:
    """What is folded is what `life` and `picture` draw, with the JSON below."""
    customer = stripe.Customer.create(source="tok_visa")
    _, charge = bought()
    refund = stripe.Refund.create(charge=charge.id)

    for one in (charge, refund):
        assert ["Its life", "JSON"] == folds(as_card(one))
        assert connected.life(one).html() in as_card(one)
    assert connected.picture(customer).html() in as_card(customer)
    assert ["Its sources and charges", "In words", "JSON"] == folds(as_card(customer))


def test_a_dispute_has_its_life(connected: Sandbox) -> None:
    """It is folded into the card of each kind that has one."""
    _, charge = bought(token="tok_createDispute")
    dispute = stripe.Dispute.retrieve(stripe.Charge.retrieve(charge.id).dispute)

    assert connected.life(dispute).html() in as_card(dispute)


@pytest.mark.usefixtures("connected")
def test_a_copy_in_the_hand_grows_old() -> None:
    """The card says what was answered, its life how things are by now."""
    source, _ = bought()
    saved = stripe.Source.create(type="card", token="tok_visa")
    stripe.Customer.create(source=saved.id)
    old = {one.id: folds(as_card(one))[0] for one in (source, saved)}
    new = [folds(as_card(stripe.Source.retrieve(name)))[0] for name in old]

    assert ["chargeable"] * 2 == [source.status, saved.status]
    assert ["Its life by now: consumed", "Its life by now: chargeable"] == [
        *old.values()
    ]
    assert ["Its life"] * 2 == new


def test_what_is_there_no_longer_has_no_picture(connected: Sandbox) -> None:
    """A customer who was deleted, and everything after a reset."""
    customer, (source, _) = stripe.Customer.create(), bought()
    deleted = stripe.Customer.delete(customer.id)

    assert [["JSON"]] * 2 == [folds(as_card(one)) for one in (customer, deleted)]
    connected.reset()
    assert ["JSON"] == folds(as_card(source))


def test_what_is_not_here_has_no_picture() -> None:
    """Once the sandbox is closed, or the SDK talks to another one."""
    with connect(seed=2) as first:
        source, _ = bought()
        own = first.client().v1.charges.list().data[0]
    with connect(seed=3):
        assert ["JSON"] == folds(as_card(source))
        assert first.life(own).html() in as_card(own)
    first.close()

    assert [["JSON"]] * 2 == [folds(as_card(one)) for one in (source, own)]


def test_a_card_leaves_no_trace(connected: Sandbox) -> None:
    """It asks nothing that the journal tells of, and takes no failure of another's."""
    source, _ = bought()
    connected.fail_next()
    requests = connected.pages("workbench.requests")

    assert as_card(source) == as_card(source)
    assert requests == connected.pages("workbench.requests")
    with pytest.raises(stripe.APIError):
        connected.client(max_network_retries=0).v1.charges.list()


def test_what_has_no_id_is_json() -> None:
    """A hash of no kind has no headline."""
    assert "JSON" in card({"a": 1})
    assert "<object>" == in_a_line({"a": 1})
    assert "<list of 0>" == in_a_line({"object": "list", "data": []})
