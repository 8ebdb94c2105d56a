"""API versions: what each shows of an object, and what it asks of a request."""

from datetime import date, timedelta
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.errors import ApiError
from sandbox.request import versions
from tests.asking import INVALID, VISA, ask, contents

OLDEST, PAGE, TODAY = "2015-02-18", "2017-06-05", "2026-10-28.endive"


def day_before(version: str) -> str:
    """The day before a version, which still gets what it took away."""
    return str(date.fromisoformat(version) - timedelta(days=1))


@pytest.fixture
def shop(sandbox: Sandbox) -> dict[str, str]:
    """The addresses of a customer, a charge, its money and the like of one sandbox."""
    sandbox.given("cus_1", email="jenny@example.com")
    card = {"number": "4000000000003089", "exp_month": 1, "exp_year": 2030}
    source = sandbox.call("sources.create", type="card", card=card)
    sandbox.call("customers.sources.create", customer="cus_1", source=source["id"])
    charge = sandbox.call("charges.create", amount=99, currency="eur", customer="cus_1")
    event = sandbox.objects("events")[-1]
    return {
        "customer": "/v1/customers/cus_1",
        "balance_transaction": f"/v1/balance/history/{charge['balance_transaction']}",
        "charge": f"/v1/charges/{charge['id']}",
        "source": f"/v1/sources/{source['id']}",
        "event": f"/v1/events/{event['id']}",
    }


def shown(sandbox: Sandbox, path: str, version: str) -> dict[str, Any]:
    """The object at an address as a version shows it."""
    answer = ask(sandbox, "GET", path, Stripe_Version=version)
    assert 200 == answer.status
    return answer.body


FIELDS = [
    # kind, property, the first version that shows it, the first that no longer does
    ("customer", "sources", OLDEST, "2020-08-27"),
    ("customer", "subscriptions", OLDEST, "2020-08-27"),
    ("customer", "tax_ids", OLDEST, "2020-08-27"),
    ("customer", "default_currency", OLDEST, "2022-08-01"),
    ("customer", "account_balance", OLDEST, "2019-10-17"),
    ("customer", "business_vat_id", OLDEST, "2018-08-23"),
    ("customer", "tax_info", "2018-08-23", "2019-12-03"),
    ("customer", "tax_info_verification", "2018-08-23", "2019-12-03"),
    ("customer", "balance", OLDEST, None),
    ("customer", "default_source", OLDEST, None),
    ("customer", "currency", OLDEST, None),
    ("balance_transaction", "sourced_transfers", OLDEST, "2017-01-27"),
    ("balance_transaction", "source", OLDEST, None),
    ("charge", "refunds", OLDEST, "2022-11-15"),
    ("charge", "invoice", OLDEST, "2025-03-31"),
    ("charge", "source", OLDEST, None),
    ("charge", "payment_method_details", OLDEST, None),
    ("source", "owner", OLDEST, None),
    ("event", "request", OLDEST, None),
]


@pytest.mark.parametrize(
    ("kind", "name", "since", "until"), FIELDS, ids=[f"{k}.{n}" for k, n, *_ in FIELDS]
)
def test_a_property_is_shown_by_some_versions(  # noqa: PLR0913 - a row of the table
    sandbox: Sandbox,
    shop: dict[str, str],
    kind: str,
    name: str,
    since: str,
    until: str | None,
) -> None:
    """A property is shown from one version on, until a later one leaves it out."""
    last = day_before(until) if until else TODAY

    assert name in shown(sandbox, shop[kind], since)
    assert name in shown(sandbox, shop[kind], last)
    if since != OLDEST:
        assert name not in shown(sandbox, shop[kind], day_before(since))
    if until:
        assert name not in shown(sandbox, shop[kind], until)
        assert name not in shown(sandbox, shop[kind], TODAY)


