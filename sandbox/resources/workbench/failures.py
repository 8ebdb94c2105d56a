"""Planted failures: a later request goes wrong, to see what its caller does."""

from typing import Literal

from pydantic import Field

from sandbox.errors import ApiError, echo, invalid
from sandbox.request.params import Params, Text
from sandbox.resources.exchange import Exchange
from sandbox.wire import StripeObject

CREATION = "sources.create"
LOST = "answer_lost"
"""The request is done and written down; only its answer does not arrive."""

Failure = Literal[
    "api_error",
    "answer_lost",
    "rate_limit",
    "lock_timeout",
    "payment_method_not_available",
    "processing_error",
]

OF_SOURCES = ("payment_method_not_available", "processing_error")
"""What only the creation of a source is answered.

Source: docs.stripe.com/sources/ideal (error codes), and the guides of the other types
"""

PLANTED = {
    "rate_limit": (
        429,
        "Too many requests came at once (planted). Wait, then ask again.",
    ),
    "lock_timeout": (429, "Another request holds this object (planted). Ask again."),
    "payment_method_not_available": (
        400,
        "This way to pay is not available now (planted). Offer another one.",
    ),
    "processing_error": (
        400,
        "Something went wrong at the bank (planted). Ask again.",
    ),
}
"""The status of a failure whose code is its name, and what is said of it.

Assumed: the status of those that only a new source has.
Source: docs.stripe.com/error-codes
"""


class FailNext(Params):
    """Make a later request fail, to see what the caller does."""

    failure: Failure = Field("api_error", description="What goes wrong.")
    operation: Text | None = Field(
        None, description="Only this operation, such as charges.create."
    )


def fail_next(exchange: Exchange, params: FailNext) -> StripeObject:
    """Plant a failure: the next request (of an operation) gets it, once."""
    if params.operation and params.operation not in exchange.operations:
        message = (
            f"operation is '{echo(params.operation)}': give one of "
            f"{', '.join(sorted(exchange.operations))}."
        )
        raise invalid(message, param="operation")
    operation = params.operation
    if params.failure in OF_SOURCES:
        operation = operation or CREATION
        if operation != CREATION:
            message = f"operation is '{operation}': only {CREATION} fails like this."
            raise invalid(message, param="operation")
    exchange.store.plant(params.failure, operation)
    return {
        "object": "sandbox.failure",
        "failure": params.failure,
        "operation": operation,
    }


def planted(name: str) -> ApiError:
    """The failure with this name, as the caller gets it."""
    if name in PLANTED:
        status, message = PLANTED[name]
        return ApiError(status, message, code=name)
    message = "Something went wrong on the way (planted). Ask again with the same key."
    return ApiError(500, message, kind="api_error")
