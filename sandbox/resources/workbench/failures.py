"""Planted failures: a later request goes wrong, to see what its caller does."""

from typing import Literal

from pydantic import Field

from sandbox.errors import ApiError, echo, invalid
from sandbox.request.params import Params, Text
from sandbox.resources.exchange import Exchange
from sandbox.wire import StripeObject

LOST = "answer_lost"
"""The request is done and written down; only its answer does not arrive."""

Failure = Literal["api_error", "answer_lost", "rate_limit", "lock_timeout"]


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
    exchange.store.plant(params.failure, params.operation)
    return {"object": "sandbox.failure", **params.model_dump(exclude={"expand"})}


def planted(name: str) -> ApiError:
    """The failure with this name, as the caller gets it."""
    if name == "rate_limit":
        message = "Too many requests came at once (planted). Wait, then ask again."
        return ApiError(429, message, code="rate_limit")
    if name == "lock_timeout":
        message = "Another request holds this object (planted). Ask again."
        return ApiError(429, message, code="lock_timeout")
    message = "Something went wrong on the way (planted). Ask again with the same key."
    return ApiError(500, message, kind="api_error")