@pytest.mark.parametrize(
    ("kind", "name", "since", "before", "after"),
    [
        pytest.param(
            "source",
            ("card", "three_d_secure"),
            "2018-02-06",
            "optional",
            "recommended",
            id="3D Secure may be recommended",
        ),
        pytest.param(
            "charge",
            ("source", "card", "three_d_secure"),
            "2018-02-06",
            "optional",
            "recommended",
            id="also of the source inside a charge",
        ),
    ],
)
def test_a_value_changes_with_a_version(  # noqa: PLR0913 - a row of the table
    sandbox: Sandbox,
    shop: dict[str, str],
    kind: str,
    name: tuple[str, ...],
    since: str,
    before: str,
    after: str,
) -> None:
    """A property shows one value up to a version, and another from it on."""
    for version, expected in [(OLDEST, before), (since, after), (TODAY, after)]:
        found: Any = shown(sandbox, shop[kind], version)
        for key in name:
            found = found[key]
        assert expected == found
    found = shown(sandbox, shop[kind], day_before(since))
    for key in name:
        found = found[key]

    assert before == found


def test_a_source_in_a_list_is_shown_like_one_alone(
    sandbox: Sandbox, shop: dict[str, str]
) -> None:
    """A source in the list of its customer has the shape of the version as well."""
    [source] = shown(sandbox, shop["customer"], PAGE)["sources"]["data"]

    assert shown(sandbox, shop["source"], PAGE) == source
    assert "optional" == source["card"]["three_d_secure"]


def test_what_an_old_version_is_shown_changes_nothing(
    sandbox: Sandbox, shop: dict[str, str]
) -> None:
    """Objects are kept in one shape: showing an old one leaves them as they are."""
    today = {path: shown(sandbox, path, TODAY) for path in shop.values()}
    for path in shop.values():
        shown(sandbox, path, OLDEST)

    assert today == {path: shown(sandbox, path, TODAY) for path in shop.values()}


def test_the_request_of_an_event_was_a_text(
    sandbox: Sandbox, shop: dict[str, str]
) -> None:
    """Before 2017-05-25 an event names its request; since then it tells its key too."""
    old = shown(sandbox, shop["event"], "2017-05-24")["request"]
    new = shown(sandbox, shop["event"], "2017-05-25")["request"]

    assert {"id": old, "idempotency_key": None} == new
    assert old.startswith("req_")


def test_the_old_balance_has_the_value_of_the_new(sandbox: Sandbox) -> None:
    """`account_balance` is another name of `balance`."""
    customer = ask(sandbox, "POST", "/v1/customers", "account_balance=500")

    assert (500, 500) == (customer["account_balance"], customer["balance"])


def test_a_list_shows_its_objects_in_the_version(
    sandbox: Sandbox, shop: dict[str, str]
) -> None:
    """The objects of a list have the shape of the version, like one alone."""
    for version in (OLDEST, TODAY):
        [listed] = ask(sandbox, "GET", "/v1/customers", Stripe_Version=version)["data"]

        assert shown(sandbox, shop["customer"], version) == listed


def test_an_inlined_list_says_its_total(sandbox: Sandbox, shop: dict[str, str]) -> None:
    """A list inside a customer says how many there are; the list itself does not."""
    inlined = shown(sandbox, shop["customer"], PAGE)["sources"]
    alone = ask(sandbox, "GET", "/v1/customers/cus_1/sources", Stripe_Version=PAGE)

    assert 1 == inlined.pop("total_count")
    assert alone.body == inlined


def test_an_inlined_list_holds_ten(sandbox: Sandbox) -> None:
    """A list inside a customer holds the latest ten sources, and counts all of them."""
    sandbox.given("cus_1")
    for number in range(12):
        sandbox.given(f"src_{number}", customer="cus_1")
    sources = shown(sandbox, "/v1/customers/cus_1", PAGE)["sources"]

    assert [f"src_{n}" for n in range(2, 12)] == [one["id"] for one in sources["data"]]
    assert (12, True) == (sources["total_count"], sources["has_more"])


def test_a_deleted_customer_looks_the_same_in_every_version(sandbox: Sandbox) -> None:
    """Of a deleted customer every version shows that it was deleted, and no more."""
    sandbox.given("cus_1")
    sandbox.call("customers.delete", customer="cus_1")

    for version in (OLDEST, PAGE, TODAY):
        assert {"id": "cus_1", "object": "customer", "deleted": True} == shown(
            sandbox, "/v1/customers/cus_1", version
        )


