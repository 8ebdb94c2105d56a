"""The story of an object: what was asked of it, what it told, what happened by itself.

>>> from sandbox import Sandbox
>>> sandbox = Sandbox(seed=2)
>>> given = sandbox.given("cus_1"), sandbox.given("src_1", usage="reusable")
>>> asked = sandbox.call("customers.sources.create", customer="cus_1", source="src_1")
>>> print(story(sandbox, "src_1"))
The story of src_1
2017-06-05 12:00:00  POST /_sandbox/given              id=src_1, usage=reusable  200  chargeable
2017-06-05 12:00:00  POST /v1/customers/cus_1/sources  source=src_1              200  chargeable  customer.source.created
"""  # noqa: E501 - a doctest shows whole lines

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from sandbox.request.forms import flatten
from sandbox.session import Sandbox
from sandbox.widgets.chapters import as_table
from sandbox.widgets.controls import as_text
from sandbox.widgets.pictures.picture import Picture
from sandbox.widgets.pictures.svg import shortened
from sandbox.widgets.pictures.timeline import timeline
from sandbox.wire import StripeObject

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("when", "what", "parameters", "answer", "status", "events")
BY_ITSELF, CLOCK = "by itself", "workbench.advance"
LONGEST = 300
"""Pixels that the parameters of a request have room for in a story told in text."""


class Chapter(NamedTuple):
    """One thing that happened: when, in the sandbox's time, and what came of it.

    `answer` is the HTTP status, with the code of a refusal; `status` is the object's
    own, where it showed; `events` are the types of those that were told.
    """

    when: str
    what: str
    parameters: str
    answer: str
    status: str
    events: str


class Story:
    """An object's whole life, in order: a table, and the same as a picture."""

    def __init__(self, object_id: str, chapters: list[Chapter]) -> None:
        """Keep what happened."""
        self.object_id, self.chapters = object_id, chapters

    @property
    def title(self) -> str:
        """Whose story it is."""
        return f"The story of {self.object_id}"

    @property
    def timeline(self) -> Picture:
        """The story as a picture: the latest chapters, the last one at the bottom."""
        return timeline(self.title, self.chapters)

    def table(self) -> "pd.DataFrame":
        """The story as a DataFrame, a row for each chapter."""
        import pandas as pd

        return pd.DataFrame(self.chapters, columns=list(COLUMNS), dtype=object)

    def __repr__(self) -> str:
        rows = [
            chapter._replace(parameters=shortened(chapter.parameters, LONGEST))
            for chapter in self.chapters
        ]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = [
            "  ".join(f"{one:<{w}}" for one, w in zip(row, widths, strict=True))
            for row in rows
        ]
        return "\n".join([self.title, *(line.rstrip() for line in lines)])

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """The picture above the table, and lines of text for a terminal."""
        html = self.timeline.html() + as_table(COLUMNS, self.chapters)
        return {"text/html": html, "text/plain": repr(self)}


def story(sandbox: Sandbox, of: Any) -> Story:
    """The story of an object, or of the object with this id.

    Raises: ApiError 404 for an id that nothing has, and nothing ever named.
    """
    object_id = as_text(of)
    told = {event["id"]: event for event in about(sandbox, object_id)}
    asked = sandbox.pages("workbench.requests")[::-1]
    chapters = [one for request in asked for one in of_it(request, object_id, told)]
    if not chapters and not told:
        sandbox.call("workbench.object", object_id=object_id)
    caused = {name for request in asked for name in request["events"]}
    rest = [by_itself(event) for name, event in told.items() if name not in caused]
    return Story(object_id, in_order(chapters, rest))


def about(sandbox: Sandbox, object_id: str) -> list[StripeObject]:
    """The events about an object, oldest first."""
    return sandbox.objects("events", customer=object_id)


def names(request: StripeObject, object_id: str) -> bool:
    """Whether a request named an object, or made it."""
    made = request["response"] or {}
    return (
        object_id in request["path"].split("/")
        or object_id in plain(request["params"])
        or object_id == made.get("id")
        or object_id in plain({k: made.get(k) for k in REFERS})
    )


REFERS = ("customer", "charge", "source", "default_source")
"""Where an answer refers to an object that the request did not name."""


def plain(value: Any) -> Iterator[Any]:
    """Every single value inside a hash or a list."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name != "metadata":
                yield from plain(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from plain(inner)
    else:
        yield value


def of_it(
    request: StripeObject, object_id: str, told: dict[str, StripeObject]
) -> Iterator[Chapter]:
    """What a request is in the story of an object, by the events that it caused.

    A chapter, if it named the object or made something happen to it; but when the clock
    moved, each thing that happened then is one, at its own time.
    """
    caused = [told[name] for name in request["events"] if name in told]
    if request["operation"] == CLOCK:
        yield from map(by_itself, caused)
        return
    if not caused and not names(request, object_id):
        return
    yield Chapter(
        moment(request["created"]),
        f"{request['method']} {request['path']}",
        in_words(request["params"]),
        answered(request),
        shown(object_id, request["response"] or {}, *caused),
        ", ".join(event["type"] for event in caused),
    )


def by_itself(event: StripeObject) -> Chapter:
    """What happened without being asked for, and was told of."""
    status = event["data"]["object"].get("status") or ""
    return Chapter(moment(event["created"]), BY_ITSELF, "", "", status, event["type"])


def in_order(chapters: list[Chapter], rest: list[Chapter]) -> list[Chapter]:
    """Chapters as they happened: as the journal has them, which knows no seconds.

    A file of an earlier version does not say which request caused an event: such a rest
    comes after what was asked in its second.
    """
    return sorted(chapters + rest, key=lambda chapter: chapter.when)


def moment(seconds: int) -> str:
    """A time of the sandbox, in words.

    >>> moment(1496664000)
    '2017-06-05 12:00:00'
    """
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S")


def in_words(params: Any, prefix: str = "") -> str:
    """Parameters as they were sent, side by side.

    >>> in_words({"amount": "1099", "owner": {"name": "Jenny"}, "expand": ["a"]})
    'amount=1099, owner[name]=Jenny, expand[0]=a'
    """
    return ", ".join(f"{name}={value}" for name, value in flatten(params, prefix))


def answered(request: StripeObject) -> str:
    """The status of an answer, with the code of a refusal."""
    error = (request["response"] or {}).get("error") or {}
    code = error.get("decline_code") or error.get("code") or error.get("type") or ""
    return f"{request['status']} {code}".strip()


def shown(object_id: str, *bodies: StripeObject) -> str:
    """The status of an object where it shows first, as it was then.

    >>> shown("src_1", {"id": "ch_1", "source": {"id": "src_1", "status": "consumed"}})
    'consumed'
    """
    found = (one for body in bodies for one in hashes(body))
    states = (one.get("status") for one in found if one.get("id") == object_id)
    return str(next(states, None) or "")


def hashes(value: Any) -> Iterator[StripeObject]:
    """Every hash inside an answer, the outermost first."""
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | list):
        for one in inner:
            yield from hashes(one)
