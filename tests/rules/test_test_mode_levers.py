"""The levers of test mode: what a text in a source makes happen by itself."""

from typing import Any, NamedTuple

import pytest

from sandbox import Sandbox
from tests.resources.making import (
    EXAMPLES,
    a_source,
    charge,
    the_charge,
    the_source,
    told,
)

DAY = 86_400


class Lever(NamedTuple):
    """A lever of a new source: what it shows at once, and `wait` seconds later."""

    kind: str
    sent: dict[str, Any]
    wait: int
    status: str
    told: str
    source: str


class Ending(NamedTuple):
    """A lever of a charge: how it ends, `wait` seconds after it was pending."""

    kind: str
    sent: dict[str, Any]
    wait: int
    status: str
    of_source: str
    told: str
    source: str


GUIDE = "Source: docs.stripe.com/sources/"
METHODS = "Source: docs.stripe.com/payments/sepa-debit/accept-a-payment (testing)"


def _email(kind: str, email: str, **more: Any) -> dict[str, Any]:
    return {"owner": EXAMPLES[kind].get("owner", {}) | {"email": email}} | more


def _debit(iban: str) -> dict[str, Any]:
    return {"sepa_debit": {"iban": iban}}


BY_ITSELF: dict[str, Lever] = {
    f"{kind}, chargeable by itself": Lever(
        kind,
        _email(kind, "anything_chargeable@example.com"),
        0,
        "chargeable",
        "source.chargeable",
        f"{GUIDE}{kind}",
    )
    for kind in ("ideal", "bancontact", "p24")
}

FUNDED = "source.chargeable source.transaction.created"
TRANSFERS = {"ach_credit_transfer": "ach-credit-transfer"} | {
    "sepa_credit_transfer": "sepa-credit-transfer"
}
MULTIBANCO = f"{GUIDE}multibanco"

BY_ITSELF |= {
    **{
        f"{kind}, which is sent money at once": Lever(
            kind, {}, 0, "chargeable", FUNDED, GUIDE + guide
        )
        for kind, guide in TRANSFERS.items()
    },
    "multibanco, paid in three seconds": Lever(
        "multibanco", {}, 3, "chargeable", FUNDED, MULTIBANCO
    ),
    "multibanco, paid at once": Lever(
        "multibanco",
        _email("multibanco", "me+fill_now@example.com"),
        0,
        "chargeable",
        FUNDED,
        MULTIBANCO,
    ),
    "multibanco, never paid": Lever(
        "multibanco",
        _email("multibanco", "me+fill_never@example.com"),
        7 * DAY,
        "canceled",
        "source.canceled",
        MULTIBANCO,
    ),
    "bitcoin, paid at once": Lever(
        "bitcoin",
        _email("bitcoin", "do+fill_now@stripe.com"),
        0,
        "chargeable",
        FUNDED,
        "Source: github.com/stripe/stripe-php, tests (bitcoin receivers, 2017)",
    ),
    "bitcoin, not paid": Lever(
        "bitcoin",
        {},
        3600,
        "canceled",
        "source.canceled",
        "Assumed: it waits as long as a redirect",
    ),
}

ENDINGS = {
    "a Sofort payment that succeeds": Ending(
        "sofort",
        {"owner": {"name": "succeeding_charge"}},
        0,
        "succeeded",
        "consumed",
        "charge.pending charge.succeeded",
        f"{GUIDE}sofort",
    ),
    "a Sofort payment that fails": Ending(
        "sofort",
        {"owner": {"name": "failing_charge"}},
        0,
        "failed",
        "consumed",
        "charge.pending charge.failed",
        f"{GUIDE}sofort",
    ),
    **{
        f"{iban}, which succeeds": Ending(
            "sepa_debit",
            _debit(iban),
            wait,
            "succeeded",
            "consumed",
            "charge.pending charge.succeeded",
            source,
        )
        for iban, wait, source in [
            ("DE89370400440532013000", 5 * DAY, f"{GUIDE}sepa-debit"),
            ("AT611904300234573201", 5 * DAY, f"{GUIDE}sepa-debit"),
            ("DE08370400440532013003", 180, METHODS),
        ]
    },
    **{
        f"{iban}, which fails": Ending(
            "sepa_debit",
            _debit(iban),
            wait,
            "failed",
            "consumed",
            "charge.pending charge.failed",
            source,
        )
        for iban, wait, source in [
            ("DE62370400440532013001", 5 * DAY, f"{GUIDE}sepa-debit"),
            ("AT861904300235473202", 5 * DAY, f"{GUIDE}sepa-debit"),
            ("DE78370400440532013004", 180, METHODS),
        ]
    },
    **{
        f"{iban}, which is disputed": Ending(
            "sepa_debit",
            _debit(iban),
            5 * DAY,
            "succeeded",
            "consumed",
            "charge.pending charge.succeeded charge.dispute.created"
            " charge.dispute.funds_withdrawn charge.dispute.closed",
            f"{GUIDE}sepa-debit",
        )
        for iban in ("DE35370400440532013002", "AT591904300235473203")
    },
}


