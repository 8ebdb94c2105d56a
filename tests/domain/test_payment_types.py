"""Types of sources: what each asks for, and what each can be."""

import pytest

from sandbox.domain import payment_types
from sandbox.domain.lifecycle import Status, Usage
from sandbox.domain.payment_types import DAY, HOUR, NOT_YET, TYPES, PaymentType
from sandbox.errors import ApiError
from tests.asking import INVALID


@pytest.mark.parametrize(
    ("name", "flow", "usages", "usage", "creation", "prefix"),
    [
        ("card", "none", ("reusable", "single_use"), "reusable", "created", "ch_"),
        ("sepa_debit", "none", ("reusable",), "reusable", "created", "py_"),
        (
            "ideal",
            "redirect",
            ("single_use",),
            "single_use",
            "created waiting",
            "py_",
        ),
    ],
)
def test_a_type_has_a_flow_and_a_usage(  # noqa: PLR0913 - a row of the table
    name: str,
    flow: str,
    usages: tuple[str, ...],
    usage: str,
    creation: str,
    prefix: str,
) -> None:
    """A type has a flow, the usages it allows, and the usage it has unasked."""
    row = payment_types.payment_type(name)

    assert (name, flow, usages) == (row.name, row.flow, row.usages)
    assert (usage, creation, prefix) == (row.usage, row.creation, row.charge_prefix)


@pytest.mark.parametrize(
    ("name", "times_out", "expires", "settles"),
    [
        ("card", 0, 0, 0),
        ("sepa_debit", 0, 0, 432_000),  # five days
        ("ideal", 3600, 21_600, 0),  # an hour, and six
        ("sofort", 3600, 21_600, 432_000),
        ("wechat", 3600, 21_600, 0),
        ("multibanco", 604_800, 21_600, 0),  # seven days, and six hours
        ("ach_credit_transfer", 0, 0, 0),
    ],
)
def test_a_type_has_its_times(
    name: str, times_out: int, expires: int, settles: int
) -> None:
    """A type says how long it waits to be authorised, to be charged, and to be paid."""
    row = TYPES[name]

    assert (times_out, expires, settles) == (row.times_out, row.expires, row.settles)


NOON = 12 * HOUR
LASTS = {
    # type, status, the second of the day: seconds
    ("card", "chargeable", NOON): 0,
    ("ideal", "pending", NOON): HOUR,
    ("ideal", "chargeable", NOON): 6 * HOUR,
    ("alipay", "pending", NOON): HOUR,
    ("alipay", "chargeable", NOON): 13_500,  # it closes at 15:45
    ("alipay", "chargeable", 56_699): 1,
    ("alipay", "chargeable", 56_700): 6 * HOUR,
    ("alipay", "chargeable", 9 * HOUR): 6 * HOUR,
}


@pytest.mark.parametrize(("case", "seconds"), LASTS.items())
def test_how_long_a_source_lasts(case: tuple[str, Status, int], seconds: int) -> None:
    """A source ends after its time; one of Alipay also when the day ends in China."""
    name, status, now = case

    assert seconds == TYPES[name].lasts(status, 17_000 * DAY + now)


@pytest.mark.parametrize(
    ("name", "usage", "attached", "expected"),
    [
        ("card", "reusable", True, "chargeable"),
        ("card", "reusable", False, "chargeable consumed"),
        ("card", "single_use", True, "chargeable consumed"),
        ("card", "single_use", False, "chargeable consumed"),
        ("sepa_debit", "reusable", True, "chargeable failed"),
        ("sepa_debit", "reusable", False, "chargeable consumed failed"),
        ("multibanco", "single_use", False, "canceled chargeable consumed pending"),
        ("ach_credit_transfer", "reusable", True, "chargeable pending"),
        ("ach_credit_transfer", "reusable", False, "chargeable consumed pending"),
        (
            "ideal",
            "single_use",
            True,
            "canceled chargeable consumed failed pending",
        ),
        (
            "ideal",
            "single_use",
            False,
            "canceled chargeable consumed failed pending",
        ),
    ],
)
def test_the_statuses_of_a_type(
    name: str, usage: Usage, attached: bool, expected: str
) -> None:
    """The statuses a source can show depend on its type, its usage and its customer."""
    statuses = TYPES[name].statuses(usage, attached=attached)

    assert expected == " ".join(sorted(statuses))


@pytest.mark.parametrize("row", TYPES.values(), ids=TYPES)
def test_a_type_names_its_source(row: PaymentType) -> None:
    """Every type says where its row comes from."""
    assert row.source.startswith(("Source: docs.stripe.com/", "Source: github.com/"))


@pytest.mark.parametrize("name", NOT_YET)
def test_a_type_that_is_not_modelled_is_refused_by_name(name: str) -> None:
    """A type of the real API that the sandbox does not model is refused as such."""
    with pytest.raises(ApiError) as refusal:
        payment_types.payment_type(name)

    error = refusal.value
    assert (400, INVALID) == (error.status, error.kind)
    assert (None, "type") == (error.code, error.param)
    assert f"The sandbox does not model sources of type {name}." in error.message


@pytest.mark.parametrize("name", ["", "cash", "Card", "card ", "x" * 1000])
def test_what_is_no_type_is_refused(name: str) -> None:
    """A type that no API has is refused, with the types there are."""
    with pytest.raises(ApiError, match="is not a type of source") as refusal:
        payment_types.payment_type(name)

    error = refusal.value
    assert (400, INVALID) == (error.status, error.kind)
    assert (None, "type") == (error.code, error.param)
    assert "card, sepa_debit, ideal" in error.message


def test_no_type_is_modelled_and_not_modelled() -> None:
    """A type is modelled or not, and not both."""
    assert not set(TYPES) & set(NOT_YET)
