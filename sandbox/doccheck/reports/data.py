"""For programs: JSON, with every call that was read, and every note."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sandbox.doccheck.blanks import Blank
from sandbox.doccheck.examples import Checked
from sandbox.doccheck.pages import Unsound
from sandbox.doccheck.reports.tally import Tally
from sandbox.languages.reading.made import Answer, Made, Outside


def lines(found: Iterable[Checked | Unsound], tally: Tally) -> Iterator[str]:
    """One object, of which each snippet is a line: `snippets`, then the `summary`.

    Characters beyond ASCII are escaped, so that any output can carry it.
    """
    yield '{"snippets": ['
    before = ""
    for one in found:
        if isinstance(one, Checked):
            yield before + json.dumps(snippet(one))
            before = ","
    yield f'], "summary": {json.dumps(tally.summary)}}}'


def snippet(one: Checked) -> dict[str, Any]:
    """Everything about a snippet; its lines are those of the file."""
    of = one.snippet
    return {
        "path": of.path,
        "line": of.line,
        "end_line": of.end_line,
        "heading": of.heading,
        "language": of.language or of.named,
        "example": of.example,
        "status": one.status,
        "calls": [call(made, one.before + one.calls) for made in one.calls],
        "problems": [problem._asdict() for problem in one.problems],
        "notes": [note._asdict() for note in one.notes],
    }


def call(made: Made, calls: Sequence[Made]) -> dict[str, Any]:
    """A call; what is known only by running is named in braces.

    >>> from sandbox.languages import Call
    >>> first = Made(Call("customers.create", {}, {}), 1, 1, {})
    >>> then = Call("customers.retrieve", {"customer": Answer(0, ("id",))}, {})
    >>> call(Made(then, 2, 1, {}), [first])["path"]
    '/v1/customers/{customers.create.id}'
    """
    asked = made.call.changed(lambda value, _: stated(value, calls))
    return {
        "operation": asked.operation,
        "method": asked.known.method,
        "path": asked.known.url(dict(asked.ids)),
        "params": asked.params,
    }


def stated(value: Any, calls: Sequence[Made]) -> Any:
    """A single value as JSON has it."""
    if isinstance(value, Answer):
        asked = calls[value.of].call.operation if value.of < len(calls) else "?"
        return f"{{{'.'.join([asked, *value.field])}}}"
    if isinstance(value, Blank):
        return value.name
    return f"{{{value.name}}}" if isinstance(value, Outside) else value
