"""An address leads to one operation, or to a refusal that helps."""

import pytest

from sandbox.errors import ApiError
from sandbox.operations import CATALOGUE, Operation
from sandbox.routes import route
from tests.asking import INVALID


@pytest.mark.parametrize("operation", CATALOGUE, ids=lambda o: o.name)
def test_an_operation_is_found_at_its_address(operation: Operation) -> None:
    """The address of an operation leads to it, with the ids that stand in it."""
    ids = {name: f"{name}_1" for name in operation.ids}

    assert (operation, ids) == route(operation.method, operation.url(ids))


@pytest.mark.parametrize(
    ("written", "object_id"),
    [
        ("cus_1", "cus_1"),
        ("cus%5F1", "cus_1"),
        ("a%2Fb", "a/b"),
        ("a%20b", "a b"),
        ("%F0%9F%90%B1", "🐱"),
        ("%00", "\x00"),
        ("%2e%2e", ".."),
        ("..", ".."),
        ("%FF", "\ufffd"),
        ("%zz", "%zz"),
        ("é", "é"),
        ("'%3B--", "';--"),
    ],
)
def test_an_id_is_decoded_after_the_path_is_split(written: str, object_id: str) -> None:
    """A percent-encoded slash belongs to an id, and does not end it."""
    _, ids = route("GET", f"/v1/customers/{written}")

    assert {"customer": object_id} == ids


def refused(method: str, path: str) -> str:
    """The message with which an address is refused, in the one way there is."""
    with pytest.raises(ApiError) as error:
        route(method, path)
    value = error.value
    assert (404, INVALID, None) == (value.status, value.kind, value.code)
    assert value.param is None
    return value.message


@pytest.mark.parametrize(
    ("method", "path", "said"),
    [
        ("GET", "/v1/sources", "takes POST"),
        ("GET", "/v1/sources", "GET /v1/customers/{customer}/sources."),
        ("DELETE", "/v1/sources/src_1", "takes GET and POST"),
        ("DELETE", "/v1/sources/src_1", "its customer can detach it: DELETE /v1/cust"),
        ("PUT", "/v1/customers/cus_1", "takes DELETE and GET and POST"),
        ("get", "/v1/customers", "takes GET and POST"),
        ("", "/v1/customers", "takes GET and POST"),
        ("GET", "/v1/charges/ch_1/capture", "takes POST"),
    ],
)
def test_another_method_is_refused_with_those_that_work(
    method: str, path: str, said: str
) -> None:
    """An address with another method is a 404, which says what the address takes."""
    assert said in refused(method, path)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/v1/customer", "Is it /v1/customers?"),
        ("/v1/charge", "Is it /v1/charges?"),
        ("/v1/customers/cus_1/source", "/v1/customers/{customer}/sources"),
        ("/v1/sources/src_1/verify", "/v1/sources/{source}"),
        ("/v1/payment_intents", "The sandbox models balance, "),
        ("/v1", "The sandbox models"),
        ("", "The sandbox models"),
        ("v1/customers", "Is it /v1/customers?"),
        ("wat/v1/customers", "Is it /v1/customers?"),
        ("http:/v1/customers/cus_1", "Is it /v1/customers/{customer}?"),
        ("/_sandbox/wat", "The sandbox models"),
        ("/v1//customers", "Is it /v1/customers?"),
        ("/v1/customers/cus_1/sources/src_1/x/y", "sources/{source}?"),
        ("/" + "x" * 10_000, "The sandbox models"),
        ("/v1/customers/", "was the id empty?"),
        ("/v1/customers//sources/", "was the id empty?"),
        ("/", "was the id empty?"),
    ],
)
def test_an_unknown_address_is_refused_with_the_nearest(path: str, said: str) -> None:
    """An address that nothing answers to is a 404, which names what may be meant."""
    assert said in refused("GET", path)


def test_an_empty_id_in_the_middle_is_refused() -> None:
    """An id between two slashes cannot be empty."""
    assert "Nothing answers to GET /v1/customers//sources" in refused(
        "GET", "/v1/customers//sources"
    )


def test_a_refusal_shows_the_address_as_text() -> None:
    """An address with control characters is shown without them."""
    assert "/v1/a?b" in refused("GET", "/v1/a\nb")
