"""The same shop three times: with the SDK's global client, StripeClient, over HTTP."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
import stripe

from sandbox.errors import SandboxWarning
from sandbox.request.versions import PAGE_VERSION
from sandbox.session import Sandbox


class GlobalShop:
    """A shop in the style of the page: `stripe.Customer.create(...)`."""

    def __init__(self, sandbox: Sandbox) -> None:
        """Use the client that the sandbox is connected to."""
        self.sandbox = sandbox

    def source(self, **params: Any) -> Any:
        """Create a source: a reusable card, unless the parameters say otherwise."""
        return stripe.Source.create(**CARD | params)

    def reread(self, source: Any) -> Any:
        """The source as it is now."""
        return stripe.Source.retrieve(source.id)

    def customer(self, **params: Any) -> Any:
        """Create a customer."""
        return stripe.Customer.create(**params)

    def update(self, customer: Any, **params: Any) -> Any:
        """Update a customer."""
        return stripe.Customer.modify(customer.id, **params)

    def default(self, customer: Any) -> str | None:
        """The default source of a customer as it is now."""
        return stripe.Customer.retrieve(customer.id).default_source

    def attach(self, customer: Any, source: Any) -> Any:
        """Attach a source to a customer."""
        return stripe.Customer.create_source(customer.id, source=source.id)

    def saved(self, customer: Any) -> list[str]:
        """The ids in the customer's list of sources."""
        return [one.id for one in stripe.Customer.list_sources(customer.id).data]

    def detach(self, customer: Any, source: Any) -> Any:
        """Detach a source from a customer."""
        return stripe.Customer.delete_source(customer.id, source.id)

    def charge(self, **params: Any) -> Any:
        """Charge 10.99 eur."""
        return stripe.Charge.create(**PRICE | params)

    def told(self, words: str) -> AbstractContextManager[object]:
        """Expect to be told something of what is attached inside."""
        return pytest.warns(SandboxWarning, match=words)


class ClientShop:
    """A shop in today's style: `client.v1.customers.create({...})`."""

    def __init__(self, sandbox: Sandbox) -> None:
        """Use a client of its own."""
        self.sandbox = sandbox
        self.v1 = sandbox.client().v1

    def source(self, **params: Any) -> Any:
        """Create a source: a reusable card, unless the parameters say otherwise."""
        return self.v1.sources.create(CARD | params)

    def reread(self, source: Any) -> Any:
        """The source as it is now."""
        return self.v1.sources.retrieve(source.id)

    def customer(self, **params: Any) -> Any:
        """Create a customer."""
        return self.v1.customers.create(params)

    def update(self, customer: Any, **params: Any) -> Any:
        """Update a customer."""
        return self.v1.customers.update(customer.id, params)

    def default(self, customer: Any) -> str | None:
        """The default source of a customer as it is now."""
        return self.v1.customers.retrieve(customer.id).default_source

    def attach(self, customer: Any, source: Any) -> Any:
        """Attach a source to a customer."""
        return self.v1.customers.payment_sources.create(
            customer.id, {"source": source.id}
        )

    def saved(self, customer: Any) -> list[str]:
        """The ids in the customer's list of sources."""
        listed = self.v1.customers.payment_sources.list(customer.id)
        return [one.id for one in listed.data]

    def detach(self, customer: Any, source: Any) -> Any:
        """Detach a source from a customer."""
        return self.v1.customers.payment_sources.delete(customer.id, source.id)

    def charge(self, **params: Any) -> Any:
        """Charge 10.99 eur."""
        return self.v1.charges.create(PRICE | params)

    def told(self, words: str) -> AbstractContextManager[object]:
        """Expect to be told something of what is attached inside."""
        return pytest.warns(SandboxWarning, match=words)


class HttpShop(ClientShop):
    """The same shop in a process of its own, as far as the sandbox can tell."""

    def __init__(self, sandbox: Sandbox) -> None:
        """Use a client that asks at the sandbox's address."""
        self.sandbox, self.notices = sandbox, list[str | None]()
        self.v1 = stripe.StripeClient(
            "sk_test_123",
            stripe_version=PAGE_VERSION,
            base_addresses={"api": sandbox.serve()},
        ).v1

    def attach(self, customer: Any, source: Any) -> Any:
        """Attach a source to a customer, and note what was said of it."""
        attached = super().attach(customer, source)
        self.notices.append(attached.last_response.headers.get("sandbox-notice"))
        return attached

    @contextmanager
    def told(self, words: str) -> Iterator[None]:
        """Expect to be told something of what is attached inside, in a header."""
        before = len(self.notices)
        yield
        assert any(words in (one or "") for one in self.notices[before:])


Shop = GlobalShop | ClientShop
STYLES = {"global": GlobalShop, "client": ClientShop, "http": HttpShop}
CARD = {"type": "card", "token": "tok_visa", "usage": "reusable"}
PRICE = {"amount": 1099, "currency": "eur"}
