"""Owners and addresses: shown in full, with null for all that is not known."""

from typing import Any

import pytest

from sandbox import Sandbox
from tests.asking import INVALID
from tests.resources.making import (
    IDEAL,
    a_chargeable_ideal,
    a_customer,
    a_source,
    charge,
    refusal,
    the_customer,
    the_source,
)

NOBODY = dict.fromkeys(
    "address email name phone verified_address verified_email verified_name"
    " verified_phone".split()
)
NOWHERE = dict.fromkeys("city country line1 line2 postal_code state".split())
HOME = {
    "city": "Berlin",
    "country": "DE",
    "line1": "Street 1",
    "line2": "Back",
    "postal_code": "10115",
    "state": "BE",
}
OWNERS: dict[str, tuple[dict[str, Any] | None, dict[str, Any]]] = {
    "nobody": (None, {}),
    "an email": ({"email": "jenny@example.com"}, {"email": "jenny@example.com"}),
    "a name and a phone": (
        {"name": "Jenny Rosen", "phone": "030 1234"},
        {"name": "Jenny Rosen", "phone": "030 1234"},
    ),
    "a whole address": ({"address": HOME}, {"address": HOME}),
    "a part of an address": (
        {"address": {"country": "DE"}},
        {"address": NOWHERE | {"country": "DE"}},
    ),
    "an empty line": (
        {"address": {"country": "DE", "city": ""}},
        {"address": NOWHERE | {"country": "DE"}},
    ),
    "empty texts": ({"email": "", "address": ""}, {}),
}


@pytest.mark.parametrize(("sent", "shown"), OWNERS.values(), ids=OWNERS)
def test_an_owner_is_shown_in_full(
    sandbox: Sandbox, sent: dict[str, Any] | None, shown: dict[str, Any]
) -> None:
    """An owner has eight keys; an address is null, or has all six of its lines."""
    source = the_source(sandbox, a_source(sandbox, owner=sent))

    assert NOBODY | shown == source["owner"]


@pytest.mark.parametrize("name", [name for name in NOBODY if "verified" in name])
def test_what_is_verified_cannot_be_sent(sandbox: Sandbox, name: str) -> None:
    """What was verified comes from the bank, and is refused from anybody else."""
    assert (400, INVALID, "parameter_unknown", f"owner[{name}]") == refusal(
        sandbox, "sources.create", type="card", token="tok_visa", owner={name: "x"}
    )


UPDATES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "another email": ({"email": "anna@example.com"}, {"email": "anna@example.com"}),
    "no email any more": ({"email": ""}, {"email": None}),
    "another address": (
        {"address": {"city": "Graz"}},
        {"address": NOWHERE | {"city": "Graz"}},
    ),
    "no address any more": ({"address": ""}, {"address": None}),
}


@pytest.mark.parametrize(("sent", "changed"), UPDATES.values(), ids=UPDATES)
def test_an_owner_changes(
    sandbox: Sandbox, sent: dict[str, Any], changed: dict[str, Any]
) -> None:
    """An update changes what was sent of the owner; an address is replaced whole."""
    known = {"email": "jenny@example.com", "name": "Jenny Rosen", "address": HOME}
    source = a_source(sandbox, owner=known)

    owner = sandbox.call("sources.update", source=source, owner=sent)["owner"]

    assert NOBODY | known | changed == owner == the_source(sandbox, source)["owner"]


def test_what_was_verified_stays(sandbox: Sandbox) -> None:
    """An update of the owner leaves what the bank has verified."""
    source = a_chargeable_ideal(sandbox)

    owner = sandbox.call("sources.update", source=source, owner={"name": "Anna"})[
        "owner"
    ]

    assert ("Anna", "Jenny Rosen") == (owner["name"], owner["verified_name"])


def test_a_charge_is_billed_to_the_owner(sandbox: Sandbox) -> None:
    """The billing details of a charge are the owner's, without what was verified."""
    owner = {"email": "jenny@example.com", "name": "Jenny Rosen", "address": HOME}
    source = a_chargeable_ideal(sandbox, **IDEAL | {"owner": owner})

    assert owner | {"phone": None} == charge(sandbox, source=source)["billing_details"]


PARCEL = {"name": "Jenny Rosen", "address": {"city": "Berlin"}}
SHIPPING: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a name and an address": (PARCEL, {}),
    "all of it": (
        PARCEL | {"carrier": "DHL", "phone": "030 1234", "tracking_number": "1"},
        {"carrier": "DHL", "phone": "030 1234", "tracking_number": "1"},
    ),
    "without what is empty": (PARCEL | {"carrier": ""}, {}),
}


@pytest.mark.parametrize(("sent", "shown"), SHIPPING.values(), ids=SHIPPING)
def test_shipping_is_shown_in_full(
    sandbox: Sandbox, sent: dict[str, Any], shown: dict[str, Any]
) -> None:
    """Shipping has all its keys, and its address all lines, wherever it is shown."""
    customer = a_customer(sandbox, shipping=sent)
    paid = charge(sandbox, source=a_source(sandbox), shipping=sent)

    expected = {
        "address": NOWHERE | {"city": "Berlin"},
        "carrier": None,
        "name": "Jenny Rosen",
        "phone": None,
        "tracking_number": None,
    } | shown
    assert expected == the_customer(sandbox, customer)["shipping"]
    assert expected == paid["shipping"]


INCOMPLETE: dict[str, tuple[dict[str, Any] | str, str | None, str]] = {
    "no address": ({"name": "Jenny"}, "parameter_missing", "shipping[address]"),
    "no name": ({"address": HOME}, "parameter_missing", "shipping[name]"),
    "an empty name": (
        {"name": "", "address": HOME},
        "parameter_invalid_empty",
        "shipping[name]",
    ),
    "an unknown line": (
        {"name": "Jenny", "address": {"planet": "Earth"}},
        "parameter_unknown",
        "shipping[address][planet]",
    ),
    "a text": ("Berlin", None, "shipping"),
}


@pytest.mark.parametrize(("sent", "code", "param"), INCOMPLETE.values(), ids=INCOMPLETE)
def test_shipping_needs_a_name_and_an_address(
    sandbox: Sandbox, sent: dict[str, Any] | str, code: str | None, param: str
) -> None:
    """Shipping without a name or an address is refused by what is missing."""
    assert (400, INVALID, code, param) == refusal(
        sandbox, "customers.create", shipping=sent
    )
