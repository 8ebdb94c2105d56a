"""The header fields that come with an answer.

>>> at_the_door(401, Request("GET", "/v1/customers"))["WWW-Authenticate"]
'Bearer realm="Stripe"'
"""

import re
from contextlib import suppress

from sandbox.errors import ApiError
from sandbox.request.text import HALF
from sandbox.request.versions import PAGE_VERSION, version_of
from sandbox.resources.exchange import Exchange
from sandbox.wire import Headers, Request

UNFIT = re.compile(r"[^ -~]")
"""What a header field has no place for."""

JSON = Headers(
    {"Content-Type": "application/json", "Cache-Control": "no-cache, no-store"}
)
AT_THE_DOOR = {
    401: Headers({**JSON, "Www-Authenticate": 'Bearer realm="Stripe"'}),
    429: Headers({**JSON, "Stripe-Should-Retry": "true"}),
}
"""What comes with a refusal at the door: of a key, or while another process is busy.

Source: github.com/activemerchant/active_merchant, test/unit/gateways/stripe_test.rb
Assumed: the second, after docs.stripe.com/error-low-level
"""


def at_the_door(status: int, request: Request) -> Headers:
    """The header fields of a refusal before the request was looked at.

    It has no id: none is drawn before its transaction. A 401 says nothing back, as
    there may be a live key in it.
    """
    fields, version = Headers(AT_THE_DOOR.get(status, JSON)), PAGE_VERSION
    if status != 401:  # noqa: PLR2004 - the one that does not know who asks
        with suppress(ApiError):
            version = version_of(request)
        _say_back(fields, request, version)
    return fields


def _say_back(fields: Headers, request: Request, version: str) -> None:
    fields["stripe-version"] = version
    key = request.headers.get("Idempotency-Key")
    if key and not HALF.search(key):
        fields["idempotency-key"] = key


def headers(
    exchange: Exchange, request: Request, status: int, *, first: str | None = None
) -> Headers:
    """The header fields of an answer; `first` is the request that it replays.

    Source: docs.stripe.com/api/request_ids and /idempotent_requests;
    liberapay/liberapay.com, tests/py/fixtures/TestPayinsStripe.yml
    """
    fields = Headers(JSON)
    fields["request-id"] = exchange.request_id or ""
    _say_back(fields, request, exchange.version)
    if exchange.idempotency_key:
        fields["original-request"] = first or fields["request-id"]
        if status < 500 and status != 429:  # noqa: PLR2004 - those are worth a retry
            fields["stripe-should-retry"] = "false"
    if first:
        fields["idempotent-replayed"] = "true"
    if exchange.notices:
        fields["sandbox-notice"] = UNFIT.sub("?", " ".join(exchange.notices))
    return fields
