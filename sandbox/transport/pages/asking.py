"""How the pages ask: at the door, like everybody."""

from typing import Any
from urllib.parse import unquote

from sandbox.app import App
from sandbox.door import Door
from sandbox.errors import ApiError
from sandbox.wire import StripeObject


def listed(app: App, collection: str, **filters: Any) -> StripeObject:
    """The newest of a kind, as a list."""
    filters |= {"collection": collection, "newest_first": True}
    return Door(app).call("workbench.objects", **filters)


def found(app: App, object_id: str) -> StripeObject | None:
    """An object by its id, given as it stands in an address."""
    try:
        return Door(app).call("workbench.object", object_id=unquote(object_id))
    except ApiError:
        return None


def decide(app: App, source_id: str, outcome: str) -> bool:
    """Authorise a payment, or let it fail; False when somebody was faster."""
    try:
        Door(app).call("workbench.authorise", source=source_id, outcome=outcome)
    except ApiError:
        return False
    return True
