"""The one door: a request comes in, a response goes out; in between, all or nothing."""

import threading
from typing import NamedTuple

from pydantic_core import to_json

from sandbox.errors import ApiError, echo, invalid
from sandbox.listeners import Listeners
from sandbox.masking import hidden_path, masked
from sandbox.operations import MODELLED, Operation
from sandbox.request import auth, expand, forms, idempotency, params, text, versions
from sandbox.resources import due
from sandbox.resources.exchange import HOOKS, Exchange
from sandbox.resources.workbench.failures import LOST, planted
from sandbox.response_headers import at_the_door, headers
from sandbox.routes import route
from sandbox.storage.journal import Entry
from sandbox.store import Store
from sandbox.wire import Headers, Params, Request, Response, StripeObject

FORM, OK = "application/x-www-form-urlencoded", 200


class Call(NamedTuple):
    """A request that was understood: what is asked, of which objects, and how."""

    operation: Operation
    ids: dict[str, str]
    sent: Params
    fingerprint: str


class App:
    """Answers requests against one store.

    `base_url` is what the addresses begin with that a source sends its owner to: the
    real ones, until there is a server of our own that has the pages.
    """

    def __init__(self, store: Store) -> None:
        """Answer from this store."""
        self.store, self.listeners = store, Listeners()
        self.base_url = HOOKS
        self._running: dict[str | None, int] = {}

    def handle(self, request: Request) -> Response:
        """Answer a request: the one path that everything takes.

        A request is one transaction: it happens whole, with its events and its row in
        the journal, or not at all; then those who listen hear of its events. What the
        caller did wrong is answered as an error of the real API; an exception from here
        is a fault of the sandbox.
        """
        told: list[StripeObject] = []
        try:
            auth.refuse_live_request(request)
            key = auth.authenticate(request.headers)
            text.refuse_unwritable(request)
            claim = self._claim(request)
            try:
                response = self.store.within(self._answer, request, key, claim, told)
            finally:
                self._running.pop(claim, None)
        except ApiError as refusal:
            return refused(refusal, at_the_door(refusal.status, request))
        self.listeners.tell(told)
        return response

    def _claim(self, request: Request) -> str | None:
        """The idempotency key of a request, which holds it for as long as it runs.

        Raises: ApiError 409 while another request holds it.
        """
        if request.method != "POST" or "Idempotency-Key" not in request.headers:
            return None
        claim = idempotency.check_key(request.headers["Idempotency-Key"])
        thread = threading.get_ident()  # one that Ctrl-C came to may claim it again
        if self._running.setdefault(claim, thread) != thread:
            raise idempotency.in_progress(claim)
        return claim

    def _answer(
        self, request: Request, key: str, claim: str | None, told: list[StripeObject]
    ) -> Response:
        """Understand, recall, check, run, present, write down: in this order."""
        exchange = Exchange(
            self.store,
            request_id=self.store.next_request_id(noted=request.method == "GET"),
            idempotency_key=claim,
            publishable=key.startswith("pk_"),
            operations=MODELLED,
            base_url=self.base_url,
            told=told,
        )
        call, lost, keep = None, False, None
        try:
            exchange.version = versions.version_of(request)
            call = understand(request, exchange)
            exchange.sent = call.sent
            if claim and (first := self._recall(request, call, claim)):
                fields = headers(exchange, request, OK, first=first.request)
                again = Response(first.status, b"", fields, first.rule)
                self._write_down(request, exchange, call, again)
                return again._replace(body=(first.response or "").encode())
            typed, tree = checked(call, exchange.version)
            lost = self._fails(call.operation)
            keep = claim  # from here on the answer belongs to the key, good or bad
            body = self._run(exchange, call, typed, tree)
            answer = Response(OK, body, headers(exchange, request, OK))
        except ApiError as refusal:
            answer = refused(refusal, headers(exchange, request, refusal.status))
        self._write_down(request, exchange, call, answer, keep=keep)
        if lost:
            failure = planted(LOST)
            answer = refused(failure, headers(exchange, request, failure.status))
        return answer

    def _fails(self, operation: Operation) -> bool:
        """Whether the answer is to be lost, as was planted for this request.

        Raises: ApiError, another failure that was planted.
        """
        if not operation.modelled:
            return False
        failure = self.store.take_failure(operation.name)
        if failure and failure != LOST:
            raise planted(failure)
        return failure == LOST

    def _run(
        self, exchange: Exchange, call: Call, typed: params.Params, tree: expand.Tree
    ) -> bytes:
        """Do what is asked; a refusal takes back what was done, unless it is to stay.

        A declined charge is stored, with its event.
        """
        try:
            body = call.operation.handler(exchange, typed, **call.ids)
            body = expand.present(body, tree, version=exchange.version, shelf=exchange)
        except ApiError as refusal:
            if not refusal.keeps_changes:
                exchange.undo()
            raise
        answer = to_json(body)
        if exchange.pressing:
            due.happen_until(exchange, exchange.now)
        return answer

    def _recall(self, request: Request, call: Call, claim: str) -> Entry | None:
        """What was answered to the first request with this idempotency key.

        Raises: ApiError 400 when that was another request.
        Source: docs.stripe.com/api/idempotent_requests
        """
        first = self.store.journal.recall(claim)
        if first is None:
            return None
        if first.path != (path := hidden_path(request.path)):
            raise idempotency.other_endpoint(claim, first.path, path)
        if first.fingerprint != call.fingerprint:
            raise idempotency.other_parameters(claim)
        return first

    def _write_down(
        self,
        request: Request,
        exchange: Exchange,
        call: Call | None,
        answer: Response,
        *,
        keep: str | None = None,
    ) -> None:
        """Add the request to the journal; with `keep`, as the answer for that key.

        Of a request that only read, what is kept is why it was refused.
        """
        if call and not call.operation.recorded:
            return
        journal, read = self.store.journal, request.method == "GET"
        add = journal.note if read else journal.write_down
        found = read and answer.status == OK
        add(
            Entry(
                request=exchange.request_id or "",
                at=self.store.now,
                method=request.method,
                path=request.path,
                operation=call.operation.name if call else None,
                version=exchange.version,
                params=to_json(masked(call.sent)).decode()
                if call and call.sent
                else "{}",
                status=answer.status,
                response=None if found else answer.body.decode() or None,
                idempotency_key=keep,
                fingerprint=call.fingerprint if call and keep else None,
                events=caused(exchange.told),
                rule=answer.rule,
            )
        )
        self.listeners.asked()