def test_a_request_that_names_no_version_gets_the_one_of_the_page(
    sandbox: Sandbox,
) -> None:
    """Without `Stripe-Version` a request is answered in the version of the page."""
    for fields in ({}, {"Stripe_Version": ""}):
        assert (
            PAGE
            == ask(sandbox, "GET", "/v1/customers", **fields).headers["Stripe-Version"]
        )


@pytest.mark.parametrize(
    "version", [OLDEST, PAGE, "2020-08-27", "2024-09-30.acacia", TODAY, "2099-12-31"]
)
def test_the_version_of_a_request_is_echoed(sandbox: Sandbox, version: str) -> None:
    """The answer names the version of its request; any date since 2015-02-18 is one."""
    answer = ask(sandbox, "GET", "/v1/customers", Stripe_Version=version)

    assert (200, version) == (answer.status, answer.headers["Stripe-Version"])


@pytest.mark.parametrize(
    "version",
    [
        "latest",
        "2017",
        "2017-6-5",
        "2017-13-01",
        "2017-12-32",
        "2017-00-10",
        "2017-06-05 ",
        "2017-06-05.",
        "2017-06-05.Endive",
        "2017-06-05\n",
        "\uff12017-06-05",
        "'; DROP TABLE x",
        "9" * 10_000,
    ],
)
def test_what_is_no_version_is_refused(sandbox: Sandbox, version: str) -> None:
    """A version that is no date is a 400, answered in the version of the page."""
    before = contents(sandbox)
    refused = ask(sandbox, "POST", "/v1/sources", VISA, Stripe_Version=version)

    assert (400, INVALID, None, None) == refused.refusal
    assert "is not an API version" in refused.error["message"]
    assert PAGE == refused.headers["Stripe-Version"]
    assert before == contents(sandbox)


@pytest.mark.parametrize("version", ["2015-02-17", "2011-01-01", "0001-01-01"])
def test_a_version_before_sources_is_refused(sandbox: Sandbox, version: str) -> None:
    """A version before 2015-02-18 knew no sources, and is refused by name."""
    refused = ask(sandbox, "GET", "/v1/customers", Stripe_Version=version)

    assert (400, INVALID, None, None) == refused.refusal
    assert f"does not model API version {version}" in refused.error["message"]


DEMANDS = [
    pytest.param("2018-05-21", "id", "cus 1", None, id="a blank in an id"),
    pytest.param("2018-05-21", "id", "cus/1", None, id="a slash in an id"),
    pytest.param("2018-05-21", "id", "cus_é", None, id="an accent in an id"),
    pytest.param("2018-07-27", "email", "jenny", "email_invalid", id="no email"),
    pytest.param("2018-07-27", "email", "a@b", "email_invalid", id="no domain"),
    pytest.param("2018-07-27", "email", "a b@c.de", "email_invalid", id="a blank"),
    pytest.param("2018-10-31", "description", "x" * 351, None, id="351 characters"),
]


@pytest.mark.parametrize(("since", "name", "value", "code"), DEMANDS)
def test_a_later_version_asks_for_more(
    sandbox: Sandbox, since: str, name: str, value: str, code: str | None
) -> None:
    """A value that an earlier version takes is refused from a version on, by name."""
    sent = {name: value}
    refused = ask(sandbox, "POST", "/v1/customers", sent, Stripe_Version=since)
    taken = ask(
        sandbox, "POST", "/v1/customers", sent, Stripe_Version=day_before(since)
    )

    assert (400, INVALID, code, name) == refused.refusal
    assert since in refused.error["message"]
    assert (200, value) == (taken.status, taken[name])


def test_a_later_version_calls_it_balance(sandbox: Sandbox) -> None:
    """Since 2019-10-17 a customer's balance is not set by its older name."""
    sent = {"account_balance": "-500"}
    refused = ask(sandbox, "POST", "/v1/customers", sent, Stripe_Version="2019-10-17")
    taken = ask(sandbox, "POST", "/v1/customers", sent, Stripe_Version="2019-10-16")

    assert (400, INVALID, None, "account_balance") == refused.refusal
    assert "named balance" in refused.error["message"]
    assert (200, -500, -500) == (
        taken.status,
        taken["balance"],
        taken["account_balance"],
    )


