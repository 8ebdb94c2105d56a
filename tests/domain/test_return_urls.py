"""Where a payer comes back to: the shop's own address, with what is said there."""

import pytest

from sandbox.domain.return_urls import arrival, host

OURS = "source=src_1&livemode=false&client_secret=s_1"

ADDRESSES = {
    "a page": ("https://shop.test/done", f"https://shop.test/done?{OURS}"),
    "no page": ("https://shop.test", f"https://shop.test?{OURS}"),
    "a query": ("https://shop.test/?a=1&b", f"https://shop.test/?a=1&b&{OURS}"),
    "an empty query": ("https://shop.test/?", f"https://shop.test/?{OURS}"),
    "a fragment": ("https://shop.test/#top", f"https://shop.test/?{OURS}#top"),
    "a query in a fragment": (
        "https://shop.test/#/done?source=x",
        f"https://shop.test/?{OURS}#/done?source=x",
    ),
    "our own names": (
        "https://shop.test/?source=x&livemode=true&a=1&client_secret=y&source",
        f"https://shop.test/?a=1&{OURS}",
    ),
    "our own names, escaped": (
        "https://shop.test/?s%6Furce=x&Source=y",
        f"https://shop.test/?Source=y&{OURS}",
    ),
    "escapes": (
        "https://shop.test/%C3%A9?a=%26",
        f"https://shop.test/%C3%A9?a=%26&{OURS}",
    ),
    "letters": ("https://shop.test/é?a=ü", f"https://shop.test/%C3%A9?a=%C3%BC&{OURS}"),
    "lines": (
        "https://shop.test/\r\nSet-Cookie: a=b",
        f"https://shop.test/%0D%0ASet-Cookie:%20a=b?{OURS}",
    ),
    "an app": ("shop://done", f"shop://done?{OURS}"),
}


@pytest.mark.parametrize(("sent", "expected"), ADDRESSES.values(), ids=ADDRESSES)
def test_arrival(sent: str, expected: str) -> None:
    """What is said of the source stands behind the shop's own query.

    Source: docs.stripe.com/sources/bancontact (the query of the return URL)
    """
    source = {
        "id": "src_1",
        "client_secret": "s_1",
        "livemode": False,
        "redirect": {"return_url": sent},
    }

    assert expected == arrival(source)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://shop.test/done", "shop.test"),
        ("HTTP://localhost:8080?a", "localhost:8080"),
        ("https://me:pass@shop.test", "shop.test"),
        ("http://[::1/", "[::1"),
        ("https:///done", None),
        ("https:done", None),
        ("//shop.test", None),
        ("shop://done", None),
        ("javascript:alert('https://x')", None),
        ("", None),
    ],
)
def test_host(url: str, expected: str | None) -> None:
    """A browser is sent to a host that a web address names, and nowhere else."""
    assert expected == host(url)
