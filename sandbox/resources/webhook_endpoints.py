"""Webhook endpoints: where events are delivered, which ones, and in which version."""

from pydantic import Field

from sandbox.clock import scramble
from sandbox.domain import event_types, loopback
from sandbox.errors import ApiError, echo, invalid
from sandbox.request.paging import Page
from sandbox.request.params import Flag, Items, Metadata, Params, Text, Unset, merge
from sandbox.request.versions import check_version
from sandbox.resources.exchange import Exchange
from sandbox.wire import StripeObject

URL = "/v1/webhook_endpoints"
COLLECTION = "webhook_endpoints"

MOST = 16
"""Endpoints of one account. Assumed: the real API stops at a number like this."""

DESCRIBED_EVENTS = "Types such as source.chargeable, or * for all of them."
DESCRIBED_URL = "Where to deliver: http or https, on this machine."


class CreateWebhookEndpoint(Params):
    """Have events delivered to a URL."""

    url: Text = Field(description=DESCRIBED_URL)
    enabled_events: Items[Text] = Field(description=DESCRIBED_EVENTS)
    api_version: Text | None = Field(
        None, description="In which version events come; the account's, if left out."
    )
    description: Unset[Text] = Field(None, description="What it is for.")
    metadata: Metadata = None


class UpdateWebhookEndpoint(Params):
    """Change where events are delivered, and which."""

    url: Text | None = Field(None, description=DESCRIBED_URL)
    enabled_events: Items[Text] | None = Field(None, description=DESCRIBED_EVENTS)
    description: Unset[Text] = Field(None, description="What it is for.")
    disabled: Flag | None = Field(None, description="true: deliver nothing for now.")
    metadata: Metadata = None


class ListWebhookEndpoints(Page):
    """Which endpoints to list."""


class DeleteWebhookEndpoint(Params):
    """Deliver nothing there any more."""


def create(exchange: Exchange, params: CreateWebhookEndpoint) -> StripeObject:
    """An endpoint, with the secret that signs what is delivered: shown only here.

    Source: docs.stripe.com/api/webhook_endpoints/create
    """
    check_url(params.url)
    check_events(params.enabled_events)
    if params.api_version:
        check_api_version(params.api_version)
    if exchange.store.count(COLLECTION) >= MOST:
        message = f"There are {MOST} webhook endpoints, and no more can be. Delete one."
        raise invalid(message)
    endpoint: StripeObject = {
        "id": exchange.store.next_id("we_"),
        "object": "webhook_endpoint",
        "api_version": params.api_version,
        "application": None,
        "created": exchange.now,
        "description": params.description,
        "enabled_events": params.enabled_events,
        "livemode": False,
        "metadata": merge({}, params.metadata),
        "status": "enabled",
        "url": params.url,
    }
    exchange.store.add(COLLECTION, endpoint)
    return endpoint | {"secret": secret(exchange.store.seed, endpoint["id"])}


def secret(seed: int, endpoint: str) -> str:
    """What signs the deliveries of an endpoint: shown once, and kept nowhere.

    >>> secret(2, "we_1")
    'whsec_GwHggUrF314ogk4bmkrbwILYQRDAZp4I'

    Source: docs.stripe.com/api/webhook_endpoints/object (secret)
    """
    return "whsec_" + scramble(seed, f"secret of {endpoint}", 32)


def check_url(url: str) -> None:
    """Refuse a URL to which nothing can be delivered.

    Assumed: the code of the refusal; the real API delivers to public addresses only.
    """
    if problem := loopback.problem(url):
        message = (
            f"url '{echo(url)}' {problem}. The sandbox does not model delivery to "
            "other machines: give the address of a server on this one."
        )
        raise invalid(message, code="url_invalid", param="url")


def check_events(types: list[str]) -> None:
    """Refuse types of events that never come.

    Source: docs.stripe.com/api/webhook_endpoints/create (enabled_events)
    """
    for place, kind in enumerate(types):
        if not event_types.known(kind):
            message = (
                f"The sandbox does not model events '{echo(kind)}'. "
                f"{event_types.meant(kind)} Send * for all of them."
            )
            raise invalid(message, param=f"enabled_events[{place}]")


def check_api_version(version: str) -> None:
    """Refuse a version in which no event could be shown."""
    try:
        check_version(version)
    except ApiError as refusal:
        raise invalid(refusal.message, param="api_version") from None


def retrieve(exchange: Exchange, _: Params, webhook_endpoint: str) -> StripeObject:
    """An endpoint, without its secret.

    Source: docs.stripe.com/api/webhook_endpoints/retrieve
    """
    return exchange.need("webhook_endpoint", webhook_endpoint)


def update(
    exchange: Exchange, params: UpdateWebhookEndpoint, webhook_endpoint: str
) -> StripeObject:
    """Change an endpoint, or switch it off and on.

    Source: docs.stripe.com/api/webhook_endpoints/update
    """
    endpoint = exchange.need("webhook_endpoint", webhook_endpoint)
    if params.url:
        check_url(params.url)
    if params.enabled_events is not None:
        check_events(params.enabled_events)
    for name in ("url", "enabled_events", "description"):
        if name in params.model_fields_set:
            endpoint[name] = getattr(params, name)
    if params.disabled is not None:
        endpoint["status"] = "disabled" if params.disabled else "enabled"
    if "metadata" in params.model_fields_set:
        endpoint["metadata"] = merge(endpoint["metadata"], params.metadata)
    exchange.store.save(endpoint)
    return endpoint


def delete(
    exchange: Exchange, _: DeleteWebhookEndpoint, webhook_endpoint: str
) -> StripeObject:
    """Deliver nothing there any more, and forget the endpoint.

    Source: docs.stripe.com/api/webhook_endpoints/delete
    """
    exchange.need("webhook_endpoint", webhook_endpoint)
    tombstone = {"id": webhook_endpoint, "object": "webhook_endpoint", "deleted": True}
    exchange.store.retire(tombstone)
    return tombstone


def list_(exchange: Exchange, params: ListWebhookEndpoints) -> StripeObject:
    """Endpoints, the newest first, without their secrets.

    Source: docs.stripe.com/api/webhook_endpoints/list
    """
    return exchange.page(COLLECTION, params, URL)
