"""What is to be run, what came of it, and whether it is what was read."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

from sandbox.languages import Call
from sandbox.languages.call import as_texts
from sandbox.languages.reading.problems import Problem
from sandbox.masking import masked
from sandbox.request.forms import decode, encode

SECONDS = 10.0
"""How long a snippet may take."""


STOPPED = "was stopped"
"""How the words begin for a snippet that took longer."""


ADDED = {("POST", "/v1/charges"): {"capture": "true"}}
"""What an SDK may say of itself, with the value that the API takes anyway.

Source: github.com/stripe/stripe-go 19.8, charge/client.go: `New` always says it.
"""


class Job(NamedTuple):
    """A snippet to be run.

    `world` is what is done before in its sandbox: operations of the catalogue with
    their parameters, as `Door.call` takes them. `seconds` is how long it may take.
    """

    language: str
    code: str
    world: Sequence[tuple[str, Mapping[str, Any]]] = ()
    seconds: float = SECONDS


class Sent(NamedTuple):
    """A request as the sandbox received it, with nothing secret in it."""

    method: str
    path: str
    params: Mapping[str, Any]

    @classmethod
    def by(cls, call: Call) -> "Sent":
        """The request that a call makes; all its values are known."""
        sent = cls(call.known.method, call.path, as_texts(call.params)).numbered()
        return sent._replace(params=masked(dict(sent.params)))

    def numbered(self) -> "Sent":
        """It, with the items of its lists numbered: some SDKs do so, some do not."""
        return self._replace(params=decode(encode(dict(self.params)).encode()))

    def added(self) -> "Sent":
        """It, with what an SDK may add to it without changing what is asked."""
        more = ADDED.get((self.method, self.path), {})
        return self._replace(params={**more, **self.params})

    def __str__(self) -> str:
        given = encode(dict(self.params))
        return f"{self.method} {self.path}{' with ' if given else ''}{given}"


class Ran(NamedTuple):
    """What came of a snippet: the requests received, and how it ended.

    `ended` is "" for a success, or says in a few words what happened; `said` is the
    last that it wrote.
    """

    requests: tuple[Sent, ...]
    ended: str
    said: str


def unlike(calls: Iterable[Call], ran: Ran) -> Problem | None:
    """The first request that differs from what was read, or that it did not end.

    None where all is as it was read: a snippet may well end with an error of its own.

    >>> unlike([], Ran((), "", "")) is None
    True
    """
    read = [Sent.by(call) for call in calls]
    for number, (one, other) in enumerate(zip_longest(read, ran.requests), 1):
        if (other and other.numbered()) not in (one, one and one.added()):
            message = (
                f"Request {number} reads as {one or 'none'}; really run, it was "
                f"{other or 'never sent'}."
            )
            return Problem(1, 1, "executed", message, aftermath(ran))
    if ran.ended.startswith(STOPPED):
        return Problem(1, 1, "executed", f"It {ran.ended}.", "Does it ever end?")
    return None


def aftermath(ran: Ran) -> str:
    """How a run ended, and the last line that it wrote."""
    last = ran.said.rstrip().rpartition("\n")[2]
    return f"It {ran.ended or 'ended well'}{': ' if last else ''}{last}"
