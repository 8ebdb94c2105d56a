"""A sandbox in the hand: one account, its store, its clock, and its events."""

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, overload

from sandbox.app import App
from sandbox.listeners import Handler, Listener
from sandbox.request.versions import PAGE_VERSION, check_version
from sandbox.store import Snapshot, Store
from sandbox.wire import StripeObject
from sandbox.workbench import Workbench

if TYPE_CHECKING:
    import pandas as pd
    import stripe

    from sandbox.lessons.exercises import Attempt, Progress
    from sandbox.widgets.pictures.picture import Picture
    from sandbox.widgets.story import Story


class Sandbox(Workbench):
    """One account with customers, sources and charges, in memory or in a file.

    Two sandboxes with the same seed give the same ids. Time stands still until
    `advance`; amounts are integers in the minor unit of their currency, times are Unix
    seconds.
    """

    def __init__(self, path: str | Path = ":memory:", *, seed: int = 0) -> None:
        """Open a fresh sandbox in memory, or the one that a file holds.

        What was answered is in the file, whatever becomes of this process.
        Raises: ValueError for what cannot be a sandbox file, which is left as it was.
        """
        self._store = Store(path, seed=seed)
        super().__init__(App(self._store))
        self._connection: Any = None
        self._server: Any = None

    def __repr__(self) -> str:
        return f"<Sandbox: {self.describe()}>"

    def describe(self) -> str:
        """What is in it, in one line."""
        if self.closed:
            return "closed"
        with self._store.lock:
            held = [
                f"{number} {name if number != 1 else name[:-1]}"
                for name in ("customers", "sources", "charges")
                if (number := self._store.count(name))
            ]
        return ", ".join(held) or "empty"

    def connect(self, *, version: str = PAGE_VERSION) -> Self:
        """Point the SDK's global client here; `disconnect` puts it back as it was."""
        from sandbox.transport.sdk import Connection

        check_version(version)
        self.disconnect()
        self._connection = Connection(self, version=version)
        return self

    def disconnect(self) -> None:
        """Put the SDK's global client back as `connect` found it."""
        if self._connection:
            self._connection.close()
        self._connection = None

    def client(
        self, *, version: str = PAGE_VERSION, **options: Any
    ) -> "stripe.StripeClient":
        """A `stripe.StripeClient` of its own, answered here."""
        from sandbox.transport.sdk import client

        return client(self, version=check_version(version), **options)

    def __enter__(self) -> Self:
        """Until the block ends: then a file is closed; memory may be looked at yet."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop_serving()
        if self._store.shared:
            self.close()
        self.disconnect()

    def close(self) -> None:
        """Let go of file, SDK and server; what was acknowledged stays in the file."""
        self.stop_serving()
        self.disconnect()
        self._store.close()

    def serve(self, port: int = 0, *, allow_hosts: Collection[str] = ()) -> str:
        """Answer over HTTP as well, in a thread, and give the base URL.

        It is in the environment too: `%%bash`, then `curl $SANDBOX_URL/v1/customers`.
        Port 0 is a free one; served already, it stays where it is.
        Raises: OSError for a port in use; ModuleNotFoundError without `[serve]`;
        ValueError after `close`.
        """
        from sandbox.transport.serve import background

        self._store.check_open()
        with self._store.lock:
            self._server = self._server or background(self._app, port, allow_hosts)
            url: str = self._server.url
        return url

    def stop_serving(self) -> None:
        """Answer over HTTP no longer; what is under way is answered."""
        with self._store.lock:
            server, self._server = self._server, None
        if server:
            server.stop()

    @overload
    def on(self, pattern: str, handler: Handler) -> Listener: ...

    @overload
    def on(self, pattern: str) -> Callable[[Handler], Listener]: ...

    def on(
        self, pattern: str, handler: Handler | None = None
    ) -> Listener | Callable[[Handler], Listener]:
        """Call a function with every event of a type, of `charge.*`, or of all (`*`).

        Each is a `stripe.Event`, and comes after the request that caused it, in the
        same thread; what the function raises becomes a warning. The answer's `off()`
        ends it; `reset` and `restore` do not. Also a decorator: `@sandbox.on("*")`.
        Raises: LookupError for a type that there is not.
        """
        from sandbox.transport.sdk import reader

        if handler is None:
            return partial(self.on, pattern)
        show = reader(self.client())
        return self._app.listeners.add(pattern, handler, show=show)

    def deliveries(self) -> list[StripeObject]:
        """Which events went to whom, and how that went: to handlers, then to endpoints.

        Of handlers the latest thousand calls are kept; over HTTP events are delivered
        while the sandbox is served.
        """
        handed = [heard._asdict() for heard in self._app.listeners.heard]
        return handed + self.pages("workbench.deliveries")[::-1]

    def reset(self) -> None:
        """Forget everything; the clock and the ids begin anew."""
        self.call("workbench.reset")
        self._app.listeners.heard.clear()

    def snapshot(self) -> Snapshot:
        """A copy of everything as it is now, for `restore`."""
        return self._store.snapshot()

    def restore(self, snapshot: Snapshot) -> None:
        """Put everything back as it was at the snapshot."""
        self._store.restore(snapshot)
        self._app.listeners.heard.clear()

    @property
    def seed(self) -> int:
        """What its ids are made of."""
        return self._store.seed

    @property
    def now(self) -> int:
        """The time in it, in Unix seconds: it stands still until `advance`."""
        return self._store.now

    def table(self, collection: str, **filters: Any) -> "pd.DataFrame":
        """Everything of one kind as a DataFrame, by the fields that matter.

        `table("charges")`, `table("sources", customer="cus_...", usage="reusable")`.
        Needs pandas, which the extra `tutorial` installs.
        """
        from sandbox.widgets.tables import table

        return table(self, collection, **filters)

    def life(self, of: Any) -> "Picture":
        """The life of a source, charge, refund or dispute, drawn from its table.

        Takes the object or its id; shows its status, and what is possible now.
        Raises: ApiError for anything else.
        """
        from sandbox.widgets.pictures.life import life

        return life(self, of)

    def story(self, of: Any) -> "Story":
        """Everything that was asked of an object, that it told, or that befell it.

        Takes the object or its id; a table, and a timeline as a picture.
        Raises: ApiError 404 for an id that nothing has, and nothing ever named.
        """
        from sandbox.widgets.story import story

        return story(self, of)

    def picture(self, customer: Any) -> "Picture":
        """A customer, what it pays with, and the charges that refer to it, drawn.

        Takes the object or its id. Raises: ApiError for what is no customer.
        """
        from sandbox.widgets.pictures.customer import picture

        return picture(self, customer)

    def exercise(self, number: str) -> "Attempt":
        """An attempt at an exercise: `with sandbox.exercise("2.1"): ...`.

        It begins with what the exercise gives, ends with a verdict in one line, and
        leaves everything else as it was.
        Raises: LookupError for an exercise that there is not.
        """
        from sandbox.lessons.exercises import Attempt

        return Attempt(self, number)

    def progress(self) -> "Progress":
        """How many exercises of the tutorial are right, wrong, and not tried yet."""
        from sandbox.lessons.exercises import Progress

        return Progress.load()


def connect(
    path: str | Path = ":memory:", *, seed: int = 0, version: str = PAGE_VERSION
) -> Sandbox:
    """A fresh sandbox that the SDK's global client talks to from now on.

    `version` is the API version the SDK asks for; the page's day by default, since
    today's own would leave `customer.sources` out.
    """
    check_version(version)
    return Sandbox(path, seed=seed).connect(version=version)