def refused(refusal: ApiError, fields: Headers) -> Response:
    """A refusal as it is answered, with these header fields."""
    return Response(refusal.status, to_json(refusal.body()), fields, refusal.rule)


def caused(told: list[StripeObject]) -> str | None:
    """The ids of events as the journal keeps them; nothing of none."""
    return to_json([event["id"] for event in told]).decode() if told else None


def understand(request: Request, exchange: Exchange) -> Call:
    """What a request asks for, before any of its values is looked at.

    Raises: ApiError: unknown address, publishable key, broken form, live key.
    """
    operation, ids = route(request.method, request.path)
    if exchange.publishable and not operation.publishable:
        raise auth.secret_key_required(exchange.version)
    sent = forms.decode(request.query.encode()) if request.query else {}
    if request.body:
        kind = request.headers.get("Content-Type", FORM)
        if not kind.lower().startswith(FORM):
            message = f"The body is {echo(kind)}; the API reads forms only, {FORM}."
            raise invalid(message)
        sent |= forms.decode(request.body)
    posted = request.method == "POST"
    mark = idempotency.fingerprint(sent, request.path) if posted else ""
    return Call(operation, ids, sent, mark)


def checked(call: Call, version: str) -> tuple[params.Params, expand.Tree]:
    """The typed parameters of a call, and what it wants expanded.

    Raises: ApiError 400 that names the first thing to mend.
    """
    typed = params.read(call.operation.params, call.sent)
    versions.demand(call.operation.name, version, call.sent)
    if not typed.expand:
        return typed, {}
    tree = expand.tree(typed.expand, call.operation.kind, listed=call.operation.listed)
    return typed, tree
