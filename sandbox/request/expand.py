"""Expand: an id in an answer is replaced by the object it names, up to four levels.

>>> tree(["data.customer.sources"], "charge", listed=True)
{'customer': {'sources': {}}}
"""

from typing import Any, Protocol

from sandbox.errors import ApiError, echo, invalid
from sandbox.request import versions
from sandbox.wire import StripeObject

Tree = dict[str, Any]
"""What to expand: names, each with what to expand inside."""


class Shelf(Protocol):
    """Where objects are kept, some of them in short."""

    def fetch(self, body: StripeObject, name: str) -> StripeObject | None:
        """What stands behind a property of an object."""

    def whole(self, body: StripeObject) -> StripeObject:
        """An object of a kind that is kept in short, with all that follows."""


SHORT = frozenset({"balance_transaction", "dispute"})
"""Kinds of which only that is kept which does not follow from the rest."""

NOTHING: Tree = {}
DEEPEST = 4
"""Source: docs.stripe.com/api/expanding_objects"""

LISTS = {
    "customer": {"sources": "payment_source", "subscriptions": "", "tax_ids": ""},
    "charge": {"refunds": "refund"},
}
"""Properties that hold a list, and what is in it."""

OBJECTS = {
    "customer": {"default_source": "payment_source"},
    "payment_source": {"customer": "customer"},
    "charge": {
        "customer": "customer",
        "balance_transaction": "balance_transaction",
        "dispute": "dispute",
        "failure_balance_transaction": "",
        "invoice": "",
        "payment_intent": "",
    },
    "refund": {
        "charge": "charge",
        "balance_transaction": "balance_transaction",
        "failure_balance_transaction": "balance_transaction",
        "payment_intent": "",
    },
    "balance_transaction": {"source": ""},
    "dispute": {"charge": "charge", "payment_intent": ""},
}
"""Properties that hold an id, and what it names.

"" is null here, or names one of several kinds: expand goes no deeper there.
What a customer pays with has a customer to expand, if it is a card or a bank account.
Assumed: so has a source, as long as it is asked for through its customer.
Source: docs.stripe.com/api, the properties marked as expandable
"""


ABSENT = {("source", "customer")}
"""Properties that are not there, rather than null, when they name nothing."""


def tree(paths: list[str], kind: str, *, listed: bool) -> Tree:
    """What is asked for, checked against what can be: before anything is looked up.

    Raises: ApiError 400 for a property that cannot be expanded, or a fifth level.
    """
    grown: Tree = {}
    for path in paths:
        names = path.split(".")
        if len(names) > DEEPEST:
            message = (
                f"'{echo(path)}' goes {len(names)} levels deep; expand goes at most "
                f"{DEEPEST}."
            )
            raise invalid(message)
        if listed:
            if names[0] != "data":
                raise not_expandable(path, f"data.{path}")
            if not (names := names[1:]):
                raise not_expandable(path)
        _grow(grown, names, kind, path)
    return grown


def _grow(branch: Tree, names: list[str], kind: str, path: str) -> None:
    for position, name in enumerate(names):
        if name == "data" and position and names[position - 1] in LISTS_BY_NAME:
            continue
        inner = {**OBJECTS.get(kind, {}), **LISTS.get(kind, {})}
        if name not in inner:
            raise not_expandable(path)
        branch, kind = branch.setdefault(name, {}), inner[name]


LISTS_BY_NAME = {name for lists in LISTS.values() for name in lists}


def not_expandable(path: str, hint: str | None = None) -> ApiError:
    """The refusal of a path that leads to nothing that could be expanded.

    Source: docs.stripe.com/api/expanding_objects
    """
    message = f"'{echo(path)}' cannot be expanded: it holds no id of another object."
    if hint:
        message += f" In the answer of a list, write '{echo(hint)}'."
    return invalid(message)


def present(
    body: StripeObject, branch: Tree, *, version: str, shelf: Shelf
) -> StripeObject:
    """The object as the caller gets it: whole, in the shape of a version, expanded.

    May change `body`, which is used up.
    """
    kind = body.get("object", "")
    if kind == "list":
        data = body["data"]
        for place, item in enumerate(data):
            data[place] = present(item, branch, version=version, shelf=shelf)
        return body
    if body.get("deleted"):
        return body
    if kind in SHORT:
        body = shelf.whole(body)
    if unasked := versions.inlined(kind, version):
        branch = dict.fromkeys(unasked, NOTHING) | branch
    for name, inner in branch.items():
        found = shelf.fetch(body, name)
        if found is not None:
            found = present(found, inner, version=version, shelf=shelf)
        elif (kind, name) in ABSENT:
            continue
        body[name] = found
    return versions.shown(body, version)
