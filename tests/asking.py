"""Ask a sandbox at its door, as a transport does, and look at what it holds."""

from contextlib import closing
from dataclasses import dataclass
from typing import Any, Self

from pydantic_core import from_json

from sandbox import Sandbox
from sandbox.request.forms import encode
from sandbox.store import Store
from sandbox.wire import Headers, Params, Request, Response

KEY = "sk_test_123"
VISA = {"type": "card", "token": "tok_visa"}
INVALID, CARD, IDEMPOTENCY = "invalid_request_error", "card_error", "idempotency_error"


@dataclass(frozen=True)
class Answer:
    """A response, read: an HTTP status, a JSON body, header fields."""

    status: int
    body: dict[str, Any]
    headers: Headers

    @classmethod
    def of(cls, response: Response) -> Self:
        """Read a response."""
        return cls(response.status, from_json(response.body), response.headers)

    def __getitem__(self, name: str) -> Any:
        """A field of the object that was answered."""
        return self.body[name]

    @property
    def error(self) -> dict[str, Any]:
        """The error object of a refusal."""
        return self.body["error"]

    @property
    def refusal(self) -> tuple[int, str, str | None, str | None]:
        """The status, type, code and param of a refusal: what programs look at."""
        error = self.error
        return self.status, error["type"], error.get("code"), error.get("param")


def ask(
    sandbox: Sandbox,
    method: str,
    path: str,
    sent: Params | str | bytes = "",
    /,
    **fields: str | None,
) -> Answer:
    """Send a request and read the answer.

    `sent` is the body of a POST and the query of anything else: a form, or the
    parameters to make one of. Header fields are written with underscores
    (`Stripe_Version="2020-08-27"`); None leaves the field out. A secret test key comes
    along unless `Authorization` says otherwise.
    """
    form = encode(sent) if isinstance(sent, dict) else sent
    text = form if isinstance(form, bytes) else form.encode()
    posted = method == "POST"
    return send(
        sandbox,
        Request(
            method,
            path,
            "" if posted else text.decode(),
            header_fields(**fields),
            text if posted else b"",
        ),
    )


def send(sandbox: Sandbox, request: Request) -> Answer:
    """Send a request as it is, and read the answer."""
    return Answer.of(sandbox.handle(request))


def header_fields(**fields: str | None) -> Headers:
    """Header fields with a secret test key, unless `Authorization` says otherwise."""
    given = {"Authorization": f"Bearer {KEY}", **fields}
    return Headers(
        {
            name.replace("_", "-"): value
            for name, value in given.items()
            if value is not None
        }
    )


def contents(sandbox: Sandbox | Store) -> dict[str, list[tuple[Any, ...]]]:
    """Everything a sandbox holds, table by table, the journal of requests apart."""
    tables = ("account", "objects", "agenda", "deliveries")
    with closing(sandbox.snapshot()) as copy:
        return {
            name: copy.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall()  # noqa: S608
            for name in tables
        }


def journal(sandbox: Sandbox | Store) -> list[dict[str, Any]]:
    """The requests that a sandbox has written down, the oldest first."""
    with closing(sandbox.snapshot()) as copy:
        rows = copy.execute("SELECT * FROM journal ORDER BY number")
        names = [column[0] for column in rows.description]
        return [dict(zip(names, row, strict=True)) for row in rows]


def data_bytes(sandbox: Sandbox) -> bytes:
    """Every byte of a sandbox's database, free pages included."""
    with closing(sandbox.snapshot()) as copy:
        return copy.serialize()
