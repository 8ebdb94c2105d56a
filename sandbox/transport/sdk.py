"""The stripe SDK, unmodified, answered in process: no key, no account, no socket."""

import warnings
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Protocol
from urllib.parse import urlsplit

import stripe

from sandbox.errors import SandboxWarning
from sandbox.request.auth import LIVE_KEY
from sandbox.wire import Headers, Request, Response, StripeObject

StripeError = stripe.StripeError
"""What the SDK raises when a request is refused."""

KEY = "sk_test_sandbox"
RULE = "Sandbox-Rule"
"""Where an exception of the SDK, among its header fields, keeps the rule of the page.

It is put there in process: no answer over HTTP has it.
"""
OWN_CLIENT = (
    "The sandbox answers stripe.Customer and its like once it is connected, "
    "and a client that sandbox.client() makes."
)
"""What to do where a client of the SDK asks the real API: it was told of no sandbox."""

GLOBALS = ("api_key", "api_version", "default_http_client")


class Answers(Protocol):
    """Whatever answers requests: a sandbox, or the app inside of one."""

    def handle(self, request: Request) -> Response:
        """Answer one."""


class InProcess(stripe.HTTPClient):
    """The SDK's way out, which leads back in: requests are answered right here.

    Everything else stays the SDK's own: encoding, idempotency keys, retries, errors.
    """

    name = "sandbox"

    def __init__(self, door: Answers) -> None:
        """Answer with this door."""
        super().__init__()
        self.door = door

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,
        **_: Any,
    ) -> tuple[str, int, Headers]:
        """Answer one request."""
        parts = urlsplit(url)
        response = self.door.handle(
            Request(
                method.upper(),
                parts.path,
                parts.query,
                Headers(headers or {}),
                post_data.encode() if isinstance(post_data, str) else post_data or b"",
            )
        )
        if notice := response.headers.get("Sandbox-Notice"):
            warnings.warn(notice, SandboxWarning, stacklevel=2)
        fields = response.headers
        if response.rule:
            fields = Headers({**fields, RULE: response.rule})
        return response.body.decode(), response.status, fields

    async def request_async(  # type: ignore[override]  # text will do for the SDK
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,
    ) -> tuple[str, int, Headers]:
        """Answer one request of an async program, at once."""
        return self.request(method, url, headers, post_data)

    def _sleep_time_seconds(self, num_retries: int) -> float:  # noqa: ARG002
        """Retry at once: nothing gets better here by waiting."""
        return 0.0

    async def sleep_async(self, secs: float) -> None:
        """As above, for an async program."""

    def close(self) -> None:
        """There is nothing to close."""

    async def close_async(self) -> None:
        """There is nothing to close."""


class Connection:
    """The SDK's global client, pointed at a sandbox until it is put back.

    Connections may be closed in any order: what the first one found comes back last.
    """

    open: ClassVar[list["Connection"]] = []

    def __init__(self, door: Answers, *, version: str) -> None:
        """Point `stripe` at this door, with a test key and an API version."""
        self._found = {name: getattr(stripe, name) for name in GLOBALS}
        self._client = InProcess(door)
        stripe.api_key, stripe.api_version = KEY, version
        stripe.default_http_client = self._client
        self.open.append(self)

    def close(self) -> None:
        """Put the SDK back as it was found, unless it was pointed elsewhere since."""
        place = self.open.index(self)
        del self.open[place]
        if place < len(self.open):
            self.open[place]._found = self._found  # noqa: SLF001 - of its own class
        elif stripe.default_http_client is self._client:
            for name, value in self._found.items():
                setattr(stripe, name, value)


def client(door: Answers, *, version: str, **options: Any) -> "stripe.StripeClient":
    """A client of its own for this door; nothing global is touched.

    Raises: ValueError for a live key, which is not kept.
    """
    options = {"api_key": KEY, "stripe_version": version} | options
    if LIVE_KEY.search(str(options["api_key"])):
        message = "This is a live key. Give the sandbox a test key (sk_test_...)."
        raise ValueError(message)
    return stripe.StripeClient(http_client=InProcess(door), **options)


def went_out(error: object) -> bool:
    """Whether an error tells that a request was sent over the network: not from here.

    >>> went_out(stripe.APIConnectionError("Nobody is there."))
    True
    """
    return isinstance(error, stripe.APIConnectionError)


def reader(client: "stripe.StripeClient") -> Callable[[StripeObject], "stripe.Event"]:
    """What makes a `stripe.Event` of an event; its objects ask this client for more."""

    def read(event: StripeObject) -> "stripe.Event":
        return client.deserialize(event, api_mode="V1")  # type: ignore[return-value]

    return read


def door_of(value: Any) -> Answers | None:
    """What an object of the SDK asks when it asks for more, if it is in this process.

    That is the one of its client, or else the one that the SDK's global client asks.
    """
    own = getattr(getattr(value, "_requestor", None), "_client", None)
    asked = own or stripe.default_http_client
    return asked.door if isinstance(asked, InProcess) else None
