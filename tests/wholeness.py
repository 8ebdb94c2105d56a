"""Whether a sandbox file holds whole requests alone: what the crash test looks for."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from pydantic_core import from_json

MADE, MONEY = ("customers", "sources", "charges"), "balance_transactions"
NEW = {"customer.created", "source.chargeable", "charge.succeeded", "charge.failed"}
"""The event that each of them begins with."""

ANSWERS = (
    "SELECT response FROM journal WHERE idempotency_key IS NOT NULL"
    " AND operation IN ('customers.create', 'sources.create', 'charges.create')"
)


def made_by(answer: dict[str, Any]) -> str:
    """The id of what a request made: a charge that failed is named in the error."""
    found: str = answer["error"]["charge"] if "error" in answer else answer["id"]
    return found


def bodies(db: sqlite3.Connection, collection: str) -> Iterator[dict[str, Any]]:
    """The objects of a collection."""
    rows = "SELECT body FROM objects WHERE collection = ?"
    for (body,) in db.execute(rows, (collection,)):
        yield from_json(body)


def whole(db: sqlite3.Connection) -> None:
    """See that no request is there in part."""
    held = {name: list(bodies(db, name)) for name in (*MADE, "events", MONEY)}
    made = sorted(one["id"] for name in MADE for one in held[name])
    told = [one["data"]["object"]["id"] for one in held["events"] if one["type"] in NEW]
    assert made == sorted(told), "an object without its event, or the reverse"
    answers = (made_by(from_json(body)) for (body,) in db.execute(ANSWERS))
    assert made == sorted(answers), "an object without its request, or the reverse"
    paid = sorted(one["id"] for one in held["charges"] if one["paid"])
    money = sorted(one["source"] for one in held[MONEY])
    assert paid == money, "a charge without its money, or the reverse"
    owners = {one["id"]: one.get("customer") for one in held["sources"]}
    for customer in held["customers"]:
        default = customer["default_source"]
        assert not default or owners[default] == customer["id"], "a lost default"
    requests = [one for (one,) in db.execute("SELECT request FROM journal")]
    assert len(requests) == len(set(requests)), "two requests with one id"
