"""Webhooks: events leave for the endpoints that wait for them, each in its turn."""

from contextlib import suppress
from http.client import HTTPException
from threading import Event, Thread, current_thread
from time import monotonic
from typing import NamedTuple

from pydantic_core import from_json, to_json

from sandbox import clock
from sandbox.domain.signatures import signature
from sandbox.errors import ApiError
from sandbox.resources.webhook_endpoints import secret
from sandbox.storage.deliveries import Delivery
from sandbox.store import Store
from sandbox.transport.posting import post
from sandbox.wire import StripeObject

WAITS = (1.0, 10.0, 60.0)
"""Seconds before a delivery is tried again, for each time that it failed.

Assumed: as often as for a test account, in seconds instead of hours.
Source: docs.stripe.com/webhooks#retries (three times in a few hours)
"""

FIELDS = {
    "Accept": "*/*",
    "Cache-Control": "no-cache",
    "Content-Type": "application/json; charset=utf-8",
    "User-Agent": "Stripe/1.0 (sources-sandbox)",
}
OK = 2
"""What the statuses begin with that acknowledge a delivery."""


class Terms(NamedTuple):
    """How deliveries are tried; all in seconds of wall time.

    The waits before each further try, how long one try may take, and after how long the
    store is looked at again for what another process has put there.
    """

    waits: tuple[float, ...] = WAITS
    seconds: float = 10.0
    poll: float = 2.0


class Webhooks:
    """Delivers what is to be delivered, beside those who ask, until it is stopped.

    To one endpoint events go one by one, in their order: an event that is not taken
    holds up those after it until it is, or until it was tried often enough. A delivery
    that was begun by a process that is gone is begun again: at least once, each.
    """

    def __init__(self, store: Store, terms: Terms | None = None) -> None:
        """Deliver from this store, once started."""
        self._store, self._terms = store, terms or Terms()
        self._stopping, self._over = Event(), Event()
        self._busy: set[Thread] = set()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin to deliver, with what waits from before."""
        self._thread = Thread(target=self._run, name="webhooks", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Look at once whether there is something to deliver."""
        self._store.deliveries.news.set()

    def stop(self, seconds: float = 5.0) -> None:
        """Begin nothing more, and wait so long for what is under way.

        What is not over by then counts as not tried: it is due again.
        """
        self._stopping.set()
        self.wake()
        end = monotonic() + seconds
        if self._thread:
            self._thread.join(timeout=seconds)
        for thread in tuple(self._busy):
            thread.join(timeout=max(end - monotonic(), 0.0))
        self._over.set()

    def try_once(self) -> None:
        """Try what is due now, right here: of each endpoint the first that waits."""
        for taken in self._take_due():
            self._deliver(taken)

    def _run(self) -> None:
        news = self._store.deliveries.news
        while not self._stopping.is_set():
            try:
                self._begin_due()
            except (ApiError, OSError):  # the file is held, or fails: later
                self._stopping.wait(self._terms.poll)
            else:
                news.wait(self._pause())
            news.clear()

    def _begin_due(self) -> None:
        """Begin to deliver what is due, each in a thread of its own."""
        for taken in self._take_due():
            thread = Thread(target=self._deliver, args=[taken], daemon=True)
            self._busy.add(thread)
            thread.start()

    def _take_due(self) -> list[Delivery]:
        """Take on what is due; a try of which nothing is heard is due again later."""
        store, now = self._store, clock.wall_time()
        with store.lock:
            if not store.deliveries.due(now):
                return []
        until = now + 2 * self._terms.seconds
        with store.transaction():
            return [
                store.deliveries.take(due, until=until)
                for due in store.deliveries.due(now)
            ]

    def _pause(self) -> float:
        """Seconds until the next look."""
        with self._store.lock:
            at = self._store.deliveries.next_time()
        if at is None:
            return self._terms.poll
        return min(max(at - clock.wall_time(), 0.0), self._terms.poll)

    def _deliver(self, taken: Delivery) -> None:
        """Try once, and write down what came of it.

        Where it cannot be written down the delivery is due again when its time is over.
        """
        with self._store.lock:
            endpoint = self._store.find(taken.endpoint)
        outcome = self._outcome(taken, endpoint or {})
        if self._over.is_set():
            return
        with suppress(ApiError, OSError), self._store.transaction():
            self._write_down(taken, outcome)
        self._busy.discard(current_thread())
        self.wake()

    def _outcome(self, taken: Delivery, endpoint: StripeObject) -> Delivery:
        """How the try went, and when there is another one.

        Source: docs.stripe.com/webhooks#retries (none for an endpoint that is disabled
        or deleted by then)
        """
        if endpoint.get("status") != "enabled":
            left = "disabled" if endpoint.get("status") else "deleted"
            return taken._replace(next=None, error=f"the endpoint was {left}")
        status, error = self._try(taken, endpoint)
        again = None
        if error and taken.tries <= len(self._terms.waits):
            again = clock.wall_time() + self._terms.waits[taken.tries - 1]
        return taken._replace(next=again, status=status, error=error)

    def _try(
        self, taken: Delivery, endpoint: StripeObject
    ) -> tuple[int | None, str | None]:
        """The HTTP status of the answer, if any, and what is wrong, if anything.

        Source: docs.stripe.com/webhooks (2xx acknowledges, a redirect does not)
        """
        body = to_json(from_json(taken.body), indent=2)
        key = secret(self._store.seed, endpoint["id"])
        signed = signature(body, key, at=int(clock.wall_time()))
        fields = {**FIELDS, "Stripe-Signature": signed}
        try:
            status = post(endpoint["url"], body, fields, seconds=self._terms.seconds)
        except (OSError, HTTPException) as error:
            return None, f"{type(error).__name__}: {error}"
        if status // 100 != OK:
            return status, f"answered {status}, which is not 2xx"
        return status, None

    def _write_down(self, taken: Delivery, outcome: Delivery) -> None:
        """Keep how a try went; an event says how many endpoints it has not reached."""
        store, event = self._store, self._store.find(taken.event)
        if store.deliveries.tried(taken, outcome) and event and not outcome.error:
            event["pending_webhooks"] = store.deliveries.unanswered(taken.event)
            store.save(event)
