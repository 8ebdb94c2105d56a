"""What is written is read back as the call that it was written for."""

import pytest

from sandbox.languages import LANGUAGES, STYLES, Call, Style, write
from sandbox.languages.reading import read
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
    """What a piece of code asks, of which nothing may be wrong."""
    reading = read(code, language)
    assert () == reading.problems, code
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
