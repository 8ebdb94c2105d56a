"""Addresses of this machine: where the sandbox delivers, and nowhere else.

>>> problem("http://localhost:4242/webhook"), problem("ftp://localhost")
(None, 'begins with neither http:// nor https://')
"""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

LONGEST_URL = 2048
"""Characters, of a URL that any server takes."""

PLAIN = re.compile(r"[!-~]+")
"""What stands in a URL: everything else is percent-encoded."""


def is_loopback(address: str) -> bool:
    """Whether an IP address leads back to this machine.

    >>> [is_loopback(one) for one in ("127.0.0.1", "::1", "10.0.0.1", "localhost")]
    [True, True, False, False]
    """
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def problem(url: str) -> str | None:
    """Why nothing can be delivered to a URL, to go on after its name; None if it can.

    `localhost` is the one name that is taken: what it stands for is looked at again
    when something is delivered.
    """
    if not PLAIN.fullmatch(url) or len(url) > LONGEST_URL:
        return f"is not a URL of at most {LONGEST_URL} characters, without blanks"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "has a host or a port that cannot be read"
    if parts.scheme not in {"http", "https"}:
        return "begins with neither http:// nor https://"
    if "@" in parts.netloc:
        return "has a user name, which would be kept. Leave it out"
    if host != "localhost" and not is_loopback(host or ""):
        return "is not an address of this machine (localhost, 127.0.0.1 or [::1])"
    return None
