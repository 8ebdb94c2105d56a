"""The catalogue: every operation once."""

import inspect
import re

import pytest

from sandbox.operations import BY_NAME, CATALOGUE, Operation
from sandbox.request.params import Params

NAMES = [operation.name for operation in CATALOGUE]
OF_STRIPE = [o for o in CATALOGUE if o.path.startswith("/v1/")]


def test_names_are_unique() -> None:
    """Every operation has a name of its own, by which it is found."""
    assert len(NAMES) == len(set(NAMES))
    assert {operation.name: operation for operation in CATALOGUE} == BY_NAME


def test_addresses_are_unique() -> None:
    """No two operations have the same method and the same path."""
    addresses = [(o.method, re.sub(r"\{\w+\}", "{}", o.path)) for o in CATALOGUE]

    assert len(addresses) == len(set(addresses))


@pytest.mark.parametrize("operation", CATALOGUE, ids=NAMES)
def test_an_operation_says_what_it_does(operation: Operation) -> None:
    """Every operation has a summary of one sentence, and a name to be recognised by."""
    assert operation.summary.endswith((".", ",", ":", ";"))
    assert f"{operation.name} ({operation.method} {operation.path})" == repr(operation)


@pytest.mark.parametrize("operation", OF_STRIPE, ids=lambda o: o.name)
def test_an_operation_of_stripe_names_its_source(operation: Operation) -> None:
    """Every operation of the real API says where its rules come from."""
    assert "Source: docs.stripe.com/" in (operation.handler.__doc__ or "")


@pytest.mark.parametrize("operation", CATALOGUE, ids=NAMES)
def test_a_handler_takes_the_ids_of_its_address(operation: Operation) -> None:
    """A handler takes the exchange, the parameters, and the ids of the address."""
    _, _, *taken = inspect.signature(operation.handler).parameters

    assert operation.ids == taken
    assert issubclass(operation.params, Params)


@pytest.mark.parametrize("operation", OF_STRIPE, ids=lambda o: o.name)
def test_a_name_follows_its_address(operation: Operation) -> None:
    """The name of an operation repeats the fixed parts of its path."""
    fixed = [part for part in operation.parts[1:] if not part.startswith("{")]

    assert operation.name.startswith(fixed[0])
    assert operation.method in {"GET", "POST", "DELETE"}
    assert operation.listed is operation.name.endswith(".list")


def test_only_tokens_and_sources_are_made_with_a_publishable_key() -> None:
    """A publishable key does for tokens, and for making and reading a source."""
    assert [
        "tokens.create",
        "tokens.retrieve",
        "sources.create",
        "sources.retrieve",
    ] == [operation.name for operation in CATALOGUE if operation.publishable]
