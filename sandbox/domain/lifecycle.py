"""The life of a source, as a table: from which status to which, and what causes it.

>>> after("chargeable", "charged", usage="reusable", attached=False)
'consumed'
>>> after("chargeable", "charged", usage="reusable", attached=True)
'chargeable'
"""

from collections.abc import Collection
from typing import Literal, NamedTuple, get_args

Status = Literal["pending", "chargeable", "consumed", "canceled", "failed"]
Usage = Literal["reusable", "single_use"]

STATUSES: tuple[Status, ...] = get_args(Status)
FINAL = ("consumed", "canceled", "failed")
LEAVING = ("detached", "replaced")
"""How a source leaves its customer."""
ATTACHABLE = ("pending", "chargeable")
"""Source: docs.stripe.com/api/sources/attach"""


class Move(NamedTuple):
    """One way a source changes: a row of the table.

    `usage` and `attached` narrow the row; None is either. `event` is what the sandbox
    tells about the source itself, beside what is told of the charge or the customer.
    """

    before: Status | None
    trigger: str
    after: Status
    usage: Usage | None
    attached: bool | None
    event: str | None
    source: str


PAGE = "Source: docs.stripe.com/sources/customers"
GUIDE = "Source: docs.stripe.com/sources"
DETACH = "Source: docs.stripe.com/api/sources/detach"
TRANSFER = "Source: docs.stripe.com/sources/sepa-credit-transfer"
REPLACE = "Source: docs.stripe.com/sources/customers (a source given in an update)"

ATTACHED, UNATTACHED, ANY = True, False, None

MOVES = [
    Move(None, "created", "chargeable", ANY, ANY, "source.chargeable", GUIDE),
    Move(None, "created waiting", "pending", ANY, ANY, None, GUIDE),
    Move(
        None, "created without an answer", "failed", "single_use", ANY, "source.failed",
        "Source: docs.stripe.com/sources/three-d-secure",
    ),
    Move("pending", "authorised", "chargeable", ANY, ANY, "source.chargeable", GUIDE),
    Move("pending", "funded", "chargeable", ANY, ANY, "source.chargeable", TRANSFER),
    Move("pending", "refused", "failed", ANY, ANY, "source.failed", GUIDE),
    Move("pending", "timed out", "canceled", ANY, ANY, "source.canceled", GUIDE),
    Move("pending", "detached", "consumed", ANY, ATTACHED, None, DETACH),
    Move("pending", "replaced", "consumed", ANY, ATTACHED, None, REPLACE),
    Move("chargeable", "charged", "consumed", "single_use", ANY, None, PAGE),
    Move("chargeable", "charged", "consumed", "reusable", UNATTACHED, None, PAGE),
    Move("chargeable", "charged", "chargeable", "reusable", ATTACHED, None, PAGE),
    Move("chargeable", "funded", "chargeable", ANY, ANY, None, TRANSFER),
    Move(
        "chargeable", "charged in part", "chargeable", "reusable", ANY, None,
        "Assumed: money that was sent to a source can be charged bit by bit",
    ),
    Move("chargeable", "detached", "consumed", ANY, ATTACHED, None, DETACH),
    Move("chargeable", "replaced", "consumed", ANY, ATTACHED, None, REPLACE),
    Move("chargeable", "timed out", "canceled", ANY, ANY, "source.canceled", GUIDE),
    Move(
        "chargeable", "mandate failed", "failed", "reusable", ANY, "source.failed",
        "Source: docs.stripe.com/sources/sepa-debit",
    ),
    Move(
        "consumed", "detached", "consumed", ANY, ATTACHED, None,
        "Assumed: a consumed single-use source can still leave its customer",
    ),
    Move(
        "consumed", "replaced", "consumed", ANY, ATTACHED, None,
        "Assumed: it can be replaced as well",
    ),
]  # fmt: skip


def move(
    before: Status | None, trigger: str, *, usage: Usage, attached: bool
) -> Move | None:
    """The row that applies, if the table has one: nothing else may change a status."""
    rows = possible(before, usage=usage, attached=attached)
    return next((row for row in rows if row.trigger == trigger), None)


def creation(status: Status) -> Move:
    """The row by which a new source has come to the status it begins with."""
    return next(row for row in MOVES if row.before is None and row.after == status)


def possible(
    before: Status | None,
    *,
    usage: Usage,
    attached: bool,
    never: Collection[str] = (),
) -> list[Move]:
    """Every row that applies to a source like this; `never` are triggers left out.

    >>> rows = possible("chargeable", usage="reusable", attached=True)
    >>> [row.trigger for row in rows if row.after == "consumed"]
    ['detached', 'replaced']
    """
    return [
        row
        for row in MOVES
        if row.before == before
        and row.trigger not in never
        and row.usage in (None, usage)
        and row.attached in (None, attached)
    ]


def after(
    before: Status, trigger: str, *, usage: Usage, attached: bool
) -> Status | None:
    """The status a source has after something happened to it; None if it cannot."""
    row = move(before, trigger, usage=usage, attached=attached)
    return row.after if row else None


def reachable(
    first: str, *, usage: Usage, attached: bool, never: Collection[str] = ()
) -> set[Status]:
    """Every status that such a source can ever show, from its creation on.

    `first` is the trigger of its creation, `attached` whether it has a customer now,
    `never` the triggers that do not happen to its type.

    >>> never = ["timed out", "mandate failed"]
    >>> sorted(reachable("created", usage="reusable", attached=True, never=never))
    ['chargeable']
    >>> sorted(reachable("created", usage="single_use", attached=True, never=never))
    ['chargeable', 'consumed']
    """
    rows = [
        row
        for row in MOVES
        if row.trigger not in never
        and row.usage in (None, usage)
        and (row.attached in (None, attached) or row.trigger in LEAVING)
        and not (row.trigger in LEAVING and attached)
    ]
    shown = {row.after for row in rows if row.trigger == first}
    while more := {row.after for row in rows if row.before in shown} - shown:
        shown |= more
    return shown
