"""Requests and responses, as they cross the door."""

import pytest

from sandbox.wire import NO_HEADERS, Headers, Request, Response


@pytest.mark.parametrize("name", ["Request-Id", "request-id", "REQUEST-ID"])
def test_a_field_is_found_whatever_its_case(name: str) -> None:
    """A header field is found by its name, whatever the case of its letters."""
    fields = Headers({"Request-Id": "req_1"})

    assert "req_1" == fields[name]
    assert "req_1" == fields.get(name)
    assert name in fields


def test_an_absent_field_is_absent() -> None:
    """A field that is not there is not found, and has the default that is asked for."""
    fields = Headers({"Request-Id": "req_1"})

    assert "Idempotency-Key" not in fields
    assert 7 not in fields
    assert fields.get("Idempotency-Key") is None
    assert "none" == fields.get("Idempotency-Key", "none")
    with pytest.raises(KeyError):
        fields["Idempotency-Key"]


def test_of_two_spellings_the_last_one_counts() -> None:
    """Two fields whose names differ in case alone are one field."""
    fields = Headers({"A": "1", "a": "2"})

    assert (1, "2") == (len(fields), fields["A"])


def test_fields_are_listed() -> None:
    """Header fields are listed, and made into a plain dict, as any mapping is."""
    fields = Headers({"A": "1", "B": "2"})

    assert {"a": "1", "b": "2"} == {k.lower(): v for k, v in dict(fields).items()}
    assert ["1", "2"] == list(fields.values())


def test_a_request_needs_a_method_and_a_path() -> None:
    """A request is a method and a path; the rest is empty unless it is given."""
    assert ("GET", "/", "", NO_HEADERS, b"") == Request("GET", "/")


def test_a_response_needs_a_status_and_a_body() -> None:
    """A response is a status and a body; header fields and a rule may be given."""
    assert (200, b"{}", NO_HEADERS, None) == Response(200, b"{}")
