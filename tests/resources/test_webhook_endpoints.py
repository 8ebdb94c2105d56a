"""Webhook endpoints: where events are to go, which, and what is refused."""

import re
from typing import Any

import pytest
import stripe

from sandbox import Sandbox
from sandbox.errors import ApiError
from sandbox.resources.webhook_endpoints import MOST
from tests.asking import INVALID
from tests.resources.making import START, Refusal, ids, refusal, refused, told

URL = "http://localhost:4242/webhook"
PARAMS = {"url": URL, "enabled_events": ["source.chargeable", "charge.failed"]}


def an_endpoint(sandbox: Sandbox, **params: Any) -> str:
    """The id of a new endpoint."""
    made: str = sandbox.call("webhook_endpoints.create", **PARAMS | params)["id"]
    return made


def the_endpoint(sandbox: Sandbox, endpoint: str) -> dict[str, Any]:
    """An endpoint as it is now."""
    return sandbox.call("webhook_endpoints.retrieve", webhook_endpoint=endpoint)


def test_create(sandbox: Sandbox) -> None:
    """An endpoint has a URL, types of events, and a secret that signs them."""
    made = sandbox.call(
        "webhook_endpoints.create",
        **PARAMS,
        description="The shop",
        metadata={"a": "1"},
    )

    assert re.fullmatch("we_[0-9A-Za-z]{24}", made["id"])
    assert re.fullmatch("whsec_[0-9A-Za-z]{32}", made.pop("secret"))
    assert {
        "id": made["id"],
        "object": "webhook_endpoint",
        "api_version": None,
        "application": None,
        "created": START,
        "description": "The shop",
        "enabled_events": ["source.chargeable", "charge.failed"],
        "livemode": False,
        "metadata": {"a": "1"},
        "status": "enabled",
        "url": URL,
    } == made


def test_the_secret_is_shown_once(sandbox: Sandbox) -> None:
    """After its creation an endpoint never shows its secret again."""
    endpoint = an_endpoint(sandbox)

    listed = sandbox.call("webhook_endpoints.list")["data"]
    changed = sandbox.call(
        "webhook_endpoints.update", webhook_endpoint=endpoint, description="x"
    )

    for body in (the_endpoint(sandbox, endpoint), *listed, changed):
        assert endpoint == body["id"]
        assert "secret" not in body


def test_every_endpoint_has_a_secret_of_its_own(sandbox: Sandbox) -> None:
    """Two endpoints never have one secret."""
    made = [sandbox.call("webhook_endpoints.create", **PARAMS) for _ in range(2)]

    assert 2 == len({endpoint["secret"] for endpoint in made})


def test_an_api_version(sandbox: Sandbox) -> None:
    """An endpoint may have events in another API version than the account."""
    endpoint = an_endpoint(sandbox, api_version="2020-08-27")

    assert "2020-08-27" == the_endpoint(sandbox, endpoint)["api_version"]


def test_an_endpoint_is_told_by_no_event(sandbox: Sandbox) -> None:
    """That there is an endpoint is no event."""
    an_endpoint(sandbox)

    assert [] == told(sandbox)


@pytest.mark.usefixtures("sandbox")
def test_through_the_sdk() -> None:
    """The SDK makes, finds, changes, lists and deletes an endpoint."""
    made = stripe.WebhookEndpoint.create(url=URL, enabled_events=["*"])
    found = stripe.WebhookEndpoint.retrieve(made.id)
    changed = stripe.WebhookEndpoint.modify(made.id, disabled=True)

    assert (URL, ["*"], "enabled") == (found.url, found.enabled_events, found.status)
    assert "disabled" == changed.status
    assert [made.id] == [one.id for one in stripe.WebhookEndpoint.list().data]
    assert stripe.WebhookEndpoint.delete(made.id).deleted
    assert [] == stripe.WebhookEndpoint.list().data


Refused = tuple[dict[str, Any], str | None, str]
REFUSED: dict[str, Refused] = {
    "another machine": ({"url": "https://example.com"}, "url_invalid", "url"),
    "no URL": ({"url": "webhook"}, "url_invalid", "url"),
    "an empty URL": ({"url": ""}, "parameter_invalid_empty", "url"),
    "no events": ({"enabled_events": []}, "parameter_missing", "enabled_events"),
    "an empty list": ({"enabled_events": {"wat": "*"}}, None, "enabled_events"),
    "an empty type": (
        {"enabled_events": [""]},
        "parameter_invalid_empty",
        "enabled_events[0]",
    ),
    "an unknown type": (
        {"enabled_events": ["charge.failed", "charge.paid"]},
        None,
        "enabled_events[1]",
    ),
    "a group of types": ({"enabled_events": ["charge.*"]}, None, "enabled_events[0]"),
    "no version": ({"api_version": "yesterday"}, None, "api_version"),
    "a version too old": ({"api_version": "2011-01-01"}, None, "api_version"),
    "Connect": ({"connect": True}, "parameter_unknown", "connect"),
    "a status": ({"status": "disabled"}, "parameter_unknown", "status"),
}


@pytest.mark.parametrize(("sent", "code", "param"), REFUSED.values(), ids=REFUSED)
def test_create_is_refused(
    sandbox: Sandbox, sent: dict[str, Any], code: str | None, param: str
) -> None:
    """An endpoint that nothing could be delivered to is refused."""
    expected: Refusal = (400, INVALID, code, param)

    assert expected == refusal(sandbox, "webhook_endpoints.create", **PARAMS | sent)


