"""What a page leaves for its readers to fill in: `{{CUSTOMER_ID}}`, `tok_...`.

>>> [is_blank(text) for text in ("<your key>", "cus_...", "cus_1", "TOK_VISA")]
[True, True, False, False]
"""

import re
from typing import Any

from sandbox.doccheck.making import BEGINNINGS
from sandbox.languages.reading import Made, Outside, Reading

FILL_IN = "a value to fill in"
"""How a blank is called beside other tabs: however it is written, it is the same."""

PREFIXES = "|".join(BEGINNINGS).upper()
BLANK = re.compile(
    rf"""(?:\w+_\w*)?(?:\.\.\.|\u2026)\w* | \w+_(?:\*{{3,}}|x{{3,}}|X{{3,}})
    | \{{\{{?[^{{}}]+\}}\}}? | <<?[^<>]+>>? | \[[\w -]+\] | %\w+% | :[a-z]\w*
    | \$[A-Za-z_]\w* | \$\{{\w+\}} | (?i:your)[-_]?[\w-]+
    | (?!(?:{PREFIXES})_(?!ID$))[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+""",
    re.VERBOSE,
)


class Blank(Outside):
    """A text that stands for a value, by what the page writes."""


def is_blank(text: str) -> bool:
    """Whether a text only stands for a value.

    >>> [is_blank(text) for text in ("eur", "Jenny", "$CUSTOMER", ":id", "CARD_ID")]
    [False, False, True, True, True]
    """
    return bool(BLANK.fullmatch(text))


def blanked(reading: Reading) -> Reading:
    """What was read, with each blank as a value from outside; none of them is wrong."""
    calls = tuple(
        made._replace(call=made.call.changed(lambda value, _: blank(value)))
        for made in reading.calls
    )
    places = {place for made in calls for place in places_of_blanks(made)}
    wrong = [
        one
        for one in reading.problems
        if one.kind != "parameter" or one[:2] not in places
    ]
    return reading._replace(calls=calls, problems=tuple(wrong))


def blank(value: Any) -> Any:
    """A value, or what comes from outside in its place."""
    return Blank(value) if isinstance(value, str) and is_blank(value) else value


def places_of_blanks(made: Made) -> set[tuple[int, int]]:
    """Where the blanks of a call stand."""
    return {
        made.places[name]
        for name, value in made.call.params.items()
        if isinstance(value, Blank) and name in made.places
    }
