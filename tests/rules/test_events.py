"""What each call tells, in which order, and what happens by itself."""

from typing import Any, NamedTuple

import pytest

from sandbox import Sandbox
from sandbox.domain.event_types import EVENT_TYPES
from sandbox.wire import StripeObject
from tests.asking import VISA, ask
from tests.resources.making import IDEAL, PRICE, SEPA, attach, charge

Call = tuple[str, str, dict[str, Any]]


class Rule(NamedTuple):
    """A call in the shop below: the types of its events, in order.

    `previous` are the values that the first of them says were replaced; `first` is
    called before. What a call of `/_sandbox` brings about names no request.
    """

    call: Call
    told: list[str]
    source: str
    previous: dict[str, Any] | None = None
    first: Call | None = None


TYPES = "Source: docs.stripe.com/api/events/types"
GUIDE = "Source: docs.stripe.com/sources#webhooks"
SOFORT = "Source: docs.stripe.com/sources/sofort"
ORDER = f"{TYPES}; no events of payment methods before 2019"
CHARGED_TWICE = "Source: github.com/dj-stripe/dj-stripe/issues/817"
REFUNDED = "Source: github.com/mage2pro/stripe, Webhook/Charge/Refunded.php"
ASSUMED = "Assumed: as for the calls whose events are known"
NOTHING: list[str] = []

CREATE, CUSTOMER, CHARGES = "/v1/sources", "/v1/customers", "/v1/charges"
RICH, POOR = f"{CUSTOMER}/cus_rich", f"{CUSTOMER}/cus_poor"
CHARGEABLE, CREATED = "source.chargeable", "customer.source.created"
UPDATED, DELETED = "customer.updated", "customer.source.deleted"
AUTHORISE = "/_sandbox/sources/src_pending/authorise"
PENDING: Call = (
    "POST",
    "/_sandbox/given",
    {"id": "src_pending", "type": "ideal", "status": "pending"},
)
FREE, FIRST = {"source": "src_free"}, {"default_source": None}
DEFAULT = {"default_source": "src_default"}

RULES = {
    "make a card source": Rule(("POST", CREATE, VISA), [CHARGEABLE], CHARGED_TWICE),
    "make a debit": Rule(("POST", CREATE, SEPA), [CHARGEABLE], GUIDE),
    "make a source that is authorised elsewhere": Rule(
        ("POST", CREATE, IDEAL), NOTHING, GUIDE
    ),
    "authorise it": Rule(("POST", AUTHORISE, {}), [CHARGEABLE], GUIDE, first=PENDING),
    "refuse to": Rule(
        ("POST", AUTHORISE, {"outcome": "failed"}),
        ["source.failed"],
        GUIDE,
        first=PENDING,
    ),
    "let its time pass": Rule(
        ("POST", "/_sandbox/advance", {"hours": 1}),
        ["source.canceled"],
        GUIDE,
        first=PENDING,
    ),
    "change a source": Rule(
        ("POST", f"{CREATE}/src_free", {"metadata": {"a": "1"}}), NOTHING, TYPES
    ),
    "change an attached source": Rule(
        ("POST", f"{CREATE}/src_saved", {"metadata": {"a": "1"}}), NOTHING, TYPES
    ),
    "change a card of a customer": Rule(
        ("POST", f"{CUSTOMER}/cus_card/sources/(card)", {"exp_month": "2"}),
        ["customer.source.updated"],
        TYPES,
        {"exp_month": 6},
    ),
    "make a customer": Rule(("POST", CUSTOMER, {}), ["customer.created"], TYPES),
    "make a customer with a source": Rule(
        ("POST", CUSTOMER, FREE), ["customer.created", CREATED], ASSUMED
    ),
    "change a customer": Rule(
        ("POST", RICH, {"email": "b@example.com"}), [UPDATED], TYPES, {"email": None}
    ),
    "change nothing": Rule(("POST", RICH, {"description": ""}), NOTHING, ASSUMED),
    "attach the first source": Rule(
        ("POST", f"{POOR}/sources", FREE), [UPDATED, CREATED], ORDER, FIRST
    ),
    "attach it by an update": Rule(
        ("POST", POOR, FREE), [UPDATED, CREATED], ORDER, FIRST
    ),
    "attach another": Rule(("POST", f"{RICH}/sources", FREE), [CREATED], ASSUMED),
    "replace the default": Rule(
        ("POST", RICH, FREE), [UPDATED, DELETED, CREATED], ASSUMED, DEFAULT
    ),
    "move the default": Rule(
        ("POST", RICH, {"default_source": "src_saved"}), [UPDATED], TYPES, DEFAULT
    ),
    "detach the default": Rule(
        ("DELETE", f"{RICH}/sources/src_default", {}),
        [UPDATED, DELETED],
        ORDER,
        DEFAULT,
    ),
    "detach another": Rule(
        ("DELETE", f"{RICH}/sources/src_saved", {}), [DELETED], ASSUMED
    ),
    "delete a customer": Rule(("DELETE", POOR, {}), ["customer.deleted"], TYPES),
    "delete a customer that has sources": Rule(
        ("DELETE", RICH, {}), ["customer.deleted"], "Assumed: nothing of its sources"
    ),
    "charge a card": Rule(("POST", CHARGES, PRICE | FREE), ["charge.succeeded"], TYPES),
    "charge a card that is declined": Rule(
        ("POST", CHARGES, PRICE | {"source": "src_declined"}), ["charge.failed"], TYPES
    ),
    "charge a debit": Rule(
        ("POST", CHARGES, PRICE | {"source": "src_debit"}), ["charge.pending"], SOFORT
    ),
    "let it settle": Rule(
        ("POST", "/_sandbox/advance", {"days": 5}),
        ["charge.succeeded"],
        SOFORT,
        first=("POST", CHARGES, PRICE | {"source": "src_debit"}),
    ),
    "reserve money": Rule(
        ("POST", CHARGES, PRICE | FREE | {"capture": "false"}),
        ["charge.succeeded"],
        TYPES,
    ),
    "take it": Rule(
        ("POST", f"{CHARGES}/(held)/capture", {}),
        ["charge.captured"],
        TYPES,
        {"captured": False, "amount_captured": 0, "balance_transaction": None},
    ),
    "change a charge": Rule(
        ("POST", f"{CHARGES}/(paid)", {"description": "New"}),
        ["charge.updated"],
        TYPES,
        {"description": None},
    ),
    "give a part back": Rule(
        ("POST", "/v1/refunds", {"charge": "(paid)", "amount": 99}),
        ["charge.refunded"],
        REFUNDED,
        {"amount_refunded": 0, "refunds": {"data": [], "total_count": 0}},
    ),
    "look at a customer": Rule(("GET", RICH, {}), NOTHING, TYPES),
}


