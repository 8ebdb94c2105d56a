"""An address leads to one operation, or to a refusal that helps."""

import pytest

from sandbox.domain.beyond import NEAREST, is_beyond
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
        ("/v1", "The sandbox models"),
        ("", "The sandbox models"),
        ("v1/customers", "Is it /v1/customers?"),
        ("wat/v1/customers", "Is it /v1/customers?"),
        ("http:/v1/customers/cus_1", "Is it /v1/customers/{customer}?"),
        ("/v1/wat", "The sandbox models balance, "),
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


@pytest.mark.parametrize(
    ("path", "name", "nearest"),
    [
        ("payment_intents", "payment_intents", "Nearest to it is POST /v1/charges."),
        ("payment_intents/pi_1/confirm", "payment_intents", "POST /v1/charges."),
        ("checkout/sessions", "checkout", "POST /v1/charges."),
        ("payment_methods/", "payment_methods", "POST /v1/sources."),
        ("setup_intents", "setup_intents", "/v1/customers/{customer}/sources."),
        ("payouts", "payouts", "GET /v1/balance_transactions."),
        ("customers/cus_1/subscriptions", "subscriptions", "POST /v1/charges."),
        ("accounts", "accounts", "It models balance, "),
        ("products/prod_1", "products", "It models balance, "),
        ("prices", "prices", "It models balance, "),
        ("plans", "plans", "It models balance, "),
        ("coupons", "coupons", "It models balance, "),
    ],
)
def test_what_is_not_modelled_is_refused_by_name(
    path: str, name: str, nearest: str
) -> None:
    """An address of the real API alone is refused by name, with what is nearest."""
    message = refused("POST", f"/v1/{path}")

    assert message.startswith(f"The sandbox does not model {name}. ")
    assert nearest in message


@pytest.mark.parametrize("address", sorted({*NEAREST.values()}))
def test_what_is_nearest_is_there(address: str) -> None:
    """What is named instead of what is not modelled is an address of the sandbox."""
    assert address in [f"{one.method} {one.path}" for one in CATALOGUE]


@pytest.mark.parametrize("name", NEAREST)
def test_what_has_a_nearest_is_not_modelled(name: str) -> None:
    """Nothing that the sandbox models is said to be beyond it."""
    assert is_beyond(name)
    assert name not in {part for one in CATALOGUE for part in one.parts}


def test_an_id_is_not_what_is_not_modelled() -> None:
    """An id that looks like a resource is an id."""
    message = refused("GET", "/v1/customers/plans/wat")

    assert message.startswith("Nothing answers to GET /v1/customers/plans/wat.")


def test_an_empty_id_in_the_middle_is_refused() -> None:
    """An id between two slashes cannot be empty."""
    assert "Nothing answers to GET /v1/customers//sources" in refused(
        "GET", "/v1/customers//sources"
    )


def test_a_refusal_shows_the_address_as_text() -> None:
    """An address with control characters is shown without them."""
    assert "/v1/a?b" in refused("GET", "/v1/a\nb")
