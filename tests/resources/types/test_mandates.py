"""Mandates: what is said of them, what they show, and who hears of a debit."""

from typing import Any

import pytest

from sandbox import Sandbox
from tests.asking import INVALID
from tests.resources.making import (
    SEPA,
    START,
    a_source,
    charge,
    refusal,
    the_source,
    told,
)

NOTICE = "source.mandate_notification"
SIGNED = {"acceptance": {"status": "accepted", "date": START, "ip": "203.0.113.7"}}
MANUAL = {"notification_method": "manual"}
NOBODY = {
    "date": None,
    "ip": None,
    "offline": None,
    "online": None,
    "status": "pending",
    "type": None,
    "user_agent": None,
}

SAID: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "nothing": ({}, {"acceptance": NOBODY, "notification_method": "none"}),
    "signed": (
        SIGNED,
        {"acceptance": NOBODY | SIGNED["acceptance"]},
    ),
    "signed in a browser": (
        {
            "acceptance": {
                "status": "accepted",
                "type": "online",
                "online": {"ip": "203.0.113.7"},
            }
        },
        {
            "acceptance": NOBODY
            | {
                "status": "accepted",
                "type": "online",
                "online": {"date": None, "ip": "203.0.113.7", "user_agent": None},
            }
        },
    ),
    "signed on paper": (
        {
            "acceptance": {
                "status": "accepted",
                "type": "offline",
                "offline": {"contact_email": "jenny@example.com"},
            }
        },
        {
            "acceptance": NOBODY
            | {
                "status": "accepted",
                "type": "offline",
                "offline": {"contact_email": "jenny@example.com"},
            }
        },
    ),
    "an amount each month": (
        {"amount": 1099, "currency": "EUR", "interval": "scheduled"},
        {"amount": 1099, "currency": "eur", "interval": "scheduled"},
    ),
    "who is told": (MANUAL, MANUAL),
}


@pytest.mark.parametrize("way", ["when it is made", "later"])
@pytest.mark.parametrize(("sent", "shown"), SAID.values(), ids=SAID)
def test_what_is_said_of_a_mandate(
    sandbox: Sandbox, sent: dict[str, Any], shown: dict[str, Any], way: str
) -> None:
    """A mandate shows what was said of it, when the source was made or later."""
    now = way == "when it is made"
    source = a_source(sandbox, **SEPA | ({"mandate": sent} if now else {}))
    if not now:
        sandbox.call("sources.update", source=source, mandate=sent)

    assert shown.items() <= the_source(sandbox, source)["mandate"].items()


def test_what_is_not_said_of_a_mandate_stays(sandbox: Sandbox) -> None:
    """An update of a mandate leaves the rest of it as it was; an amount is unset."""
    source = a_source(sandbox, **SEPA | {"mandate": {**SIGNED, **MANUAL, "amount": 5}})
    before = the_source(sandbox, source)["mandate"]

    new = {"amount": "", "acceptance": {"status": "revoked"}}
    changed = sandbox.call("sources.update", source=source, mandate=new)["mandate"]

    acceptance = before["acceptance"] | {"status": "revoked"}
    assert before | {"amount": None, "acceptance": acceptance} == changed


WRONG: dict[str, tuple[dict[str, Any], str | None, str]] = {
    "no way to be told": (
        {"notification_method": "pigeon"},
        None,
        "mandate[notification_method]",
    ),
    "no interval": ({"interval": "monthly"}, None, "mandate[interval]"),
    "nothing to debit": (
        {"amount": 0},
        "parameter_invalid_integer",
        "mandate[amount]",
    ),
    "dollars": ({"currency": "usd"}, "invalid_currency", "mandate[currency]"),
    "signed by nobody": (
        {"acceptance": {"ip": "203.0.113.7"}},
        "parameter_missing",
        "mandate[acceptance][status]",
    ),
    "an unknown word": ({"colour": "red"}, "parameter_unknown", "mandate[colour]"),
}


@pytest.mark.parametrize(("sent", "code", "param"), WRONG.values(), ids=WRONG)
def test_what_is_no_mandate(
    sandbox: Sandbox, sent: dict[str, Any], code: str | None, param: str
) -> None:
    """A mandate that cannot be is refused, for a new source and for an old one."""
    source = a_source(sandbox, **SEPA)

    assert (400, INVALID, code, param) == refusal(
        sandbox, "sources.create", **SEPA | {"mandate": sent}
    )
    assert (400, INVALID, code, param) == refusal(
        sandbox, "sources.update", source=source, mandate=sent
    )


def test_only_a_debit_has_a_mandate(sandbox: Sandbox) -> None:
    """A source of another type has no mandate, now or later."""
    sandbox.given("src_1")

    expected = (400, INVALID, "parameter_unknown", "mandate")
    assert expected == refusal(
        sandbox, "sources.create", type="card", token="tok_visa", mandate=SIGNED
    )
    assert expected == refusal(
        sandbox, "sources.update", source="src_1", mandate=SIGNED
    )


TOLD: dict[str, tuple[dict[str, Any], list[str]]] = {
    "nothing was said": ({}, []),
    "told by the bank": ({"notification_method": "email", **SIGNED}, []),
    "told by you, not signed": (MANUAL, ["debit_initiated"]),
    "told by you": (
        MANUAL | SIGNED,
        ["mandate_confirmed", "debit_initiated"],
    ),
}


@pytest.mark.parametrize(("mandate", "reasons"), TOLD.values(), ids=TOLD)
def test_who_is_told_of_a_debit(
    sandbox: Sandbox, mandate: dict[str, Any], reasons: list[str]
) -> None:
    """With manual notification, you are told when your customer is to hear of it."""
    source = a_source(sandbox, **SEPA | {"mandate": mandate})

    charge(sandbox, source=source)

    notices = [e for e in sandbox.objects("events") if e["type"] == NOTICE]
    assert reasons == [e["data"]["object"]["reason"] for e in notices]


def test_a_notice(sandbox: Sandbox) -> None:
    """A notice says which debit it is for: the amount, the account and the mandate."""
    source = a_source(sandbox, **SEPA | {"mandate": MANUAL})
    mandate = the_source(sandbox, source)["mandate"]

    charge(sandbox, source=source)

    (notice,) = [
        event["data"]["object"]
        for event in sandbox.objects("events")
        if event["type"] == NOTICE
    ]
    assert ("source_mandate_notification", 1099, "submitted", "sepa_debit") == tuple(
        notice[name] for name in ("object", "amount", "status", "type")
    )
    assert {
        "creditor_identifier": "DE98ZZZ09999999999",
        "last4": "3000",
        "mandate_reference": mandate["reference"],
    } == notice["sepa_debit"]
    assert (source, mandate) == (notice["source"]["id"], notice["source"]["mandate"])
    assert [NOTICE, "charge.pending"] == told(sandbox)[-2:]
