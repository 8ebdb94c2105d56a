"""Disputes: a bank wants the money of a charge back; answer, accept, read them."""

from pydantic import Field

from sandbox.domain.dispute_life import CLOSED, UPDATED, VERDICTS
from sandbox.errors import ApiError, invalid
from sandbox.request.paging import CreatedPage
from sandbox.request.params import Flag, Metadata, Params, Text, merge
from sandbox.resources.exchange import Exchange, changes
from sandbox.resources.payments import disputing
from sandbox.resources.payments.evidence import Evidence
from sandbox.wire import StripeObject


class UpdateDispute(Params):
    """Answer a dispute, or change what you note of it."""

    evidence: Evidence | None = Field(None, description="What speaks for you.")
    submit: Flag = Field(
        True,  # noqa: FBT003
        description="false only keeps the evidence, to be submitted later.",
    )
    metadata: Metadata = Field(None, description="Merged with what is there.")


class ListDisputes(CreatedPage):
    """Which disputes to list."""

    charge: Text | None = Field(None, description="Only the dispute of this charge.")
    payment_intent: Text | None = None


def retrieve(exchange: Exchange, _: Params, dispute: str) -> StripeObject:
    """A dispute.

    Source: docs.stripe.com/api/disputes/retrieve
    """
    return exchange.need("dispute", dispute)


def list_(exchange: Exchange, params: ListDisputes) -> StripeObject:
    """Disputes, the newest first.

    Source: docs.stripe.com/api/disputes/list
    """
    where: dict[str, object] = {}
    if params.charge:
        exchange.need("charge", params.charge, param="charge", status=400)
        where["owner ="] = params.charge
    if params.payment_intent:
        where["body ->> 'payment_intent' ="] = params.payment_intent
    return exchange.page("disputes", params, "/v1/disputes", where=where)


def update(exchange: Exchange, params: UpdateDispute, dispute: str) -> StripeObject:
    """Answer a dispute; in the test environment the evidence text decides it.

    Source: docs.stripe.com/api/disputes/update, docs.stripe.com/testing#evidence
    """
    found = exchange.need("dispute", dispute)
    answers = params.evidence is not None or "submit" in params.model_fields_set
    if answers and found["status"] in CLOSED:
        raise closed(found)
    before = dict(found)
    if "metadata" in params.model_fields_set:
        found["metadata"] = merge(before["metadata"], params.metadata)
    if params.evidence:
        found["evidence"] = before["evidence"] | params.evidence.sent
    told = any(found["evidence"].values())
    found["evidence_details"] = before["evidence_details"] | {"has_evidence": told}
    if answers and told and params.submit:
        submit(exchange, found, before)
    elif found != before:
        exchange.store.save(found)
        exchange.emit(UPDATED, found, changes(before, found))
    return found


def submit(exchange: Exchange, dispute: StripeObject, before: StripeObject) -> None:
    """The evidence goes to the bank, which decides right after the answer, if at all.

    Source: docs.stripe.com/testing#evidence
    """
    details = dispute["evidence_details"]
    dispute["evidence_details"] = details | {
        "submission_count": details["submission_count"] + 1
    }
    disputing.happen(exchange, dispute, "submitted", before=before)
    verdict = VERDICTS.get(dispute["evidence"]["uncategorized_text"])
    if verdict:
        exchange.plan(0, dispute["id"], verdict)


def close(exchange: Exchange, _: Params, dispute: str) -> StripeObject:
    """Accept a dispute: it is lost, and an inquiry is closed.

    Source: docs.stripe.com/api/disputes/close
    """
    found = exchange.need("dispute", dispute)
    if found["status"] in CLOSED:
        raise closed(found)
    disputing.happen(exchange, found, "accepted")
    return found


def closed(dispute: StripeObject) -> ApiError:
    """The refusal of an answer to a dispute that is decided.

    Source: Kiln-AI/stripe_world, src/stripeapi/resources/disputes.py
    """
    message = (
        f"{dispute['id']} is closed ({dispute['status']}): there is nothing to answer."
    )
    return invalid(message)
