"""Parameters are held against what the operation takes, whatever the language."""

from typing import Any, NamedTuple

import pytest

from sandbox.languages import Call
from sandbox.languages.reading import Answer, Made, Outside
from sandbox.languages.reading.parameters import faults

CHARGE = {"amount": 1099, "currency": "eur"}


class Wrong(NamedTuple):
    """A call, and what is said of it."""

    operation: str
    params: dict[str, Any]
    says: str
    hint: str = ""
    line: int = 7


WRONG = {
    "a name misspelled": Wrong(
        "customers.create", {"emial": "a"}, "no parameter emial", "Did you mean email?"
    ),
    "a name inside a hash": Wrong(
        "sources.create",
        {"type": "card", "owner": {"nmae": "Jenny"}},
        "no parameter owner[nmae]",
        "Did you mean name?",
    ),
    "a name unlike any": Wrong(
        "disputes.close", {"amount": 5}, "no parameter amount", "It takes expand."
    ),
    "one left out": Wrong(
        "charges.create", {"currency": "eur"}, "amount is missing", line=1
    ),
    "a decimal": Wrong(
        "charges.create", CHARGE | {"amount": 10.99}, "amount is '10.99'"
    ),
    "a number as a text": Wrong(
        "charges.create",
        CHARGE | {"amount": "1099"},
        "amount is the text '1099'",
        "Write 1099.",
    ),
    "a flag as a text": Wrong(
        "charges.create",
        CHARGE | {"capture": "false"},
        "capture is the text 'false'",
        "Write false.",
    ),
    "a word that is none of the choices": Wrong(
        "sources.create", {"type": "card", "usage": "often"}, "usage is 'often'"
    ),
    "a source for a customer": Wrong(
        "charges.create",
        CHARGE | {"customer": "src_1"},
        "src_1 is the id of a source; that of a customer is expected.",
    ),
}


def made(operation: str, params: dict[str, Any], **ids: Any) -> Made:
    """A call in line 1, whose ids and parameters stand in line 7."""
    places = dict.fromkeys([*ids, *params], (7, 3))
    return Made(Call(operation, ids, params), 1, 1, places)


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_wrong_parameter_is_told_at_its_place(wrong: Wrong) -> None:
    """One problem, at the line of the parameter; what is missing, at the call's."""
    ids = {"dispute": "dp_1"} if wrong.operation == "disputes.close" else {}
    (problem,) = faults(made(wrong.operation, wrong.params, **ids))

    assert ("parameter", wrong.line) == (problem.kind, problem.line)
    assert wrong.says in problem.message
    assert wrong.hint in problem.hint


def test_an_id_of_another_kind_is_told() -> None:
    """A charge cannot be retrieved by the id of a customer."""
    (problem,) = faults(made("charges.retrieve", {}, charge="cus_1"))

    assert "cus_1 is the id of a customer; that of a charge" in problem.message


RIGHT = {
    "an answer for an id": {"customer": Answer(0, ("id",))},
    "an answer for a number": {"amount": Answer(0, ("amount",))},
    "a value from outside": {"source": Outside("stripeToken")},
    "a token for a source": {"source": "tok_visa"},
    "an id that is a placeholder": {"customer": "{{CUSTOMER_ID}}"},
    "a number in metadata": {"metadata": {"order": 6735}},
}


@pytest.mark.parametrize("params", RIGHT.values(), ids=RIGHT)
def test_what_only_running_tells_is_taken_for_good(params: dict[str, Any]) -> None:
    """Nothing is said of a value that the code does not show."""
    assert [] == faults(made("charges.create", CHARGE | params))
