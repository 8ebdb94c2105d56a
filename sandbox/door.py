"""The door to a sandbox: raw requests, and operations by their names."""

from typing import Any, NamedTuple
from urllib.parse import quote

from pydantic_core import from_json

from sandbox.app import App
from sandbox.errors import ApiError
from sandbox.listeners import Listeners
from sandbox.operations import BY_NAME
from sandbox.request.forms import encode
from sandbox.wire import Headers, Request, Response, StripeObject

OUR_KEY = "sk_test_sandbox"


class Answer(NamedTuple):
    """What an operation answered; `notice` says why it had better not been asked."""

    body: StripeObject
    notice: str | None


class Door:
    """Asks an app for what is in the catalogue, in Python's own values."""

    def __init__(self, app: App) -> None:
        """Ask this one."""
        self._app = app

    @property
    def closed(self) -> bool:
        """Whether it was closed: it answers nothing more."""
        return self._app.store.closed

    @property
    def listeners(self) -> Listeners:
        """Those who hear of its events in this process."""
        return self._app.listeners

    def handle(self, request: Request) -> Response:
        """Answer one request: what every transport calls."""
        return self._app.handle(request)

    def call(self, operation: str, /, **params: Any) -> StripeObject:
        """Perform an operation of the catalogue, by its name: `customers.create`.

        Ids of its address are given like parameters: `customer="cus_..."`.
        Raises: ApiError for what the API refuses, LookupError for an unknown name.
        """
        return self.ask(operation, **params).body

    def ask(self, operation: str, /, **params: Any) -> Answer:
        """The same, with what the sandbox has to say about a request it accepted."""
        if operation not in BY_NAME:
            message = (
                f"There is no operation {operation!r}. Give one of {sorted(BY_NAME)}."
            )
            raise LookupError(message)
        asked = BY_NAME[operation]
        if absent := [name for name in asked.ids if name not in params]:
            message = f"{asked} needs {' and '.join(absent)}, the id in its address."
            raise TypeError(message)
        ids = {
            name: quote(str(params.pop(name)), safe="", errors="replace")
            for name in asked.ids
        }
        form = encode(params)
        posted = asked.method == "POST"
        response = self.handle(
            Request(
                asked.method,
                asked.url(ids),
                "" if posted else form,
                Headers({"Authorization": f"Bearer {OUR_KEY}"}),
                form.encode() if posted else b"",
            )
        )
        body: StripeObject = from_json(response.body)
        if error := body.get("error"):
            raise ApiError.told(response.status, error, rule=response.rule)
        return Answer(body, response.headers.get("Sandbox-Notice"))

    def pages(self, operation: str, **filters: Any) -> list[StripeObject]:
        """All that an operation lists, page after page."""
        found: list[StripeObject] = []
        while True:
            after = {"starting_after": found[-1]["id"]} if found else {}
            page = self.call(operation, limit=100, **after, **filters)
            found += page["data"]
            if not page["has_more"]:
                return found
