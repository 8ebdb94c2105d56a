"""Who asks: a well-formed test key, by Basic or Bearer; a live key stops everything.

>>> authenticate(Headers({"Authorization": "Bearer sk_test_123"}))
'sk_test_123'
"""

import base64
import re
from functools import lru_cache
from urllib.parse import unquote

from sandbox.errors import ApiError
from sandbox.wire import Headers, Request

TEST_KEY = re.compile(r"(sk|rk|pk)_test_[A-Za-z0-9_]{1,240}")
LIVE_KEY = re.compile(r"(?:sk|rk|pk)_live_")
PUBLISHABLE_403_SINCE = "2016-10-19"

HOW = "Send a test key, as a Bearer token or as the user name of Basic authentication"


def refuse_live_key(text: str) -> None:
    """Stop at a live key, wherever it stands, before anything is written down.

    The key itself is in no message: what is logged must be safe to show.
    Raises: ApiError 401.
    """
    if holds_live_key(text):
        message = (
            "This request carries a live key. The sandbox takes test keys only "
            "(sk_test_...) and has kept nothing of it; treat a live key that reached "
            "the wrong place as known, and roll it."
        )
        raise ApiError(401, message)


def holds_live_key(text: str) -> bool:
    """Whether a live key stands in a text, as it is or percent-encoded.

    >>> holds_live_key("email=sk%5Fliv%65_1"), holds_live_key("email=alive_1")
    (True, False)
    """
    plain = unquote(text) if "%" in text else text
    return "_live_" in plain and bool(LIVE_KEY.search(plain))


def refuse_live_request(request: Request) -> None:
    """Stop at a live key in any part of a request."""
    body = request.body.decode("latin-1")
    fields = request.headers.values()
    refuse_live_key(
        "\n".join((request.method, request.path, request.query, body, *fields))
    )


def authenticate(headers: Headers) -> str:
    """The test key of a request.

    Any well-formed one is accepted, and all share the sandbox's one account.
    Raises: ApiError 401 without a key, or with one that is no key.
    Source: docs.stripe.com/api/authentication
    """
    key = key_of(headers.get("Authorization", ""))
    if headers.get("Stripe-Account"):
        message = (
            "The sandbox has one account and models no connected ones. Leave the "
            "Stripe-Account header out."
        )
        raise ApiError(403, message, code="account_invalid")
    return key


@lru_cache(maxsize=64)
def key_of(header: str) -> str:
    """The test key that an Authorization header carries.

    Raises: ApiError 401 where there is none.
    """
    scheme, _, credentials = header.strip().partition(" ")
    if scheme.lower() == "basic":
        key = user_name(credentials.strip())
    elif scheme.lower() == "bearer":
        key = credentials.strip()
    else:
        raise ApiError(401, f"No API key came with this request. {HOW}.")
    if not key:
        raise ApiError(401, f"The API key of this request is empty. {HOW}.")
    if not TEST_KEY.fullmatch(key):
        message = f"'{mask(key)}' is not an API key. {HOW}: sk_test_ and some letters."
        raise ApiError(401, message)
    return key


def user_name(credentials: str) -> str:
    """The user name of Basic credentials; "" when they cannot be read.

    Raises: ApiError 401 for a live key, also where the password stands.
    """
    try:
        decoded = base64.b64decode(credentials, validate=True).decode()
    except ValueError:  # no base 64, or no text
        return ""
    refuse_live_key(decoded)
    return decoded.partition(":")[0]


def secret_key_required(version: str) -> ApiError:
    """The refusal of a publishable key on a call that needs a secret one.

    With status 403; 401 before API version 2016-10-19.
    Source: docs.stripe.com/error-codes#secret-key-required, docs.stripe.com/upgrades
    """
    status = 403 if version >= PUBLISHABLE_403_SINCE else 401
    message = (
        "A publishable key (pk_test_...) may create tokens and sources, and read a "
        "source with its client_secret. Make this call with a secret key."
    )
    return ApiError(status, message, code="secret_key_required")


def mask(key: str) -> str:
    """A key as it may be shown: the middle hidden, nothing kept of a short one.

    >>> mask("sk_test_BQokikJOvBiI2HlWgH4olfQ2")
    'sk_test_BQo*****************lfQ2'
    """
    printable = "".join(c if c.isprintable() else "?" for c in key[:60])
    if len(printable) < 20:  # noqa: PLR2004 - 15 shown and a few hidden
        return printable[:4] + "*" * len(printable[4:])
    return printable[:11] + "*" * (len(printable) - 15) + printable[-4:]
