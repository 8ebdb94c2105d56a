"""Money adds up: whatever happens, what moved is what charges and refunds say."""

from collections import Counter
from contextlib import suppress
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sandbox import Sandbox
from sandbox.domain import fees
from sandbox.errors import ApiError
from sandbox.wire import StripeObject
from tests.resources.making import FAILING_SEPA, SEPA, a_source

CARDS = [
    {"type": "card", "token": token}
    for token in (
        "tok_visa",
        "tok_refundFail",
        "tok_createDispute",
        "tok_createDisputeInquiry",
    )
]
DISPUTED_SEPA = SEPA | {"sepa_debit": {"iban": "DE35370400440532013002"}}
DEBITS = [SEPA, FAILING_SEPA, DISPUTED_SEPA]
TEXTS = [
    "winning_evidence",
    "losing_evidence",
    "escalate_inquiry_evidence",
    "The parcel arrived.",
]
TAKEN = {"needs_response", "under_review", "lost"}
"""What a dispute has taken in these statuses has not come back."""

AMOUNTS = st.integers(50, 1099) | st.none()
WHICH = st.integers(0, 2)
CHARGES = st.tuples(
    st.just("charge"),
    st.sampled_from(CARDS + DEBITS),
    st.integers(500, 1099),
    st.sampled_from(["eur", "usd"]),
    st.booleans(),
)
LATER = st.one_of(
    st.tuples(st.just("capture"), WHICH, AMOUNTS),
    st.tuples(st.just("refund"), WHICH, AMOUNTS),
    st.tuples(st.just("answer"), WHICH, st.sampled_from(TEXTS)),
    st.tuples(st.just("accept"), WHICH),
    st.tuples(st.just("wait"), st.integers(1, 12)),
)


def one_of(sandbox: Sandbox, collection: str, which: int) -> str:
    """The id of one of the objects there are; of none, an id of nothing."""
    found = sandbox.objects(collection)
    return str(found[which % len(found)]["id"]) if found else "none"


def act(sandbox: Sandbox, name: str, *how: Any) -> None:
    """Do something with money, if it can be done."""
    match name, *how:
        case "charge", made, amount, currency, capture:
            sandbox.call(
                "charges.create",
                source=a_source(sandbox, **made),
                amount=amount,
                currency=currency,
                capture=capture,
            )
        case "capture", which, amount:
            made = one_of(sandbox, "charges", which)
            sandbox.call("charges.capture", charge=made, amount=amount)
        case "refund", which, amount:
            made = one_of(sandbox, "charges", which)
            sandbox.call("refunds.create", charge=made, amount=amount)
        case "answer", which, text:
            dispute = one_of(sandbox, "disputes", which)
            evidence = {"uncategorized_text": text}
            sandbox.call("disputes.update", dispute=dispute, evidence=evidence)
        case "accept", which:
            dispute = one_of(sandbox, "disputes", which)
            sandbox.call("disputes.close", dispute=dispute)
        case "wait", days:
            sandbox.advance(days=days)


def sent(refund: StripeObject) -> bool:
    """Whether the money of a refund is gone: it was sent, and did not come back."""
    return bool(refund["balance_transaction"]) and refund["status"] != "failed"


def expected(sandbox: Sandbox) -> Counter[str]:
    """What the account holds, by what charges, refunds and disputes say."""
    held: Counter[str] = Counter()
    for charge in sandbox.objects("charges"):
        if charge["status"] == "succeeded" and charge["captured"]:
            amount, currency = charge["amount_captured"], charge["currency"]
            held[currency] += amount - fees.of_payment(amount, currency)
    for refund in filter(sent, sandbox.objects("refunds")):
        held[refund["currency"]] -= refund["amount"]
    for dispute in sandbox.objects("disputes"):
        if dispute["status"] in TAKEN:
            fee = fees.of_dispute(dispute["currency"])
            held[dispute["currency"]] -= dispute["amount"] + fee
    return held


def moved(sandbox: Sandbox) -> Counter[str]:
    """What the account holds, by its balance transactions."""
    held: Counter[str] = Counter()
    for one in sandbox.objects("balance_transactions"):
        held[one["currency"]] += one["net"]
        assert one["net"] == one["amount"] - one["fee"]
    return held


def balance(sandbox: Sandbox) -> Counter[str]:
    """What the account holds, by its balance."""
    held: Counter[str] = Counter()
    shown = sandbox.call("balance.retrieve")
    for one in shown["available"] + shown["pending"]:
        held[one["currency"]] += one["amount"]
    return held


def check_charge(sandbox: Sandbox, charge: StripeObject) -> None:
    """No more of a charge goes away than came, by refunds and a dispute together."""
    refunds = [r for r in sandbox.objects("refunds") if r["charge"] == charge["id"]]
    disputes = [d for d in sandbox.objects("disputes") if d["charge"] == charge["id"]]
    gone = sum(refund["amount"] for refund in refunds if sent(refund))
    gone += sum(one["amount"] for one in disputes if one["status"] in TAKEN)

    assert gone <= charge["amount_captured"]
    assert 0 <= charge["amount_refunded"] <= charge["amount"]
    assert charge["refunded"] == (charge["amount_refunded"] == charge["amount"])
    assert len(disputes) == charge["disputed"]


@given(
    charges=st.lists(CHARGES, min_size=1, max_size=3),
    later=st.lists(LATER, min_size=1, max_size=10),
)
def test_money_adds_up(
    charges: list[tuple[Any, ...]], later: list[tuple[Any, ...]]
) -> None:
    """Whatever is charged, captured, refunded and disputed, the sums agree.

    What the balance transactions add up to is what came, less what was given back and
    what disputes hold, less the fees; and that is the balance.
    """
    sandbox = Sandbox()
    for action in charges + later:
        with suppress(ApiError):
            act(sandbox, *action)

        assert expected(sandbox) == moved(sandbox) == balance(sandbox)
    for charge in sandbox.objects("charges"):
        check_charge(sandbox, charge)