Ids = dict[str, str]


@pytest.fixture
def ids(sandbox: Sandbox) -> Ids:
    """Customers and their sources; the ids of what is made, by their names above."""
    sandbox.given("cus_rich")
    sandbox.given("cus_poor")
    sandbox.given("src_default", customer="cus_rich")
    sandbox.given("src_saved", customer="cus_rich")
    sandbox.given("src_free")
    sandbox.given("src_declined", token="tok_chargeDeclined")
    sandbox.given("src_debit", type="sepa_debit")
    paid = charge(sandbox, customer="cus_rich")["id"]
    held = charge(sandbox, customer="cus_rich", capture=False)["id"]
    sandbox.given("cus_card")
    card = attach(sandbox, "cus_card", "tok_visa")
    return {"(paid)": paid, "(held)": held, "(card)": card["id"]}


def asked(sandbox: Sandbox, call: Call, ids: Ids) -> tuple[str, list[StripeObject]]:
    """Ask something: the id of the request, and the events that it told."""
    before = len(sandbox.objects("events"))
    method, path, sent = call
    for name, made in ids.items():
        path = path.replace(name, made)
        sent = {key: made if value == name else value for key, value in sent.items()}
    answer = ask(sandbox, method, path, sent, Idempotency_Key=path)
    return answer.headers["Request-Id"], sandbox.objects("events")[before:]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_what_is_told(sandbox: Sandbox, ids: Ids, rule: Rule) -> None:
    """A call tells these events in this order, each with the request that caused it."""
    if rule.first:
        asked(sandbox, rule.first, ids)

    request, told = asked(sandbox, rule.call, ids)

    by_itself = rule.call[1].startswith("/_sandbox/")
    assert rule.told == [event["type"] for event in told]
    assert {None if by_itself else request} >= {one["request"]["id"] for one in told}
    assert {"2017-06-05"} >= {event["api_version"] for event in told}


PREVIOUS = {name: rule for name, rule in RULES.items() if rule.previous is not None}


@pytest.mark.parametrize("rule", PREVIOUS.values(), ids=PREVIOUS)
def test_what_was_there_before(sandbox: Sandbox, ids: Ids, rule: Rule) -> None:
    """The event of a change says which values it replaced."""
    _, [first, *_] = asked(sandbox, rule.call, ids)

    assert rule.previous == first["data"]["previous_attributes"]


def test_only_known_types_are_told() -> None:
    """What is told is in the table of event types, as something that is told."""
    types = {kind for rule in RULES.values() for kind in rule.told}

    assert all(EVENT_TYPES[kind].told for kind in types)
