"""Objects by the fields that matter: printed, and as tables."""

import subprocess
import sys

import pytest
import stripe

from sandbox import Sandbox, show
from sandbox.widgets.tables import COLUMNS, field, table


@pytest.mark.parametrize(
    ("path", "expected"),
    {
        "id": "src_1",
        "card.brand": "Visa",
        "card": {"brand": "Visa", "last4": None},
        "card.last4": None,
        "card.last4.x": None,
        "id.src": None,
        "amount.x": None,
        "customer": None,
        "customer.id": None,
        "sources.data": None,
        "list.x": None,
    }.items(),
)
def test_field(path: str, expected: object) -> None:
    """A dot goes inside a hash; what is not there, or no hash, has no fields."""
    body = {
        "id": "src_1",
        "amount": 1099,
        "card": {"brand": "Visa", "last4": None},
        "list": [1],
    }

    assert expected == field(body, path)


@pytest.mark.usefixtures("sandbox")
def test_field_of_an_error() -> None:
    """The fields of an error are read like those of an object."""
    with pytest.raises(stripe.InvalidRequestError) as caught:
        stripe.Charge.create(amount=1099, currency="eur", source="src_nobody")
    error = caught.value

    assert (400, "resource_missing", "source") == tuple(
        field(error, name) for name in ("http_status", "code", "param")
    )
    assert field(error, "advice.x") is None


def test_show(sandbox: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    """An object of the SDK is printed by the named fields, one a line."""
    sandbox.given("src_1")

    show(stripe.Source.retrieve("src_1"), "id", "card.brand", "customer")

    assert capsys.readouterr().out == (
        "id          src_1\ncard.brand  Visa\ncustomer    None\n"
    )


def test_show_what_matters(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without names, the fields are printed that matter for this kind of object."""
    show(sandbox.given("src_1", type="sepa_debit"))
    show(sandbox.given("cus_1", email="jenny@example.com"))
    show(stripe.Event.list())

    assert capsys.readouterr().out == (
        "id        src_1\n"
        "type      sepa_debit\n"
        "usage     reusable\n"
        "status    chargeable\n"
        "customer  None\n"
        "brand     None\n"
        "last4     3000\n"
        "id              cus_1\n"
        "email           jenny@example.com\n"
        "default_source  None\n"
        "object  list\n"
        "id      None\n"
    )


def test_show_a_card(sandbox: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    """A card that is no source is printed by what it has of the fields that matter."""
    card = stripe.Customer.create_source(
        sandbox.given("cus_1")["id"], source="tok_amex"
    )

    show(card)

    assert capsys.readouterr().out == (
        f"id        {card.id}\n"
        "customer  cus_1\n"
        "brand     American Express\n"
        "last4     8431\n"
    )


@pytest.mark.parametrize("collection", COLUMNS)
def test_empty_table(sandbox: Sandbox, collection: str) -> None:
    """A table of nothing has its columns all the same, whatever it is narrowed to."""
    empty = table(sandbox, collection, anything="x")

    assert 0 == len(empty)
    assert len(COLUMNS[collection].split()) == len(empty.columns)


def test_table(sandbox: Sandbox) -> None:
    """A table has a row for each object, the oldest first."""
    sandbox.given("cus_1", email="jenny@example.com")
    sandbox.given("cus_2")

    customers = table(sandbox, "customers")

    assert ["id", "email", "default_source"] == list(customers.columns)
    assert [["cus_1", "jenny@example.com", None], ["cus_2", None, None]] == [
        list(row) for row in customers.to_numpy()
    ]


def test_table_of_cards(sandbox: Sandbox) -> None:
    """A card stands among the sources, without what only a source has."""
    sandbox.given("cus_1")
    sandbox.given("src_1", customer="cus_1")
    card = stripe.Customer.create_source("cus_1", source="tok_amex")

    sources = table(sandbox, "sources", customer="cus_1")

    assert [
        ["src_1", "card", "reusable", "chargeable", "cus_1", "Visa", "4242"],
        [card.id, None, None, None, "cus_1", "American Express", "8431"],
    ] == [list(row) for row in sources.to_numpy()]


def test_table_of_charges(sandbox: Sandbox) -> None:
    """A charge stands in its table with its source, and what became of it."""
    sandbox.given("src_1")
    charge = stripe.Charge.create(amount=1099, currency="eur", source="src_1")

    [row] = table(sandbox, "charges").to_numpy()

    assert [charge.id, 1099, "eur", "succeeded", None, "src_1", "consumed"] == list(row)


def test_table_of_money(sandbox: Sandbox) -> None:
    """What moved stands in its table with what it cost, a dispute in its own."""
    source = stripe.Source.create(type="card", token="tok_createDispute")
    charge = stripe.Charge.create(amount=1099, currency="eur", source=source.id)

    moved = table(sandbox, "balance_transactions")
    [dispute] = table(sandbox, "disputes").to_numpy()

    assert [["charge", 1099, 57, 1042], ["adjustment", -1099, 1500, -2599]] == moved[
        ["type", "amount", "fee", "net"]
    ].to_numpy().tolist()
    assert [1099, "eur", "needs_response", "fraudulent", charge.id] == list(dispute)[1:]


def test_table_of_events(sandbox: Sandbox) -> None:
    """An event stands in its table by what it is about."""
    made = sandbox.call("customers.create")

    events = table(sandbox, "events")

    assert ["type", "id", "status"] == list(events.columns)
    assert [["customer.created", made["id"], None]] == events.to_numpy().tolist()


def test_filters(sandbox: Sandbox) -> None:
    """A table is narrowed to the rows whose fields match, also inside a hash."""
    sandbox.given("src_visa")
    sandbox.given("src_amex", token="tok_amex")
    sandbox.given("src_once", usage="single_use")

    assert ["src_visa", "src_amex"] == list(
        table(sandbox, "sources", usage="reusable").id
    )
    assert ["src_amex"] == list(
        table(sandbox, "sources", card__brand="American Express").id
    )
    assert 3 == len(table(sandbox, "sources", customer=None))


def test_unknown_filter(sandbox: Sandbox) -> None:
    """A filter by a field that nothing has is a slip of the pen, and refused."""
    sandbox.given("src_1")

    with pytest.raises(ValueError, match=r"'usgae' is no field of sources: .*usage"):
        table(sandbox, "sources", usgae="reusable")


def test_unknown_table(sandbox: Sandbox) -> None:
    """A table that does not exist is refused with those that do."""
    with pytest.raises(ValueError, match=r"'cards'. Give one of customers, sources"):
        table(sandbox, "cards")


def test_without_pandas() -> None:
    """Without pandas, a table says what to install, and `show` works all the same."""
    code = (
        "import sys; sys.modules['pandas'] = None\n"
        "from sandbox import Sandbox, show\n"
        "show(Sandbox().given('cus_1'), 'id')\n"
        "try: Sandbox().table('customers')\n"
        "except ImportError as error: print(error)"
    )

    ran = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )

    assert ran.stdout == (
        "id  cus_1\nTables need pandas: pip install 'sources-sandbox[tutorial]'.\n"
    )
