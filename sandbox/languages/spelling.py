"""What every operation is called, in every language and both styles: one table.

A language's own file says how its code looks; the words stand here, derived from the
catalogue's names, with the few that the SDKs call otherwise.

>>> spelled("customers.sources.create").today
('customers.payment_sources', 'create')
>>> spelled("charges.list").noun, spelled("charges.list").kind
('charges', 'Charge')
>>> camel("default_source"), pascal("webhook_endpoints")
('defaultSource', 'WebhookEndpoints')
"""

from functools import lru_cache
from typing import NamedTuple

from sandbox.operations import BY_NAME

Service = tuple[str, str]
"""Where something is asked, and what: ("customers.payment_sources", "create")."""


class Voice(NamedTuple):
    """What one language calls an operation; it is written so, and read so.

    `classes` are the class, or package, and its function: the first is written, the
    others the SDK has too. `service` is that of today's client. `part` is a list inside
    an object that was retrieved, `verb` what is done to the list or to the object.
    `older` is the service of a client in the page's day, `structs` the classes that
    take the parameters.
    """

    classes: tuple[Service, ...]
    service: Service | None
    part: str
    verb: str
    older: Service | None = None
    structs: tuple[str, ...] = ()


OPTIONS = ("idempotency_key", "api_key", "stripe_account", "stripe_version")
"""What goes beside the parameters of a call.

Source: docs.stripe.com/api/idempotent_requests, docs.stripe.com/api/connected-accounts
"""


class Spelling(NamedTuple):
    """The words for one operation.

    `resource` and `inner` are the collections on its way ("customers", "sources"),
    `verb` what is done. `kind` is the class of what is answered, `owner` of what it is
    asked of; `noun` is a good name for the answer. `today` is the service and the verb
    of today's SDKs, where they have it.
    """

    resource: str
    inner: str
    verb: str
    owner: str
    kind: str
    noun: str
    today: Service | None

    @property
    def changes(self) -> bool:
        """Whether it was done to an object that was retrieved before, in those days."""
        return self.verb in CHANGES


CHANGES = ("update", "delete", "capture", "close", "detach", "verify")
"""What was done to an object that was retrieved before, in the page's day."""

HISTORY = "balance.history"
"""What SDKs of the page's day asked for by the name of balance transactions."""

SERVICES = {
    "customers.sources": "customers.payment_sources",
    "sources.source_transactions": "sources.transactions",
    "charges.refunds": None,
    HISTORY: None,
}
"""Services of today's SDKs, where they are called otherwise, or gone.

Source: github.com/stripe/stripe-python, stripe/_v1_services.py
"""

VERBS = {"detach": "delete"}
"""Verbs of those services. Source: the same,
stripe/_customer_payment_source_service.py"""


def singular(plural: str) -> str:
    """One of them.

    >>> singular("balance_transactions"), singular("balance")
    ('balance_transaction', 'balance')
    """
    return plural.removesuffix("s")


def pascal(words: str) -> str:
    """A name of classes: each word begins with a capital."""
    return "".join(word[:1].upper() + word[1:] for word in words.split("_"))


def camel(words: str) -> str:
    """A name of methods and fields, in languages that write them so."""
    first, *rest = words.split("_")
    return first + "".join(word[:1].upper() + word[1:] for word in rest)


@lru_cache(maxsize=256)
def spelled(operation: str) -> Spelling:
    """The words for an operation of the catalogue.

    Raises: LookupError for one that there is not.
    """
    *place, verb = BY_NAME[operation].name.split(".")
    collection, inner = ".".join(place), place[1] if len(place) > 1 else ""
    if collection == HISTORY:
        place, inner = ["balance_transactions"], ""
    thing = singular(place[-1])
    service = SERVICES.get(collection, collection)
    noun = place[-1] if verb == "list" else thing
    return Spelling(
        resource=place[0],
        inner=inner,
        verb=verb,
        owner=pascal(singular(place[0])),
        kind=pascal(thing),
        noun=noun,
        today=(service, VERBS.get(verb, verb)) if service else None,
    )
