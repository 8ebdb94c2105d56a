"""Errors: the one shape in which everything is refused."""

from typing import Any

import pytest

from sandbox.errors import ApiError, echo, invalid, no_such
from tests.asking import INVALID


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        pytest.param(
            ApiError(404, "Not here."),
            {"message": "Not here.", "type": INVALID},
            id="a message alone",
        ),
        pytest.param(
            ApiError(
                402,
                "No.",
                kind="card_error",
                code="card_declined",
                param="cvc",
                decline_code="fraudulent",
                charge="ch_1",
            ),
            {
                "charge": "ch_1",
                "code": "card_declined",
                "decline_code": "fraudulent",
                "doc_url": "https://stripe.com/docs/error-codes/card-declined",
                "message": "No.",
                "param": "cvc",
                "type": "card_error",
            },
            id="every field",
        ),
        pytest.param(
            ApiError(400, "", param=""),
            {"message": "", "param": "", "type": INVALID},
            id="an empty name is a name",
        ),
    ],
)
def test_a_body_holds_the_fields_that_are_known(
    error: ApiError, expected: dict[str, Any]
) -> None:
    """The body of an error holds what is known, in alphabetical order, and no nulls."""
    body = error.body()

    assert {"error": expected} == body
    assert sorted(expected) == list(body["error"])


def test_only_an_error_with_a_code_has_a_page() -> None:
    """An error links to the page of its code, and to none without a code."""
    assert "doc_url" not in ApiError(400, "No.").body()["error"]
    assert (
        "https://stripe.com/docs/error-codes/resource-missing"
        == ApiError(400, "No.", code="resource_missing").body()["error"]["doc_url"]
    )


def test_an_error_reads_as_its_message() -> None:
    """As an exception an error reads as its message, and takes its changes back."""
    error = ApiError(500, "Something broke.", kind="api_error")

    assert "Something broke." == str(error)
    assert (500, "api_error", False) == (error.status, error.kind, error.keeps_changes)


def test_an_invalid_request_is_a_400() -> None:
    """A request that can never work is a 400, with a code and a name if any."""
    error = invalid("No.", code="parameter_missing", param="amount")

    assert (400, INVALID) == (error.status, error.kind)
    assert ("parameter_missing", "amount") == (error.code, error.param)


@pytest.mark.parametrize(("status", "param"), [(404, "id"), (400, "customer")])
def test_a_missing_object_is_named(status: int, param: str) -> None:
    """An id that nothing answers to is named; the status says where it stood."""
    error = no_such("customer", "cus_1", param=param, status=status)

    assert (status, INVALID) == (error.status, error.kind)
    assert ("resource_missing", param) == (error.code, error.param)
    assert "There is no customer 'cus_1'" in error.message


def test_a_card_number_is_no_id() -> None:
    """Where a card number stands for an id, a token is advised, and it is not shown."""
    error = no_such("source", "4242 4242 4242 4242", param="source")

    assert "4242" not in error.message
    assert error.message.endswith("give a test token, such as tok_visa.")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("plain", "plain"),
        ("Zoë €", "Zoë €"),
        (7, "7"),
        ({"a": "1"}, "{'a': '1'}"),
        ("", ""),
        ("a\x00b\nc\x1b[31m", "a?b?c?[31m"),
        ("\u202egnp.exe", "?gnp.exe"),
        ("\ud800", "?"),
        ("x" * 80, "x" * 80),
        ("x" * 81, "x" * 80 + "..."),
        ("x" * 10**6, "x" * 80 + "..."),
    ],
    ids=repr,
)
def test_what_was_given_is_shown_short_and_plain(given: object, shown: str) -> None:
    """What was given stands in a message at most 80 characters long, and printable."""
    assert shown == echo(given)