@pytest.mark.parametrize("sign", ["*", "'", '"'])
def test_a_later_version_keeps_signs_off_statements(
    sandbox: Sandbox, sign: str
) -> None:
    """Since 2019-02-19 a statement descriptor may not hold these signs."""
    sandbox.given("src_1")
    sent = {
        "amount": 1099,
        "currency": "eur",
        "source": "src_1",
        "statement_descriptor": f"Runes {sign} more",
    }
    refused = ask(sandbox, "POST", "/v1/charges", sent, Stripe_Version="2019-02-19")
    taken = ask(sandbox, "POST", "/v1/charges", sent, Stripe_Version="2019-02-18")

    assert (400, INVALID, None, "statement_descriptor") == refused.refusal
    assert (200, sent["statement_descriptor"]) == (
        taken.status,
        taken["statement_descriptor"],
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", "cus_A-1"),
        ("email", "jenny.rosen+x@mail.example.com"),
        ("email", ""),
        ("description", "x" * 350),
    ],
)
def test_what_is_asked_for_is_taken(sandbox: Sandbox, name: str, value: str) -> None:
    """A value that is as the version asks is taken; so is one that is taken away."""
    made = ask(sandbox, "POST", "/v1/customers", {name: value}, Stripe_Version=TODAY)

    assert (200, value or None) == (made.status, made[name])


@pytest.mark.parametrize("name", ["email", "description"])
def test_an_update_is_held_to_the_same(sandbox: Sandbox, name: str) -> None:
    """A later version asks the same of an update, and changes nothing otherwise."""
    sandbox.given("cus_1")
    before = contents(sandbox)
    refused = ask(
        sandbox,
        "POST",
        "/v1/customers/cus_1",
        {name: "x" * 351},
        Stripe_Version=TODAY,
    )

    assert (400, name) == (refused.status, refused.error["param"])
    assert before == contents(sandbox)


def test_a_charge_may_be_described_at_length(sandbox: Sandbox) -> None:
    """What is asked of a customer's description is not asked of a charge's."""
    sandbox.given("src_1")
    sent = {"amount": 99, "currency": "eur", "source": "src_1"}
    made = ask(
        sandbox,
        "POST",
        "/v1/charges",
        {**sent, "description": "x" * 351},
        Stripe_Version=TODAY,
    )

    assert 200 == made.status


def test_changes_stand_with_the_newest_first() -> None:
    """Changes are undone from the newest back, in the order in which they stand."""
    dates = [change.since for change in versions.CHANGES]

    assert dates == sorted(dates, reverse=True)
    assert all(change.what for change in versions.CHANGES)


@pytest.mark.parametrize("version", [OLDEST, PAGE, TODAY])
def test_an_object_without_changes_is_shown_as_it_is(version: str) -> None:
    """An object of a kind that no version changed is shown as it is kept."""
    assert {"object": "token", "id": "tok_1"} == versions.shown(
        {"object": "token", "id": "tok_1"}, version
    )


def test_a_version_is_given_back_when_it_is_one() -> None:
    """A version that can be shown is given back; another one is an error."""
    assert TODAY == versions.check_version(TODAY)
    with pytest.raises(ApiError, match="is not an API version"):
        versions.check_version("today")


@pytest.mark.parametrize("expand", [[], ["source"]], ids=["an id", "in full"])
def test_the_transfers_of_a_charge(
    sandbox: Sandbox, shop: dict[str, str], expand: list[str]
) -> None:
    """Before 2017-01-27 what a charge brought in listed its transfers: none, here."""
    answer = ask(
        sandbox,
        "GET",
        shop["balance_transaction"],
        {"expand": expand},
        Stripe_Version="2016-10-19",
    )
    charge = shop["charge"].rpartition("/")[2]

    assert {
        "object": "list",
        "data": [],
        "has_more": False,
        "total_count": 0,
        "url": f"/v1/transfers?source_transaction={charge}",
    } == answer["sourced_transfers"]