class Sent(NamedTuple):
    """How much a receiver is sent by itself, when it is made and when it changes."""

    kind: str
    emails: list[str]
    amounts: list[int]
    source: str


SENT = {
    f"{kind}: {name}": Sent(kind, emails, amounts, GUIDE + guide)
    for kind, guide in TRANSFERS.items()
    for name, emails, amounts in [
        ("what the e-mail says", ["amount_4242@example.com"], [4242]),
        ("ten, if it says nothing", ["jenny@example.com"], [1000]),
        (
            "again, when it says something else",
            ["jenny@example.com", "amount_5@example.com"],
            [1000, 5],
        ),
        (
            "not again, when it says the same",
            ["amount_5@example.com", "amount_5@example.com"],
            [5],
        ),
        (
            "not again, when it says nothing",
            ["amount_5@example.com", "jenny@example.com"],
            [5],
        ),
    ]
}

RULES = {**BY_ITSELF, **ENDINGS, **SENT}


@pytest.mark.parametrize("rule", BY_ITSELF.values(), ids=BY_ITSELF)
def test_what_happens_to_a_source_by_itself(sandbox: Sandbox, rule: Lever) -> None:
    """A lever works right after the answer, or some seconds later, and is told."""
    made = sandbox.call("sources.create", **EXAMPLES[rule.kind] | rule.sent)
    assert "pending" == made["status"]
    if rule.wait:
        sandbox.advance(seconds=rule.wait - 1)
        assert "pending" == the_source(sandbox, made["id"])["status"]
        sandbox.advance(seconds=1)

    assert rule.status == the_source(sandbox, made["id"])["status"]
    assert rule.told.split() == told(sandbox)


@pytest.mark.parametrize("rule", ENDINGS.values(), ids=ENDINGS)
def test_how_a_charge_ends_by_itself(sandbox: Sandbox, rule: Ending) -> None:
    """A charge is pending, and ends as its lever says: right after, or in its time."""
    source = a_source(sandbox, **EXAMPLES[rule.kind] | rule.sent)
    if "pending" == the_source(sandbox, source)["status"]:
        sandbox.authorise(source)
    before = len(told(sandbox))
    made = charge(sandbox, source=source)
    assert ("pending", False) == (made["status"], made["paid"])
    if rule.wait:
        sandbox.advance(seconds=rule.wait - 1)
        assert "pending" == the_charge(sandbox, made["id"])["status"]
        sandbox.advance(seconds=1)

    ended = the_charge(sandbox, made["id"])
    assert (rule.status, rule.status == "succeeded") == (ended["status"], ended["paid"])
    assert rule.of_source == the_source(sandbox, source)["status"]
    assert rule.told.split() == told(sandbox, since=before)


@pytest.mark.parametrize("rule", SENT.values(), ids=SENT)
def test_how_much_is_sent_by_itself(sandbox: Sandbox, rule: Sent) -> None:
    """A receiver is sent what its e-mail says, and again when that is changed."""
    first, *others = rule.emails
    sent = EXAMPLES[rule.kind] | _email(rule.kind, first)
    source = sandbox.call("sources.create", **sent)["id"]
    for email in others:
        sandbox.call("sources.update", source=source, owner={"email": email})

    listed = sandbox.call("sources.source_transactions.list", source=source)
    assert rule.amounts == [one["amount"] for one in reversed(listed["data"])]
    received = the_source(sandbox, source)["receiver"]["amount_received"]
    assert sum(rule.amounts) == received


def test_a_lever_is_not_pulled_where_it_does_nothing(sandbox: Sandbox) -> None:
    """An e-mail that makes iDEAL chargeable leaves a giropay payment pending."""
    sent = _email("giropay", "anything_chargeable@example.com")

    source = a_source(sandbox, **EXAMPLES["giropay"] | sent)

    assert "pending" == the_source(sandbox, source)["status"]
