"""The snippets of the page, by their heading and language, and what they ask."""

import re
from pathlib import Path
from typing import NamedTuple

from sandbox.languages import Call
from tests.languages.examples import WRITTEN

FENCED = re.compile(r"^## (.+?)$|^```(\w+)\n(.*?)\n```$", re.MULTILINE | re.DOTALL)

ASKED = {
    "A new customer with a source": "Attaching a Source to a new Customer",
    "A source for an existing customer": "Attaching a Source to an existing Customer",
    "Another default source": "Changing the default source",
    "A charge of an attached source": "Charging a Source attached to a Customer",
    "A charge that is attributed to a customer": (
        "Charging a Source attached to a Customer"
    ),
}
"""The calls of the snippets, by the headings of snippets.txt and of written.txt."""


class Snippet(NamedTuple):
    """A tab of an example."""

    heading: str
    language: str
    code: str

    @property
    def asked(self) -> Call:
        """The call that it makes."""
        return WRITTEN[ASKED[self.heading]]


def snippets() -> list[Snippet]:
    """Every snippet of snippets.txt."""
    found, heading = [], ""
    text = Path(__file__).with_name("snippets.txt").read_text(encoding="utf-8")
    for title, language, code in FENCED.findall(text):
        heading = title or heading
        if language:
            found.append(Snippet(heading, language, code))
    return found


SNIPPETS = snippets()
