"""Parameters held against what the operation takes: once, for all languages.

>>> from sandbox.languages.call import Call
>>> call = Call("charges.create", {}, {"amount": 1099, "currancy": "eur"})
>>> (problem,) = faults(Made(call, 3, 1, {"amount": (4, 3), "currancy": (5, 3)}))
>>> problem.line, problem.message, problem.hint
(5, 'charges.create takes no parameter currancy.', 'Did you mean currency?')
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sandbox.errors import echo
from sandbox.languages.call import as_texts, natural
from sandbox.languages.reading.known import models
from sandbox.languages.reading.made import Answer, Made, Outside, Place
from sandbox.languages.reading.problems import Problem, did_you_mean
from sandbox.request.params import bracket, describe

LATER = "(known when it runs)"
"""Stands for a value that an answer gives, or something outside of the code."""

PREFIXES = {
    "cus": "customer",
    "src": "source",
    "card": "source",
    "ba": "source",
    "tok": "token",
    "ch": "charge",
    "py": "charge",
    "re": "refund",
    "dp": "dispute",
    "txn": "transaction",
    "evt": "event",
    "we": "webhook_endpoint",
}
"""What the id of each kind of object begins with. Source: docs.stripe.com/api"""

KINDS = set(PREFIXES.values())

TAKES = {"source": {"source", "token"}, "default_source": {"source"}}
"""Parameters that name an object by another kind than their own name."""


def faults(made: Made) -> list[Problem]:
    """What is wrong with the ids and parameters of a call, each at its place.

    A value that only running tells is taken for a good one.
    """
    return sorted({*of_ids(made), *of_model(made), *of_texts(made)})


def of_model(made: Made) -> Iterator[Problem]:
    """What the operation itself would refuse.

    A parameter that is missing because its name is misspelled is told once.
    """
    found = refused(made)
    unknown = [one for one in found if one["type"] == "extra_forbidden"]
    told = [fault(made, one) for one in unknown]
    yield from told
    hints = {problem.hint for problem in told}
    for one in found:
        if one["type"] == "missing":
            if not made.open and f"Did you mean {one['loc'][-1]}?" not in hints:
                yield fault(made, one)
        elif one not in unknown and LATER not in str(one["input"]):
            yield fault(made, one)


def refused(made: Made) -> list[ErrorDetails]:
    """What the model of the operation says of the parameters."""
    try:
        made.call.known.params.model_validate(as_texts(later(made.call.params)))
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


def fault(made: Made, one: ErrorDetails) -> Problem:
    """One refusal, at the place of the parameter that it is about."""
    name, place = echo(bracket(one["loc"])), place_of(made, one["loc"])
    if one["type"] != "extra_forbidden":
        return Problem(*place, "parameter", f"{name} {describe(one)[1]}")
    message = f"{made.call.operation} takes no parameter {name}."
    known = fields(made.call.known.params, one["loc"][:-1])
    hint = did_you_mean(str(one["loc"][-1]), known)
    hint = hint or f"It takes {', '.join(known)}."
    return Problem(*place, "parameter", message, hint)


def place_of(made: Made, path: tuple[int | str, ...]) -> Place:
    """Where a parameter stands; one that is missing, where the call does."""
    for end in range(len(path), 0, -1):
        if place := made.places.get(bracket(path[:end])):
            return place
    return made.line, made.column


def fields(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """The names that a hash takes, which stands at this place of a model."""
    inside = [model]
    for name in path:
        known = [one.model_fields.get(str(name)) for one in inside]
        types = [field.annotation for field in known if field]
        inside = [found for kind in types for found in models(kind)] or inside
    return sorted({name for one in inside[:1] for name in one.model_fields})


def later(value: Any) -> Any:
    """A value with stand-ins for what only running tells."""
    if isinstance(value, Answer | Outside):
        return LATER
    if isinstance(value, Mapping):
        return {str(name): later(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [later(inner) for inner in value]
    return value if value is None or isinstance(value, str | int | float) else LATER


def of_texts(made: Made) -> Iterator[Problem]:
    """Numbers and flags that are written as texts."""
    call = made.call
    for name, value in call.params.items():
        meant = natural(call.known, {name: later(value)})[name]
        for path, was, wants in different(name, later(value), meant):
            kind = "true or false" if isinstance(wants, bool) else "a number"
            message = f"{path} is the text {was!r}, and {kind} is expected."
            place = made.places.get(path) or place_of(made, (name,))
            yield Problem(*place, "parameter", message, f"Write {str(wants).lower()}.")


def different(path: str, was: Any, wants: Any) -> Iterator[tuple[str, str, Any]]:
    """The texts in a value that are meant to be something else."""
    if isinstance(was, Mapping) and isinstance(wants, Mapping):
        for name in was:
            yield from different(f"{path}[{name}]", was[name], wants.get(name))
    elif isinstance(was, list) and isinstance(wants, list):
        for place, pair in enumerate(zip(was, wants, strict=False)):
            yield from different(f"{path}[{place}]", *pair)
    elif isinstance(was, str) and isinstance(wants, bool | int):
        yield path, was, wants


def of_ids(made: Made) -> Iterator[Problem]:
    """Ids that are of another kind of object than the one that is asked for."""
    for name, value in {**made.call.params, **made.call.ids}.items():
        prefix, underscore, _ = (
            value.partition("_") if isinstance(value, str) else ("",) * 3
        )
        kind, wanted = PREFIXES.get(prefix), TAKES.get(name, {name})
        if underscore and kind and kind not in wanted and wanted <= KINDS:
            kinds = " or a ".join(sorted(wanted))
            message = f"{value} is the id of a {kind}; that of a {kinds} is expected."
            yield Problem(*place_of(made, (name,)), "parameter", message)
