"""Which operation a request asks for, by its method and its path.

>>> operation, ids = route("GET", "/v1/customers/cus_1/sources/src_1")
>>> operation.name, ids
('customers.sources.retrieve', {'customer': 'cus_1', 'source': 'src_1'})
"""

from urllib.parse import unquote

from sandbox.domain.beyond import NEAREST, is_beyond
from sandbox.errors import LONGEST_ECHO, ApiError, echo
from sandbox.masking import hidden_path
from sandbox.operations import CATALOGUE, SOURCE, Operation


def route(method: str, path: str) -> tuple[Operation, dict[str, str]]:
    """The operation for a method and a path (still percent-encoded), and its ids.

    Raises: ApiError 404 for a path, or for a method on it, that nothing answers to.
    Source: docs.stripe.com/error-codes#url-invalid
    """
    parts = path.split("/")[1:] if path.startswith("/") else []
    if "%" in path:
        parts = [unquote(part) for part in parts]
    for operation in TABLE.get((method, len(parts), *parts[:2]), ()):
        if (ids := match(operation, parts)) is not None:
            return operation, ids
    others, hint = [], ""
    for operation in CATALOGUE:
        if len(operation.parts) == len(parts) and match(operation, parts) is not None:
            others.append(operation.method)
            hint = ELSEWHERE.get((method, operation.path), hint)
    raise unknown_url(method, path, others, hint)


def match(operation: Operation, parts: list[str]) -> dict[str, str] | None:
    """The ids of a path, when it has the shape of an operation's."""
    ids = {}
    for expected, part in zip(operation.parts, parts, strict=True):
        if expected[0] == "{":
            if not part:
                return None
            ids[expected[1:-1]] = part
        elif expected != part:
            return None
    return ids


Shape = tuple[int | str, ...]


def by_shape() -> dict[Shape, list[Operation]]:
    """The catalogue by the number of parts of a path, and the first two of them."""
    table: dict[Shape, list[Operation]] = {}
    for operation in CATALOGUE:
        shape: Shape = (operation.method, len(operation.parts), *operation.parts[:2])
        table.setdefault(shape, []).append(operation)
    return table


TABLE = by_shape()


ELSEWHERE = {
    ("GET", "/v1/sources"): (
        "Sources cannot be listed all at once; those of a customer can: GET "
        "/v1/customers/{customer}/sources."
    ),
    ("DELETE", SOURCE): (
        "A source cannot be deleted; its customer can detach it: DELETE "
        "/v1/customers/{customer}/sources/{source}."
    ),
}
"""What is asked for where the real API does not have it either.

Source: docs.stripe.com/api/sources
"""


def unknown_url(method: str, path: str, others: list[str], hint: str = "") -> ApiError:
    """The refusal of an address, with what may have been meant.

    What the real API has, and the sandbox has not, is called by its name.
    """
    from difflib import get_close_matches

    known = sorted({o.path for o in CATALOGUE if o.path.startswith("/v1/")})
    kinds = ", ".join(dict.fromkeys(path.split("/")[2] for path in known))
    named = path.split("/")[2::2]  # /v1/NAME/id/NAME
    if not others and (beyond := next(filter(is_beyond, named), "")):
        near = NEAREST.get(beyond)
        message = f"The sandbox does not model {echo(beyond)}. "
        message += f"Nearest to it is {near}." if near else f"It models {kinds}."
        return ApiError(404, message)
    message = f"Nothing answers to {echo(method)} {echo(hidden_path(path))}."
    if hint:
        message += f" {hint}"
    if others:
        message += f" This address takes {' and '.join(sorted(others))}."
    elif path.endswith("/"):
        message += " It ends with '/': was the id empty?"
    else:
        close = get_close_matches(path[:LONGEST_ECHO], known, n=1, cutoff=0.7)
        message += f" Is it {close[0]}?" if close else f" The sandbox models {kinds}."
    return ApiError(404, message)
