"""Calls as a reader would hand them over, built by hand: one parameter to a line."""

from typing import Any

from sandbox.doccheck.tabs import Tab
from sandbox.languages import Call
from sandbox.languages.reading.made import Made

CUSTOMER, SOURCE = "cus_AFGbOSiITuJVDs", "src_18eYalAHEMiOZZp1l9ZTjSU0"
EUROS = {"amount": 1099, "currency": "eur"}
CHARGE = EUROS | {"customer": CUSTOMER, "source": SOURCE}

PAGE_LINES = {"curl": 10, "ruby": 20, "python": 30, "php": 40, "java": 50, "node": 60}
"""Where in its page each language's tab begins."""


def made(operation: str, *, line: int = 1, fetched: bool = False, **given: Any) -> Made:
    """A call at a line, its values at the lines below it, in column 3.

    What the address of the operation names are its ids; the rest are parameters.
    """
    names = Call(operation, {}, {}).known.ids
    ids = {name: given[name] for name in given if name in names}
    params = {name: given[name] for name in given if name not in names}
    places = {name: (line + offset, 3) for offset, name in enumerate(given, 1)}
    return Made(Call(operation, ids, params), line, 1, places, fetched)


def tab(language: str, *calls: Made) -> Tab:
    """A language's tab, which begins at its line of the page."""
    first = PAGE_LINES[language]
    return Tab(language, calls, lambda line, column: (first + line - 1, column))
