"""Every answer of a test is held against the OpenAPI document of the sandbox."""

from functools import lru_cache
from typing import Any

import jsonschema_rs
from pydantic_core import from_json

from sandbox.app import App
from sandbox.routes import route
from sandbox.transport.openapi import answered, document, schema_of
from sandbox.wire import Request, Response

REAL = App.handle


def conforming(app: App, request: Request) -> Response:
    """Answer a request, and see that the answer is what the document says."""
    response = REAL(app, request)
    check(request, response.status, from_json(response.body))
    return response


def check(request: Request, status: int, body: Any) -> None:
    """Hold one answer against the document.

    Raises: AssertionError that names the operation, the place and what is wrong there.
    """
    name = "error"
    if status < 300:
        operation, _ = route(request.method, request.path)
        name = answered(operation)
    problems = [
        f"{'.'.join(map(str, error.instance_path))}: {error.message[:200]}"
        for error in validator(name).iter_errors(body)
    ]
    assert not problems, f"{request.method} {request.path} is no {name}: {problems[:3]}"


@lru_cache(maxsize=256)
def validator(name: str) -> jsonschema_rs.Validator:
    """What tells whether an answer has this type."""
    components = document("")["components"]
    schema = schema_of(name) | {"components": components}
    return jsonschema_rs.validator_for(schema)
