"""One request being answered: what a handler may look at, change and tell."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from pydantic_core import to_json

from sandbox.domain import movements
from sandbox.domain.event_types import covers
from sandbox.errors import no_such
from sandbox.request import expand, versions
from sandbox.request.paging import CreatedPage, Page, envelope
from sandbox.request.versions import PAGE_VERSION
from sandbox.storage.agenda import Due
from sandbox.store import Store
from sandbox.wire import Params, StripeObject

HOOKS = "https://hooks.stripe.com"
"""Where the real API sends a customer to authorise a payment."""

INLINED_LENGTH = 10
"""Objects in a list inside an object. Source: docs.stripe.com/api/cards/list"""


@dataclass(slots=True)
class Exchange:
    """A handler's hands: the store, the time, and who asks in which version.

    `notices` are sentences for the caller about a request that was accepted all the
    same. `request_id` is None for what happens by itself. `operations` are the names
    of those of the real API. `pressing` says that something is due right after the
    answer. `base_url` is where the pages are that a source sends its owner to. `told`
    are the events of the request so far. `sent` is what was sent, in its order.
    """

    store: Store
    version: str = PAGE_VERSION
    request_id: str | None = None
    idempotency_key: str | None = None
    publishable: bool = False
    operations: Collection[str] = ()
    notices: list[str] = field(default_factory=list)
    pressing: bool = False
    base_url: str = HOOKS
    told: list[StripeObject] = field(default_factory=list)
    sent: Params = field(default_factory=dict)

    @property
    def now(self) -> int:
        """The sandbox's time, in Unix seconds."""
        return self.store.now

    def need(
        self,
        kind: str,
        object_id: str,
        *,
        param: str = "id",
        status: int = 404,
        deleted: bool = False,
    ) -> StripeObject:
        """The object of this kind with this id; a deleted one only if that will do.

        Raises: ApiError `resource_missing`: 404 for a path, 400 for a parameter.
        """
        found = self.store.find(object_id)
        if found is None or found["object"] != kind:
            raise no_such(kind, object_id, param=param, status=status)
        if "deleted" in found and not deleted:
            raise no_such(kind, object_id, param=param, status=status)
        return found

    def beside(self, known: Collection[str]) -> list[str]:
        """The names that were sent beside these, in their order; never `expand`."""
        known = {*known, "expand"}
        return [name for name in self.sent if name not in known]

    def plan(self, seconds: int, object_id: str, trigger: str) -> None:
        """Put on the agenda what will happen to an object by itself.

        After 0 seconds is right after the answer, which does not show it yet.
        """
        self.pressing = self.pressing or not seconds
        self.store.agenda.plan(Due(self.now + seconds, object_id, trigger))

    def page(  # noqa: PLR0913 - a list has these sides
        self,
        collection: str,
        page: Page,
        url: str,
        *,
        where: Mapping[str, object] | None = None,
        newest_first: bool = True,
        kind: str | None = None,
    ) -> StripeObject:
        """One page of a list, walked from either end.

        Source: docs.stripe.com/api/pagination
        """
        page.check()
        conditions: dict[str, object] = dict(where or {})
        if isinstance(page, CreatedPage):
            conditions |= page.bounds
        cursor = page.starting_after or page.ending_before
        forward = page.ending_before is None
        if cursor:
            param = "starting_after" if forward else "ending_before"
            place = self.store.place(collection, cursor)
            if place is None:
                raise no_such(kind or collection[:-1], cursor, param=param)
            conditions["place <" if newest_first is forward else "place >"] = place
        found = self.store.select(
            collection,
            conditions,
            newest_first=newest_first is forward,
            limit=page.size + 1,
        )
        data = found[: page.size]
        if not forward:
            data.reverse()
        return envelope(data, url, has_more=len(found) > page.size)

    def inside(
        self, collection: str, body: StripeObject, *, newest_first: bool = False
    ) -> StripeObject:
        """A list inside the object it belongs to: its latest ten, and how many it has.

        Assumed: the ten stand in the order of the whole list.
        Source: docs.stripe.com/api/cards/list, docs.stripe.com/api/refunds/list
        """
        owner = body["id"]
        data = self.store.select(collection, {"owner =": owner}, limit=INLINED_LENGTH)
        if not newest_first:
            data.reverse()
        total = len(data)
        if total == INLINED_LENGTH:
            total = self.store.count(collection, owner)
        return sub_list(body, collection, data, total=total)

    def fetch(self, body: StripeObject, name: str) -> StripeObject | None:
        """What stands behind a property that can be expanded.

        A customer without a default has no sources, since the first one becomes it; a
        charge that gave nothing back has no refunds, unless it failed with them.
        """
        if name == "sources" and body["default_source"]:
            return self.inside(name, body)
        if name == "refunds" and (body["amount_refunded"] or not body["paid"]):
            return self.inside(name, body, newest_first=True)
        if name in expand.LISTS_BY_NAME:
            return sub_list(body, name, [], total=0)
        named = body.get(name)
        return self.store.find(named) if named else None

    def whole(self, body: StripeObject) -> StripeObject:
        """An object of a kind that is kept in short, as it is at this time.

        A dispute shows the money that moved, out and back.
        """
        if body["object"] == "balance_transaction":
            return movements.whole(body, now=self.now)
        moved = self.store.select(
            "balance_transactions", {"owner =": body["id"]}, newest_first=False
        )
        return body | {"balance_transactions": [self.whole(one) for one in moved]}

    def emit(
        self,
        kind: str,
        body: StripeObject,
        previous: StripeObject | None = None,
    ) -> None:
        """Tell what happened to an object, in the account's own API version.

        An endpoint gets it in the endpoint's version, if it has one.
        Source: docs.stripe.com/api/events/object
        """
        endpoints = self.waiting_for(kind)
        event: StripeObject = {
            "id": self.store.next_id("evt_"),
            "object": "event",
            "api_version": PAGE_VERSION,
            "created": self.now,
            "data": self._data(body, previous, version=PAGE_VERSION),
            "livemode": False,
            "pending_webhooks": len(endpoints),
            "request": {"id": self.request_id, "idempotency_key": self.idempotency_key},
            "type": kind,
        }
        self.store.add("events", event, owner=body["id"])
        self.told.append(event)
        for endpoint in endpoints:
            shown = event
            if version := endpoint["api_version"]:
                data = self._data(body, previous, version=version)
                shown = event | {"api_version": version, "data": data}
                versions.shown(shown, version)
            text = to_json(shown).decode()
            self.store.deliveries.put(event["id"], kind, endpoint["id"], text)

    def waiting_for(self, kind: str) -> list[StripeObject]:
        """The webhook endpoints that are to get events of this type.

        Source: docs.stripe.com/api/webhook_endpoints/object (enabled_events, status)
        """
        return [
            endpoint
            for endpoint in self.store.select("webhook_endpoints", newest_first=False)
            if endpoint["status"] == "enabled"
            and any(covers(pattern, kind) for pattern in endpoint["enabled_events"])
        ]

    def _data(
        self, body: StripeObject, previous: StripeObject | None, *, version: str
    ) -> StripeObject:
        """The object as an API version shows it, and the values that were replaced."""
        shown = expand.present(dict(body), {}, version=version, shelf=self)
        if previous is None:
            return {"object": shown}
        before = versions.shown(body | previous, version)
        others = changes(versions.shown(dict(body), version), before)
        replaced = {name: before[name] for name in others if name in shown}
        return {"object": shown, "previous_attributes": replaced}

    def undo(self) -> None:
        """Take back all that was done, and what was told of it."""
        self.store.undo()
        self.told.clear()


def sub_list(
    body: StripeObject, name: str, data: list[StripeObject], *, total: int
) -> StripeObject:
    """A list inside an object, with its total and the address of the rest of it."""
    return {
        "object": "list",
        "data": data,
        "has_more": total > len(data),
        "total_count": total,
        "url": f"/v1/{body['object']}s/{body['id']}/{name}",
    }


def in_order(body: StripeObject) -> StripeObject:
    """The same object with its keys as they are answered: id, object, then by name.

    >>> list(in_order({"status": "chargeable", "object": "source", "id": "src_1"}))
    ['id', 'object', 'status']
    """
    first = {"id": body["id"], "object": body["object"]}
    return first | {key: body[key] for key in sorted(body)}


def changes(before: StripeObject, after: StripeObject) -> StripeObject:
    """The values that an update replaced: `previous_attributes` of its event.

    >>> changes({"a": 1, "b": 2}, {"a": 1, "b": 3})
    {'b': 2}
    """
    return {key: before.get(key) for key in after if before.get(key) != after[key]}
