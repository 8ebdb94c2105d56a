"""Objects by the fields that matter: as a table, or as a few lines.

>>> source = {"object": "source", "id": "src_1", "status": "chargeable"}
>>> show(source, "status", "customer")
status    chargeable
customer  None
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from sandbox.session import Sandbox

COLUMNS = {
    "customers": "id email default_source",
    "sources": "id type usage status customer *.brand *.last4",
    "charges": "id amount currency status customer source.id source.status",
    "refunds": "id amount currency status charge",
    "disputes": "id amount currency status reason charge",
    "balance_transactions": "id type amount fee net currency status source",
    "events": "type data.object.id data.object.status",
    "tokens": "id type used *.brand *.last4",
}
"""The fields that matter of each kind.

A dot goes inside a hash, `*` into the one that an object's type names, if it has one.
"""

SHOWN = COLUMNS | {
    "cards": "id customer *.brand *.last4",
    "bank_accounts": "id status customer *.bank_name *.last4",
}
"""The same for what is in a table of another kind, among the sources."""

PLAIN = str | int | float | None


def field(body: Any, path: str) -> Any:
    """A field of an object of the API, of the SDK or of an error; None without it.

    >>> source = {"type": "card", "card": {"brand": "Visa"}}
    >>> field(source, "card.brand"), field(source, "*.brand")
    ('Visa', 'Visa')
    >>> field({"object": "card", "brand": "Visa"}, "*.brand")
    'Visa'
    """
    for part in path.split("."):
        name = field(body, "type") if part == "*" else part
        if name is None:
            continue
        if isinstance(body, Exception):
            body = getattr(body, name, None)
        elif isinstance(body, PLAIN) or name not in body:
            return None
        else:
            body = body[name]
    return body


def heading(path: str) -> str:
    """What stands over the column of a field.

    >>> heading("source.id"), heading("*.last4"), heading("data.object.status")
    ('source id', 'last4', 'status')
    """
    return path.removeprefix("data.object.").removeprefix("*.").replace(".", " ")


def show(body: Any, *fields: str) -> None:
    """Print fields of an object, one a line; without names, those that matter.

    `show(source, "status", "usage", "customer")`; a dot goes inside: "card.brand".
    """
    names = fields or SHOWN.get(f"{field(body, 'object')}s", "object id").split()
    shown = {name.removeprefix("*."): field(body, name) for name in names}
    width = max(map(len, shown))
    for name, value in shown.items():
        print(f"{name:<{width}}  {value}")  # noqa: T201 - it is for reading


def table(sandbox: "Sandbox", collection: str, **filters: Any) -> "pd.DataFrame":
    """Everything of one kind as a DataFrame, narrowed to rows where fields match.

    A filter goes inside a hash by two underscores: `card__brand="Visa"`.
    Raises: ImportError that says what to install, ValueError for an unknown kind, and
    for a filter by a field that nothing of this kind has.
    """
    try:
        import pandas as pd
    except ImportError as error:
        message = "Tables need pandas: pip install 'sources-sandbox[tutorial]'."
        raise ImportError(message) from error
    if collection not in COLUMNS:
        message = f"There is no table {collection!r}. Give one of {', '.join(COLUMNS)}."
        raise ValueError(message)
    columns, bodies = COLUMNS[collection].split(), sandbox.objects(collection)
    wanted = {name.replace("__", "."): value for name, value in filters.items()}
    known = {path.partition(".")[0] for path in columns}.union(*bodies) - {"*"}
    for name in wanted:
        if bodies and name.partition(".")[0] not in known:
            message = (
                f"{name!r} is no field of {collection}: {', '.join(sorted(known))}."
            )
            raise ValueError(message)
    rows = [
        [field(body, path) for path in columns]
        for body in bodies
        if all(field(body, name) == value for name, value in wanted.items())
    ]
    return pd.DataFrame(rows, columns=list(map(heading, columns)), dtype=object)
