"""One idempotency key, one execution: what a second request with the same key gets.

>>> fingerprint({"amount": "1", "currency": "eur"}) == fingerprint(
...     {"currency": "eur", "amount": "1"}
... )
True
"""

import hashlib
from json import JSONEncoder

from sandbox.errors import ApiError, echo
from sandbox.masking import hidden_path
from sandbox.wire import Params

LONGEST_KEY = 255
"""Characters. Source: docs.stripe.com/api/idempotent_requests"""

IN_ORDER = JSONEncoder(sort_keys=True)


def check_key(key: str) -> str:
    """The key of a request, when it is one.

    Assumed: the texts for an empty and for a long key are not published.
    Raises: ApiError 400.
    """
    if not key.strip() or len(key) > LONGEST_KEY:
        message = (
            f"The Idempotency-Key has {len(key)} characters: give 1 to {LONGEST_KEY}, "
            "not blanks alone, or leave the header out."
        )
        raise ApiError(400, message, kind="idempotency_error")
    return key


def fingerprint(params: Params, path: str = "") -> str:
    """Equal for equal parameters, whatever their order; says nothing about them.

    So it is for a path that is kept without the number in it: it counts here.
    """
    text = IN_ORDER.encode(params if path == hidden_path(path) else {path: params})
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def in_progress(key: str) -> ApiError:
    """The first request with this key has not been answered yet.

    Source: docs.stripe.com/error-codes#idempotency-key-in-use
    """
    message = (
        f"A request with the Idempotency-Key '{echo(key)}' is still running. Wait for "
        "its answer, then ask again with the same key."
    )
    return ApiError(
        409, message, kind="idempotency_error", code="idempotency_key_in_use"
    )


def other_endpoint(key: str, first: str, now: str) -> ApiError:
    """The key was first used for another URL.

    Source: docs.stripe.com/api/idempotent_requests
    """
    message = (
        f"The Idempotency-Key '{echo(key)}' belongs to {echo(first)}, and came again "
        f"with {echo(now)}. Use a new key for another request."
    )
    return ApiError(400, message, kind="idempotency_error")


def other_parameters(key: str) -> ApiError:
    """The key was first used with other parameters.

    Source: docs.stripe.com/api/idempotent_requests
    """
    message = (
        f"The Idempotency-Key '{echo(key)}' came before with other parameters. Repeat "
        "them exactly for the same request, or use a new key for another one."
    )
    return ApiError(400, message, kind="idempotency_error")
