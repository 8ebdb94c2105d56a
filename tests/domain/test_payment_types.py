"""Types of sources: what each asks for, and what each can be."""

from typing import Any

import pytest

from sandbox.domain import payment_types
from sandbox.domain.lifecycle import Usage
from sandbox.domain.payment_types import NOT_YET, TYPES, PaymentType
from sandbox.errors import ApiError
from tests.asking import INVALID

ENOUGH: dict[str, dict[str, Any]] = {
    "card": {"token": "tok_visa"},
    "sepa_debit": {
        "currency": "eur",
        "owner[name]": "Jenny Rosen",
        "sepa_debit[iban]": "DE89370400440532013000",
    },
    "ideal": {
        "amount": 1099,
        "currency": "eur",
        "redirect[return_url]": "https://example.com/return",
    },
}


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
            "created with a flow",
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
    ],
)
def test_a_type_has_its_times(
    name: str, times_out: int, expires: int, settles: int
) -> None:
    """A type says how long it waits to be authorised, to be charged, and to be paid."""
    row = TYPES[name]

    assert (times_out, expires, settles) == (row.times_out, row.expires, row.settles)


@pytest.mark.parametrize(
    ("name", "usage", "attached", "expected"),
    [
        ("card", "reusable", True, "chargeable"),
        ("card", "reusable", False, "chargeable consumed"),
        ("card", "single_use", True, "chargeable consumed"),
        ("card", "single_use", False, "chargeable consumed"),
        ("sepa_debit", "reusable", True, "chargeable failed"),
        ("sepa_debit", "reusable", False, "chargeable consumed failed"),
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


@pytest.mark.parametrize("name", TYPES)
def test_what_a_type_needs_is_enough(name: str) -> None:
    """A source that has all its type needs is let through."""
    payment_types.check(TYPES[name], {"type": name, **ENOUGH[name]})


@pytest.mark.parametrize("row", TYPES.values(), ids=TYPES)
def test_a_type_names_its_source(row: PaymentType) -> None:
    """Every type says where its row comes from."""
    assert row.source.startswith("Source: docs.stripe.com/sources/")


def refused(name: str, given: dict[str, Any]) -> ApiError:
    """The refusal of what was given for a source of a type."""
    with pytest.raises(ApiError) as error:
        payment_types.check(TYPES[name], given)
    assert (400, INVALID) == (error.value.status, error.value.kind)
    return error.value


@pytest.mark.parametrize(
    ("name", "needed"),
    [(name, needed) for name, row in TYPES.items() for needed in row.needs],
)
@pytest.mark.parametrize("absent", [True, False], ids=["absent", "unset"])
def test_what_a_type_needs_is_asked_for(name: str, needed: str, absent: bool) -> None:
    """A parameter that a type needs is named when it is missing, or was unset."""
    given = dict(ENOUGH[name], **{needed: None})
    if absent:
        del given[needed]
    error = refused(name, given)

    assert ("parameter_missing", needed) == (error.code, error.param)


MISFITS = [
    # type, what is wrong with it, code, param, what the message says
    ("sepa_debit", {"usage": "single_use"}, None, "usage", "always reusable"),
    ("ideal", {"usage": "reusable"}, None, "usage", "always single_use"),
    ("card", {"flow": "redirect"}, None, "flow", "has flow none"),
    ("ideal", {"flow": "none"}, None, "flow", "has flow redirect"),
    ("ideal", {"flow": "receiver"}, None, "flow", "has flow redirect"),
    (
        "sepa_debit",
        {"currency": "usd"},
        "invalid_currency",
        "currency",
        "sepa_debit pays in eur",
    ),
    ("ideal", {"currency": "gbp"}, "invalid_currency", "currency", "ideal pays in eur"),
    ("sepa_debit", {"token": "btok_1"}, None, "token", "does not model bank account"),
    ("ideal", {"token": "tok_visa"}, None, "token", "does not model bank account"),
    (
        "card",
        {"sepa_debit": {"iban": "x"}},
        "parameter_unknown",
        "sepa_debit",
        "set type=sepa_debit",
    ),
    ("card", {"ideal": {}}, "parameter_unknown", "ideal", "set type=ideal"),
    ("ideal", {"card": {}}, "parameter_unknown", "card", "set type=card"),
]


@pytest.mark.parametrize(
    ("name", "wrong", "code", "param", "said"),
    MISFITS,
    ids=[f"{name} with {' '.join(wrong)}" for name, wrong, *_ in MISFITS],
)
def test_what_does_not_fit_a_type_is_refused(
    name: str, wrong: dict[str, Any], code: str | None, param: str, said: str
) -> None:
    """A parameter that does not fit the type is refused, with what would fit."""
    error = refused(name, ENOUGH[name] | wrong)

    assert (code, param) == (error.code, error.param)
    assert said in error.message


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("card", {"usage": "single_use"}),
        ("card", {"usage": "reusable", "flow": "none", "currency": "usd"}),
        ("sepa_debit", {"usage": "reusable", "flow": "none"}),
        ("ideal", {"usage": "single_use", "flow": "redirect"}),
    ],
)
def test_what_fits_may_be_said(name: str, given: dict[str, Any]) -> None:
    """What goes without saying of a type may be said all the same."""
    payment_types.check(TYPES[name], ENOUGH[name] | given)


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
