"""Calls to write: the page's own, and one for every operation of the catalogue."""

from typing import Any

from sandbox.languages import Call
from sandbox.operations import CATALOGUE, Operation

EMAIL = "paying.user@example.com"
SOURCE = "src_18eYalAHEMiOZZp1l9ZTjSU0"
CUSTOMER = "cus_AFGbOSiITuJVDs"

WRITTEN = {
    "Attaching a Source to a new Customer": Call(
        "customers.create", {}, {"email": EMAIL, "source": SOURCE}
    ),
    "Attaching a Source to an existing Customer": Call(
        "customers.sources.create", {"customer": CUSTOMER}, {"source": SOURCE}
    ),
    "Changing the default source": Call(
        "customers.update", {"customer": CUSTOMER}, {"default_source": SOURCE}
    ),
    "Charging a Source attached to a Customer": Call(
        "charges.create",
        {},
        {"amount": 1099, "currency": "eur", "customer": CUSTOMER, "source": SOURCE},
    ),
    "Detaching a Source": Call(
        "customers.sources.detach", {"customer": CUSTOMER, "source": SOURCE}, {}
    ),
    "A Source with an owner, for a page of its own": Call(
        "sources.create",
        {},
        {
            "type": "ideal",
            "amount": 1099,
            "currency": "eur",
            "owner": {"name": 'Jenny "R" $osen'},
            "metadata": {"order": "6735"},
        },
        {"idempotency_key": "order-6735"},
    ),
}
"""The calls of tests/languages/written.txt, by its headings."""

SAMPLES: dict[str, Any] = {
    "amount": 1099,
    "amounts": [32, 45],
    "capture": False,
    "currency": "eur",
    "description": "It's 5 o'clock",
    "disabled": True,
    "email": EMAIL,
    "enabled_events": ["charge.succeeded", "source.chargeable"],
    "limit": 3,
    "metadata": {"order": "6735", "a note": 'say "hi" & go'},
    "owner": {"name": "Jenny Rosen", "address": {"city": "Gent"}},
    "reason": "requested_by_customer",
    "type": "card",
    "url": "http://127.0.0.1:4242/hook",
    "usage": "reusable",
}
"""Something to send, by the names of parameters."""

SPECIAL = {"events.list": {"type": "charge.*", "limit": 3}}


def sample(operation: Operation, ids: dict[str, str] | None = None) -> Call:
    """A call of an operation, with some of each shape that it takes."""
    known = ids or {}
    takes = operation.params.model_fields
    params = {name: SAMPLES[name] for name in SAMPLES if name in takes}
    return Call(
        operation.name,
        {name: known.get(name, f"{name}_1") for name in operation.ids},
        SPECIAL.get(operation.name, params),
    )


CALLS = [sample(operation) for operation in CATALOGUE]
