"""A call as code, in the seven languages of the page and in two styles.

>>> call = Call("customers.create", {}, {"email": "jenny@example.com"}, {})
>>> print(write(call, "python", "today", key="sk_test_123"))
import stripe
<BLANKLINE>
client = stripe.StripeClient("sk_test_123")
<BLANKLINE>
customer = client.v1.customers.create({"email": "jenny@example.com"})
"""

from importlib import import_module
from typing import Literal

from sandbox.languages.call import Call, asked

__all__ = ["KEY", "LANGUAGES", "NAMES", "STYLES", "Call", "Style", "asked", "write"]

Style = Literal["page", "today"]

NAMES = {
    "curl": "curl",
    "ruby": "Ruby",
    "python": "Python",
    "php": "PHP",
    "java": "Java",
    "node": "Node",
    "go": "Go",
}
"""What the languages are called, in the order of the page's tabs."""

LANGUAGES = tuple(NAMES)

STYLES: dict[Style, str] = {"page": "the page's day", "today": "today's SDK"}
"""As code was written in June 2017, and as it is written with the SDKs of today."""

KEY = "sk_test_BQokikJOvBiI2HlWgH4olfQ2"
"""The test key of the page, which is nobody's."""


def write(call: Call, language: str, style: Style = "page", *, key: str = KEY) -> str:
    """The code that makes a call, as a person would type it; without a last newline.

    What no SDK knows, an operation of the sandbox itself, is a comment that says so,
    save in curl.
    Raises: ValueError for another language or style, LookupError for an operation that
    there is not.
    """
    if language not in NAMES or style not in STYLES:
        known = f"{', '.join(LANGUAGES)} in the style {' or '.join(STYLES)}"
        message = f"The sandbox writes no {language} of {style}. It writes {known}."
        raise ValueError(message)
    module = import_module(f"sandbox.languages.{language}")
    if language != "curl" and not call.known.modelled:
        asks = f"{call.known.method} {call.path}"
        return f"{module.COMMENT} No SDK knows {asks}: ask over HTTP, as in curl."
    text: str = module.write(call, page=style == "page", key=key)
    return text.strip("\n")
