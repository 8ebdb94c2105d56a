"""Where the owner of a payment comes back to, whether it was authorised or not.

>>> source = {"id": "src_1", "client_secret": "s_1", "livemode": False,
...           "redirect": {"return_url": "https://shop.test/done?order=7&source=x#top"}}
>>> arrival(source)
'https://shop.test/done?order=7&source=src_1&livemode=false&client_secret=s_1#top'
"""

import re
from urllib.parse import quote, unquote_plus, urlencode

from sandbox.wire import StripeObject

OURS = ("source", "livemode", "client_secret")
"""What is said to whoever gets the payer back; the same names of theirs give way.

Source: docs.stripe.com/sources/bancontact (the query of the return URL)
"""

PLAIN = "!#$%&'()*+,/:;=?@[]~"
"""What stands in a URL as it is, beside letters and digits.

Source: www.rfc-editor.org/rfc/rfc3986#section-2
"""

HOST = re.compile(r"https?://([^/?#]+)", re.IGNORECASE)


def arrival(source: StripeObject) -> str:
    """The address that the owner of a redirect source comes back to, query included."""
    whole, mark, fragment = source["redirect"]["return_url"].partition("#")
    page, _, query = whole.partition("?")
    theirs = [
        pair
        for pair in query.split("&")
        if pair and unquote_plus(pair.partition("=")[0]) not in OURS
    ]
    said = (source["id"], str(source["livemode"]).lower(), source["client_secret"])
    ours = urlencode(list(zip(OURS, said, strict=True)))
    return quote(f"{page}?{'&'.join([*theirs, ours])}{mark}{fragment}", safe=PLAIN)


def host(url: str) -> str | None:
    """Who a browser that is sent there asks; nobody, for the address of an app.

    >>> host("https://shop.test:8080/done?a=1"), host("shop://done")
    ('shop.test:8080', None)
    """
    found = HOST.match(url)
    return found[1].rpartition("@")[2] if found else None