def test_an_empty_list_of_types(sandbox: Sandbox) -> None:
    """An endpoint that is to hear nothing is refused."""
    endpoint = an_endpoint(sandbox)

    empty = "parameter_invalid_empty"
    assert (400, INVALID, empty, "enabled_events") == refusal(
        sandbox,
        "webhook_endpoints.update",
        webhook_endpoint=endpoint,
        enabled_events="",
    )


def test_a_refusal_says_where_delivery_goes(sandbox: Sandbox) -> None:
    """Who names a public URL is told that the sandbox delivers to this machine."""
    error = refused(
        sandbox, "webhook_endpoints.create", **PARAMS | {"url": "https://example.com"}
    )

    assert "The sandbox does not model delivery to other machines" in error.message


def test_one_too_many(sandbox: Sandbox) -> None:
    """An account has at most sixteen endpoints; deleting one makes room."""
    made = [an_endpoint(sandbox) for _ in range(MOST)]

    with pytest.raises(ApiError, match="There are 16 webhook endpoints"):
        an_endpoint(sandbox)
    sandbox.call("webhook_endpoints.delete", webhook_endpoint=made[0])
    an_endpoint(sandbox)


def test_update(sandbox: Sandbox) -> None:
    """What is sent changes, the rest stays; metadata is merged."""
    endpoint = an_endpoint(sandbox, description="Old", metadata={"a": "1"})

    changed = sandbox.call(
        "webhook_endpoints.update",
        webhook_endpoint=endpoint,
        url="http://127.0.0.1:1/",
        enabled_events=["*"],
        metadata={"b": "2"},
    )

    assert changed == the_endpoint(sandbox, endpoint)
    assert {
        "url": "http://127.0.0.1:1/",
        "enabled_events": ["*"],
        "description": "Old",
        "metadata": {"a": "1", "b": "2"},
        "status": "enabled",
    }.items() <= changed.items()


def test_switched_off_and_on(sandbox: Sandbox) -> None:
    """`disabled` switches an endpoint off and on."""
    endpoint = an_endpoint(sandbox)

    statuses = [
        sandbox.call(
            "webhook_endpoints.update", webhook_endpoint=endpoint, disabled=disabled
        )["status"]
        for disabled in (True, False)
    ]

    assert ["disabled", "enabled"] == statuses


def test_a_description_can_be_taken_away(sandbox: Sandbox) -> None:
    """An empty description is none."""
    endpoint = an_endpoint(sandbox, description="Old")

    changed = sandbox.call(
        "webhook_endpoints.update", webhook_endpoint=endpoint, description=""
    )

    assert changed["description"] is None


UPDATES: dict[str, Refused] = {
    "another machine": ({"url": "http://10.0.0.1/"}, "url_invalid", "url"),
    "an unknown type": ({"enabled_events": ["x"]}, None, "enabled_events[0]"),
    "another version": (
        {"api_version": "2020-08-27"},
        "parameter_unknown",
        "api_version",
    ),
    "half a flag": ({"disabled": "maybe"}, None, "disabled"),
}


@pytest.mark.parametrize(("sent", "code", "param"), UPDATES.values(), ids=UPDATES)
def test_update_is_refused(
    sandbox: Sandbox, sent: dict[str, Any], code: str | None, param: str
) -> None:
    """An update that would lead nowhere is refused, and so is another version."""
    endpoint = an_endpoint(sandbox)

    assert (400, INVALID, code, param) == refusal(
        sandbox, "webhook_endpoints.update", webhook_endpoint=endpoint, **sent
    )


@pytest.mark.parametrize("operation", ["retrieve", "update", "delete"])
@pytest.mark.parametrize("deleted", [False, True], ids=["unknown", "deleted"])
def test_no_such_endpoint(sandbox: Sandbox, operation: str, *, deleted: bool) -> None:
    """An endpoint that is not there, or not any more, is a 404."""
    endpoint = an_endpoint(sandbox) if deleted else "we_none"
    if deleted:
        sandbox.call("webhook_endpoints.delete", webhook_endpoint=endpoint)

    assert (404, INVALID, "resource_missing", "id") == refusal(
        sandbox, f"webhook_endpoints.{operation}", webhook_endpoint=endpoint
    )


def test_delete(sandbox: Sandbox) -> None:
    """Of a deleted endpoint its id is left."""
    endpoint = an_endpoint(sandbox)

    deleted = sandbox.call("webhook_endpoints.delete", webhook_endpoint=endpoint)

    assert {"id": endpoint, "object": "webhook_endpoint", "deleted": True} == deleted


def test_list(sandbox: Sandbox) -> None:
    """Endpoints are listed with the newest first, page by page."""
    made = [an_endpoint(sandbox) for _ in range(3)]

    first = sandbox.call("webhook_endpoints.list", limit=2)
    rest = sandbox.call("webhook_endpoints.list", starting_after=made[1])

    assert (made[:0:-1], True) == (ids(first), first["has_more"])
    assert (made[:1], False) == (ids(rest), rest["has_more"])
    assert "/v1/webhook_endpoints" == first["url"]
