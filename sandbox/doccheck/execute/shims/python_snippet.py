"""Runs a snippet as it stands: its SDK asks the sandbox, and nothing asks elsewhere."""

import os
import runpy
import sys
from collections.abc import Mapping
from typing import Any

import stripe

LOOPBACK = ("127.0.0.1", "::1")


def keep_in(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse every address but this machine's."""
    if event != "socket.connect":
        return
    address = arguments[1]
    if isinstance(address, tuple) and address[0] not in LOOPBACK:
        message = f"there is no network while a page is checked: {address[0]}"
        raise OSError(message)


def pointed(init: Any, url: str) -> Any:
    """A client that is made as ever, and asks at this address."""
    bases = dict.fromkeys(("api", "files", "connect"), url)

    def made(self: Any, *given: Any, **options: Any) -> None:
        init(self, *given, **{**options, "base_addresses": bases})

    return made


def point(environment: Mapping[str, str]) -> None:
    """Have the SDK ask the sandbox, in the version of the page's day."""
    url = environment["SANDBOX_URL"]
    stripe.api_base = stripe.upload_api_base = stripe.connect_api_base = url
    stripe.ca_bundle_path = environment["SANDBOX_AUTHORITY"]
    stripe.api_version = environment["SANDBOX_VERSION"]
    stripe.max_network_retries = 0
    stripe.StripeClient.__init__ = pointed(stripe.StripeClient.__init__, url)  # type: ignore[method-assign]


if __name__ == "__main__":
    sys.addaudithook(keep_in)
    point(os.environ)
    runpy.run_path(sys.argv[1], {"stripe": stripe}, "__main__")
