"""Those who wait for events in this process, and how an event gets to them."""

import inspect
import threading
import warnings
from collections import deque
from collections.abc import Callable
from functools import update_wrapper
from typing import Any, NamedTuple, Self
from weakref import WeakMethod

from sandbox.domain import event_types
from sandbox.errors import SandboxWarning, echo
from sandbox.wire import StripeObject

MOST_IN_A_ROW = 1000
"""Events handed on after one request: handlers that go on causing more never end."""

MOST_KEPT = 1000
"""How many of the latest calls of handlers are kept."""

Handler = Callable[[Any], object]
Watch = Callable[[], None]


class Heard(NamedTuple):
    """One call of a handler: with which event, and what it raised, if anything."""

    event: str
    type: str
    to: str
    status: str
    error: str | None


class Listener:
    """A handler that waits for some types of events, until it is switched off.

    It can still be called like the function it was made of.
    """

    def __init__(
        self, listeners: "Listeners", pattern: str, handler: Handler, show: Handler
    ) -> None:
        """Wait for these types; `show` makes what the handler gets of an event."""
        self._listeners, self._handler, self._show = listeners, handler, show
        self.pattern = pattern
        self.name = getattr(handler, "__name__", repr(handler))
        update_wrapper(self, handler)

    def __repr__(self) -> str:
        return f"<{self.name} on {self.pattern}>"

    def __call__(self, event: Any) -> object:
        """Call the handler, as if it had never been told to wait."""
        return self._handler(event)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.off()

    def off(self) -> None:
        """Hear no more events."""
        self._listeners.remove(self)

    def hear(self, event: StripeObject) -> Exception | None:
        """Hand an event to the handler; what it raised is given back."""
        try:
            self._handler(self._show(event))
        except Exception as error:  # noqa: BLE001 - another's code, which may do anything
            return error
        return None


class Listeners:
    """Hands on what was told, after the request that told it is whole.

    In the thread of the caller and in the order of events, never inside a
    transaction. What a handler asks of the sandbox is answered at once; the events of
    that wait until those before them were handed on.
    """

    def __init__(self) -> None:
        """Begin with nobody who listens."""
        self._all: tuple[Listener, ...] = ()
        self._watching: tuple[WeakMethod[Watch], ...] = ()
        self._lock = threading.Lock()
        self._here = threading.local()
        self.heard: deque[Heard] = deque(maxlen=MOST_KEPT)

    def add(self, pattern: str, handler: Any, *, show: Handler) -> Listener:
        """Have a handler called for a type of event, `charge.*`, or `*`.

        Raises: LookupError for a type that there is not, TypeError for a handler that
        cannot be called, or would have to be awaited.
        """
        if not event_types.known(pattern, groups=True):
            message = f"There are no events {echo(pattern)!r}. "
            raise LookupError(message + event_types.meant(pattern))
        if not callable(handler) or inspect.iscoroutinefunction(handler):
            message = f"{handler!r} cannot be told of events. Give a plain function."
            raise TypeError(message)
        listener = Listener(self, pattern, handler, show)
        with self._lock:
            self._all = (*self._all, listener)
        return listener

    def remove(self, listener: Listener) -> None:
        """Call a handler no more; one that is not called any more stays so."""
        with self._lock:
            self._all = tuple(one for one in self._all if one is not listener)

    def __len__(self) -> int:
        """How many handlers wait."""
        return len(self._all)

    def replace(self, *others: Listener) -> tuple[Listener, ...]:
        """Call these handlers from now on, and no others; gives those of before."""
        with self._lock:
            before, self._all = self._all, others
        return before

    def watch(self, act: Watch) -> None:
        """Have a method called at each request, as long as its object lives.

        In the thread of the request, and before it is whole: it may do no more than
        have somebody look later.
        """
        with self._lock:
            alive = (one for one in self._watching if one())
            self._watching = (*alive, WeakMethod(act))

    def asked(self) -> None:
        """Tell those who watch that there is a request more in the journal."""
        for watching in self._watching:
            if act := watching():
                act()

    def tell(self, events: list[StripeObject]) -> None:
        """Hand on what a request told; inside a handler, after what waits already.

        What handlers raise is kept, and shown as warnings when all is handed on.
        """
        if not (events and self._all):
            return
        waiting = getattr(self._here, "waiting", None)
        if waiting is not None:
            waiting.extend(events)
            return
        self._here.waiting = waiting = deque(events)
        try:
            problems = self._hand_on(waiting)
        finally:
            del self._here.waiting
        for problem in problems:
            warnings.warn(problem, SandboxWarning, stacklevel=3)

    def _hand_on(self, waiting: deque[StripeObject]) -> list[str]:
        """Hand on events until none waits; what went wrong, in sentences."""
        problems: list[str] = []
        for _ in range(MOST_IN_A_ROW):
            if not waiting:
                return problems
            event = waiting.popleft()
            for listener in self._all:
                off = listener not in self._all  # by one that was called before it
                if not off and event_types.covers(listener.pattern, event["type"]):
                    problems += self._hand_to(listener, event)
        message = (
            f"Handlers caused {MOST_IN_A_ROW} events in a row, each after the last: "
            "those that wait are not handed on. Which handler causes its own event?"
        )
        return [*problems, message] if waiting else problems

    def _hand_to(self, listener: Listener, event: StripeObject) -> list[str]:
        """Hand an event to one listener, and keep how that went."""
        error = listener.hear(event)
        text = f"{type(error).__name__}: {error}" if error else None
        status = "failed" if error else "delivered"
        heard = Heard(event["id"], event["type"], listener.name, status, text)
        self.heard.append(heard)
        if not error:
            return []
        caused = f"{event['type']} ({event['id']}), whose request is done all the same"
        return [f"{listener.name} was told {caused}. It raised {text}"]
