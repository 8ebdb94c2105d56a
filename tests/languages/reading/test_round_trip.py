"""What is written is read back as the call that it was written for."""

from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from pydantic import BaseModel

from sandbox.languages import LANGUAGES, STYLES, Call, Style, write
from sandbox.languages.reading import read
from sandbox.operations import CATALOGUE, Operation
from tests.languages.examples import CALLS

EVERY = [
    pytest.param(language, style, id=f"{language}-{style}")
    for language in LANGUAGES
    for style in STYLES
]
SDK = [call for call in CALLS if call.known.modelled]
"""Calls that an SDK has words for."""


def said_otherwise(call: Call, language: str) -> Call:
    """The call that the same words make today, where the page's day had two of them.

    The history of the balance is its transactions. What Go and Python ask of a refund
    they ask at its own address, where its charge is a parameter.
    """
    name, ids = call.operation, dict(call.ids)
    if name.startswith("balance.history"):
        return call._replace(operation=name.replace(".history", "_transactions"))
    charge = {"charge": ids.pop("charge", "")}
    if name.startswith("charges.refunds") and language == "go":
        name, params = name.removeprefix("charges."), charge | dict(call.params)
        return call._replace(operation=name, ids=ids, params=params)
    if (name, language) == ("charges.refunds.update", "python"):
        return call._replace(operation="refunds.update", ids=ids)
    return call


def said(call: Call, language: str, style: Style) -> tuple[Call, ...]:
    """The calls that code may be read as."""
    return (call, said_otherwise(call, language)) if style == "page" else (call,)


def calls_of(code: str, language: str) -> list[Call]:
    """What a piece of code asks; but for its values, nothing may be wrong with it."""
    reading = read(code, language)
    kinds = {problem.kind for problem in reading.problems}
    assert kinds <= {"parameter"}, code
    return [made.call for made in reading.calls if not made.fetched]


@pytest.mark.parametrize(("language", "style"), EVERY)
@pytest.mark.parametrize("call", SDK, ids=lambda call: call.operation)
def test_every_operation_is_read_as_it_was_written(
    call: Call, language: str, style: Style
) -> None:
    """One call comes back, with its ids, its parameters and its options."""
    for options in ({}, {"idempotency_key": "order-6735"}):
        whole = call._replace(options=options)
        code = write(whole, language, style)
        (found,) = calls_of(code, language)

        assert found in said(whole, language, style), code


def unbracketed(text: str) -> bool:
    """Whether a name can be one in a form, where brackets mean a hash."""
    return not set(text) & set("[]")


LETTERS = some.characters(exclude_categories=("Cs",), exclude_characters="\0\r")
AWKWARD = some.sampled_from(
    ["it's", 'say "hi"', "a\\b", "$x {$y} #{z}", "a\nb", "é漢🙂"]
)
TEXTS = AWKWARD | some.text(LETTERS, min_size=1, max_size=12)
NAMES = some.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True) | TEXTS.filter(unbracketed)


def values(kind: Any) -> some.SearchStrategy[Any]:
    """Values of a type of a parameter: never empty, which no form can be."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return hashes(kind).filter(bool)
    parts = get_args(kind)
    match get_origin(kind):
        case found if found is Annotated:
            made = values(parts[0])
        case found if found is Literal:
            made = some.sampled_from(parts)
        case found if found is list:
            made = some.lists(values(parts[0]), min_size=1, max_size=3)
        case found if found is dict:
            made = some.dictionaries(NAMES, TEXTS, min_size=1, max_size=3)
        case None:
            made = PLAIN.get(kind, TEXTS)
        case _:
            made = some.one_of([values(p) for p in parts if p is not type(None)])
    return made


PLAIN = {int: some.integers(-(2**40), 2**40), bool: some.booleans(), str: TEXTS}


def hashes(model: type[BaseModel]) -> some.SearchStrategy[dict[str, Any]]:
    """Hashes that a model describes: all that it needs, and some of the rest."""
    fields = {
        name: values(field.rebuild_annotation())
        for name, field in model.model_fields.items()
    }
    needed = {n: v for n, v in fields.items() if model.model_fields[n].is_required()}
    others = {n: v for n, v in fields.items() if n not in needed}
    return some.fixed_dictionaries(needed, optional=others)


KEYS = some.from_regex(r"[!-~]([ -~]{0,8}[!-~])?", fullmatch=True)
"""What a header can carry."""

IDS = some.from_regex(r"[a-z]{2,4}_[a-zA-Z0-9]{1,8}", fullmatch=True)


OPERATIONS = [operation for operation in CATALOGUE if operation.modelled]


@cache
def calls_to(operation: Operation) -> some.SearchStrategy[Call]:
    """Calls of one operation."""
    return some.builds(
        Call,
        some.just(operation.name),
        some.tuples(*[IDS for _ in operation.ids]).map(
            lambda ids: dict(zip(operation.ids, ids, strict=True))
        ),
        hashes(operation.params),
        some.fixed_dictionaries({}, optional={"idempotency_key": KEYS}),
    )


def read_again(language: str, style: Style, call: Call) -> None:
    """Hold that code which was written for a call is read as that call."""
    code = write(call, language, style)
    (found,) = calls_of(code, language)

    assert found in said(call, language, style), code


@pytest.mark.slow
@pytest.mark.parametrize(("language", "style"), EVERY)
@given(data=some.data())
@settings(max_examples=1000)
def test_a_thousand_calls_are_read_as_they_were_written(
    language: str, style: Style, data: some.DataObject
) -> None:
    """The same as the next, at length."""
    operation = data.draw(some.sampled_from(OPERATIONS))
    read_again(language, style, data.draw(calls_to(operation)))


@pytest.mark.parametrize(("language", "style"), EVERY)
@given(data=some.data())
@settings(max_examples=15)
def test_any_call_is_read_as_it_was_written(
    language: str, style: Style, data: some.DataObject
) -> None:
    """Quotes, dollars, line ends, numbers, flags, lists and hashes come back."""
    operation = data.draw(some.sampled_from(OPERATIONS))
    read_again(language, style, data.draw(calls_to(operation)))


ODD: dict[str, tuple[str, Style, Call]] = {
    "a name that ends nowhere": (
        "curl",
        "today",
        Call(
            "disputes.update", {"dispute": "dp_1"}, {"metadata": {"a=b&c%d+": "it's"}}
        ),
    ),
    "a source that is only a token": (
        "go",
        "page",
        Call("sources.create", {}, {"token": "tok_visa"}),
    ),
}


@pytest.mark.parametrize(("language", "style", "call"), ODD.values(), ids=ODD)
def test_what_is_rarely_written(language: str, style: Style, call: Call) -> None:
    """It comes back as well."""
    read_again(language, style, call)
