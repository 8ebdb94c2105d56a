"""The types that parameter models are made of, and what a wrong value is called.

>>> class Example(Params):
...     amount: Int
...     email: Unset[Text] = None
>>> read(Example, {"amount": "1099"})
Example(expand=[], amount=1099, email=None)
>>> read(Example, {"amount": "10.99"})
Traceback (most recent call last):
    ...
sandbox.errors.ApiError: amount is '10.99': give a whole number, without a sign for thousands or decimals.
"""  # noqa: E501 - a doctest shows the whole message

import re
from functools import lru_cache
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    WrapValidator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from sandbox.errors import ApiError, echo, invalid
from sandbox.wire import Params as Sent

LONGEST_TEXT = 5000
"""Characters. Source: docs.stripe.com/api (strings of at most 5000 characters)"""

MOST_DIGITS = 18
"""Of a number: SQLite keeps any that has no more."""

WHOLE_NUMBER = re.compile(r"[+-]?[0-9]+")
INDEX = re.compile(r"[0-9]{1,4}")
T = TypeVar("T")
Model = TypeVar("Model", bound="Params")


class Hash(BaseModel):
    """A hash of parameters: what it does not name is refused."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, defer_build=True
    )

    @property
    def sent(self) -> dict[str, Any]:
        """What the caller gave, by name: a parameter that was unset is None."""
        return {name: getattr(self, name) for name in self.model_fields_set}


def _text(value: Any) -> Any:
    if value == "":
        raise PydanticCustomError("parameter_invalid_empty", "empty")
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise PydanticCustomError("too_long", "long", {"limit": LONGEST_TEXT})
    return value


def _integer(value: Any) -> Any:
    if value == "":
        raise PydanticCustomError("parameter_invalid_empty", "empty")
    if not isinstance(value, str) or not WHOLE_NUMBER.fullmatch(value):
        raise PydanticCustomError("parameter_invalid_integer", "integer")
    if len(value.lstrip("+-")) > MOST_DIGITS:
        raise PydanticCustomError("too_many_digits", "long", {"limit": MOST_DIGITS})
    return int(value)


def _flag(value: Any) -> Any:
    if value in ("true", "false"):
        return value == "true"
    raise PydanticCustomError("flag", "flag")


def _items(value: Any) -> Any:
    """`a[0]=x&a[1]=y` arrives as a hash with the keys "0" and "1"."""
    if isinstance(value, dict) and all(INDEX.fullmatch(key) for key in value):
        return [value[key] for key in sorted(value, key=int)]
    return value


def _unset(value: Any, validate: Any) -> Any:
    return None if value == "" else validate(value)


ALTERNATIVE = "="
"""Begins the tag of an alternative; no name of a parameter does.

