"""Every parameter that an operation takes, at any depth, by its name."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from sandbox.operations import CATALOGUE


def models(kind: Any) -> Iterator[type[BaseModel]]:
    """The models in a type, and in their fields."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
        for field in kind.model_fields.values():
            yield from models(field.annotation)
    for part in get_args(kind):
        yield from models(part)


FIELDS = sorted(
    {
        name
        for operation in CATALOGUE
        for model in models(operation.params)
        for name in model.model_fields
    }
    | {name for operation in CATALOGUE for name in operation.ids}
)
"""The names, in the order of the alphabet."""
