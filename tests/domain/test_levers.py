"""The levers of test mode: which text pulls which, and what is no lever."""

import re

import pytest

from sandbox.domain.levers import LEVERS, Lever, When, pulled
from sandbox.domain.payment_types import BANK_ACCOUNT, TYPES

GOOD = "xxx_chargeable@example.com"
PULLED: dict[str, tuple[When, str, str, str | None, str | None]] = {
    # when, type, param, text: trigger
    "an e-mail for iDEAL": ("created", "ideal", "owner[email]", GOOD, "authorised"),
    "an e-mail for P24": ("created", "p24", "owner[email]", GOOD, "authorised"),
    "an e-mail for giropay": ("created", "giropay", "owner[email]", GOOD, None),
    "another e-mail": ("created", "ideal", "owner[email]", "a@example.com", None),
    "another domain": ("created", "ideal", "owner[email]", f"{GOOD}.be", None),
    "an e-mail once charged": ("charged", "ideal", "owner[email]", GOOD, None),
    "no e-mail": ("created", "ideal", "owner[email]", None, None),
    "a charge that fails": (
        "charged",
        "sofort",
        "owner[name]",
        "failing_charge",
        "failed",
    ),
    "a charge that succeeds": (
        "charged",
        "sofort",
        "owner[name]",
        "succeeding_charge",
        "succeeded",
    ),
    "more than a name": (
        "charged",
        "sofort",
        "owner[name]",
        "my failing_charge",
        None,
    ),
    "a name of iDEAL": ("charged", "ideal", "owner[name]", "failing_charge", None),
}


@pytest.mark.parametrize(
    ("when", "kind", "param", "text", "trigger"), PULLED.values(), ids=PULLED
)
def test_what_pulls_a_lever(
    when: When, kind: str, param: str, text: str | None, trigger: str | None
) -> None:
    """A lever is pulled by the whole text, at its time, and by its types alone."""
    lever = pulled(when, kind, {param: text})

    assert trigger == (lever.trigger if lever else None)


def test_what_says_nothing_pulls_nothing() -> None:
    """A source that says nothing of itself pulls no lever."""
    assert pulled("charged", "sofort", {}) is None


@pytest.mark.parametrize("row", LEVERS, ids=lambda row: f"{row.types} {row.pattern}")
def test_a_lever_names_its_types_and_its_source(row: Lever) -> None:
    """Every lever is of types that there are, and says where it is published."""
    assert set(row.types.split()) <= {*TYPES, BANK_ACCOUNT.name}
    assert re.match("Source: (docs.stripe|github).com/|Assumed: .", row.source)