A parameter that is either a text or a hash is a union of pydantic's, whose tags stand
among the names in the place of a wrong value.
"""

Text = Annotated[str, BeforeValidator(_text)]
Int = Annotated[int, BeforeValidator(_integer)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Items = Annotated[list[T], BeforeValidator(_items)]
Unset = Annotated[T | None, WrapValidator(_unset)]
"""A parameter that an empty string takes away. Absent, it changes nothing."""


class Params(Hash):
    """What every operation takes: which ids to replace by the objects they name."""

    expand: Items[Text] = Field(
        default_factory=list,
        description="Names of properties to answer in full instead of as an id.",
    )


MOST_KEYS, LONGEST_KEY, LONGEST_VALUE = 50, 40, 500
"""Source: docs.stripe.com/api/metadata"""


def _metadata(value: Any) -> Any:
    if value == "":
        return None
    if not isinstance(value, dict) or any(type(v) is not str for v in value.values()):
        raise PydanticCustomError("metadata", "metadata")
    if len(value) > MOST_KEYS:
        text = f"has {len(value)} keys; at most {MOST_KEYS} are kept"
        raise PydanticCustomError("metadata_size", "size", {"text": text})
    for key, item in value.items():
        if len(key) > LONGEST_KEY:
            text = f"has a key of {len(key)} characters; at most {LONGEST_KEY} are kept"
            raise PydanticCustomError("metadata_size", "size", {"text": text})
        if len(item) > LONGEST_VALUE:
            text = (
                f"has a value of {len(item)} characters under '{echo(key)}'; at most "
                f"{LONGEST_VALUE} are kept"
            )
            raise PydanticCustomError("metadata_size", "size", {"text": text})
    return value


Metadata = Annotated[dict[str, str] | None, BeforeValidator(_metadata)]
"""Up to 50 keys of 40 characters, values of 500. "" takes all of it away."""


def merge(old: dict[str, str], new: dict[str, str] | None) -> dict[str, str]:
    """Metadata after an update: keys are merged, an empty value removes its key.

    >>> merge({"a": "1", "b": "2"}, {"a": "", "c": "3"})
    {'b': '2', 'c': '3'}

    Raises: ApiError 400 when there would be more keys than an object keeps.
    Source: docs.stripe.com/api/metadata
    """
    if new is None:
        return {}
    kept = {key: value for key, value in (old | new).items() if value != ""}
    if len(kept) > MOST_KEYS:
        message = (
            f"metadata would have {len(kept)} keys; at most {MOST_KEYS} are kept. "
            "Take one away (metadata[key]=) for each that you add."
        )
        raise invalid(message, param="metadata")
    return kept


class Created(Hash):
    """When: bounds, in Unix seconds. One second is a range of one."""

    gt: Int | None = None
    gte: Int | None = None
    lt: Int | None = None
    lte: Int | None = None


def _created(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    _integer(value)  # refused here, a word is `created`, and not one of its bounds
    return {"gte": value, "lte": value}


Range = Annotated[Created, BeforeValidator(_created)]


def read(model: type[Model], sent: Sent) -> Model:
    """The typed parameters, or the refusal that names the first thing to mend.

    Unknown names come before missing ones, and those before wrong values.
    Raises: ApiError 400 with the real API's code and the name in brackets.
    Source: docs.stripe.com/error-codes (parameter_unknown, parameter_missing, ...)
    """
    try:
        return model.model_validate(sent) if sent else nothing(model)
    except ValidationError as error:
        raise refusal(error.errors(include_url=False), model) from None


@lru_cache(maxsize=128)
def nothing(model: type[Model]) -> Model:
    """The parameters of a call that sends none; models are frozen, so one will do."""
    return model.model_validate({})


def refusal(problems: list[ErrorDetails], model: type[BaseModel]) -> ApiError:
    """The one error that answers for all that is wrong with the parameters."""
    unknown = [bracket(p["loc"]) for p in problems if p["type"] == "extra_forbidden"]
    if unknown:
        names = ", ".join(echo(name) for name in unknown)
        message = (
            f"This call takes no parameter {names}. It takes: "
            f"{', '.join(sorted(model.model_fields))}."
        )
        return invalid(message, code="parameter_unknown", param=echo(unknown[0]))
    problems = sorted(problems, key=lambda problem: problem["type"] != "missing")
    name = echo(bracket(problems[0]["loc"]))
    code, text = describe(problems[0])
    return invalid(f"{name} {text}", code=code, param=name)


def bracket(path: tuple[int | str, ...]) -> str:
    """Where a value stands, as the caller wrote it.

    >>> bracket(("owner", "address", "city")), bracket(("expand", 0))
    ('owner[address][city]', 'expand[0]')
    >>> bracket(("source", "=card", "number"))
    'source[number]'
    """
    names = [name for name in path if not str(name).startswith(ALTERNATIVE)]
    first, *rest = names or ("",)
    return f"{first}" + "".join(f"[{key}]" for key in rest)


def describe(problem: ErrorDetails) -> tuple[str | None, str]:
    """The error code, if the real API has one, and what to do, for one problem."""
    kind = "parameter_invalid_empty" if problem["input"] == "" else problem["type"]
    code, text = PROBLEMS.get(kind, PROBLEMS["string_type"])
    given = problem["input"]
    said = {"given": named(given), "length": len(str(given))}
    return code, text.format(**said, **problem.get("ctx", {}))


def named(given: Any) -> str:
    """A wrong value as a message names it: nothing of what stands inside a hash.

    >>> named("10.99"), named({"number": "4242424242424242"})
    ("'10.99'", 'a hash')
    """
    if isinstance(given, dict):
        return "a hash"
    return "a list" if isinstance(given, list) else f"'{echo(given)}'"


PROBLEMS: dict[str, tuple[str | None, str]] = {
    "missing": ("parameter_missing", "is missing: this call needs it."),
    "parameter_invalid_empty": (
        "parameter_invalid_empty",
        "is empty, and cannot be taken away. Give a value or leave it out.",
    ),
    "parameter_invalid_integer": (
        "parameter_invalid_integer",
        "is {given}: give a whole number, without a sign for thousands or decimals.",
    ),
    "too_many_digits": (
        "parameter_invalid_integer",
        "is {given}: give a whole number of at most {limit} digits.",
    ),
    "literal_error": (None, "is {given}: give one of {expected}."),
    "flag": (None, "is {given}: give true or false."),
    "too_long": (None, "has {length} characters: at most {limit} are kept."),
    "metadata": (None, "is not a hash of texts: send metadata[key]=value."),
    "metadata_size": (None, "{text}. Send less."),
    "list_type": (None, "is {given}: send a list, name[0]=value or name[]=value."),
    "model_type": (None, "is {given}: send a hash, as name[key]=value."),
    "string_type": (None, "is {given}: send a single text."),
}
"""What each kind of wrong value is called. Source: docs.stripe.com/error-codes"""
